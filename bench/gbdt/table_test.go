package gbdt_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/trees"
)

func TestTable(t *testing.T) {
	t.Parallel()
	d := rings(3000, 3, 5)
	d.Names = trees.Features{"a", "b", "c"}
	d.W = make([]float32, d.Rows())
	for i := range d.W {
		d.W[i] = float32(1 + i%3)
	}
	p := gbdt.Params{Trees: 8, Depth: 4, RowFraction: 0.7, Seed: 3}
	table, err := gbdt.NewTable(d.X, d.Features, d.Names, p)
	require.NoError(t, err)
	want, err := gbdt.TrainKept("", d, p)
	require.NoError(t, err)
	got, err := table.Train("", d.Y, d.W, p)
	require.NoError(t, err)
	assert.Equal(t, want, got, "a table is the same rows")

	d.W[17] = 0
	without, err := table.Train("", d.Y, d.W, p)
	require.NoError(t, err)
	d.Y[17] = 1 - d.Y[17]
	again, err := table.Train("", d.Y, d.W, p)
	require.NoError(t, err)
	assert.Equal(t, without, again, "a row that weighs nothing says nothing")

	wide, err := gbdt.NewTable(d.X, d.Features, trees.Features{"a", "b", "c", "later"}, p)
	require.NoError(t, err)
	data, err := wide.Train(t.TempDir(), d.Y, d.W, p)
	require.NoError(t, err)
	e, err := trees.LoadFor(data, trees.Features{"a", "b", "c", "later"})
	require.NoError(t, err)
	assert.Equal(t, 4, e.Features(), "for rows that have more to them")

	_, err = gbdt.NewTable(d.X, d.Features, d.Names[:2], p)
	require.Error(t, err, "a feature without a name")
	_, err = gbdt.NewTable(nil, 3, d.Names, p)
	require.ErrorIs(t, err, gbdt.ErrNoRows)
	_, err = table.Train("", d.Y[1:], d.W, p)
	assert.Error(t, err)
}
