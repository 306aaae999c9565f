package body

import (
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// linedUp is how far above a text a style is looked for that keeps its lines.
const linedUp = 3

// keepsLines reports whether the text directly in id is shown with the line
// breaks of the source, by the property white-space or a utility class.
func (a *assembler) keepsLines(id page.ID) bool {
	for range linedUp {
		if id == page.None {
			break
		}
		n := &a.doc.Nodes[id]
		if n.Class != 0 && a.doc.NamedByClass(id).Form&classname.FormLined != 0 {
			return true
		}
		if style := page.Attr(n.N, "style"); strings.Contains(style, "white-space") {
			return stylesLines(style)
		}
		id = n.Parent
	}
	return false
}

func stylesLines(style string) bool {
	_, val, _ := strings.Cut(style, "white-space")
	val = strings.TrimLeft(val, ": ")
	return strings.HasPrefix(val, "pre-line") || strings.HasPrefix(val, "pre-wrap") || strings.HasPrefix(val, "break-spaces")
}

// linedText emits a paragraph for each part of a text between blank lines. In
// one with links or emphasis every line break is kept, as in a poem.
func (a *assembler) linedText(s *block.Seg, end page.ID) {
	if a.doc.Nodes[s.First].Is(page.Text) && end == s.First+1 {
		for part := range strings.SplitSeq(blankLines(a.doc.Nodes[s.First].N.Data), "\n\n") {
			a.inline.reset()
			a.inline.lines = true
			a.inline.text(s.First, part)
			a.emitText(article.BlockParagraph)
		}
		return
	}
	a.inline.reset()
	a.inline.lines = true
	a.inline.write(s.First, end, s.Hidden)
	a.emitText(article.BlockParagraph)
}

// blankLines makes every run of line breaks with nothing but white space
// between them two line breaks.
func blankLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}
