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
	"github.com/gatefold/gatefold/ruletest/internal/pier"
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
	fixtures := fstest.MapFS{"a.html": page(pier.Story(pier.Teaser, pier.Offer))}
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
		fstest.MapFS{"a.html": page(pier.Story("", ""))}).Test()
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
	fixtures := fstest.MapFS{"a.html": page(pier.Story("", ""))}
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
