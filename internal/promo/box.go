package promo

import (
	"cmp"
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/target"
)

// box is a candidate: one element, a run of elements beside each other, or one
// segment. Its segments are those from lo to hi that are hidden as it is.
type box struct {
	// For a run of elements they may end after the last segment: the fields of a form
	// have no text, yet belong to it.
	first, end page.ID // its nodes
	// root is the nearest element that holds all of it: itself, if it is one.
	// inner is the innermost element with the same texts.
	root, inner page.ID
	lo, hi      int32
	// from and to are how many texts of its visibility stand before lo and hi. Boxes of
	// equal numbers have the same texts, though their segments may differ by pictures or
	// by texts of the other visibility.
	from, to    int32
	run, hidden bool
	score       float32
	rule        *RuleHit
	core        int // of a chosen one: the number of the likeliest box in it
}

// The limits of a box. What is larger is a section of a page: of the labelled
// promos, 99 in 100 are smaller.
const (
	// The model only chooses among boxes that are made here. A promo beyond these limits
	// cannot be found, and each box costs a row of features.
	maxChars = 2200
	maxSegs  = 60
	maxBoxes = 600 // on a page, whatever it holds
	maxRun   = 9   // elements of a run
	maxLead  = 3   // of them, before the first that asks
	runDepth = 3   // levels above a segment at which runs are made
)

// collect makes the boxes around everything that may be part of a promo.
//
// What is worth most comes first, so that a page which reaches maxBoxes loses runs
// and not elements:
//
//	<div>                                        box, by around
//	  <h3>Read on</h3>                           box, alone
//	  <p>Only 1 € a week</p>                     box, alone
//	  <a class="button">Subscribe now</a>        box, alone
//	</div>
//	<p>The story goes on.</p>
//
// With beside, the heading and the price make a box too, without the button.
func (f *finder) collect() {
	f.seen = scratch.Resize(f.seen, 2*len(f.doc.Nodes))
	clear(f.seen)
	f.list = f.list[:0]
	for i := range f.segs {
		if f.cued[i] && len(f.list) < maxBoxes {
			f.around(int32(i))
		}
	}
	// A form that has only a field, and its words in a picture, has no segment to start
	// from.
	for _, id := range f.marks.nodes {
		if f.isEmail(id) && len(f.list) < maxBoxes {
			f.climb(f.doc.Nodes[id].Parent, side(f.doc.Nodes[id].Is(page.Hidden)))
		}
	}
	// Words in a language that no lexicon has, over a link to a store of apps or to a
	// plan.
	for _, l := range f.links {
		if l.To&target.Asking != 0 && l.To&target.Weak == 0 && len(f.list) < maxBoxes {
			f.climb(l.Node, side(f.doc.Nodes[l.Node].Is(page.Hidden)))
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
//
// The segment alone is a box only where its element holds more, since climb makes
// one of the element.
func (f *finder) around(i int32) {
	s := &f.segs[i]
	h := side(s.Hidden)
	if f.texts(h, f.starts[s.Box], f.starts[f.doc.Nodes[s.Box].End]) > 1 {
		f.list = append(f.list, box{first: s.First, end: s.End, root: s.First, inner: s.First, lo: i, hi: i + 1, hidden: s.Hidden})
	}
	f.climb(s.Box, h)
}

// beside makes boxes of the segment i and its neighbours.
//
//	<article>
//	  <p>Prose.</p>
//	  <p><b>Our letter</b></p>          a run of three siblings: no element holds
//	  <p>Each morning, for free.</p>    them and nothing else
//	  <p><a>Sign up</a></p>
//	  <p>Prose.</p>
//	</article>
//
// Only levels at which the box grows count towards runDepth: wrappers are passed
// by.
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
			if !isList(f.doc.Nodes[up].Tag) || f.arranges(up) {
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

// isList reports whether an element's parts are never promos of their own: either
// the whole is one, or nothing in it.
func isList(a atom.Atom) bool {
	switch a {
	case atom.Ul, atom.Ol, atom.Dl, atom.Nav, atom.Table, atom.Tbody, atom.Tr, atom.Select:
		return true
	}
	return false
}

// arranges reports whether a table's body holds the page's headline: then it arranges
// the page, and its rows stand beside each other like paragraphs.
func (f *finder) arranges(id page.ID) bool {
	if f.doc.Nodes[id].Tag != atom.Tbody {
		return false
	}
	return f.marks.has(markTitle, id, f.doc.Nodes[id].End)
}

// climb makes a box of each element from id up that is not too large.
//
// An element with the same texts as the one below replaces it, wrapped in outer
// nodes but with inner kept: names are read from all of them.
//
// It stops at an element that was climbed through before, as all above were too.
// So the climbs of a page together are linear in its elements.
func (f *finder) climb(id page.ID, h int) {
	var lo, hi int32 = -1, -1
	for ; id != page.None && !f.isFrame(id); id = f.doc.Nodes[id].Parent {
		n := &f.doc.Nodes[id]
		if f.seen[2*int(id)+h] {
			return
		}
		f.seen[2*int(id)+h] = true
		l, r := f.starts[id], f.starts[n.End]
		// A hidden box ends where shown text begins: what holds both is no part of the
		// hidden thing, but a part of the page with it.
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
			f.list = append(f.list, box{first: id, end: n.End, root: id, inner: id, lo: l, hi: r, hidden: h == 1})
		}
		lo, hi = l, r
	}
}

// chars counts the characters of the segments from lo to hi of one visibility.
//
// It costs the same for any stretch, as all sums of [tables] do.
func (t *tables) chars(h int, lo, hi int32) int {
	return int(t.sum(h, lo, hi, colChars))
}

// isFrame reports whether an element frames the page; such an element is never a
// promo's box.
func (f *finder) isFrame(id page.ID) bool {
	switch f.doc.Nodes[id].Tag {
	case atom.Html, atom.Body, atom.Main, atom.Template:
		return true
	}
	return false
}

// unit is a child of an element that holds a run, with its segments.
// cued is set if any of its segments is, head if it is short enough to be a
// promo's first line.
type unit struct {
	first, end page.ID
	lo, hi     int32
	cued, head bool
}

// runs makes boxes of the children of up around one of them: from a child that
// asks, or a short line before it, to one that does or ends what one says.
//
// With a for a unit that asks, h for a short line and p for a paragraph, "p h a a
// p" gives the runs h-a, h-a-a and a-a. A run ends before a long paragraph that asks
// nothing, which is the story's, and at maxRun units. At most maxLead+1 starts times
// maxRun ends are made.
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

// addRun makes a box of the units from a to z. It takes in the elements without
// text up to the next unit: an empty field or a picture after the words belongs to
// them.
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
//
// It looks at maxSegs segments at most: anything further away is not beside.
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
//
// A segment that is nested deeper than maxClimb has none, and no run then.
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
	// Inline elements side by side are one segment:
	//
	//	<div>Now <b>only 1 €</b> <a>Buy</a></div>
	//
	// The unit is then the segment, since none of its elements holds it.
	if s.End > u.end { // a line of several elements
		u.lo, u.hi, u.end = k, k+1, s.End
	}
	u.lo, u.hi = min(u.lo, k), max(u.hi, k+1)
	for i := u.lo; i < u.hi && i < u.lo+maxSegs; i++ {
		u.cued = u.cued || f.cued[i] && side(f.segs[i].Hidden) == h
	}
	// A short line that asks nothing may be what a promo begins with.
	u.head = !u.cued && f.chars(h, u.lo, u.hi) <= 2*buttonChars
	return u
}

// stops reports whether the unit ends a run: it is too large, or a paragraph of
// the story.
//
// A long paragraph that asks goes into a run: pitches are as long as what they
// interrupt.
func (f *finder) stops(u *unit, h int) bool {
	chars := f.chars(h, u.lo, u.hi)
	if chars > maxChars/2 {
		return true
	}
	return !u.cued && chars > 2*paragraphChars
}

// unique sorts the boxes and leaves out those with the texts of another.
//
// Boxes with the same texts score alike but for their nodes. An element is kept
// before a run, since it has names of its own.
func (f *finder) unique() {
	for i := range f.list {
		b := &f.list[i]
		rank := f.rank[side(b.hidden)]
		b.from, b.to = rank[b.lo], rank[b.hi]
	}
	slices.SortFunc(f.list, func(a, b box) int {
		if a.hidden == b.hidden && a.from != b.from {
			return cmp.Compare(a.from, b.from) // nearly always
		}
		return cmp.Or(cmp.Compare(side(a.hidden), side(b.hidden)), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to),
			cmp.Compare(side(a.run), side(b.run)), cmp.Compare(a.first, b.first))
	})
	f.list = slices.CompactFunc(f.list, func(a, b box) bool { return a.hidden == b.hidden && a.from == b.from && a.to == b.to })
}
