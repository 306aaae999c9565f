package trees_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/trees"
)

// sample is one tree over two features, bias 1, leaves in halves:
// x0 > 2 ? (x1 > -1 ? 3 : 2) : 1.
func sample() []byte {
	b := header(trees.Features{"a", "b"})
	b = u16(b, 2, 1)
	b = f32(b, 1, 0.5)
	b = f32(append(b, 1), 2)
	b = f32(append(b, 1), -1)
	b = u16(b, 2)
	b = split(b, trees.RightSplits, 0)
	b = split(b, 1, 0)
	return u16(b, 2, 4, 6)
}

func header(f trees.Features) []byte {
	return binary.LittleEndian.AppendUint64([]byte(trees.Magic), f.Hash())
}

func u16(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func f32(b []byte, values ...float32) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

func split(b []byte, feature, cut int) []byte {
	return append(u16(b, feature), byte(cut))
}

func TestScore(t *testing.T) {
	t.Parallel()
	e, err := trees.Load(sample())
	require.NoError(t, err)
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, c := range map[string]struct {
		x    []float32
		want float32
		why  string
	}{
		"left":          {[]float32{0, 0}, 2, "first leaf"},
		"on the cut":    {[]float32{2, 5}, 2, "only above goes right"},
		"right, left":   {[]float32{3, -1}, 3, "second leaf"},
		"right, right":  {[]float32{3, 0}, 4, "third leaf"},
		"missing":       {[]float32{nan, 9}, 2, "NaN is above nothing"},
		"infinite":      {[]float32{inf, inf}, 4, "a leaf's own threshold is never exceeded"},
		"too few":       {[]float32{3}, 1, "the bias alone"},
		"more than two": {[]float32{3, 0, 7}, 4, "the rest is not read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, e.Score(c.x), c.why)
		})
	}
}

func TestScoreRowsIsScore(t *testing.T) {
	t.Parallel()
	e, err := trees.Load(sample())
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 2))
	for rows := range 10 {
		x := make([]float32, 2*rows)
		for i := range x {
			x[i] = float32(rng.NormFloat64() * 3)
		}
		out := make([]float32, rows)
		e.ScoreRows(x, out)
		for i := range out {
			assert.Equal(t, e.Score(x[2*i:2*i+2]), out[i])
		}
	}
	out := []float32{9, 9}
	e.ScoreRows([]float32{3, 0}, out)
	assert.Equal(t, []float32{1, 1}, out, "too few values score the bias")
}

func TestAddPickedGoesOn(t *testing.T) {
	t.Parallel()
	e, err := trees.Load(sample())
	require.NoError(t, err)
	x := []float32{0.2, 3, -1, 0.7, 2, 2, 5, -4, 0, 0, 7, 7, 2.5, -2}
	want := make([]float32, 7)
	e.ScoreRows(x, want)
	for _, picked := range [][]int32{nil, {3}, {0, 2, 5, 6}, {6, 5, 4, 3, 2, 1, 0}} {
		for cut := range e.Trees() + 2 {
			got := make([]float32, 7)
			for i := range got {
				got[i] = e.Bias()
			}
			e.AddPicked(x, got, picked, 0, cut)
			e.AddPicked(x, got, picked, cut, e.Trees())
			for i := range got {
				if slices.Contains(picked, int32(i)) {
					assert.Equal(t, want[i], got[i], "row %d, the first %d trees apart", i, cut)
				} else {
					assert.Equal(t, e.Bias(), got[i], "row %d was not picked", i)
				}
			}
		}
	}
}

func TestZeroEnsemble(t *testing.T) {
	t.Parallel()
	var e trees.Ensemble
	assert.Zero(t, e.Score(nil))
	out := []float32{5}
	e.ScoreRows(nil, out)
	assert.Equal(t, []float32{0}, out)
}

func TestProbability(t *testing.T) {
	t.Parallel()
	assert.Equal(t, float32(0.5), trees.Probability(0))
	assert.InDelta(t, 0.7311, trees.Probability(1), 1e-4)
	assert.Equal(t, float32(0), trees.Probability(float32(math.Inf(-1))))
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	const head = 8 + 8 + 4 + 8 // magic, hash, counts, bias and scale
	firstSplit := head + 2*5 + 2
	edit := func(at int, values ...int) []byte { b := sample(); copy(b[at:], u16(nil, values...)); return b }
	nan := f32(nil, float32(math.NaN()))
	for name, c := range map[string]struct {
		data []byte
		why  string
	}{
		"empty":             {nil, "magic"},
		"other magic":       {append([]byte("GFTREES2"), sample()[8:]...), "magic"},
		"ends early":        {sample()[:len(sample())-1], "ends early"},
		"ends in the cuts":  {sample()[:head+3], "ends early"},
		"more follows":      {append(sample(), 0), "length"},
		"tree missing":      {edit(18, 2), ""},
		"no such feature":   {edit(firstSplit, 2|trees.RightSplits), "does not exist"},
		"no such cut":       {slices.Replace(sample(), firstSplit+2, firstSplit+3, 1), "does not exist"},
		"split too many":    {edit(firstSplit, trees.LeftSplits|trees.RightSplits), "children"},
		"split too few":     {edit(firstSplit, 0), "children"},
		"child of the last": {edit(firstSplit+3, 1|trees.LeftSplits), "children"},
		"too many splits":   {edit(firstSplit-2, 1<<14), "too many"},
		"bias not finite":   {slices.Replace(sample(), 20, 24, nan...), "finite"},
		"cut not finite":    {slices.Replace(sample(), head+1, head+5, nan...), "finite"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := trees.Load(c.data)
			require.ErrorIs(t, err, trees.ErrFormat)
			assert.ErrorContains(t, err, c.why)
		})
	}
}

// FuzzLoad checks that what loads also scores: within the steps of its depth,
// the same one by one and abreast, with no panic for any row.
func FuzzLoad(f *testing.F) {
	f.Add(sample(), uint64(1))
	f.Add(u16(f32(u16(header(nil), 0, 1), 1, 1), 0, 7), uint64(2))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		e, err := trees.Load(data)
		if err != nil {
			require.ErrorIs(t, err, trees.ErrFormat)
			return
		}
		if e.Features() > 1000 {
			return
		}
		rng := rand.New(rand.NewPCG(seed, 0))
		rows := 1 + int(seed%20) // that go abreast and by themselves
		x := make([]float32, rows*e.Features())
		for i := range x {
			x[i] = math.Float32frombits(rng.Uint32())
		}
		out := make([]float32, rows)
		e.ScoreRows(x, out)
		for i := range out {
			one := e.Score(x[i*e.Features() : (i+1)*e.Features()])
			if e.Features() > 0 {
				assert.Equal(t, math.Float32bits(one), math.Float32bits(out[i]))
			}
		}
		e.Above(x, 0) // of leaves of any size, which need not add up
		assert.Contains(t, []int{0, 1}, trees.Most([]*trees.Ensemble{e, e}, x))
	})
}

// full makes trees of depth 6 with every split in use, the usual shape.
func full(count, features int) []byte {
	rng := rand.New(rand.NewPCG(5, 6))
	b := u16(header(nil), features, count)
	b = f32(b, 0, 0.001)
	for range features {
		b = append(b, 60)
		for i := range 60 {
			b = f32(b, float32(i-30)/10)
		}
	}
	for range count {
		b = u16(b, 63)
		for i := range 63 {
			feature := rng.IntN(features)
			if i < 31 {
				feature |= trees.LeftSplits | trees.RightSplits
			}
			b = split(b, feature, rng.IntN(60))
		}
		for range 64 {
			b = u16(b, rng.IntN(2000))
		}
	}
	return b
}

// BenchmarkScoreRows scores 300 rows of 80 features, the blocks of a page,
// with 150 trees of depth 6.
func BenchmarkScoreRows(b *testing.B) {
	e, x, out := bench(b)
	b.ReportAllocs()
	for b.Loop() {
		e.ScoreRows(x, out)
	}
}

func BenchmarkScore(b *testing.B) {
	e, x, out := bench(b)
	b.ReportAllocs()
	for b.Loop() {
		for i := range out {
			out[i] = e.Score(x[i*80 : (i+1)*80])
		}
	}
}

func bench(b *testing.B) (*trees.Ensemble, []float32, []float32) {
	e, err := trees.Load(full(150, 80))
	require.NoError(b, err)
	rng := rand.New(rand.NewPCG(7, 8))
	x, out := make([]float32, 300*80), make([]float32, 300)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return e, x, out
}
