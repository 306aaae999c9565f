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

func TestWordsScore(t *testing.T) {
	t.Parallel()
	weights := make([]int8, WordTable)
	for _, place := range WordPlaces(nil, []byte("sign up")) {
		weights[place] = 100
	}
	w, err := LoadWords(PackWords(-1, 0.05, weights), WordTable)
	require.NoError(t, err)
	assert.Greater(t, w.Score([]byte("sign up")), float32(2))
	assert.Greater(t, w.Score([]byte("please sign up today")), w.Score([]byte("please walk up today")))
	assert.InDelta(t, -1, w.Score(nil), 1e-6, "no words say what all texts have in common")
	assert.InDelta(t, -1, w.Score([]byte("harbour")), 0.5)
	_, err = LoadWords([]byte("short"), WordTable)
	assert.Error(t, err)
}

func TestWordPlaces(t *testing.T) {
	t.Parallel()
	assert.Equal(t, WordPlaces(nil, []byte("one two")), WordPlaces(nil, []byte("  one, two. ")), "what parts words says nothing")
	assert.NotEqual(t, WordPlaces(nil, []byte("one two")), WordPlaces(nil, []byte("two one")), "pairs have an order")
	assert.NotEqual(t, WordPlaces(nil, []byte("free")), WordPlaces(nil, []byte("free!")), "signs are words")
	assert.Len(t, WordPlaces(nil, []byte("購読")), 4, "each character is a word")
}
