package body

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
)

// table emits a data table. It visits all cells, since one without text of the
// story still keeps its place.
func (a *assembler) table(id page.ID) {
	nodes := a.doc.Nodes
	end := nodes[id].End
	t := article.Block{Kind: article.BlockTable}
	var media []int
	a.cells = a.cells[:0]
	for c := id + 1; c < end; {
		n := &nodes[c]
		switch n.Tag {
		case atom.Tr:
			t.Rows = a.endRow(t.Rows)
		case atom.Td, atom.Th:
			media = append(media, a.stray(c)...)
			a.cells = append(a.cells, a.cell(c, &media))
			c = n.End
			continue
		case atom.Caption:
			t.Caption = joinLine(t.Caption, a.lines(n.End, &media))
			c = n.End
			continue
		}
		c++
	}
	media = append(media, a.stray(end)...)
	t.Rows = fullRows(a.endRow(t.Rows))
	t.Text = rowsText(t.Rows)
	if len(t.Rows) > 0 || t.Caption != "" {
		a.emitCaptioned(t)
	}
	a.placeMedia(media)
}

// stray emits text that stands in a table outside its cells, which only a tree
// that no parser made has.
func (a *assembler) stray(before page.ID) (media []int) {
	a.eachIn(before, func(i int, s *block.Seg) {
		if s.Kind == block.Text {
			a.paragraph(i)
			return
		}
		media = append(media, i)
	})
	return media
}

// lines returns the text of the segments before end.
func (a *assembler) lines(end page.ID, media *[]int) string {
	a.inline.reset()
	*media = append(*media, a.gather(end)...)
	return string(a.inline.buf)
}

func (a *assembler) cell(id page.ID, media *[]int) article.Cell {
	n := &a.doc.Nodes[id]
	a.inline.reset()
	a.inline.bold = n.Tag == atom.Th
	*media = append(*media, a.gather(n.End)...)
	c := article.Cell{Header: n.Tag == atom.Th, ColSpan: cellSpan(n.N, "colspan"), RowSpan: cellSpan(n.N, "rowspan")}
	c.Text, c.Spans = a.inline.take()
	return c
}

// cellSpan returns the rows or columns that a cell covers, 0 for one. The
// bound is that of the HTML standard for columns.
func cellSpan(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(page.Attr(n, key)))
	if err != nil || v < 2 {
		return 0
	}
	return min(v, 1000)
}

func (a *assembler) endRow(rows [][]article.Cell) [][]article.Cell {
	if len(a.cells) == 0 {
		return rows
	}
	rows = append(rows, slices.Clone(a.cells))
	a.cells = a.cells[:0]
	return rows
}

// fullRows drops the rows without any text, unless a cell covers several rows:
// then every row counts.
func fullRows(rows [][]article.Cell) [][]article.Cell {
	spanning := func(c article.Cell) bool { return c.RowSpan > 1 }
	empty := func(row []article.Cell) bool {
		return !slices.ContainsFunc(row, func(c article.Cell) bool { return c.Text != "" })
	}
	for _, row := range rows {
		if slices.ContainsFunc(row, spanning) && !empty(row) {
			return rows
		}
	}
	return slices.DeleteFunc(rows, empty)
}

func rowsText(rows [][]article.Cell) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j := range row {
			if j > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(row[j].Text)
		}
	}
	return b.String()
}
