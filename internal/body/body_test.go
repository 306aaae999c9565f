package body

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/weburl"
)

var updateBlocks = flag.Bool("update", false, "rewrite testdata/blocks")

var testURLs = weburl.NewResolver("https://news.example/2024/story", "")

// assembled is one body with what it was made from.
type assembled struct {
	body, repeats []article.Block
	doc           *page.Doc
	segs          []block.Seg
}

// assemble makes the body of a page whose visible text all belongs to the
// story, but for what stands below an element with a data-role of its own and
// for captions.
func assemble(t testing.TB, src string) assembled {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	return assembleTree(t, root)
}

func assembleTree(t testing.TB, root *html.Node) assembled {
	doc := page.Index(root)
	t.Cleanup(doc.Release)
	r := assembled{doc: doc, segs: block.Segment(doc, nil)}
	for i := range r.segs {
		r.segs[i].Role = testRole(doc, &r.segs[i])
	}
	r.body, r.repeats = Assemble(doc, r.segs, testURLs)
	return r
}

func testRole(doc *page.Doc, s *block.Seg) term.Role {
	if s.Hidden {
		return term.Other
	}
	for id := s.First; id != page.None; id = doc.Nodes[id].Parent {
		if doc.Nodes[id].N.Data == "figcaption" {
			return term.Caption
		}
		if role, ok := term.ParseRole(doc.Attr(id, "data-role")); ok {
			return role
		}
	}
	return term.Body
}

// Each page in testdata/blocks has its blocks beside it.
func TestBodyGolden(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join("testdata", "blocks", "*.html"))
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	for _, path := range pages {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			r := assemble(t, string(src))
			checkBody(t, r)
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			require.NoError(t, enc.Encode(struct {
				Body    []article.Block `json:"body"`
				Repeats []article.Block `json:"repeats,omitempty"`
			}{r.body, r.repeats}))
			golden := strings.TrimSuffix(path, ".html") + ".json"
			if *updateBlocks {
				require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got.String())
		})
	}
}

// checkBody holds a body to what is true of every body.
func checkBody(t testing.TB, r assembled) {
	t.Helper()
	var got []string
	for _, b := range r.repeats {
		got = append(got, leafWords(b)...)
	}
	for _, b := range r.body {
		checkBlock(t, &b, 0)
		got = append(got, leafWords(b)...)
	}
	want := storyWords(r)
	slices.Sort(got)
	slices.Sort(want)
	assert.Equal(t, want, got, "the words of the story, each exactly once")
}

func checkBlock(t testing.TB, b *article.Block, depth int) {
	t.Helper()
	require.LessOrEqual(t, depth, 2*maxNest+2)
	assert.NotEmpty(t, b.Kind)
	checkSpans(t, b.Text, b.Spans)
	if b.Kind != article.BlockCode && b.Blocks == nil && b.Items == nil && b.Rows == nil {
		checkSpace(t, b.Text)
	}
	switch b.Kind {
	case article.BlockParagraph, article.BlockHeading, article.BlockPullQuote, article.BlockCode:
		assert.NotEmpty(t, b.Text)
	case article.BlockSeparator:
		assert.Empty(t, b.Text)
	case article.BlockFigure:
		assert.True(t, len(b.Images) > 0 || b.Caption != "" || b.Credit != "", "a figure shows something")
	case article.BlockQuote, article.BlockLivePost:
		assert.NotEmpty(t, b.Blocks)
	}
	for i := range b.Blocks {
		checkBlock(t, &b.Blocks[i], depth+1)
	}
	for i := range b.Items {
		it := &b.Items[i]
		checkSpans(t, it.Text, it.Spans)
		for k := range it.Blocks {
			checkBlock(t, &it.Blocks[k], depth+1)
		}
	}
	for _, row := range b.Rows {
		for i := range row {
			checkSpans(t, row[i].Text, row[i].Spans)
		}
	}
}

func checkSpans(t testing.TB, text string, spans []article.Span) {
	t.Helper()
	if spans == nil {
		return
	}
	var all strings.Builder
	for i, s := range spans {
		all.WriteString(s.Text)
		assert.NotEmpty(t, s.Text)
		if i > 0 {
			assert.False(t, s.Kind == spans[i-1].Kind && s.URL == spans[i-1].URL, "equal neighbours are one span")
		}
		assert.Equal(t, s.Kind == article.SpanLineBreak, s.Text == "\n")
		if s.URL != "" {
			assert.True(t, weburl.HasHTTPScheme(s.URL) || strings.HasPrefix(s.URL, "mailto:"), s.URL)
		}
	}
	assert.Equal(t, text, all.String())
	assert.False(t, len(spans) == 1 && spans[0].Kind == article.SpanPlain)
}

func checkSpace(t testing.TB, text string) {
	t.Helper()
	assert.Equal(t, strings.Trim(text, " \n"), text)
	for _, litter := range []string{"  ", " \n", "\n ", "\t", "\u00ad", "\u200b", "\u00a0"} {
		assert.NotContains(t, text, litter)
	}
}

// leafWords returns the words of a block's parts.
func leafWords(b article.Block) []string {
	var out []string
	switch {
	case len(b.Blocks) > 0:
		for _, c := range b.Blocks {
			out = append(out, leafWords(c)...)
		}
	case len(b.Items) > 0:
		for _, it := range b.Items {
			out = append(out, letters(it.Text)...)
			for _, c := range it.Blocks {
				out = append(out, leafWords(c)...)
			}
		}
	case len(b.Rows) > 0:
		for _, row := range b.Rows {
			for _, c := range row {
				out = append(out, letters(c.Text)...)
			}
		}
	case b.Kind == article.BlockFigure:
	default:
		out = letters(b.Text)
	}
	return append(append(out, letters(b.Caption)...), letters(b.Credit)...)
}

// letters returns the runs of letters and digits of s one by one, cut also
// where the case of a text's markup cannot be seen: each character is a word,
// so that neither drop caps nor hyphens matter.
func letters(s string) []string {
	var out []string
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, string(r))
		}
	}
	return out
}

// storyWords returns the letters of the texts that the story's segments own,
// but for what is documented to be left out.
func storyWords(r assembled) []string {
	var out []string
	for i := range r.segs {
		s := &r.segs[i]
		if s.Kind != block.Text || r.segs[i].Role != term.Body && r.segs[i].Role != term.Caption {
			continue
		}
		for id := s.First; id < s.End; id++ {
			if n := &r.doc.Nodes[id]; s.Owns(n) && !leftOut(r.doc, id) {
				out = append(out, letters(n.N.Data)...)
			}
		}
	}
	return out
}

// leftOut reports the reading aids of ruby, the source of formulas, and the
// buttons that name nothing.
func leftOut(doc *page.Doc, id page.ID) bool {
	inside, button, named := true, false, false
	for p := id; p != page.None; p = doc.Nodes[p].Parent {
		n := &doc.Nodes[p]
		inside = inside && !n.Is(page.Block)
		if inside && isSilent(n) {
			return true
		}
		switch n.Tag {
		case atom.Button:
			button = true
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Summary:
			named = true
		}
	}
	return button && !named
}

// pieces are what generated pages are made of: well and badly nested.
var pieces = []string{
	"<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "<dl>", "</dl>", "<dt>",
	"<dd>", "<blockquote>", "</blockquote>", "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<h2>", "</h2>",
	"<h3 role=heading>", "</h3>", "<pre>", "</pre>", "<code class=language-go>", "</code>", "<table>",
	"</table>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "</th>", "<caption>", "</caption>",
	"<table role=presentation>", "<aside class=pullquote>", "</aside>", "<blockquote class=twitter-tweet>", "<hr>", "<br>",
	"<br><br>", "<b>", "</b>", "<i>", "</i>", "<a href=/x>", "<a href='javascript:x'>", "</a>", "<span hidden>", "</span>",
	"<span class=sr-only>", "<div hidden>", "<sup>", "</sup>", "<ruby>", "<rt>", "</ruby>", "<button>", "</button>",
	"<img src=/a.jpg>", "<img src=/blank.gif>", "<noscript><img src=/b.jpg></noscript>", "<iframe src=//youtube.com/embed/x></iframe>",
	"<video src=/v.mp4></video>", "<svg><text>q</text></svg>", "<math><mi>z</mi><annotation>q</annotation></math>",
	"<div data-role=promo>", "<section class=footnotes>", "</section>", "<article class=live-post>", "<time datetime=2024-01-02T03:04Z>",
	"</time>", "</article>", "<span class=dropcap>T</span>", "<cite class=credit>", "</cite>", "<small>", "</small>", "<script>x</script>",
	"one", "two", "three ", " four", "fi\u00adve", "six\u200b", "Sieben", "八", " ", "\n", "\u00a0", "* * *", "نیم\u200cفاصله", "&amp;", "T",
	"<!-- c -->", "<select><option>o</select>", "<details><summary>", "</details>", "<wbr>",
}

func generatePage(r *rand.Rand, n int) string {
	var b strings.Builder
	b.WriteString("<body>")
	for range n {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func TestBodyKeepsEveryWord(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 7))
		src := generatePage(r, 5+r.IntN(80))
		checkBody(t, assemble(t, src))
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, src)
		}
	}
}

// Roles that fall in the middle of lists, tables and quotes leave the rest.
func TestBodyKeepsEveryWordOfAnyRoles(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 8))
		src := generatePage(r, 5+r.IntN(80))
		got := assemble(t, src)
		for i := range got.segs {
			switch r.IntN(4) {
			case 0:
				got.segs[i].Role = term.Promo
			case 1:
				got.segs[i].Role = term.Body
			}
		}
		got.body, got.repeats = Assemble(got.doc, got.segs, testURLs)
		checkBody(t, got)
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, src)
		}
	}
}

func FuzzBody(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(generatePage(rand.New(rand.NewPCG(seed, 9)), 40))
	}
	f.Fuzz(func(t *testing.T, src string) {
		root, err := html.Parse(strings.NewReader(src))
		if err != nil {
			t.Skip()
		}
		checkBody(t, assembleTree(t, root))
	})
}

// Trees that callers build may be deeper than any parser's.
func TestBodyOfDeepTree(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{"div", "blockquote", "ul", "b", "figure", "li", "section"} {
		root := &html.Node{Type: html.ElementNode, Data: "body"}
		at := root
		for i := range 2000 {
			n := &html.Node{Type: html.ElementNode, Data: tag, DataAtom: atom.Lookup([]byte(tag))}
			at.AppendChild(n)
			at.AppendChild(&html.Node{Type: html.TextNode, Data: fmt.Sprint("w", i, " ")})
			at = n
		}
		r := assembleTree(t, root)
		assert.NotEmpty(t, r.body)
		checkBody(t, r)
	}
}

func TestBodyIsEmpty(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"no text":         "",
		"nothing of ours": "<div data-role=promo>Buy</div>",
		"only a rule":     "<hr><hr>",
		"only a pixel":    "<img width=1 height=1 src=/p.gif>",
		"only ornaments":  "<p>* * *</p>",
		"only litter":     "<p>\u200b\u00ad</p>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Nil(t, assemble(t, src).body)
		})
	}
}

// The scratch of one body must not show in the next, nor change an earlier.
func TestBodyOwnsItsMemory(t *testing.T) {
	t.Parallel()
	first := assemble(t, "<p>alpha <b>beta</b></p><ul><li>one<li>two</ul><table><tr><th>h<td>d</table><img src=/a.jpg>").body
	before, err := json.Marshal(first)
	require.NoError(t, err)
	for seed := range uint64(50) {
		assemble(t, generatePage(rand.New(rand.NewPCG(seed, 3)), 60))
	}
	after, err := json.Marshal(first)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
}

func BenchmarkBody(b *testing.B) {
	var src strings.Builder
	src.WriteString("<body><main><article>")
	for i := range 40 {
		fmt.Fprintf(&src, `<p class="text">The council met on Monday, <a href="/story/%d">for the third time</a> this year, and
			decided <em>nothing</em>. Its members said that they would come back to the question of the bridge when the
			engineers&nbsp;had finished, which may take until spring.</p><div class="ad" data-role="ad"><span>Buy</span></div>`, i)
		if i%10 == 0 {
			src.WriteString(`<h2>A part</h2><figure><img src="/a.jpg" srcset="/a-1.jpg 300w, /a-2.jpg 600w"><figcaption>A bridge
				<span class="credit">N. N.</span></figcaption></figure><ul><li>one<li>two<li>three</ul>`)
		}
	}
	r := assemble(b, src.String())
	b.ReportAllocs()
	for b.Loop() {
		Assemble(r.doc, r.segs, testURLs)
	}
}

// BenchmarkBodySize shows that the time grows with the page and no faster.
func BenchmarkBodySize(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		src := generatePage(rand.New(rand.NewPCG(1, 1)), n)
		root, err := html.Parse(strings.NewReader(src))
		if err != nil {
			continue // nested too deep to parse
		}
		r := assembleTree(b, root)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Assemble(r.doc, r.segs, testURLs)
			}
		})
	}
}
