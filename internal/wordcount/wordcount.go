// Package wordcount counts the characters and words of a text in any script. One
// rule serves all: the lengths by which a page's blocks are judged, and the
// counts that an article states.
package wordcount

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words returns the words of s as [Count] counts them.
func Words(s string) int {
	_, n := Count(s)
	return int(n)
}

// Count returns the characters other than white space and the words of s. A
// word is a run of letters and digits; each character of a script without spaces
// between words is one, see [Unspaced].
func Count(s string) (chars, words int32) {
	inWord := false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c <= ' ' {
				inWord = false
				continue
			}
			chars++
			word := asciiWord[c]
			if word && !inWord {
				words++
			}
			// An apostrophe or a full stop between letters stays in the word.
			inWord = word || (inWord && (c == '\'' || c == '.'))
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unicode.IsSpace(r) || Invisible(r):
			inWord = inWord && Invisible(r)
			continue
		case Unspaced(r):
			words++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !inWord {
				words++
			}
			inWord = true
		default:
			inWord = inWord && r == '’'
		}
		chars++
	}
	return chars, words
}

var asciiWord = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
	}
	return t
}()

// Unbroken returns s without what only says where a line may break: the soft
// hyphen, the zero width space, the word joiner and the byte order mark.
func Unbroken(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\u2060', '\ufeff':
			return -1
		}
		return r
	}, s)
}

// Unspaced reports whether r belongs to a script that sets no spaces between
// words, so that each character counts as a word of its own.
func Unspaced(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r < 0x0f00: // Thai, Lao
		return true
	case r < 0x1100:
		return r >= 0x1000 && r < 0x10a0 // Burmese
	case r >= 0x1780 && r < 0x1800: // Khmer
		return true
	case r < 0x3005:
		return false
	}
	return r >= 0x3005 && r <= 0x3007 || r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xff66 && r <= 0xff9f || r >= 0x20000 && r <= 0x3ffff
}

// Invisible reports characters that take no room: soft hyphen, zero-width
// space and joiners, word joiner, byte-order mark.
func Invisible(r rune) bool {
	switch r {
	case 0x00ad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x200e, 0x200f:
		return true
	}
	return false
}
