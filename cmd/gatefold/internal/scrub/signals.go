package scrub

import (
	"strings"

	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/page"
)

// phrase is a place in a text whose words stay.
type phrase struct {
	from, to int
	as       class
}

// phrases returns the places in text of the wording that the lexicon knows:
// of promos and gates everywhere, and that of offers, which is made of common
// words, where the text has a sign of money, or promo wording too and offers is set.
func (s *scrubber) phrases(text string, offers bool) []phrase {
	lex := s.Rules.Lexicon().Phrases()
	folded, offs := lexicon.FoldOffsets(nil, nil, text)
	hits := lex.Scan(folded, nil)
	if offers && len(hits) > 0 || strings.ContainsAny(text, "$€£¥₹") {
		hits = lex.ScanOffer(folded, hits)
	}
	var out []phrase
	for _, h := range hits {
		from, to := place(offs, h, len(text))
		as := asPhrase
		if lex.Kind(h.Phrase) >= lexicon.Free {
			as = asOffer
		}
		if p := lex.Phrase(h.Phrase); wordsOf(p.Text) > 0 && to-from > 2*len(p.Text)+8 {
			// Two groups of words with other words between: those between
			// are the page's.
			for _, t := range tokenize(text[from:to]) {
				if w := text[from+t.start : from+t.end]; inPhrase(p.Text, w) {
					out = append(out, phrase{from + t.start, from + t.end, as})
				}
			}
			continue
		}
		out = append(out, phrase{from, to, as})
	}
	return out
}

// place returns where a hit stands in the text that was folded.
func place(offs []int32, h lexicon.Hit, size int) (from, to int) {
	from, to = int(offs[h.Start]), size
	if int(h.End) < len(offs) {
		to = int(offs[h.End])
	}
	return from, to
}

// wordsOf counts the words of a phrase. One without spaces is a stem or a sign.
func wordsOf(s string) int { return len(strings.Fields(s)) }

// inPhrase reports whether a word is part of a phrase.
func inPhrase(phrase, word string) bool {
	return strings.Contains(strings.ToLower(phrase), strings.ToLower(word))
}

// strong are the kinds of wording that a fixture must not lose. The words of
// menus, which stand on every page many times, are not among them.
var strong = map[lexicon.Kind]bool{
	lexicon.GateSubscription: true, lexicon.GateRegistration: true, lexicon.Meter: true, lexicon.Remaining: true,
	lexicon.Newsletter: true, lexicon.Donation: true, lexicon.Membership: true, lexicon.App: true, lexicon.Adblock: true,
	lexicon.FeatureGate: true, lexicon.CommentGate: true, lexicon.Correction: true, lexicon.AuthorBio: true, lexicon.Terms: true,
	lexicon.Benefit: true, lexicon.Subscription: true,
}

// wording returns the strong phrases of a text, each by its number: the caller counts
// them.
func (s *scrubber) wording(text string, yield func(phrase int32)) {
	lex := s.Rules.Lexicon().Phrases()
	for _, h := range lex.Scan(lexicon.Fold(nil, text), nil) {
		if strong[lex.Kind(h.Phrase)] {
			yield(h.Phrase)
		}
	}
}

// scriptSignals returns the keys of the page's scripts that state access,
// with their values.
func scriptSignals(doc *page.Doc) [][2]string {
	var out [][2]string
	for _, f := range access.ScriptFacts(doc) {
		out = append(out, [2]string{strings.Clone(f.Key), strings.Clone(f.Value)})
	}
	return out
}
