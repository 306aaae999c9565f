package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a run of digits or of letters in the text of a date.
type token struct {
	kind  byte // 'n' number, 'w' word, or the sign itself
	num   int
	width int // digits of a number
	text  string
	space bool // white space stands before
	// at and end are where it stands in the text.
	at, end int
}

// tokenize splits a text into numbers, words and signs, limit of them at most.
func tokenize(out []token, s string, limit int) []token {
	space := false
	for i := 0; i < len(s) && len(out) < limit; {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' || r == '\u00ad':
			space = true
			i += size
			continue
		case digit(r) >= 0:
			t := token{kind: 'n', space: space, at: i}
			for i < len(s) {
				r, size = utf8.DecodeRuneInString(s[i:])
				n := digit(r)
				if n < 0 || t.width >= 18 {
					break
				}
				t.num = t.num*10 + n
				t.width++
				i += size
			}
			t.end = i
			out = append(out, t)
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			n := wordLen(s[i:])
			out = append(out, token{kind: 'w', text: strings.ToLower(s[i : i+n]), space: space, at: i, end: i + n})
			i += n
		default:
			if r == '−' || r == '–' || r == '—' || r == '‑' {
				r = '-'
			} else if r == '：' {
				r = ':'
			} else if r == '／' {
				r = '/'
			}
			if r < utf8.RuneSelf {
				out = append(out, token{kind: byte(r), space: space, at: i, end: i + size})
			}
			i += size
		}
		space = false
	}
	return out
}

// wordLen returns the length of the word at the start of s. A Han character is
// a word; a Thai abbreviation keeps its full stops; T and Z between digits are
// words of their own.
func wordLen(s string) int {
	n, small := 0, false
	for n < len(s) {
		if c := s[n]; 'a' <= c && c <= 'z' { // nearly always
			n, small = n+1, true
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) && (r == '년' || r == '월' || r == '일' || r == '시' || r == '분') {
			if n == 0 {
				return size
			}
			return n
		}
		thaiStop := r == '.' && n > 0 && isThai(s[:n])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !thaiStop {
			break
		}
		if small && unicode.IsUpper(r) {
			break // two elements without a space between: "HealthMay"
		}
		small = unicode.IsLower(r)
		n += size
	}
	return n
}

func isThai(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x0e00 && r < 0x0e80
}

// digit returns the value of a decimal digit of any script, -1 for others.
func digit(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if r < 0x660 || !unicode.Is(unicode.Nd, r) {
		return -1
	}
	// Digits of a script are ten in a row; the first of each row is found by
	// the blocks that pages use.
	for _, zero := range [...]rune{0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10} {
		if r >= zero && r < zero+10 {
			return int(r - zero)
		}
	}
	return -1
}
