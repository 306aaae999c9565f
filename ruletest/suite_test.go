package ruletest_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

// paragraphs are a story of ours, long enough for the generic way.
var paragraphs = []string{
	"The ferry to the island was late again this morning, and the people on the pier had stopped asking why it was so.",
	"A sailor said that the old engine needs an hour to get warm, and that nobody at the company has ordered a new one yet.",
	"The harbour master keeps a list of the delays, he said, and the list has grown by four pages since the end of winter.",
	"Most of those who wait are teachers and nurses, and some of them have begun to take the first boat to be on time.",
	"The company promised a second ship for the summer, but the ship lies in a dock on the other side of the bay for repairs.",
	"By noon the engine was running, and the last of the crates with bread and letters had been carried over the ramp.",
}

// story is a page with the story in a container of class story, with what else
// stands inside and behind it.
func story(inside, behind string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The late ferry</title>
<link rel="canonical" href="https://pier.example/late-ferry/"><meta property="og:title" content="The late ferry">
<meta property="og:site_name" content="The Pier"><meta property="article:published_time" content="2024-05-03T08:00:00+02:00"></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/news/">News</a></nav><main><h1 class="top-line">The late ferry</h1>
<div class="story">`)
	for i, p := range paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
		if i == 2 {
			b.WriteString(inside)
		}
	}
	b.WriteString(`</div>` + behind + `</main><footer class="foot"><p>All rights reserved.</p></footer></body></html>`)
	return b.String()
}

const (
	teaser = `<div class="see-also"><p>The old lighthouse on the northern point has been sold to a painter who wants to live there with two dogs, three boats and a piano, the seller said.</p></div>`
	offer  = `<section class="offer"><h2>Subscribe to read on</h2><p>Only $1 for four weeks</p><a href="/subscribe/">Subscribe now</a></section>`
)

// file is a site file of pier.example.
func file(body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("name = \"The Pier\"\nhosts = [\"pier.example\"]\n" + body)}
}

func page(html string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(html)} }

func open(t *testing.T, folder, fixtures fs.FS) *ruletest.Suite {
	t.Helper()
	s, err := ruletest.Open(ruletest.Options{Rules: folder, Fixtures: fixtures})
	require.NoError(t, err)
	return s
}

func TestTest(t *testing.T) {
	t.Parallel()
	fixtures := fstest.MapFS{"a.html": page(story(teaser, offer))}
	const base = "[roles]\nbody = [\".story\"]\nrelated = [\".see-also\"]\n[[promo]]\nkind = \"subscription\"\nmatch = [\".offer\"]\ngate = true\n[[layout]]\nname = \"old\"\nprobe = [\".story-2016\"]\n[[expect]]\nfixture = \"a.html\"\n"
	for _, tt := range []struct {
		name, expect string
		want         string // of what fails; "" for nothing
	}{
		{"nothing stated", "", ""},
		{"all holds", "title = \"The late ferry\"\nauthors = []\npublished = \"2024-05\"\nsite_name = \"The Pier\"\nfirst = \"The ferry to\"\nlast = \"over the ramp.\"\nwith = [\"The  harbour\"]\nwithout = [\"lighthouse\", \"four weeks\"]\npromos = [\"subscription\"]\ngate = true\nwithheld = false\n", ""},
		{"same moment in another zone", "published = \"2024-05-03T06:00:00Z\"", ""},
		{"title", "title = \"The ferry\"", "title"},
		{"a value where none may be", "title = \"\"", "title"},
		{"authors", "authors = [\"A. Sailor\"]", "authors"},
		{"another month", "published = \"2024-06\"", "published"},
		{"no date", "published = \"\"", "published"},
		{"first", "first = \"A sailor\"", "first"},
		{"last", "last = \"The ramp\"", "last"},
		{"with", "with = [\"whale\"]", "with"},
		{"without", "without = [\"pier had stopped\"]", "without"},
		{"promos", "promos = []", "promos"},
		{"offers", "offers = []", "offers"},
		{"gate", "gate = false", "gate"},
		{"withheld", "withheld = true", "withheld"},
		{"policy", "policy = \"free\"", "policy"},
		{"completeness", "completeness = \"none\"", "completeness"},
		{"layout", "layout = \"old\"", "layout"},
		{"kind", "kind = \"recipe\"", "kind"},
		{"another site's page", "url = \"https://other.example/\"", "rule"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := open(t, fstest.MapFS{"pier.example.toml": file(base + tt.expect)}, fixtures).Test()
			if tt.want == "" {
				assert.Empty(t, got)
				return
			}
			if assert.Len(t, got, 1) {
				assert.Equal(t, tt.want, got[0].What)
				assert.Regexp(t, `^pier\.example\.toml:\d+: a\.html: `+tt.want+`: got .*, want `, got[0].String())
			}
		})
	}
}

func TestTestReportsWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	got := open(t, fstest.MapFS{"a.toml": file("[[expect]]\nfixture = \"none.html\"\n")}, fstest.MapFS{}).Test()
	require.Len(t, got, 1)
	assert.Equal(t, "fixture", got[0].What)
}

func TestTestReportsStaleRules(t *testing.T) {
	t.Parallel()
	got := open(t, fstest.MapFS{"a.toml": file("[roles]\nbody = [\".gone\"]\n[[expect]]\nfixture = \"a.html\"\n")},
		fstest.MapFS{"a.html": page(story("", ""))}).Test()
	require.Len(t, got, 1)
	assert.Equal(t, "stale", got[0].What)
}

func TestOpenLeavesOutBrokenFiles(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{
		"good.toml":       file("[roles]\nbody = [\".story\"]\n"),
		"sites/bad.toml":  {Data: []byte("name = \"Bad\"\nhosts = [\"bad.example\"]\n[roles]\nbdy = [\".a\"]\n")},
		"sites/bad2.toml": {Data: []byte("name = \"Bad\"\nhosts = [\"bad2.example\"]\nplatform = \"none-such\"\n")},
	}
	s := open(t, folder, fstest.MapFS{})
	assert.Equal(t, []string{"good.toml"}, files(s))
	require.Len(t, s.Broken(), 2)
	for _, err := range s.Broken() {
		var at *rules.Error
		assert.ErrorAs(t, err, &at)
	}

	one, err := ruletest.Open(ruletest.Options{Rules: folder, Files: []string{"good.toml"}})
	require.NoError(t, err)
	assert.Empty(t, one.Broken(), "the mistakes of other files are not this file's")
	_, err = ruletest.Open(ruletest.Options{Rules: fstest.MapFS{}})
	assert.ErrorContains(t, err, "no rule file")
}

func files(s *ruletest.Suite) []string {
	var out []string
	for _, h := range s.Files() {
		out = append(out, h.File)
	}
	return out
}

// recorder stands in for a test.
type recorder struct{ lines []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, a ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, a...))
}
func (r *recorder) Fatalf(format string, a ...any) { r.Errorf(format, a...) }

func TestRun(t *testing.T) {
	t.Parallel()
	fixtures := fstest.MapFS{"a.html": page(story("", ""))}
	ruletest.Run(t, fstest.MapFS{"a.toml": file("[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"a.html\"\n")}, fixtures)

	var r recorder
	ruletest.Run(&r, fstest.MapFS{
		"a.toml":   file("[roles]\nbody = [\".story\"]\n[[expect]]\nfixture = \"a.html\"\ntitle = \"B\"\n"),
		"bad.toml": {Data: []byte("nme = \"B\"\n")},
	}, fixtures)
	assert.Contains(t, r.lines, `a.toml:5: a.html: title: got "The late ferry", want "B"`)
	assert.Contains(t, strings.Join(r.lines, "\n"), `did you mean "name"?`)
	r.lines = nil
	ruletest.Run(&r, fstest.MapFS{}, nil)
	assert.Len(t, r.lines, 1)
}

// TestEmbedded proves the rules that ship.
func TestEmbedded(t *testing.T) {
	t.Parallel()
	ruletest.Run(t, nil, fixturesOfModule())
}
