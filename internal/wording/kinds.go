package wording

import "github.com/gatefold/gatefold/internal/lexicon"

// Kinds is a set of the kinds of phrase that [lexicon.Lexicon.Scan] finds, bit
// k for kind k.
type Kinds uint64

// Of returns the set of the one kind k.
func Of(k lexicon.Kind) Kinds { return Kinds(1) << k }

// The kinds of phrase; package lexicon says what each means.
const (
	GateSubscription Kinds = 1 << lexicon.GateSubscription
	GateRegistration Kinds = 1 << lexicon.GateRegistration
	Meter            Kinds = 1 << lexicon.Meter
	Remaining        Kinds = 1 << lexicon.Remaining
	CTA              Kinds = 1 << lexicon.CTA
	Subscription     Kinds = 1 << lexicon.Subscription
	Newsletter       Kinds = 1 << lexicon.Newsletter
	Registration     Kinds = 1 << lexicon.Registration
	Login            Kinds = 1 << lexicon.Login
	Donation         Kinds = 1 << lexicon.Donation
	Membership       Kinds = 1 << lexicon.Membership
	App              Kinds = 1 << lexicon.App
	Event            Kinds = 1 << lexicon.Event
	Commerce         Kinds = 1 << lexicon.Commerce
	Adblock          Kinds = 1 << lexicon.Adblock
	Consent          Kinds = 1 << lexicon.Consent
	FeatureGate      Kinds = 1 << lexicon.FeatureGate
	CommentGate      Kinds = 1 << lexicon.CommentGate
	TeaserLabel      Kinds = 1 << lexicon.TeaserLabel
	Related          Kinds = 1 << lexicon.Related
	AdLabel          Kinds = 1 << lexicon.AdLabel
	Social           Kinds = 1 << lexicon.Social
	Terms            Kinds = 1 << lexicon.Terms
	Benefit          Kinds = 1 << lexicon.Benefit
	Byline           Kinds = 1 << lexicon.Byline
	Correction       Kinds = 1 << lexicon.Correction
	AuthorBio        Kinds = 1 << lexicon.AuthorBio
	Disclosure       Kinds = 1 << lexicon.Disclosure
	Legal            Kinds = 1 << lexicon.Legal
	Continue         Kinds = 1 << lexicon.Continue
	Harmless         Kinds = 1 << lexicon.Harmless
	Credit           Kinds = 1 << lexicon.Credit
)

// Gate are the kinds that ask for something in order to read on.
const Gate = GateSubscription | GateRegistration

// Asks are the kinds that a promo is made of: they name what it wants.
const Asks = Gate | Meter | Subscription | Newsletter | Registration | Donation | Membership | App | Event |
	Commerce | Adblock | FeatureGate | CommentGate | Subscribe | SignUp
