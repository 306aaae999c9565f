package article

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/cleantext"
)

// generator makes articles whose texts are made of what the formats find hard.
type generator struct{ r *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 1))} }

var hardTexts = []string{
	"plain words", "a", "Z", "7", " ", "  ", "\n", "\t", "*", "**", "_", "__", "`", "``", "```", "~", "~~~",
	"#", "# x", "-", "- x", "--", "---", "+ x", "1.", "12) x", "1.5", ">", "> q", "=", "===", "|", "a|b", "\\",
	"\\|", "[", "]", "[x](y)", "[x]: /u", "![", "!", "<", "<b>", "</p>", "<!--", "-->", "<script>", "&", "&amp;",
	"&copy", ";", "amp;", "AT&T", "a_b_c", "_a_", "\"q\"", "“q”", "(", ")", "…", "–", "é", "中文", "ไทย", "שלום",
	"\u00a0", "\u2028", "\u0085", "e\u0301", "€", "🙂", "x²", ":--", ":-:", "http://a.b/c_d", "$x$", "{#id}", "^", "@", "%", "'",
	"\x01", "\x7f", "word ", " word", "word\n", "\nword", "10^9", "0x", "\r\n",
}

func (g generator) text() string {
	var b strings.Builder
	for range g.r.IntN(5) {
		b.WriteString(hardTexts[g.r.IntN(len(hardTexts))])
	}
	return b.String()
}

var spanKinds = []SpanKind{SpanPlain, SpanPlain, SpanLink, SpanEmphasis, SpanStrong, SpanCode, SpanSuperscript, SpanSubscript, SpanStrike, SpanLineBreak}

var hardURLs = []string{
	"https://news.example/a", "http://x.example/?a=1&b=2&copy;", "mailto:a@b.example", "/rel", "javascript:alert(1)",
	"https://x.example/(a)[b]_c_*d*", "https://x.example/a b\"c<d>|e`f\\g", "", "//x.example", "#frag",
	"https://bücher.example/ü?ü#ü", "data:text/html,x", "https://x.example/%zz%41", " https://x.example/a\nb ",
}

func (g generator) url() string { return hardURLs[g.r.IntN(len(hardURLs))] }

func (g generator) spans() []Span {
	var spans []Span
	for range g.r.IntN(5) {
		s := Span{Kind: spanKinds[g.r.IntN(len(spanKinds))], Text: g.text()}
		if s.Kind == SpanLink {
			s.URL = g.url()
		}
		if s.Kind == SpanLineBreak {
			s.Text = "\n"
		}
		spans = append(spans, s)
	}
	return spans
}

var blockKinds = []BlockKind{
	BlockParagraph, BlockParagraph, BlockHeading, BlockList, BlockList, BlockQuote, BlockPullQuote, BlockCode, BlockTable, BlockFigure, BlockEmbed, BlockSeparator, BlockLivePost,
	BlockFootnote, "",
}

func (g generator) blocks(depth int) []Block {
	var bs []Block
	for range g.r.IntN(4) {
		bs = append(bs, g.block(depth))
	}
	return bs
}

func (g generator) block(depth int) Block {
	b := Block{Kind: blockKinds[g.r.IntN(len(blockKinds))], Text: g.text()}
	if g.r.IntN(2) == 0 {
		b.Spans = g.spans()
	}
	switch b.Kind {
	case BlockHeading:
		b.Level = g.r.IntN(8)
	case BlockList:
		b.Ordered, b.Start, b.Items = g.r.IntN(2) == 0, g.r.IntN(4)*7, g.items(depth)
	case BlockQuote, BlockPullQuote, BlockFootnote:
		b.Blocks = g.parts(depth)
	case BlockLivePost:
		b.Blocks, b.Time = g.parts(depth), g.time()
	case BlockCode:
		b.Language = []string{"", "go", "c++", "x y`"}[g.r.IntN(4)]
	case BlockTable:
		b.Rows, b.Caption = g.rows(), g.text()
	case BlockFigure:
		b.Images, b.Caption, b.Credit = g.images(), g.text(), g.text()
	case BlockEmbed:
		b.URL, b.Provider, b.Caption = g.url(), g.text(), g.text()
	}
	return b
}

func (g generator) parts(depth int) []Block {
	if depth == 0 {
		return nil
	}
	return g.blocks(depth - 1)
}

func (g generator) items(depth int) []Item {
	var items []Item
	for range g.r.IntN(4) {
		items = append(items, Item{Text: g.text(), Spans: g.spans(), Blocks: g.parts(depth)})
	}
	return items
}

func (g generator) rows() [][]Cell {
	var rows [][]Cell
	for range g.r.IntN(4) {
		row := []Cell{}
		for range g.r.IntN(4) {
			row = append(row, Cell{
				Text: g.text(), Spans: g.spans(), Header: g.r.IntN(2) == 0,
				ColSpan: g.r.IntN(4), RowSpan: g.r.IntN(4),
			})
		}
		rows = append(rows, row)
	}
	return rows
}

func (g generator) images() []Image {
	var images []Image
	for range g.r.IntN(3) {
		images = append(images, Image{URL: g.url(), Alt: g.text(), Width: g.r.IntN(3) * 400, Height: g.r.IntN(900)})
	}
	return images
}

func (g generator) time() time.Time {
	return time.Unix(g.r.Int64N(2e9), 0).UTC()
}

// tidied makes blocks keep what [Block] promises, which a fuzzer's or the
// generator's do not: the text is the spans' text, and stands once.
func tidied(bs []Block, depth int) []Block {
	out := []Block{}
	for _, b := range bs {
		b.Text, b.Spans = tidiedText(b.Text, b.Spans)
		b.Blocks = tidiedParts(b.Blocks, depth)
		items := []Item{}
		for _, it := range b.Items {
			it.Text, it.Spans = tidiedText(it.Text, it.Spans)
			it.Blocks = tidiedParts(it.Blocks, depth)
			items = append(items, it)
		}
		b.Items = items
		rows := [][]Cell{}
		for _, row := range b.Rows {
			cells := []Cell{}
			for _, c := range row {
				c.Text, c.Spans = tidiedText(c.Text, c.Spans)
				cells = append(cells, c)
			}
			rows = append(rows, cells)
		}
		b.Rows = rows
		out = append(out, b)
	}
	return out
}

func tidiedParts(bs []Block, depth int) []Block {
	if depth == 0 {
		return nil
	}
	return tidied(bs, depth-1)
}

func tidiedText(text string, spans []Span) (string, []Span) {
	if len(spans) == 0 {
		return text, nil
	}
	return inlineText("", spans), spans
}

// textOnly drops what the renderings show beside the text: captions, pictures,
// embeds and times.
func textOnly(bs []Block) []Block {
	for i := range bs {
		b := &bs[i]
		b.Caption, b.Credit, b.Images, b.URL, b.Time = "", "", nil, "", time.Time{}
		textOnly(b.Blocks)
		for j := range b.Items {
			textOnly(b.Items[j].Blocks)
		}
	}
	return bs
}

// shownWords is the measure in which two renderings are compared: what is left when
// white space and characters that no rendering shows do not count.
func shownWords(s string) []string { return strings.Fields(cleantext.Text(s)) }

// visibleText returns the text of an HTML fragment, with white space where a
// browser would start a line or a cell.
func visibleText(t testing.TB, fragment string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(fragment))
	require.NoError(t, err)
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !inlineElement(n.DataAtom) {
			b.WriteByte('\n')
		}
	}
	walk(doc)
	return b.String()
}

func inlineElement(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Em, atom.Strong, atom.Code, atom.Sup, atom.Sub, atom.S, atom.Del, atom.Small, atom.Img, atom.Time:
		return true
	}
	return false
}
