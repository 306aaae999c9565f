package meta

import "sync"

// maxToken bounds the class tokens that are read; longer ones are generated.
const maxToken = 64

// letterWords are the words grouped by first letter.
var letterWords = sync.OnceValue(func() (t [26][]int) {
	for i := range words {
		c := words[i].text[0] - 'a'
		t[c] = append(t[c], i)
	}
	return t
})

// classify reads one class token or id: its own words, whatever their case.
func classify(token string) bits {
	if len(token) > maxToken || len(token) < 3 {
		return 0
	}
	var buf [maxToken]byte
	low := buf[:len(token)]
	for i := range len(token) {
		c := token[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	var b bits
	table := letterWords()
	for i, c := range low {
		if c < 'a' || c > 'z' {
			continue
		}
		for _, w := range table[c-'a'] {
			text := words[w].text
			if len(low)-i < len(text) || string(low[i:i+len(text)]) != text {
				continue
			}
			if words[w].whole && i > 0 && isLower(token[i]) && isLetter(token[i-1]) {
				continue
			}
			b |= words[w].bits
		}
	}
	return b
}

func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isLetter(c byte) bool { return isLower(c) || 'A' <= c && c <= 'Z' }
