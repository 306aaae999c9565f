package ruletest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

func TestDraftProposes(t *testing.T) {
	t.Parallel()
	plain := story("", "")
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
		{"a headline that differs, for a person to decide", strings.Replace(plain, `<h1 class="top-line">The late ferry`, `<h1 class="top-line">No boat before noon`, 1), `# title = ["h1.top-line"] # doubtful`, "\ntitle", ""},
		{"a declared language that is none", strings.Replace(plain, `lang="en"`, `lang="utf-8"`, 1), "", "utf-8", ""},
		{"a gate", story("", offer), "match = [\".offer\"]", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{"a.html": page(tt.page)}
			got, err := ruletest.Draft(rules.Embedded(), pages(t, fsys))
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

// FuzzDraft holds that no name on a page can break out of its
// string or comment.
func FuzzDraft(f *testing.F) {
	f.Add("story", "The Pier", "en")
	f.Add(`a"b]`, "x\n[roles]", "utf-8")
	f.Add(`\`, "\u2028'''", "")
	f.Fuzz(func(t *testing.T, class, site, lang string) {
		clean := strings.NewReplacer(`"`, "&quot;", "<", "&lt;", "&", "&amp;").Replace
		text := strings.NewReplacer(`class="story"`, `class="`+clean(class)+`" id="`+clean(class)+`"`, "The Pier", clean(site), `lang="en"`, `lang="`+clean(lang)+`"`).Replace(story("", ""))
		p, err := ruletest.FilePage(fstest.MapFS{"a.html": page(text)}, "a.html", "https://pier.example/")
		require.NoError(t, err)
		got, err := ruletest.Draft(rules.Embedded(), []ruletest.Page{p})
		if err != nil {
			t.Skip(err) // text that is no page
		}
		_, err = rules.Embedded().With(fstest.MapFS{"a.toml": {Data: []byte(got)}})
		require.NoError(t, err, got)
	})
}
