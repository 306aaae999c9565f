// Package promo finds the promotional blocks of a page: what asks the reader
// to pay, to register, to give an address or money, to come or to buy.
//
// [Find] works before the roles are known. It makes a box of each element and
// each run of elements around what may be part of a promo, and a model that has
// learned from labelled pages says which of them are one, of what kind, and
// which stand for the rest of the story. What rules name is taken as it is.
// [Place] works after: it takes back what turned out to be story, says where a
// promo stands, and reads its heading, benefits, actions, notes and offers.
package promo

import (
	"github.com/gatefold/gatefold/internal/offer"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// Promo is one promotional block.
type Promo struct {
	Kind term.PromoKind
	// Segs are the indexes of its segments, ascending.
	Segs []int32
	// Root is the nearest element that holds all of them.
	Root page.ID

	// Gate is set where the promo stands for the rest of the story or asks
	// for something in order to read on.
	Gate bool
	// ByName is set for a gate that no rule and no words of its own call one.
	ByName    bool
	Hidden    bool
	Placement term.Placement
	// Vendor names the supplier whose markup it has, Origin the rule line or
	// the cue that found it, for Explain.
	Vendor, Origin string
	// Score is the probability that it is a promo, 1 where a rule says so.
	Score float32

	// The rest is filled by Place.
	Heading, Text string
	Benefits      []string
	Actions       []Action
	Notes         []string
	Offers        []offer.Offer

	first, end page.ID // its nodes
	gate       gateLevel
	rule       *RuleHit
}

// Ruled reports whether a rule named the promo, rather than its wording or
// structure alone.
func (p *Promo) Ruled() bool { return p.rule != nil }

// Action is a call to action: a button's or link's words and its target as
// the page spells it.
type Action struct{ Text, URL string }

// RuleHit is what a site, platform or vendor rule says of a node.
type RuleHit struct {
	Node page.ID
	Kind term.PromoKind // PromoUnknown leaves the kind to the wording
	Gate bool
	// Placement overrides where the promo is found to stand.
	Placement term.Placement
	Vendor    string
	Origin    string // "nknews.org.toml:14"
	// Heading, Benefits and Action are the nodes that the rule names as the
	// promo's parts; where it names none they are found.
	Heading, Benefits, Action []page.ID
}
