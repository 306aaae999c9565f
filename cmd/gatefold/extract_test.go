package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write([]byte(s))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.String()
}

// lineOf is what the tests read of a line of the output.
type lineOf struct {
	File, Error, Title, URL string
}

func linesOf(t *testing.T, out string) []lineOf {
	t.Helper()
	var lines []lineOf
	for s := range strings.Lines(out) {
		var l lineOf
		require.NoError(t, json.Unmarshal([]byte(s), &l), s)
		lines = append(lines, l)
	}
	return lines
}

func TestExtractOnePage(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.html": story("A & <B>"), "a.html.gz": gzipped(t, story("A & <B>")), "page": story("A & <B>"), "zipped.html": gzipped(t, story("A & <B>")),
	})
	for name, args := range map[string][]string{
		"file":                       {filepath.Join(dir, "a.html")},
		"compressed file":            {filepath.Join(dir, "a.html.gz")},
		"compressed without ending":  {filepath.Join(dir, "zipped.html")},
		"file with no ending at all": {filepath.Join(dir, "page")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", append([]string{"extract", "-url", "https://news.example/a"}, args...)...)
			require.Equal(t, statusDone, got.status, got.stderr)
			assert.Empty(t, got.stderr)
			var art article.Article
			require.NoError(t, json.Unmarshal([]byte(got.stdout), &art))
			assert.Equal(t, "https://news.example/a", art.URL)
			assert.True(t, strings.HasPrefix(got.stdout, "{\n  \"url\""), "indented, without file")
			assert.True(t, strings.HasSuffix(got.stdout, "\n}\n"))
		})
	}
}

func TestExtractStandardInput(t *testing.T) {
	t.Parallel()
	for name, stdin := range map[string]string{"plain": story("A"), "compressed": gzipped(t, story("A"))} {
		got := invoke(t, stdin, "extract", "-")
		assert.Equal(t, statusDone, got.status, name)
		assert.Contains(t, got.stdout, `"title": "A"`, name)
		got = invoke(t, stdin, "extract", "-format", "jsonl", "-")
		assert.Equal(t, []lineOf{{File: "-", Title: "A"}}, linesOf(t, got.stdout), name)
	}
}

func TestExtractFormats(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b --><b>.html": story("B")})
	a, b := filepath.Join(dir, "a.html"), filepath.Join(dir, "b --><b>.html")
	for _, tt := range []struct {
		format   string
		contains []string // of one page
		joints   []string // of two
	}{
		{"text", []string{"The ferry to the island"}, []string{"==> " + a + " <==\n\n", "\n\n==> " + b + " <==\n\n"}},
		{"markdown", []string{"The ferry to the island"}, []string{"<!-- " + a + " -->\n\n", "b --&gt;&lt;b&gt;.html -->\n\n"}},
		{"html", []string{"<p>The ferry to the island"}, []string{"<!-- " + a + " -->\n\n", "b --&gt;&lt;b&gt;.html -->\n\n"}},
		{"json", []string{"{\n  ", `"title": "A"`}, []string{`{"file":"` + a + `",`, "}\n" + `{"file":"`}},
		{"jsonl", []string{`{"file":"` + a + `","`}, []string{`{"file":"` + a + `",`, "}\n" + `{"file":"`}},
	} {
		t.Run(tt.format, func(t *testing.T) {
			t.Parallel()
			one := invoke(t, "", "extract", "-format", tt.format, a)
			require.Equal(t, statusDone, one.status, one.stderr)
			for _, s := range tt.contains {
				assert.Contains(t, one.stdout, s)
			}
			assert.True(t, strings.HasSuffix(one.stdout, "\n"))
			assert.NotContains(t, one.stdout, "==>")
			two := invoke(t, "", "extract", "-format", tt.format, a, b)
			require.Equal(t, statusDone, two.status, two.stderr)
			for _, s := range tt.joints {
				assert.Contains(t, two.stdout, s)
			}
		})
	}
}

func TestExtractFailures(t *testing.T) {
	t.Parallel()
	whole := gzipped(t, story("A"))
	dir := folder(t, map[string]string{
		"1.html": story("One"), "2.html": "", "3.html": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "4.html.gz": whole[:len(whole)-12],
		"5.html.gz": "\x1f\x8bnot really", "6.html": "<title>Six</title>" + strings.Repeat("<div>", 600) + "<p>Deep.", "7.html": story("Seven"),
	})
	missing := filepath.Join(dir, "8.html")
	got := invoke(t, "", "extract", dir, missing)
	assert.Equal(t, statusFailed, got.status)
	assert.Regexp(t, `^gatefold: 8 pages, 6 failed, 0 previews; policy: 2 free, 1 unknown\n$`, got.stderr, "one of those that failed was read in part")
	lines := linesOf(t, got.stdout)
	require.Len(t, lines, 8)
	for i, want := range []string{"", "empty", "not HTML", "unexpected EOF", "gzip: invalid header", "deep", "", "no such file"} {
		if want == "" {
			assert.Empty(t, lines[i].Error)
			assert.NotEmpty(t, lines[i].Title)
		} else {
			assert.Contains(t, lines[i].Error, want)
		}
		assert.Contains(t, lines[i].File, fmt.Sprintf("%d.html", i+1))
		assert.NotContains(t, lines[i].Error, dir+": ", "the file stands in its own field")
	}
	assert.Equal(t, "Six", lines[5].Title, "what could be read of a page that is too deep")
}

func TestExtractOneFailure(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"empty.html": " \n"})
	file := filepath.Join(dir, "empty.html")
	for _, tt := range []struct {
		format string
		stdout bool
	}{{"json", true}, {"jsonl", true}, {"text", false}, {"markdown", false}, {"html", false}} {
		got := invoke(t, "", "extract", "-format", tt.format, file)
		assert.Equal(t, statusFailed, got.status, tt.format)
		assert.Contains(t, got.stderr, "gatefold: "+file+": ", tt.format)
		assert.Equal(t, 1, strings.Count(got.stderr, "\n"), tt.format)
		if !tt.stdout {
			assert.Empty(t, got.stdout, tt.format)
			continue
		}
		var l lineOf
		require.NoError(t, json.Unmarshal([]byte(got.stdout), &l))
		assert.Equal(t, file, l.File)
		assert.NotEmpty(t, l.Error)
	}
}

func TestExtractOrder(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for i := range 150 {
		// Sizes differ, so that later pages are done before earlier ones.
		files[fmt.Sprintf("%d/%03d.html", i%7, i)] = story(fmt.Sprint(i)) + strings.Repeat("<p>More of it.", (i*7919)%900)
	}
	files["3/broken.html"] = ""
	dir := folder(t, files)
	one := invoke(t, "", "extract", "-format", "jsonl", "-j", "1", dir)
	eight := invoke(t, "", "extract", "-format", "jsonl", "-j", "8", dir)
	assert.Equal(t, one, eight)
	assert.Equal(t, statusFailed, one.status)
	lines := linesOf(t, one.stdout)
	require.Len(t, lines, len(files))
	for i := range lines[1:] {
		assert.Less(t, lines[i].File, lines[i+1].File)
	}
}

func TestExtractList(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": story("B"), "more/c.html": story("C")})
	in := func(name string) string { return filepath.Join(dir, name) }
	list := "\ufeff" + in("b.html") + "\thttps://news.example/b\r\n\n" + in("a.html") + "\n" + in("none.html") + "\thttps://news.example/none\n"
	require.NoError(t, os.WriteFile(in("list.tsv"), []byte(list), 0o644))
	want := []lineOf{
		{File: in("b.html"), Title: "B", URL: "https://news.example/b"},
		{File: in("a.html"), Title: "A"},
		{File: in("none.html"), Error: "no such file or directory"},
		{File: in("more/c.html"), Title: "C"},
	}
	got := invoke(t, "", "extract", "-list", in("list.tsv"), in("more"))
	assert.Equal(t, statusFailed, got.status)
	assert.Equal(t, want, linesOf(t, got.stdout))

	got = invoke(t, list, "extract", "-list", "-")
	assert.Equal(t, want[:3], linesOf(t, got.stdout))
}

func TestExtractWithRulesOfOnesOwn(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.html":           story("A"),
		"sites/story.toml": "name = \"The Pier\"\nhosts = [\"pier.example\"]\n[fields]\nsection = [\"const:Boats\"]\n[roles]\nbody = [\"article\"]\n[[expect]]\nfixture = \"a.html\"\n",
	})
	args := []string{"extract", "-url", "https://www.pier.example/a", filepath.Join(dir, "a.html")}
	var with, without article.Article
	got := invoke(t, "", append([]string{args[0], "-rules", dir}, args[1:]...)...)
	require.Equal(t, statusDone, got.status, got.stderr)
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &with))
	assert.Equal(t, "Boats", with.Section)
	assert.Equal(t, "sites/story.toml", with.Rule.File)
	got = invoke(t, "", append([]string{args[0], "-no-rules"}, args[1:]...)...)
	require.Equal(t, statusDone, got.status, got.stderr)
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &without))
	assert.Empty(t, without.Section)
	assert.Zero(t, without.Rule)
}

func TestExtractNothing(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"empty/notes.txt": "No page.", "full/a.html": story("A"), "empty.tsv": "\n"})
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		name   string
		args   []string
		status int
		stderr []string
	}{
		{"an empty folder", []string{in("empty")}, statusFailed, []string{"gatefold: " + in("empty") + ": no page in this folder\n", "gatefold: no pages to read"}},
		{"an empty list", []string{"--list", in("empty.tsv")}, statusFailed, []string{"gatefold: no pages to read"}},
		{"an empty folder beside a full one", []string{in("empty"), in("full")}, statusDone, []string{"gatefold: " + in("empty") + ": no page in this folder\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", append([]string{"extract"}, tt.args...)...)
			assert.Equal(t, tt.status, got.status)
			assert.Equal(t, tt.status == statusDone, got.stdout != "")
			for _, s := range tt.stderr {
				assert.Contains(t, got.stderr, s)
			}
		})
	}
}
