package lexicon

import (
	"cmp"
	"encoding/binary"
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

// Pairs are found when their second side is, so that hits come out of order and
// are sorted.
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
// within the longest distance of ordinary text. In a text that consists of sides
// only, the oldest are forgotten, which bounds the work. With pairs of callers, many
// of which may have one word in common, it is ownSides. Both are powers of two.
const (
	recentSides = 16
	ownSides    = 64
)

// It is one side of a pair that was found and waits for the other.
type side struct {
	pair       int32
	start, end int32
	which      int8
}

// It lives on the stack of one scan. sides is a ring of the sides found last.
type scanner struct {
	t      *trie
	lex    *Lexicon
	text   []byte
	hits   []Hit
	sides  [ownSides]side
	nsides uint
}

// run walks the tree from every place where a pattern may start.
//
// At the start of a line all patterns may start, at the start of a word those that
// the filter admits, and inside of a word the few that say so. Characters of
// unspaced scripts are each the start of a word.
func (s *scanner) run() {
	t, text := s.t, s.text
	inWord, lineStart := false, true
	for i := 0; i < len(text); {
		c, size := text[i], 1
		letter := c >= 'a' && c <= 'z'
		if c >= utf8.RuneSelf {
			letter, size = wide(text[i:])
		}
		switch {
		case inWord && letter:
			if t.openFirst[c] {
				s.inside(i)
			}
		case c == ' ':
		case lineStart || t.admits(text[i:]):
			s.walk(i, false)
		}
		inWord, lineStart = letter, c == '\n'
		i += size
		if c < utf8.RuneSelf && letter {
			i = s.skip(i)
		}
	}
}

// skip goes over the letters of a word at which nothing may start: they are
// most of a text.
func (s *scanner) skip(i int) int {
	for text := s.text; i < len(text); i++ {
		c := text[i]
		if c < 'a' || c > 'z' {
			break
		}
		if s.t.openFirst[c] {
			s.inside(i)
		}
	}
	return i
}

// inside walks from i, which is inside a word.
//
// inWord is true then, by which fits refuses what may not start there.
func (s *scanner) inside(i int) {
	if s.t.open.has(prefix(s.text[i:]) & shortMask) {
		s.walk(i, true)
	}
}

// wide reports for a character outside ASCII whether it is a letter of a
// spaced script, and its length.
func wide(text []byte) (letter bool, size int) {
	if len(text) > 1 && text[0] >= 0xc3 && text[0] < 0xd8 {
		// Latin, Greek, Cyrillic and Hebrew are nothing but letters once
		// folded, except for × and ÷.
		r := rune(text[0]&0x1f)<<6 | rune(text[1]&0x3f)
		return r != '×' && r != '÷', 2
	}
	r, size := utf8.DecodeRune(text)
	return spaced(r), size
}

// walk reports the patterns that start at i.
//
// A walk ends at the first byte that no pattern goes on with, mostly after a few.
func (s *scanner) walk(i int, inWord bool) {
	t, text := s.t, s.text
	n := int(t.root[text[i]])
	if n == 0 {
		return
	}
	for j := i + 1; ; j++ {
		nd := t.node(n)
		to := nd.end()
		if nd&isTail != 0 {
			tail := t.ends[to : to+nd.count()]
			if end := j + len(tail); end > len(text) || string(text[j:end]) != string(tail) {
				return
			}
			j += len(tail)
			to += len(tail)
		}
		if nd&isEnd != 0 {
			s.report(i, j, to, inWord)
		}
		if j >= len(text) {
			return
		}
		if n = t.next(n, nd, text[j]); n == 0 {
			return
		}
	}
}

// report checks the ends of each pattern whose target stands at a place; some ask for
// a line's end.
func (s *scanner) report(i, j, at int, inWord bool) {
	for last := false; !last; at += targetSize {
		v := binary.LittleEndian.Uint32(s.t.ends[at:])
		last = v&lastTarget != 0
		to := unpackTarget(v)
		if !fits(s.text, i, j, to.flag, inWord) {
			continue
		}
		if to.flag&openEnd != 0 {
			s.found(i, wordEnd(s.text, j), to)
			continue
		}
		s.found(i, j, to)
	}
}

// A side is held against those before it, the nearest first, as far as a pair of
// the lexicon reaches. With the first that fits it is a hit; further ones would
// only be longer.
//
//	"already a loyal subscriber": "already a" waits, "subscriber" closes the pair
func (s *scanner) found(i, j int, to target) {
	if to.side == 0 {
		s.hits = append(s.hits, Hit{to.id, int32(i), int32(j)})
		return
	}
	now := side{to.id, int32(i), int32(j), to.side}
	for k := range min(s.nsides, s.lex.recent) {
		before := &s.sides[(s.nsides-1-k)&(s.lex.recent-1)]
		if now.start-before.end > s.lex.reach {
			break
		}
		if before.pair == now.pair && before.which != now.which && s.near(before, &now) {
			s.hits = append(s.hits, Hit{s.lex.pairs[to.id].phrase, before.start, now.end})
			break
		}
	}
	s.sides[s.nsides&(s.lex.recent-1)] = now
	s.nsides++
}

// near reports whether the gap between two sides is short enough, and whether
// they stand in the order that the pair asks for.
//
// The gap is counted in characters, so that it is as wide in Russian as in
// English; counting is left out where the bytes are few enough.
func (s *scanner) near(a, b *side) bool {
	p := &s.lex.pairs[a.pair]
	if a.end > b.start || p.ordered && a.which != 1 {
		return false
	}
	gap := s.text[a.end:b.start]
	if len(gap) > utf8.UTFMax*int(p.within) || slices.Contains(gap, '\n') || p.ordered && endsSentence(gap) {
		return false
	}
	return len(gap) <= int(p.within) || utf8.RuneCount(gap) <= int(p.within)
}

// endsSentence reports whether a sentence ends inside the text: what stands on
// its two sides is then no phrase. Verb and object in any order may be apart.
//
//	"Subscribe now. All our letters"   the pair "subscribe … letters" is not found
func endsSentence(text []byte) bool {
	for i, c := range text {
		if (c == '.' || c == '!' || c == '?') && i+1 < len(text) && text[i+1] == ' ' {
			return true
		}
	}
	return false
}

// settle removes the hits that a larger one explains, and keeps the order. It
// returns how many are left.
//
//	"subscribe to comment"            a comment gate: the "subscribe" in it is dropped
//	"subscribers only" as a label     not a gate as well
//
// Hits come by their start, the longer first, so that what explains another stands
// before it and one pass with three ends is enough.
func (l *Lexicon) settle(hits []Hit) int {
	n := 0
	var all, teaser, gate int32 // where the last hit of each sort ends
	last := Hit{Phrase: -1}
	for _, h := range hits {
		k := l.Kind(h.Phrase)
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

// covers reports the kinds that explain all that stands inside of them.
func covers(k Kind) bool { return k == FeatureGate || k == CommentGate || k == Harmless }

func isGate(k Kind) bool { return k == GateSubscription || k == GateRegistration }
