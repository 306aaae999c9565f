package lexicon

// Kind is what a phrase says.
type Kind uint8

// The kinds of wording that [Lexicon.Scan] finds.
const (
	// Their order is that of the bits of block.Wording, and so of features: a new kind
	// of wording asks for models trained anew.
	None             Kind = iota
	GateSubscription      // asks to pay in order to read this text on
	GateRegistration      // asks for an account in order to read this text on
	Meter                 // says how much of a quota of free texts is used
	Remaining             // says how much of this text is left
	CTA                   // the words of a button or of a link that asks for an act
	Subscription          // names a paid plan or its readers
	Newsletter            // a mailing list
	Registration          // opening an account
	Login                 // entering an account
	Donation              // money without access
	Membership            // belonging to the publisher's circle
	App                   // a program of the publisher's
	Event                 // a date with tickets
	Commerce              // a product or a deal
	Adblock               // asks to pause an ad blocker
	Consent               // asks for leave to track
	FeatureGate           // a function of the site, not the text, needs an account
	CommentGate           // to comment needs an account
	TeaserLabel           // marks a link to a gated text
	Related               // introduces links to other texts
	AdLabel               // marks an advertisement
	Social                // asks to follow or to share
	Terms                 // small print of an offer
	Benefit               // what a subscriber gets
	Byline                // stands before an author's name
	Correction            // introduces a correction
	AuthorBio             // introduces the author
	Disclosure            // says who pays for what
	Legal                 // copyright and agency notices
	Continue              // leads to the rest of a text that is whole
	Harmless              // looks like one of the others and means nothing
	Credit                // stands before who took a picture

	// The kinds of word that [Lexicon.ScanOffer] finds.

	Free     // "free", "gratis"
	Trial    // "trial", "testen"
	Then     // leads to what an offer costs later: "then", "danach", "puis"
	Per      // joins a price to a period: "per", "im", "je"
	For      // joins a price to a span that it pays for: "for", "für", "pour"
	From     // a lower bound: "from", "ab", "dès"
	Only     // "only", "nur", "seulement"
	Was      // leads to the price before: "instead of", "statt"
	Discount // "off", "Rabatt", "de réduction"
	Cancel   // how an offer ends: "cancel anytime", "jederzeit kündbar"
	First    // the first of several periods: "first", "1er"
	Number   // a number word; Value has the digits
	Period   // a unit of time; Value is "day", "week", "month" or "year"
	Currency // a sign or name of money; Value has the ISO 4217 code or "$", "¥", "kr", "£"
)

// By kind. They are also the keys of lexicon files.
var kindNames = [...]string{
	"", "gate-subscription", "gate-registration", "meter", "remaining", "cta", "subscription", "newsletter",
	"registration", "login", "donation", "membership", "app", "event", "commerce", "adblock", "consent",
	"feature-gate", "comment-gate", "teaser-label", "related", "ad-label", "social", "terms", "benefit", "byline",
	"correction", "author-bio", "disclosure", "legal", "continue", "harmless", "credit",
	"free", "trial", "then", "per", "for", "from", "only", "was", "discount", "cancel", "first",
	"number", "period", "currency",
}

// String returns the word for k as lexicon files spell it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "invalid"
}

// KindNames lists the words that a lexicon file may use for wording.
func KindNames() []string { return kindNames[GateSubscription : Credit+1] }

// offerNames lists the words that may stand in a file's [offer] table.
func offerNames() []string { return kindNames[Free : First+1] }

// parseKind returns the kind that s names, None for no name in names. first is the
// kind of the first.
func parseKind(names []string, first Kind, s string) Kind {
	for i, n := range names {
		if n == s {
			return first + Kind(i)
		}
	}
	return None
}
