package rules

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestIndex holds the index to the files that it was made from.
func TestIndex(t *testing.T) {
	t.Parallel()
	want := readEmbedded()
	index := writeIndex(want, fingerprint(embedded))
	if *Update {
		require.NoError(t, os.WriteFile("zindex.bin", index, 0o644))
		return
	}
	require.True(t, bytes.Equal(index, []byte(shippedIndex)), "run go generate ./rules")
	got := readIndex(shippedIndex, fingerprint(embedded))
	require.NotNil(t, got)
	assert.Equal(t, want.Common(), got.Common())
	assert.Equal(t, want.AttrNames(), got.AttrNames())
	require.Len(t, got.hosts, len(want.hosts))
	for host, r := range want.hosts {
		assert.Equal(t, r.path, got.hosts[host].path, host)
	}
	next := got.Files()
	var heads []Head
	for h := range next {
		heads = append(heads, h)
	}
	i := 0
	for h := range want.Files() {
		require.Less(t, i, len(heads))
		assert.Equal(t, h, heads[i])
		i++
	}
	assert.Len(t, heads, i)
}

// TestIndexOfOtherFiles is what keeps an index from being read for files that were
// edited since.
func TestIndexOfOtherFiles(t *testing.T) {
	t.Parallel()
	assert.Nil(t, readIndex(shippedIndex, "another"))
	assert.NotEmpty(t, fingerprint(embedded))
}
