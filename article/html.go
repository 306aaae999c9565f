package article

import (
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

// HTML returns the article as an HTML fragment: an article element with the
// headline, the standfirst and the body.
//
// It is safe to show: it is written from the typed blocks with a fixed list of
// elements, every text is escaped, and an address appears only if it is
// absolute and of the scheme http, https or, for links, mailto; of any other
// link the words remain. Links carry rel="nofollow", embeds become links, and
// there is no class, id, style or script. A sanitiser for user content
// (bluemonday's UGC policy) leaves it unchanged; for its sake the alternative
// text of images is reduced to letters, digits and plain punctuation.
func (a *Article) HTML() string { return rendered(a.html) }

// WriteHTML writes [Article.HTML] to w and returns the first error of w.
func (a *Article) WriteHTML(w io.Writer) error { return render(w, a.html) }

// HTML returns the blocks as an HTML fragment that is safe to show, as
// [Article.HTML] describes it.
func (b Blocks) HTML() string { return rendered(b.html) }

// WriteHTML writes [Blocks.HTML] to w and returns the first error of w.
func (b Blocks) WriteHTML(w io.Writer) error { return render(w, b.html) }

func (a *Article) html(out sink) {
	h := htmlWriter{out: out}
	h.raw("<article")
	h.languageOf(a)
	h.raw(">\n")
	if a.Title != "" {
		h.element("h1", a.Title, nil)
	}
	if a.Standfirst != "" {
		h.raw("<p><em>")
		h.text(a.Standfirst)
		h.raw("</em></p>\n")
	}
	h.blocks(a.Body)
	h.raw("</article>\n")
}

func (b Blocks) html(out sink) {
	h := htmlWriter{out: out}
	h.blocks(b)
}

// htmlWriter writes tags and attributes only from literals of this file; what
// comes from a page goes through text, code or attr.
type htmlWriter struct {
	out sink
	// standalone is set for a page of its own, whose style makes boxes that
	// scroll of what may be too wide.
	standalone bool
}

// raw writes markup. The sink keeps its first error and render returns it.
func (h htmlWriter) raw(s string) { _, _ = h.out.WriteString(s) }

func (h htmlWriter) attr(name, value string) {
	h.raw(" ")
	h.raw(name)
	h.raw(`="`)
	h.escape(cleantext.Text(value), "\n")
	h.raw(`"`)
}

// number writes an attribute where n says more than its absence.
func (h htmlWriter) number(name string, n int) {
	if n > 1 {
		h.attr(name, strconv.Itoa(n))
	}
}

func (h htmlWriter) text(s string) { h.escape(cleantext.Text(s), "<br>\n") }
func (h htmlWriter) code(s string) { h.escape(cleantext.Text(s), "\n") }

// escape writes s with feed for each line feed. The references are those that
// html.EscapeString of x/net writes, so that its tokenizer gives them back.
func (h htmlWriter) escape(s, feed string) {
	start := 0
	for i := 0; i < len(s); i++ {
		var ref string
		switch s[i] {
		case '&':
			ref = "&amp;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		case '"':
			ref = "&#34;"
		case '\'':
			ref = "&#39;"
		case '\n':
			ref = feed
		default:
			continue
		}
		h.raw(s[start:i])
		h.raw(ref)
		start = i + 1
	}
	h.raw(s[start:])
}

func (h htmlWriter) blocks(bs []Block) {
	for i := range bs {
		h.block(&bs[i])
	}
}

func (h htmlWriter) block(b *Block) {
	switch b.Kind {
	case BlockHeading:
		h.element("h"+strconv.Itoa(b.level()), b.Text, b.Spans)
	case BlockList:
		h.list(b)
	case BlockQuote, BlockPullQuote:
		h.container("blockquote", b)
	case BlockCode:
		h.raw("<pre><code>")
		h.code(strings.TrimRight(inlineText(b.Text, b.Spans), "\n"))
		h.raw("</code></pre>\n")
	case BlockTable:
		h.table(b)
	case BlockFigure, BlockEmbed:
		h.figure(b)
	case BlockSeparator:
		h.raw("<hr>\n")
	case BlockLivePost:
		h.container("section", b)
	case BlockFootnote:
		h.container("aside", b)
	default:
		h.element("p", b.Text, b.Spans)
	}
}

func (h htmlWriter) open(name string) {
	h.raw("<")
	h.raw(name)
	h.raw(">")
}

func (h htmlWriter) shut(name string) {
	h.raw("</")
	h.raw(name)
	h.raw(">\n")
}

func (h htmlWriter) element(name, text string, spans []Span) {
	h.open(name)
	h.inline(text, spans)
	h.shut(name)
}

func (h htmlWriter) container(name string, b *Block) {
	h.open(name)
	h.raw("\n")
	if stamp := postTime(b); stamp != "" {
		h.raw("<p><time")
		h.attr("datetime", b.Time.Format(time.RFC3339))
		h.raw(">")
		h.text(stamp)
		h.raw("</time></p>\n")
	}
	if b.shape() == shapeBlocks {
		h.blocks(b.Blocks)
	} else if b.Text != "" || len(b.Spans) > 0 {
		h.element("p", b.Text, b.Spans)
	}
	h.shut(name)
}

func (h htmlWriter) list(b *Block) {
	if len(b.Items) == 0 {
		h.element("p", b.Text, b.Spans)
		return
	}
	name := "ul"
	if b.Ordered {
		name = "ol"
	}
	h.open(name)
	h.raw("\n")
	for i := range b.Items {
		it := &b.Items[i]
		h.raw("<li")
		if i == 0 && b.Ordered {
			// Sanitisers know value of li, but not start of ol.
			h.number("value", min(b.Start, maxStart))
		}
		h.raw(">")
		h.inline(it.Text, it.Spans)
		if len(it.Blocks) > 0 {
			h.raw("\n")
			h.blocks(it.Blocks)
		}
		h.shut("li")
	}
	h.shut(name)
}

func (h htmlWriter) table(b *Block) {
	if h.standalone {
		// Who has no mouse scrolls what has the focus.
		h.raw("<div class=\"wide\" tabindex=\"0\">\n")
		defer h.raw("</div>\n")
	}
	h.raw("<table>\n")
	if b.Caption != "" || b.Credit != "" {
		h.raw("<caption>")
		h.caption(b)
		h.raw("</caption>\n")
	}
	for _, row := range b.Rows {
		h.raw("<tr>")
		for i := range row {
			h.cell(&row[i])
		}
		h.raw("</tr>\n")
	}
	if len(b.Rows) == 0 {
		h.raw("<tr><td>")
		h.inline(b.Text, b.Spans)
		h.raw("</td></tr>\n")
	}
	h.raw("</table>\n")
}

func (h htmlWriter) cell(c *Cell) {
	name := "td"
	if c.Header {
		name = "th"
	}
	h.raw("<")
	h.raw(name)
	// 1,000 and 65,534 are the limits of the HTML standard.
	h.number("colspan", min(c.ColSpan, 1000))
	h.number("rowspan", min(c.RowSpan, 65534))
	h.raw(">")
	h.inline(c.Text, c.Spans)
	h.raw("</")
	h.raw(name)
	h.raw(">")
}

func (h htmlWriter) figure(b *Block) {
	h.raw("<figure>\n")
	if img, src := b.picture(); src != "" {
		h.raw("<img")
		h.attr("src", src)
		h.attr("alt", plainAlt(img.Alt))
		h.number("width", img.Width)
		h.number("height", img.Height)
		h.raw(">\n")
	}
	if b.Kind == BlockEmbed && b.shape() != shapeNone {
		h.container("blockquote", b)
	}
	if u := weburl.Link(b.URL); u != "" && b.Kind == BlockEmbed {
		h.link(u, b.embedLabel(u))
		h.raw("\n")
	}
	if b.Caption != "" || b.Credit != "" {
		h.raw("<figcaption>")
		h.caption(b)
		h.raw("</figcaption>\n")
	}
	h.raw("</figure>\n")
}

func (h htmlWriter) caption(b *Block) {
	h.text(b.Caption)
	if b.Credit == "" {
		return
	}
	if b.Caption != "" {
		h.raw(" ")
	}
	h.raw("<small>")
	h.text(b.Credit)
	h.raw("</small>")
}

func (h htmlWriter) link(u, text string) {
	h.raw("<a")
	h.attr("href", u)
	h.attr("rel", "nofollow")
	h.raw(">")
	h.text(text)
	h.raw("</a>")
}

func (h htmlWriter) inline(text string, spans []Span) {
	if len(spans) == 0 {
		h.text(text)
	}
	for i := range spans {
		h.span(&spans[i])
	}
}

func (h htmlWriter) span(s *Span) {
	name := ""
	switch s.Kind {
	case SpanLink:
		if u := weburl.Link(s.URL); u != "" && s.Text != "" {
			h.link(u, s.Text)
			return
		}
	case SpanEmphasis:
		name = "em"
	case SpanStrong:
		name = "strong"
	case SpanCode:
		name = "code"
	case SpanSuperscript:
		name = "sup"
	case SpanSubscript:
		name = "sub"
	case SpanStrike:
		name = "s"
	}
	if name == "" || s.Text == "" {
		h.text(s.text())
		return
	}
	h.open(name)
	h.text(s.Text)
	h.raw("</")
	h.raw(name)
	h.raw(">")
}

// isLanguageTag reports the outer form of a BCP 47 tag.
func isLanguageTag(s string) bool {
	first := true
	for part := range strings.SplitSeq(s, "-") {
		if len(part) < 1 || len(part) > 8 || first && (len(part) < 2 || strings.ContainsAny(part, "0123456789")) {
			return false
		}
		first = false
		for i := 0; i < len(part); i++ {
			if !ascii.IsAlnum(part[i]) {
				return false
			}
		}
	}
	return true
}

// plainAlt reduces alt to what bluemonday lets through in an alt attribute:
// letters, digits, space and some punctuation. It replaces what has a near
// relative there and gives up where letters carry combining marks, since the
// rest would be another word.
func plainAlt(alt string) string {
	gaveUp := false
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("-_',[]!./\\()", r):
			return r
		case unicode.IsMark(r):
			gaveUp = true
		case strings.ContainsRune("\"‘’‚“”„«»‹›`", r):
			return '\''
		case unicode.Is(unicode.Pd, r):
			return '-'
		case r == ':' || r == ';':
			return ','
		case r == '?' || r == '…':
			return '.'
		}
		return ' '
	}, alt)
	if gaveUp {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}
