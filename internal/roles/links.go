package roles

import (
	"strings"

	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/wording"
)

// The wording that features count: what a promo asks for, what goes with
// that (buttons, benefits, terms), and what introduces another text.
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

// addLink counts a link by its target. One to a story is nothing else, whatever
// words its address has; a weak hint of asking, as a word in the middle of a path,
// is not counted.
func (t *tally) addLink(to target.Set) {
	if to&target.Here != 0 {
		return
	}
	t.links++
	switch {
	case to&target.Slug != 0:
		t.storyLinks++
		return
	case to&target.Asking != 0 && to&target.Weak == 0:
		t.askLinks++
	}
	if to&target.Login != 0 {
		t.loginLinks++
	}
}
