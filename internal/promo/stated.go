package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
)

// An offer can be known by its parts alone: a line that heads it, a price, and the
// link at which it is taken, with no paragraph of the story between them. The models
// have learned from boxes that publishers set apart; of an offer that stands in the
// story's own element, after a short text, they see lines like those before.
//
//	<div class="story">
//	  <p>The last paragraph.</p>
//	  <h3>Read on</h3>                             heads it
//	  <p>Only 1 € for four weeks</p>               a price
//	  <p><a href="/subscribe">Subscribe</a></p>    where it is taken
//	  <p>You can cancel at any time.</p>
//	</div>

// statesOffer reports whether a box is such an offer. A run of elements must be the
// last of the story, since its ends are a guess; one element is a box of its own.
func (f *finder) statesOffer(b *box) bool {
	// Nearly all boxes name no price, and are asked nothing else.
	if b.hidden || b.rule != nil || f.sum(0, b.lo, b.hi, colPrice) == 0 && !f.linesPrice(b) {
		return false
	}
	if f.sum(0, b.lo, b.hi, colForeign) > 1 || f.sum(0, b.lo, b.hi, colPlain) > 0 && f.texts(0, b.lo, b.hi) > 1 {
		return false
	}
	var m [numMarks]float32
	f.marks.between(b.first, b.end, &m)
	if !takesOffer(&m) {
		return false
	}
	if b.run && f.sum(0, b.hi, int32(len(f.segs)), colBody) > 0 {
		return false
	}
	return f.headed(b)
}

// linesPrice reports whether a box is one text of short lines that names a price, as
// the cell of a table may be:
//
//	<td><b>Read on</b><br>Only 1 €<br><a href="/subscribe">Subscribe</a><br>Any card.</td>
func (f *finder) linesPrice(b *box) bool {
	if f.texts(0, b.lo, b.hi) != 1 {
		return false
	}
	for k := b.lo; k < b.hi; k++ {
		s := &f.segs[k]
		if s.Kind != block.Text || s.Chars == 0 || s.Hidden {
			continue
		}
		return s.Breaks > 1 && s.Chars <= 2*buttonChars*(int32(s.Breaks)+1) && hasPrice(f.words.Folded(int(k)))
	}
	return false
}

// takesOffer reports whether the marks of a box hold the link at which one pays, and
// nothing that another kind of box holds: the page's headline, stories, a field for
// an address.
func takesOffer(m *[numMarks]float32) bool {
	return m[markSubscribe] > m[markWeak] && m[markTitle] == 0 && m[markStoryLink] == 0 && m[markEmail] == 0 && m[markArticle] == 0
}

// The targets by which a link takes an offer, and that of a doubtful reading.
const (
	markSubscribe = markTarget
	markWeak      = markTarget + numTargets - 1
)

var _ = [1]struct{}{}[target.Subscribe-1] // it has the first bit

// headed reports whether the first text of a box is one that an offer begins with: a
// heading, a line in bold, or one that asks or names the price itself.
func (f *finder) headed(b *box) bool {
	for k := b.lo; k < b.hi; k++ {
		s := &f.segs[k]
		if s.Kind != block.Text || s.Chars == 0 || s.Hidden {
			continue
		}
		return s.Chars <= paragraphChars && (isHeading(f.doc, s.Box) || f.cued[k]) || f.opensBold(s)
	}
	return false
}

// opensBold reports whether a text begins in bold.
func (f *finder) opensBold(s *block.Seg) bool {
	for id, n := f.doc.Nodes[s.First].Parent, 0; id != page.None && n < 3; id, n = f.doc.Nodes[id].Parent, n+1 {
		switch f.doc.Nodes[id].Tag {
		case atom.B, atom.Strong:
			return true
		}
	}
	return false
}
