package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/cleantext"
)

// validText returns s with U+FFFD for what is not UTF-8. Decoded pages have
// none of it, but a caller's own tree may: were a character dropped between
// such bytes, they would join to a new one.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

// plainRun returns the end of the characters from i on that are copied as they
// are, single spaces between them included. It stops at every byte that can
// begin a special character and leaves the decision to the caller.
func plainRun(s string, i int) int {
	start := i
	for ; i < len(s); i++ {
		if isPlainByte(s[i]) {
			continue
		}
		if s[i] != ' ' || i == start || i+1 == len(s) || !isPlainByte(s[i+1]) {
			return i
		}
	}
	return i
}

// isPlainByte reports the bytes that belong to no white space and to no
// invisible character, whatever follows: those begin with C2, D8, E1, E2, E3
// or EF in UTF-8.
func isPlainByte(c byte) bool {
	switch c {
	case 0x7f, 0xc2, 0xd8, 0xe1, 0xe2, 0xe3, 0xef:
		return false
	}
	return c > ' '
}

// isSpace reports what is written as an ordinary space. No-break and
// typographic spaces are among them: text in which some spaces differ cannot
// be searched.
func isSpace(r rune) bool {
	return r == ' ' || (r >= '\t' && r <= '\r') || (r >= 0x80 && unicode.IsSpace(r))
}

// isDropped reports characters that only steer the setting of lines: soft
// hyphen, zero-width space, word joiner, byte-order mark, controls.
func isDropped(r rune) bool {
	switch r {
	case 0x00ad, 0x180e, 0x200b, 0x2060, 0xfeff, 0xfffc:
		return true
	}
	return cleantext.Steers(r)
}

// isJoiner reports the invisible characters that some scripts need: the zero
// width joiners and the direction marks.
func isJoiner(r rune) bool {
	return r >= 0x200c && r <= 0x200f || r == 0x061c
}

// needsJoiner reports whether r does something after the text so far: joiners
// shape Arabic and Indic letters and bind emoji, direction marks order
// right-to-left text. After other letters they are litter that breaks search.
func needsJoiner(before []byte, r rune) bool {
	prev, _ := utf8.DecodeLastRune(before)
	rightToLeft := prev >= 0x0590 && prev < 0x0900 || prev >= 0xfb1d && prev < 0xff00 && prev != 0xfe0f
	if r > 0x200d {
		return rightToLeft
	}
	return rightToLeft || prev >= 0x0900 && prev < 0x1100 || prev >= 0x1780 && prev < 0x18b0 ||
		prev >= 0x2190 && prev < 0x2c00 || prev == 0xfe0f || prev >= 0x1f000 && prev < 0xe0000
}

// hasSpace reports whether a blank text keeps words apart. One that holds
// nothing but zero-width characters does not.
func hasSpace(s string) bool {
	for _, r := range s {
		if isSpace(r) {
			return true
		}
	}
	return false
}

// isSplitCapital reports a drop cap that must be the start of a longer word:
// one letter which no language of the Latin script writes as a word.
func isSplitCapital(b []byte) bool {
	if len(b) != 1 {
		return false
	}
	switch b[0] | 0x20 {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'z', 'k', 's', 'v':
		return false
	}
	return b[0]|0x20 >= 'a' && b[0]|0x20 <= 'z'
}

// isSeparatorLine reports a line of ornaments, as in "* * *", which stands for
// a thematic break.
func isSeparatorLine(s string) bool {
	if s == "" || len(s) > 24 {
		return false
	}
	for _, r := range s {
		switch r {
		case '*', '-', '_', '=', '~', '#', ' ', '\n', '•', '·', '⁂', '–', '—', '―', '─', '━', '◆', '◇', '■', '□',
			'●', '○', '★', '☆', '❖', '✻', '✽', '＊', '§', '⸻', '▪', '♦':
		default:
			return false
		}
	}
	return true
}
