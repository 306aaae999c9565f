package wording

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// Of returns the set of the one kind k.
func Of(k lexicon.Kind) block.Wording { return block.Wording(1) << k }

// The kinds of phrase; package lexicon says what each means.
const (
	GateSubscription block.Wording = 1 << lexicon.GateSubscription
	GateRegistration block.Wording = 1 << lexicon.GateRegistration
	Meter            block.Wording = 1 << lexicon.Meter
	Remaining        block.Wording = 1 << lexicon.Remaining
	CTA              block.Wording = 1 << lexicon.CTA
	Subscription     block.Wording = 1 << lexicon.Subscription
	Newsletter       block.Wording = 1 << lexicon.Newsletter
	Registration     block.Wording = 1 << lexicon.Registration
	Login            block.Wording = 1 << lexicon.Login
	Donation         block.Wording = 1 << lexicon.Donation
	Membership       block.Wording = 1 << lexicon.Membership
	App              block.Wording = 1 << lexicon.App
	Event            block.Wording = 1 << lexicon.Event
	Commerce         block.Wording = 1 << lexicon.Commerce
	Adblock          block.Wording = 1 << lexicon.Adblock
	Consent          block.Wording = 1 << lexicon.Consent
	FeatureGate      block.Wording = 1 << lexicon.FeatureGate
	CommentGate      block.Wording = 1 << lexicon.CommentGate
	TeaserLabel      block.Wording = 1 << lexicon.TeaserLabel
	Related          block.Wording = 1 << lexicon.Related
	AdLabel          block.Wording = 1 << lexicon.AdLabel
	Social           block.Wording = 1 << lexicon.Social
	Terms            block.Wording = 1 << lexicon.Terms
	Benefit          block.Wording = 1 << lexicon.Benefit
	Byline           block.Wording = 1 << lexicon.Byline
	Correction       block.Wording = 1 << lexicon.Correction
	AuthorBio        block.Wording = 1 << lexicon.AuthorBio
	Disclosure       block.Wording = 1 << lexicon.Disclosure
	Legal            block.Wording = 1 << lexicon.Legal
	Continue         block.Wording = 1 << lexicon.Continue
	Harmless         block.Wording = 1 << lexicon.Harmless
	Credit           block.Wording = 1 << lexicon.Credit
)

// Gate are the kinds that ask for something in order to read on.
// A meter's notice is not among them: it stands on pages that one may still read.
const Gate = GateSubscription | GateRegistration

// Asks are the kinds that a promo is made of: they name what it wants.
// CTA is missing, as "read more" and "watch now" are calls to action too; Subscribe
// and SignUp are those whose verb asks.
const Asks = Gate | Meter | Subscription | Newsletter | Registration | Donation | Membership | App | Event |
	Commerce | Adblock | FeatureGate | CommentGate | Subscribe | SignUp
