package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/term"
)

// Settle gives each segment its role, as [Frame.Assign] does. Where a rule
// names the body and that does not fit the page, the generic result serves, and
// Stale says why if that means that the publisher has changed.
//
// A page with a rule is assigned twice, once by the rule and once without, which
// costs little: the models are asked once. Of the second only its words are
// wanted, unless the rule turns out to be stale.
func (f *Frame) Settle(o Options) Result {
	own := f.Assign(o)
	if !o.NamesBody {
		return own
	}
	if !o.Ruled { // what the rule names is not on the page: this is the generic result
		own.Stale = o.stale(misfit(false, own.Words, own.Words))
		return own
	}
	// Assign writes into the segments, so what it decided is kept aside.
	ruled := make([]verdict, len(f.in.Segs))
	for i := range ruled {
		s := &f.in.Segs[i]
		ruled[i] = verdict{s.Role, s.Why, s.P}
	}
	f.dropRuleClaims()
	generic := f.Assign(Options{Lean: o.Lean})
	if why := misfit(true, own.Words, generic.Words); why != "" {
		generic.Stale = o.stale(why)
		return generic
	}
	for i := range ruled {
		s := &f.in.Segs[i]
		s.Role, s.Why, s.P = ruled[i].role, ruled[i].why, ruled[i].p
	}
	return own
}

// verdict is what one assignment decided of a segment.
type verdict struct {
	role term.Role
	why  block.Why
	p    float32
}

// dropRuleClaims leaves the claims that came from no rule of the page's own.
func (f *Frame) dropRuleClaims() {
	for i := range f.in.Segs {
		c := &f.in.Segs[i].Claim
		if c.Why.Cause == block.ByRule && !c.Why.Rule.Common && !c.Weak {
			*c = block.Claim{}
		}
	}
}

// stale is why a rule that does not fit the page is stale: the publisher has changed
// its pages. A platform that a sign of it gave away has no publisher: on half of the
// pages that WordPress serves a theme names the body otherwise.
func (o Options) stale(why string) string {
	if o.Guessed {
		return ""
	}
	return why
}

// The shares and lengths, in words, at which a rule does not fit: it finds
// nothing where the generic way finds a story, or only a small part of one. Below
// them the page may just as well be a preview or consist of captions.
const (
	staleWords = 80
	staleShare = 0.3
)

// misfit says why a rule's body does not fit, or "" where it does. A rule that
// finds more than the generic way always does: that is what rules are for.
func misfit(ruled bool, own, generic int) string {
	switch {
	case generic < staleWords:
		return ""
	case !ruled:
		return "no element matches the rule's body"
	case float64(own) < staleShare*float64(generic):
		return "the rule's body holds far less text than the page's story"
	}
	return ""
}
