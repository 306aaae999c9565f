package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// surePromo is the score of a box from which it is not given up for a paragraph
// that reads like the story. The model of boxes has seen what that of texts
// says: on half a of the labelled pages 19 of 20 boxes of such a score are promos.
//
// Below, the models of texts are asked too, see [assigner.asks]: house copy between
// paragraphs is easily mistaken, in both directions.
const surePromo = 0.45

// ClaimPromos claims the segments of the promos that were found. One that a rule
// names, or that the model of boxes is sure of, holds against the models of texts.
func (f *Frame) ClaimPromos(found []promo.Promo) {
	story := f.toldIn(f.texts)
	for k := range found {
		p := &found[k]
		role := term.Promo
		if p.Kind == term.ConsentPromo {
			role = term.Consent
		}
		// A box with most of the story in it is drawn too large: around the gate of a preview
		// and its one paragraph, say.
		weak := !p.Ruled() && (p.Score < surePromo || 2*f.toldIn(p.Segs) > story)
		for _, i := range p.Segs {
			s := &f.in.Segs[i]
			if !p.Ruled() && f.holdsAgainst(s, p.Score) {
				continue
			}
			s.Claim = block.Claim{Role: role, Weak: weak, Why: block.Why{Cause: block.ByPromo, Promo: int32(k)}}
		}
	}
}

// holdsAgainst reports whether what is claimed of a text holds against a promo that was
// found with a score. A rule's word for the text itself comes before what a box is found
// to be. A claim for the body does not where it is made of the container, as promos are
// what stands between its paragraphs and loose in it, or where the promo is sure.
func (f *Frame) holdsAgainst(s *block.Seg, score float32) bool {
	if c := s.Claim; c.Role == term.Body {
		return c.Direct && !c.Weak && score < surePromo && f.holdsAlone(s.Box, s)
	}
	return s.Claim.Role != term.RoleNone
}

// tells reports whether the models of texts take segment i for story more than for a
// text that asks.
func (f *Frame) tells(i int32) bool {
	s := &f.in.Segs[i]
	return s.Kind == block.Text && !s.Hidden && s.P >= 0.5 && s.P > s.Ask
}

// toldIn counts the words of the texts that tell.
func (f *Frame) toldIn(texts []int32) (words int32) {
	for _, i := range texts {
		if f.tells(i) {
			words += f.in.Segs[i].Words
		}
	}
	return words
}
