package roles

import (
	"slices"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// WithoutRefused drops the promos that the model found wholly inside what the page's
// own rules call navigation or advertisement: a log-in form that the publisher's file
// calls navigation asks for nothing. What a rule calls promo stays.
//
// Other roles do not say so much: boxes of teasers and of comments hold promos.
func WithoutRefused(found []promo.Promo, segs []block.Seg) []promo.Promo {
	return slices.DeleteFunc(found, func(p promo.Promo) bool {
		return !p.Ruled() && !slices.ContainsFunc(p.Segs, func(i int32) bool { return !refuses(segs[i].Claim) })
	})
}

func refuses(c block.Claim) bool {
	return c.Why.Cause == block.ByRule && !c.Why.Rule.Common && (c.Role == term.Navigation || c.Role == term.Ad)
}
