package wall

import (
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
)

// promos scores the returned promos against the labelled ones. One returned
// promo may stand for several labels: readers label a box's parts apart.
func (s *Score) promos(p corpus.Page, got []article.Promo) {
	texts := make([]promoText, len(got))
	for i, g := range got {
		texts[i] = newPromoText(g)
	}
	rightGate := make([]bool, len(got))
	for _, label := range p.Promos {
		var found, kind, gate bool
		for i, g := range got {
			if !texts[i].matches(label.Snippet) {
				continue
			}
			found = true
			kind = kind || string(g.Kind) == label.Kind
			gate = gate || g.Gate
			rightGate[i] = rightGate[i] || label.Gate
		}
		s.label(label, found, kind, gate)
		s.offer(label, got)
	}
	for i, g := range got {
		if g.Gate {
			s.CalledGate.add(rightGate[i])
			s.note(rightGate[i], "no gate", g.Text)
		}
		stole := texts[i].hasStory(p)
		s.Stole.add(stole)
		s.note(!stole, "story in promo", g.Text)
	}
}

func (s *Score) label(l corpus.Promo, found, kind, gate bool) {
	s.Promos.add(found)
	s.note(found, "promo not found ("+l.Kind+", "+l.Where+")", l.Snippet)
	if found {
		s.Kind.add(kind)
		s.note(kind, "other kind than "+l.Kind, l.Snippet)
	}
	if l.Gate {
		s.Gates.add(gate)
		s.note(gate || !found, "not called a gate", l.Snippet)
	}
}

func (s *Score) offer(l corpus.Promo, got []article.Promo) {
	if l.Offer == nil {
		return
	}
	found := false
	for _, g := range got {
		for _, o := range g.Offers {
			found = found || sameOffer(*l.Offer, o)
		}
	}
	s.Offers.add(found)
	s.note(found, "offer not found ("+describe(*l.Offer)+")", l.Snippet)
}

// promoText is a returned promo's words, ready to be compared.
type promoText struct {
	hay   haystack
	words map[string]int
}

func newPromoText(g article.Promo) promoText {
	text := g.Heading + "\n" + g.Text
	words := map[string]int{}
	for _, w := range metric.Words(text) {
		words[w]++
	}
	return promoText{newHaystack(text), words}
}

// The least shares at which two wordings count as the same promo: of a
// snippet's words that the promo has, and of a snippet that a promo within it
// makes up.
const (
	sharedWords = 0.8
	partOfLabel = 0.5
)

// matches reports whether the promo is the one that the snippet is from: it
// holds the snippet, is most of it, or has nearly all of its words.
func (t promoText) matches(snippet string) bool {
	if t.hay.has(snippet) {
		return true
	}
	tight := squash(snippet)
	own := t.hay.squashed
	if own != "" && strings.Contains(tight, own) && float64(len(own)) >= partOfLabel*float64(len(tight)) {
		return true
	}
	words := metric.Words(snippet)
	if len(words) < 4 { // too few to mean much
		return false
	}
	shared := 0
	left := map[string]int{}
	for _, w := range words {
		if left[w]++; left[w] <= t.words[w] {
			shared++
		}
	}
	return float64(shared) >= sharedWords*float64(len(words))
}

// hasStory reports whether the promo holds words of the story.
func (t promoText) hasStory(p corpus.Page) bool {
	story := append([]string{p.BodyFirst, p.BodyLast}, p.BodyWith...)
	for _, s := range story {
		if len(squash(s)) >= longSnippet && t.hay.has(s) {
			return true
		}
	}
	return false
}
