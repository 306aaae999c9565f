package target

// dict is a map of words with a filter before it. Nearly all words of
// addresses mean nothing, and the filter turns most of those away for the cost of
// three bytes.
// The filter may say yes wrongly, never no: then the map decides.
type dict struct {
	words map[string]Set
	seen  [1 << 12]bool
}

func newDict(size int) *dict { return &dict{words: make(map[string]Set, size)} }

func (d *dict) add(w string, v Set) {
	d.words[w] |= v
	d.seen[hashWord(w)] = true
}

// of returns what the word means. It takes bytes so that a caller with a buffer need
// not make a string.
func (d *dict) of(w []byte) Set {
	if len(w) < 2 || !d.seen[hashBytes(w)] {
		return 0
	}
	return d.words[string(w)]
}

// hashWord hashes the first two letters, the last one and the length.
func hashWord(w string) int { return hashBytes([]byte(w)) }

// hashBytes is hashWord for bytes; w must have at least two.
func hashBytes(w []byte) int {
	return (int(w[0])<<7 ^ int(w[1])<<4 ^ int(w[len(w)-1])<<2 ^ len(w)) & (1<<12 - 1)
}
