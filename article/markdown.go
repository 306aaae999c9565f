package article

import (
	"io"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

// Markdown returns the article as CommonMark with GitHub's tables and
// strikethrough: the headline as a heading of level 1, the standfirst in
// emphasis, then the body.
//
// Text is escaped wherever it could be read as markup. Links and images follow
// the rule of [Article.HTML] on addresses, embeds become links. Superscript and
// subscript, which Markdown lacks, are the HTML tags sup and sub. A cell that
// spans rows or columns is followed by empty ones, a footnote is a paragraph.
func (a *Article) Markdown() string { return rendered(a.markdown) }

// WriteMarkdown writes [Article.Markdown] to w and returns the first error of
// w.
func (a *Article) WriteMarkdown(w io.Writer) error { return render(w, a.markdown) }

// Markdown returns the blocks as Markdown, as [Article.Markdown] describes it.
func (b Blocks) Markdown() string { return rendered(b.markdown) }

// WriteMarkdown writes [Blocks.Markdown] to w and returns the first error of
// w.
func (b Blocks) WriteMarkdown(w io.Writer) error { return render(w, b.markdown) }

func (a *Article) markdown(out sink) {
	m := mdWriter{out: out}
	m.heading(1, a.Title, nil)
	m.gap(2)
	m.span(SpanEmphasis, "", cleantext.Text(a.Standfirst), ' ')
	m.gap(2)
	m.blocks(a.Body)
	m.finish()
}

func (b Blocks) markdown(out sink) {
	m := mdWriter{out: out}
	m.blocks(b)
	m.finish()
}

// mdLevel is one container around the current line: a quote or an item of a
// list. The marker stands on the container's first line only.
type mdLevel struct {
	marker, indent string
	used           bool
}

// mdWriter writes Markdown line by line. Gaps and the markers of containers
// are owed until a line has something to show, so that a block without
// content cannot leave an empty item or a stray marker.
type mdWriter struct {
	out    sink
	levels []mdLevel
	owed   int // line feeds due before the next line
	lines  int // lines begun
	mdInline
}

// The sink keeps its first error and render returns it.
func (m *mdWriter) write(s string) { _, _ = m.out.WriteString(s) }
func (m *mdWriter) byte(c byte)    { _ = m.out.WriteByte(c) }

// gap ends the current line and asks for n line feeds before the next one.
func (m *mdWriter) gap(n int) {
	m.owed = max(m.owed, n)
	m.mdInline = mdInline{}
}

func (m *mdWriter) finish() {
	if m.lines > 0 {
		m.byte('\n')
	}
}

// begin starts a line with the markers and indents of its containers.
func (m *mdWriter) begin() {
	if m.lines > 0 {
		for n := max(m.owed, 1); n > 0; n-- {
			m.byte('\n')
			if n > 1 {
				m.write(strings.TrimRight(m.blankPrefix(), " "))
			}
		}
	}
	m.owed = 0
	m.lines++
	for i := range m.levels {
		l := &m.levels[i]
		if l.used {
			m.write(l.indent)
		} else {
			m.write(l.marker)
		}
		l.used = true
	}
}

// blankPrefix is what an empty line needs to stay inside the containers that
// are open already.
func (m *mdWriter) blankPrefix() string {
	prefix := ""
	for i := range m.levels {
		if !m.levels[i].used {
			break
		}
		prefix += m.levels[i].indent
	}
	return prefix
}

func (m *mdWriter) push(marker, indent string) {
	m.levels = append(m.levels, mdLevel{marker: marker, indent: indent})
}

func (m *mdWriter) pop() { m.levels = m.levels[:len(m.levels)-1] }

// blocks writes bs with a blank line between them. The first stands where the
// caller's gap puts it. Neighbouring lists of one kind take turns with their
// markers, else they would be one list.
func (m *mdWriter) blocks(bs []Block) {
	var last *Block
	turn := false
	for i := range bs {
		b := &bs[i]
		if i > 0 {
			m.gap(2)
		}
		before := m.lines
		turn = !turn && last != nil && last.Kind == BlockList && b.Kind == BlockList && last.Ordered == b.Ordered
		m.block(b, turn)
		if m.lines > before {
			last = b
		}
	}
}

func (m *mdWriter) block(b *Block, turn bool) {
	switch b.Kind {
	case BlockHeading:
		m.heading(b.level(), b.Text, b.Spans)
	case BlockList:
		m.list(b, turn)
	case BlockQuote, BlockPullQuote:
		m.push("> ", "> ")
		m.inner(b)
		m.pop()
	case BlockCode:
		m.code(b)
	case BlockTable:
		m.table(b)
	case BlockFigure:
		m.figure(b)
	case BlockEmbed:
		m.quotedPost(b)
		m.figure(b)
	case BlockSeparator:
		m.begin()
		m.write("***")
	case BlockLivePost:
		m.span(SpanStrong, "", postTime(b), ' ')
		m.gap(2)
		m.inner(b)
	case BlockFootnote:
		m.inner(b)
	default:
		m.inline(b.Text, b.Spans)
	}
}

func (m *mdWriter) inner(b *Block) {
	if b.shape() == shapeBlocks {
		m.blocks(b.Blocks)
		return
	}
	m.inline(b.Text, b.Spans)
}

func (m *mdWriter) heading(level int, text string, spans []Span) {
	if strings.TrimSpace(cleantext.Text(inlineText(text, spans))) == "" {
		return
	}
	m.begin()
	m.write("######"[:level])
	m.byte(' ')
	m.startRow()
	m.oneLine = true
	m.inline(text, spans)
	m.gap(2)
}

// maxStart is the highest number that CommonMark reads as a list marker.
const maxStart = 999_999_999

func (m *mdWriter) list(b *Block, turn bool) {
	if len(b.Items) == 0 {
		m.inline(b.Text, b.Spans)
		return
	}
	gap := 1
	if !b.tight() {
		gap = 2
	}
	start := min(max(b.Start, 1), maxStart)
	for i := range b.Items {
		if i > 0 {
			m.gap(gap)
		}
		m.item(&b.Items[i], b.marker(min(start+i, maxStart), turn), gap)
	}
}

func (b *Block) marker(n int, turn bool) string {
	switch {
	case b.Ordered && turn:
		return strconv.Itoa(n) + ") "
	case b.Ordered:
		return strconv.Itoa(n) + ". "
	case turn:
		return "+ "
	}
	return "- "
}

func (m *mdWriter) item(it *Item, marker string, gap int) {
	m.push(marker, strings.Repeat(" ", len(marker)))
	m.inline(it.Text, it.Spans)
	if len(it.Blocks) > 0 {
		if m.levels[len(m.levels)-1].used {
			m.gap(gap)
		}
		m.blocks(it.Blocks)
	}
	m.pop()
}

// tight reports whether the entries of b can stand without blank lines: each
// holds its own line and at most one nested list, which must be able to
// follow a line of text directly (CommonMark 5.2: an ordered one only if it
// starts with 1).
func (b *Block) tight() bool {
	for i := range b.Items {
		blocks := b.Items[i].Blocks
		if len(blocks) == 0 {
			continue
		}
		nested := &blocks[0]
		if len(blocks) > 1 || nested.Kind != BlockList || len(nested.Items) == 0 || !nested.tight() {
			return false
		}
		if nested.Ordered && (nested.Start > 1 || strings.TrimSpace(nested.Items[0].Text) == "") {
			return false
		}
	}
	return true
}

func (m *mdWriter) code(b *Block) {
	text := strings.Trim(cleantext.Text(inlineText(b.Text, b.Spans)), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	m.begin()
	m.write(fence)
	m.write(infoString(b.Language))
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			m.byte('\n')
			m.write(strings.TrimRight(m.blankPrefix(), " "))
			continue
		}
		m.begin()
		m.write(line)
	}
	m.begin()
	m.write(fence)
}

func infoString(language string) string {
	for i := 0; i < len(language); i++ {
		if !ascii.IsAlnum(language[i]) && strings.IndexByte("+-._#", language[i]) < 0 {
			return ""
		}
	}
	return language
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := 0; i < len(s); i++ {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// quotedPost writes the words of a post as a quotation, for its link to follow.
func (m *mdWriter) quotedPost(b *Block) {
	if b.shape() == shapeNone {
		return
	}
	m.push("> ", "> ")
	m.inline(b.Text, b.Spans)
	m.pop()
	m.gap(2)
}

func (m *mdWriter) figure(b *Block) {
	if img, src := b.picture(); src != "" {
		m.flush()
		m.write("![")
		m.inLink = true
		m.oneLine = true
		m.text(cleantext.Text(img.Alt))
		m.destination(src)
		m.mdInline = mdInline{open: true, prev: ')', digits: -1}
	}
	if u := weburl.Link(b.URL); u != "" && b.Kind == BlockEmbed {
		m.text("\n")
		m.span(SpanLink, u, cleantext.Text(b.embedLabel(u)), ' ')
	}
	if b.Caption != "" {
		m.text("\n")
		m.span(SpanEmphasis, "", cleantext.Text(b.Caption), ' ')
	}
	if b.Credit != "" {
		m.text("\n")
		m.text(cleantext.Text(b.Credit))
	}
}
