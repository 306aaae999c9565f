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
	for k := range found {
		p := &found[k]
		role := term.Promo
		if p.Kind == term.ConsentPromo {
			role = term.Consent
		}
		for _, i := range p.Segs {
			c := &f.in.Segs[i].Claim
			// A rule's word for the text itself comes before what a box is found to be. A
			// claim for the body does not: it is made of the container, and promos are what
			// stands between its paragraphs.
			if !p.Ruled() && c.Role != term.RoleNone && c.Role != term.Body {
				continue
			}
			*c = block.Claim{Role: role, Weak: !p.Ruled() && p.Score < surePromo, Why: block.Why{Cause: block.ByPromo, Promo: int32(k)}}
		}
	}
}
