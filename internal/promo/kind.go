package promo

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// vote sums, over the segments of the box, what each asks for: objects that
// words name, targets of links, prices, the form's fields and the names of the
// box. The verb alone decides nothing: to subscribe is said of newsletters and
// of plans alike.
func (f *finder) vote(b *box) term.PromoKind {
	var v [16]float32
	f.voteGate(&v, b)
	for k := b.lo; k < b.hi; k++ {
		if f.segs[k].Kind != block.Text || f.segs[k].Hidden != b.hidden {
			continue
		}
		f.voteSeg(&v, k)
	}
	f.voteNames(&v, b)
	f.weigh(&v, b)
	best := term.PromoUnknown
	for k := term.Subscription; k <= term.ConsentPromo; k++ {
		if v[k] > v[best] {
			best = k
		}
	}
	if best == term.PromoUnknown && b.cues&cueNamed != 0 {
		return term.Commerce // a call to action that names no known object sells something
	}
	return best
}

// voteGate lets the first gate's words count more: the heading says what is
// asked for, and below it stands what may be had instead. An account asked for
// by name outweighs the words that both sorts of gate use.
func (f *finder) voteGate(v *[16]float32, b *box) {
	for k := b.lo; k < b.hi; k++ {
		if f.segs[k].Kind != block.Text || f.segs[k].Hidden != b.hidden || f.read(k).cues&cueGate == 0 {
			continue
		}
		kinds := f.segs[k].Wording
		if kinds&wording.GateRegistration != 0 || kinds&wording.Registration != 0 && kinds&wording.Subscription == 0 {
			v[term.Registration] += 3.5
		} else {
			v[term.Subscription]++
		}
		return
	}
}

// weigh lets objects decide over verbs: a field for an address, a price.
func (f *finder) weigh(v *[16]float32, b *box) {
	v[term.Adblock] *= 0.5 // "ad-free" is one of a subscription's benefits
	letters := v[term.Newsletter] >= 1
	sells := b.cues&(cuePrice|cueGate|cueTerms|cueBenefit) != 0
	if letters && !sells {
		v[term.Newsletter] += 1.5
	}
	if b.cues&cueEmail != 0 {
		if !sells && (letters || v[term.Subscription]+v[term.Registration]+v[term.Donation] < 1) {
			v[term.Newsletter] += 1.2
		} else {
			v[term.Newsletter] += 0.4
		}
	}
	if b.cues&cuePrice != 0 {
		if v[term.Subscription] > 0 {
			v[term.Subscription] += 0.6
		} else {
			v[term.Commerce] += 0.5
		}
	}
	if b.cues&(cueFeature|cueComment) != 0 && v[term.Subscription] == 0 {
		v[term.Registration] += 0.5
	}
	if v[term.Event] >= 1 { // one registers for an event too
		v[term.Event] += v[term.Registration]
	}
	// A member pays or gives: the word alone decides where neither is said.
	if v[term.Membership] > 0 {
		switch {
		case v[term.Donation] > 0:
			v[term.Donation] += v[term.Membership]
		case v[term.Subscription] > 0:
			v[term.Subscription] += v[term.Membership]
		}
	}
}

func (f *finder) voteSeg(v *[16]float32, k int) {
	in := f.read(k)
	weight := float32(1)
	if f.segs[k].Chars > paragraph {
		weight = 0.6
	}
	kinds := f.segs[k].Wording
	for _, w := range kindWants {
		if kinds&w.words == 0 {
			continue
		}
		w8 := weight
		if k := kinds & w.words; k == wording.Subscribe || k == wording.SignUp {
			w8 *= 0.5 // the verb alone
		}
		for kind := term.Subscription; kind <= term.ConsentPromo; kind++ {
			if w.wants&want(kind) != 0 {
				v[kind] += w8
			}
		}
	}
	// An object that only one kind of promo has outweighs the verb.
	if kinds&wording.Newsletter != 0 {
		v[term.Newsletter] += 0.5 * weight
	}
	if kinds&wording.TeaserLabel != 0 {
		v[term.Subscription] += 0.5
	}
	if kinds&wording.Newsletter == 0 && in.score > 0 && wording.SaysSubscribe(f.words.Folded(k)) {
		v[term.Subscription] += 0.3
	}
	if kinds&wording.GateSubscription != 0 {
		v[term.Subscription] += weight
	}
	if kinds&wording.GateRegistration != 0 {
		v[term.Registration] += weight
	}
	for kind := term.Subscription; kind <= term.ConsentPromo; kind++ {
		if in.asked&want(kind) != 0 {
			v[kind] += 0.7
		}
	}
}

// nameVotes are the kinds that names of a box speak for.
var nameVotes = [...]struct {
	name name
	kind term.PromoKind
}{
	{nameNewsletter, term.Newsletter},
	{nameSubscribe, term.Subscription},
	{nameDonate, term.Donation},
	{nameRegister, term.Registration},
	{nameApp, term.App},
	{nameCommerce, term.Commerce},
	{nameEvent, term.Event},
	{nameAdblock, term.Adblock},
}

func (f *finder) voteNames(v *[16]float32, b *box) {
	around := b.names | f.names.of(b.root)
	for _, w := range nameVotes {
		if around&w.name != 0 {
			v[w.kind] += 0.6
		}
	}
}
