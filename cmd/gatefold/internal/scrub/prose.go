package scrub

import (
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

// label returns a name of about n words, as links and buttons have.
func (g *grammar) label(d *dice, n int, list []part) string {
	least := 1 << 30
	var fits []part
	for _, p := range list {
		switch far := distance(p.n, n); {
		case far < least:
			least, fits = far, append(fits[:0], p)
		case far == least:
			fits = append(fits, p)
		}
	}
	return d.pick(fits).text
}

func distance(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
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

// smallWords are those that an English title writes small.
var smallWords = map[string]bool{"a": true, "an": true, "and": true, "as": true, "at": true, "but": true, "by": true, "for": true, "in": true, "of": true, "on": true, "or": true, "the": true, "to": true}

// apply gives a text of a language the style.
func (st style) apply(text, lang string) string {
	switch st {
	case asShout:
		return strings.ToUpper(text)
	case asTitle:
		toks := tokenize(text)
		english := lang == "en"
		var b strings.Builder
		last := 0
		for i, t := range toks {
			b.WriteString(text[last:t.start])
			w := text[t.start:t.end]
			if i == 0 || len(w) >= 4 || english && !smallWords[strings.ToLower(w)] {
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
