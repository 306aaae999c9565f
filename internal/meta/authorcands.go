package meta

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
)

// authorList is what one source of a page says of its authors: a list of
// structured data, of a meta element, the names of a line or of several side by
// side. One of the lists is chosen as a whole, since what lists names knows how
// many there are.
type authorList struct {
	names  []Author
	keys   []string // the letters of the names, by which two spellings are one
	source string
	from   authorFrom
	org    bool // it names no person
	proper bool // the first of them has the form of a name
	barred bool
	// site says that all its names are the site's, agency that one is a news agency.
	site, agency bool
	// key is which of several sources of one kind: the number of the key of
	// structured data, of the meta element.
	key int
	// What follows is of lists that the page shows: where, and by what signs.
	at    page.ID
	end   page.ID // of the last of several elements
	class page.ClassRef
	signs sign
	chars int
	url   string
	own   belonging
	shows classname.Field
}

type authorFrom uint8

const (
	byLD authorFrom = iota
	byLDPersons
	byMeta
	byMetaPersons
	byProp
	byShown
	bySite
)

// sign is what tells that a text of the page names the author.
type sign uint32

const (
	signClass    sign = 1 << iota // the class of a byline
	signRel                       // rel=author
	signPath                      // a link to the page of an author
	signLead                      // "By" before it
	signStrong                    // "Written by" before it
	signLabel                     // "Author" above it
	signAlone                     // nothing else is in its element
	signPortrait                  // a picture of that name stands beside it
	signIcon                      // the icon of a person does
	signDated                     // a date does
	signSigned                    // a paragraph set off from the others
	signBio                       // a text begins with it that says who that is
	signHandle                    // one word only
	signHelper                    // the words of who did not write are before it
	signCredit                    // the class of who took a picture
	signHolder                    // the sign of copyright stands before it
	signJoined                    // a word such as "and" stands between two of them
)

// authorTable holds the lists of authors of a page.
type authorTable struct {
	c     *collector
	lists []authorList
	dates []page.ID // where the page shows dates, in order
	bios  map[string]bool
}

// maxAuthorLists bounds the lists of a page, and maxAuthors the authors of an
// article.
const (
	maxAuthorLists = 80
	maxAuthors     = 40
)

func (c *collector) authorTable(dates *dateTable) *authorTable {
	t := &authorTable{c: c, bios: map[string]bool{}}
	for i := range dates.cands {
		if at := dates.cands[i].at; at != page.None {
			t.dates = append(t.dates, at)
		}
	}
	slices.Sort(t.dates)
	t.structured()
	t.metas()
	t.properties()
	t.visible()
	t.site()
	t.barRivals()
	return t
}

// site reads the name of the site where it is a person's, as those of blogs are.
func (t *authorTable) site() {
	name := t.c.data.SiteName.Text
	if t.c.names.IsPersonName(name) {
		t.add(authorList{names: []Author{{Name: name, Kind: Person, Source: t.c.data.SiteName.Source}}, source: t.c.data.SiteName.Source, from: bySite, at: page.None}, bySite)
	}
}

// add keeps a list, each name once, and beside it what is left of it without
// organisations.
func (t *authorTable) add(l authorList, persons authorFrom) {
	all := l.names
	l.names, l.keys = nil, nil
	people := 0
	trim := l.from > byLD && slices.ContainsFunc(all, func(a Author) bool { return a.Kind == Person && t.c.names.IsName(a.Name) })
	for _, a := range all {
		key := fold(a.Name)
		if trim && (t.c.isSite(key) || t.isDesk(strings.Fields(a.Name))) || a.Kind == Organisation && byline.IsDomain(a.Name) && len(all) > 1 {
			continue // templates add where the person works
		}
		if key == "" || slices.Contains(l.keys, key) || len(l.names) >= maxAuthors {
			continue
		}
		a.Name = strings.Clone(a.Name)
		l.names, l.keys = append(l.names, a), append(l.keys, key)
		people += one(a.Kind == Person)
	}
	if len(l.names) == 0 || len(t.lists) >= maxAuthorLists {
		return
	}
	l.org, l.barred, l.proper = people == 0, t.isBarred(&l), t.c.names.IsName(l.names[0].Name)
	l.site = !slices.ContainsFunc(l.keys, func(key string) bool { return !t.c.isSite(key) })
	l.agency = slices.ContainsFunc(l.names, func(a Author) bool { return t.c.names.IsAgency(a.Name) })
	t.lists = append(t.lists, l)
	if people == 0 || people == len(l.names) || persons == l.from {
		return
	}
	if l.from == byLD && !slices.ContainsFunc(l.keys, t.c.isSite) {
		return // who lists agencies as authors means them
	}
	rest := l
	rest.names, rest.keys, rest.from, rest.org = nil, nil, persons, false
	for i, a := range l.names {
		if a.Kind == Person {
			rest.names, rest.keys = append(rest.names, a), append(rest.keys, l.keys[i])
		}
	}
	t.lists = append(t.lists, rest)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ldNames are the keys of structured data under which authors stand.
var ldNames = [...]string{"author", "creator", "contributor"}

// structured reads the authors of the article's object, else of the page's.
func (t *authorTable) structured() {
	for i, key := range ldNames {
		var found []Author
		t.each(t.c.ldPath(key), "jsonld:"+key, maxNested, &found)
		t.add(authorList{names: found, source: "jsonld:" + key, from: byLD, key: i, at: page.None}, byLDPersons)
	}
}

// maxNested bounds the depth of lists within lists of authors.
const maxNested = 6

// each reads the authors of structured data: a text, an object with a name, a
// list of these, or an object that holds them, as ItemList and Role do.
func (t *authorTable) each(v jsonld.Value, source string, depth int, out *[]Author) {
	if v.IsZero() || depth == 0 || len(*out) >= maxAuthors {
		return
	}
	if v.Kind() == jsonld.Array {
		for item := range v.Items() {
			t.each(item, source, depth-1, out)
		}
		return
	}
	v = v.Resolve()
	if v.Kind() != jsonld.Object {
		t.ldText(v.Text(), source, "", "", out)
		return
	}
	if v.Is("ItemList", "ListItem", "Role", "OrganizationRole", "PerformanceRole") {
		for _, key := range [...]string{"itemListElement", "item", "author", "creator", "contributor"} {
			t.each(v.Get(key), source, depth-1, out)
		}
		if v.Is("ItemList") || len(*out) > 0 {
			return
		}
	}
	var kind AuthorKind
	if v.Is("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness") {
		kind = Organisation
	}
	n, address := len(*out), t.c.absolute(v.Get("url").Text())
	for item := range v.Get("name").Items() {
		t.ldText(item.Text(), source, address, kind, out)
	}
	if len(*out) > n {
		if len(*out) > n+1 {
			for i := n; i < len(*out); i++ {
				(*out)[i].URL = ""
			}
		}
		return
	}
	given := strings.TrimSpace(v.Get("givenName").Text() + " " + v.Get("familyName").Text())
	if given == "" {
		given = v.Get("alternateName").Text()
	}
	t.ldText(given, source, address, kind, out)
}

// ldText adds the names in one text of structured data.
func (t *authorTable) ldText(text, source, url string, kind AuthorKind, out *[]Author) {
	text = clean(text)
	t.c.tried("authors", Value{text, source})
	names := t.c.names.Split(text)
	if kind == Organisation {
		// The name of an organisation may hold anything: Research and Markets.
		names = nil
		if name := t.c.names.Tidy(text); name != "" {
			names = []string{name}
		}
	}
	for _, name := range names {
		k := kind
		if k == "" {
			k = t.c.names.Kind(name)
		}
		*out = append(*out, Author{Name: name, URL: url, Kind: k, Source: source})
	}
}

// authorMetas name the author in metadata, the best known first.
var authorMetas = [...]string{
	"author", "article:author", "parsely-author", "sailthru.author", "og:article:author", "article:author_name", "article.author", "authors",
	"byl", "dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author", "citation_author", "rbauthors", "book:author",
	"author_name", "shareaholic:article_author_name", "creator", "byline", "dc.author", "article:authors", "og:author",
	"lp.article:author", "author-name", "news_author", "mrf:authors", "articleauthor", "twitter:data1",
}

// metas reads the meta elements that name authors.
func (t *authorTable) metas() {
	label := t.c.metaText("twitter:label1")
	written := t.c.names.IsLabel(label) || t.c.names.Leads(label)
	for k, name := range authorMetas {
		if name == "twitter:data1" && !written {
			continue
		}
		source := "meta:" + name
		var found []Author
		for i := range t.c.data.Metas {
			m := &t.c.data.Metas[i]
			if m.Name != name {
				continue
			}
			text := clean(m.Content)
			if last, first, ok := strings.Cut(text, ", "); ok && name == "citation_author" && !strings.Contains(first, ",") {
				text = first + " " + last // the form that Google Scholar asks for
			}
			t.ldText(text, source, "", "", &found)
		}
		t.add(authorList{names: found, source: source, from: byMeta, key: k, at: page.None}, byMetaPersons)
	}
}

// properties reads microdata and RDFa: the itemprop=name inside an author, or
// its content or text.
func (t *authorTable) properties() {
	c := t.c
	list := authorList{from: byProp, at: page.None}
	for i := range c.props {
		p := &c.props[i]
		if !hasWord(p.name, "author") || p.apart || c.partScope(p.scope) {
			continue
		}
		at, source := p.id, "microdata:author"
		for j := range c.props {
			if q := &c.props[j]; q.id > p.id && c.Doc.Contains(p.id, q.id) && hasWord(q.name, "name") {
				at, source = q.id, "microdata:author.name"
				break
			}
		}
		n := len(list.names)
		t.ldText(c.propText(at), source, c.linkOf(p.id), "", &list.names)
		if len(list.names) > n && list.at == page.None {
			list.at, list.source, list.own, list.chars = p.id, source, c.belonging(p.id), c.Doc.Chars(p.id)
			list.shows = c.Doc.Named(p.id).Field
		}
	}
	t.add(list, byProp)
}

func (c *collector) propText(id page.ID) string {
	if text := c.Doc.Attr(id, "content"); text != "" {
		return text
	}
	if c.Doc.Chars(id) > byline.Max {
		return ""
	}
	return c.text(id, byline.Max)
}

// spellOut puts the names that the page shows in place of accounts of the same
// letters: ann.lee where a byline or a bio says Ann Lee.
func (c *collector) spellOut(list []Author) {
	for i := range list {
		if a := &list[i]; a.Kind == Person && isAccount(a.Name) {
			if shown := c.spelled(fold(a.Name)); shown != "" {
				a.Name = shown
			}
		}
	}
}

// minAccount is the letters from which an account's equality with a name is no
// chance.
const minAccount = 8

// isAccount reports a name in one word without capitals.
func isAccount(s string) bool {
	return len(s) >= minAccount && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsUpper(r) || r > unicode.MaxLatin1 })
}

// spelled returns the first short text that is a name of these folded letters,
// "" without one.
func (c *collector) spelled(letters string) string {
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if chars := c.Doc.Chars(i); !n.IsText() || n.Is(page.Raw|page.Hidden) || chars < len(letters)/2 || chars > len(letters)+maxAround {
			continue
		}
		if name := c.names.Tidy(clean(n.N.Data)); strings.Contains(name, " ") && fold(name) == letters && c.names.IsName(name) {
			return strings.Clone(name)
		}
	}
	return ""
}

// maxAround bounds what stands beside a name in its text, in characters.
const maxAround = 12
