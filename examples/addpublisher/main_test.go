package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

func TestRead(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, read(&out, page))
	head, text, _ := strings.Cut(out.String(), "\n\n")
	assert.Equal(t, `rule       sites/tide-table.example.toml
kicker     Seamanship
title      Slack water comes twice
published  2031-04
policy     metered
promo      membership: Join the crew`, head)
	paragraphs := strings.Split(strings.TrimSpace(text), "\n\n")
	require.Len(t, paragraphs, 3)
	for i, start := range []string{"Between the flood", "It comes twice", "After a storm"} {
		assert.True(t, strings.HasPrefix(paragraphs[i], start), paragraphs[i])
	}
}

// TestRuleIsNeeded shows that the page tells none of this by itself.
func TestRuleIsNeeded(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, printStory(&out, &gatefold.Extractor{}, page))
	for _, s := range []string{"kicker     Seamanship", "title      Slack water", "policy     metered"} {
		assert.NotContains(t, out.String(), s)
	}
}

func TestReadFails(t *testing.T) {
	t.Parallel()
	require.ErrorIs(t, read(&strings.Builder{}, " "), gatefold.ErrEmpty)
}
