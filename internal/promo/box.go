package promo

import (
	"cmp"
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// box is a candidate: one element, a run of elements beside each other, or one
// segment. Its segments are those from lo to hi that are hidden as it is.
type box struct {
	first, end page.ID // its nodes
	// root is the nearest element that holds all of it: itself, if it is one.
	// inner is the innermost element with the same texts.
	root, inner page.ID
	lo, hi      int32
	run, hidden bool
	score       float32
	rule        *RuleHit
	core        int // of a chosen one: the number of the likeliest box in it
}

// The limits of a box. A promo of more is a section of a page: of the labelled
// ones 99 in 100 are smaller.
const (
	maxChars = 2200
	maxSegs  = 60
	maxBoxes = 600 // on a page, whatever it holds
	maxRun   = 9   // elements of a run
	maxLead  = 3   // of them, before the first that asks
	runDepth = 3   // levels above a segment at which runs are made
)

// collect makes a box of all that is around what may be part of a promo.
func (f *finder) collect() {
	f.seen = scratch.Resize(f.seen, 2*len(f.doc.Nodes))
	clear(f.seen)
	f.list = f.list[:0]
	for i := range f.segs {
		if f.cued[i] && len(f.list) < maxBoxes {
			f.around(int32(i))
		}
	}
	for _, id := range f.marks.nodes {
		if f.isEmail(id) && len(f.list) < maxBoxes {
			f.climb(f.doc.Nodes[id].Parent, side(f.doc.Nodes[id].Is(page.Hidden)))
		}
	}
	for i := range f.segs {
		if f.cued[i] && !isLabel(&f.segs[i]) && len(f.list) < maxBoxes {
			f.beside(int32(i))
		}
	}
	f.unique()
}

func (f *finder) isEmail(id page.ID) bool {
	n := &f.doc.Nodes[id]
	return n.Tag == atom.Input && inputMark(n) == markEmail
}

// around makes boxes of the segment i and of the elements above it.
func (f *finder) around(i int32) {
	s := &f.segs[i]
	h := side(s.Hidden)
	if f.texts(h, f.starts[s.Box], f.starts[f.doc.Nodes[s.Box].End]) > 1 {
		f.list = append(f.list, box{first: s.First, end: s.End, root: s.First, inner: s.First, lo: i, hi: i + 1, hidden: s.Hidden})
	}
	f.climb(s.Box, h)
}

// beside makes boxes of the segment i and its neighbours.
func (f *finder) beside(i int32) {
	s := &f.segs[i]
	h := side(s.Hidden)
	unit := s.First
	for n := 0; n < runDepth; {
		up := f.doc.Nodes[unit].Parent
		if up == page.None || f.doc.Nodes[up].Tag == atom.Html {
			return
		}
		if f.texts(h, f.starts[up], f.starts[f.doc.Nodes[up].End]) > f.texts(h, f.starts[unit], f.starts[f.doc.Nodes[unit].End]) {
			if !isList(f.doc.Nodes[up].Tag) {
				f.runs(up, unit, h)
			}
			n++
		}
		unit = up
	}
}

// isLabel reports the few words of one link that menus are made of. They may be
// part of a run and do not begin one.
func isLabel(s *block.Seg) bool { return s.Words <= 3 && s.Link == s.Chars }

// isList knows the elements whose parts are no promos of their own: the whole
// is one, or nothing.
func isList(a atom.Atom) bool {
	switch a {
	case atom.Ul, atom.Ol, atom.Dl, atom.Nav, atom.Table, atom.Tbody, atom.Tr, atom.Select:
		return true
	}
	return false
}

// climb makes a box of each element from id up that is not too large.
func (f *finder) climb(id page.ID, h int) {
	inner := id
	var lo, hi int32 = -1, -1
	for ; id != page.None && !f.isFrame(id); id = f.doc.Nodes[id].Parent {
		n := &f.doc.Nodes[id]
		if f.seen[2*int(id)+h] {
			return
		}
		f.seen[2*int(id)+h] = true
		l, r := f.starts[id], f.starts[n.End]
		if r-l > 2*maxSegs || f.chars(h, l, r) > maxChars || h == 1 && f.texts(0, l, r) > 0 {
			return
		}
		count := f.texts(h, l, r)
		if count == 0 || count > maxSegs {
			continue
		}
		if lo >= 0 && count == f.texts(h, lo, hi) { // the same texts: the box grows
			last := &f.list[len(f.list)-1]
			last.first, last.end, last.root, last.lo, last.hi = id, n.End, id, l, r
		} else {
			inner = id
			f.list = append(f.list, box{first: id, end: n.End, root: id, inner: inner, lo: l, hi: r, hidden: h == 1})
		}
		lo, hi = l, r
	}
}

// chars counts the characters of the segments from lo to hi of one visibility.
func (t *tables) chars(h int, lo, hi int32) int {
	return int(t.sums[h].row(t.rank[h][hi])[colChars] - t.sums[h].row(t.rank[h][lo])[colChars])
}

// isFrame knows the elements that frame a page; they never are a promo's box.
func (f *finder) isFrame(id page.ID) bool {
	switch f.doc.Nodes[id].Tag {
	case atom.Html, atom.Body, atom.Main, atom.Template:
		return true
	}
	return false
}

// unit is a child of an element that holds a run, with its segments.
type unit struct {
	first, end page.ID
	lo, hi     int32
	cued, head bool
}

// runs makes boxes of the children of up around one of them: from a child that
// asks, or a short line before it, to one that does or ends what one says.
func (f *finder) runs(up, child page.ID, h int) {
	at := f.unitOf(up, f.starts[child], h)
	if at.hi == 0 {
		return
	}
	units := append(f.units[:0], at)
	lead := 0
	for u := at; lead < maxLead; lead++ {
		prev, ok := f.next(up, u.lo-1, -1, h)
		if !ok || f.stops(&prev, h) {
			break
		}
		units = append(units, prev)
		u = prev
	}
	slices.Reverse(units)
	for u := at; len(units) < lead+maxRun; {
		next, ok := f.next(up, u.hi, +1, h)
		if !ok || f.stops(&next, h) {
			break
		}
		units = append(units, next)
		u = next
	}
	f.units = units
	for a := 0; a <= lead; a++ {
		if !units[a].cued && !units[a].head {
			continue
		}
		for z := lead; z < len(units); z++ {
			if a < z {
				f.addRun(up, units[a], units[z], h)
			}
		}
	}
}

func (f *finder) addRun(up page.ID, a, z unit, h int) {
	if len(f.list) >= maxBoxes || f.chars(h, a.lo, z.hi) > maxChars || f.texts(h, a.lo, z.hi) > maxSegs {
		return
	}
	n := &f.doc.Nodes[up]
	if f.texts(h, a.lo, z.hi) == f.texts(h, f.starts[up], f.starts[n.End]) {
		return // that is the element itself
	}
	end := n.End
	if next, ok := f.next(up, z.hi, +1, h); ok {
		end = max(z.end, next.first) // with the fields that have no text
	}
	f.list = append(f.list, box{
		first: a.first, end: end, root: up, inner: up, lo: a.lo, hi: z.hi, run: true, hidden: h == 1,
	})
}

// next returns the child of up with the next segment from k on in one
// direction.
func (f *finder) next(up page.ID, k int32, dir int32, h int) (unit, bool) {
	for n := 0; n < maxSegs && k >= 0 && int(k) < len(f.segs); k, n = k+dir, n+1 {
		s := &f.segs[k]
		if s.First <= up || s.First >= f.doc.Nodes[up].End {
			return unit{}, false
		}
		if s.Kind == block.Text && s.Chars > 0 && side(s.Hidden) == h {
			u := f.unitOf(up, k, h)
			return u, u.hi > 0
		}
	}
	return unit{}, false
}

// maxClimb bounds the levels between a segment and the element of its run.
const maxClimb = 24

// unitOf returns the child of up that holds the segment k.
func (f *finder) unitOf(up page.ID, k int32, h int) unit {
	s := &f.segs[k]
	id := s.First
	for n := 0; f.doc.Nodes[id].Parent != up; n++ {
		if id = f.doc.Nodes[id].Parent; id == page.None || n > maxClimb {
			return unit{}
		}
	}
	u := unit{first: id, end: f.doc.Nodes[id].End}
	u.lo, u.hi = f.starts[id], f.starts[u.end]
	if s.End > u.end { // a line of several elements
		u.lo, u.hi, u.end = k, k+1, s.End
	}
	u.lo, u.hi = min(u.lo, k), max(u.hi, k+1)
	for i := u.lo; i < u.hi && i < u.lo+maxSegs; i++ {
		u.cued = u.cued || f.cued[i] && side(f.segs[i].Hidden) == h
	}
	u.head = !u.cued && f.chars(h, u.lo, u.hi) <= 2*buttonChars
	return u
}

// stops reports whether the unit ends a run: it is too large, or a paragraph of
// the story.
func (f *finder) stops(u *unit, h int) bool {
	chars := f.chars(h, u.lo, u.hi)
	if chars > maxChars/2 {
		return true
	}
	return !u.cued && chars > 2*paragraphChars
}

// unique sorts the boxes and leaves out those with the texts of another.
func (f *finder) unique() {
	slices.SortFunc(f.list, func(a, b box) int {
		return cmp.Or(cmp.Compare(side(a.hidden), side(b.hidden)), cmp.Compare(f.rankOf(a, a.lo), f.rankOf(b, b.lo)),
			cmp.Compare(f.rankOf(a, a.hi), f.rankOf(b, b.hi)), cmp.Compare(side(a.run), side(b.run)), cmp.Compare(a.first, b.first))
	})
	f.list = slices.CompactFunc(f.list, func(a, b box) bool {
		return a.hidden == b.hidden && f.rankOf(a, a.lo) == f.rankOf(b, b.lo) && f.rankOf(a, a.hi) == f.rankOf(b, b.hi)
	})
}

func (f *finder) rankOf(b box, at int32) int32 { return f.rank[side(b.hidden)][at] }
