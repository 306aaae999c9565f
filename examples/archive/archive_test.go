package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

// The program does what its comment says.
func TestRun(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "archive.db")
	do := func(verb string, args ...string) string {
		var out strings.Builder
		require.NoError(t, run(t.Context(), &out, verb, file, args))
		return out.String()
	}
	assert.Equal(t, "testdata/crane.html: preview, added\ntestdata/net.html: full, added\n", do("add", "testdata/crane.html", "testdata/net.html"))
	assert.Equal(t, "testdata/net.html: full, replaced an earlier reading\n", do("add", "testdata/net.html"))

	assert.Equal(t, `Who owns the old crane?
https://ropewalk.example/2031/05/crane
subscription, preview
    Nobody has moved the [crane] at the end of the quay since…
`, do("search", "crane"))
	assert.Equal(t, 2, strings.Count(do("search", "cafe"), "https://"), "letters are found without their marks")
	assert.Contains(t, do("search", "glassworks"), "[glassworks]")
	assert.Empty(t, do("search", "subscription"), "an offer is no part of a story")
	assert.Contains(t, do("search", "net", "NOT", "bottles"), "A net full", "words are words, whatever they mean to a search")
	assert.Empty(t, do("search", `"`, "crane*", "(xyzzy"))

	var out strings.Builder
	require.ErrorContains(t, run(t.Context(), &out, "remove", file, nil), "unknown verb")
	require.ErrorContains(t, run(t.Context(), &out, "add", file, []string{"none.html"}), "none.html")
	require.ErrorContains(t, run(t.Context(), &out, "add", "testdata", []string{"testdata/net.html"}), "testdata: ")
}

func openNew(t *testing.T) *Archive {
	t.Helper()
	a, err := Open(t.Context(), filepath.Join(t.TempDir(), "archive.db"))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, a.Close()) })
	return a
}

func TestPreviewReplacesNoFullText(t *testing.T) {
	t.Parallel()
	a := openNew(t)
	reading := func(c article.Completeness, words int, text string) *article.Article {
		return &article.Article{
			URL: "https://ropewalk.example/a?utm=1", CanonicalURL: "https://ropewalk.example/a", WordCount: words,
			Body: article.Blocks{{Text: text}}, Access: article.Access{Completeness: c},
		}
	}
	for _, tt := range []struct {
		art  *article.Article
		want Kept
		has  string
	}{
		{reading(article.CompletenessPreview, 3, "only the beginning"), Added, "beginning"},
		{reading(article.CompletenessFull, 9, "the whole of it"), Replaced, "whole"},
		{reading(article.CompletenessPreview, 3, "only the beginning"), Passed, "whole"},
		{reading(article.CompletenessUnknown, 20, "the story went on"), Replaced, "went"},
	} {
		kept, err := a.Add(t.Context(), tt.art)
		require.NoError(t, err)
		assert.Equal(t, tt.want, kept)
		hits, err := a.Search(t.Context(), []string{tt.has}, 10)
		require.NoError(t, err)
		assert.Len(t, hits, 1, tt.has)
	}
	hits, err := a.Search(t.Context(), []string{"whole"}, 10)
	require.NoError(t, err)
	assert.Empty(t, hits, "the index forgets what was replaced")

	got, err := a.Get(t.Context(), "https://ropewalk.example/a")
	require.NoError(t, err)
	assert.Equal(t, "the story went on", got.Text(), "the whole article is there")
	_, err = a.Get(t.Context(), "https://ropewalk.example/b")
	assert.ErrorIs(t, err, sql.ErrNoRows)
	_, err = a.Add(t.Context(), &article.Article{})
	assert.ErrorIs(t, err, ErrNoAddress)
}

func TestAddIsBrokenOff(t *testing.T) {
	t.Parallel()
	a := openNew(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.Add(ctx, &article.Article{URL: "https://ropewalk.example/a"})
	assert.ErrorIs(t, err, context.Canceled)
}
