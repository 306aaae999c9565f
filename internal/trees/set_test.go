package trees_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/trees"
)

func TestPack(t *testing.T) {
	t.Parallel()
	members := map[string][]byte{"first": sample(), "second": sample(), "empty": {}}
	packed := trees.Pack(members)
	got, err := trees.Unpack(packed)
	require.NoError(t, err)
	assert.Equal(t, members, got)
	assert.Equal(t, packed, trees.Pack(got), "the same members give the same bytes")
	for n := range len(packed) {
		if _, err := trees.Unpack(packed[:n]); err != nil {
			assert.ErrorIs(t, err, trees.ErrFormat)
		}
	}
	_, err = trees.Unpack(packed[:len(packed)-1])
	assert.ErrorIs(t, err, trees.ErrFormat, "cut off")
	_, err = trees.Unpack(sample())
	assert.ErrorIs(t, err, trees.ErrFormat, "a single ensemble")
}
