package weburl

import (
	"strings"

	"github.com/gatefold/gatefold/internal/ascii"
)

// WithoutUser returns raw without the user name and the password that may
// stand before its host. All else stays as it is, readable or not.
func WithoutUser(raw string) string {
	at := strings.Index(raw, "//")
	if at < 0 {
		return raw
	}
	host := at + len("//")
	// The authority ends at the first of these, as browsers read it; an "@" behind
	// it belongs to the path: https://news.example/@jane.
	end := len(raw)
	if i := strings.IndexAny(raw[host:], `/?#\`); i >= 0 {
		end = host + i
	}
	// The last one counts: a password may hold "@".
	user := strings.LastIndexByte(raw[host:end], '@')
	if user < 0 {
		return raw
	}
	return raw[:host] + raw[host+user+1:]
}

// WithoutUsers is [WithoutUser] for every address in a text, such as a selector
// that quotes some.
func WithoutUsers(s string) string {
	if strings.IndexByte(s, '@') < 0 {
		return s
	}
	var b strings.Builder
	for {
		at := strings.Index(s, "//")
		if at < 0 {
			return b.String() + s
		}
		end := at + len("//")
		if i := strings.IndexAny(s[end:], "/?#\\\" \t\n"); i >= 0 {
			end += i
		} else {
			end = len(s)
		}
		b.WriteString(WithoutUser(s[:end]))
		s = s[end:]
	}
}

// LinkOrWords is [Link] for fields that may hold an address or words, such as
// licences: words stay, an address of another scheme is "".
//
//	https://news.example/terms   stays
//	Photo: Jane Doe              stays, a colon and no scheme
//	javascript:alert(1)          ""
func LinkOrWords(s string) string {
	if strings.IndexByte(s, ':') < 0 && strings.IndexByte(s, '@') < 0 {
		return s
	}
	scheme, rest, ok := cutScheme(s)
	switch {
	case !ok:
	case runs(strings.TrimRight(scheme, " ")):
		return ""
	case rest == "" || rest[0] <= ' ' || strings.HasSuffix(scheme, " "): // words before a colon
	case opens(scheme):
		return ""
	case strings.EqualFold(scheme, "mailto"), strings.HasPrefix(rest, "//") && !strings.Contains(rest, " "):
		return Link(s)
	}
	// Words with a colon somewhere may still hold an address, and that a password.
	return WithoutUsers(s)
}

// cutScheme cuts the scheme off as browsers read it, with white space before
// it and line feeds inside. Spaces before the colon stay, so that their reader
// can tell words.
func cutScheme(s string) (scheme, rest string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i < 0 {
		return "", s, false
	}
	scheme = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.TrimLeftFunc(s[:i], func(r rune) bool { return r <= ' ' }))
	// What holds anything else before the colon has no scheme in any browser.
	name := strings.TrimRight(scheme, " ")
	for k := 0; k < len(name); k++ {
		if c := name[k]; !ascii.IsAlnum(c) && (k == 0 || strings.IndexByte("+-.", c) < 0) {
			return "", s, false
		}
	}
	return scheme, s[i+1:], name != ""
}

// runs reports the schemes of scripts, those of old browsers too. They are refused
// whatever follows, even if it reads like words.
func runs(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "javascript", "vbscript", "livescript", "mocha":
		return true
	}
	return false
}

// opens reports the schemes under which browsers open something that is no
// page of the web. Licences have such words before a colon too: "Data: CC BY".
func opens(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "data", "blob", "filesystem", "file", "about", "view-source", "feed", "jar", "chrome", "resource", "intent":
		return true
	}
	return false
}
