package ruletest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/ruletest"
)

func TestSetKey(t *testing.T) {
	t.Parallel()
	const file = "name = \"X\"\n\n[[expect]]\n# why\nfixture = \"a.html\"\nwith = [ # two\n  \"a = b\", # one\n  \"c]\",\n] # end\npolicy   = \"free\" # as it says\n\n[[expect.promo]]\nkind = \"app\""
	for _, c := range []struct{ name, key, value, want, gone string }{
		{"value with a comment", "policy", `"metered"`, "policy   = \"metered\" # as it says\n", `"free"`},
		{"list of several lines", "with", `["z"]`, "with = [\"z\"] # end\npolicy", "a = b"},
		{"new key", "gate", "true", "as it says\ngate = true\n\n[[expect.promo]]", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := string(ruletest.SetKey([]byte(file), 3, c.key, c.value))
			assert.Contains(t, got, c.want)
			if c.gone != "" {
				assert.NotContains(t, got, c.gone)
			}
			assert.Contains(t, got, "# why\n", "the rest stays")
		})
	}
	assert.True(t, strings.HasSuffix(string(ruletest.SetKey([]byte(file), 12, "kind", `"event"`)), "kind = \"event\""))
	assert.Equal(t, file, string(ruletest.SetKey([]byte(file), 99, "kind", `"event"`)), "no such line")
}

// TestUpdates holds that what is written makes the promises hold, and that no key is
// made up.
func TestUpdates(t *testing.T) {
	t.Parallel()
	page := `<html lang="en"><head><title>The Ferry Was Late Again</title></head><body><article><h1>The Ferry Was Late Again</h1><div class="story">` +
		strings.Repeat("<p>The ferry to the island was late again, and nobody on the pier had asked the captain why it was so.</p>", 6) +
		`</div></article><aside class="box"><h3>Read on with the Post</h3><p>Subscribe now for $4 a month. Cancel any time.</p></aside></body></html>`
	file := "name = \"Post\"\nhosts = [\"post.example\"]\n[roles]\nbody = [\".story\"]\n[[promo]]\nkind = \"subscription\"\nmatch = [\".box\"]\n\n" +
		"[[expect]]\nfixture = \"a.html\"\ntitle = \"Another Title\"\nfirst = \"Some words\"\npolicy = \"metered\" # it was\nfinds = [\"body 9\"]\n\n" +
		"[[expect.promo]]\nkind = \"subscription\"\nplacement = \"header\"\noffers = [\"$1\"]\n"
	folder := fstest.MapFS{"sites/post.example.toml": {Data: []byte(file)}}
	open := func(text string) *ruletest.Suite {
		folder["sites/post.example.toml"] = &fstest.MapFile{Data: []byte(text)}
		s, err := ruletest.Open(ruletest.Options{Rules: folder, Fixtures: fstest.MapFS{"a.html": {Data: []byte(page)}}})
		require.NoError(t, err)
		require.Empty(t, s.Broken())
		return s
	}
	s := open(file)
	require.NotEmpty(t, s.Test())
	updates, err := s.Updates(ruletest.WritableKeys())
	require.NoError(t, err)
	text := []byte(file)
	for i := len(updates) - 1; i >= 0; i-- {
		text = ruletest.SetKey(text, updates[i].Line, updates[i].Key, updates[i].Value)
	}
	assert.Empty(t, open(string(text)).Test(), string(text))
	assert.Contains(t, string(text), "# it was")
	assert.Contains(t, string(text), `first = "The ferry"`)
	assert.Equal(t, strings.Count(file, "\n"), strings.Count(string(text), "\n"), "no key was added")
	_, err = s.Updates([]string{"without"})
	assert.ErrorIs(t, err, ruletest.ErrKey)
	one, err := s.Updates([]string{"title"})
	require.NoError(t, err)
	assert.Len(t, one, 1)
}
