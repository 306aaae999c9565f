// Package wall scores what an extractor says of promos, offers, gates and
// access against labels that a reader made.
package wall

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
)

// Count is a number of cases and how many of them came out as asked.
type Count struct {
	Yes, All int
}

// Share returns Yes of All, and whether there was any case.
func (c Count) Share() (float64, bool) {
	return float64(c.Yes) / float64(max(1, c.All)), c.All > 0
}

func (c *Count) add(yes bool) {
	c.All++
	if yes {
		c.Yes++
	}
}

func (c *Count) sum(d Count) {
	c.Yes += d.Yes
	c.All += d.All
}

// Score is what was counted on one page or on many. The upper part needs the
// body's text alone; the rest an article of Gatefold's.
type Score struct {
	With      Count // snippets of the story that are in the body
	Leak      Count // other snippets that are in it too
	PromoLeak Count // of those, the promos' own
	Clean     Count // pages with all of the first and none of the second

	Policy       Count
	Completeness Count
	Promos       Count // labelled promos that were found
	Kind         Count // found ones of the right kind
	Stole        Count // returned promos with text of the story
	Gates        Count // labelled gates that were found and called gates
	CalledGate   Count // returned gates that a label calls a gate
	Offers       Count // labelled offers that were found

	// Notes say for a reader what was not as asked.
	Notes []string
}

// Add adds a page's score.
func (s *Score) Add(p Score) {
	for _, pair := range [][2]*Count{
		{&s.With, &p.With}, {&s.Leak, &p.Leak}, {&s.PromoLeak, &p.PromoLeak}, {&s.Clean, &p.Clean},
		{&s.Policy, &p.Policy}, {&s.Completeness, &p.Completeness}, {&s.Promos, &p.Promos}, {&s.Kind, &p.Kind},
		{&s.Stole, &p.Stole}, {&s.Gates, &p.Gates}, {&s.CalledGate, &p.CalledGate}, {&s.Offers, &p.Offers},
	} {
		pair[0].sum(*pair[1])
	}
}

// GateF1 is the harmonic mean of the gates' recall and precision.
func (s Score) GateF1() float64 {
	recall, _ := s.Gates.Share()
	precision, _ := s.CalledGate.Share()
	if recall+precision == 0 {
		return 0
	}
	return 2 * recall * precision / (recall + precision)
}

func (s *Score) note(ok bool, what, detail string) {
	if !ok {
		s.Notes = append(s.Notes, what+": "+metric.Space(detail))
	}
}

// Body scores a body's text. withheld says that the extractor reported the
// story's text as held back: on a page where it stands in a hidden gate that
// is right, and its snippets then need not be in the body.
func Body(p corpus.Page, text string, withheld bool) Score {
	var s Score
	in := newHaystack(text)
	if !p.HiddenBody || !withheld {
		for _, snippet := range p.BodyWith {
			found := in.has(snippet)
			s.With.add(found)
			s.note(found, "missing", snippet)
		}
	}
	clean := s.With.Yes == s.With.All
	for _, snippet := range p.BodyWithout {
		found := in.has(snippet)
		s.Leak.add(found)
		s.note(!found, "leaked", snippet)
		clean = clean && !found
	}
	for _, snippet := range promoSnippets(p) {
		s.PromoLeak.add(in.has(snippet))
	}
	s.Clean.add(clean)
	return s
}

// promoSnippets lists the page's promotional wordings: the unwanted snippets
// that are part of a labelled promo, and the promos' own unless they are so
// short that a story may use the words.
func promoSnippets(p corpus.Page) []string {
	var out []string
	seen := map[string]bool{}
	take := func(s string) {
		if key := squash(s); !seen[key] {
			seen[key] = true
			out = append(out, s)
		}
	}
	for _, s := range p.BodyWithout {
		for _, promo := range p.Promos {
			if overlap(s, promo.Snippet) {
				take(s)
				break
			}
		}
	}
	for _, promo := range p.Promos {
		if utf8.RuneCountInString(squash(promo.Snippet)) >= longSnippet {
			take(promo.Snippet)
		}
	}
	return out
}

func overlap(a, b string) bool {
	a, b = squash(a), squash(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// haystack is a text made ready to look snippets up in.
type haystack struct {
	spaced, squashed string
}

func newHaystack(text string) haystack { return haystack{metric.Fold(text), squash(text)} }

// longSnippet is from how many characters on a snippet is so long that it
// cannot stand in a text by chance even if white space is left out.
const longSnippet = 16

// has reports whether the text holds the snippet, case and white space aside.
// Where a page glues two elements together, labels and texts differ on the
// space between, so a long snippet is looked up without any. A short one must
// stand as whole words.
func (h haystack) has(snippet string) bool {
	if tight := squash(snippet); utf8.RuneCountInString(tight) >= longSnippet {
		return strings.Contains(h.squashed, tight)
	}
	snippet = metric.Fold(snippet)
	if snippet == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(h.spaced[at:], snippet)
		if i < 0 {
			return false
		}
		at += i
		if wholeWord(h.spaced, at, at+len(snippet)) {
			return true
		}
		at += len(snippet)
	}
}

// wholeWord reports whether s[from:to] neither starts nor ends inside a word.
// Scripts without spaces have no such borders.
func wholeWord(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	first, _ := utf8.DecodeRuneInString(s[from:])
	last, _ := utf8.DecodeLastRuneInString(s[:to])
	return !(spacedLetter(before) && spacedLetter(first)) && !(spacedLetter(last) && spacedLetter(after))
}

func spacedLetter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// squash folds case and leaves out all white space and what has no width.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// Article scores all that Gatefold says of a page.
func Article(p corpus.Page, art *article.Article) Score {
	withheld := art.Access.Completeness == article.CompletenessPreview && art.Access.Withheld.Words > 0
	s := Body(p, art.Text(), withheld)
	s.access(p, art.Access, withheld)
	s.promos(p, art.Promos)
	return s
}

func (s *Score) access(p corpus.Page, a article.Access, withheld bool) {
	policy := string(a.Policy) == p.Policy
	for _, alt := range p.PolicyAlt {
		policy = policy || string(a.Policy) == alt
	}
	s.Policy.add(policy)
	s.note(policy, "policy", string(a.Policy)+", want "+p.Policy)

	complete := string(a.Completeness) == p.Content || p.HiddenBody && withheld
	s.Completeness.add(complete)
	s.note(complete, "completeness", string(a.Completeness)+", want "+p.Content)
}
