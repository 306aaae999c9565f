package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// boxFeatures say what a text's own box, the box around that is still small, and
// the nearest box that comes in a row of its like hold.
const boxFeatures = 37

// smallBox is the most characters of the box that shows what company a text is in: a
// promo or a card with all that belongs to it.
//
//	<section>                         no: more than smallBox
//	  <div class="signup">            small: what a reader takes in at once
//	    <h3>Our letter</h3>
//	    <form><input type="email"></form>
//	    <p>You can leave at any time.</p>  the text, which alone asks nothing
const smallBox = 600

// smallAround returns the largest element around id with little text, id itself
// where there is none.
//
// Linear in the depth; the box grows as it goes up, so that the first that is too
// large ends it.
func (f *Frame) smallAround(id page.ID) page.ID {
	nodes := f.in.Doc.Nodes
	for p := nodes[id].Parent; p != page.None && f.in.Doc.Chars(p) <= smallBox; p = nodes[p].Parent {
		id = p
	}
	return id
}

// rowOfLike returns the nearest box at or above id that is one of three or more
// in a row, or None.
//
// Main and the elements above it are not entries of a row, even where themes repeat
// their sections.
func (f *Frame) rowOfLike(id page.ID) page.ID {
	for n := 0; id != page.None && id != f.main && n < 12; n++ {
		if f.anchors.repeats[id] >= 3 {
			return id
		}
		id = f.in.Doc.Nodes[id].Parent
	}
	return page.None
}

// boxRow appends the boxFeatures values, the last ten of them for the row, with
// zeros where there is none. own is what the segment itself holds, box what its box
// holds, in what the small box holds.
func (f *Frame) boxRow(x []float32, i int, s *block.Seg) []float32 {
	doc := f.in.Doc
	lone := f.lone[i]
	own := f.tallies[s.End].less(f.tallies[s.First])
	box := f.within(lone)
	small := f.smallAround(lone)
	in := f.within(small)
	chars := float32(doc.Chars(small))
	x = append(x,
		bit(s.Chars < int32(doc.Chars(s.Box))), float32(f.anchors.repeats[lone]),
		float32(own.askLinks), float32(own.storyLinks), float32(own.loginLinks),
		float32(box.images), float32(box.buttons), float32(box.inputs+box.emails), float32(box.links),
		chars, float32(s.Chars)/max(chars, 1), float32(doc.LinkChars(small))/max(chars, 1),
		float32(in.images), float32(in.headings), float32(in.dates), float32(in.inputs), float32(in.emails), float32(in.buttons),
		float32(in.links), float32(in.askLinks), float32(in.storyLinks), float32(in.loginLinks),
		float32(in.asks), float32(in.hooks), float32(in.labels), f.goodIn(small)/max(chars, 1), float32(f.anchors.repeats[small]),
	)
	row := f.rowOfLike(lone)
	if row == page.None {
		return append(x, 0, 0, 0, 0, 0, 0, f.covered(i, s, asks), f.covered(i, s, asks|hooks), float32(f.text[i].money), 0)
	}
	in = f.within(row)
	chars = float32(doc.Chars(row))
	return append(x,
		float32(f.anchors.repeats[row]), chars, float32(in.headings), float32(in.images), float32(in.storyLinks), float32(in.dates),
		f.covered(i, s, asks), f.covered(i, s, asks|hooks), float32(f.text[i].money), float32(doc.LinkChars(row))/max(chars, 1),
	)
}

// covered is the share of the text that phrases of the kinds make up.
func (f *Frame) covered(i int, s *block.Seg, kinds block.Wording) float32 {
	if f.in.Words == nil || s.Wording&kinds == 0 {
		return 0
	}
	return float32(f.in.Words.Covered(i, kinds)) / float32(max(s.Chars, 1))
}

// choiceFeatures say how a text stands to the container that a score of
// paragraphs chooses, and to the ends of the longest run of prose.
//
// The reader mode of a browser gives its verdict by such a score alone. Here it is
// one witness among others; it needs no names and hardly any tags.
const choiceFeatures = 11

// The score of a paragraph goes to the box around it and, in part, to those above,
// as the reader modes of browsers do it.
const (
	scoredChars = 25
	scoredAbove = 5
)

// choose scores the containers.
//
// A paragraph is worth 1, 1 more per comma, and up to 3 for its length, less by
// its links. The parent of its box gets all of that, the grandparent a half, those
// above a sixth, a ninth and a twelfth. Last, a container's worth falls by
// the share of its text that is in links: lists of links have commas too.
func (f *Frame) choose() {
	doc := f.in.Doc
	f.worth = scratch.Resize(f.worth, doc.Len())
	clear(f.worth)
	for _, k := range f.texts {
		i := int(k)
		s := &f.in.Segs[i]
		if s.Hidden || s.Chars < scoredChars {
			continue
		}
		score := (1 + float32(f.text[i].commas) + min(float32(s.Chars)/100, 3)) * (1 - s.LinkDensity())
		share := float32(1)
		id := doc.Nodes[f.lone[i]].Parent
		for level := 1; id != page.None && level <= scoredAbove; level++ {
			f.worth[id] += score * share
			if share = 0.5; level > 1 {
				share = 1 / float32(3*level)
			}
			id = doc.Nodes[id].Parent
		}
	}
	f.chosen = page.None
	for id := range f.worth {
		if f.worth[id] == 0 {
			continue
		}
		f.worth[id] *= 1 - float32(doc.LinkChars(page.ID(id)))/float32(max(doc.Chars(page.ID(id)), 1))
		if f.chosen == page.None || f.worth[id] > f.worth[f.chosen] {
			f.chosen = page.ID(id)
		}
	}
}

// choiceRow appends how a text stands to the chosen container, then to the ends of
// the longest run, then what the page says of itself as a whole.
func (f *Frame) choiceRow(x []float32, k, i int) []float32 {
	doc, a := f.in.Doc, &f.anchors
	lone := f.lone[i]
	if f.chosen == page.None {
		x = append(x, -1, 0, 0, 0, 0)
	} else {
		top := max(f.worth[f.chosen], 1)
		up := doc.Nodes[lone].Parent
		above := float32(0)
		if up != page.None {
			above = f.worth[up] / top
			if up = doc.Nodes[up].Parent; up == page.None {
				up = 0
			}
		} else {
			up = 0
		}
		x = append(x, bit(doc.Contains(f.chosen, lone)), above, f.worth[up]/top,
			float32(doc.Nodes[lone].Depth)-float32(doc.Nodes[f.chosen].Depth), f.goodIn(f.chosen)/max(f.goodAll, 1))
	}
	first, last := float32(-99), float32(-99)
	if a.best >= 0 {
		first, last = float32(max(-99, min(99, k-a.start))), float32(max(-99, min(99, k-a.end)))
	}
	return append(x, first, last, logOf(float32(len(f.texts))), logOf(f.total), bit(f.in.SaysArticle), bit(f.in.SaysOther))
}
