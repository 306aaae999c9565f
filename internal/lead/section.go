package lead

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/page"
)

// A label over the headline that is no kicker for certain may still name the section: a
// link of a few words to a page that the story's address lies in, or to one of the
// site's own.
const (
	leastLabel   = 0.2
	leastAgainst = 0.3 // where the metadata name another section
	labelWords   = 4
)

// Label returns the likeliest of the links over the headline that name a section. p are
// the probabilities of the kicker; stated says that the metadata name a section.
func (c *Candidates) Label(p []float32, stated bool, open func(candidate int) bool) Chosen {
	best, from := -1, float32(leastLabel)
	if stated {
		from = leastAgainst
	}
	for j := range p {
		if p[j] >= from && (best < 0 || p[j] > p[best]) && c.List[j].label && (open == nil || open(j)) {
			best = j
		}
	}
	if best < 0 {
		return Chosen{Box: page.None}
	}
	return Chosen{Text: c.List[best].Text, Box: c.t.in.Segs[c.List[best].Seg].Box}
}

func (t *table) isLabel(c *Candidate) bool {
	s := &t.in.Segs[c.Seg]
	return !c.Part && c.Seg < t.head && s.Link == s.Chars && s.Words <= labelWords && t.folder(c) >= 0 &&
		!strings.ContainsFunc(c.Text, unicode.IsDigit)
}
