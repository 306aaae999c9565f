package weburl

import (
	"net/url"
	"strings"
)

// Resolver makes the addresses of a page absolute.
type Resolver struct {
	base   *url.URL // nil where the page's address is not known
	origin string   // scheme and host of base
}

func NewResolver(base *url.URL) Resolver {
	r := Resolver{base: base}
	if base != nil && base.Host != "" && base.Opaque == "" {
		r.origin = (&url.URL{Scheme: base.Scheme, Host: base.Host}).String()
	}
	return r
}

// Link returns the absolute form of href. It reports false for what no reader
// can follow from outside the page: scripts, data, schemes of apps.
func (r Resolver) Link(href string) (string, bool) {
	href, ok := Encode(href)
	if !ok {
		return "", false
	}
	if HasHTTPScheme(href) {
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

// Resource is [Resolver.Link] for what a page loads: pictures, frames, films.
func (r Resolver) Resource(src string) (string, bool) {
	src = strings.TrimSpace(src)
	if src == "" || src[0] == '#' || strings.ContainsAny(src, "{}") {
		return "", false // an anchor, or a template that a script fills in
	}
	abs, ok := r.Link(src)
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

// HasHTTPScheme reports whether s is an absolute http or https address.
func HasHTTPScheme(s string) bool {
	rest, ok := CutPrefixFold(s, "http")
	if !ok {
		return false
	}
	rest, _ = CutPrefixFold(rest, "s")
	rest, ok = strings.CutPrefix(rest, "://")
	return ok && rest != "" && rest[0] != '/'
}

func CutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
