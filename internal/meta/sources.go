package meta

import (
	"iter"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
)

// generic are the sources of each field that every page is asked for, in
// order; the package comment explains them. Title, authors and dates have
// sources of their own beside these, see title.go, authors.go and dates.go.
var generic = map[string][]FieldSource{
	"kicker":      {meta("article:kicker"), ld("alternativeHeadline.kicker")},
	"standfirst":  {},
	"description": {meta("og:description"), meta("description"), ld("description"), meta("twitter:description"), meta("sailthru.description"), meta("dc.description"), meta("dcterms.description"), meta("itemprop:description")},
	"site_name":   {meta("og:site_name"), ld("publisher.name"), ldSite("name"), meta("application-name"), meta("apple-mobile-web-app-title"), meta("dc.publisher"), meta("dcterms.publisher"), meta("publisher"), meta("al:android:app_name"), meta("al:ios:app_name"), meta("citation_journal_title"), meta("cxenseparse:site")},
	"section":     {meta("article:section"), ld("articleSection"), meta("parsely-section"), meta("og:section"), meta("section"), meta("sailthru.section"), meta("dc.subject"), meta("category"), meta("cxenseparse:section"), meta("itemprop:articlesection")},
	"image":       {meta("og:image"), meta("og:image:url"), meta("og:image:secure_url"), ld("image.url"), ld("image"), meta("twitter:image"), meta("twitter:image:src"), meta("parsely-image-url"), meta("sailthru.image.full"), ld("thumbnailUrl"), meta("thumbnail"), meta("itemprop:image")},
	"license":     {ld("license"), meta("dc.rights.license"), meta("dcterms.license"), meta("dc.rights"), meta("dcterms.rights")},
}

func meta(name string) FieldSource   { return FieldSource{Kind: Meta, Arg: name} }
func ld(path string) FieldSource     { return FieldSource{Kind: JSONLD, Arg: path} }
func ldSite(path string) FieldSource { return FieldSource{Kind: ldOfSite, Arg: path} }

// ldOfSite looks in the JSON-LD object of the web site.
const ldOfSite FieldKind = 100

// readings yields what each source of a field gives, a rule's sources first,
// until the caller has enough. A source that gives nothing is left out.
func (c *collector) readings(field string, sources []FieldSource) func(yield func(Value) bool) {
	return c.readingsOf(field, c.RuleFields[field], sources)
}

// readingsOf is readings of the lists alone, without a rule's sources.
func (c *collector) readingsOf(field string, lists ...[]FieldSource) func(yield func(Value) bool) {
	return func(yield func(Value) bool) {
		for _, list := range lists {
			for i := range list {
				var room [4]Value // more than nearly all sources give
				for _, v := range c.read(&list[i], room[:0]) {
					c.tried(field, v)
					if v.Text != "" && !yield(v) {
						return
					}
				}
			}
		}
	}
}

// tried keeps a reading for [Data.Tried].
func (c *collector) tried(field string, v Value) {
	if !c.Trace {
		return
	}
	if c.data.Tried == nil {
		c.data.Tried = make(map[string][]Value)
	}
	c.data.Tried[field] = append(c.data.Tried[field], v)
}

// read adds to out what one source gives: one reading, or more where a selector or
// a list gives several.
func (c *collector) read(s *FieldSource, out []Value) []Value {
	switch s.Kind {
	case Meta:
		return c.reading(out, s, c.metaText(s.Arg), "meta:")
	case JSONLD:
		return append(out, c.readLD(s)...)
	case ldOfSite:
		return c.reading(out, s, c.data.LD.Find("WebSite").Path(s.Arg).Text(), "jsonld:WebSite.")
	case URL:
		if u, err := url.Parse(c.URL); err == nil && s.Find != nil {
			text, _ := s.Find(u.Path)
			return c.reading(out, s, text, "url:")
		}
	case Const:
		return c.reading(out, s, s.Arg, "const")
	case CSS:
		return c.readNodes(s, out)
	}
	return out
}

// readLD has a list of its own, or those of all other sources would not be on the
// stack.
func (c *collector) readLD(s *FieldSource) (out []Value) {
	for item := range c.ldEach(s.Arg) {
		out = c.reading(out, s, item.Text(), "jsonld:")
	}
	return out
}

// reading adds a text that a source of a kind gave, if it says anything.
func (c *collector) reading(out []Value, s *FieldSource, text, kind string) []Value {
	if text = clean(text); text == "" && !c.Trace {
		return out
	}
	source := kind
	switch {
	case s.Origin != "":
		source = "rule:" + s.Origin
	case s.Kind != Const:
		source = kind + s.Arg
	}
	return append(out, Value{text, source})
}

// ldPath follows a path in the article's object, else in the page's.
func (c *collector) ldPath(path string) jsonld.Value {
	if v := c.data.Article.Path(path); !v.IsZero() {
		return v
	}
	return c.data.Page.Path(path)
}

// maxRuleNodes bounds the nodes of one selector that are read.
const maxRuleNodes = 50

func (c *collector) readNodes(s *FieldSource, out []Value) []Value {
	if c.RuleNodes == nil {
		return out
	}
	nodes := c.RuleNodes(s.Sel)
	for _, id := range nodes[:min(len(nodes), maxRuleNodes)] {
		var text string
		if s.Attr != "" {
			text = c.Doc.Attr(id, s.Attr)
		} else {
			text = c.text(id, 4000)
		}
		out = c.reading(out, s, text, "css:")
	}
	return out
}

// ldEach yields all that a path leads to in the article's object, else in the
// page's: the names of all authors.
func (c *collector) ldEach(path string) iter.Seq[jsonld.Value] {
	if !c.data.Article.Path(path).IsZero() {
		return c.data.Article.Each(path)
	}
	return c.data.Page.Each(path)
}

// metaText returns the content of the first meta element of a name, or of the
// first itemprop where the name starts with "itemprop:". Names that rules give
// may have capitals, those of the index have none.
func (c *collector) metaText(name string) string {
	name = strings.ToLower(name)
	prop, isProp := strings.CutPrefix(name, "itemprop:")
	for i := range c.data.Metas {
		m := &c.data.Metas[i]
		if isProp {
			if m.Place == "itemprop" && m.Name == prop && !c.inPart(m.Node) {
				return m.Content
			}
		} else if m.Name == name && strings.TrimSpace(m.Content) != "" {
			return m.Content
		}
	}
	return ""
}

// inPart reports whether the property on a node belongs to an object that is
// only part of the article: its picture, its publisher.
func (c *collector) inPart(id page.ID) bool {
	for i := range c.props {
		if c.props[i].id == id {
			return c.partScope(c.props[i].scope)
		}
	}
	return false
}

// partScope reports whether an itemscope is that of a part.
func (c *collector) partScope(scope page.ID) bool {
	if scope == page.None {
		return false
	}
	n := c.Doc.Nodes[scope].N
	if page.HasAttr(n, "itemprop") {
		return true
	}
	switch kind := lastSegment(page.Attr(n, "itemtype")); kind {
	case "", "WebPage", "WebSite", "CreativeWork", "Review", "Recipe", "Product":
		return false
	default:
		return !strings.HasSuffix(kind, "Article") && !strings.HasSuffix(kind, "Posting")
	}
}

// field reads a field of one text: the first reading wins, and the others that
// differ are kept.
func (c *collector) field(name string) Field {
	var f Field
	for v := range c.readings(name, generic[name]) {
		f.add(v)
		if len(f.Others) >= maxOthers && !c.Trace {
			break
		}
	}
	return f
}

// maxOthers bounds the readings kept that disagree.
const maxOthers = 3

// add takes v as the field's text if it has none, else as another reading if
// it differs.
func (f *Field) add(v Value) {
	if f.Text == "" {
		f.Text, f.Source = strings.Clone(v.Text), v.Source
		return
	}
	if len(f.Others) >= maxOthers || sameFold(f.Text, v.Text) {
		return
	}
	for _, o := range f.Others {
		if sameFold(o.Text, v.Text) {
			return
		}
	}
	f.Others = append(f.Others, Value{strings.Clone(v.Text), v.Source})
}

func sameFold(a, b string) bool { return strings.EqualFold(a, b) || fold(a) == fold(b) }
