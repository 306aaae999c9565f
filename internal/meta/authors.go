package meta

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
)

// authorMetas name the author in metadata, the best first.
var authorMetas = []FieldSource{
	meta("author"), meta("article:author"), meta("parsely-author"), meta("sailthru.author"), meta("og:article:author"),
	meta("article:author_name"), meta("article.author"), meta("authors"), meta("byl"), meta("dc.creator"), meta("dcterms.creator"),
	meta("dc.contributor"), meta("cxenseparse:author"), meta("citation_author"), meta("rbauthors"), meta("book:author"),
	meta("twitter:data1"), meta("author_name"), meta("shareaholic:article_author_name"), meta("creator"), meta("byline"),
}

// authors lists those who wrote the article. The first source that names a
// person is taken; one that names only the site or an agency stands back for
// a visible byline.
func (c *collector) authors() {
	var fallback []Author
	take := func(found []Author) bool {
		if len(found) == 0 {
			return false
		}
		if slices.ContainsFunc(found, func(a Author) bool { return a.Kind == Person }) {
			c.data.Authors = found
			return true
		}
		if fallback == nil {
			fallback = found
		}
		return false
	}
	if take(c.ruleAuthors()) || take(c.ldAuthors()) || take(c.metaAuthors()) || take(c.visibleAuthors()) {
		return
	}
	c.data.Authors = fallback
}

// people builds the authors that a source names.
func (c *collector) people(v Value, url string, kind AuthorKind) []Author {
	c.tried("authors", v)
	var out []Author
	for _, name := range splitNames(v.Text) {
		a := Author{Name: strings.Clone(name), URL: url, Kind: c.nameKind(name), Source: v.Source}
		if kind == Organisation {
			a.Kind = kind
		}
		out = append(out, a)
	}
	return out
}

// unique drops the names that an earlier one has, case and accents aside.
func unique(list []Author) []Author {
	var out []Author
	seen := map[string]bool{}
	for _, a := range list {
		if key := fold(a.Name); !seen[key] && len(out) < maxAuthors {
			seen[key] = true
			out = append(out, a)
		}
	}
	return out
}

// maxAuthors bounds the authors of an article.
const maxAuthors = 40

func (c *collector) ruleAuthors() []Author {
	var out []Author
	source := ""
	for v := range c.readings("authors", nil) {
		if source != "" && v.Source != source {
			break
		}
		source = v.Source
		out = append(out, c.people(v, "", "")...)
	}
	return unique(out)
}

func (c *collector) ldAuthors() []Author {
	for _, key := range [...]string{"author", "creator", "contributor"} {
		var out []Author
		for item := range c.ldPath(key).Items() {
			out = append(out, c.ldAuthor(item.Resolve(), "jsonld:"+key)...)
		}
		if len(out) > 0 {
			return unique(out)
		}
	}
	return nil
}

// ldAuthor reads one author of structured data: a text, or an object whose
// name is a text or a list of them.
func (c *collector) ldAuthor(v jsonld.Value, source string) []Author {
	if v.Kind() != jsonld.Object {
		return c.people(Value{v.Text(), source}, "", "")
	}
	var kind AuthorKind
	if v.Is("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness") {
		kind = Organisation
	}
	address := c.absolute(v.Get("url").Text())
	var out []Author
	for name := range v.Get("name").Items() {
		out = append(out, c.people(Value{name.Text(), source}, address, kind)...)
	}
	if len(out) > 1 {
		for i := range out {
			out[i].URL = ""
		}
	}
	return out
}

func (c *collector) metaAuthors() []Author {
	var fallback []Author
	for _, s := range authorMetas {
		var out []Author
		for i := range c.data.Metas {
			m := &c.data.Metas[i]
			if m.Name == s.Arg && !strings.Contains(m.Content, "://") {
				out = append(out, c.people(Value{m.Content, "meta:" + m.Name}, "", "")...)
			}
		}
		if len(out) == 0 {
			continue
		}
		if out = unique(out); slices.ContainsFunc(out, func(a Author) bool { return a.Kind == Person }) {
			return out
		}
		if fallback == nil {
			fallback = out
		}
	}
	return fallback
}

// visibleAuthors reads microdata, rel=author and elements whose class says
// byline, those near the headline first.
func (c *collector) visibleAuthors() []Author {
	var out []Author
	for i := range c.props {
		p := &c.props[i]
		if hasWord(p.name, "author") && !p.apart && !c.partScope(p.scope) {
			out = append(out, c.propAuthor(p.id)...)
		}
	}
	if len(out) > 0 {
		return unique(out)
	}
	best, bestScore := -1, 0
	var found []Author
	for i := range c.places {
		p := &c.places[i]
		s := c.bylineScore(p)
		if s <= bestScore {
			continue
		}
		if list := c.bylineAuthors(p); len(list) > 0 {
			best, bestScore, found = i, s, list
		}
	}
	if best < 0 {
		return nil
	}
	return unique(append(found, c.neighbours(best)...))
}

// propAuthor reads an element with itemprop=author: the itemprop=name inside
// it, or its content or text.
func (c *collector) propAuthor(id page.ID) []Author {
	for i := range c.props {
		q := &c.props[i]
		if q.id > id && c.Doc.Contains(id, q.id) && hasWord(q.name, "name") {
			return c.people(Value{c.propText(q.id), "microdata:author.name"}, c.linkOf(id), "")
		}
	}
	return c.people(Value{c.propText(id), "microdata:author"}, c.linkOf(id), "")
}

func (c *collector) propText(id page.ID) string {
	if text := c.Doc.Attr(id, "content"); text != "" {
		return text
	}
	if c.Doc.Chars(id) > maxByline {
		return ""
	}
	return c.text(id, maxByline)
}

// linkOf returns the address of the link at or in an element.
func (c *collector) linkOf(id page.ID) string {
	for i := id; i < c.Doc.Nodes[id].End && i < id+20; i++ {
		if c.Doc.Nodes[i].Tag == atom.A {
			return c.absolute(c.Doc.Attr(i, "href"))
		}
	}
	return ""
}

// bylineScore says how likely a place is the article's byline, 0 if it is
// none.
func (c *collector) bylineScore(p *place) int {
	if p.kind != placeRelAuthor && p.bits&isByline == 0 || p.apart || p.masthead {
		return 0
	}
	chars := c.Doc.Chars(p.id)
	if chars < 2 || chars > 150 || c.Doc.Nodes[p.id].End-p.id > 80 {
		return 0
	}
	s := 20
	if p.kind == placeRelAuthor {
		s += 12
	}
	if p.bits&(isBio|isRole|isDate) != 0 {
		s -= 10
	}
	if chars > 60 {
		s -= 4
	}
	if h := c.data.Headline; h != page.None {
		switch gap := int(p.id - h); {
		case gap < -100:
			s -= 15
		case gap < 0:
			s -= 4
		case gap < 80:
			s += 10
		case gap > 800:
			s -= 12
		}
	}
	return s
}

func (c *collector) bylineAuthors(p *place) []Author {
	source := "css:" + c.label(p.id)
	return c.people(Value{c.text(p.id, maxByline), source}, c.linkOf(p.id), "")
}

// neighbours reads the other authors of a byline whose first stands at place
// i: elements of the same class close by.
func (c *collector) neighbours(i int) []Author {
	p := &c.places[i]
	class := c.Doc.Nodes[p.id].Class
	var out []Author
	last := p.id
	for j := i + 1; j < len(c.places) && c.places[j].id-last < 25; j++ {
		q := &c.places[j]
		if q.kind == p.kind && c.Doc.Nodes[q.id].Class == class && !c.Doc.Contains(p.id, q.id) {
			out = append(out, c.bylineAuthors(q)...)
			last = q.id
		}
	}
	return out
}
