package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/trees"
)

// NumFeatures is the number of values in a box's row.
const NumFeatures = 2*numCols + 2*int(numMarks) + 3*classname.Asks + numOwnTags + numUpTags + numRatios + numWider + numPlace

// Features names the values of a box's row, in order.
//
// The same names stand for the box (own) and for what the element around it holds
// beside it: of a promo in the middle of a story both are wanted.
func Features() trees.Features {
	var f trees.Features
	add := func(prefix string, names ...string) {
		for _, n := range names {
			f = append(f, prefix+n)
		}
	}
	cols := append(append([]string{}, colNames[:]...), kindColumns()...)
	add("own ", cols...)
	add("beside ", cols...)
	add("own ", markNames[:]...)
	add("beside ", markNames[:]...)
	for _, where := range []string{"named ", "around ", "above "} {
		add(where, classname.AskNames[:]...)
	}
	add("tag ", ownTagNames[:]...)
	add("in ", upTagNames[:]...)
	add("", ratioNames[:]...)
	add("wider ", widerNames[:]...)
	add("", placeNames[:]...)
	return f
}

// rower writes the row of one box.
type rower struct {
	*finder
	b    *box
	h    int
	out  []float32
	n    int
	own  [numCols]float32
	mine [numMarks]float32
	// around is what outer holds.
	around [numCols]float32
	// outer is the smallest element around the box with more texts, wider the
	// smallest around that with more; both may be none.
	//	<section>                       wider
	//	  <h2>Inside</h2>
	//	  <div>                         outer
	//	    <form>…</form>              the box
	//	    <p>Thank you for reading.</p>
	//	  </div>
	//	</section>
	outer, wider page.ID
}

// put writes the next value; the order is that of [Features].
func (r *rower) put(v float32) {
	r.out[r.n] = v
	r.n++
}

func (r *rower) is(yes bool) {
	if yes {
		r.out[r.n] = 1
	} else {
		r.out[r.n] = 0
	}
	r.n++
}

// row writes what the model is told of a box.
func (f *finder) row(b *box, out []float32) {
	r := rower{finder: f, b: b, h: side(b.hidden), out: out}
	f.between(r.h, b.lo, b.hi, &r.own)
	f.marks.between(b.first, b.end, &r.mine)
	r.outer = r.larger(r.up(), f.texts(r.h, b.lo, b.hi))
	if r.outer != page.None {
		r.wider = r.larger(f.doc.Nodes[r.outer].Parent, r.textsOf(r.outer))
	} else {
		r.wider = page.None
	}
	r.sums()
	r.namesRow()
	r.tagsRow()
	r.ratios()
	r.widerRow()
	r.placeRow()
}

// textsOf counts the texts in the element id that are visible as the box is.
func (r *rower) textsOf(id page.ID) int32 {
	return r.texts(r.h, r.starts[id], r.starts[r.doc.Nodes[id].End])
}

// larger returns the nearest element at or above id with more texts than that.
func (r *rower) larger(id page.ID, than int32) page.ID {
	for id != page.None && r.textsOf(id) <= than {
		id = r.doc.Nodes[id].Parent
	}
	return id
}

// sums writes what the box holds and what the element around it holds beside.
//
// What the element around holds is taken without the box. The difference is kept
// from falling below 0.
func (r *rower) sums() {
	var marks [numMarks]float32
	if r.outer != page.None {
		end := r.doc.Nodes[r.outer].End
		r.finder.between(r.h, r.starts[r.outer], r.starts[end], &r.around)
		r.marks.between(r.outer, end, &marks)
	}
	r.n += copy(r.out[r.n:], r.own[:])
	for i, v := range r.around {
		r.put(max(0, v-r.own[i]))
	}
	r.n += copy(r.out[r.n:], r.mine[:])
	for i, v := range marks {
		r.put(max(0, v-r.mine[i]))
	}
}

// aroundLevels is how many elements above a box count as around it.
const aroundLevels = 3

// namesRow writes what the names of the box, of the elements around it and of
// all above say.
//
// Near names and far ones are apart: "newsletter" on the box says what it is, on
// the body that the site has one. A run has no element and so no names of its own.
func (r *rower) namesRow() {
	var own, around, above classname.Ask
	id := r.b.inner
	if !r.b.run {
		for id != r.b.root {
			own |= nameOf(r.doc, id)
			id = r.doc.Nodes[id].Parent
		}
		own |= nameOf(r.doc, id)
		id = r.doc.Nodes[id].Parent
	}
	for n := 0; n < aroundLevels && id != page.None; n, id = n+1, r.doc.Nodes[id].Parent {
		around |= nameOf(r.doc, id)
	}
	if id != page.None {
		above = r.aboveOf(id).names
	}
	for _, set := range [...]classname.Ask{own, around, above} {
		for k := range classname.Asks {
			r.is(set&(1<<k) != 0)
		}
	}
}

// The tags that a box may be, and those that it may stand in.
var (
	ownTags = [...]atom.Atom{
		atom.P, atom.Div, atom.Section, atom.Aside, atom.Form, atom.A, atom.Button, atom.Li, atom.Ul, atom.Header,
		atom.Footer, atom.Article, atom.Span, atom.Figure, atom.Blockquote,
	}
	upTags = [...]atom.Atom{
		atom.Form, atom.Aside, atom.Nav, atom.Header, atom.Footer, atom.Article, atom.Main, atom.Li, atom.Table, atom.A,
		atom.Button, atom.Dialog, atom.Template, atom.Figure,
	}
)

const (
	numOwnTags = len(ownTags)
	numUpTags  = len(upTags)
)

func tagNames(tags []atom.Atom) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = t.String()
	}
	return out
}

var (
	ownTagNames = tagNames(ownTags[:])
	upTagNames  = tagNames(upTags[:])
)

// tagsRow writes which tag the box has, none for a run, and which tags stand
// anywhere above it.
func (r *rower) tagsRow() {
	own := r.doc.Nodes[r.b.root].Tag
	if r.b.run {
		own = 0
	}
	for _, t := range ownTags {
		r.is(own == t)
	}
	tags := uint16(0)
	if up := r.up(); up != page.None {
		tags = r.aboveOf(up).tags
	}
	for i := range upTags {
		r.is(tags&(1<<i) != 0)
	}
}

// up returns the nearest element around the box: of a run its root, which holds more
// than the run.
func (r *rower) up() page.ID {
	if r.b.run {
		return r.b.root
	}
	return r.doc.Nodes[r.b.root].Parent
}

var ratioNames = [...]string{
	"link share", "covered share", "cued share", "ask share", "story share", "body share", "words a segment",
	"asking kinds", "linked share", "most likely body", "most asking", "longest", "longest uncued", "first cued",
	"cued segments", "longest is body", "best said", "said share", "sure share", "last sure", "first sure",
}

const numRatios = len(ratioNames)

// ratios writes shares and extremes of the box's own segments.
//
// Trees cut one value at a time, so that a share must be a value of its own: no
// tree finds the quotient of two others.
func (r *rower) ratios() {
	chars, words, segs := max(r.own[colChars], 1), max(r.own[colWords], 1), max(r.own[colSegs], 1)
	r.put(r.own[colLink] / chars)
	r.put(r.own[colCovered] / chars)
	r.put(r.own[colCued] / chars)
	r.put(r.own[colAsk] / chars)
	r.put(r.own[colStory] / words)
	r.put(r.own[colBody] / words)
	r.put(words / segs)
	kinds := 0
	for _, v := range r.own[colKinds:] {
		if v > 0 {
			kinds++
		}
	}
	r.put(float32(kinds))
	r.put(r.own[colLinked] / segs)
	r.extremes(segs)
}

// extremes writes the extremes and where in the box, from 0 to 1, the first and
// the last text stands that asks. A mean hides one paragraph of the story among
// ten lines that ask; its own probability does not.
func (r *rower) extremes(segs float32) {
	var p, ask, longest, uncued, cued float32
	var body, said float32
	first, firstSure, lastSure := float32(-1), float32(-1), float32(-1)
	n := float32(0)
	for k := r.b.lo; k < r.b.hi; k++ {
		s := &r.segs[k]
		if s.Kind != block.Text || s.Chars == 0 || s.Hidden != r.b.hidden {
			continue
		}
		p, ask, said = max(p, s.P), max(ask, askOf(s)), max(said, r.said[k])
		if r.said[k] > surelySaid || askOf(s) > surelySaid {
			if lastSure = n / segs; firstSure < 0 {
				firstSure = n / segs
			}
		}
		if float32(s.Chars) > longest {
			longest, body = float32(s.Chars), s.P
		}
		if r.cued[k] {
			cued++
			if first < 0 {
				first = n / segs
			}
		} else {
			uncued = max(uncued, float32(s.Chars))
		}
		n++
	}
	for _, v := range [...]float32{p, ask, longest, uncued, first, cued, body, said,
		r.own[colSaid] / max(r.own[colChars], 1), r.own[colSure] / segs, lastSure, firstSure} {
		r.put(v)
	}
}

var widerNames = [...]string{"segs", "chars", "story", "ask", "cued", "link", "links", "emails", "asks share", "outer asks share", "said", "said share", "outer said share"}

const numWider = len(widerNames)

// widerRow writes what the element around the one around the box holds.
//
// The last shares say how much of what asks around here the box holds. One that
// holds half of it is half a promo.
func (r *rower) widerRow() {
	var cols [numCols]float32
	var marks [numMarks]float32
	if r.wider != page.None {
		end := r.doc.Nodes[r.wider].End
		r.finder.between(r.h, r.starts[r.wider], r.starts[end], &cols)
		r.marks.between(r.wider, end, &marks)
	}
	for _, v := range [...]float32{
		cols[colSegs], cols[colChars], cols[colStory], cols[colAsk], cols[colCued], cols[colLink], marks[markLink], marks[markEmail],
		r.own[colCued] / max(cols[colCued], 1), r.own[colCued] / max(r.around[colCued], 1),
		cols[colSaid], r.own[colSaid] / max(cols[colSaid], 1), r.own[colSaid] / max(r.around[colSaid], 1),
	} {
		r.put(v)
	}
}
