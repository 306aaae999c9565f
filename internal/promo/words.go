package promo

import (
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf8"
)

// A table of words says what the wording of a text alone makes of it, without
// any list of phrases: each word, each pair of neighbours and each beginning of
// a longer word has a weight that was learned from labelled texts. Words share
// places by their hash; the weights of those that say nothing are near zero and
// do no harm there.
const (
	WordTable = 1 << 15 // weights of the table that tells promos
	KindTable = 1 << 12 // of those that tell kinds, which learn from promos alone
	stemBytes = 5
)

// maxWords is how many words of a text are read: a promo says early on what it
// wants.
const maxWords = 60

// Words is such a table.
//
// A weight is an int8 times scale, so that a table takes one byte for each place.
type Words struct {
	bias, scale float32
	weights     []int8
}

// PackWords writes a table: the bias, the scale and the weights.
func PackWords(bias, scale float32, weights []int8) []byte {
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(bias))
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scale))
	for _, w := range weights {
		out = append(out, byte(w))
	}
	return out
}

// LoadWords reads a table of size weights; size is a power of two.
//
// The length is checked, so that [Words.Score] can mask a hash and read without
// looking.
func LoadWords(data []byte, size int) (*Words, error) {
	if len(data) != 8+size {
		return nil, fmt.Errorf("promo: a table of words of %d bytes, want %d", len(data), 8+size)
	}
	w := &Words{
		bias: math.Float32frombits(binary.LittleEndian.Uint32(data)), scale: math.Float32frombits(binary.LittleEndian.Uint32(data[4:])),
		weights: make([]int8, size),
	}
	for i := range w.weights {
		w.weights[i] = int8(data[8+i])
	}
	return w, nil
}

// Score returns the log-odds that a folded text is part of a promo.
//
// A text without words has the bias alone.
func (w *Words) Score(folded []byte) float32 { return w.score(w.sum(folded)) }

// sum adds the weights of the text's words and counts them, in one pass.
func (w *Words) sum(folded []byte) (sum, n int32) {
	mask := uint32(len(w.weights) - 1)
	eachWord(folded, func(place uint32) {
		sum += int32(w.weights[place&mask])
		n++
	})
	return sum, n
}

// The sum is divided by the root of the count: a long text of weak signs should
// say more than a short one, but not in proportion. The trainer does the same.
func (w *Words) score(sum, n int32) float32 {
	if n == 0 {
		return w.bias
	}
	return w.bias + w.scale*float32(sum)/float32(math.Sqrt(float64(n)))
}

// WordPlaces appends the places in the table of a folded text's words.
//
// It is for training; the places are those of the largest table, which a smaller
// one masks.
func WordPlaces(dst []uint32, folded []byte) []uint32 {
	eachWord(folded, func(place uint32) { dst = append(dst, place) })
	return dst
}

// FNV-1a's numbers.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// eachWord gives the places of each word, of it with the one before, and of its
// beginning. A character that is a word of its own in scripts without spaces,
// and one that is neither letter nor digit but says something, is a word.
//
// For "subscribe now" these are: subscribe, its start "subsc", now, and each of the
// two words with the one before it. The start stands for a stem: "subscription"
// shares it. For a pair prev mixes in an order, so that "now subscribe" has another
// place.
func eachWord(t []byte, f func(place uint32)) {
	prev := uint32(fnvOffset)
	h, size, words := uint32(fnvOffset), 0, 0
	flush := func() {
		if size == 0 {
			return
		}
		words++
		f(place(h))
		f(place((prev ^ h) * fnvPrime))
		prev, h, size = h*31+7, fnvOffset, 0
	}
	for i := 0; i < len(t) && words < maxWords; {
		c := t[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h = (h ^ uint32(c)) * fnvPrime
			i++
		case c < utf8.RuneSelf:
			flush()
			i++
			if !isSign(c) {
				continue
			}
			h = (h ^ uint32(c)) * fnvPrime
			size = 1
			flush()
			continue
		default:
			// Three bytes and more are Han, Kana, Hangul and the like: a character is a word.
			// Two bytes are letters of scripts that put spaces between words.
			_, n := utf8.DecodeRune(t[i:])
			if n > 2 {
				flush()
			}
			for _, c := range t[i : i+n] {
				h = (h ^ uint32(c)) * fnvPrime
			}
			i += n
			if size++; n > 2 {
				flush()
				continue
			}
			size--
		}
		if size++; size == stemBytes {
			f(place(h + 1))
		}
	}
	flush()
}

// isSign reports whether c is one of the signs that set a text that asks apart from
// one that tells.
func isSign(c byte) bool { return c == '?' || c == '!' || c == '$' || c == '%' || c == '>' || c == '@' }

// place spreads a hash over the largest table.
func place(h uint32) uint32 { return (h ^ h>>16) & (WordTable - 1) }
