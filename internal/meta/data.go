package meta

import (
	"strings"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/weburl"
)

// Value is one reading of a field.
type Value struct {
	Text string
	// Source says where it stood: "jsonld:headline", "meta:og:title",
	// "css:h1.title", "url:/2024/05/", "rule:nknews.org.toml:12".
	Source string
}

// ByRule reports the [Value.Source] of what a rule names.
func ByRule(source string) bool { return strings.HasPrefix(source, "rule:") }

// Field is a field of one text. The zero value is a field that the page does
// not state.
type Field struct {
	Text, Source string
	// Others are the readings that disagree with Text.
	Others []Value
}

// Author is one of those who wrote the article.
type Author struct {
	Name string
	URL  string // absolute, "" if none is stated
	Kind AuthorKind
	// Source is as in [Value].
	Source string
}

// AuthorKind tells people from organisations.
type AuthorKind = byline.Kind

// The kinds of author.
const (
	Person       = byline.Person
	Organisation = byline.Organisation
)

// Date is a moment as the page states it.
type Date struct {
	date.Date
	Source string
	// Day is the civil day, "2006-01-02", on which the page's readers saw it, and
	// DaySource what says so; both are empty where no day is stated.
	Day, DaySource string
	// Others are the readings that name another day.
	Others []Value
}

// MetaTag is one meta element, or one itemprop with a content.
type MetaTag struct {
	Name    string // small letters
	Content string
	// Place is the attribute that named it: name, property, itemprop,
	// http-equiv.
	Place string
	Node  page.ID
}

// Input is what the metadata are read from.
type Input struct {
	Doc *page.Doc
	// URL is the caller's address of the page, "" if unknown.
	URL string
	// ContentLanguage is the HTTP header of that name.
	ContentLanguage string
	// RuleFields are a rule's sources by field name: title, kicker,
	// standfirst, description, authors, published, modified, section, tags,
	// image, site_name, language, canonical_url, license.
	RuleFields map[string][]FieldSource
	// RuleNodes returns the nodes that the selector of a source matched.
	RuleNodes func(sel int) []page.ID
	// RuleLanguage is what the rule says of its site's pages, for one that
	// says nothing of its language.
	RuleLanguage Value
	// Trace asks for [Data.Tried].
	Trace bool
	// TitleModel chooses the title, nil for the model that ships.
	TitleModel *trees.Ensemble
	// DateModel and AuthorModel say how likely a candidate is the date of
	// publication and an author, nil for the models that ship.
	DateModel, AuthorModel *trees.Ensemble
	// Words are the words of dates and bylines. They have to be given.
	Words *Words
	// Meter is told which fields are done; it may be nil.
	Meter *page.Meter
}

// FieldKind is where a source of a field looks.
type FieldKind uint8

// The kinds of source.
const (
	CSS FieldKind = iota
	JSONLD
	Meta
	URL
	Const
)

// FieldSource is one source of a field.
type FieldSource struct {
	Kind FieldKind
	// Arg is the selector, the path in the JSON-LD object of the article, the
	// name of a meta element, the URL pattern, or the text itself.
	Arg string
	// Attr is the attribute to read of the nodes of a selector, "" for their
	// text.
	Attr string
	// Sel is what [Input.RuleNodes] is asked for.
	Sel int
	// Find reads a URL's path.
	Find func(path string) (string, bool)
	// Origin is where a rule file states the source, "nknews.org.toml:12".
	Origin string
}

// Data are the metadata of a page.
type Data struct {
	Title, Kicker, Standfirst, Description, SiteName, Section Field
	CanonicalURL, Language, Direction, License, Image         Field

	Tags                []string
	Authors             []Author
	Published, Modified Date
	// ItemTypes are the types of the page's microdata, without their vocabulary.
	ItemTypes []string
	Rights    []Right

	// URLs makes the page's addresses absolute: against its <base>, and its
	// own address, or the one that it declares where the caller knows none.
	URLs weburl.Resolver

	// LD holds the structured data, Article and Page the objects of it that
	// stand for this article and this page.
	LD            *jsonld.Graph
	Article, Page jsonld.Value
	// Metas are all meta elements in order.
	Metas []MetaTag
	// Headline is the node of the visible headline, [page.None] without one.
	Headline page.ID
	// Tried are the readings of every source by field name, if asked for.
	Tried map[string][]Value
}

// Meta returns the content of the first meta element with the name, in small
// or capital letters, that has one.
func (d *Data) Meta(name string) string {
	name = strings.ToLower(name)
	for i := range d.Metas {
		if d.Metas[i].Name == name && d.Metas[i].Content != "" {
			return d.Metas[i].Content
		}
	}
	return ""
}
