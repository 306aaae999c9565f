package blocks

import (
	"strings"
	"unicode"
)

// words splits a text as the labels' own scorer does: each kana, Han or Thai
// character is a word unless a word of other letters runs on into it.
func words(text string) []string {
	text = lower(text)
	var out []string
	start := -1
	for i, r := range text {
		switch {
		case start >= 0 && isWord(r):
		case start >= 0:
			out = append(out, text[start:i])
			start = -1
			if standsAlone(r) {
				out = append(out, string(r))
			}
		case standsAlone(r):
			out = append(out, string(r))
		case isWord(r):
			start = i
		}
	}
	if start >= 0 {
		out = append(out, text[start:])
	}
	return out
}

// lower is the full lower case of the dotted capital I, two characters, where
// strings.ToLower gives one.
func lower(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "\u0130", "i\u0307"))
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func standsAlone(r rune) bool {
	return 0x3040 <= r && r <= 0x30ff || 0x3400 <= r && r <= 0x9fff || 0x0e00 <= r && r <= 0x0e7f
}

// Same reports whether two texts are one as the labels' own scorer compares them.
func Same(a, b string) bool { return fold(a) == fold(b) }

// fold makes texts comparable that differ in case, white space, and the forms
// of quotes and dashes.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0xad, r == 0x200b, unicode.IsSpace(r), 0x1c <= r && r <= 0x1f:
			return -1
		case r == 0x2018, r == 0x2019, r == 0x201b, r == 0x2bc:
			return '\''
		case r == 0x201c, r == 0x201d, r == 0x201e, r == 0xab, r == 0xbb:
			return '"'
		case 0x2010 <= r && r <= 0x2015:
			return '-'
		}
		return r
	}, lower(s))
}

// amount writes a price without trailing zeros.
func amount(s string) string {
	s = strings.ReplaceAll(s, ",", ".")
	if !strings.Contains(s, ".") || !strings.HasSuffix(s, "0") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// bag counts things.
type bag[T comparable] map[T]int

func bagOf[T comparable](items ...[]T) bag[T] {
	b := bag[T]{}
	for _, list := range items {
		b.add(list)
	}
	return b
}

func (b bag[T]) add(items []T) {
	for _, it := range items {
		b[it]++
	}
}

func (b bag[T]) size() (n int) {
	for _, c := range b {
		n += c
	}
	return n
}

// common is how many things are in both.
func (b bag[T]) common(c bag[T]) (n int) {
	for it, have := range b {
		n += min(have, c[it])
	}
	return n
}

// beyond is how many things of b are left when those of the others are taken out.
func (b bag[T]) beyond(others ...bag[T]) (n int) {
	for it, left := range b {
		for _, o := range others {
			left -= o[it]
		}
		n += max(0, left)
	}
	return n
}
