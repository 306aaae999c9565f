package gbdt_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/trees"
)

// rings makes rows whose answer no single feature tells: yes inside a ring of
// the first two, or where the third is missing.
func rings(rows, features int, seed uint64) gbdt.Data {
	rng := rand.New(rand.NewPCG(seed, 1))
	d := gbdt.Data{Features: features}
	for range rows {
		x := make([]float32, features)
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		if rng.IntN(20) == 0 {
			x[2] = float32(math.NaN())
		}
		r := x[0]*x[0] + x[1]*x[1]
		var y float32
		if (r > 0.5 && r < 2) || x[2] != x[2] {
			y = 1
		}
		d.X = append(d.X, x...)
		d.Y = append(d.Y, y)
	}
	return d
}

func accuracy(m *gbdt.Model, d gbdt.Data) float64 {
	right := 0
	for i, y := range d.Y {
		if (m.Predict(d.Row(i)) > 0.5) == (y > 0.5) {
			right++
		}
	}
	return float64(right) / float64(len(d.Y))
}

func TestTrainLearnsWhatNoFeatureTellsAlone(t *testing.T) {
	t.Parallel()
	train, test := rings(6000, 6, 1), rings(2000, 6, 2)
	m, err := gbdt.Train(train, gbdt.Data{}, gbdt.Params{Trees: 60, Depth: 5})
	require.NoError(t, err)
	assert.Greater(t, accuracy(m, test), 0.95)

	order := m.Importance()
	first := []int{order[0].Feature, order[1].Feature, order[2].Feature}
	assert.ElementsMatch(t, []int{0, 1, 2}, first, "the three features that decide lead the report")
	assert.Greater(t, order[0].Gain+order[1].Gain+order[2].Gain, 0.9)
}

func TestTrainIsTheSameOnAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	train := rings(20000, 9, 3)
	p := gbdt.Params{Trees: 12, RowFraction: 0.7, FeatureFraction: 0.6, Seed: 7, Leaves: 20}
	var first []byte
	for _, workers := range []int{1, 2, 5} {
		p.Workers = workers
		m, err := gbdt.Train(train, gbdt.Data{}, p)
		require.NoError(t, err)
		got, err := m.Bytes()
		require.NoError(t, err)
		if first == nil {
			first = got
		}
		assert.Equal(t, first, got, "%d workers", workers)
	}
	p.Seed++
	m, err := gbdt.Train(train, gbdt.Data{}, p)
	require.NoError(t, err)
	other, err := m.Bytes()
	require.NoError(t, err)
	assert.NotEqual(t, first, other, "another seed draws other rows")
}

func TestEarlyStopKeepsTheBestTrees(t *testing.T) {
	t.Parallel()
	// The labels are noise, so that more trees only make the validation worse.
	noise := func(seed uint64) gbdt.Data {
		d := rings(600, 4, seed)
		rng := rand.New(rand.NewPCG(seed, 9))
		for i := range d.Y {
			d.Y[i] = float32(rng.IntN(2))
		}
		return d
	}
	var losses []float64
	m, err := gbdt.Train(noise(1), noise(2), gbdt.Params{
		Trees: 200, EarlyStop: 10, Progress: func(_ int, _, valid float64) { losses = append(losses, valid) },
	})
	require.NoError(t, err)
	assert.Less(t, len(losses), 100)
	assert.Equal(t, len(losses)-10, m.Trees())
}

func TestWeightsCount(t *testing.T) {
	t.Parallel()
	d := gbdt.Data{X: []float32{1, 1, 1, 1}, Features: 1, Y: []float32{1, 0, 0, 0}, W: []float32{300, 1, 1, 1}}
	m, err := gbdt.Train(d, gbdt.Data{}, gbdt.Params{Trees: 3})
	require.NoError(t, err)
	assert.Greater(t, m.Predict([]float32{1}), float32(0.95), "the one yes outweighs three noes")
}

// TestChoiceComparesTheRowsOfAGroup has a yes on the largest value of a group:
// on whole numbers alone it cannot be told which groups a value is large for,
// so that a row for itself is a guess where a choice is not.
func TestChoiceComparesTheRowsOfAGroup(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	d := gbdt.Data{Features: 2}
	for range 400 {
		n, level := 2+rng.IntN(5), float32(rng.IntN(20))
		best := rng.IntN(n)
		for i := range n {
			x := level + float32(rng.IntN(4))
			if i == best {
				x = level + 4 + float32(rng.IntN(4))
			}
			d.X = append(d.X, x, float32(rng.NormFloat64()))
			d.Y = append(d.Y, map[bool]float32{true: 1}[i == best])
		}
		d.Groups = append(d.Groups, n)
	}
	m, err := gbdt.Train(d, gbdt.Data{}, gbdt.Params{Trees: 150, Depth: 3})
	require.NoError(t, err)
	right, at := 0, 0
	for _, n := range d.Groups {
		best := at
		for i := at; i < at+n; i++ {
			if m.Score(d.Row(i)) > m.Score(d.Row(best)) {
				best = i
			}
		}
		if d.Y[best] == 1 {
			right++
		}
		at += n
	}
	assert.Greater(t, right, 380, "of 400 groups")
}

// TestBagsAreTheMean trains two models apart and in one: their mean stands in
// the one, to the last bits of a sum.
func TestBagsAreTheMean(t *testing.T) {
	t.Parallel()
	d := rings(300, 3, 7)
	p := gbdt.Params{Trees: 12, Depth: 3, RowFraction: 0.6, Seed: 4}
	first, err := gbdt.Train(d, gbdt.Data{}, p)
	require.NoError(t, err)
	p.Seed = 5
	second, err := gbdt.Train(d, gbdt.Data{}, p)
	require.NoError(t, err)
	p.Seed, p.Bags = 4, 2
	both, err := gbdt.Train(d, gbdt.Data{}, p)
	require.NoError(t, err)
	assert.Equal(t, 24, both.Trees())
	for i := range d.Rows() {
		assert.InDelta(t, (first.Score(d.Row(i))+second.Score(d.Row(i)))/2, both.Score(d.Row(i)), 1e-4)
	}
	assert.NotEqual(t, first.Score(d.Row(0)), second.Score(d.Row(0)))
}

func TestTrainRefuses(t *testing.T) {
	t.Parallel()
	ok := rings(10, 3, 1)
	yes := slices.Repeat([]float32{1}, 10)
	for name, c := range map[string]struct{ train, valid gbdt.Data }{
		"no rows":          {gbdt.Data{Features: 3}, gbdt.Data{}},
		"short X":          {gbdt.Data{X: ok.X[1:], Features: 3, Y: ok.Y}, gbdt.Data{}},
		"short W":          {gbdt.Data{X: ok.X, Features: 3, Y: ok.Y, W: []float32{1}}, gbdt.Data{}},
		"no features":      {gbdt.Data{Y: ok.Y}, gbdt.Data{}},
		"other features":   {ok, rings(10, 4, 1)},
		"group too long":   {gbdt.Data{X: ok.X, Features: 3, Y: yes, Groups: []int{4, 7}}, gbdt.Data{}},
		"rows in no group": {gbdt.Data{X: ok.X, Features: 3, Y: yes, Groups: []int{4, 5}}, gbdt.Data{}},
		"group without":    {gbdt.Data{X: ok.X, Features: 3, Y: make([]float32, 10), Groups: []int{10}}, gbdt.Data{}},
		"short validation": {ok, gbdt.Data{X: ok.X[1:], Features: 3, Y: ok.Y}},
	} {
		_, err := gbdt.Train(c.train, c.valid, gbdt.Params{})
		assert.Error(t, err, name)
	}
}

func TestBytesScoreLikeTheModel(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]gbdt.Params{
		"level by level": {Trees: 40, Depth: 6},
		"best leaf":      {Trees: 40, Depth: 20, Leaves: 31},
		"stumps":         {Trees: 10, Depth: 1},
		"no split":       {Trees: 2, MinChildWeight: 1e9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			train, test := rings(4000, 7, 4), rings(300, 7, 5)
			m, err := gbdt.Train(train, gbdt.Data{}, p)
			require.NoError(t, err)
			raw, err := m.Bytes()
			require.NoError(t, err)
			e, err := trees.Load(raw)
			require.NoError(t, err)
			require.Equal(t, 7, e.Features())
			require.Equal(t, m.Trees(), e.Trees())
			out := make([]float32, test.Rows())
			e.ScoreRows(test.X, out)
			for i := range test.Y {
				x := test.Row(i)
				assert.InDelta(t, m.Score(x), e.Score(x), 0.005)
				assert.Equal(t, e.Score(x), out[i], "one by one and abreast")
			}
		})
	}
}

func TestBinsKeepRareValuesApart(t *testing.T) {
	t.Parallel()
	// Nine of ten rows are 0; the answer depends on the other values only.
	d := gbdt.Data{Features: 1}
	for i := range 5000 {
		var x float32
		if i%10 == 0 {
			x = float32(i%97) + 1
		}
		d.X = append(d.X, x)
		y := float32(0)
		if x > 40 && x < 60 {
			y = 1
		}
		d.Y = append(d.Y, y)
	}
	m, err := gbdt.Train(d, gbdt.Data{}, gbdt.Params{Trees: 50})
	require.NoError(t, err)
	assert.Equal(t, 1.0, accuracy(m, d))
}

func TestInfiniteValues(t *testing.T) {
	t.Parallel()
	inf := float32(math.Inf(1))
	d := gbdt.Data{Features: 1}
	for range 50 {
		d.X = append(d.X, -inf, 0, inf)
		d.Y = append(d.Y, 1, 0, 1)
	}
	m, err := gbdt.Train(d, gbdt.Data{}, gbdt.Params{Trees: 50})
	require.NoError(t, err)
	assert.Equal(t, 1.0, accuracy(m, d))
	raw, err := m.Bytes()
	require.NoError(t, err)
	_, err = trees.Load(raw)
	require.NoError(t, err, "no threshold is infinite")
}

func BenchmarkTrain(b *testing.B) {
	d := rings(300_000, 80, 1)
	b.ResetTimer()
	for range b.N {
		if _, err := gbdt.Train(d, gbdt.Data{}, gbdt.Params{Trees: 10}); err != nil {
			b.Fatal(err)
		}
	}
}
