package rules_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

func manual(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(data)
}

// TestManualExample loads the whole file that the manual shows.
func TestManualExample(t *testing.T) {
	t.Parallel()
	_, rest, ok := strings.Cut(manual(t), "## A whole file\n\n```toml\n")
	require.True(t, ok)
	text, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	set, err := rules.Embedded().With(files("sites/news.example.toml", text))
	require.NoError(t, err)
	assert.Len(t, set.For("news.example").Layouts(), 2)
}

// TestManualsOfWording loads the files that the two manuals show of wording of
// one's own.
func TestManualsOfWording(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]string{"README.md": "## Wording of your own\n", "lexicon/README.md": "# Lexicon files\n"} {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		_, rest, ok := strings.Cut(string(data), start)
		require.True(t, ok, name)
		_, rest, ok = strings.Cut(rest, "```toml\n")
		require.True(t, ok, name)
		text, _, ok := strings.Cut(rest, "```")
		require.True(t, ok, name)
		lang, _, ok := strings.Cut(strings.TrimPrefix(text, "lang = \""), "\"")
		require.True(t, ok, name)
		_, err = rules.Load(files("lexicon/"+lang+".toml", text))
		assert.NoError(t, err, name)
	}
}

// TestManualHasEveryWord holds that the manual explains each word that a file
// may use.
func TestManualHasEveryWord(t *testing.T) {
	t.Parallel()
	text := manual(t)
	words := append(rules.Fields(), term.RoleNames()...)
	words = append(append(words, term.PromoKindNames()...), term.PlacementNames()...)
	words = append(append(words, term.PolicyNames()...), term.CompletenessNames()...)
	words = append(words, rules.Keys()...)
	for _, w := range words {
		found := strings.Contains(text, "`"+w+"`") || strings.Contains(text, "["+w+"]")
		assert.True(t, found, "%q is not explained", w)
	}
}
