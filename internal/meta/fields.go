package meta

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/language"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/weburl"
)

// identify finds what other fields are judged by: the page's address, the
// object of the article in the structured data, the names of the site.
func (c *collector) identify() {
	c.data.URLs = weburl.NewResolver(c.URL, c.base)
	c.canonical()
	address := c.URL
	if address == "" {
		address = c.data.CanonicalURL.Text
	}
	c.data.Article = c.data.LD.Article(address, clean(c.metaText("og:title")))
	if c.data.Article.IsZero() && c.data.CanonicalURL.Text != address {
		c.data.Article = c.data.LD.Article(c.data.CanonicalURL.Text, "")
	}
	c.data.Page = c.data.LD.Page()
	c.data.SiteName = c.siteName()
	c.dropSlogan()
	c.findSiteNames()
	c.data.Image = c.image()
	c.language()
}

func (c *collector) readFields() {
	d := c.data
	d.Description = c.field("description")
	d.Section = c.section()
	d.Kicker = c.field("kicker")
	d.Standfirst = c.field("standfirst")
	d.License = c.license()
	d.Tags = c.tags()
}

// license finds the licence, an address or words.
func (c *collector) license() (f Field) {
	add := func(v Value) {
		if v.Text = weburl.LinkOrWords(v.Text); v.Text != "" {
			f.add(v)
		}
	}
	for v := range c.readings("license", generic["license"]) {
		add(v)
	}
	for _, l := range c.links {
		if hasWord(l.rel, "license") {
			add(Value{c.absolute(l.href), "link:license"})
		}
	}
	return f
}

// canonical finds the page's own address. A canonical link to the home page
// from an article is a template's mistake and is passed over.
func (c *collector) canonical() {
	var links []Value
	for _, l := range c.links {
		if hasWord(l.rel, "canonical") {
			links = append(links, Value{l.href, "link:canonical"})
		}
	}
	for v := range c.readings("canonical_url", nil) {
		links = append([]Value{v}, links...)
	}
	links = append(links, Value{c.metaText("og:url"), "meta:og:url"})
	for _, v := range links {
		c.tried("canonical_url", v)
		v.Text = c.absolute(clean(v.Text))
		if v.Text == "" || c.isHome(v.Text) {
			continue
		}
		if c.data.CanonicalURL.add(v); weburl.Web(c.URL) == "" {
			c.data.URLs = weburl.NewResolver(c.data.CanonicalURL.Text, c.base)
		}
	}
}

// isHome reports whether an address is that of a site's front page while the
// page's own is not.
func (c *collector) isHome(address string) bool {
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return false
	}
	own, err := url.Parse(c.URL)
	return err == nil && (strings.Trim(own.Path, "/") != "" || own.RawQuery != "")
}

// absolute resolves an address against <base> and the page's own; "" if it is
// neither absolute nor can be made so, or is no address of the web.
func (c *collector) absolute(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || strings.ContainsAny(ref, " \n\t<>\"") {
		return ""
	}
	abs, ok := c.data.URLs.Link(ref)
	if !ok {
		return ""
	}
	return strings.Clone(weburl.Web(abs))
}

// host returns the host of the page without www, "" if unknown.
func (c *collector) host() string {
	for _, a := range [...]string{c.URL, c.data.CanonicalURL.Text, c.metaText("og:url")} {
		if u, err := url.Parse(a); err == nil && u.Host != "" {
			return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		}
	}
	return ""
}

// dropSlogan shortens "The Post - News of the bay" to the part by which the
// page's own title or its host calls the site.
func (c *collector) dropSlogan() {
	name := &c.data.SiteName
	title := clean(c.docTitle)
	for _, sep := range separators {
		part, _, ok := strings.Cut(name.Text, sep)
		if !ok || part == "" {
			continue
		}
		for _, before := range separators {
			if i := strings.LastIndex(title, before); i > 0 && fold(title[i+len(before):]) == fold(part) || c.hostHas(part) {
				long := Value{name.Text, name.Source}
				name.Text = strings.TrimSpace(part)
				name.Others = append([]Value{long}, name.Others...)
				return
			}
		}
	}
}

// hostHas reports whether the host begins with a name: thepost.example with "The Post".
func (c *collector) hostHas(name string) bool {
	key := fold(name)
	return len(key) >= minHostName && strings.HasPrefix(fold(c.host()), key)
}

// minHostName is the length of a name, in letters, that a host does not have by chance.
const minHostName = 4

// findSiteNames lists the names of the site, folded, for the comparison with
// titles and authors.
func (c *collector) findSiteNames() {
	add := func(name string) {
		if f := fold(name); len(f) > 1 && len(f) < 60 && !slices.Contains(c.siteNames, f) {
			c.siteNames = append(c.siteNames, f)
		}
	}
	add(c.data.SiteName.Text)
	for _, o := range c.data.SiteName.Others {
		add(o.Text)
	}
	for _, path := range [...]string{"publisher.alternateName", "publisher.legalName", "sourceOrganization.name"} {
		add(c.data.Article.Path(path).Text())
	}
	site := c.data.LD.Find("WebSite")
	add(site.Get("name").Text())
	add(site.Get("alternateName").Text())
	add(c.data.LD.Find("Organization", "NewsMediaOrganization").Get("name").Text())
	add(strings.TrimPrefix(c.metaText("twitter:site"), "@"))
	host := c.host()
	if host == "" {
		return
	}
	add(host)
	if label := siteLabel(host); len(label) > 2 {
		add(label)
	}
}

// siteLabel returns the part of a host that names the site, "guardian" of
// news.guardian.co.uk: the longest of its labels before the public suffix is
// what a reader takes for the name.
func siteLabel(host string) string {
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return host
	}
	labels = labels[:len(labels)-1]
	if n := len(labels); n > 1 && len(labels[n-1]) <= 3 { // co.uk, com.au
		labels = labels[:n-1]
	}
	return labels[len(labels)-1]
}

// isSite reports whether a folded text names the site.
func (c *collector) isSite(folded string) bool {
	return slices.Contains(c.siteNames, folded)
}

// spoken returns the page's language without its country.
func (c *collector) spoken() string {
	language, _, _ := strings.Cut(strings.ToLower(c.data.Language.Text), "-")
	return language
}

// language finds the page's language and direction.
func (c *collector) language() {
	d := c.data
	add := func(text, source string) {
		v := Value{languageTag(text), source}
		c.tried("language", v)
		if v.Text != "" {
			d.Language.add(v)
		}
	}
	for v := range c.readings("language", nil) {
		add(v.Text, v.Source)
	}
	add(c.lang, "html:lang")
	add(c.data.Article.Get("inLanguage").Text(), "jsonld:inLanguage")
	add(c.metaText("og:locale"), "meta:og:locale")
	add(c.metaText("content-language"), "meta:content-language")
	add(c.metaText("dc.language"), "meta:dc.language")
	add(c.metaText("dcterms.language"), "meta:dcterms.language")
	add(c.metaText("language"), "meta:language")
	add(c.metaText("itemprop:inlanguage"), "meta:itemprop:inlanguage")
	first, _, _ := strings.Cut(c.ContentLanguage, ",")
	add(first, "http:content-language")
	if d.Language.Text == "" {
		add(c.RuleLanguage.Text, c.RuleLanguage.Source)
	}
	c.spokenLanguage()
	d.Direction = direction(c.dir, d.Language.Text)
	c.order = date.OrderOf(d.Language.Text, c.host())
}

// spokenLanguage checks what is declared against the text itself: a template
// that says "en" on every page is seen through, and what it said is kept.
func (c *collector) spokenLanguage() {
	d := c.data
	text := language.Of(c.prose(language.MaxText / 3))
	if text == "" || !language.Same(text, d.Language.Text) {
		text = language.Of(c.prose(language.MaxText)) // who contradicts needs more
	}
	c.tried("language", Value{text, "text"})
	if text == "" || d.Language.Text != "" && (language.Same(text, d.Language.Text) || ByRule(d.Language.Source)) {
		return
	}
	found := Field{Text: text, Source: "text"}
	if d.Language.Text != "" {
		found.Others = append(found.Others, Value{d.Language.Text, d.Language.Source})
	}
	for _, o := range d.Language.Others {
		// A declaration that fits the text says which of its countries it is.
		if language.Same(text, o.Text) && found.Source == "text" {
			found.Text, found.Source = o.Text, o.Source
		} else if len(found.Others) < maxOthers {
			found.Others = append(found.Others, o)
		}
	}
	d.Language = found
}

// prose returns the first texts of the page that are long enough to be of a
// story, up to limit bytes.
func (c *collector) prose(limit int) string {
	var b strings.Builder
	b.Grow(limit)
	for i := range c.Doc.Nodes {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InHead|page.InForm|page.InLink) || len(n.N.Data) < minProse {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(cutBytes(n.N.Data, limit-b.Len()))
		if b.Len() >= limit {
			break
		}
	}
	return b.String()
}

// minProse is the length of a text, in bytes, that is no label of a menu.
const minProse = 30

func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:max(0, n)]
}

// languageTag writes a language as BCP 47: "en_us" is "en-US". "" for what is
// no tag.
func languageTag(s string) string {
	s = strings.TrimSpace(s)
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 || len(parts) > 4 {
		return ""
	}
	for i, p := range parts {
		for _, r := range p {
			if r > unicode.MaxASCII || !ascii.IsLetter(byte(r)) && !unicode.IsDigit(r) {
				return ""
			}
		}
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	if n := len(parts[0]); n < 2 || n > 3 || parts[0] == "und" || parts[0] == "mul" {
		return ""
	}
	return strings.Join(parts, "-")
}

// rightToLeft are the languages written from right to left.
var rightToLeft = [...]string{"ar", "fa", "he", "iw", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "arc"}

func direction(dir, language string) Field {
	switch d := strings.ToLower(strings.TrimSpace(dir)); d {
	case "rtl", "ltr":
		return Field{Text: d, Source: "html:dir"}
	}
	if language == "" {
		return Field{}
	}
	primary, _, _ := strings.Cut(language, "-")
	if slices.Contains(rightToLeft[:], primary) {
		return Field{Text: "rtl", Source: "language"}
	}
	return Field{Text: "ltr", Source: "language"}
}

// maxTags bounds the tags of an article.
const maxTags = 50

// tags lists the subjects that the page states, in order and each once. The
// first source that has some is taken; news keywords and JSON-LD's keywords
// may be one text with commas.
func (c *collector) tags() []string {
	var out []string
	seen := map[string]bool{}
	add := func(list string, split bool) {
		parts := []string{list}
		if split {
			parts = strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || r == '、' || r == '，' || r == '|' || r == '،' })
		}
		for _, p := range parts {
			p = clean(p)
			key := fold(p)
			if key == "" || len(p) > 80 || seen[key] || len(out) >= maxTags {
				continue
			}
			seen[key] = true
			out = append(out, strings.Clone(p))
		}
	}
	for v := range c.readings("tags", nil) {
		add(v.Text, true)
	}
	for i := range c.data.Metas {
		if len(out) == 0 || c.data.Metas[i].Name == "article:tag" {
			if m := &c.data.Metas[i]; m.Name == "article:tag" {
				add(m.Content, true)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for k := range c.ldPath("keywords").Items() {
		add(k.Text(), true)
	}
	for _, name := range [...]string{"news_keywords", "parsely-tags", "sailthru.tags", "keywords", "cxenseparse:tag", "dc.subject", "citation_keywords", "itemprop:keywords"} {
		if len(out) > 0 {
			return out
		}
		add(c.metaText(name), true)
	}
	for _, p := range c.places {
		if p.kind == placeRelTag && !p.apart {
			add(c.text(p.id, 100), false)
		}
	}
	return out
}
