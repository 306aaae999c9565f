package lexicon

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Hit is a place of a phrase in a folded text.
type Hit struct {
	Phrase     int32 // see [Lexicon.Phrase]
	Start, End int32 // offsets in bytes
}

// Scan appends the phrases of all languages that stand in folded, in order of
// their start, the longer first. The text is the result of [Fold], with line
// breaks where no phrase may run across. What a phrase means inside a larger
// one is settled: the words inside a feature gate, a comment gate or a harmless
// phrase are left out, and so is a gate inside a teaser's label or the other
// way round.
func (l *Lexicon) Scan(folded []byte, hits []Hit) []Hit {
	return l.wording.scan(l, folded, hits)
}

// ScanOffer appends the words of offers in folded, those of numbers, periods
// and money among them. They are too common for [Lexicon.Scan].
func (l *Lexicon) ScanOffer(folded []byte, hits []Hit) []Hit {
	return l.offers.scan(l, folded, hits)
}

func (t *trie) scan(l *Lexicon, folded []byte, hits []Hit) []Hit {
	s := scanner{t: t, lex: l, text: folded, hits: hits}
	s.run()
	added := s.hits[len(hits):]
	slices.SortFunc(added, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Phrase, b.Phrase))
	})
	return s.hits[:len(hits)+l.settle(added)]
}

// recentSides is how many sides of pairs are remembered: more than can stand
// within the longest distance of ordinary text. In a text made of nothing else
// the oldest are forgotten, which bounds the work.
const recentSides = 16

type side struct {
	pair       int32
	start, end int32
	which      int8
}

type scanner struct {
	t      *trie
	lex    *Lexicon
	text   []byte
	hits   []Hit
	sides  [recentSides]side
	nsides int
}

// run walks the tree from every place where a pattern may start.
func (s *scanner) run() {
	t, text := s.t, s.text
	inWord := false
	for i := 0; i < len(text); {
		c, size := text[i], 1
		var b, d byte
		if i+2 < len(text) {
			b, d = text[i+1], text[i+2]
		} else if i+1 < len(text) {
			b = text[i+1]
		}
		letter := c >= 'a' && c <= 'z'
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			letter = spaced(r)
		}
		if h := prefixHash(c, b, d); inWord && letter {
			if t.open.has(h) {
				s.walk(i, true)
			}
		} else if t.word.has(h) {
			s.walk(i, false)
		}
		inWord = letter
		i += size
	}
}

// walk reports the patterns that start at i.
func (s *scanner) walk(i int, inWord bool) {
	n := int32(0)
	for j := i; j < len(s.text); j++ {
		n = s.t.next(n, s.text[j])
		if n == 0 {
			return
		}
		nd := &s.t.nodes[n]
		for _, to := range s.t.to[nd.to : nd.to+int32(nd.tos)] {
			if !s.fits(i, j+1, to.flag, inWord) {
				continue
			}
			end := j + 1
			if to.flag&openEnd != 0 {
				end = s.wordEnd(end)
			}
			s.found(i, end, to)
		}
	}
}

// fits checks the ends of a match against the pattern's rules for them.
func (s *scanner) fits(i, j int, f flags, inWord bool) bool {
	if inWord && f&openStart == 0 || f&atStart != 0 && i > 0 && s.text[i-1] != '\n' {
		return false
	}
	if s.digit(i) && s.digit(i-1) || s.digit(j-1) && s.digit(j) {
		return false
	}
	if f&atEnd != 0 {
		return s.endsAt(j)
	}
	return f&openEnd != 0 || !s.letterAt(j) || !s.letterBefore(j)
}

func (s *scanner) digit(i int) bool {
	return i >= 0 && i < len(s.text) && s.text[i] >= '0' && s.text[i] <= '9'
}

func (s *scanner) letterAt(i int) bool {
	if i >= len(s.text) {
		return false
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z'
	}
	r, _ := utf8.DecodeRune(s.text[i:])
	return spaced(r)
}

func (s *scanner) letterBefore(i int) bool {
	if c := s.text[i-1]; c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z'
	}
	r, _ := utf8.DecodeLastRune(s.text[:i])
	return spaced(r)
}

// maxWord bounds what is taken for the rest of a word.
const maxWord = 40

// wordEnd returns the end of the word that goes on at i.
func (s *scanner) wordEnd(i int) int {
	for end := min(i+maxWord, len(s.text)); i < end && s.letterAt(i); {
		_, size := utf8.DecodeRune(s.text[i:])
		i += size
	}
	return i
}

// endsAt reports whether nothing but punctuation is left of the text from i.
func (s *scanner) endsAt(i int) bool {
	for ; i < len(s.text) && s.text[i] != '\n'; i++ {
		switch s.text[i] {
		case ' ', ':', '.', '!', '>', '"', '-', ')', ']', '|', '*':
		default:
			return false
		}
	}
	return true
}

func (s *scanner) found(i, j int, to target) {
	if to.side == 0 {
		s.hits = append(s.hits, Hit{to.id, int32(i), int32(j)})
		return
	}
	now := side{to.id, int32(i), int32(j), to.side}
	for k := range min(s.nsides, recentSides) {
		before := &s.sides[(s.nsides-1-k)%recentSides]
		if before.pair == now.pair && before.which != now.which && s.near(before, &now) {
			s.hits = append(s.hits, Hit{s.lex.pairs[to.id].phrase, before.start, now.end})
			break
		}
	}
	s.sides[s.nsides%recentSides] = now
	s.nsides++
}

// near reports whether the gap between two sides is short enough, and whether
// they stand in the order that the pair asks for.
func (s *scanner) near(a, b *side) bool {
	p := &s.lex.pairs[a.pair]
	if a.end > b.start || p.ordered && a.which != 1 {
		return false
	}
	gap := s.text[a.end:b.start]
	if len(gap) > utf8.UTFMax*int(p.within) || slices.Contains(gap, '\n') {
		return false
	}
	return len(gap) <= int(p.within) || utf8.RuneCount(gap) <= int(p.within)
}

// settle removes the hits that a larger one explains, and keeps the order. It
// returns how many are left.
func (l *Lexicon) settle(hits []Hit) int {
	n := 0
	var all, teaser, gate int32 // where the last hit of each sort ends
	last := Hit{Phrase: -1}
	for _, h := range hits {
		k := l.phrases[h.Phrase].Kind
		if h.End <= all && !covers(k) || h == last ||
			h.End <= teaser && isGate(k) || h.End <= gate && k == TeaserLabel {
			continue
		}
		switch {
		case covers(k):
			all = max(all, h.End)
		case k == TeaserLabel:
			teaser = max(teaser, h.End)
		case isGate(k):
			gate = max(gate, h.End)
		}
		hits[n], last = h, h
		n++
	}
	return n
}

func covers(k Kind) bool { return k == FeatureGate || k == CommentGate || k == Harmless }

func isGate(k Kind) bool { return k == GateSubscription || k == GateRegistration }
