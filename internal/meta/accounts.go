package meta

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/page"
)

// spellOut puts the names that the page shows in place of accounts of the same
// letters: ann.lee where a byline or a bio says Ann Lee.
func (c *collector) spellOut(list []Author) {
	for i := range list {
		if a := &list[i]; a.Kind == Person && isAccount(a.Name) {
			if shown := c.spelled(fold(a.Name)); shown != "" {
				a.Name = shown
			}
		}
	}
}

// minAccount is the letters from which an account's equality with a name is no
// chance.
const minAccount = 8

// isAccount reports a name in one word without capitals.
func isAccount(s string) bool {
	return len(s) >= minAccount && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsUpper(r) || r > unicode.MaxLatin1 })
}

// spelled returns the first short text that is a name of these folded letters,
// "" without one.
func (c *collector) spelled(letters string) string {
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if chars := c.Doc.Chars(i); !n.IsText() || n.Is(page.Raw|page.Hidden) || chars < len(letters)/2 || chars > len(letters)+maxAround {
			continue
		}
		if name := tidyName(clean(n.N.Data)); strings.Contains(name, " ") && fold(name) == letters && c.visibleName(name) {
			return strings.Clone(name)
		}
	}
	return ""
}

// maxAround bounds what stands beside a name in its text, in characters.
const maxAround = 12
