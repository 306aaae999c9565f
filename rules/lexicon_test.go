package rules_test

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/rules"
	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

const ownSite = "name = \"N\"\nhosts = [\"news.example\"]\n[roles]\nbody = [\".story\"]\n"

// labels are a caller's phrases for one kind.
func labels(phrases ...string) string {
	return "lang = \"cy\"\n[seen]\nad-label = [\"" + strings.Join(phrases, `", "`) + "\"]\n"
}

// finds reports whether the set's wording has a phrase.
func finds(s *rules.Set, phrase string) bool {
	return len(s.Lexicon().Phrases().Scan(lexicon.Fold(nil, phrase), nil)) > 0
}

func TestWordingOfFolders(t *testing.T) {
	t.Parallel()
	both, err := rules.Load(files("lexicon/cy.toml", labels("hysbyseb"), "news.example.toml", ownSite), files("lexicon/cy.toml", labels("noddwyd")))
	require.NoError(t, err)
	assert.True(t, finds(both, "Hysbyseb"))
	assert.True(t, finds(both, "Noddwyd"), "a later folder adds to an earlier one")
	assert.True(t, finds(both, "Sponsored content"), "what ships is always there")
	assert.NotNil(t, both.For("news.example"))

	only, err := rules.Embedded().With(files("lexicon/cy.toml", labels("hysbyseb")))
	require.NoError(t, err, "a folder of nothing but wording")
	assert.True(t, finds(only, "Hysbyseb"))
	assert.False(t, finds(only, "Noddwyd"))
	assert.False(t, finds(rules.Embedded(), "Hysbyseb"))

	less, err := both.With(files("lexicon/cy.toml", "lang = \"cy\"\n[drop]\nad-label = [\"hysbyseb\"]\n"))
	require.NoError(t, err)
	assert.False(t, finds(less, "Hysbyseb"), "dropped by a later folder")
	assert.True(t, finds(less, "Noddwyd"))
	assert.True(t, finds(both, "Hysbyseb"), "a set does not change")
}

// TestWordingIsCompiledOnce holds that sets which add no wording share what is
// compiled, to the pointer.
func TestWordingIsCompiledOnce(t *testing.T) {
	t.Parallel()
	shipped, err := fs.ReadFile(lexicondata.FS, "fr.toml")
	require.NoError(t, err)
	var none *rules.Set
	for name, with := range map[string]fs.FS{
		"rules only":    files("news.example.toml", ownSite),
		"a copy":        files("news.example.toml", ownSite, "lexicon/fr.toml", string(shipped)),
		"a mark before": files("news.example.toml", ownSite, "lexicon/fr.toml", "\ufeff"+string(shipped)),
		"a manual":      files("news.example.toml", ownSite, "lexicon/README.md", "x"),
	} {
		s, err := none.With(with)
		require.NoError(t, err, name)
		assert.Same(t, wording.Default(), s.Lexicon(), name)
	}
	assert.Same(t, wording.Default(), none.Lexicon())
	assert.Same(t, wording.Default(), rules.Embedded().Lexicon())

	own, err := rules.Embedded().With(files("lexicon/cy.toml", labels("hysbyseb")))
	require.NoError(t, err)
	var wait sync.WaitGroup
	got := make([]*wording.Lexicon, 8)
	for i := range got {
		wait.Go(func() { got[i] = own.Lexicon() })
	}
	wait.Wait()
	for _, l := range got {
		assert.Same(t, got[0], l)
	}
	assert.NotSame(t, wording.Default(), got[0])
	more, err := own.With(files("news.example.toml", ownSite))
	require.NoError(t, err)
	assert.Same(t, got[0], more.Lexicon(), "rules leave the wording alone")
	assert.Same(t, got[0], more.Without(more.For("news.example").Lines[0]).Lexicon())
}

func TestWordingErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, file, text string
		line, column     int
		want             string
	}{
		{"bad TOML", "lexicon/cy.toml", "lang = \"cy\"\n[seen\n", 2, 1, "TOML"},
		{"an unknown kind", "lexicon/cy.toml", "lang = \"cy\"\n[seen]\nnewsleter = []\n", 3, 1, `unknown kind "newsleter"`},
		{"an unknown language", "lexicon/xx.toml", "lang = \"xx\"\n", 1, 1, `"xx" is no code of a language`},
		{"a phrase twice", "lexicon/cy.toml", labels("a", "a"), 3, 1, `"a" is stated twice under ad-label`},
		{"a drop of nothing", "lexicon/en.toml", "lang = \"en\"\n[drop]\ncta = [\"blong\"]\n", 3, 1, `"blong" is no phrase under cta`},
		{"no UTF-8", "lexicon/cy.toml", "lang = \"cy\"\n# \xff", 2, 3, "byte 0xff is not UTF-8"},
		{"too large", "lexicon/cy.toml", strings.Repeat("#", 1<<20), 1, 1, "too large"},
		{"a slip of the folder", "lexikon/cy.toml", labels("a"), 1, 1, `did you mean "lexicon"?`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := rules.Load(files("news.example.toml", ownSite, tt.file, tt.text))
			var at *rules.Error
			require.ErrorAs(t, err, &at)
			if !strings.HasPrefix(tt.file, "lexikon") {
				assert.Equal(t, tt.file, at.File)
			}
			assert.Equal(t, []int{tt.line, tt.column}, []int{at.Line, at.Column})
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// TestWordingErrorsComeWithTheRest has mistakes in rules and in wording reported
// at once.
func TestWordingErrorsComeWithTheRest(t *testing.T) {
	t.Parallel()
	_, err := rules.Load(fstest.MapFS{
		"news.example.toml": {Data: []byte("hosts = [\"news.example\"]\n")},
		"lexicon/cy.toml":   {Data: []byte("lang = \"cy\"\n[sene]\n")},
		"lexicon/fr.toml":   {Data: []byte("lang = \"fr\"\n[seen]\nctaa = []\n")},
	})
	var all interface{ Unwrap() []error }
	require.ErrorAs(t, err, &all)
	assert.Len(t, all.Unwrap(), 3)
}
