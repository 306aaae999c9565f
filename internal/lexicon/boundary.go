package lexicon

import "unicode/utf8"

// spaced reports whether r is a letter of a script that puts spaces between
// words. Han, Kana, Hangul and the scripts of South-East Asia do not, or hang
// particles on the word: there a phrase may stand anywhere.
//
// The ranges are of folded text: no capitals, and no letters that fold to others.
// For example "abo" must not be found in "about", but 購読 must be in 定期購読のご案内.
func spaced(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z'
	case r < 0x0e00:
		return r >= 0xc0 && r != '×' && r != '÷' && r != 0x060c && r != 0x061b && r != 0x061f && r != 0x0964 && r != 0x0965
	case r < 0x1100:
		return r >= 0x10a0
	}
	return r >= 0x1200 && r < 0x1780 || r >= 0x1e00 && r < 0x2000
}

// letterAt reports whether a letter of a spaced script starts at i.
func letterAt(text []byte, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z'
	}
	r, _ := utf8.DecodeRune(text[i:])
	return spaced(r)
}

// letterBefore reports whether such a letter ends at i.
//
// i is at least 1.
func letterBefore(text []byte, i int) bool {
	if c := text[i-1]; c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z'
	}
	r, _ := utf8.DecodeLastRune(text[:i])
	return spaced(r)
}

// digitAt reports whether a digit stands at i; it may lie outside of text.
func digitAt(text []byte, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// maxWord is the most bytes that are taken for the rest of a word. Otherwise a text
// without spaces would be one word, and each match in it as long as the rest.
const maxWord = 40

// wordEnd returns the end of the word that goes on at i.
//
// A hit of "abonn*" in "abonnement" ends with the word, not with the pattern.
func wordEnd(text []byte, i int) int {
	for end := min(i+maxWord, len(text)); i < end && letterAt(text, i); {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return i
}

// lineEndsAt reports whether the rest of the line, from i on, is punctuation.
//
// Labels end in colons and arrows: "Read also:" and "Read also >>" are the same.
func lineEndsAt(text []byte, i int) bool {
	for ; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case ' ', ':', '.', '!', '>', '"', '-', ')', ']', '|', '*':
		default:
			return false
		}
	}
	return true
}

// fits checks the ends of a match against the pattern's rules for them: inside
// a word only what says so, and no number that goes on.
//
//	"abo" in "abonnement"     no: a letter goes on
//	"1" in "12"               no: the number goes on
//	"購読" in "定期購読"        yes: no spaces to go by
func fits(text []byte, i, j int, f flags, inWord bool) bool {
	switch {
	case inWord && f&openStart == 0,
		f&atStart != 0 && i > 0 && text[i-1] != '\n',
		digitAt(text, i) && digitAt(text, i-1),
		digitAt(text, j-1) && digitAt(text, j):
		return false
	case f&atEnd != 0:
		return lineEndsAt(text, j)
	}
	return f&openEnd != 0 || !letterAt(text, j) || !letterBefore(text, j)
}
