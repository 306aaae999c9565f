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

// maxWords is how many words of a text are read: a promo says early what it is.
const maxWords = 60

// Words is such a table.
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

// LoadWords reads a table of so many weights, a power of two.
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
func (w *Words) Score(folded []byte) float32 { return w.score(w.sum(folded)) }

func (w *Words) sum(folded []byte) (sum, n int32) {
	mask := uint32(len(w.weights) - 1)
	eachWord(folded, func(place uint32) {
		sum += int32(w.weights[place&mask])
		n++
	})
	return sum, n
}

func (w *Words) score(sum, n int32) float32 {
	if n == 0 {
		return w.bias
	}
	return w.bias + w.scale*float32(sum)/float32(math.Sqrt(float64(n)))
}

// WordPlaces appends the places in the table of a folded text's words.
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

// isSign reports the signs that tell a text that asks from one that tells.
func isSign(c byte) bool { return c == '?' || c == '!' || c == '$' || c == '%' || c == '>' || c == '@' }

func place(h uint32) uint32 { return (h ^ h>>16) & (WordTable - 1) }
