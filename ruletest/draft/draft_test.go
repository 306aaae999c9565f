package draft_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/draft"
	"github.com/gatefold/gatefold/ruletest/internal/pier"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestRule(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"1.html": page(strings.ReplaceAll(pier.Story(pier.Teaser, ""), "story", "css-1a2b3c story-text")),
		"2.html": page(strings.ReplaceAll(pier.Story("", pier.Offer), "story", "css-9x8y7z story-text")),
	}
	got, err := draft.Rule(rules.Embedded(), pages(t, fsys))
	require.NoError(t, err)
	golden := filepath.Join("testdata", "draft.golden")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)

	folder := fstest.MapFS{"sites/pier.example.toml": {Data: []byte(got)}}
	s, err := ruletest.Open(ruletest.Options{Rules: folder, Fixtures: fstest.MapFS{"pier.example/1.html": fsys["1.html"], "pier.example/2.html": fsys["2.html"]}})
	require.NoError(t, err)
	assert.Empty(t, s.Broken())
	assert.Empty(t, s.Lint())
	assert.Empty(t, s.Test())
}

func TestRuleNeedsAnAddress(t *testing.T) {
	t.Parallel()
	_, err := draft.Rule(rules.Embedded(), nil)
	assert.Error(t, err)
	_, err = draft.Rule(rules.Embedded(), pages(t, fstest.MapFS{"a.html": page("<p>No address.</p>")}))
	assert.ErrorIs(t, err, draft.ErrNoAddress)
	p, err := ruletest.FilePage(fstest.MapFS{"a.html": page(pier.Story("", ""))}, "a.html", "https://given.example/x")
	require.NoError(t, err)
	got, err := draft.Rule(rules.Embedded(), []ruletest.Page{p})
	require.NoError(t, err)
	assert.Contains(t, got, `hosts = ["given.example"]`)
}

func TestRuleProposes(t *testing.T) {
	t.Parallel()
	plain := pier.Story("", "")
	for _, tt := range []struct {
		name, page string
		want, not  string
		why        string
	}{
		{"a name above hashed ones", strings.ReplaceAll(plain, `class="story"`, `class="css-1a2b3c article-text"`), `body = [".article-text"] # sure`, "css-", ""},
		{"an attribute where classes are hashed", strings.ReplaceAll(plain, `class="story"`, `class="css-1a2b3c" data-testid="article-body"`), `body = ["[data-testid=\"article-body\"]"]`, "css-", ""},
		{"the container and not the paragraphs", strings.ReplaceAll(plain, `<p>`, `<p class="article-text">`), `body = [".story"]`, ".article-text", "headings and lists would be lost"},
		{"no name at all", strings.NewReplacer(`class="story"`, "", "<main>", "<div>", "</main>", "</div>").Replace(plain), "# No stable name holds the story", "[roles]", ""},
		{"a byline where the metadata has no author", strings.Replace(plain, `<div class="story">`, `<div class="skriver">Ada Pierson</div><div class="story">`, 1), `authors = [".skriver"]`, "", ""},
		{"a byline's dates are no author", strings.Replace(plain, `<div class="story">`, `<div class="skriver__pub-dates">May 3</div><div class="skriver">Ada Pierson</div><div class="story">`, 1), `authors = [".skriver"]`, "pub-dates", ""},
		{"a layout's name is none", strings.ReplaceAll(plain, `class="story"`, `class="dflex article-text"`), `body = [".article-text"]`, "dflex", ""},
		{"a headline that differs, for a person to decide", strings.Replace(plain, `<h1 class="top-line">The late ferry`, `<h1 class="top-line">No boat before noon`, 1), `# title = ["h1.top-line"] # doubtful`, "\ntitle", ""},
		{"a declared language that is none", strings.Replace(plain, `lang="en"`, `lang="utf-8"`, 1), "", "utf-8", ""},
		{"a gate", pier.Story("", pier.Offer), "match = [\".offer\"]", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{"a.html": page(tt.page)}
			got, err := draft.Rule(rules.Embedded(), pages(t, fsys))
			require.NoError(t, err)
			assert.Contains(t, got, tt.want, tt.why)
			if tt.not != "" {
				assert.NotContains(t, got, tt.not, tt.why)
			}
			_, err = rules.Embedded().With(fstest.MapFS{"a.toml": {Data: []byte(got)}})
			assert.NoError(t, err, got)
		})
	}
}

// FuzzRule holds that no name on a page can break out of its
// string or comment.
func FuzzRule(f *testing.F) {
	f.Add("story", "The Pier", "en")
	f.Add(`a"b]`, "x\n[roles]", "utf-8")
	f.Add(`\`, "\u2028'''", "")
	f.Fuzz(func(t *testing.T, class, site, lang string) {
		clean := strings.NewReplacer(`"`, "&quot;", "<", "&lt;", "&", "&amp;").Replace
		text := strings.NewReplacer(`class="story"`, `class="`+clean(class)+`" id="`+clean(class)+`"`, "The Pier", clean(site), `lang="en"`, `lang="`+clean(lang)+`"`).Replace(pier.Story("", ""))
		p, err := ruletest.FilePage(fstest.MapFS{"a.html": page(text)}, "a.html", "https://pier.example/")
		require.NoError(t, err)
		got, err := draft.Rule(rules.Embedded(), []ruletest.Page{p})
		if err != nil {
			t.Skip(err) // text that is no page
		}
		_, err = rules.Embedded().With(fstest.MapFS{"a.toml": {Data: []byte(got)}})
		require.NoError(t, err, got)
	})
}

func pages(t *testing.T, fsys fs.FS) []ruletest.Page {
	t.Helper()
	out, err := ruletest.ReadPages(fsys)
	require.NoError(t, err)
	return out
}

func page(html string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(html)} }
