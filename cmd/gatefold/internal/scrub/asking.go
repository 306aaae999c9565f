package scrub

import (
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// askingText composes a text that asks, sentence by sentence, of the sentences that
// the language has for that: the one that says the same to the models.
func (s *scrubber) askingText(src string, at setting) string {
	toks := tokenize(src)
	s.mark(src, toks, false)
	st := styleOf(src, toks, s.grammar.capitals)
	var b strings.Builder
	last := 0
	for _, c := range clauses(src, toks) {
		from, to := toks[c[0]].start, toks[c[1]-1].end
		from, to = withSigns(src, last, from, to)
		b.WriteString(src[last:from])
		rest := src[to:]
		end := rest[:len(rest)-len(strings.TrimLeft(rest, ".!?"))]
		text := s.asking(src[from:to], end, st, at)
		if strings.ContainsAny(src[last:from], "¿¡") {
			text = strings.TrimLeft(text, "¿¡")
		}
		b.WriteString(text)
		last = to + len(end)
	}
	b.WriteString(src[last:])
	return b.String()
}

// withSigns widens a sentence by the sign of money before its first number and by that
// or the sign of a share behind its last; last is where the one before it ends.
func withSigns(src string, last, from, to int) (int, int) {
	if r, size := utf8.DecodeLastRuneInString(src[last:from]); strings.ContainsRune("$€£¥", r) {
		from -= size
	}
	rest := strings.TrimLeft(src[to:], " \u00a0")
	if r, size := utf8.DecodeRuneInString(rest); strings.ContainsRune("$€£¥%", r) {
		to = len(src) - len(rest) + size
	}
	return from, to
}

// maxJoined bounds the sentences that stand for one.
const maxJoined = 3

// asking composes one sentence that asks; end is the sign behind it.
func (s *scrubber) asking(src, end string, st style, at setting) string {
	toks := tokenize(src)
	s.mark(src, toks, false)
	want := s.senseOf(src + end)
	offers, numbers, site := s.stated(src, toks)
	if own := styleOf(src, toks, s.grammar.capitals); st != asShout && st != asTitle {
		st = own
	}
	finish := func(text string) string {
		if end == "" {
			text = strings.TrimSuffix(text, ".")
		} else if r, _ := utf8.DecodeLastRuneInString(text); !strings.ContainsRune(".!?", r) {
			text += end
		}
		return st.apply(text, s.grammar.lang)
	}
	best, least := "", 1e9
	try := func(text string, more float64) {
		if s.shares(text) {
			more += 100
		}
		got := s.senseOf(text)
		if far := want.far(&got) + more; far < least {
			best, least = text, far
		}
	}
	// The words of the page that any text of the kind has, where there are few others.
	if text, others := s.almost(src, toks); others*4 <= len(toks) {
		try(finish(text), float64(others)*2+0.5*float64(max(0, len(toks)-4)))
	}
	if !want.asks() && len(toks) > longestLabel {
		try(finish(s.tale.peek("brief", len(toks))), 1.5)
	}
	ours := best // stays where no sentence of the list is nearer
	joinedSoFar := ""
	chosen := ""
	for range maxJoined {
		before, entry := least, ""
		lines := s.grammar.asking
		if (at.form || len(toks) <= 4) && joinedSoFar == "" {
			lines = append(lines[:len(lines):len(lines)], s.grammar.hints...)
		}
		for _, p := range lines {
			text, ok := fillIn(p.text, offers, numbers, site)
			if !ok || len(offers) > 0 && joinedSoFar == "" && !strings.Contains(p.text, "{offer}") && len(toks) > 2 {
				continue
			}
			whole := text
			if joinedSoFar != "" {
				if strings.Contains(p.text, "{offer}") || p.n < 4 || s.kindsOf(text)&^want.kinds != 0 {
					continue
				}
				whole = sentenceJoin(joinedSoFar, text)
			}
			if distanceOver(len(tokenize(whole)), len(toks)) {
				continue
			}
			more := 0.0
			if len(toks) > 3 && s.said[p.text] {
				more = 3.5
			}
			was := best
			if try(finish(whole), more); best != was {
				entry, chosen = p.text, whole
			}
		}
		if entry == "" || joinedSoFar != "" && least > before-joinGain || least >= before {
			break
		}
		s.said[entry] = true
		joinedSoFar = chosen
	}
	if best == "" {
		best = ours
	}
	if best == "" {
		best = finish(s.filled(src, toks, setting{}))
	}
	return best
}

// joinGain is how much nearer to the page's text a second or third sentence has to bring
// ours: one sentence reads better than two that have little to do with one another.
const joinGain = 0.6

// distanceOver reports a text that is much longer than it should be.
func distanceOver(have, want int) bool { return have > want+max(1, want/8) }

// sentenceJoin puts a sentence behind another.
func sentenceJoin(a, b string) string {
	if r, _ := utf8.DecodeLastRuneInString(a); strings.ContainsRune(".!?。", r) {
		return a + " " + b
	}
	return a + ". " + b
}

// kindsOf are the kinds of phrase in a text.
func (s *scrubber) kindsOf(text string) block.Wording {
	return s.lexicon().Kinds(lexicon.Fold(nil, text))
}

// fillIn puts what a page states into a sentence of ours, false where it states no
// such thing.
func fillIn(text string, offers, numbers []string, site string) (string, bool) {
	if strings.Contains(text, "{offer}") {
		if len(offers) == 0 {
			return "", false
		}
		text = strings.Replace(text, "{offer}", strings.Join(offers, ", "), 1)
	}
	if strings.Contains(text, "{site}") {
		if site == "" {
			return "", false
		}
		text = strings.Replace(text, "{site}", site, 1)
	}
	text = once(text)
	for i := 0; strings.Contains(text, "{n}"); i++ {
		if i >= len(numbers) {
			return "", false
		}
		text = strings.Replace(text, "{n}", numbers[i], 1)
	}
	return text, true
}

// once writes a word once that stands twice in a row, where an offer begins as the
// sentence around it ends: "for for $1".
func once(text string) string {
	words := strings.Split(text, " ")
	out := words[:1]
	for _, w := range words[1:] {
		if !strings.EqualFold(w, out[len(out)-1]) || w == "" || strings.ContainsAny(w[:1], "0123456789") {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// stated returns the prices, the numbers and the name of the site in a sentence.
func (s *scrubber) stated(src string, toks []token) (offers, numbers []string, site string) {
	for _, c := range chunksOf(src, toks, s) {
		switch c.as {
		case asPrice:
			offers = append(offers, shortOffer(c.text))
		case asNumber, asPercent:
			numbers = append(numbers, strings.Trim(c.text, " %\u00a0"))
		case asSite:
			site = c.text
		}
	}
	return offers, numbers, site
}

// maxOffer is how many words of an offer stay in a row.
const maxOffer = 7

// shortOffer cuts the words of an offer that would be a sentence of the page.
func shortOffer(text string) string {
	if i := strings.IndexByte(text, '('); i > 0 && strings.Count(text, "(") > strings.Count(text, ")") {
		text = strings.TrimRight(text[:i], " ")
	}
	left := maxOffer
	if toks := tokenize(text); len(toks) > 0 && toks[len(toks)-1].alone {
		left *= 2
	}
	if len(tokenize(text)) <= left {
		return text
	}
	return cutWords(text, &left, "")
}

// almost writes a text with what stays of it, and counts the words of the page that
// are neither wording nor small words: they are left out.
func (s *scrubber) almost(src string, toks []token) (string, int) {
	others := 0
	for _, t := range toks {
		if t.as == asWord && !t.keep && !small(src[t.start:t.end]) {
			others++
		}
	}
	// A long one would be the page's own sentence.
	if len(toks) > 7 {
		return "", len(toks)
	}
	return s.filled(src, toks, setting{}), others
}
