package wordtable

import "unicode/utf8"

// Places is the most places that a table may have.
const Places = 1 << 15

// A word of stemBytes bytes and more counts by its beginning too, which stands for
// its stem: "subscription" shares that of "subscribe".
const stemBytes = 5

// maxWords is how many words of a text are read: it says early on what it is.
const maxWords = 60

// FNV-1a's numbers.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// AppendPlaces appends to dst the places of each word of a folded text, of it with
// the one before, and of its beginning. A character that is a word of its own in
// scripts without spaces, and one that is neither letter nor digit but says
// something, is a word. The places are those of the largest table, which a smaller
// one masks.
//
// For "subscribe now" these are: subscribe, its start "subsc", now, and each of the
// two words with the one before it; the first stands behind the text's start. For a
// pair the hash of the word before mixes in an order, so that "now subscribe" has
// another place.
func AppendPlaces(dst []uint32, folded []byte) []uint32 {
	h := hasher{places: dst, prev: fnvOffset, word: fnvOffset}
	for i := 0; i < len(folded) && h.words < maxWords; {
		switch c := folded[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h.add(c)
			h.grow()
			i++
		case c < utf8.RuneSelf:
			h.flush()
			if isSign(c) {
				h.add(c)
				h.size = 1
				h.flush()
			}
			i++
		default:
			_, n := utf8.DecodeRune(folded[i:])
			h.wide(folded[i : i+n])
			i += n
		}
	}
	h.flush()
	return h.places
}

// hasher is a text's words on the way.
type hasher struct {
	places      []uint32
	prev, word  uint32
	size, words int // letters of the word, words of the text
}

func (h *hasher) add(c byte) { h.word = (h.word ^ uint32(c)) * fnvPrime }

// grow counts a letter, after which the word may be long enough for a stem.
func (h *hasher) grow() {
	if h.size++; h.size == stemBytes {
		h.places = append(h.places, place(h.word+1))
	}
}

// wide adds a character outside of ASCII. One of three bytes and more is Han, Kana,
// Hangul and the like, and a word; one of two is a letter of a script that puts
// spaces between words.
func (h *hasher) wide(c []byte) {
	if len(c) <= 2 {
		for _, b := range c {
			h.add(b)
		}
		h.grow()
		return
	}
	h.flush()
	for _, b := range c {
		h.add(b)
	}
	h.size = 1
	h.flush()
}

func (h *hasher) flush() {
	if h.size == 0 {
		return
	}
	h.words++
	h.places = append(h.places, place(h.word), place((h.prev^h.word)*fnvPrime))
	h.prev, h.word, h.size = h.word*31+7, fnvOffset, 0
}

// isSign reports whether c is one of the signs that set a text that asks apart from
// one that tells.
func isSign(c byte) bool { return c == '?' || c == '!' || c == '$' || c == '%' || c == '>' || c == '@' }

// place spreads a hash over the largest table.
func place(h uint32) uint32 { return (h ^ h>>16) & (Places - 1) }
