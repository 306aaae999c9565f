package classname

import "math/bits"

// Set is what a name suggests. It never decides anything by itself: a class that
// says paywall stands on a gate and on the body behind it alike.
//
// The four are kept apart because stages ask different questions of the same name:
// "newsletter-header" is a header as a part of the page, and an ask for an address
// as a promo.
type Set struct {
	Part  Part
	Ask   Ask
	Form  Form
	Field Field
}

// With returns what s or o suggests.
func (s Set) With(o Set) Set {
	return Set{Part: s.Part | o.Part, Ask: s.Ask | o.Ask, Form: s.Form | o.Form, Field: s.Field | o.Field}
}

// Without returns what s suggests and o does not.
//
// It is what a "!" in the table does.
func (s Set) Without(o Set) Set {
	return Set{Part: s.Part &^ o.Part, Ask: s.Ask &^ o.Ask, Form: s.Form &^ o.Form, Field: s.Field &^ o.Field}
}

// Part is a set of parts of a page. The order is that of the features of the
// models of roles: change it and train anew.
//
// Names and tags have bits of their own where both say the same thing (Nav and
// NavTag), since they are not worth the same: "nav" in a class may be a style,
// while <nav> is meant.
type Part uint64

// The parts, one bit each. The first group comes from names, the second (from
// ArticleTag on) from tags.
const (
	Article Part = 1 << iota
	Text
	ArticleBody
	Main
	Title
	Standfirst
	Kicker
	Byline
	Bio
	Date
	Caption
	Media
	Related
	Teaser
	Comment
	Share
	Nav
	Footer
	Header
	Aside
	Ad
	Promo
	Overlay
	Tag
	Widget
	Gate
	Quote
	Button
	Login
	Input
	Rating
	Product
	Note
	Correction
	Live
	Popular
	Factbox
	Legal
	Paging
	Print
	Paragraph
	Weather
	ArticleTag
	MainTag
	SectionTag
	AsideTag
	NavTag
	HeaderTag
	FooterTag
	FormTag
	FigureTag
	TableTag
	ListTag
	QuoteTag
	LinkTag
	HeadingTag
	DefinitionTag
	Parts = iota
)

// PartNames are the words for the parts, by bit.
var PartNames = [Parts]string{
	"article", "text", "article body", "main", "title", "standfirst", "kicker", "byline", "bio", "date",
	"caption", "media", "related", "teaser", "comment", "share", "nav", "footer", "header", "aside", "ad",
	"promo", "overlay", "tag", "widget", "gate", "quote", "button", "login", "form", "rating", "product",
	"note", "correction", "live", "popular", "factbox", "legal", "paging", "print", "paragraph", "weather",
	"article tag", "main tag", "section tag", "aside tag", "nav tag", "header tag", "footer tag", "form tag",
	"figure tag", "table tag", "list tag", "quote tag", "link tag", "heading tag", "definition tag",
}

// Each calls f with the index of every bit of p.
func (p Part) Each(f func(bit int)) {
	for v := uint64(p); v != 0; v &= v - 1 {
		f(bits.TrailingZeros64(v))
	}
}

// Ask is a set of what a promo's box asks for and of where it stands. The order
// is that of the features of the models of promos: change it and train anew.
//
// The In bits say where a box stands, and so mean most on elements above it; the
// As bits say what a line in it is.
type Ask uint32

// What a box asks for, and where it stands.
const (
	AskNewsletter Ask = 1 << iota
	AskSubscribe
	AskGate
	AskDonate
	AskRegister
	AskApp
	AskCTA
	AskCommerce
	AskEvent
	AskAdblock
	InOverlay
	InSidebar
	InHeader
	InFooter
	InNav
	InComments
	InRelated
	InAd
	AsNote
	AsHeading
	AsButton
	AskPitch
	Asks = iota
)

// AskNames are the words for them, by bit.
var AskNames = [Asks]string{
	"newsletter", "subscribe", "gate", "donate", "register", "app", "cta", "commerce", "event", "adblock", "overlay", "sidebar",
	"header", "footer", "nav", "comments", "related", "ad", "note", "heading", "button", "pitch",
}

// Field is a set of fields of the metadata that an element may show, and of
// places that are not this story's.
//
// Places are here with fields, since they answer the same question: is what this
// element shows this story's?
//
//	<div class="related"><span class="author">A. Writer</span></div>   apart: another's
type Field uint16

// The fields and places.
const (
	FieldByline   Field = 1 << iota // the line or the name of the author
	FieldDate                       // a date of any sort
	FieldPosted                     // says published
	FieldUpdated                    // says modified
	FieldMasthead                   // the site's own head: not of this article
	FieldApart                      // related, comments, sidebar, footer: another text's
	FieldTitle                      // the headline
	FieldBio                        // more about the author than the name
	FieldRole                       // the author's position, place or contact
	FieldKicker
	FieldStandfirst
	FieldLogo
	FieldCredit // of a picture
	// FieldFoot is the end of the article itself, where many blogs say by whom it
	// is and when it was posted.
	FieldFoot
	FieldComment // what readers say
	fields       = iota
)

var fieldNames = [fields]string{
	"byline", "date", "posted", "updated", "masthead", "apart", "title", "bio", "role", "kicker", "standfirst", "logo", "credit", "foot", "comment",
}

// Form is a set of ways in which a text is set.
//
//	<aside class="pullquote"><p>…</p><p class="pullquote-author">…</p></aside>
//	<span class="sr-only">Opens in a new window</span>
type Form uint32

// The forms. A name says only one of those before FormUnseen, the first in this
// order: pullquote-author is part of a pull quote. FormUnseen goes with any.
const (
	FormPull Form = 1 << iota
	FormLivePost
	FormNotes
	FormNote
	FormCredit
	FormGutter // the line numbers of code
	FormDropCap
	FormEmoji
	FormLined // lines end where the source's do
	firstPost
	FormUnseen Form = 1 << (forms - 1) // for screen readers alone
	forms           = 19
	// FormPost is a post of a social network, until the network's script draws it.
	FormPost = FormUnseen - firstPost
)

var formNames = [forms]string{
	"pull", "live post", "notes", "note", "credit", "gutter", "drop cap", "emoji", "lined",
	"twitter", "instagram", "tiktok", "bluesky", "mastodon", "threads", "reddit", "facebook", "imgur", "unseen",
}

// Network returns the name of the network whose post has the form, or "".
func (f Form) Network() string {
	if f &= FormPost; f == 0 {
		return ""
	}
	return formNames[bits.TrailingZeros32(uint32(f))]
}

// first leaves of the forms the one that a name says, and whether it is unseen.
//
// f&-f is the lowest bit of f.
func (f Form) first() Form {
	form := f &^ FormUnseen
	return form&-form | f&FormUnseen
}
