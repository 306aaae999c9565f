// Package weburl reads the addresses that pages write. [Link] and [Web] are
// the one filter through which every address of an article has passed, and a
// [Resolver] makes the relative ones absolute.
package weburl

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/internal/ascii"
)

// Link returns raw in a form that is safe as the target of a link, or "".
// Safe are absolute http, https and mailto addresses. Relative ones are not:
// where the output is shown they would lead into a site that is not the
// page's. A user name and a password are left out.
func Link(raw string) string {
	return normal(raw, func(u *url.URL) bool { return isWeb(u) || u.Scheme == "mailto" && u.Opaque != "" })
}

// Web is [Link] for pages and for what a browser loads by itself: http and
// https only.
func Web(raw string) string { return normal(raw, isWeb) }

func isWeb(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// Host returns the host of an absolute address, or of one that leaves its scheme out, in
// small letters and without user and port; "" for another.
func Host(address string) string {
	_, rest, _ := strings.Cut(address, "//")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	host, _, _ := strings.Cut(rest, ":")
	return strings.ToLower(host)
}

// normal parses raw and prints it again until nothing changes, so that every
// later reader sees the URL that was judged here. Each attack on a filter of
// addresses lives on two readers that read one text differently.
func normal(raw string, safe func(*url.URL) bool) string {
	s, ok := Encode(raw)
	if !ok || isNormal(s) {
		return s
	}
	// What has not settled by then is refused.
	for range 3 {
		u, err := url.Parse(s)
		if err != nil || !safe(u) {
			return ""
		}
		u.User = nil
		next := u.String()
		if next == s {
			return s
		}
		s = next
	}
	return ""
}

// isNormal reports, of what Encode returned, that it is an address of the web
// which net/url prints as it stands: a host of plain letters, and one fragment
// at most. Nearly all addresses are, and need not be parsed.
func isNormal(s string) bool {
	rest, ok := strings.CutPrefix(s, "http")
	rest = strings.TrimPrefix(rest, "s")
	rest, slashes := strings.CutPrefix(rest, "://")
	if !ok || !slashes {
		return false
	}
	host := 0
	for host < len(rest) && (ascii.IsAlnum(rest[host]) || rest[host] == '.' || rest[host] == '-') {
		host++
	}
	rest, ok = rest[host:], host > 0
	if rest == "" || !ok {
		return ok
	}
	// A port, a user or a character that is not plain: net/url shall judge it.
	if rest[0] != '/' && rest[0] != '?' {
		return false
	}
	i := strings.IndexByte(rest, '#')
	return i < 0 || i+1 < len(rest) && strings.IndexByte(rest[i+1:], '#') < 0
}

// Encode reads raw as browsers do: white space around it is dropped, tabs
// and line feeds inside too (WHATWG URL, 4.4), and what RFC 3986 does not
// allow becomes a percent-escape. Other control characters are refused.
func Encode(raw string) (string, bool) {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	if isPlainURL(raw) {
		return raw, raw != ""
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '\t' || c == '\n' || c == '\r':
		case c < ' ' || c == 0x7f:
			return "", false
		case urlByte(c) && (c != '%' || isEscape(raw[i:])):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String(), b.Len() > 0
}

func isPlainURL(s string) bool {
	for i := 0; i < len(s); i++ {
		if !urlByte(s[i]) || s[i] == '%' && !isEscape(s[i:]) {
			return false
		}
	}
	return true
}

// urlByte reports the reserved and unreserved characters of RFC 3986, and the
// percent sign.
func urlByte(c byte) bool {
	return ascii.IsAlnum(c) || strings.IndexByte("-._~:/?#[]@!$&'()*+,;=%", c) >= 0
}

func isEscape(s string) bool { return len(s) >= 3 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
