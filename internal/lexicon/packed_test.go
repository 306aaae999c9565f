package lexicon

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// TestPackIsWhole compares a lexicon with what is left of it after packing.
func TestPackIsWhole(t *testing.T) {
	t.Parallel()
	want, err := Load(lexicondata.FS)
	require.NoError(t, err)
	got := unpack(want.pack(1), want.meanings.packed, 1)
	assert.Equal(t, want, got)
	files, err := readFiles(lexicondata.FS)
	require.NoError(t, err)
	c := newCompiler(0)
	for _, f := range files {
		c.file(f.Name, f.Data)
	}
	for k, words := range c.lex.words {
		assert.Equal(t, words, got.Words(WordKind(k)), WordKind(k).String())
	}
	c.finish() // joins phrases
	require.Equal(t, len(c.lex.phrases), got.Len())
	for i, p := range c.lex.phrases {
		require.Equal(t, p, got.Phrase(int32(i)))
		require.Equal(t, p.Kind, got.Kind(int32(i)))
	}
	assert.Equal(t, c.lex.pairs, got.pairs)
	assert.Equal(t, c.lex.reach, got.reach)
}
