package wordtable_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/wordtable"
)

// odds returns the log-odds of a text.
func odds(t *wordtable.Table, columns int, text string) []float32 {
	var sums wordtable.Sums
	t.Add(&sums, wordtable.AppendPlaces(nil, []byte(text)))
	out := make([]float32, columns)
	t.LogOdds(out, &sums)
	return out
}

// table has two columns: one that wants "sign up", one that knows nothing.
func table() []byte {
	asks := wordtable.Column{Bias: -1, Weights: make([]float64, wordtable.Places)}
	for _, place := range wordtable.AppendPlaces(nil, []byte("sign up")) {
		asks.Weights[place] = 5
	}
	return wordtable.Pack([]wordtable.Column{asks, {Bias: 2, Weights: make([]float64, wordtable.Places)}})
}

func TestLogOdds(t *testing.T) {
	t.Parallel()
	w, err := wordtable.Load(table(), 2, wordtable.Places)
	require.NoError(t, err)
	assert.Greater(t, odds(w, 2, "sign up")[0], float32(2))
	assert.Greater(t, odds(w, 2, "please sign up today")[0], odds(w, 2, "please walk up today")[0])
	assert.InDelta(t, -1, odds(w, 2, "")[0], 1e-6, "no words say what all texts have in common")
	assert.InDelta(t, 2, odds(w, 2, "sign up")[1], 1e-6, "each column answers for itself")
	var sums wordtable.Sums
	for _, text := range []string{"sign", "up"} {
		w.Add(&sums, wordtable.AppendPlaces(nil, []byte(text)))
	}
	var joined [2]float32
	w.LogOdds(joined[:], &sums)
	assert.Greater(t, joined[0], odds(w, 2, "sign")[0], "texts that belong together add up")
}

// TestColumnsAddUpApart holds the sums against those of single columns, of so many
// places that one word of lanes does not hold them.
func TestColumnsAddUpApart(t *testing.T) {
	t.Parallel()
	const size = 64
	r := rand.New(rand.NewPCG(1, 2))
	var places []uint32
	for range 1000 {
		places = append(places, r.Uint32N(size))
	}
	for n := 1; n <= wordtable.MaxColumns; n++ {
		columns := make([]wordtable.Column, n)
		for c := range columns {
			columns[c].Bias = float64(c)
			for range size {
				columns[c].Weights = append(columns[c].Weights, wordtable.MaxWeight*(2*r.Float64()-1))
			}
			columns[c].Weights[7], columns[c].Weights[8] = -wordtable.MaxWeight, wordtable.MaxWeight
		}
		all, err := wordtable.Load(wordtable.Pack(columns), n, size)
		require.NoError(t, err)
		for _, some := range [][]uint32{places, places[:100], {7, 7, 7}, {8, 8}, nil} {
			got := make([]float32, n)
			all.Score(got, some)
			for c := range columns {
				one, err := wordtable.Load(wordtable.Pack(columns[c:c+1]), 1, size)
				require.NoError(t, err)
				var want [1]float32
				one.Score(want[:], some)
				assert.Equal(t, want[0], got[c], "column %d of %d", c, n)
			}
		}
	}
}

func TestPackCutsWeights(t *testing.T) {
	t.Parallel()
	pack := func(v float64) []byte {
		c := wordtable.Column{Weights: make([]float64, 8)}
		c.Weights[3] = v
		return wordtable.Pack([]wordtable.Column{c})
	}
	assert.Equal(t, pack(wordtable.MaxWeight), pack(1000))
	assert.NotEqual(t, pack(wordtable.MaxWeight), pack(1))
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, size := range []struct{ columns, places int }{
		{1, wordtable.Places}, {2, wordtable.Places / 2}, {0, 8}, {wordtable.MaxColumns + 1, 8}, {2, 7}, {2, 2 * wordtable.Places},
	} {
		_, err := wordtable.Load(table(), size.columns, size.places)
		assert.ErrorIs(t, err, wordtable.ErrFormat, "%+v", size)
	}
	_, err := wordtable.Load([]byte("short"), 1, 8)
	assert.ErrorIs(t, err, wordtable.ErrFormat)
}

func TestAppendPlaces(t *testing.T) {
	t.Parallel()
	places := func(s string) []uint32 { return wordtable.AppendPlaces(nil, []byte(s)) }
	assert.Equal(t, places("one two"), places("  one, two. "), "what parts words says nothing")
	assert.NotEqual(t, places("one two"), places("two one"), "pairs have an order")
	assert.NotEqual(t, places("free"), places("free!"), "signs are words")
	assert.Len(t, places("購読"), 4, "each character is a word")
	assert.Subset(t, places("subscription"), places("subscribe")[:1], "long words share their beginning")
	for _, p := range places("Tölt ünnep 購読 !") {
		assert.Less(t, p, uint32(wordtable.Places))
	}
}

func FuzzAppendPlaces(f *testing.F) {
	f.Add([]byte("sign up!"))
	f.Add([]byte("購読\xff\xc3"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got := wordtable.AppendPlaces([]uint32{7}, text)
		require.Equal(t, uint32(7), got[0], "what stood there stays")
		require.LessOrEqual(t, len(got), 1+3*61, "the words of a text are bounded")
		for _, p := range got[1:] {
			require.Less(t, p, uint32(wordtable.Places))
		}
	})
}
