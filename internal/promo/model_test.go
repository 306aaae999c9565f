package promo

import (
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

func TestFeaturesAreAsManyAsARowHas(t *testing.T) {
	t.Parallel()
	assert.Len(t, Features(), NumFeatures)
	assert.Len(t, KindFeatures(), NumKindFeatures)
	assert.Equal(t, numKinds, bits.OnesCount64(uint64(kindsTold)))
}

func TestLoadModel(t *testing.T) {
	t.Parallel()
	_, err := LoadModel(models.Promo)
	require.NoError(t, err, "the one that ships")
	members, err := trees.Unpack(models.Promo)
	require.NoError(t, err)
	for name := range members {
		cut := map[string][]byte{}
		for other, data := range members {
			if other != name {
				cut[other] = data
			}
		}
		_, err := LoadModel(trees.Pack(cut))
		assert.Error(t, err, "without %s", name)
	}
	_, err = LoadModel([]byte("no model"))
	assert.Error(t, err)
}
