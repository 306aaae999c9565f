// Package cleantext makes the strings of pages fit to be printed: valid UTF-8
// without what steers a terminal instead of showing something.
//
// Out go the control characters, C0, DEL and C1 (ESC begins a terminal's
// commands, and so does U+009B), and the bidirectional embeddings, overrides
// and isolates, with which a text can show another order than it has: a file
// name, an amount, a host. The marks that only join letters or order the
// neighbouring ones (U+200C to U+200F, U+061C) stay.
package cleantext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/ascii"
)

// Line returns s fit to be printed on one line. White space is single spaces
// then, if anything had to be changed.
func Line(s string) string {
	if isClean(s, false) {
		return s
	}
	return strings.Join(strings.FieldsFunc(scrub(s, false), func(r rune) bool { return r == ' ' }), " ")
}

// Text is [Line] for texts that have lines: line feeds and tabs stay, and a
// carriage return is a line feed or part of one.
func Text(s string) string {
	if isClean(s, true) {
		return s
	}
	return scrub(s, true)
}

// AppendCollapsed adds s to b with its white space as single spaces and without the
// characters that drop names, which is asked of none of ASCII that is visible. gap says
// that white space was passed before s and is owed; what is returned says so for what
// comes after. None is written at the start of b.
func AppendCollapsed(b *strings.Builder, s string, gap bool, drop func(rune) bool) bool {
	for i := 0; i < len(s); {
		n := ascii.Graphic(s[i:])
		r, size := rune(0), n
		if n == 0 {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case n == 0 && unicode.IsSpace(r):
			gap = true
		case n == 0 && drop(r):
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if n > 0 {
				b.WriteString(s[i : i+n])
			} else {
				b.WriteRune(r)
			}
		}
		i += size
	}
	return gap
}

// Steers reports the characters that steer a terminal or the order of a text:
// controls other than white space, and bidirectional embeddings, overrides and
// isolates.
func Steers(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') || r >= 0x7f && r < 0xa0 && r != nextLine || isBidi(r)
}

// nextLine is the one character of C1 that is white space.
const nextLine = 0x85

func isBidi(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// isClean looks at the bytes. It is asked for every string of every article,
// and nearly all are clean.
func isClean(s string, lines bool) bool {
	for i := 0; i < len(s); i++ {
		if plain[s[i]] {
			continue
		}
		switch c := s[i]; {
		case c == '\n' || c == '\t':
			if !lines {
				return false
			}
		case c < ' ' || c == 0x7f:
			return false
		case c == 0xc2:
			if i+1 < len(s) && s[i+1] < 0xa0 {
				return false
			}
		case i+2 < len(s) && isBidiTail(s[i+1], s[i+2]):
			return false
		}
	}
	return utf8.ValidString(s)
}

// plain are the bytes that belong to no character that [Steers] reports, nor
// to white space other than the space. In UTF-8 those of C1 begin with C2, the
// bidirectional ones with E2.
var plain = func() (p [256]bool) {
	for c := range p {
		p[c] = c >= ' ' && c != 0x7f && c != 0xc2 && c != 0xe2
	}
	return p
}()

// isBidiTail reports the second and third byte of a bidirectional control.
func isBidiTail(b, c byte) bool {
	return b == 0x80 && c >= 0xaa && c <= 0xae || b == 0x81 && c >= 0xa6 && c <= 0xa9
}

func scrub(s string, lines bool) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r' && i+1 < len(s) && s[i+1] == '\n':
			continue // the line feed follows
		case lines && (r == '\n' || r == '\t'):
		case lines && r == '\r':
			r = '\n'
		case r >= '\t' && r <= '\r' || r == nextLine:
			r = ' '
		case Steers(r):
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
