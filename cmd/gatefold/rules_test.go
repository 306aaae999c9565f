package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRulesList(t *testing.T) {
	t.Parallel()
	sites := invoke(t, "", "rules", "list")
	require.Equal(t, statusDone, sites.status, sites.stderr)
	assert.Regexp(t, `(?m)^nknews\.org +NK News +site +wordpress$`, sites.stdout)
	for s := range strings.Lines(sites.stdout) {
		assert.Regexp(t, `  site  `, s)
	}
	all := invoke(t, "", "rules", "list", "-all")
	assert.Greater(t, strings.Count(all.stdout, "\n"), strings.Count(sites.stdout, "\n"))
	assert.Regexp(t, `(?m)^vendors/piano\.toml +\S.* +vendor +-$`, all.stdout)
	assert.Regexp(t, `(?m)^platforms/wordpress\.toml `, all.stdout)
}

// TestSiteTable holds that the table in the repository is the one of the rule
// files. Write it anew with go generate.
func TestSiteTable(t *testing.T) {
	t.Parallel()
	got := invoke(t, "", "rules", "list", "-markdown", "-gain", filepath.Join("..", "..", "rules", "gain.txt"))
	require.Equal(t, statusDone, got.status, got.stderr)
	want, err := os.ReadFile(filepath.Join("..", "..", "rules", "SITES.md"))
	require.NoError(t, err)
	assert.Equal(t, string(want), got.stdout, "run go generate ./cmd/gatefold")
	assert.Regexp(t, `(?m)^\| platforms/nbc-news\.toml, .*nbcnews\.com`, got.stdout, "a platform's hosts")
	assert.Contains(t, got.stdout, "| nknews.org | NK News | en | wordpress |")
	assert.Regexp(t, `(?m)^\| nknews\.org .*standfirst.*navigation.*subscription \(gate\) \| preview, subscription \| 1 \| [^|]* \|$`, got.stdout)
	assert.Equal(t, statusUsage, invoke(t, "", "rules", "list", "-markdown", "-all").status)
}

const goodSite = "name = \"The Pier\"\nhosts = [\"pier.example\"]\n[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"pier.example/a.html\"\n"

func TestRulesLint(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"good.toml":                   goodSite,
		"bad/sites/one.toml":          "name = \"One\"\nhosts = [\"one.example\"]\n[roles]\nbdy = [\".story\"]\nbody = [\"div[\"]\n",
		"bad/sites/two.toml":          "name = \"Two\"\nhosts = [\"two.example\"]\nplatform = \"own\"\n[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"two.example/a.html\"\n",
		"bad/platforms/own.toml":      "name = \"Own\"\n[detect]\ngenerator = [\"Own\"]\n[roles]\nbody = [\".text\"]\n",
		"broken/sites/1.toml":         "nam = 1\n",
		"broken/sites/2.toml":         "name = \"Two\"\nhosts = [\"two.example\"]\n[roles]\nbody = [\"div[\"]\nbdy = []\n",
		"broken/sites/3.toml":         "name = ",
		"broken/vendors/4.toml":       "name = \"Four\"\n[detect]\nscript = []\n",
		"slip/site/a.toml":            goodSite,
		"slip/vendors/4.toml":         "nam = 1\n",
		"unproven/a.toml":             "name = \"A\"\nhosts = [\"a.example\"]\n[roles]\nbody = [\".story\"]\n",
		"unproven/platforms/own.toml": "name = \"Own\"\n[detect]\ngenerator = [\"Own\"]\n[roles]\nbody = [\".text\"]\n",
		"unproven/vendors/ask.toml":   "name = \"Ask\"\n[detect]\nscripts = [\"ask.example\"]\n[[promo]]\nkind = \"app\"\nmatch = [\".ask\"]\n",
		"unproven/vendors/seen.toml":  "name = \"Seen\"\n[detect]\nscripts = [\"seen.example\"]\n",
		"wording/lexicon/cy.toml":     "lang = \"cy\"\n[seen]\ncta = [\"hoffwch\"]\n",
		"slips/lexicon/cy.toml":       "lang = \"cy\"\n[seen]\nctaa = [\"hoffwch\"]\n",
		"slips/lexicon/fr.toml":       "lang = \"fr\"\n[drop]\ncta = [\"no such\"]\n",
		"vendor/notes.md":             "A folder that only looks like ours.",
		"empty/notes.md":              "No rules.",
	})
	in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, tt := range []struct {
		name  string
		args  []string
		want  []string
		count int
	}{
		{"a good file among other things", []string{in("good.toml")}, nil, 0},
		{"a good file whose platform stands beside it", []string{in("bad/sites/two.toml")}, nil, 0},
		{"every problem of a folder", []string{in("bad")}, []string{in("bad/sites/one.toml") + ":4:1: ", in("bad/sites/one.toml") + ":5:", `did you mean "body"?`}, 2},
		{"a file in its folder", []string{in("bad/sites/one.toml"), in("good.toml")}, []string{in("bad/sites/one.toml") + ":4:1: "}, 2},
		{"a folder of broken files only", []string{in("broken")}, []string{
			in("broken/sites/1.toml") + ":1:1: ", in("broken/sites/2.toml") + ":4:", in("broken/sites/2.toml") + ":5:", in("broken/sites/3.toml") + ":1:", in("broken/vendors/4.toml") + ":3:",
		}, 5},
		{"a folder whose name is a slip", []string{in("slip")}, []string{`did you mean "sites"?`, in("slip/vendors/4.toml") + ":1:1: "}, 2},
		{"files that prove nothing", []string{in("unproven")}, []string{
			in("unproven/a.toml") + ":1:1: error: unproven: ", in("unproven/platforms/own.toml") + ":1:1: error: unproven: ", in("unproven/vendors/ask.toml") + ":1:1: error: unproven: ",
		}, 3},
		{"a file that proves nothing beside a good one", []string{in("good.toml"), in("unproven/a.toml")}, []string{in("unproven/a.toml") + ":1:1: error: unproven: "}, 1},
		{"a folder of wording", []string{in("wording")}, nil, 0},
		{"a file of wording", []string{in("wording/lexicon/cy.toml")}, nil, 0},
		{"wording with mistakes", []string{in("slips")}, []string{in("slips/lexicon/cy.toml") + `:3:1: error: load: unknown kind "ctaa"`, in("slips/lexicon/fr.toml") + ":3:1: "}, 2},
		{"one file of wording with a mistake", []string{in("slips/lexicon/fr.toml")}, []string{in("slips/lexicon/fr.toml") + ":3:1: "}, 1},
		{"a folder without rules", []string{in("empty")}, []string{"no rule file"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", append([]string{"rules", "lint"}, tt.args...)...)
			for _, s := range tt.want {
				assert.Contains(t, got.stdout, s)
			}
			assert.GreaterOrEqual(t, strings.Count(got.stdout, "\n"), tt.count, got.stdout)
			if tt.count == 0 {
				assert.Equal(t, outcome{}, got)
				return
			}
			assert.Equal(t, statusFailed, got.status)
			assert.Regexp(t, `^gatefold: problems found: [1-9]\d*, warnings: \d+\n$`, got.stderr)
		})
	}
}

// TestBrokenFolder holds that lint and test tell of the same files, and of
// nothing that is not so.
func TestBrokenFolder(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for _, n := range "abcdefghij" {
		files["sites/"+string(n)+".toml"] = "name = \"N\"\nhosts = [\"" + string(n) + ".example\"]\nbdy = 1\n"
	}
	dir := folder(t, files)
	lint, test := invoke(t, "", "rules", "lint", dir), invoke(t, "", "rules", "test", dir)
	assert.Equal(t, statusFailed, lint.status)
	assert.Equal(t, statusFailed, test.status)
	for name := range files {
		assert.Contains(t, lint.stdout, filepath.Join(dir, name)+":3:1: ")
		assert.Contains(t, test.stdout, name+":3:1: ")
	}
	assert.Equal(t, 10, strings.Count(lint.stdout, "\n"), lint.stdout)
	assert.Equal(t, 10, strings.Count(test.stdout, "\n"), test.stdout)
	assert.Contains(t, test.stderr, "files: 0, expectations: 0, problems: 10")
}

func TestUnprovenFile(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"sites/a.toml": "name = \"A\"\nhosts = [\"a.example\"]\n[roles]\nbody = [\".story\"]\n"})
	got := invoke(t, "", "rules", "test", dir)
	assert.Equal(t, statusFailed, got.status)
	assert.Equal(t, "sites/a.toml:1: expect: got none, want an [[expect]] with a fixture\n", got.stdout)
	assert.Equal(t, "files: 1, expectations: 0, problems: 1\n", got.stderr)
}

func TestRulesLintOwn(t *testing.T) {
	t.Parallel()
	got := invoke(t, "", "rules", "lint", "-fixtures", filepath.Join("..", "..", "testdata"), filepath.Join("..", "..", "rules"))
	assert.Equal(t, statusDone, got.status, got.stdout)
}
