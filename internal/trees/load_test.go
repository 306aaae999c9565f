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
		features trees.Features
		want     string
	}{
		"fits":             {sample(), trees.Features{"a", "b"}, ""},
		"more features":    {sample(), trees.Features{"a", "b", "c"}, "other features"},
		"another meaning":  {sample(), trees.Features{"a", "x"}, "other features"},
		"in another order": {sample(), trees.Features{"b", "a"}, "other features"},
		"not an ensemble":  {nil, trees.Features{"a", "b"}, "magic"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, err := trees.LoadFor(c.data, c.features)
			if c.want != "" {
				assert.ErrorContains(t, err, c.want)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, len(c.features), e.Features())
		})
	}
}

func TestShipped(t *testing.T) {
	t.Parallel()
	load := trees.Shipped(sample(), func() trees.Features { return trees.Features{"a", "b"} })
	assert.Equal(t, 1, load().Trees())
	first := load()
	assert.Same(t, first, load(), "it is read once")
	assert.Panics(t, func() { trees.Shipped(sample(), func() trees.Features { return trees.Features{"a"} })() }, "a model of other features")
}
