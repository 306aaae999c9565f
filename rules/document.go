package rules

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/term"
)

// Kind is the kind of a rule file.
type Kind uint8

// The kinds of rule file.
const (
	Site Kind = iota
	Platform
	Vendor
)

// kindDirs are the folders of the kinds. Their singular is the kind's own word.
var kindDirs = [...]string{"sites", "platforms", "vendors"}

// String returns "site", "platform" or "vendor".
func (k Kind) String() string { return kindDirs[k][:len(kindDirs[k])-1] }

// Head is what stands in a rule file before its first table.
type Head struct {
	Kind Kind
	// File is the path in the file system, "sites/nknews.org.toml".
	File string
	// Name is the publisher's, system's or supplier's own name.
	Name string
	// Hosts are the hosts of a site in the order of the file, Former those
	// that it has left. Both include their sub-domains.
	Hosts, Former []string
	// Platform is the file name, without .toml, of the platform that a site
	// or a platform starts from.
	Platform string
	// PlatformLine is where it is stated, "sites/x.toml:4".
	PlatformLine string
	// Language is a BCP 47 tag, Country two letters of ISO 3166.
	Language, Country string
	// LanguageLine is where the language is stated, "sites/x.toml:5".
	LanguageLine string
	// Notes are for people.
	Notes string
}

// item is one string of a list with its place. Its address is its identity: layouts
// that inherit a string share the item, and the compiler makes one line of it.
type item struct {
	parsed
	raw  string
	file string
	pos  pos
}

// origin is the item's place as provenance names it, without the column.
func (it *item) origin() string { return fmt.Sprintf("%s:%d", it.file, it.pos.line) }

// errorf is a problem at the item's place.
func (it *item) errorf(key, format string, args ...any) error {
	return &Error{File: it.file, Line: it.pos.line, Column: it.pos.col, Key: key, Err: fmt.Errorf(format, args...)}
}

// edit is what a file does to one inherited list: set replaces it, drop takes
// from it, add goes before it.
//
//	[roles]            body = ["main"]       set
//	[roles.add]        related = [".more"]   add
//	[roles.drop]       promo = [".banner"]   drop
type edit struct {
	replaced       bool
	set, add, drop []*item
}

// promo is a [[promo]] table as it is decoded, before it is merged and compiled
// into a [Promo].
type promo struct {
	file      string
	pos       pos
	kind      term.PromoKind
	gate      bool
	placement term.Placement
	vendor    *item

	match, heading, benefits, action []*item
}

// layer is what a file or one of its layouts says. Lists are keyed by their
// table and name, "roles.body", so that one function merges roles, fields and
// access alike.
type layer struct {
	name      string
	pos       pos
	probe     []*item
	lists     map[string]*edit
	promos    []*promo
	dropPromo []*item
}

// detection is a [detect] table.
type detection struct {
	line                      int
	generator, scripts, hosts []string
	selectors                 []*item
}

// document is a decoded rule file.
type document struct {
	head     Head
	platform *item   // where Head.Platform stands
	hosts    []*item // Hosts and Former, folded
	base     layer
	layouts  []*layer
	detect   detection
	expects  []Expect
}

// Tri is a yes or no that may be left out. A bool could not tell "gate = false",
// which is a promise, from a table that says nothing of gates.
type Tri uint8

// The values of [Tri].
const (
	Unstated Tri = iota
	No
	Yes
)

// Expect is an [[expect]] table: what a file promises for one page. What a
// table does not state is empty, or absent from the map, and is not checked.
type Expect struct {
	// Line is where the table stands.
	Line int
	// Fixture is the page, a path below testdata; URL the address it is
	// given, https:// and the file's first host by default.
	Fixture, URL string
	// Layout is the name of the layout that the page has.
	Layout string
	// Kind is the word of the page's kind, "article".
	Kind string
	// Fields are the values by the field's name. Only authors and tags have
	// more than one value or, if the page must have none, less.
	Fields map[string][]string
	// First and Last are the words with which the body starts and ends.
	First, Last string
	// With must be in the body's text, Without must not.
	With, Without []string
	// HasPromos are promos that the page must have, beside others.
	HasPromos []ExpectPromo
	// Promos are the kinds of the page's promos, in its order. Offers are
	// the words of the offers. Nil is not checked, empty means none.
	Promos, Offers []string
	// Gate says whether one of the promos is a gate, Withheld whether text
	// is held back.
	Gate, Withheld Tri
	// Policy and Completeness are the words of the verdicts.
	Policy, Completeness string
	// Finds says how many elements the file's own selectors find, by
	// purpose: "body 1", "field title 1". Nil is not checked.
	Finds []string
}

// ExpectPromo is an [[expect.promo]] table: the page has a promo of which all
// holds that is stated.
type ExpectPromo struct {
	// Line is where the table stands.
	Line int
	// Kind, Placement and Heading are compared as words and texts.
	Kind, Placement, Heading string
	// Benefits are all benefits, Actions the words of all calls to action and
	// Offers those of all offers. Nil is not checked, empty means none.
	Benefits, Actions, Offers []string
	// Currencies are those of the offers.
	Currencies []string
	Gate       Tri
	// Vendor is the file name of the supplier.
	Vendor string
}

// Fields lists the names of the metadata fields that a rule file can read, in
// the order of the manual.
func Fields() []string {
	return []string{
		"title", "kicker", "standfirst", "description", "authors", "published", "modified", "section", "tags",
		"image", "site_name", "language", "canonical_url", "license",
	}
}

// accessWords lists the keys of [access]: the policies and the states of
// completeness that a signal can speak for, and withheld.
func accessWords() []string {
	words := append([]string{}, term.PolicyNames()[1:]...)
	return append(append(words, term.CompletenessNames()[1:]...), "withheld")
}
