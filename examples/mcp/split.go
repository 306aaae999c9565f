package main

import (
	"strings"
	"unicode/utf8"
)

// split cuts text into a piece of at most size bytes and the rest: after a
// block, else after a line, else after a word, but never before the piece is half
// full; where there is none of these, after a character. The two together are the
// text.
func split(text string, size int) (piece, rest string) {
	if len(text) <= size {
		return text, ""
	}
	for _, end := range []string{"\n\n", "\n", " "} {
		if i := strings.LastIndex(text[:size], end); i >= size/2 {
			i += len(end)
			return text[:i], text[i:]
		}
	}
	for i := size; i > 0; i-- {
		if utf8.RuneStart(text[i]) {
			return text[:i], text[i:]
		}
	}
	// Not even one character fits.
	_, n := utf8.DecodeRuneInString(text)
	return text[:n], text[n:]
}
