package weburl

import (
	"net/url"
	"strings"
)

// Resolver makes the addresses of a page absolute. The zero value knows no
// page. It is made once per page, so that every stage resolves against the same
// <base>.
type Resolver struct {
	base   *url.URL // nil where the page's address is not known
	origin string   // scheme and host of base, where both are plain
}

// NewResolver returns the resolver of a page, given the page's own address and
// the href of its <base>, each perhaps empty.
func NewResolver(page, base string) Resolver {
	own, err := url.Parse(Web(page))
	if err != nil || own.Host == "" {
		own = nil
	}
	r := Resolver{base: own}
	if abs, ok := r.Link(base); ok && Web(abs) != "" {
		r.base, _ = url.Parse(abs)
	}
	// Most links of a page are paths on its own host. With the origin at hand they
	// are joined by one concatenation, without net/url.
	if r.base != nil {
		if o := r.base.Scheme + "://" + r.base.Host; isNormal(o) {
			r.origin = o
		}
	}
	return r
}

// Link returns the absolute form of href as [Link] of this package does it; a
// relative one stays where the page's address is not known. It reports false
// for what no reader can follow from outside the page: scripts, data, schemes
// of apps.
func (r Resolver) Link(href string) (string, bool) {
	href, ok := Encode(href)
	if !ok {
		return "", false
	}
	if isNormal(href) {
		return href, true
	}
	if r.origin != "" && isRooted(href) && isNormal(r.origin+href) {
		return r.origin + href, true
	}
	u, err := url.Parse(href)
	if err != nil {
		return "", false
	}
	switch {
	case u.Scheme != "":
	case r.base != nil:
		u = r.base.ResolveReference(u)
	// "//cdn.example/x" on a page of unknown address: the host is stated, and only
	// the scheme has to be assumed.
	case u.Host != "":
		u.Scheme = "https"
	default:
		u.User = nil
		rel := u.String()
		return rel, rel != ""
	}
	abs := Link(u.String())
	return abs, abs != ""
}

// Resource is [Resolver.Link] for what a page loads: pictures, frames, films. A
// mail address cannot be loaded.
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
// no more than the host before it. "//" would name another host, and "/." may be
// the start of "/../", which has to be resolved.
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

// CutPrefixFold is strings.CutPrefix for prefixes of ASCII letters in either case.
func CutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
