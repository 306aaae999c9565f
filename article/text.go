package article

import (
	"io"
	"strings"

	"github.com/gatefold/gatefold/internal/wordcount"
)

// Text returns the body as plain text: a blank line between blocks, a line for
// each entry of a list, without marker, and for each row of a table, its cells
// separated by tabs. Headings, quotes and footnotes are their text, code is
// verbatim. The words of a post that the story quotes are part of it, since the story
// goes on from them. The headline, the standfirst, captions, players and the times of
// live posts are not.
func (a *Article) Text() string { return a.Body.Text() }

// WriteText writes [Article.Text] to w and returns the first error of w.
func (a *Article) WriteText(w io.Writer) error { return a.Body.WriteText(w) }

// Text returns the plain text of the blocks, as [Article.Text] describes it.
func (b Blocks) Text() string { return rendered(b.text) }

// WriteText writes [Blocks.Text] to w and returns the first error of w.
func (b Blocks) WriteText(w io.Writer) error { return render(w, b.text) }

func (b Blocks) text(out sink) {
	t := textWriter{out: out}
	t.blocks(b, 2)
}

// textWriter writes lines of text. A gap is owed, not written, until a line
// follows, so that blocks without text leave no trace.
type textWriter struct {
	out     sink
	started bool
	owed    int // line feeds due before the next line
}

func (t *textWriter) line(s string) {
	s = strings.Trim(s, "\n")
	if strings.TrimSpace(s) == "" {
		return
	}
	t.open()
	t.write(s)
}

// open writes the gap that is owed.
func (t *textWriter) open() {
	for ; t.started && t.owed > 0; t.owed-- {
		t.byte('\n')
	}
	t.started, t.owed = true, 0
}

func (t *textWriter) gap(n int) { t.owed = max(t.owed, n) }

// The sink keeps its first error and render returns it.
func (t *textWriter) write(s string) { _, _ = t.out.WriteString(s) }
func (t *textWriter) byte(c byte)    { _ = t.out.WriteByte(c) }

// blocks writes bs with n line feeds between them.
func (t *textWriter) blocks(bs []Block, n int) {
	for i := range bs {
		t.gap(n)
		t.block(&bs[i], n)
	}
}

func (t *textWriter) block(b *Block, n int) {
	switch b.shape() {
	case shapeNone:
	case shapeItems:
		for i := range b.Items {
			t.gap(1)
			t.line(inlineText(b.Items[i].Text, b.Items[i].Spans))
			t.blocks(b.Items[i].Blocks, 1)
		}
	case shapeRows:
		for _, row := range b.Rows {
			t.gap(1)
			t.row(row)
		}
	case shapeBlocks:
		t.blocks(b.Blocks, n)
	default:
		t.line(inlineText(b.Text, b.Spans))
	}
}

func (t *textWriter) row(cells []Cell) {
	last := -1
	for i := range cells {
		if strings.TrimSpace(inlineText(cells[i].Text, cells[i].Spans)) != "" {
			last = i
		}
	}
	if last < 0 {
		return
	}
	t.open()
	for i := range cells[:last+1] {
		if i > 0 {
			t.byte('\t')
		}
		t.cell(inlineText(cells[i].Text, cells[i].Spans))
	}
}

// cell writes s with every run of white space as one space: a tab or a line
// break inside a cell would look like the edge of one.
func (t *textWriter) cell(s string) {
	first := true
	for word := range strings.FieldsSeq(s) {
		if !first {
			t.byte(' ')
		}
		t.write(word)
		first = false
	}
}

// WordCount counts the words of the text of b. A word is a run of letters and
// digits; each Han, Kana, Thai, Lao, Khmer and Burmese character is one.
func (b Blocks) WordCount() int {
	n := 0
	for i := range b {
		n += blockWords(&b[i])
	}
	return n
}

func blockWords(b *Block) int {
	n := 0
	switch b.shape() {
	case shapeNone:
	case shapeItems:
		for i := range b.Items {
			n += wordcount.Words(inlineText(b.Items[i].Text, b.Items[i].Spans)) + b.Items[i].Blocks.WordCount()
		}
	case shapeRows:
		for _, row := range b.Rows {
			for i := range row {
				n += wordcount.Words(inlineText(row[i].Text, row[i].Spans))
			}
		}
	case shapeBlocks:
		n = b.Blocks.WordCount()
	default:
		n = wordcount.Words(inlineText(b.Text, b.Spans))
	}
	return n
}
