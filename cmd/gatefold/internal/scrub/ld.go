package scrub

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// isLD reports a script of structured data; a charset may follow its type.
func isLD(n *html.Node) bool {
	kind, _, _ := strings.Cut(page.Attr(n, "type"), ";")
	return strings.EqualFold(strings.TrimSpace(kind), "application/ld+json")
}

// ldKeys are the members of structured data that something reads.
var ldKeys = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`@context @type @graph @id @value name headline alternativeheadline author creator contributor editor
 datepublished datemodified datecreated publisher description abstract articlesection keywords isaccessibleforfree haspart cssselector
 mainentity mainentityofpage url image thumbnailurl wordcount articlebody text inlanguage ispartof productid license copyrightholder
 copyrightyear liveblogupdate coveragestarttime coverageendtime itemreviewed dateline genre givenname familyname additionalname`) {
		m[w] = true
	}
	return m
}()

// ldDropped are the objects that describe the site, not the article.
var ldDropped = []string{"BreadcrumbList", "ItemList", "SiteNavigationElement", "SearchAction", "SpeakableSpecification", "ListItem"}

// ldItems bounds the items of a list that stay; of lists that are not named here three
// do.
var ldItems = map[string]int{"author": 8, "creator": 8, "haspart": 4, "@graph": 12, "keywords": 3, "image": 1, "liveblogupdate": 2, "@type": 4}

// scrubLD rewrites one block of structured data. It returns "" where nothing useful is
// left.
func (s *scrubber) scrubLD(text string) string {
	g := new(jsonld.Graph)
	g.Add(text)
	var parts []string
	// Broken JSON has become sound by now: what is tested with it needs a fixture by
	// hand.
	for v := range g.Roots() {
		if out := s.ldValue(v, ""); out != "" {
			parts = append(parts, out)
		}
	}
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// ldValue rewrites a value by the member that it stands under, "" for one that goes.
func (s *scrubber) ldValue(v jsonld.Value, key string) string {
	switch v.Kind() {
	case jsonld.Object:
		return s.ldObject(v)
	case jsonld.Array:
		return s.ldArray(v, key)
	case jsonld.String:
		return quoted(s.ldString(v.Text(), key))
	case jsonld.Number:
		if n, err := strconv.Atoi(v.Text()); err == nil && key == "wordcount" {
			return strconv.Itoa(s.share(n))
		}
		return v.Text()
	case jsonld.Bool:
		return v.Text()
	case jsonld.Null:
		return "null"
	}
	return ""
}

// ldObject keeps the members that something reads, in their order and spelling: that a
// page writes datepublished is part of what a fixture tests.
func (s *scrubber) ldObject(v jsonld.Value) string {
	if v.Is(ldDropped...) {
		return ""
	}
	var parts []string
	for m := range v.Inside() {
		key := strings.ToLower(m.Key())
		if !ldKeys[key] && !s.need.ld[key] {
			continue
		}
		if out := s.ldValue(m, key); out != "" {
			parts = append(parts, quoted(m.Key())+":"+out)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// ldArray keeps the first items of a list.
func (s *scrubber) ldArray(v jsonld.Value, key string) string {
	limit := ldItems[key]
	if limit == 0 {
		limit = 3
	}
	var parts []string
	for item := range v.Inside() {
		if len(parts) == limit {
			break
		}
		if out := s.ldValue(item, key); out != "" {
			parts = append(parts, out)
		}
	}
	// A list inside an object stays as an empty one: that a member is there and
	// empty is something to test.
	if len(parts) == 0 && v.Parent().IsZero() {
		return ""
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// ldString rewrites a string by the member that it is the value of: vocabulary and dates
// stay, addresses become ours, and what is left is text.
func (s *scrubber) ldString(text, key string) string {
	switch key {
	// Vocabulary, not words.
	case "@context", "@type", "inlanguage", "isaccessibleforfree", "cssselector", "copyrightyear", "productid":
		return text
	case "wordcount":
		if n, err := strconv.Atoi(text); err == nil {
			return strconv.Itoa(s.share(n))
		}
		return text
	case "image", "thumbnailurl":
		return s.image(text)
	case "articlebody", "text":
		return s.text(s.shortened(tag.ReplaceAllString(text, " ")))
	case "@id":
		// References between objects must still find each other.
		if i := strings.IndexByte(text, '#'); i >= 0 {
			if s.Again {
				return text
			}
			return s.link(text[:i]) + "#" + ident(text[i+1:])
		}
	}
	switch {
	// Dates are facts, and what rules on dates are tested on.
	case isDate(text):
		return text
	case isAddress(text):
		if isPicture(text) {
			return s.image(text)
		}
		return s.link(text)
	}
	switch key {
	case "headline", "alternativeheadline":
		return s.proseAs(text, setting{as: headline})
	case "description", "abstract":
		return s.proseAs(text, setting{as: standfirst})
	}
	return s.prose(text)
}

// maxProse bounds the words of a text outside the body.
const maxProse = 40

// prose rewrites a text that is more than a title. Several kinds of data hold
// markup, which goes.
func (s *scrubber) prose(text string) string { return s.proseAs(text, setting{}) }

func (s *scrubber) proseAs(text string, at setting) string {
	text = tag.ReplaceAllString(text, " ")
	if wordcount.Words(text) > maxProse {
		left := maxProse
		text = cutWords(squeeze(text), &left, ending(text))
	}
	return s.compose(text, at)
}

var (
	tag     = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
	date    = regexp.MustCompile(`^\s*(\d{4}-?\d\d-?\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{10,13}\s*$|\d{1,2}:\d\d)`)
	anIdent = regexp.MustCompile(`[^\pL\pN_/:.-]+`)
)

// isDate reports a text that starts with a date in numbers and holds little
// more.
func isDate(text string) bool { return len(text) < 48 && date.MatchString(text) }

// isAddress reports a web address or a path. A text may begin with a slash, but has
// spaces.
func isAddress(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "//") ||
		strings.HasPrefix(text, "/") && !strings.Contains(text, " ")
}

// isPicture reports an address whose file is a picture by its ending.
func isPicture(text string) bool {
	text, _, _ = strings.Cut(strings.ToLower(text), "?")
	for _, ext := range [...]string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"} {
		if strings.HasSuffix(text, ext) {
			return true
		}
	}
	return false
}

// ident returns a short name without the characters that names do not have; long
// numbers in it become 1.
//
//	post-48113    →  post-1
//	wall#2 (new)  →  wall2new
func ident(name string) string {
	name = anIdent.ReplaceAllString(name, "")
	if len(name) > 40 {
		name = name[:40]
	}
	return longNumber.ReplaceAllString(name, "1")
}

var longNumber = regexp.MustCompile(`\d{4,}`)

// quoted writes a JSON string that cannot end a script element.
func quoted(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return `""`
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "</", `<\/`)
}
