// Package term holds the closed vocabularies that the stages, the rule files
// and the public types share: roles, promo kinds, policies, completeness and
// placements. Every word has one spelling, and it is here.
package term

// Role is what a block of the page is. The zero value means that no stage has
// decided yet; a finished page has none left.
type Role uint8

// The roles, in the order in which a page usually shows them.
const (
	RoleNone Role = iota
	Headline
	Kicker
	Standfirst
	Byline
	Dateline
	Body
	Caption
	Promo
	Related
	Comments
	AuthorBio
	Correction
	Navigation
	Ad
	Consent
	Legal
	Other
)

var roleNames = [...]string{
	"", "headline", "kicker", "standfirst", "byline", "dateline", "body", "caption", "promo", "related",
	"comments", "author-bio", "correction", "navigation", "ad", "consent", "legal", "other",
}

// String returns the word for r as rule files and the JSON form spell it.
func (r Role) String() string { return word(roleNames[:], uint8(r)) }

// RoleNames lists the words a rule file may use, without the empty one.
func RoleNames() []string { return roleNames[1:] }

// ParseRole returns the role that s spells, and whether there is one.
func ParseRole(s string) (Role, bool) {
	i, ok := parse(roleNames[:], s)
	return Role(i), ok
}

// PromoKind is what a promotional block asks for.
type PromoKind uint8

// The kinds of promo. Paid access, an account, a mailing list, money without
// access, belonging, a program, a date, a product, an ad blocker's pause and
// consent to tracking.
const (
	PromoUnknown PromoKind = iota
	Subscription
	Registration
	Newsletter
	Donation
	Membership
	App
	Event
	Commerce
	Adblock
	ConsentPromo
)

var promoNames = [...]string{
	"", "subscription", "registration", "newsletter", "donation", "membership", "app", "event", "commerce",
	"adblock", "consent",
}

// String returns the word for k as rule files and the JSON form spell it.
func (k PromoKind) String() string { return word(promoNames[:], uint8(k)) }

// PromoKindNames lists the words a rule file may use.
func PromoKindNames() []string { return promoNames[1:] }

// ParsePromoKind returns the kind that s spells, and whether there is one.
func ParsePromoKind(s string) (PromoKind, bool) {
	i, ok := parse(promoNames[:], s)
	return PromoKind(i), ok
}

// Policy is what a page declares about access to its article.
type Policy uint8

// The policies, from the most open to the most closed.
const (
	PolicyUnknown Policy = iota
	Free
	Metered
	RegistrationWall
	SubscriptionWall
)

var policyNames = [...]string{"unknown", "free", "metered", "registration", "subscription"}

// String returns the word for p.
func (p Policy) String() string { return word(policyNames[:], uint8(p)) }

// PolicyNames lists the words, "unknown" first.
func PolicyNames() []string { return policyNames[:] }

// ParsePolicy returns the policy that s spells, and whether there is one.
func ParsePolicy(s string) (Policy, bool) {
	i, ok := parse(policyNames[:], s)
	return Policy(i), ok
}

// Completeness is how much of the article's text a page holds.
type Completeness uint8

// The states of completeness.
const (
	CompletenessUnknown Completeness = iota
	Full
	Preview
	NoText
)

var completenessNames = [...]string{"unknown", "full", "preview", "none"}

// String returns the word for c.
func (c Completeness) String() string { return word(completenessNames[:], uint8(c)) }

// CompletenessNames lists the words, "unknown" first.
func CompletenessNames() []string { return completenessNames[:] }

// ParseCompleteness returns the state that s spells, and whether there is one.
func ParseCompleteness(s string) (Completeness, bool) {
	i, ok := parse(completenessNames[:], s)
	return Completeness(i), ok
}

// Placement is where a promo stands on the page, seen from the body.
type Placement uint8

// The placements.
const (
	PlacementUnknown Placement = iota
	InHeader
	BeforeBody
	InBody
	AfterBody
	InFooter
	Overlay
	Sidebar
)

var placementNames = [...]string{
	"", "header", "before-body", "in-body", "after-body", "footer", "overlay", "sidebar",
}

// String returns the word for p.
func (p Placement) String() string { return word(placementNames[:], uint8(p)) }

// PlacementNames lists the words a rule file may use.
func PlacementNames() []string { return placementNames[1:] }

// ParsePlacement returns the placement that s spells, and whether there is
// one.
func ParsePlacement(s string) (Placement, bool) {
	i, ok := parse(placementNames[:], s)
	return Placement(i), ok
}

func word(names []string, i uint8) string {
	if int(i) < len(names) {
		return names[i]
	}
	return "invalid"
}

func parse(names []string, s string) (int, bool) {
	for i, n := range names {
		if n == s && s != "" {
			return i, true
		}
	}
	return 0, false
}
