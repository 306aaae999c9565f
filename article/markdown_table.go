package article

import (
	"github.com/gatefold/gatefold/internal/cleantext"
)

// table writes a GitHub table. It needs a head: a first row without header
// cells gets an empty one above it.
func (m *mdWriter) table(b *Block) {
	if b.Caption != "" || b.Credit != "" {
		m.span(SpanStrong, "", cleantext.Text(b.Caption), ' ')
		m.text("\n")
		m.text(cleantext.Text(b.Credit))
		m.gap(2)
	}
	if len(b.Rows) == 0 {
		m.inline(b.Text, b.Spans)
		return
	}
	width := tableWidth(b.Rows)
	if width == 0 {
		return
	}
	rows := b.Rows
	g := newGrid(rows)
	if isHead(rows[0]) {
		m.row(g, rows[0], width)
		rows = rows[1:]
	} else {
		m.begin()
		m.byte('|')
		m.repeat("  |", width)
	}
	m.begin()
	m.byte('|')
	m.repeat(" --- |", width)
	for _, row := range rows {
		m.row(g, row, 0)
	}
	m.mdInline = mdInline{}
}

// row writes cells, and empty ones after them up to width.
func (m *mdWriter) row(g *grid, cells []Cell, width int) {
	m.begin()
	m.byte('|')
	n := g.row(cells, func(c *Cell) {
		m.startRow()
		m.oneLine, m.inCell = true, true
		m.byte(' ')
		if c != nil {
			m.inline(c.Text, c.Spans)
		}
		m.write(" |")
	})
	m.repeat("  |", max(width-n, 0))
	if n == 0 && width == 0 {
		m.write("  |")
	}
}

func (m *mdWriter) repeat(s string, n int) {
	for range n {
		m.write(s)
	}
}

func isHead(row []Cell) bool {
	for i := range row {
		if !row[i].Header {
			return false
		}
	}
	return len(row) > 0
}

func tableWidth(rows [][]Cell) int {
	g, width := newGrid(rows), 0
	for _, row := range rows {
		width = max(width, g.row(row, func(*Cell) {}))
	}
	return width
}

// grid lays cells that span rows or columns out on a grid of single ones.
type grid struct {
	// below counts, for each column, the rows that a cell above still covers.
	below []int
	// spare bounds the empty cells, so that a hostile table of great spans
	// stays of the size of its cells.
	spare int
}

// newGrid allows 16 empty cells for each real one; tables of data stay far
// below it.
func newGrid(rows [][]Cell) *grid {
	n := 0
	for _, row := range rows {
		n += len(row)
	}
	return &grid{spare: 16 * n}
}

// row calls place for each column of the next row, with nil for a covered one,
// and returns their number.
func (g *grid) row(cells []Cell, place func(*Cell)) int {
	col := 0
	for i := range cells {
		for g.covered(col) {
			place(nil)
			col++
		}
		c := &cells[i]
		place(c)
		g.cover(col, c.RowSpan)
		col++
		for n := 1; n < c.ColSpan && g.spare > 0; n++ {
			g.spare--
			place(nil)
			g.cover(col, c.RowSpan)
			col++
		}
	}
	return col
}

// covered reports whether a cell above reaches down to col, and counts this
// row.
func (g *grid) covered(col int) bool {
	if col >= len(g.below) || g.below[col] == 0 || g.spare == 0 {
		return false
	}
	g.below[col]--
	g.spare--
	return true
}

func (g *grid) cover(col, rows int) {
	for col >= len(g.below) {
		g.below = append(g.below, 0)
	}
	g.below[col] = max(rows-1, 0)
}
