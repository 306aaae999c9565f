package gbdt

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTrainKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "models")
	d := Data{Features: 1, X: []float32{0, 1, 2, 3, 4, 5, 6, 7}, Y: []float32{0, 0, 0, 0, 1, 1, 1, 1}}
	p := Params{Trees: 3, Depth: 2, MinChildWeight: 0.1}
	files := func() []string {
		found, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		return found
	}
	plain, err := TrainKept("", d, p)
	require.NoError(t, err)
	first, err := TrainKept(dir, d, p)
	require.NoError(t, err)
	assert.Equal(t, plain, first)
	require.Len(t, files(), 1)

	require.NoError(t, os.WriteFile(files()[0], []byte("kept"), 0o644))
	again, err := TrainKept(dir, d, p)
	require.NoError(t, err)
	assert.Equal(t, "kept", string(again), "the same data is not trained on twice")

	p.Workers = 7
	again, err = TrainKept(dir, d, p)
	require.NoError(t, err)
	assert.Equal(t, "kept", string(again), "the number of cores makes no other model")

	d.Y[3] = 1
	other, err := TrainKept(dir, d, p)
	require.NoError(t, err)
	assert.NotEqual(t, "kept", string(other), "one label more makes another model")
	p.Trees++
	_, err = TrainKept(dir, d, p)
	require.NoError(t, err)
	assert.Len(t, files(), 3)

	_, err = TrainKept(dir, Data{Features: 1}, p)
	assert.ErrorIs(t, err, ErrNoRows)
}
