package ruletest_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/internal/pier"
)

// wordingFolder has a site whose promise holds with the folder's own wording
// only.
func wordingFolder() fstest.MapFS {
	return fstest.MapFS{
		"pier.toml":       file("[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"a.html\"\nwithout = [\"Noddwyd gan\"]\n"),
		"lexicon/cy.toml": {Data: []byte("lang = \"cy\"\n[seen]\nad-label = [\"^noddwyd gan\", \"^hysbyseb$$\"]\n")},
		"lexicon/en.toml": {Data: []byte("lang = \"en\"\n[seen]\nad-label = [\n  \"^story continues below\",\n  \"^advertisement\", # lint: it has to stay\n]\n")},
	}
}

func TestLintWording(t *testing.T) {
	t.Parallel()
	folder := wordingFolder()
	lines := func() (out []string) {
		for _, f := range open(t, folder, fstest.MapFS{}).Lint() {
			out = append(out, f.String())
		}
		return out
	}
	got := lines()
	require.Len(t, got, 1, got)
	assert.Regexp(t, `^lexicon/en\.toml:4:1: warning: redundant: "\^story continues below" ships under ad-label already, at line \d+; delete it$`, got[0])

	folder["lexicon/cy.toml"] = &fstest.MapFile{Data: []byte("lang = \"cy\"\n[sen]\n")}
	got = lines()
	require.Len(t, got, 2, got)
	assert.Contains(t, got[0], `lexicon/cy.toml:2:1: error: load: unknown table "sen"`)

	one, err := ruletest.Open(ruletest.Options{Rules: folder, Files: []string{"lexicon/cy.toml"}})
	require.NoError(t, err)
	assert.Len(t, one.Lint(), 1, "the other files are not looked at")
	assert.Empty(t, one.Files(), "wording has no head")
}

// TestBrokenWordingOnly holds that a folder opens of which nothing is left
// without its broken wording.
func TestBrokenWordingOnly(t *testing.T) {
	t.Parallel()
	s := open(t, fstest.MapFS{"lexicon/cy.toml": {Data: []byte("lang = \"cy\"\n[sen]\n")}}, fstest.MapFS{})
	assert.Len(t, s.Broken(), 1)
	assert.Len(t, s.Lint(), 1)
}

func TestCoverWording(t *testing.T) {
	t.Parallel()
	pages := fstest.MapFS{"a.html": page(pier.Story("<p>Noddwyd gan yr harbwr</p>", ""))}
	s := open(t, wordingFolder(), pages)
	assert.Empty(t, s.Test(), "the suite reads its fixtures with the folder's wording")
	without := wordingFolder()
	delete(without, "lexicon/cy.toml")
	assert.Len(t, open(t, without, pages).Test(), 1)

	c := s.Cover(nil)
	assert.Equal(t, 4, c.Phrases)
	var got []string
	for _, f := range c.Unmet {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		`lexicon/cy.toml:3:1: warning: idle: no page has "^hysbyseb$$" (ad-label)`,
		`lexicon/en.toml:4:1: warning: idle: no page has "^story continues below" (ad-label)`,
	}, got)
}
