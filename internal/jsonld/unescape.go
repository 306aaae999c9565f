package jsonld

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape decodes the escapes of a JSON string. A backslash before any other
// character stands for that character, as in browsers' own scripts: pages write
// \' and \&, which JSON does not know.
func unescape(s string) string {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for ; i >= 0; i = strings.IndexByte(s, '\\') {
		out = append(out, s[:i]...)
		s = s[i+1:]
		// A lone backslash at the end escapes nothing.
		if s == "" {
			break
		}
		c := s[0]
		s = s[1:]
		if c != 'u' {
			out = append(out, plainEscape(c))
			continue
		}
		var r rune
		r, s = hexEscape(s)
		out = utf8.AppendRune(out, r)
	}
	return string(append(out, s...))
}

// plainEscape decodes an escape of one letter. Backspace and form feed have no
// meaning in a headline and would reach the article as control characters; a space
// keeps the words apart.
func plainEscape(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'b', 'f':
		return ' '
	}
	return c
}

// hexEscape reads what follows \u, and the second half of a surrogate pair. Half a
// pair, which a headline cut by length ends in, becomes U+FFFD: it has no UTF-8.
//
//	\ud83d\ude00  →  😀      \ud83d…  →  \ufffd…
func hexEscape(s string) (rune, string) {
	r, ok := hex4(s)
	if !ok {
		return utf8.RuneError, s
	}
	s = s[4:]
	if !utf16.IsSurrogate(r) {
		return r, s
	}
	if len(s) >= 6 && s[0] == '\\' && s[1] == 'u' {
		if low, ok := hex4(s[2:]); ok {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, s[6:]
			}
		}
	}
	return utf8.RuneError, s
}

// hex4 reads four hexadecimal digits.
func hex4(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:4], 16, 16)
	return rune(n), err == nil
}
