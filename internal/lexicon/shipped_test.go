//go:build !js

package lexicon

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestShippedIsCurrent holds the compiled lexicon to the files that it is made from.
func TestShippedIsCurrent(t *testing.T) {
	t.Parallel()
	forms, meanings, err := Compile()
	require.NoError(t, err)
	const hint = "run go generate ./internal/lexicon"
	assert.True(t, bytes.Equal(forms, shippedForms), hint)
	assert.True(t, bytes.Equal([]byte(meanings), []byte(shippedMeanings)), hint)
	assert.Nil(t, unpack(shippedForms, shippedMeanings, 0), "of other files")
}

// TestEditedFileIsRead keeps the compiled lexicon from hiding what stands in a file.
func TestEditedFileIsRead(t *testing.T) {
	t.Parallel()
	one := fstest.MapFS{"aa.toml": {Data: []byte("lang = \"aa\"")}}
	two := fstest.MapFS{"aa.toml": {Data: []byte("lang = \"aa\"\n")}}
	three := fstest.MapFS{"bb.toml": {Data: []byte("lang = \"aa\"")}}
	assert.NotEqual(t, fingerprint(one), fingerprint(two))
	assert.NotEqual(t, fingerprint(one), fingerprint(three))
}
