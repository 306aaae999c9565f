package ascii

import "strings"

// Graphic returns how many of the first bytes of s are visible characters of ASCII,
// which whoever reads a text copies as they are.
func Graphic(s string) int {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f {
			return i
		}
	}
	return len(s)
}

// HasLower returns set[strings.ToLower(s)]. It makes no string of a short s of ASCII.
func HasLower(set map[string]bool, s string) bool {
	var room [64]byte
	if len(s) > len(room) {
		return set[strings.ToLower(s)]
	}
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 {
			return set[strings.ToLower(s)]
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		room[i] = c
	}
	return set[string(room[:len(s)])]
}
