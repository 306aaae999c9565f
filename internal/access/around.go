package access

import (
	"slices"
	"sort"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// follows reports whether the promo stands right after the last text of the
// story: what lies between is empty, a caption or another promo, and hardly
// anything of the story comes after it.
//
//	<p>The last paragraph.</p>
//	<ul class="share">…</ul>          little between: allowed
//	<div class="gate">Read on</div>   follows
//
//	<p>The last paragraph.</p>
//	<div class="more">…ten teasers…</div>
//	<div class="gate">Read on</div>   does not: it stands at the end of the page
func (j *judge) follows(p *promo.Promo) bool {
	a := j.around(p)
	if a.last < 0 || !j.littleAfter(p, &a) {
		return false
	}
	if p.Placement >= term.InFooter && !j.sharesBox(p.Root, j.Segs[a.last].First) && !j.coversShort(p) {
		return false // an overlay or a sidebar that merely comes next in the source
	}
	return j.between(p, &a) <= maxBetween
}

// coversShort reports whether a promo lies as a dialog over a text so short that it is
// the rest which is behind it:
//
//	<article><p>One.</p><p>Two.</p></article>
//	<div role="dialog"><h2>Keep reading with a subscription</h2>…</div>
//
// Under a whole story the same dialog waits for its turn, or for another page.
func (j *judge) coversShort(p *promo.Promo) bool {
	return p.Placement == term.Overlay && !p.Hidden && !p.ByName && j.body.words < doubtWords
}

// between counts the characters of other texts between the story and a promo after
// it, up to where they are too many.
func (j *judge) between(p *promo.Promo, a *surroundings) int {
	between := 0
	from, _ := slices.BinarySearch(j.loose(), int32(a.last+1))
	for _, k := range j.loose()[from:] {
		if k >= p.Segs[0] || between > maxBetween {
			break
		}
		s := &j.Segs[k]
		if p.Gate && (p.Vendor != "" || s.Chars < maxBetween) && a.box != page.None && j.Doc.Contains(a.box, s.First) {
			between += int(s.Chars) / 3 // links and labels in the story's own element
		} else {
			between += int(s.Chars)
		}
	}
	return between
}

// loose returns the shown texts that separate a story from a gate after it: all
// but what is small or belongs to the story's end.
//
// They are listed once, so that each of many promos searches them by number.
func (j *judge) loose() []int32 {
	if j.looseSegs != nil {
		return j.looseSegs
	}
	j.looseSegs = []int32{}
	for k := range j.Segs {
		s := &j.Segs[k]
		if s.Kind != block.Text || s.Hidden || s.Chars < 4 {
			continue
		}
		switch j.Segs[k].Role {
		case term.Promo, term.Caption, term.Ad, term.AuthorBio, term.Byline, term.Dateline:
		default:
			j.looseSegs = append(j.looseSegs, int32(k))
		}
	}
	return j.looseSegs
}

// surroundings say what of the body stands before and after a promo.
// All is found by binary search in the body's segments: a page may have hundreds
// of promos.
type surroundings struct {
	last int     // the last body segment before it, or -1
	box  page.ID // the element that holds both
	// The words of the body after it, and those of them in box; next is the
	// first segment after it that box does not hold, or -1.
	after, beside, next int
}

// The body's segments after the promo that the box holds are those before the
// first that it does not, as an element's nodes are one stretch.
func (j *judge) around(p *promo.Promo) surroundings {
	a := surroundings{last: -1, box: page.None, next: -1}
	if j.body.first < 0 {
		return a
	}
	in := &j.body.in
	k, _ := slices.BinarySearch(in.segs, p.Segs[0])
	if k == 0 {
		return a
	}
	a.last = int(in.segs[k-1])
	a.box = j.storyBox(p.Root, j.Segs[a.last].First)
	a.after = in.words[len(in.segs)] - in.words[k]
	end := k
	if a.box != page.None {
		end = k + sort.Search(len(in.segs)-k, func(i int) bool { return !j.Doc.Contains(a.box, j.Segs[in.segs[k+i]].First) })
		a.beside = in.words[end] - in.words[k]
	}
	if end < len(in.segs) {
		a.next = int(in.segs[end])
	}
	return a
}

// isBody reports whether the segment i is a text of the body.
func (j *judge) isBody(i int) bool {
	s := &j.Segs[i]
	return j.Segs[i].Role == term.Body && s.Kind == block.Text && s.Chars > 0
}

// storyBox returns the nearest element, at most four levels up, that holds both
// the promo and the text that begins at first, or None. Lists, tables and
// paragraphs are no containers of a story.
//
//	<div>                          storyBox: holds both
//	  <p>The last paragraph.</p>
//	  <div><div>the gate</div></div>
//	</div>
func (j *judge) storyBox(root, first page.ID) page.ID {
	id := j.Doc.Nodes[root].Parent
	for n := 0; id != page.None; id = j.Doc.Nodes[id].Parent {
		switch {
		case j.Doc.Nodes[id].Tag == atom.Body && n > 0:
			return page.None
		case isPart(j.Doc.Nodes[id].Tag):
		case j.Doc.Contains(id, first):
			return id
		default:
			if n++; n == 4 {
				return page.None
			}
		}
	}
	return page.None
}

// isPart reports whether an element holds one part of a text.
func isPart(a atom.Atom) bool {
	switch a {
	case atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dd, atom.Dt, atom.Blockquote, atom.P, atom.Span, atom.Td, atom.Tr, atom.Tbody, atom.Table:
		return true
	}
	return false
}

// How much body may come after a gate. A note on the publisher, an appeal or a list
// may have been taken for body there. By contrast, a gate's words inside a whole
// story (meant for other readers, or an advertisement) interrupt it after its first
// paragraphs and have most of it behind them.
const (
	maxAfter       = 45 // words
	maxAfterShare  = 80 // percent of the body, wherever they stand
	maxBesideShare = 50 // in the element of the text before the gate
)

// A gate may have most of the body behind it and still be one, if that stands
// elsewhere: in another section of the page that was taken for body. In the same
// element as the text before it, it is the story that goes on.
func (j *judge) littleAfter(p *promo.Promo, a *surroundings) bool {
	if a.after == 0 {
		return true
	}
	if !p.Gate {
		return false
	}
	if a.after <= maxAfter {
		return true
	}
	if a.beside*100 > maxBesideShare*j.body.words {
		return false
	}
	return a.after*100 <= maxAfterShare*j.body.words || a.beside <= maxAfter && a.box != page.None && !j.goesOn(a.box, a.next)
}

// goesOn reports whether the segment next stands in a section of the kind that
// box is: then box is one section of a story, and closes nothing. What follows
// in an element of another kind are comments, notices, other texts.
//
// Both are followed up to the two siblings that part them, and those are compared:
//
//	<section class="part">…text, gate…</section>
//	<section class="part">…text…</section>         goes on
//
//	<div class="story">…text, gate…</div>
//	<section id="comments">…text…</section>        does not
func (j *judge) goesOn(box page.ID, next int) bool {
	if next < 0 {
		return false
	}
	first := j.Segs[next].First
	for {
		up := j.Doc.Nodes[box].Parent
		if up == page.None {
			return true
		}
		if j.Doc.Contains(up, first) {
			break
		}
		box = up
	}
	other := first
	for j.Doc.Nodes[other].Parent != j.Doc.Nodes[box].Parent {
		other = j.Doc.Nodes[other].Parent
	}
	a, b := &j.Doc.Nodes[box], &j.Doc.Nodes[other]
	return b.IsText() || isPart(b.Tag) || a.Tag == b.Tag && a.Class == b.Class
}

// sharesBox reports whether one of the three elements above the promo holds the
// segment that begins at first.
func (j *judge) sharesBox(root, first page.ID) bool {
	id := j.Doc.Nodes[root].Parent
	for n := 0; n < 3 && id != page.None && j.Doc.Nodes[id].Tag != atom.Body; n++ {
		if j.Doc.Contains(id, first) {
			return true
		}
		id = j.Doc.Nodes[id].Parent
	}
	return false
}
