package roles

import (
	"strings"

	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/wording"
)

// The wording that features count: what a promo asks for, what leads up to or
// follows from it, and what introduces another text.
const (
	asks   = wording.Asks
	hooks  = wording.CTA | wording.Benefit | wording.Terms | wording.Login
	labels = wording.Related | wording.TeaserLabel | wording.AdLabel
)

// hasMail reports whether a name of a field is one of an address: "email",
// "E-Mail-Adresse".
func hasMail(name string) bool {
	for i := 0; i+3 < len(name); i++ {
		if name[i]|0x20 == 'm' && strings.EqualFold(name[i:i+4], "mail") {
			return true
		}
	}
	return false
}

func (t *tally) addLink(href string) {
	if href == "" || href[0] == '#' {
		return
	}
	t.links++
	if isStoryLink(href) {
		t.storyLinks++
		return
	}
	ask, login, weak := promo.LeadsTo(href)
	if ask && !weak {
		t.askLinks++
	}
	if login {
		t.loginLinks++
	}
}

// A link leads to a story where the last parts of its path are a headline turned
// into an address, or carry a number.
const (
	slugHyphens = 3
	slugDigits  = 6
)

func isStoryLink(href string) bool {
	href, _, _ = strings.Cut(href, "?")
	href, _, _ = strings.Cut(href, "#")
	if len(href) > 400 || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "javascript:") {
		return false
	}
	if i := strings.Index(href, "//"); i >= 0 && i < 8 {
		_, href, _ = strings.Cut(href[i+2:], "/")
	}
	hyphens, digits := 0, 0
	for i := len(href) - 1; i >= 0; i-- {
		switch c := href[i]; {
		case c == '-' || c == '_':
			hyphens++
		case '0' <= c && c <= '9':
			digits++
		case c == '/' && i < len(href)-1 && (hyphens >= slugHyphens || digits >= slugDigits):
			return true
		}
	}
	return hyphens >= slugHyphens || digits >= slugDigits
}
