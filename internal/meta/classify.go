package meta

import (
	"strings"
	"sync"
)

// maxToken bounds the class tokens that are read; longer ones are generated.
const maxToken = 64

// wordIndex finds the words by their first three letters, so that nearly every
// place of a token costs one test of a bit.
type wordIndex struct {
	// code numbers the letters of either case from 0; others have 255.
	code [256]uint8
	// starts has a bit for each three letters, 32 to a letter.
	starts [32 * 32]uint32
	words  [26][]int
}

var indexWords = sync.OnceValue(func() *wordIndex {
	t := new(wordIndex)
	for c := range t.code {
		t.code[c] = 255
	}
	for c := range uint8(26) {
		t.code['a'+c], t.code['A'+c] = c, c
	}
	for i := range words {
		text := words[i].text
		a, b, c := t.code[text[0]], t.code[text[1]], t.code[text[2]]
		t.starts[int(a)<<5|int(b)] |= 1 << (c & 31)
		t.words[a] = append(t.words[a], i)
	}
	return t
})

// classify reads one class token or id: the words in it, whatever their case.
func (t *wordIndex) classify(token string) bits {
	if len(token) > maxToken || len(token) < 3 {
		return 0
	}
	var b bits
	x, y := t.code[token[0]], t.code[token[1]]
	for i := 2; i < len(token); i++ {
		z := t.code[token[i]]
		if x|y < 32 && t.starts[int(x)<<5|int(y)]>>(z&31)&1 != 0 {
			b |= t.wordsAt(token, i-2, x)
		}
		x, y = y, z
	}
	return b
}

func (t *wordIndex) wordsAt(token string, i int, first uint8) bits {
	var b bits
	for _, w := range t.words[first] {
		text := words[w].text
		if len(token)-i < len(text) || t.code[token[i+2]] != t.code[text[2]] || !strings.EqualFold(token[i:i+len(text)], text) {
			continue
		}
		if words[w].whole && i > 0 && isLower(token[i]) && isLetter(token[i-1]) {
			continue
		}
		b |= words[w].bits
	}
	return b
}

func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isLetter(c byte) bool { return isLower(c) || 'A' <= c && c <= 'Z' }
