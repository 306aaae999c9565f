package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// ClaimPromos claims the segments of the promos that were found. One that a rule
// names, or that has strong cues, holds against the classifier.
func (f *Frame) ClaimPromos(found []promo.Promo) {
	for k := range found {
		p := &found[k]
		weak := !p.Ruled() && (p.Score < surePromo || f.storyWords(p.Segs) > storyWordsIn(p.Kind))
		role := term.Promo
		if p.Kind == term.ConsentPromo {
			role = term.Consent
		}
		for _, i := range p.Segs {
			c := &f.in.Segs[i].Claim
			if !p.Ruled() && c.Role != term.RoleNone && c.Role != term.Body {
				continue
			}
			*c = block.Claim{Role: role, Weak: weak, Why: block.Why{Cause: block.ByPromo, Promo: int32(k)}}
		}
	}
}

// storyInPromo is how many words that read like the story a promo may hold
// before its cues are taken for the story's own subject: a review of a
// streaming service names prices and trials too. A gate that lists its
// benefits has fewer.
const storyInPromo = 160

// storyInOffer takes its place for goods, whose price and button stand in what
// a page about them tells. A notice that the links are paid for is shorter.
const storyInOffer = 45

func storyWordsIn(k term.PromoKind) int32 {
	if k == term.Commerce {
		return storyInOffer
	}
	return storyInPromo
}

// storyWords counts the words of the segments that the classifier takes for
// the story.
func (f *Frame) storyWords(segs []int32) (n int32) {
	for _, i := range segs {
		if f.Probability(int(i)) > 0.6 {
			n += f.in.Segs[i].Words
		}
	}
	return n
}

// surePromo is the score of a promo's cues from which it is not given up for
// a paragraph that reads like the story.
const surePromo = 1.5
