package selector

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
)

// left reports whether the parts to the left of part i fit, given that the
// element id is what part i stands for. It goes from right to left because the
// subject is known and its ancestors are few, where its descendants may be many.
func (r *run) left(ch *chain, i int, id page.ID) bool {
	if i == 0 {
		return true
	}
	switch ch.joins[i-1] {
	case '>':
		p := r.doc.Nodes[id].Parent
		return p != page.None && r.at(ch, i-1, p)
	case '+':
		p := r.kin.before(id)
		return p != page.None && r.at(ch, i-1, p)
	}
	return r.above(ch, i-1, r.doc.Nodes[id].Parent)
}

// at reports whether parts 0 to i fit with part i at the element id. An element is
// asked only once: its children, however many, read the answer.
func (r *run) at(ch *chain, i int, id page.ID) bool {
	m := r.remembered(ch, i, id)
	if m.at == 0 {
		m.at = answer(r.is(&ch.parts[i], id) && r.left(ch, i, id))
	}
	return m.at == yes
}

// above reports whether parts 0 to i fit with part i at id or at one of its
// ancestors. The walk up stops where an earlier one has left an answer, so
// that a nest of elements costs its depth once and not once for each element:
// of two paragraphs in one deep div, ".box p" walks up from the first and reads
// the answer of the div for the second.
func (r *run) above(ch *chain, i int, id page.ID) bool {
	found := no
	a := id
	for ; a != page.None; a = r.doc.Nodes[a].Parent {
		if m := r.remembered(ch, i, a); m.above != 0 {
			found = m.above
			break
		}
		if r.at(ch, i, a) {
			found = yes
			r.remembered(ch, i, a).above = yes
			break
		}
	}
	// All elements that were passed on the way share the answer.
	for b := id; b != a; b = r.doc.Nodes[b].Parent {
		r.remembered(ch, i, b).above = found
	}
	return found == yes
}

// verdict is an answer, 0 while there is none.
type verdict uint8

const (
	no verdict = iota + 1
	yes
)

func answer(b bool) verdict {
	if b {
		return yes
	}
	return no
}

// recollection is what one element has answered to one part of a chain. The two
// questions are kept apart: an element may not fit itself and still have an
// ancestor that does.
type recollection struct {
	id        page.ID
	at, above verdict
}

// remembered returns the place for the answers of id to part i of ch. There is one for
// each depth: a part is only ever asked of open elements, or of the sibling before
// one, and never of two at the same depth at once.
func (r *run) remembered(ch *chain, i int, id page.ID) *recollection {
	pos := ch.position + int32(i)
	if r.rows[pos] == 0 {
		r.rows[pos] = r.memory.row()
	}
	row := r.memory.rows[r.rows[pos]-1]
	m := &row[int(r.doc.Nodes[id].Depth)&(len(row)-1)]
	if m.id != id {
		*m = recollection{id: id}
	}
	return m
}

// maxRow bounds a row. Parsed pages nest at most 512 deep; in a caller's tree
// beyond this depth, elements share their places, which costs answers that have to be
// worked out again and never gives a wrong one: a place knows whose answer it holds.
const maxRow = 1 << 11

// memory hands out rows of recollections, a place for each depth of the page.
type memory struct {
	rows [][]recollection
	used int
	size int
}

// reset makes rows as long as the page is deep, a power of two so that a depth
// becomes a place by masking.
func (m *memory) reset(depth int) {
	size := 16
	for size <= depth && size < maxRow {
		size *= 2
	}
	m.used, m.size = 0, size
}

// row returns 1 + the index of a row without answers.
func (m *memory) row() int32 {
	if m.used == len(m.rows) {
		m.rows = append(m.rows, nil)
	}
	row := slices.Grow(m.rows[m.used][:0], m.size)[:m.size]
	// Rows are reused between pages. An ID of the last page would be taken for an
	// answer of this one.
	for i := range row {
		row[i] = recollection{id: page.None}
	}
	m.rows[m.used] = row
	m.used++
	return int32(m.used)
}
