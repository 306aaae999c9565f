package ruletest_test

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

	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/internal/pier"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func fixturesOfModule() fs.FS { return os.DirFS(filepath.Join("..", "testdata")) }

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

const lintFile = `platform = "own"
former = ["old.pier.example"]

[fields]
title = ["h1.top-line", "meta:og:title"]

[roles]
body = [".story"]
related = [".css-1x2y3z"] # lint: it says so itself
navigation = [
	"div > div > div > div > p",
	"div > p",
	".css-9z8y7x .menu",
]

[[promo]]
kind = "subscription"
match = ["main"]

[[promo]]
kind = "newsletter"
match = [".letter"]

[[expect]]
fixture = "a.html"
`

func lintFolder() fstest.MapFS {
	return fstest.MapFS{
		"sites/pier.example.toml": file(lintFile),
		"platforms/own.toml": {Data: []byte("name = \"Own\"\n[fields]\ntitle = [\"h1.top-line\", \"meta:og:title\"]\n[roles]\nbody = [\".story\"]\n" +
			"[[promo]]\nkind = \"newsletter\"\nmatch = [\".letter\"]\n")},
		"sites/bad.toml": {Data: []byte("name = \"Bad\"\nhosts = [\"bad.example\"]\n[roles]\nbdy = [\".a\"]\n")},
	}
}

func TestLint(t *testing.T) {
	t.Parallel()
	fixtures := fstest.MapFS{"a.html": page(pier.Story("", ""))}
	s := open(t, lintFolder(), fixtures)
	var got strings.Builder
	for _, f := range s.Lint() {
		got.WriteString(f.String() + "\n")
	}
	golden(t, "lint.golden", got.String())
	assert.Equal(t, s.Lint(), open(t, lintFolder(), fixtures).Lint(), "the same in every run")
}

func TestLintLongFile(t *testing.T) {
	t.Parallel()
	long := "[roles]\nrelated = [\n" + strings.Repeat("\t# a remark\n", 60) + "\t\".a\",\n]\n"
	assert.NotContains(t, checks(t, long), "long", "comments do not count")
	var b strings.Builder
	b.WriteString("[roles]\nrelated = [\n")
	for c := range 50 {
		b.WriteString("\t\"." + strings.Repeat("a", c+1) + "\",\n")
	}
	assert.Contains(t, checks(t, b.String()+"]\n"), "long")
}

// checks returns the names of what lint finds in a site file.
func checks(t *testing.T, body string) []string {
	t.Helper()
	var out []string
	for _, f := range open(t, fstest.MapFS{"pier.example.toml": file(body)}, fstest.MapFS{}).Lint() {
		out = append(out, f.Check)
	}
	return out
}

func TestLintWithoutFixturesMissesNone(t *testing.T) {
	t.Parallel()
	assert.Empty(t, checks(t, "[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"none.html\"\n"))
}

func TestMutate(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"pier.example.toml": file(`
[roles]
related = [".see-also"]
# unprotected: stands on no page that can be shared
comments = [".talk"]
navigation = [".menu"]
legal = [".foot", ".nowhere"] # unprotected: the words tell too

[[expect]]
fixture = "a.html"
without = ["lighthouse"]
`)}
	fixtures := fstest.MapFS{"a.html": page(pier.Story(pier.Teaser, ""))}
	m := open(t, folder, fixtures).Mutate()
	var got []string
	for _, u := range m.Unprotected {
		got = append(got, strings.TrimPrefix(u.String(), "pier.example.toml:")+" | "+u.Reason)
	}
	assert.Equal(t, []string{
		`7:13: warning: unprotected: no promise needs ".talk" (comments), and no fixture has such an element | stands on no page that can be shared`,
		`8:15: warning: unprotected: no promise needs ".menu" (navigation) | `,
		`9:10: warning: unprotected: no promise needs ".foot" (legal) | the words tell too`,
		`9:19: warning: unprotected: no promise needs ".nowhere" (legal), and no fixture has such an element | the words tell too`,
	}, got)
	assert.Equal(t, 5, m.Selectors)
	assert.Equal(t, 1, m.Unreasoned())
	assert.InDelta(t, 0.8, m.Share(), 1e-9)
}

func TestMutatePlatformOnThePagesOfItsSites(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{
		"sites/pier.example.toml": file("platform = \"own\"\n[[expect]]\nfixture = \"a.html\"\nwithout = [\"lighthouse\"]\n"),
		"platforms/own.toml":      {Data: []byte("name = \"Own\"\n[roles]\nrelated = [\".see-also\", \".other\"]\n")},
	}
	fixtures := fstest.MapFS{"a.html": page(pier.Story(pier.Teaser, ""))}
	m := open(t, folder, fixtures).Mutate()
	require.Len(t, m.Unprotected, 1)
	assert.Contains(t, m.Unprotected[0].Problem, ".other")

	one, err := ruletest.Open(ruletest.Options{Rules: folder, Fixtures: fixtures, Files: []string{"platforms/own.toml"}})
	require.NoError(t, err)
	assert.Equal(t, m.Unprotected, one.Mutate().Unprotected, "also where only the platform is looked at")
	assert.Equal(t, 1, m.Keys, "the site's key platform")
}

func TestMutateTrustsNoBrokenPromise(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"a.toml": file("[roles]\nrelated = [\".see-also\"]\n[[expect]]\nfixture = \"a.html\"\ntitle = \"Another\"\nwithout = [\"lighthouse\"]\n")}
	m := open(t, folder, fstest.MapFS{"a.html": page(pier.Story(pier.Teaser, ""))}).Mutate()
	assert.Len(t, m.Unprotected, 1, "a promise that fails anyhow protects nothing")
}

func TestCover(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"pier.example.toml": file("[roles]\nbody = [\".story\"]\nrelated = [\".see-also\"]\ncomments = [\".talk\"]\n[[expect]]\nfixture = \"a.html\"\n")}
	s := open(t, folder, fstest.MapFS{"a.html": page(pier.Story(pier.Teaser, ""))})
	c := s.Cover(nil)
	assert.Equal(t, 3, c.Selectors)
	require.Len(t, c.Idle, 1)
	assert.Contains(t, c.Idle[0].String(), `pier.example.toml:6:13: warning: idle: no page needs ".talk" (comments)`)
	require.Len(t, c.Pages, 1)
	assert.Greater(t, c.Pages[0].Ruled, 0.7)
	assert.Equal(t, "pier.example.toml", c.Pages[0].File)

	more := pages(t, fstest.MapFS{"b.html": page(pier.Story(`<div class="talk"><p>Nice.</p></div>`, ""))})
	assert.Empty(t, s.Cover(more).Idle, "a page of a folder counts too")
}

func pages(t *testing.T, fsys fs.FS) []ruletest.Page {
	t.Helper()
	out, err := ruletest.ReadPages(fsys)
	require.NoError(t, err)
	return out
}

func TestDiff(t *testing.T) {
	t.Parallel()
	a := open(t, fstest.MapFS{"a.toml": file("[roles]\nbody = [\".story\"]\n")}, nil)
	b := open(t, fstest.MapFS{"a.toml": file("[fields]\ntitle = [\"const:Ferry\"]\n[roles]\nbody = [\".story\"]\nrelated = [\".see-also\"]\n[[promo]]\nkind = \"event\"\nmatch = [\".offer\"]\n")}, nil)
	ps := pages(t, fstest.MapFS{"1.html": page(pier.Story(pier.Teaser, pier.Offer)), "2.html": page("<title>x</title><link rel=canonical href=https://other.example/a><p>x"), "3.html": page(" ")})
	got := ruletest.Diff(a, b, ps)
	require.Len(t, got, 2)
	assert.Equal(t, "1.html", got[0].ID)
	assert.Positive(t, got[0].Lost)
	text := strings.Join(got[0].Details, "\n")
	assert.Contains(t, text, `title: "The late ferry" → "Ferry"`)
	assert.Contains(t, text, "- The old lighthouse")
	assert.Contains(t, text, "- promo subscription")
	assert.Contains(t, text, "+ promo event")
	assert.Error(t, got[1].Err, "an empty page")
	assert.Empty(t, ruletest.Diff(a, a, ps[:2]))
}

func TestDrift(t *testing.T) {
	t.Parallel()
	preview := `<!DOCTYPE html><title>A</title><link rel="canonical" href="https://pier.example/p/"><h1>A</h1><div class="story"><p>` +
		pier.Paragraphs[0] + `</p></div>` + pier.Offer
	for _, tt := range []struct {
		name, rule, why string
		pages           []string
		gated           int
		want            []string
		dead            int
	}{
		{"it fits", "body = [\".story\"]", "", []string{pier.Story("", "")}, 0, nil, 0},
		{"stale", "body = [\".gone\"]", "the container has another name", []string{pier.Story("", "")}, 0, []string{"stale: no element matches the rule's body"}, 0},
		{"gated", "body = [\".story\"]", "little text behind a gate is no drift", []string{preview}, 1, nil, 0},
		{"dead", "body = [\".story\"]\nrelated = [\".gone\"]", "three pages without", []string{pier.Story("", ""), pier.Story("", ""), pier.Story("", "")}, 0, nil, 1},
		{"too few pages to call it dead", "body = [\".story\"]\nrelated = [\".gone\"]", "", []string{pier.Story("", "")}, 0, nil, 0},
		{"a field's sources fail", "body = [\".story\"]\n[fields]\ntitle = [\".gone\"]", "", []string{pier.Story("", "")}, 0, []string{`title: no source of the rule has a value; `}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, fstest.MapFS{"a.toml": file("[roles]\n" + tt.rule + "\n")}, nil)
			fsys := fstest.MapFS{}
			for i, p := range tt.pages {
				fsys[string(rune('a'+i))+".html"] = page(p)
			}
			got := s.Drift(pages(t, fsys))
			require.Len(t, got, 1)
			assert.Equal(t, len(tt.pages), got[0].Pages)
			assert.Equal(t, tt.gated, got[0].Gated)
			assert.Len(t, got[0].Dead, tt.dead)
			assert.Equal(t, len(tt.want)+tt.dead == 0, got[0].Fits(), tt.why)
			if len(tt.want) == 0 {
				assert.Empty(t, got[0].Misfits, tt.why)
				return
			}
			require.Len(t, got[0].Misfits, 1)
			for i, w := range tt.want {
				assert.Contains(t, got[0].Misfits[0].What[i], w)
			}
		})
	}
}

// TestUnproven holds that a file which says something of a page shows it.
func TestUnproven(t *testing.T) {
	t.Parallel()
	const (
		promise  = "[[expect]]\nfixture = \"a.html\"\n"
		platform = "name = \"Own\"\n[detect]\ngenerator = [\"Own\"]\n[roles]\nbody = [\".story\"]\n"
		vendor   = "name = \"Ask\"\n[detect]\nscripts = [\"ask.example\"]\n"
	)
	raw := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	fixtures := fstest.MapFS{"a.html": page(pier.Story("", ""))}
	for _, tt := range []struct {
		name, why string
		folder    fstest.MapFS
		want      []string
	}{
		{"a site with a promise", "as it should be", fstest.MapFS{"a.toml": file("[roles]\nbody = [\".story\"]\n" + promise)}, nil},
		{"a site without", "nothing would notice if it broke", fstest.MapFS{"a.toml": file("[roles]\nbody = [\".story\"]\n")}, []string{"a.toml"}},
		{"a site that is only a name", "its platform's rule may not fit", fstest.MapFS{"a.toml": file("")}, []string{"a.toml"}},
		{"a platform of a site with a promise", "the site's page shows it", fstest.MapFS{"a.toml": file("platform = \"own\"\n" + promise), "platforms/own.toml": raw(platform)}, nil},
		{"a platform of no site", "no page shows it", fstest.MapFS{"a.toml": file("[roles]\nbody = [\".story\"]\n" + promise), "platforms/own.toml": raw(platform)}, []string{"platforms/own.toml"}},
		{"a vendor that is recognised", "it says nothing of a page", fstest.MapFS{"vendors/ask.toml": raw(vendor)}, nil},
		{"a vendor with a promo", "no page shows it", fstest.MapFS{"vendors/ask.toml": raw(vendor + "[[promo]]\nkind = \"app\"\nmatch = [\".ask\"]\n")}, []string{"vendors/ask.toml"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, tt.folder, fixtures)
			var tested, linted []string
			for _, f := range s.Test() {
				if f.What == "expect" {
					tested = append(tested, f.File)
					assert.Equal(t, f.File+":1: expect: got none, want an [[expect]] with a fixture", f.String())
				}
			}
			for _, f := range s.Lint() {
				if f.Check == "unproven" {
					linted = append(linted, f.File)
					assert.False(t, f.Warning)
				}
			}
			assert.Equal(t, tt.want, tested, tt.why)
			assert.Equal(t, tt.want, linted, tt.why)
		})
	}
}

// TestAllBroken holds that a folder without one good file opens, so that the
// tools can tell of all of them.
func TestAllBroken(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"a.toml": file("nam = 1\n"), "b.toml": file("bdy = 1\n"), "platforms/c.toml": {Data: []byte("name = ")}}
	s := open(t, folder, fstest.MapFS{})
	assert.Len(t, s.Broken(), 3)
	assert.Len(t, s.Lint(), 3)
	assert.Empty(t, s.Files())
	assert.Empty(t, s.Test())
	folder["good.toml"] = file("[roles]\nbody = [\".story\"]\n")
	folder["site/x.toml"] = file("")
	s = open(t, folder, fstest.MapFS{})
	assert.Len(t, s.Files(), 1, "a folder whose name is a slip is a mistake beside them, and no file")
	assert.Len(t, s.Broken(), 4)
}

func TestLargeFixture(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"a.toml": file("[[expect]]\nfixture = \"a.html\"\n")}
	got := open(t, folder, fstest.MapFS{"a.html": page(strings.Repeat("<p>A boat.", 4<<20))}).Test()
	require.Len(t, got, 1)
	assert.Contains(t, got[0].String(), "too large")
}
