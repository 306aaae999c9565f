package gatefold

import (
	"net/url"
	"strings"
)

// resolver makes the addresses of a page absolute.
type resolver struct {
	base   *url.URL // nil where the page's address is not known
	origin string   // scheme and host of base
}

func newResolver(base *url.URL) resolver {
	r := resolver{base: base}
	if base != nil && base.Host != "" && base.Opaque == "" {
		r.origin = (&url.URL{Scheme: base.Scheme, Host: base.Host}).String()
	}
	return r
}

// link returns the absolute form of href. It reports false for what no reader
// can follow from outside the page: scripts, data, schemes of apps.
func (r resolver) link(href string) (string, bool) {
	href, ok := encodeURL(href)
	if !ok {
		return "", false
	}
	if hasHTTPScheme(href) {
		return href, true
	}
	if r.origin != "" && isRooted(href) {
		return r.origin + href, true
	}
	u, err := url.Parse(href)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "mailto":
		return href, u.Opaque != ""
	case "":
	default:
		return "", false
	}
	if r.base != nil {
		return r.base.ResolveReference(u).String(), true
	}
	if u.Host != "" {
		u.Scheme = "https"
	}
	return u.String(), true
}

// resource is [resolver.link] for what a page loads: pictures, frames, films.
func (r resolver) resource(src string) (string, bool) {
	src = strings.TrimSpace(src)
	if src == "" || src[0] == '#' || strings.ContainsAny(src, "{}") {
		return "", false // an anchor, or a template that a script fills in
	}
	abs, ok := r.link(src)
	if !ok || strings.HasPrefix(abs, "mailto:") {
		return "", false
	}
	return abs, true
}

// isRooted reports whether s is the path of a page on the same host that needs
// no more than the host before it.
func isRooted(s string) bool {
	return s[0] == '/' && !strings.HasPrefix(s, "//") && !strings.Contains(s, "/.")
}

// hasHTTPScheme reports whether s is an absolute http or https address.
func hasHTTPScheme(s string) bool {
	rest, ok := cutPrefixFold(s, "http")
	if !ok {
		return false
	}
	rest, _ = cutPrefixFold(rest, "s")
	rest, ok = strings.CutPrefix(rest, "://")
	return ok && rest != "" && rest[0] != '/'
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
