package body

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// maxNoteMark is the most characters of a note's mark: a number, a letter, an
// asterisk, an arrow with the selector of its form.
const maxNoteMark = 4

// isNoteRef reports whether the link id is the mark of a note in the text: by its
// role, or a raised number that leads to a place on the page.
func (a *assembler) isNoteRef(id page.ID) bool {
	n := &a.doc.Nodes[id]
	if !a.leadsDown(id) || a.inNotes() {
		return false
	}
	return strings.ContainsFunc(a.doc.Nodes[n.End-1].N.Data, isAlnumRune) && (page.Attr(n.N, "role") == "doc-noteref" || a.isRaised(n))
}

// isBackLink reports whether the link id leads from a note back to its mark: an
// arrow, or the note's own number.
func (a *assembler) isBackLink(id page.ID) bool {
	n := &a.doc.Nodes[id]
	if page.Attr(n.N, "role") == "doc-backlink" && a.inNotes() {
		return true // docutils gives the role to the headings of a table of contents too
	}
	return a.inNotes() && a.leadsDown(id) && !strings.ContainsFunc(a.doc.Nodes[n.End-1].N.Data, unicode.IsLetter)
}

// leadsDown reports whether the link id has a mark as its only text and leads to
// a place on the page.
func (a *assembler) leadsDown(id page.ID) bool {
	n := &a.doc.Nodes[id]
	last := &a.doc.Nodes[n.End-1]
	return strings.HasPrefix(page.Attr(n.N, "href"), "#") && last.Is(page.Text) && a.doc.Chars(id) <= maxNoteMark &&
		len(strings.TrimSpace(last.N.Data)) > 0 && !strings.HasPrefix(strings.TrimSpace(last.N.Data), "[")
}

// isRaised reports whether the link is raised as a whole, from outside or inside.
func (a *assembler) isRaised(n *page.Node) bool {
	for _, id := range [...]page.ID{n.Parent, a.doc.Nodes[n.End-1].Parent} {
		if id != page.None && a.doc.Nodes[id].Tag == atom.Sup {
			return true
		}
	}
	return false
}

// inNotes reports whether notes are what is open.
func (a *assembler) inNotes() bool {
	for i := range a.frames {
		if a.frames[i].kind == notesFrame {
			return true
		}
	}
	return false
}

func isAlnumRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
