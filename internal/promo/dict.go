package promo

// dict is a map of words with a filter before it. Nearly all words of class
// names and addresses mean nothing here, and the filter turns most of those
// away for the cost of three bytes.
type dict[V name | target] struct {
	words map[string]V
	seen  [1 << 12]bool
}

func newDict[V name | target](size int) *dict[V] { return &dict[V]{words: make(map[string]V, size)} }

func (d *dict[V]) add(w string, v V) {
	d.words[w] |= v
	d.seen[hashWord(w)] = true
}

// of returns what the word means. The argument is bytes so that a caller with
// a buffer makes no string.
func (d *dict[V]) of(w []byte) V {
	if len(w) < 2 || !d.seen[hashBytes(w)] {
		return 0
	}
	return d.words[string(w)]
}

// hashWord hashes the first two letters, the last one and the length.
func hashWord(w string) int { return hashBytes([]byte(w)) }

func hashBytes(w []byte) int {
	return (int(w[0])<<7 ^ int(w[1])<<4 ^ int(w[len(w)-1])<<2 ^ len(w)) & (1<<12 - 1)
}
