package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

// toolFolder is a folder of rules with its fixtures and with pages: one file
// that keeps its promises and one that does not.
func toolFolder(t *testing.T) (rules, pages string) {
	t.Helper()
	site := func(host, body string) string {
		return fmt.Sprintf("name = \"N\"\nhosts = [%q]\n%s[[expect]]\nfixture = \"a.html\"\ntitle = \"A boat\"\n", host, body)
	}
	at := func(host string) string {
		return strings.Replace(story("A boat"), "<head>", `<head><link rel="canonical" href="https://`+host+`/a">`, 1)
	}
	dir := folder(t, map[string]string{
		"rules/sites/pier.example.toml": site("pier.example", "[roles]\nnavigation = [\".menu\"]\n"),
		"rules/sites/bay.example.toml":  site("bay.example", "[fields]\ntitle = [\"const:A whale\"]\n"),
		"rules/testdata/a.html":         story("A boat"),
		"other/sites/pier.example.toml": site("pier.example", "[fields]\ntitle = [\"const:A whale\"]\n"),
		"pages/a.html":                  at("pier.example"),
		"gold/pages/a.html":             at("pier.example"),
		"gold/gold.jsonl":               `{"id": "a", "url": "https://pier.example/a", "title": "A boat", "body": "The ferry"}` + "\n",
		"floors.txt":                    "pier.example 0.999 1 1 1\n",
		"sets/second/pages/a.html.gz":   at("bay.example"),
		"sets/second/gold.jsonl":        `{"id": "a", "url": "https://bay.example/a", "title": "A whale"}` + "\n",
		"known.txt":                     "sites/pier.example.toml: no page\n",
		"known-more.txt":                "sites/pier.example.toml: no page\nsites/bay.example.toml: loses body\n",
		"empty/notes.txt":               "no page",
	})
	return filepath.Join(dir, "rules"), dir
}

func TestRulesTools(t *testing.T) {
	t.Parallel()
	dir, root := toolFolder(t)
	in := func(name string) string { return filepath.Join(root, name) }
	pier := filepath.Join(dir, "sites", "pier.example.toml")
	for _, tt := range []struct {
		name           string
		args           []string
		stdout, stderr string
		status         int
	}{
		{"test", []string{"test", dir}, `sites/bay.example.toml:5: a.html: title: got "A whale", want "A boat"`, "files: 2, expectations: 2, problems: 1", statusFailed},
		{"test one file", []string{"test", pier}, "", "files: 1, expectations: 1, problems: 0", statusDone},
		{"test with pages", []string{"test", "-v", "-pages", in("gold"), pier}, "pier.example", "", statusDone},
		{"test below the floor", []string{"test", "-pages", in("gold"), "-floor", in("floors.txt"), pier}, "pier.example: body: ", "", statusFailed},
		{"test without pages", []string{"test", "-floor", in("floors.txt"), pier}, "", "--floor needs --pages", statusUsage},
		{"test two folders", []string{"test", dir, in("other")}, "", "give one folder", statusUsage},
		{"test what is not there", []string{"test", in("none")}, "", "none", statusUsage},
		{"test on no pages", []string{"test", "-pages", in("empty"), pier}, "", "no page in", statusUsage},
		{"lint", []string{"lint", pier}, `pier.example.toml:4:15: warning: unmatched: ".menu"`, "problems found: 0, warnings: 1", statusDone},
		{"cover", []string{"cover", "-v", pier}, `no page needs ".menu" (navigation)`, "selectors: 1, without a page: 1", statusFailed},
		{"mutate", []string{"mutate", pier}, `no promise needs ".menu"`, "unprotected: 1 (100.0 %), without a reason: 1", statusFailed},
		{"mutate a key", []string{"mutate", filepath.Join(dir, "sites", "bay.example.toml")}, "no promise needs fields.title", "selectors: 0, other keys: 1, unprotected: 1", statusFailed},
		{"diff", []string{"diff", dir, in("other"), in("pages")}, `title: "A boat" → "A whale"`, "pages: 1, changed: 1", statusDone},
		{"diff, short", []string{"diff", "-short", dir, in("other"), in("pages")}, "a.html  sites/pier.example.toml  -0 +", "changed: 1", statusDone},
		{"diff with those that ship", []string{"diff", "-", in("other"), in("pages")}, "rule", "changed: 1", statusDone},
		{"diff with too little", []string{"diff", dir}, "", "give two folders", statusUsage},
		{"diff with no folder", []string{"diff", dir, in("none"), in("pages")}, "", "is not a folder", statusUsage},
		{"gain", []string{"gain", "-corpus", in("sets"), dir}, "sites/bay.example.toml: pages 1, title +1\nsites/pier.example.toml: pages 0; fails: no page\n\npages served by a file  second 1\n", "files: 2, failures: 1, known: 0, new: 1, gone: 0", statusFailed},
		{"gain, one file", []string{"gain", "-v", "-corpus", in("sets"), filepath.Join(dir, "sites", "bay.example.toml")}, "title +1\n    second/a: title +1\n", "failures: 0", statusDone},
		{"gain, known", []string{"gain", "-known", in("known.txt"), "-corpus", in("sets"), dir}, "", "known: 1, new: 0, gone: 0", statusDone},
		{"gain, no longer", []string{"gain", "-known", in("known-more.txt"), "-corpus", in("sets"), dir}, "", "sites/bay.example.toml: loses body: no longer; take the line out", statusFailed},
		{"gain, none kept away", []string{"gain", "-held", "-corpus", in("sets"), dir}, "sites/bay.example.toml: pages 0; fails: no page", "", statusFailed},
		{"gain as JSON", []string{"gain", "-seen", "-json", "-corpus", in("sets"), dir}, `"measure": "title",`, "", statusFailed},
		{"gain of two kinds", []string{"gain", "-held", "-seen"}, "", "exclude each other", statusUsage},
		{"gain, known of a part", []string{"gain", "-held", "-known", in("known.txt")}, "", "--known is about all pages", statusUsage},
		{"gain, written nowhere", []string{"gain", "-write-known"}, "", "--write-known needs --known", statusUsage},
		{"gain without sets", []string{"gain", "-corpus", in("empty"), dir}, "", "gold.jsonl", statusFailed},
		{"drift", []string{"drift", "-all", "-rules", dir, in("pages")}, "sites/pier.example.toml: pages 1, gated 0, misfits 0", "drifted: 0", statusDone},
		{"drift without pages", []string{"drift"}, "", "give one folder of pages", statusUsage},
		{"new", []string{"new", filepath.Join(in("pages"), "a.html")}, `hosts = ["pier.example"]`, "", statusDone},
		{"new without an address", []string{"new", filepath.Join(dir, "testdata", "a.html")}, "", "give it with --url", statusUsage},
		{"new without a page", []string{"new"}, "", "no page given", statusUsage},
		{"new with an address", []string{"new", "-url", "https://sea.example/", filepath.Join(dir, "testdata", "a.html")}, `hosts = ["sea.example"]`, "", statusDone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", append([]string{"rules"}, tt.args...)...)
			assert.Equal(t, tt.status, got.status, "%s%s", got.stdout, got.stderr)
			assert.Contains(t, got.stdout, tt.stdout)
			assert.Contains(t, got.stderr, tt.stderr)
		})
	}
}

func TestRulesCoverWording(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"lexicon/cy.toml": "lang = \"cy\"\n[seen]\ncta = [\"ferry\", \"hoffwch ni\"]\n",
		"pages/a.html":    story("A boat"),
	})
	got := invoke(t, "", "rules", "cover", "-pages", filepath.Join(dir, "pages"), dir)
	assert.Equal(t, statusDone, got.status, got.stderr)
	assert.Contains(t, got.stdout, `lexicon/cy.toml:3:1: warning: idle: no page has "hoffwch ni" (cta)`)
	assert.Equal(t, "selectors: 0, without a page: 0\nphrases: 2, without a page: 1\n", got.stderr)
}

func TestRulesTestWritesFloors(t *testing.T) {
	t.Parallel()
	dir, root := toolFolder(t)
	pier, floors := filepath.Join(dir, "sites", "pier.example.toml"), filepath.Join(root, "new-floors.txt")
	args := []string{"rules", "test", "-pages", filepath.Join(root, "gold"), "-floor", floors}
	got := invoke(t, "", append(args, "-write-floor", pier)...)
	assert.Equal(t, statusDone, got.status, got.stderr)
	assert.FileExists(t, floors)
	got = invoke(t, "", append(args, pier)...)
	assert.Equal(t, statusDone, got.status, "what was measured holds: %s", got.stdout)
}

func TestRulesGainChecksARecord(t *testing.T) {
	t.Parallel()
	dir, root := toolFolder(t)
	suite, err := ruletest.Open(ruletest.Options{Rules: os.DirFS(dir)})
	assert.NoError(t, err)
	sets, err := gain.OpenSets(filepath.Join(root, "sets"))
	assert.NoError(t, err)
	readers, err := gain.Shipped(suite.Set())
	assert.NoError(t, err)
	rep, err := gain.Measure(suite, sets, gain.All, readers)
	assert.NoError(t, err)
	var b bytes.Buffer
	assert.NoError(t, rep.WriteRecord(&b, "Measured here."))
	file := filepath.Join(root, "gain.txt")
	assert.NoError(t, os.WriteFile(file, b.Bytes(), 0o666))
	record := gain.ReadRecord(b.Bytes())
	assert.Equal(t, "pages 1, title +1", record["sites/bay.example.toml"].Did)
	assert.Equal(t, "pages 0", record["sites/pier.example.toml"].Did)

	check := []string{"rules", "gain", "-check", file, dir}
	got := invoke(t, "", check...)
	assert.Equal(t, statusDone, got.status, got.stderr)
	bay := filepath.Join(dir, "sites", "bay.example.toml")
	text, err := os.ReadFile(bay)
	assert.NoError(t, err)
	assert.NoError(t, os.WriteFile(bay, append([]byte("# a comment\n\n"), text...), 0o666))
	assert.Equal(t, statusDone, invoke(t, "", check...).status, "a comment changes no page")
	assert.NoError(t, os.WriteFile(bay, bytes.Replace(text, []byte("[fields]"), []byte("[roles]\nrelated = [\".see\"]\n[fields]"), 1), 0o666))
	assert.NoError(t, os.Rename(filepath.Join(dir, "sites", "pier.example.toml"), filepath.Join(dir, "sites", "quay.example.toml")))
	got = invoke(t, "", check...)
	assert.Equal(t, statusFailed, got.status)
	for _, line := range []string{"bay.example.toml: changed since it was measured", "quay.example.toml: not measured", "pier.example.toml: measured, and not there", "outdated: 3"} {
		assert.Contains(t, got.stderr, line)
	}

	gains := map[string]string{"sites/bay.example.toml": "1, title +1"}
	var table strings.Builder
	set, err := rules.Load(os.DirFS(dir))
	assert.NoError(t, err)
	assert.NoError(t, siteTable(&table, set, gains))
	assert.Regexp(t, `\| bay.example \| N \|  \|  \|  \| title \|.* \| 1 \| 1, title \+1 \|\n`, table.String())
	assert.Equal(t, statusFailed, invoke(t, "", "rules", "list", "-markdown", "-gain", filepath.Join(root, "none")).status)
}

func TestRulesGainWritesWhatFails(t *testing.T) {
	t.Parallel()
	dir, root := toolFolder(t)
	known := filepath.Join(root, "new-known.txt")
	args := []string{"rules", "gain", "-corpus", filepath.Join(root, "sets"), "-known", known}
	got := invoke(t, "", append(args, "-write-known", dir)...)
	assert.Equal(t, statusDone, got.status, got.stderr)
	got = invoke(t, "", append(args, dir)...)
	assert.Equal(t, statusDone, got.status, "what fails is known: %s", got.stderr)
}
