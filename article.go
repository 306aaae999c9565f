package gatefold

import "time"

// Article is what one page holds: the story, the metadata, the promotional
// blocks and what the page says about access, each kept apart.
//
// It is a plain value. It round-trips through JSON, and a caller's test may
// write one by hand. Its JSON form has one field more than the struct: text,
// which [Article.Text] works out.
type Article struct {
	// URL is the page's address as the caller gave it.
	URL string `json:"url,omitempty"`
	// CanonicalURL is the address that the page declares for itself, made
	// absolute.
	CanonicalURL string `json:"canonical_url,omitempty"`
	// Kind is what sort of page it is.
	Kind Kind `json:"kind"`
	// Confidence is the probability, 0 to 1, that Body is the story and
	// nothing else: the calibration curve is in BENCHMARKS.md. 0 where there
	// is no body.
	Confidence float64 `json:"confidence"`

	// Title is the headline, without the names of the site and the section.
	Title string `json:"title,omitempty"`
	// Kicker is the line above the headline, Standfirst the summary under it.
	Kicker     string `json:"kicker,omitempty"`
	Standfirst string `json:"standfirst,omitempty"`
	// Description is the summary that the metadata gives to other machines.
	Description string `json:"description,omitempty"`
	// Authors are in the page's own order.
	Authors []Author `json:"authors"`
	// Published and Modified are the story's dates, never the day on which
	// the page was served.
	Published Date `json:"published,omitzero"`
	Modified  Date `json:"modified,omitzero"`
	// SiteName is the publication's name.
	SiteName string   `json:"site_name,omitempty"`
	Section  string   `json:"section,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	// Language is a BCP 47 tag, Direction "ltr" or "rtl".
	Language  string `json:"language,omitempty"`
	Direction string `json:"direction,omitempty"`
	// License is the URL or the words of the licence that the page names.
	License string `json:"license,omitempty"`
	// Image is the absolute URL of the lead image.
	Image string `json:"image,omitempty"`
	// WordCount counts the words of the body's text. Each Han, Kana, Thai,
	// Lao, Khmer and Burmese character counts as a word.
	WordCount int `json:"word_count"`

	// Body is the story, in reading order, without headline and standfirst.
	Body []Block `json:"body"`
	// Asides are what stands with the story and is not part of its text:
	// author bios, corrections, pull quotes that only repeat.
	Asides []Aside `json:"asides,omitempty"`
	// Promos are the promotional and subscription blocks, in page order.
	Promos []Promo `json:"promos"`
	// Access says what the page declares and how much of the text it holds.
	Access Access `json:"access"`
	// Rights are the reservations that the page states for machines.
	Rights []Right `json:"rights,omitempty"`

	// Rule names the rule file that was used, if one was.
	Rule Rule `json:"rule,omitzero"`
	// Sources says for each filled field, by its JSON name, where its value
	// came from, as in "jsonld:headline" or "nknews.org.toml:9".
	Sources map[string]string `json:"sources,omitempty"`
	// Disagreements are the readings that other sources of a field gave.
	Disagreements []Disagreement `json:"disagreements,omitempty"`
}

// Kind is what sort of page a page is. The zero value is a news article or
// any other story with no more precise kind.
type Kind string

// The kinds of page. From KindNotArticle on they are not articles; the body
// then is what text the page holds.
const (
	KindArticle    Kind = "article"
	KindNews       Kind = "news"
	KindOpinion    Kind = "opinion"
	KindReview     Kind = "review"
	KindLive       Kind = "live"
	KindGallery    Kind = "gallery"
	KindVideo      Kind = "video"
	KindRecipe     Kind = "recipe"
	KindNotArticle Kind = "not-article"
	KindForum      Kind = "forum"
	KindProduct    Kind = "product"
	KindListing    Kind = "listing"
	KindCollection Kind = "collection"
	KindHome       Kind = "home"
	KindError      Kind = "error"
	KindLogin      Kind = "login"
)

// IsArticle reports whether k is an article of any kind.
func (k Kind) IsArticle() bool {
	switch k {
	case "", KindArticle, KindNews, KindOpinion, KindReview, KindLive, KindGallery, KindVideo, KindRecipe:
		return true
	}
	return false
}

// Author is one of those who wrote the story.
type Author struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
	// Kind is "person" or "organisation".
	Kind AuthorKind `json:"kind,omitempty"`
}

// AuthorKind tells people from organisations.
type AuthorKind string

// The kinds of author. The zero value is unknown.
const (
	Person       AuthorKind = "person"
	Organisation AuthorKind = "organisation"
)

// Date is a moment as a page states it.
type Date struct {
	// Time is the zero time where the text could not be read; Raw keeps it.
	Time time.Time `json:"time,omitzero"`
	Raw  string    `json:"raw,omitempty"`
	// Precision is "year", "month", "day", "minute" or "second".
	Precision string `json:"precision,omitempty"`
	// Zone is "known" if the page names the zone and "assumed" if it does
	// not; Time is then in UTC, its clock the page's own.
	Zone string `json:"zone,omitempty"`
}

// IsZero reports whether d holds nothing, not even unread text.
func (d Date) IsZero() bool { return d == Date{} }

// Block is one unit of the body.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Text is the block's plain text, as a person would copy it. For a list,
	// a table or a figure it is the text of its parts.
	Text string `json:"text,omitempty"`
	// Spans are the inline structure of Text: their texts in order are Text.
	// Nil where the whole is plain.
	Spans []Span `json:"spans,omitempty"`
	// Level is a heading's level, 1 to 6.
	Level int `json:"level,omitempty"`
	// Ordered and Start describe a list, Items are its entries.
	Ordered bool   `json:"ordered,omitempty"`
	Start   int    `json:"start,omitempty"`
	Items   []Item `json:"items,omitempty"`
	// Blocks are the parts of a quote or of a live post.
	Blocks []Block `json:"blocks,omitempty"`
	// Rows are a table's.
	Rows [][]Cell `json:"rows,omitempty"`
	// Images are the variants of one figure's picture, the widest first.
	Images []Image `json:"images,omitempty"`
	// Caption and Credit belong to a figure, an embed or a table.
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	// URL is what an embed shows; Provider names who serves it.
	URL      string `json:"url,omitempty"`
	Provider string `json:"provider,omitempty"`
	// Language is the programming language of code.
	Language string `json:"language,omitempty"`
	// Time is when a live post was written.
	Time time.Time `json:"time,omitzero"`
	// Withheld marks a block that the publisher's gate holds back. Such
	// blocks appear only with [WithWithheld].
	Withheld bool `json:"withheld,omitempty"`
}

// BlockKind is what a block is.
type BlockKind string

// The kinds of block. The zero value counts as a paragraph.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	List      BlockKind = "list"
	Quote     BlockKind = "quote"
	PullQuote BlockKind = "pull-quote"
	Code      BlockKind = "code"
	Table     BlockKind = "table"
	Figure    BlockKind = "figure"
	Embed     BlockKind = "embed"
	Separator BlockKind = "separator"
	LivePost  BlockKind = "live-post"
	Footnote  BlockKind = "footnote"
)

// Span is a run of inline text of one form.
type Span struct {
	Text string   `json:"text"`
	Kind SpanKind `json:"kind,omitempty"`
	// URL is a link's target, absolute where the page's address is known.
	URL string `json:"url,omitempty"`
}

// SpanKind is the form of a run of inline text. Nested forms are joined in
// the order emphasis, strong, code: a link inside emphasis stays a link.
type SpanKind string

// The forms. The zero value is plain text.
const (
	Plain       SpanKind = ""
	Link        SpanKind = "link"
	Emphasis    SpanKind = "emphasis"
	Strong      SpanKind = "strong"
	CodeSpan    SpanKind = "code"
	Superscript SpanKind = "superscript"
	Subscript   SpanKind = "subscript"
	Strike      SpanKind = "strike"
	LineBreak   SpanKind = "break"
)

// Item is one entry of a list.
type Item struct {
	Text  string `json:"text,omitempty"`
	Spans []Span `json:"spans,omitempty"`
	// Blocks are what the entry holds beside its own line: nested lists,
	// further paragraphs.
	Blocks []Block `json:"blocks,omitempty"`
}

// Cell is one cell of a table.
type Cell struct {
	Text    string `json:"text,omitempty"`
	Spans   []Span `json:"spans,omitempty"`
	Header  bool   `json:"header,omitempty"`
	ColSpan int    `json:"colspan,omitempty"`
	RowSpan int    `json:"rowspan,omitempty"`
}

// Image is one variant of a picture.
type Image struct {
	URL    string `json:"url"`
	Alt    string `json:"alt,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// Aside is a block that stands with the story without being its text.
type Aside struct {
	Role Role   `json:"role"`
	Text string `json:"text"`
}

// Role is what a block of the page is. Every visible text of a page belongs
// to one block, and every block has one role.
type Role string

// The roles.
const (
	RoleHeadline   Role = "headline"
	RoleKicker     Role = "kicker"
	RoleStandfirst Role = "standfirst"
	RoleByline     Role = "byline"
	RoleDateline   Role = "dateline"
	RoleBody       Role = "body"
	RoleCaption    Role = "caption"
	RolePromo      Role = "promo"
	RoleRelated    Role = "related"
	RoleComments   Role = "comments"
	RoleAuthorBio  Role = "author-bio"
	RoleCorrection Role = "correction"
	RoleNavigation Role = "navigation"
	RoleAd         Role = "ad"
	RoleConsent    Role = "consent"
	RoleLegal      Role = "legal"
	RoleOther      Role = "other"
)

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
	URL  string `json:"url,omitempty"`
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

// Access is what a page declares about access to its article, and how much of
// the text it holds. The two are independent: most pages declared not free
// hold the whole text.
type Access struct {
	Policy       Policy       `json:"policy"`
	Completeness Completeness `json:"completeness"`
	// Withheld is story text in the document that the publisher's gate holds
	// back.
	Withheld Withheld `json:"withheld,omitzero"`
	// Conflicts are facts on which the evidence disagrees.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	Evidence  []Evidence `json:"evidence"`
}

// Policy is what the page declares. The zero value is not valid in a result;
// the policy that nothing tells is [PolicyUnknown].
type Policy string

// The policies.
const (
	PolicyUnknown      Policy = "unknown"
	PolicyFree         Policy = "free"
	PolicyMetered      Policy = "metered"
	PolicyRegistration Policy = "registration"
	PolicySubscription Policy = "subscription"
)

// Completeness is how much of the story's text the page holds.
type Completeness string

// The states of completeness.
const (
	CompletenessUnknown Completeness = "unknown"
	Full                Completeness = "full"
	Preview             Completeness = "preview"
	NoText              Completeness = "none"
)

// Withheld is how much story text the publisher's gate holds back in the
// document, and where it stands.
type Withheld struct {
	Words int `json:"words"`
	// Where is the path of the container, or the name of the data that holds
	// the text.
	Where string `json:"where"`
}

// Evidence is one signal behind a verdict.
type Evidence struct {
	// Source names the signal: "jsonld:isAccessibleForFree", "meta:article:content_tier",
	// "promo", "rule:nknews.org.toml:14".
	Source string `json:"source"`
	// Value is what it said, as the page spells it.
	Value string `json:"value"`
	// Path is where it stood.
	Path string `json:"path,omitempty"`
	// Supports is the verdict it speaks for: a policy or a completeness.
	Supports string `json:"supports"`
}

// Conflict is a fact on which the evidence disagrees.
type Conflict struct {
	// About is "policy" or "completeness".
	About string `json:"about"`
	// Evidence are the indexes into Access.Evidence of those that disagree
	// with the verdict.
	Evidence []int `json:"evidence"`
}

// Right is a reservation that the page states for machines.
type Right struct {
	// Name is the signal: "tdm-reservation", "tdm-policy", "robots".
	Name  string `json:"name"`
	Value string `json:"value"`
	// Where is the tag that states it.
	Where string `json:"where,omitempty"`
}

// Rule says which rule file served a page.
type Rule struct {
	// File is the path inside the rule set, "sites/nknews.org.toml".
	File string `json:"file,omitempty"`
	// Layout is the index of the layout whose probe matched, and -1 for the
	// file's main one.
	Layout int `json:"layout"`
	// Platform is the platform that was recognised where no site rule exists.
	Platform string `json:"platform,omitempty"`
	// Stale says why the rule no longer fits the page. The generic result
	// was then used.
	Stale string `json:"stale,omitempty"`
}

// Disagreement is a reading of a field that lost against another source's.
type Disagreement struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Source string `json:"source"`
}
