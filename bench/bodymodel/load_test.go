package bodymodel

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/roles"
)

// Labels that are only learned from weigh half of those of the benchmark.
func TestTrust(t *testing.T) {
	t.Parallel()
	weight := func(set string, asked, is roles.Class) float32 {
		s := &sample{set: set, class: []roles.Class{is}, words: [][]string{{"subscribe", "now"}}}
		_, w := s.answer(asked, 0)
		return w
	}
	for _, is := range []roles.Class{roles.ClassPromo, roles.ClassFurniture} {
		assert.Equal(t, weight("blocks", roles.ClassPromo, is)/2, weight(training.Name, roles.ClassPromo, is))
	}
	assert.Equal(t, float32(0.5), weight(training.Name, roles.ClassKicker, roles.ClassKicker))
}
