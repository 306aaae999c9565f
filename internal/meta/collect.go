package meta

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// collector gathers what one page states. Its slices go back to a pool.
type collector struct {
	Input
	data *Data

	links     []link
	places    []place
	props     []prop
	itemtypes []string
	base      string
	docTitle  string
	lang, dir string
	order     date.Order
	names     byline.Reader
	siteNames []string
	// small holds the words that stand about the headline in small letters, once
	// somebody has asked.
	small *smallWords

	// shownAt is what anchor has found, once it has looked.
	shownAt page.ID
	looked  bool

	// apart is the end of the innermost subtree that is not of this article;
	// masthead that of the site's head.
	apart, masthead page.ID
	// others are the outermost subtrees that are not of this article, in order.
	others [][2]page.ID
	// scopes are the elements with itemscope around the node being read.
	scopes []page.ID
	// heads are the headings, and the links as long as one that lead to another
	// story, in order.
	heads []page.ID
}

// link is one <link>.
type link struct{ rel, href, kind string }

// place is a visible element that may hold a field.
type place struct {
	id    page.ID
	shows classname.Field
	kind  placeKind
	// apart says that it stands in a part of the page that belongs to other
	// texts, masthead in the site's head.
	apart, masthead bool
}

type placeKind uint8

const (
	placeClass placeKind = iota
	placeH1
	placeH2
	placeTime
	placeRelAuthor
	placeRelTag
	placeAddress
	placeAuthorLink // a link to the page of an author
)

// prop is one microdata or RDFa property.
type prop struct {
	name  string
	id    page.ID
	scope page.ID // the nearest itemscope, page.None without one
	apart bool
}

// maxPlaces bounds the visible candidates of each page; a listing of
// thousands of teasers has no more to say than its first hundreds.
const maxPlaces = 600

var collectors = scratch.NewPool(func() *collector { return &collector{small: new(smallWords)} })

// Collect reads the metadata of a page. It returns a value for every page;
// what the page does not state is empty.
func Collect(in Input) *Data {
	c := collectors.Get()
	defer c.release()
	c.open(in)
	c.readFields()
	c.Meter.Lap("metadata")
	c.title()
	c.Meter.Lap("title")
	dates := c.dates()
	c.Meter.Lap("dates")
	c.authors(dates)
	c.Meter.Lap("authors")
	c.data.ItemTypes = slices.Clone(c.itemtypes)
	c.rights()
	return c.data
}

// open reads what every field is judged by.
func (c *collector) open(in Input) {
	c.Input = in
	c.names = byline.Reader{Words: in.Words.names, IsSite: func(s string) bool { return c.isSite(fold(s)) }}
	c.data = &Data{LD: new(jsonld.Graph), Headline: page.None, Metas: make([]MetaTag, 0, 48)}
	c.scan()
	c.identify()
}

func (c *collector) release() {
	collectors.Put(c, func(c *collector) {
		clear(c.links)
		clear(c.props)
		if c.small.filled {
			clear(c.small.bits[:])
			c.small.filled = false
		}
		*c = collector{
			small: c.small, links: c.links[:0], places: c.places[:0], props: c.props[:0], itemtypes: c.itemtypes[:0], scopes: c.scopes[:0],
			others: c.others[:0], heads: c.heads[:0],
		}
	})
}

// scan is the one pass over the nodes.
func (c *collector) scan() {
	for i := range c.Doc.Nodes {
		n := &c.Doc.Nodes[i]
		if n.Is(page.Text) {
			continue
		}
		if n.Is(page.InHead) || n.Tag == atom.Meta || n.Tag == atom.Link || n.Tag == atom.Script {
			c.head(page.ID(i), n)
			continue
		}
		if n.Is(page.InSVG) {
			continue
		}
		if n.Tag == atom.Title { // of a head that something visible has ended early
			c.head(page.ID(i), n)
			continue
		}
		c.element(page.ID(i), n)
	}
}

// head reads the elements that show nothing, wherever they stand.
func (c *collector) head(id page.ID, n *page.Node) {
	switch n.Tag {
	case atom.Meta:
		c.meta(id, n.N)
	case atom.Link:
		l := link{rel: page.Attr(n.N, "rel"), href: page.Attr(n.N, "href"), kind: page.Attr(n.N, "type")}
		if l.rel != "" && l.href != "" && !hasWord(l.rel, "stylesheet") {
			c.links = append(c.links, l)
		}
		if name := page.Attr(n.N, "itemprop"); name != "" && l.href != "" {
			c.addMeta(id, name, l.href, "itemprop")
		}
	case atom.Title:
		if c.docTitle == "" && n.N.FirstChild != nil {
			c.docTitle = atMost(n.N.FirstChild.Data, maxReading)
		}
	case atom.Base:
		if c.base == "" {
			c.base = page.Attr(n.N, "href")
		}
	case atom.Script:
		if n.N.FirstChild != nil && isLD(page.Attr(n.N, "type")) {
			c.data.LD.Add(n.N.FirstChild.Data)
		}
	}
}

// isLD reports the type application/ld+json, in any case and with parameters.
func isLD(kind string) bool {
	const want = "application/ld+json"
	if len(kind) < len(want) {
		return false
	}
	kind, _, _ = strings.Cut(kind, ";")
	return strings.EqualFold(strings.TrimSpace(kind), want)
}

func (c *collector) meta(id page.ID, n *html.Node) {
	var content string
	for i := range n.Attr {
		if k := n.Attr[i].Key; k == "content" || k == "value" && content == "" {
			content = n.Attr[i].Val
		}
	}
	if content == "" {
		return
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "name", "property", "itemprop", "http-equiv":
			c.addMeta(id, a.Val, content, a.Key)
		}
	}
}

// addMeta keeps a meta under each of the names that a property lists.
func (c *collector) addMeta(id page.ID, names, content, place string) {
	if place == "itemprop" {
		c.addProp(names, id)
	}
	for name := range strings.FieldsSeq(names) {
		tag := MetaTag{Name: strings.ToLower(name), Content: content, Place: place, Node: id}
		c.data.Metas = append(c.data.Metas, tag)
		if place == "name" {
			return // a name may not list several
		}
	}
}

// scopeOf returns the innermost itemscope around the node being read.
func (c *collector) scopeOf(id page.ID) page.ID {
	for n := len(c.scopes); n > 0; n = len(c.scopes) {
		if top := c.scopes[n-1]; id < c.Doc.Nodes[top].End {
			return top
		}
		c.scopes = c.scopes[:n-1]
	}
	return page.None
}

// addProp keeps a property. Its own element may open a scope, which is then
// that of what it holds.
func (c *collector) addProp(name string, id page.ID) {
	if len(c.props) < maxPlaces {
		c.props = append(c.props, prop{name: strings.ToLower(name), id: id, scope: c.scopeOf(id), apart: id < c.apart})
	}
}

// element reads an element of the body.
func (c *collector) element(id page.ID, n *page.Node) {
	b := c.Doc.Named(id).Field
	c.zones(id, n, b)
	kind := placeClass
	if c.isHead(id, n) {
		c.heads = append(c.heads, id)
	}
	switch n.Tag {
	case atom.Html:
		c.lang, c.dir = page.Attr(n.N, "lang"), page.Attr(n.N, "dir")
		if c.lang == "" {
			c.lang = page.Attr(n.N, "xml:lang")
		}
	case atom.H1:
		kind = placeH1
	case atom.H2:
		kind = placeH2
	case atom.Time:
		kind = placeTime
	case atom.Address:
		kind = placeAddress
	}
	if n.Is(page.Marked) {
		kind = c.marked(id, n, kind)
	}
	const useful = classname.FieldByline | classname.FieldDate | classname.FieldTitle | classname.FieldKicker | classname.FieldStandfirst
	if (kind != placeClass || b&useful != 0) && len(c.places) < maxPlaces {
		c.places = append(c.places, place{
			id: id, shows: b, kind: kind, apart: id < c.apart, masthead: id < c.masthead,
		})
	}
}

// marked reads the attributes of an element that say what it is for, and
// returns what kind of place they make it.
func (c *collector) marked(id page.ID, n *page.Node, kind placeKind) placeKind {
	scope := false
	for i := range n.N.Attr {
		switch a := &n.N.Attr[i]; a.Key {
		case "rel":
			kind = c.relation(n, a.Val, kind)
		case "itemprop", "property":
			c.addProp(a.Val, id)
		case "itemscope":
			scope = true
		case "itemtype":
			if len(c.itemtypes) < maxTypes {
				c.itemtypes = append(c.itemtypes, lastSegment(a.Val))
			}
		}
	}
	if scope {
		c.scopeOf(id)
		c.scopes = append(c.scopes, id)
	}
	return kind
}

// maxTypes bounds the types of microdata that are kept.
const maxTypes = 8

func (c *collector) relation(n *page.Node, rel string, kind placeKind) placeKind {
	switch {
	case n.Tag != atom.A:
	case hasWord(rel, "author"):
		return placeRelAuthor
	case hasWord(rel, "tag"):
		return placeRelTag
	case hasWord(rel, "license"):
		c.links = append(c.links, link{rel: "license", href: page.Attr(n.N, "href")})
	}
	return kind
}

// maxZone is the text, in characters, up to which a part is believed by its
// name alone.
const maxZone = 500

// maxLine is the text of an aside, in characters, that is no text of its own.
const maxLine = 80

// zones notes where parts begin that are not of this article. A part that
// holds most of the page's text is the article's own frame, whatever its
// name.
func (c *collector) zones(id page.ID, n *page.Node, b classname.Field) {
	apart, masthead := b&classname.FieldApart != 0, b&classname.FieldMasthead != 0
	switch n.Tag {
	case atom.Nav:
		apart, masthead = true, true
	case atom.Footer:
		apart, masthead = b&classname.FieldFoot == 0, b&classname.FieldFoot == 0
	case atom.Aside:
		// A short one by the headline holds the date or the author.
		apart = apart || c.Doc.Chars(id) > maxLine
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return
	}
	if chars := c.Doc.Chars(id); !apart && !masthead || chars > maxZone && chars*3 > c.Doc.Chars(0) {
		return
	}
	if len(c.others) < maxPlaces && (len(c.others) == 0 || id >= c.others[len(c.others)-1][1]) {
		c.others = append(c.others, [2]page.ID{id, n.End})
	}
	if apart {
		c.apart = max(c.apart, n.End)
	}
	if masthead {
		c.masthead = max(c.masthead, n.End)
	}
}

func lastSegment(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "/")
	if i := strings.LastIndexAny(s, "/#"); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// isOther reports whether a node stands in a part that is not of this article.
func (c *collector) isOther(id page.ID) bool {
	_, ok := c.otherAt(id)
	return ok
}

// otherAt returns the first and the end node of the part around a node that is
// not of this article.
func (c *collector) otherAt(id page.ID) (part [2]page.ID, ok bool) {
	i, found := slices.BinarySearchFunc(c.others, id, func(o [2]page.ID, id page.ID) int { return int(o[0] - id) })
	if !found {
		i--
	}
	if i < 0 || id >= c.others[i][1] {
		return part, false
	}
	// What has the headline in it is this article's, whatever its name.
	return c.others[i], !c.Doc.Contains(c.others[i][0], c.data.Headline)
}

// authorPath reports whether an address is that of an author's page: a folder
// of authors with something below it.
func authorPath(href string) bool {
	for {
		_, rest, ok := strings.Cut(href, "/")
		if !ok || rest == "" {
			return false
		}
		end := strings.IndexByte(rest, '/')
		if end >= 0 && end < len(rest)-1 && authorFolder(rest[:end]) {
			return true
		}
		href = rest
	}
}

func authorFolder(s string) bool {
	switch s {
	case "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori", "contributor", "contributors",
		"journalist", "journalists", "reporter", "reporters", "columnist", "people", "byline", "by", "profile", "redaktion":
		return true
	}
	return false
}
