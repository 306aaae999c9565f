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
	got := invoke(t, "", "rules", "list", "-markdown")
	require.Equal(t, statusDone, got.status, got.stderr)
	want, err := os.ReadFile(filepath.Join("..", "..", "rules", "SITES.md"))
	require.NoError(t, err)
	assert.Equal(t, string(want), got.stdout, "run go generate ./cmd/gatefold")
	assert.Contains(t, got.stdout, "| nknews.org | NK News | en | wordpress |")
	assert.Regexp(t, `(?m)^\| nknews\.org .*standfirst.*navigation.*subscription \(gate\) \| preview, subscription \| 1 \|$`, got.stdout)
	assert.Equal(t, statusUsage, invoke(t, "", "rules", "list", "-markdown", "-all").status)
}

const goodSite = "name = \"The Pier\"\nhosts = [\"pier.example\"]\n[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"pier.example/a.html\"\n"

func TestRulesLint(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"good.toml":              goodSite,
		"bad/sites/one.toml":     "name = \"One\"\nhosts = [\"one.example\"]\n[roles]\nbdy = [\".story\"]\nbody = [\"div[\"]\n",
		"bad/sites/two.toml":     "name = \"Two\"\nhosts = [\"two.example\"]\nplatform = \"own\"\n[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"two.example/a.html\"\n",
		"bad/platforms/own.toml": "name = \"Own\"\n[detect]\ngenerator = [\"Own\"]\n[roles]\nbody = [\".text\"]\n",
		"vendor/notes.md":        "A folder that only looks like ours.",
		"empty/notes.md":         "No rules.",
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

func TestRulesLintOwn(t *testing.T) {
	t.Parallel()
	got := invoke(t, "", "rules", "lint", "-fixtures", filepath.Join("..", "..", "testdata"), filepath.Join("..", "..", "rules"))
	assert.Equal(t, statusDone, got.status, got.stdout)
}
