package article

import "time"

// Article is what one page holds: the story, the metadata, the promotional
// blocks and what the page says about access, each kept apart.
//
// It is a plain value. It round-trips through JSON, and a caller's test may
// write one by hand. Its JSON form has one field more than the struct: text,
// which [Article.Text] works out.
type Article struct {
	// URL is the page's address as the caller gave it, without user name and
	// password; empty where it is no address of the web.
	URL string `json:"url,omitempty"`
	// CanonicalURL is the address that the page declares for itself, made
	// absolute.
	CanonicalURL string `json:"canonical_url,omitempty"`
	// Kind is what sort of page it is.
	Kind Kind `json:"kind"`
	// Confidence is the probability, 0 to 1 with three digits, that Body is the
	// story and nothing else: the calibration curve is in BENCHMARKS.md. 0 where there
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
	Body Blocks `json:"body"`
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
	// came from, as in "jsonld:headline" or "sites/nknews.org.toml:9 h1".
	Sources map[string]Provenance `json:"sources,omitempty"`
	// Disagreements are the readings that other sources of a field gave.
	Disagreements []Disagreement `json:"disagreements,omitempty"`
	// SchemaOrg are the schema.org objects that the page states as JSON-LD, as
	// it states them: those inside @graph and lists one by one, with members as
	// encoding/json reads them. They are there with gatefold.WithSchemaOrg only.
	// Strings are one line each, cleaned as all others are, and those that are
	// an unsafe address are empty. The properties articleBody, reviewBody and text are
	// there only of pages with the policy free, and with gatefold.WithWithheld.
	SchemaOrg []map[string]any `json:"schema_org,omitempty"`
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
	AuthorPerson       AuthorKind = "person"
	AuthorOrganisation AuthorKind = "organisation"
)

// Date is a moment as a page states it.
type Date struct {
	// Time is the zero time where the text could not be read; Raw keeps it.
	Time      time.Time `json:"time,omitzero"`
	Raw       string    `json:"raw,omitempty"`
	Precision Precision `json:"precision,omitempty"`
	Zone      Zone      `json:"zone,omitempty"`
	// Day is the civil day, "2006-01-02", on which the page's readers saw it,
	// empty where no day is stated. It is that of Time but where a page states
	// a moment in UTC that fell on another day where its readers are.
	Day string `json:"day,omitempty"`
	// DaySource says where Day is from: as in [Article.Sources], or "zone of US"
	// for the clock of the publisher's country.
	DaySource string `json:"day_source,omitempty"`
}

// Precision is the smallest unit that a date states. The zero value belongs
// to a date that could not be read.
type Precision string

// The precisions.
const (
	PrecisionYear   Precision = "year"
	PrecisionMonth  Precision = "month"
	PrecisionDay    Precision = "day"
	PrecisionMinute Precision = "minute"
	PrecisionSecond Precision = "second"
)

// Zone says what is known of a date's time zone. The zero value belongs to a
// date without a time of day.
type Zone string

// The states of a zone. Where it is assumed, Time is in UTC and its clock the
// page's own.
const (
	ZoneKnown   Zone = "known"
	ZoneAssumed Zone = "assumed"
)

// IsZero reports whether d holds nothing, not even unread text.
func (d Date) IsZero() bool { return d == Date{} }

// hasTimeOfDay reports whether d states one and could be read.
func (d Date) hasTimeOfDay() bool {
	return d.isPrintable() && (d.Precision == PrecisionMinute || d.Precision == PrecisionSecond)
}

// isPrintable reports whether d could be read and has a year of four digits, as
// the formats of dates want it.
func (d Date) isPrintable() bool {
	return !d.Time.IsZero() && d.Time.Year() >= 0 && d.Time.Year() <= 9999
}

// String returns d in the form of ISO 8601, as precise as it is stated: "2031",
// "2031-05", "2031-05-03", "2031-05-03T08:20:00+02:00", without the offset where
// the zone is assumed. It is "" for a date that could not be read.
func (d Date) String() string {
	switch {
	case !d.isPrintable():
		return ""
	case d.Precision == PrecisionYear:
		return d.Time.Format("2006")
	case d.Precision == PrecisionMonth:
		return d.Time.Format("2006-01")
	case !d.hasTimeOfDay():
		return d.Time.Format(time.DateOnly)
	case d.Zone != ZoneKnown:
		return d.Time.Format("2006-01-02T15:04:05")
	}
	return d.Time.Format(time.RFC3339)
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
	Field  string     `json:"field"`
	Value  string     `json:"value"`
	Source Provenance `json:"source"`
}
