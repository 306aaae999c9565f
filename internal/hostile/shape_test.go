package hostile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/hostile"
)

func TestShapesAreOfTheSizeAsked(t *testing.T) {
	t.Parallel()
	shapes := hostile.All()
	assert.GreaterOrEqual(t, len(shapes), 120)
	seen := map[string]bool{}
	for _, s := range shapes {
		require.False(t, seen[s.Name], "%s: twice", s.Name)
		seen[s.Name] = true
		const size = 40_000
		assert.InDelta(t, size, len(s.Page(size)), size/5, s.Name)
		first := s.Page(size)
		assert.Equal(t, first, s.Page(size), s.Name)
	}
}
