package trees_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

// shippedKinds are the ensembles that tell the kinds of promos apart, and the one
// that tells gates: many trees, of differing depth.
func shippedKinds(t *testing.T) (kinds []*trees.Ensemble, gate *trees.Ensemble) {
	t.Helper()
	members, err := trees.Unpack(models.Promo)
	require.NoError(t, err)
	for _, name := range []string{"subscription", "registration", "newsletter", "donation", "app", "event"} {
		e, err := trees.Load(members[name])
		require.NoError(t, err, name)
		kinds = append(kinds, e)
	}
	gate, err = trees.Load(members["gate"])
	require.NoError(t, err)
	return kinds, gate
}

// randomRow has values at which many splits of the shipped ensembles go either way.
func randomRow(r *rand.Rand, n int) []float32 {
	row := make([]float32, n)
	for i := range row {
		switch r.IntN(4) {
		case 0:
			row[i] = r.Float32()
		case 1:
			row[i] = float32(r.IntN(300))
		case 2:
			row[i] = 1
		}
	}
	return row
}

func TestAboveIsTheAnswerOfAllTrees(t *testing.T) {
	t.Parallel()
	_, gate := shippedKinds(t)
	r := rand.New(rand.NewPCG(1, 2))
	above := 0
	for range 300 {
		row := randomRow(r, gate.Features())
		score := gate.Score(row)
		for _, bound := range []float32{score - 1e-4, score, score + 1e-4, -8, -4, -1.5, 0} {
			want := score > bound
			if want {
				above++
			}
			assert.Equal(t, want, gate.Above(row, bound), "%g > %g", score, bound)
		}
	}
	assert.Greater(t, above, 300, "both answers come up")
	assert.False(t, gate.Above(nil, gate.Bias()), "a row that is too short has the bias")
	assert.True(t, gate.Above(nil, gate.Bias()-1))
}

func TestMostIsTheHighestScore(t *testing.T) {
	t.Parallel()
	kinds, _ := shippedKinds(t)
	r := rand.New(rand.NewPCG(3, 4))
	seen := map[int]bool{}
	for range 300 {
		row := randomRow(r, kinds[0].Features())
		want, most := -1, float32(0)
		for i, e := range kinds {
			if v := e.Score(row); want < 0 || v > most {
				want, most = i, v
			}
		}
		seen[want] = true
		assert.Equal(t, want, trees.Most(kinds, row))
	}
	assert.Greater(t, len(seen), 2, "no kind is always the answer")
	assert.Equal(t, 0, trees.Most([]*trees.Ensemble{kinds[1], kinds[1]}, randomRow(r, kinds[1].Features())), "the first of equals")
	assert.Equal(t, -1, trees.Most(nil, nil))
}
