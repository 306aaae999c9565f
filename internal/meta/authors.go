package meta

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/jsonld"
)

// authorMetas name the author in metadata, the best first.
var authorMetas = []FieldSource{
	meta("author"), meta("article:author"), meta("parsely-author"), meta("sailthru.author"), meta("og:article:author"),
	meta("article:author_name"), meta("article.author"), meta("authors"), meta("byl"), meta("dc.creator"), meta("dcterms.creator"),
	meta("dc.contributor"), meta("cxenseparse:author"), meta("citation_author"), meta("rbauthors"), meta("book:author"),
	meta("author_name"), meta("shareaholic:article_author_name"), meta("creator"), meta("byline"),
}

// authors lists those who wrote the article.
func (c *collector) authors() {
	c.findAuthors()
	c.spellOut(c.data.Authors)
}

// findAuthors takes the first source that names a person; one that names only
// the site or an agency stands back for a visible byline.
func (c *collector) findAuthors() {
	var fallback []Author
	take := func(found []Author) bool {
		if len(found) == 0 {
			return false
		}
		if slices.ContainsFunc(found, func(a Author) bool {
			// Against a source that names an organisation, another must give
			// what has the form of a person's name.
			return a.Kind == Person && (fallback == nil || c.visibleName(a.Name))
		}) {
			c.data.Authors = found
			return true
		}
		if fallback == nil {
			fallback = found
		}
		return false
	}
	ruled := c.ruleAuthors()
	if len(ruled) > 0 && !strings.HasPrefix(ruled[0].Source, "rule:platforms/") {
		// Who wrote a rule for this site knows whom it names.
		c.data.Authors = ruled
		return
	}
	if take(ruled) || take(c.ldAuthors()) || take(c.metaAuthors()) || take(c.visibleAuthors()) {
		return
	}
	if fallback == nil && (take(c.portraitAuthors()) || take(c.iconAuthors()) || take(c.soleAuthor()) || take(c.aboutAuthor()) || take(c.datelineAuthors()) || take(c.datedAuthors())) {
		return
	}
	if take(c.signedAuthors()) {
		return
	}
	c.data.Authors = fallback
}

// withoutSite leaves out the site's own name beside a person's in one text or
// in metas: templates add where the person works. Structured data that list
// the site as an author of its own are believed.
func (c *collector) withoutSite(list []Author) []Author {
	if len(list) < 2 || !slices.ContainsFunc(list, func(a Author) bool { return a.Kind == Person && c.visibleName(a.Name) && !c.namesSite(a.Name) }) {
		return list
	}
	return slices.DeleteFunc(list, func(a Author) bool { return c.namesSite(a.Name) || c.namesDesk(a.Name) })
}

// namesDesk reports whether a name is the site's with something behind it, as
// broadcasters call their desks: MDR Thüringen, BBC News.
func (c *collector) namesDesk(name string) bool {
	site, desk, _ := strings.Cut(name, " ")
	return desk != "" && c.isSite(fold(site))
}

// people builds the authors that a source names.
func (c *collector) people(v Value, url string, kind AuthorKind) []Author {
	c.tried("authors", v)
	var out []Author
	names := splitNames(v.Text)
	if kind == Organisation {
		// The name of an organisation may hold anything: Research and Markets.
		if name := tidyName(clean(v.Text)); name != "" {
			names = []string{name}
		}
	}
	for _, name := range names {
		a := Author{Name: strings.Clone(name), URL: url, Kind: c.nameKind(name), Source: v.Source}
		if kind == Organisation {
			a.Kind = kind
		}
		out = append(out, a)
	}
	return c.withoutSite(out)
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
	sources := authorMetas
	if writtenBy(c.metaText("twitter:label1")) {
		sources = append(sources[:len(sources):len(sources)], meta("twitter:data1"))
	}
	for _, s := range sources {
		var out []Author
		for i := range c.data.Metas {
			m := &c.data.Metas[i]
			if m.Name != s.Arg {
				continue
			}
			text := m.Content
			if last, first, ok := strings.Cut(text, ", "); ok && m.Name == "citation_author" && !strings.Contains(first, ",") {
				text = first + " " + last // the form that Google Scholar asks for
			}
			out = append(out, c.people(Value{text, "meta:" + m.Name}, "", "")...)
		}
		if len(out) == 0 {
			continue
		}
		if out = c.withoutSite(unique(out)); slices.ContainsFunc(out, func(a Author) bool { return a.Kind == Person }) {
			return out
		}
		if fallback == nil {
			fallback = out
		}
	}
	return fallback
}

// writtenBy reports the label of a card that says that its datum is the author.
func writtenBy(label string) bool {
	switch strings.ToLower(strings.Trim(label, " :")) {
	case "written by", "by", "author", "geschrieben von", "verfasst von", "écrit par", "escrito por", "scritto da", "geschreven door",
		"skriven av", "skrevet av", "skrevet af", "napisane przez", "автор", "написано автором", "執筆者", "posted by", "auteur", "autor", "yazan":
		return true
	}
	return false
}
