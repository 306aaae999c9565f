package ruletest_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
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

func zipped(t *testing.T, s string) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(s))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return &fstest.MapFile{Data: b.Bytes()}
}

func goldFolder(t *testing.T) fstest.MapFS {
	t.Helper()
	line := func(id, url, title string) string {
		b, err := json.Marshal(map[string]any{
			"id": id, "url": url, "title": title, "authors": []string{}, "date": "2024-05-03 06:00:00+00:00", "body": strings.Join(pier.Paragraphs, "\n\n"),
		})
		require.NoError(t, err)
		return string(b) + "\n"
	}
	return fstest.MapFS{
		"gold.jsonl":      {Data: []byte(line("b", "https://www.pier.example/b", "The late ferry") + line("a", "https://other.example/a", "Another title"))},
		"pages/a.html":    page(pier.Story("", "")),
		"pages/b.html.gz": zipped(t, pier.Story(pier.Teaser, "")),
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	s := open(t, fstest.MapFS{"pier.example.toml": file("[roles]\nbody = [\".story\"]\nrelated = [\".see-also\"]\n")}, nil)
	got := s.Score(pages(t, goldFolder(t)))
	require.Len(t, got, 2)
	other, pier := got[0], got[1]
	assert.Equal(t, "other.example", other.Name)
	assert.Equal(t, ruletest.Score{Body: 1, Title: 0, Authors: 1, Day: 1}, other.Ruled)
	assert.Equal(t, []string{`title: got "The late ferry", want "Another title"`}, other.Pages[0].Notes)
	assert.Equal(t, "pier.example.toml", pier.File)
	assert.Equal(t, ruletest.Score{Body: 1, Title: 1, Authors: 1, Day: 1}, pier.Ruled)
	assert.Equal(t, "other.example", ruletest.Worst(got)[0].Name, "equal bodies keep their order")

	mean, _, n := ruletest.Mean(got)
	assert.Equal(t, 2, n)
	assert.InDelta(t, 0.5, mean.Title, 1e-9)

	one, err := ruletest.Open(ruletest.Options{Rules: fstest.MapFS{"pier.example.toml": file("")}, Files: []string{"pier.example.toml"}})
	require.NoError(t, err)
	assert.Len(t, one.Score(pages(t, goldFolder(t))), 1, "only the pages of the chosen files")
}

// Gold that states no body is not held against a page that has one.
func TestScoreOfSnippets(t *testing.T) {
	t.Parallel()
	first, second := pier.Paragraphs[0][:20], pier.Paragraphs[1][:20]
	for _, tt := range []struct {
		name string
		gold ruletest.Gold
		body float64
		note []string
	}{
		{"nothing stated", ruletest.Gold{}, 1, nil},
		{"all in, none leaked", ruletest.Gold{With: []string{first}, Without: []string{"No such words"}}, 1, nil},
		{"one missing", ruletest.Gold{With: []string{first, "No such words"}}, 2.0 / 3, []string{"- No such words"}},
		{"one leaked", ruletest.Gold{With: []string{first}, Without: []string{second}}, 2.0 / 3, []string{"+ " + second}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			folder := goldFolder(t)
			list := pages(t, folder)[1:]
			list[0].Gold = &tt.gold
			got := open(t, nil, nil).Score(list)
			require.Len(t, got, 1)
			assert.InDelta(t, tt.body, got[0].Pages[0].Ruled.Body, 1e-9)
			assert.Equal(t, tt.note, got[0].Pages[0].Notes)
		})
	}
}

func TestScoreNotesLines(t *testing.T) {
	t.Parallel()
	s := open(t, fstest.MapFS{"pier.example.toml": file("[roles]\nbody = [\".story\", \".see-also\"]\nrelated = [\".story p:last-child\"]\n")}, nil)
	got := s.Score(pages(t, goldFolder(t)))[1].Pages[0]
	notes := strings.Join(got.Notes, "\n")
	assert.Contains(t, notes, "- By noon the engine")
	assert.Less(t, got.Ruled.Body, 1.0)
}

func TestFloors(t *testing.T) {
	t.Parallel()
	s := open(t, fstest.MapFS{"pier.example.toml": file("[roles]\nbody = [\".story\"]\nrelated = [\".see-also\"]\n")}, nil)
	scores := s.Score(pages(t, goldFolder(t)))
	floors, err := ruletest.ReadFloors(strings.NewReader("# a comment\n\npier.example 1 1 1 1 # plain\nother.example 1.000 0.5 1 1 # the page names another\ngone.example 1 1 1 1\n"))
	require.NoError(t, err)
	fallen := ruletest.BelowFloors(scores, floors)
	require.Len(t, fallen, 1)
	assert.Equal(t, "other.example: title: 0.0000 is below the floor of 0.500", fallen[0].String())

	var b bytes.Buffer
	require.NoError(t, ruletest.WriteFloors(&b, scores, floors))
	again, err := ruletest.ReadFloors(&b)
	require.NoError(t, err)
	assert.Empty(t, ruletest.BelowFloors(scores, again), "what was measured holds")
	require.Len(t, again, 1, "a publisher without a file has no floor")
	assert.Equal(t, "plain", again[0].Reason)

	for _, bad := range []string{"a.example 1 1 1", "a.example 1 1 1 x"} {
		_, err := ruletest.ReadFloors(strings.NewReader(bad))
		assert.Error(t, err, bad)
	}
}

func TestReadPages(t *testing.T) {
	t.Parallel()
	got := pages(t, goldFolder(t))
	require.Len(t, got, 2)
	assert.Equal(t, "a", got[0].ID, "by ID")
	assert.Equal(t, "pier.example", got[1].Host())
	data, err := got[1].Read()
	require.NoError(t, err)
	assert.Contains(t, string(data), "late ferry")

	loose := pages(t, fstest.MapFS{"x/b.htm": page(pier.Story("", "")), "a.html.gz": zipped(t, "<p>x"), "notes.txt": {}})
	require.Len(t, loose, 2)
	assert.Equal(t, []string{"a.html.gz", "x/b.htm"}, []string{loose[0].ID, loose[1].ID})
	assert.Equal(t, "https://pier.example/late-ferry/", loose[1].URL)

	_, err = ruletest.ReadPages(fstest.MapFS{"gold.jsonl": {Data: []byte("{}\n{\n")}})
	assert.ErrorContains(t, err, "gold.jsonl:2:")
	_, err = ruletest.ReadPages(fstest.MapFS{"a.html": {Data: []byte("\x1f\x8bno gzip")}})
	assert.ErrorContains(t, err, "a.html")
}

func TestDeclaredURL(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, page, want string }{
		{"canonical", `<head><meta property="og:url" content="https://b.example/"><link rel="Canonical" href=" https://a.example/x ">`, "https://a.example/x"},
		{"og:url", `<meta property="og:url" content="https://b.example/"/><body>`, "https://b.example/"},
		{"relative", `<link rel="canonical" href="/x"><body>`, ""},
		{"in the body", `<body><link rel="canonical" href="https://a.example/">`, ""},
		{"none", ``, ""},
	} {
		assert.Equal(t, tt.want, ruletest.DeclaredURL([]byte(tt.page)), tt.name)
	}
}

// TestFloorsOnSavedPages holds each publisher to what its rule has reached on
// the saved pages. Run with -update after a rule has become better.
func TestFloorsOnSavedPages(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "corpus")
	}
	dir = filepath.Join(dir, "publishers")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus of saved pages: set GATEFOLD_CORPUS")
	}
	file := filepath.Join("testdata", "floors.txt")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	floors, err := ruletest.ReadFloors(bytes.NewReader(data))
	require.NoError(t, err)
	s, err := ruletest.Open(ruletest.Options{})
	require.NoError(t, err)
	scores := s.Score(pages(t, os.DirFS(dir)))
	if *update {
		var out bytes.Buffer
		require.NoError(t, ruletest.WriteFloors(&out, scores, floors))
		require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
		return
	}
	for _, f := range ruletest.BelowFloors(scores, floors) {
		t.Error(f)
	}
	for _, f := range floors {
		if f.Body < 0.93 {
			assert.NotEmpty(t, f.Reason, "%s: a floor this low needs a reason", f.Name)
		}
	}
}
