package promo

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wording"
)

var placeNames = [...]string{
	"run", "hidden", "template", "depth", "repeats", "parent repeats", "dialog", "fixed",
	"page words", "share of page before", "share of story before", "story before", "story after",
	"to story before", "to story after",
	"before story", "before chars", "before cued", "before linked", "before heading", "before ask", "before said",
	"after story", "after chars", "after cued", "after linked", "after heading", "after ask", "after said",
	"first heading", "first story", "first chars", "first cued", "first linked", "first ask", "first said", "first strong",
	"last button", "last story", "last chars", "last cued", "last linked", "last ask", "last said", "last terms",
	"page asks", "share of page's asks", "page hidden",
}

const numPlace = len(placeNames)

// placeRow writes where the box stands and what stands before and after it.
//
// Its order is that of placeNames. How often the box's class and that of its
// parent stand on the page tells a single box from an entry of a list.
func (r *rower) placeRow() {
	b, doc := r.b, r.doc
	root := &doc.Nodes[b.root]
	r.is(b.run)
	r.is(b.hidden)
	r.is(root.Is(page.HiddenTmpl))
	r.put(float32(root.Depth))
	r.put(float32(r.repeats[root.Class]))
	if root.Parent != page.None {
		r.put(float32(r.repeats[doc.Nodes[root.Parent].Class]))
	} else {
		r.put(0)
	}
	a := r.aboveOf(b.root)
	r.is(a.dialog)
	r.is(a.fixed)
	r.storyRow()
	r.neighbour(b.lo, -1)
	r.neighbour(b.hi-1, +1)
	r.ends()
	n := int32(len(r.segs))
	cued := r.sum(r.h, 0, n, colCued)
	r.put(cued)
	r.put(r.own[colCued] / max(cued, 1))
	r.put(float32(r.texts(1, 0, n)) / float32(n+1))
}

// storyRow says how much of the page and of the story stands before and after.
func (r *rower) storyRow() {
	n := int32(len(r.segs))
	words, body := r.sum(0, 0, n, colWords), r.sum(0, 0, n, colBody)
	before := r.sum(0, 0, r.b.lo, colBody)
	r.put(words)
	r.put(r.sum(0, 0, r.b.lo, colWords) / max(words, 1))
	r.put(before / max(body, 1))
	r.put(before)
	r.put(r.sum(0, r.b.hi, n, colBody))
	r.put(r.toStory(r.b.lo, -1))
	r.put(r.toStory(r.b.hi-1, +1))
}

// maxSteps bounds how far a box looks for the story.
const maxSteps = 20

// toStory counts the shown texts between the box and the next of the story.
//
// A box between two paragraphs has 0 on both sides. maxSteps means that there is
// none near, or none at all.
func (r *rower) toStory(k, dir int32) float32 {
	n := float32(0)
	for k += dir; k >= 0 && int(k) < len(r.segs) && n < maxSteps; k += dir {
		s := &r.segs[k]
		if s.Kind != block.Text || s.Chars == 0 || s.Hidden {
			continue
		}
		if s.P > 0.5 {
			return n
		}
		n++
	}
	return maxSteps
}

// neighbour writes the next shown text in one direction.
//
// Where there is no text on that side all values are -1, which no text has. For a
// hidden box it is the next hidden text: shown ones are beside it in the source and
// on no screen.
func (r *rower) neighbour(k, dir int32) {
	for k += dir; k >= 0 && int(k) < len(r.segs); k += dir {
		s := &r.segs[k]
		if s.Kind == block.Text && s.Chars > 0 && s.Hidden == r.b.hidden {
			r.put(s.P)
			r.put(float32(s.Chars))
			r.is(r.cued[k])
			r.put(s.LinkDensity())
			r.is(isHeading(r.doc, s.Box))
			r.put(askOf(s))
			r.put(r.said[k])
			return
		}
	}
	for range 7 {
		r.put(-1)
	}
}

// ends writes the first and the last text of the box.
//
// A promo begins with a line of its own and ends in a button or small print; a box
// that is too large begins or ends with what belongs to the story.
func (r *rower) ends() {
	first, last := int32(-1), int32(-1)
	for k := r.b.lo; k < r.b.hi; k++ {
		if s := &r.segs[k]; s.Kind == block.Text && s.Chars > 0 && s.Hidden == r.b.hidden {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	if first < 0 {
		for range 16 {
			r.put(-1)
		}
		return
	}
	s := &r.segs[first]
	r.is(isHeading(r.doc, s.Box))
	r.end(first)
	r.is(s.Chars > buttonChars && r.cued[first])
	s = &r.segs[last]
	r.is(s.Flags&page.InButton != 0)
	r.end(last)
	r.is(s.Wording&wording.Terms != 0)
}

// end writes what both ends have in common.
func (r *rower) end(k int32) {
	s := &r.segs[k]
	r.put(s.P)
	r.put(float32(s.Chars))
	r.is(r.cued[k])
	r.put(s.LinkDensity())
	r.put(askOf(s))
	r.put(r.said[k])
}
