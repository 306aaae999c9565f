// Package wordtable tells by its words alone what a text is: each word, each
// pair of neighbours and each beginning of a longer word has weights that were
// learned from labelled texts, so that no list of phrases is needed.
//
// Words share places by their hash; the weights of those that say nothing are near
// zero and do no harm there.
package wordtable

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// MaxColumns is the most columns that a table may have.
const MaxColumns = 12

// MaxWeight is the largest weight of a word: none decides on its own.
const MaxWeight = 8.0

// scale turns an int8 into a weight.
const scale = MaxWeight / math.MaxInt8

// Table holds for each place a weight a column. A column answers one question.
type Table struct {
	columns int
	mask    uint32
	bias    []float32
	weights []byte // an int8 of each place in turn, a column each; then a word of none
}

// Column is what a column is packed from: the log-odds of a text without words,
// and a weight for each place.
type Column struct {
	Bias    float64
	Weights []float64
}

// ErrFormat is in the chain of what [Load] returns for data that is no table.
var ErrFormat = errors.New("not a table of words")

// Pack writes a table, for [Load]. All columns have the same number of places, a
// power of two. A weight beyond [MaxWeight] is cut.
func Pack(columns []Column) []byte {
	var out []byte
	for _, c := range columns {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(c.Bias)))
	}
	for place := range columns[0].Weights {
		for _, c := range columns {
			out = append(out, byte(int8(math.Round(min(MaxWeight, max(-MaxWeight, c.Weights[place]))/scale))))
		}
	}
	return out
}

// Load reads a table of so many columns and places, a power of two of them. It
// returns an error in whose chain [ErrFormat] is where the data is of another
// length.
//
// The length is checked, so that scoring can mask a hash and read without looking.
func Load(data []byte, columns, places int) (*Table, error) {
	if columns < 1 || columns > MaxColumns || places < 1 || places > Places || places&(places-1) != 0 {
		return nil, fmt.Errorf("%w: %d columns of %d places", ErrFormat, columns, places)
	}
	if want := columns * (4 + places); len(data) != want {
		return nil, fmt.Errorf("%w: %d bytes, want %d", ErrFormat, len(data), want)
	}
	t := &Table{columns: columns, mask: uint32(places - 1), weights: make([]byte, columns*places+16)}
	for i := range columns {
		t.bias = append(t.bias, math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:])))
	}
	copy(t.weights, data[4*columns:])
	return t, nil
}

// Sums are the weights of a text's words by column, before they become log-odds.
// The zero value is that of a text without words; sums of several texts that belong
// together go on in one.
type Sums struct {
	sums   [MaxColumns]int32
	places int32
}

// Add adds the words at the places, as [AppendPlaces] gives them.
func (t *Table) Add(s *Sums, places []uint32) {
	s.places += int32(len(places))
	if t.columns == 1 {
		for _, p := range places {
			s.sums[0] += int32(int8(t.weights[p&t.mask]))
		}
		return
	}
	for len(places) > 0 {
		some := places[:min(len(places), mostInLane)]
		for first := 0; first < t.columns; first += 8 {
			t.addEight(s.sums[first:], some, first)
		}
		places = places[len(some):]
	}
}

// mostInLane is how many bytes fit a lane of 16 bits.
const mostInLane = math.MaxUint16 / math.MaxUint8

// addEight adds up to eight columns from number first on, in two words of four lanes
// each: the columns of even number and those of odd. 128 is put to each weight, so
// that none is negative and borrows of the lane beside it, and taken away at the end.
func (t *Table) addEight(sums []int32, places []uint32, first int) {
	const (
		signs = 0x8080808080808080
		lanes = 0x00ff00ff00ff00ff
	)
	var even, odd uint64
	for _, p := range places {
		w := binary.LittleEndian.Uint64(t.weights[int(p&t.mask)*t.columns+first:]) ^ signs
		even += w & lanes
		odd += w >> 8 & lanes
	}
	for c := range min(8, t.columns-first) {
		lane := even
		if c%2 == 1 {
			lane = odd
		}
		sums[c] += int32(lane>>(c/2*16)&math.MaxUint16) - int32(128*len(places))
	}
}

// LogOdds writes the log-odds of each column into dst.
//
// The sum is divided by the root of the count: a long text of weak signs should say
// more than a short one, but not in proportion. Training does the same.
func (t *Table) LogOdds(dst []float32, s *Sums) {
	root := float32(math.Sqrt(float64(max(1, s.places))))
	for c := range dst[:t.columns] {
		dst[c] = t.bias[c] + scale*float32(s.sums[c])/root
	}
}

// Score writes the log-odds of one text, by the places of its words.
func (t *Table) Score(dst []float32, places []uint32) {
	var s Sums
	t.Add(&s, places)
	t.LogOdds(dst, &s)
}
