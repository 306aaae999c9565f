package scrub

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

// metaName returns the name of a meta element in small letters, whichever attribute
// holds it: pages write name and property for one another.
func metaName(n *html.Node) string {
	for _, key := range [...]string{"name", "property", "itemprop", "http-equiv"} {
		if v := page.Attr(n, key); v != "" {
			return strings.ToLower(v)
		}
	}
	return ""
}

// metaNames are the metas that something reads. Those of access have names
// that namesAccess knows.
var metaNames = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`og:title og:description og:site_name og:type og:url og:image og:locale og:section twitter:title
 description author byl byline authors generator robots googlebot tdm-reservation tdm-policy title date pubdate publishdate lastmod last-modified
 news_keywords section application-name sailthru.title sailthru.author sailthru.date parsely-title parsely-author parsely-pub-date
 parsely-section parsely-type headline datepublished datemodified name content-language content-type language publish-date dc.title dc.creator
 dc.date dc.date.issued dcterms.created dcterms.modified dcterms.creator citation_title citation_author citation_publication_date
 og:article:author og:updated_time cxenseparse:author cxenseparse:publishtime cxenseparse:title release_date`) {
		m[w] = true
	}
	return m
}()

// accessParts are parts of the names of metas and attributes that state
// access.
var accessParts = []string{"tier", "premium", "free", "paid", "pay", "access", "gated", "wall", "subscri", "restrict", "locked", "metered", "plus"}

// namesAccess reports a name that may state access. The list is generous: a meta that
// stays for nothing costs a line.
func namesAccess(name string) bool {
	for _, w := range accessParts {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// usefulMeta reports the metas that stay: two at most of one name.
func (s *scrubber) usefulMeta(n *html.Node) bool {
	if page.HasAttr(n, "charset") {
		return true
	}
	name := metaName(n)
	useful := metaNames[name] || s.need.metas[name] || s.spine[n] || strings.HasPrefix(name, "article:") ||
		namesAccess(name) && len(page.Attr(n, "content")) < 40
	if !useful {
		return false
	}
	// One of each name: the first counts, for the library too.
	limit := 1
	if isAuthorMeta(name) || name == "article:tag" {
		limit = 4
	}
	if page.HasAttr(n, "itemprop") {
		limit = 3
	}
	key := "meta " + name
	s.metas[key]++
	return s.metas[key] <= limit
}

// rewriteMeta keeps the name of a meta and rewrites its content by it.
func (s *scrubber) rewriteMeta(n *html.Node) {
	name := metaName(n)
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch a.Key {
		case "charset":
			a.Val = "utf-8"
		case "content", "value":
			a.Val = s.value(name, a.Val)
		case "name", "property", "itemprop", "http-equiv":
		default:
			if !s.need.attrs[a.Key] {
				continue
			}
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// value rewrites the content of a meta, of a property or of an attribute, by
// its name: words of vocabularies stay, sentences do not.
func (s *scrubber) value(name, val string) string {
	name = strings.ToLower(name)
	switch {
	case isDate(val):
		return val
	case name == "content-type":
		return "text/html; charset=utf-8"
	case isAddress(val):
		if strings.Contains(name, "image") || isPicture(val) {
			return s.image(val)
		}
		return s.link(val)
	case name == "generator":
		left := 4
		return cutWords(val, &left, "")
	case isVocabulary(name) && (len(strings.Fields(val)) <= 2 || !strings.HasPrefix(name, "data-")) || namesAccess(name) && len(strings.Fields(val)) <= 3 && len(val) < 40:
		return val[:min(len(val), 80)]
	case strings.Contains(name, "time") || strings.Contains(name, "date") && len(val) < 48:
		return val
	}
	switch {
	case strings.Contains(name, "description"):
		return s.proseAs(val, setting{as: standfirst})
	case strings.HasSuffix(name, "title"), name == "headline":
		return s.proseAs(val, setting{as: headline})
	}
	return s.prose(val)
}

// isVocabulary reports the names whose values are words of a list, not of the page.
func isVocabulary(name string) bool {
	switch name {
	case "og:type", "og:locale", "generator", "robots", "googlebot", "tdm-reservation", "content-language", "language", "inlanguage", "parsely-type",
		"isaccessibleforfree", "data-testid", "data-type", "type", "role", "article:opinion", "pricecurrency":
		return true
	}
	return strings.HasPrefix(name, "data-")
}

// stub returns the address of a script or style sheet with its host, and of
// the path what platforms are known by:
//
//	https://news.example/wp-content/themes/lotus-2/js/app.3f2.js  →  https://news.example/wp-content/themes/lotus-2/
//	https://cdn.piano.io/api/tinypass.min.js?v=7                  →  https://cdn.piano.io/
func (s *scrubber) stub(src string) string {
	u, err := url.Parse(strings.TrimSpace(src))
	if err != nil {
		return "/"
	}
	out := "/"
	for _, known := range [...]string{"/wp-content/themes/", "/wp-content/plugins/", "/wp-includes/"} {
		if i := strings.Index(u.Path, known); i >= 0 {
			name, _, _ := strings.Cut(u.Path[i+len(known):], "/")
			out = known + name + "/"
		}
	}
	if c := s.Rules.Common(); c != nil && out == "/" {
		bare := "//" + u.Host + "/"
		if !detects(c.ByScript, bare) { // recognised by its path
			out = u.Path
		}
	}
	if u.Host == "" {
		return out
	}
	return "https://" + strings.ToLower(u.Host) + out
}

// detects reports whether anything is recognised by an address.
func detects(by func(string, func(int)), src string) bool {
	found := false
	by(src, func(int) { found = true })
	return found
}

// frame returns the address of a frame: the path of a known host stays in its
// form, since its first part says what is shown.
//
//	https://www.youtube.com/embed/Xy3kQ  →  https://www.youtube.com/embed/a1b2c3d4e5f
//	https://widgets.example/quiz/77      →  https://example.org/frame
func (s *scrubber) frame(src string) string {
	u, err := url.Parse(strings.TrimSpace(src))
	if err != nil || u.Host == "" {
		return s.link(src)
	}
	host := strings.ToLower(u.Hostname())
	if !under(host, knownHosts) && !s.vendorHost(src) && !s.hosts[host] {
		return "https://example.org/frame"
	}
	first, _, more := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if !isLetters(first) || len(first) > 10 {
		return "https://" + host + "/" + s.number("1"+first)
	}
	// The form of an identifier, which embeds are recognised by.
	if more {
		first += "/a1b2c3d4e5f"
	}
	return "https://" + host + "/" + first
}
