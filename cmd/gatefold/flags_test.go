package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withheldPage is a story that goes on behind its gate.
func withheldPage() string {
	const rest = "The water will come back with the snow, the warden said, and until then everybody walks to the other side. Nobody is in a hurry there: the post has come on foot for longer than it has come by boat, and the school begins when all are over."
	return `<html lang="en"><title>Low water</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Low water", "isAccessibleForFree": false,
"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".rest"}}</script>
<article><h1>Low water</h1><p>The river has not been so low since the year of the great drought, and the old weir lies dry in the sun, said the warden.</p>
<p>At the ferry the boats are on the gravel, and the people of the island carry their bread and their letters over the stones.</p>
<div class="offer"><h2>Subscribe to read on</h2><p>Only $1 for four weeks</p><a href="/subscribe">Subscribe now</a></div>
<div class="rest" hidden><p>` + rest + `</p><p>` + rest + `</p></div></article>`
}

// A flag that changes nothing is worse than none: each of those that only add to
// what a command prints adds it.
func TestFlagsThatAdd(t *testing.T) {
	t.Parallel()
	rules, root := toolFolder(t)
	pier := filepath.Join(rules, "sites", "pier.example.toml")
	gold := filepath.Join(root, "bad")
	dir := folder(t, map[string]string{"held.html": withheldPage()})
	require.NoError(t, os.MkdirAll(filepath.Join(gold, "pages"), 0o755))
	page, err := os.ReadFile(filepath.Join(root, "gold", "pages", "a.html"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(gold, "pages", "a.html"), page, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(gold, "gold.jsonl"), []byte(`{"id": "a", "url": "https://pier.example/a", "title": "A whale", "body": "The ferry"}`+"\n"), 0o644))
	for _, tt := range []struct {
		name       string
		args, flag []string
		adds       string
	}{
		{"withheld text", []string{"extract", "--format", "text", filepath.Join(dir, "held.html")}, []string{"--withheld"}, "The water will come back"},
		{"blocks that no rule claims", []string{"rules", "cover", pier}, []string{"-v"}, "The ferry to the island"},
		{"pages beside the fixtures", []string{"rules", "cover", pier}, []string{"--pages", filepath.Join(root, "pages")}, "a.html"},
		{"what is wrong on a page", []string{"rules", "test", "--pages", gold, pier}, []string{"-v"}, "A whale"},
		{"rules that fit", []string{"rules", "drift", "--rules", rules, filepath.Join(root, "pages")}, []string{"--all"}, "sites/pier.example.toml: pages 1"},
		{"platforms", []string{"rules", "list"}, []string{"--all"}, "platforms/wordpress.toml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			at := len(tt.args) - 1
			if tt.args[len(tt.args)-1] == "list" {
				at++
			}
			without := invoke(t, "", tt.args...)
			with := invoke(t, "", slices.Insert(slices.Clone(tt.args), at, tt.flag...)...)
			assert.Greater(t, strings.Count(with.stdout, tt.adds), strings.Count(without.stdout, tt.adds), "%s%s", with.stdout, with.stderr)
		})
	}
}

func TestWriteFinds(t *testing.T) {
	t.Parallel()
	rules, _ := toolFolder(t)
	pier := filepath.Join(rules, "sites", "pier.example.toml")
	before, err := os.ReadFile(pier)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(pier, []byte(strings.Replace(string(before), ".menu", "h1", 1)), 0o644))

	got := invoke(t, "", "rules", "test", "--write-finds", pier)
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Equal(t, "expectations: 1, written: 1\n", got.stderr)
	after, err := os.ReadFile(pier)
	require.NoError(t, err)
	assert.Contains(t, string(after), "\nfinds = ")
	got = invoke(t, "", "rules", "test", "--write-finds", pier)
	assert.Equal(t, "expectations: 1, written: 0\n", got.stderr, "what is there already is not written again")
	assert.Equal(t, statusDone, invoke(t, "", "rules", "test", pier).status)

	broken := invoke(t, "", "rules", "test", "--write-finds", filepath.Join(rules, "sites", "bay.example.toml"))
	assert.Equal(t, statusFailed, broken.status)
	assert.Contains(t, broken.stdout, "A whale", "what a broken rule finds is no promise")
	assert.Contains(t, invoke(t, "", "rules", "test", "--write-finds").stderr, "--write-finds needs the folder")
}

func TestWriteKeys(t *testing.T) {
	t.Parallel()
	rules, _ := toolFolder(t)
	bay := filepath.Join(rules, "sites", "bay.example.toml")
	before, err := os.ReadFile(bay)
	require.NoError(t, err)
	require.Equal(t, statusFailed, invoke(t, "", "rules", "test", bay).status, "it promises what does not hold")

	shown := invoke(t, "", "rules", "test", "--write", "title", "--dry-run", bay)
	require.Equal(t, statusDone, shown.status, shown.stderr)
	assert.Contains(t, shown.stdout, "sites/bay.example.toml:")
	assert.Contains(t, shown.stdout, "\n- title = ")
	assert.Contains(t, shown.stdout, "\n+ title = ")
	after, err := os.ReadFile(bay)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after), "nothing is written")

	written := invoke(t, "", "rules", "test", "--write", "title", bay)
	require.Equal(t, statusDone, written.status, written.stderr)
	assert.Equal(t, shown.stdout, written.stdout)
	assert.NotContains(t, invoke(t, "", "rules", "test", bay).stdout, "title:")
	assert.Contains(t, invoke(t, "", "rules", "test", "--write", "without", bay).stderr, "no key that can be written")
	assert.Contains(t, invoke(t, "", "rules", "test", "--write", "title").stderr, "--write needs the folder")
	assert.Contains(t, invoke(t, "", "rules", "test", "--dry-run", bay).stderr, "--dry-run needs --write")
}

func TestMutateMax(t *testing.T) {
	t.Parallel()
	rules, _ := toolFolder(t)
	pier := filepath.Join(rules, "sites", "pier.example.toml")
	text, err := os.ReadFile(pier)
	require.NoError(t, err)
	reasoned := strings.Replace(string(text), "navigation =", "# unprotected: no page of today has it\nnavigation =", 1)
	require.NoError(t, os.WriteFile(pier, []byte(reasoned), 0o644))
	got := invoke(t, "", "rules", "mutate", pier)
	assert.Equal(t, statusFailed, got.status, "all of one selector is more than 5 per cent")
	assert.Contains(t, got.stderr, "(100.0 %), without a reason: 0")
	assert.Equal(t, statusDone, invoke(t, "", "rules", "mutate", "--max", "100", pier).status)
}
