package trees_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/trees"
)

func TestLoadFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data     []byte
		features int
		want     string
	}{
		"fits":            {sample(), 2, ""},
		"other features":  {sample(), 3, "has 2 features, want 3"},
		"not an ensemble": {nil, 2, "magic"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, err := trees.LoadFor(c.data, c.features)
			if c.want != "" {
				assert.ErrorContains(t, err, c.want)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.features, e.Features())
		})
	}
}

func TestShipped(t *testing.T) {
	t.Parallel()
	load := trees.Shipped(sample(), 2)
	assert.Equal(t, 1, load().Trees())
	first := load()
	assert.Same(t, first, load(), "it is read once")
	assert.Panics(t, func() { trees.Shipped(sample(), 3)() }, "a model of other features")
}
