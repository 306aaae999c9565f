package scrub

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dice give the same numbers for the same text on the same page.
type dice uint32

func (d *dice) roll(n int) int {
	*d = *d*1664525 + 1013904223
	return int(uint32(*d)>>8) % max(n, 1)
}

// pick returns one of the parts, the empty part where there are none.
func (d *dice) pick(parts []part) part {
	if len(parts) == 0 {
		return part{}
	}
	return parts[d.roll(len(parts))]
}

// clauseWords is about how many words a clause has.
const clauseWords = 11

// sentence returns the parts of a sentence of about n words, in their order.
func (g *grammar) sentence(d *dice, n int) []part {
	count := max(1, (n+clauseWords/3)/clauseWords)
	var out []part
	used := map[string]bool{}
	for i := range count {
		// What one clause had too much or too little, the next makes up for.
		have := 0
		for _, p := range out {
			have += p.n
		}
		want := (n - have) / (count - i)
		if i > 0 {
			j := d.pick(g.joins)
			want -= j.n
			out = append(out, j)
		}
		out = append(out, g.clause(d, want, used)...)
	}
	return out
}

// clause returns a subject, a predicate and what it takes to have n words.
func (g *grammar) clause(d *dice, n int, used map[string]bool) []part {
	subject, predicate := d.pick(g.subjects), d.pick(g.predicates)
	for range 24 {
		if subject.n+predicate.n <= n && !used[subject.text] && !used[predicate.text] {
			break
		}
		subject, predicate = d.pick(g.subjects), d.pick(g.predicates)
	}
	used[subject.text], used[predicate.text] = true, true
	var more []part
	for left := n - subject.n - predicate.n; left > 0 && len(more) < 4; {
		best := part{}
		for range 12 {
			p := d.pick(g.adverbials)
			if p.n <= left && !used[p.text] && (p.n > best.n || p.n == left) {
				best = p
			}
		}
		if best.n == 0 {
			break
		}
		used[best.text] = true
		more = append(more, best)
		left -= best.n
	}
	// "early because the ferry was late", not the other way round.
	slices.SortStableFunc(more, func(a, b part) int { return a.n - b.n })
	if g.inner {
		return append(append([]part{subject}, more...), predicate)
	}
	return append([]part{subject, predicate}, more...)
}

// question returns the parts of a question of about n words.
func (g *grammar) question(d *dice, n int) []part {
	q := d.pick(g.questions)
	for range 8 {
		if q.n <= n {
			break
		}
		q = d.pick(g.questions)
	}
	out := []part{q}
	used := map[string]bool{}
	for left := n - q.n; left > 0; {
		best := part{}
		for range 12 {
			if p := d.pick(g.adverbials); p.n <= left && !used[p.text] && p.n > best.n {
				best = p
			}
		}
		if best.n == 0 {
			break
		}
		used[best.text] = true
		out = append(out, best)
		left -= best.n
	}
	return out
}

// label returns a name of n words, as headings and links have; a longer one is a
// sentence.
func (g *grammar) label(d *dice, n int, list []part) []part {
	var fits []part
	for _, p := range list {
		if p.n == n {
			fits = append(fits, p)
		}
	}
	switch {
	case len(fits) > 0:
		return []part{d.pick(fits)}
	case n > 3:
		return g.sentence(d, n)
	}
	// Of an unspaced script, or of a length that the list has not.
	best := part{}
	for range 8 {
		if p := d.pick(list); best.n == 0 || distance(p.n, n) < distance(best.n, n) {
			best = p
		}
	}
	return []part{best}
}

func distance(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}

// joined writes parts as a text with about as many commas: before what joins two
// clauses first, then before the longer parts.
func joined(parts []part, commas int, spaced bool) string {
	comma := make([]bool, len(parts))
	for _, joins := range [...]bool{true, false} {
		for i := len(parts) - 1; i > 1 && commas > 0; i-- {
			if p := &parts[i]; p.join == joins && !parts[i-1].join && !comma[i] && !strings.HasPrefix(p.text, "、") && (joins || p.rest && p.n >= 3) {
				comma[i] = true
				commas--
			}
		}
	}
	var b strings.Builder
	for i, p := range parts {
		if comma[i] {
			b.WriteString(commaSign(spaced))
		}
		if i > 0 && spaced {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}

func commaSign(spaced bool) string {
	if spaced {
		return ","
	}
	return "、"
}

// style is how a text uses capitals.
type style int

const (
	asSentence style = iota
	asShout          // THE WHOLE TEXT
	asTitle          // Every Longer Word
	asSmall          // starts with a small letter
)

// styleOf reads the style of a text with its words.
func styleOf(text string, toks []token, nouns bool) style {
	upper, lower, long, tall := 0, 0, 0, 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	first := true
	start := asSentence
	for _, t := range toks {
		if t.number || t.as == asSite || t.as == asName {
			first = false
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[t.start:t.end])
		if first && unicode.IsLower(r) {
			start = asSmall
		}
		first = false
		if t.end-t.start >= 4 {
			long++
			if unicode.IsUpper(r) {
				tall++
			}
		}
	}
	switch {
	case upper > 3 && lower*8 < upper:
		return asShout
	case !nouns && long > 3 && tall*10 >= long*8:
		return asTitle
	}
	return start
}

// apply gives a text the style; pinned reports the words that stay as they are.
func (st style) apply(text string) string {
	switch st {
	case asShout:
		return strings.ToUpper(text)
	case asTitle:
		toks := tokenize(text)
		var b strings.Builder
		last := 0
		for i, t := range toks {
			b.WriteString(text[last:t.start])
			w := text[t.start:t.end]
			if i == 0 || len(w) >= 4 {
				w = capital(w)
			}
			b.WriteString(w)
			last = t.end
		}
		return b.String() + text[last:]
	case asSmall:
		return text
	}
	toks := tokenize(text)
	if len(toks) == 0 || toks[0].number {
		return text
	}
	return text[:toks[0].start] + capital(text[toks[0].start:])
}

// capital makes the first letter of a text a capital.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(r) {
		return text
	}
	return string(unicode.ToTitle(r)) + text[size:]
}
