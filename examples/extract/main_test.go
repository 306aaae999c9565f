package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExtract(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, extract(&out, "../../testdata/nknews.org/badges.html"))
	assert.True(t, strings.HasPrefix(out.String(), "Brass Buttons Return to the Harbour Police\n\nWould anyone notice a button?"))
	assert.Contains(t, out.String(), "policy subscription, completeness preview")
	assert.Contains(t, out.String(), `promo: subscription, "Try unlimited access"`)
	assert.NotContains(t, out.String(), "Only $1", "the offer is no part of the text")
}

func TestExtractFails(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.ErrorContains(t, extract(&out, "none.html"), "none.html")
	require.ErrorContains(t, extract(&out, "/dev/null"), "/dev/null: ")
	assert.Empty(t, out.String())
}
