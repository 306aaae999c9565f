package block

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// tableShape is what decides whether a table holds data or only arranges.
type tableShape struct {
	rows, cells, heads  int
	width, widest       int // cells in this row, in the widest
	paragraphs, parts   int // p elements; headings, lists, pictures, quotes
	nested, code, named bool
}

// IsDataTable reports whether the table id holds data. The others only arrange
// the blocks in them. The scan ends at a nested table, which alone decides, so
// nested tables are not read again and again.
func IsDataTable(doc *page.Doc, id page.ID) bool {
	switch doc.Attr(id, "role") {
	case "presentation", "none":
		return false
	}
	s := shapeOf(doc, id)
	switch {
	case s.nested || s.code || s.cells <= 1:
		return false
	case s.heads > 0 || s.named:
		return s.parts <= s.cells
	case s.rows < 2 || s.widest < 2:
		return false
	}
	return s.parts == 0 && s.paragraphs <= s.cells+s.cells/2
}

func shapeOf(doc *page.Doc, id page.ID) (s tableShape) {
	nodes := doc.Nodes
	for c := id + 1; c < nodes[id].End; c++ {
		switch nodes[c].Tag {
		case atom.Table:
			s.nested = true
			return s
		case atom.Pre:
			s.code = true
			return s
		case atom.Tr:
			s.rows++
			s.width = 0
		case atom.Th:
			s.heads++
			s.cell()
		case atom.Td:
			s.cell()
		case atom.Caption, atom.Thead:
			s.named = true
		case atom.P:
			s.paragraphs++
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Blockquote, atom.Figure,
			atom.Hr, atom.Form, atom.Iframe:
			s.parts++
		}
	}
	return s
}

func (s *tableShape) cell() {
	s.cells++
	s.width++
	s.widest = max(s.widest, s.width)
}
