package article

// Promo is a promotional block: it asks the reader to pay, to register, to
// give an address or money, to come or to buy.
type Promo struct {
	Kind PromoKind `json:"kind"`
	// Heading is the promo's own headline, Text all of its text with a line
	// for each of its blocks.
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
	// Gate is set where the promo stands in place of the rest of the story,
	// or asks for something in order to read on.
	Gate bool `json:"gate"`
	// Hidden is set where the page as served does not show the promo: a
	// template for other readers or for a later moment.
	Hidden    bool      `json:"hidden"`
	Placement Placement `json:"placement,omitempty"`
	// Vendor names the supplier whose markup the promo has.
	Vendor   string   `json:"vendor,omitempty"`
	Benefits []string `json:"benefits,omitempty"`
	Actions  []Action `json:"actions,omitempty"`
	Offers   []Offer  `json:"offers,omitempty"`
	// Notes are the small print: terms of payment and of ending it.
	Notes []string `json:"notes,omitempty"`
}

// PromoKind is what a promo asks for.
type PromoKind string

// The kinds of promo. The zero value is not known.
const (
	PromoSubscription PromoKind = "subscription"
	PromoRegistration PromoKind = "registration"
	PromoNewsletter   PromoKind = "newsletter"
	PromoDonation     PromoKind = "donation"
	PromoMembership   PromoKind = "membership"
	PromoApp          PromoKind = "app"
	PromoEvent        PromoKind = "event"
	PromoCommerce     PromoKind = "commerce"
	PromoAdblock      PromoKind = "adblock"
	PromoConsent      PromoKind = "consent"
)

// Placement is where a promo stands, seen from the body.
type Placement string

// The placements.
const (
	PlacementHeader     Placement = "header"
	PlacementBeforeBody Placement = "before-body"
	PlacementInBody     Placement = "in-body"
	PlacementAfterBody  Placement = "after-body"
	PlacementFooter     Placement = "footer"
	PlacementOverlay    Placement = "overlay"
	PlacementSidebar    Placement = "sidebar"
)

// Action is a call to action: the words of a button or link and its target.
type Action struct {
	Text string `json:"text"`
	// URL is absolute where the page's address is known, empty where the
	// target is a script or belongs to an app.
	URL string `json:"url,omitempty"`
}

// Offer is a price as a promo states it.
type Offer struct {
	// Amount is a decimal number, "0" for free.
	Amount string `json:"amount"`
	// Currency is an ISO 4217 code, empty where none is named or certain.
	Currency string `json:"currency,omitempty"`
	// Period is what the amount pays for: "4 weeks", "1 month".
	Period string `json:"period,omitempty"`
	// Trial is set where the price holds only at the start.
	Trial bool `json:"trial"`
	// Renewal is what follows a trial.
	Renewal Price `json:"renewal,omitzero"`
	// Was is the amount before a discount, Discount the discount's words.
	Was      string `json:"was,omitempty"`
	Discount string `json:"discount,omitempty"`
	// Cancel is the words on ending it.
	Cancel string `json:"cancel,omitempty"`
	// Uncertain is set where the currency's sign has several readings and
	// nothing on the page decides.
	Uncertain bool `json:"uncertain,omitempty"`
	// Text is the original words.
	Text string `json:"text"`
}

// Price is an amount of money for a period.
type Price struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency,omitempty"`
	Period   string `json:"period,omitempty"`
}
