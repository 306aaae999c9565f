package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/warc/warctest"
)

func story(title string) []byte {
	return []byte("<!doctype html><title>" + title + "</title><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>The ferry to the island was late again on Tuesday, and nobody on the pier could say why it was.</p>\n", 6) + "</article>")
}

const html = "Content-Type: text/html; charset=utf-8"

// crawl writes a file of n pages and returns its name.
func crawl(t *testing.T, n int) string {
	t.Helper()
	var b bytes.Buffer
	b.Write(warctest.Warcinfo().Packed())
	for i := range n {
		url := fmt.Sprintf("https://news.example/%d", i)
		b.Write(warctest.Request(url).Packed())
		b.Write(warctest.Response(url, story(fmt.Sprint("Story ", i)), html).Packed())
	}
	return write(t, "crawl.warc.gz", b.Bytes())
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, data, 0o600))
	return path
}

type lineOf struct {
	File, URL, Title, Error string
	Offset                  int64
	Fetched                 time.Time
}

func invoke(t *testing.T, stdin string, args ...string) (lines []lineOf, raw, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(context.Background(), append([]string{"gatefold-warc"}, args...), strings.NewReader(stdin), &out, &errs)
	for s := range strings.Lines(out.String()) {
		var l lineOf
		require.NoError(t, json.Unmarshal([]byte(s), &l), s)
		lines = append(lines, l)
	}
	return lines, out.String(), errs.String(), status
}

func TestExtract(t *testing.T) {
	t.Parallel()
	file := crawl(t, 30)
	lines, one, stderr, status := invoke(t, "", "extract", "-j", "1", file)
	require.Equal(t, statusDone, status, stderr)
	require.Len(t, lines, 30)
	for i, l := range lines {
		assert.Equal(t, lineOf{file, fmt.Sprintf("https://news.example/%d", i), fmt.Sprint("Story ", i), "", l.Offset, warctest.Date}, l)
		assert.Positive(t, l.Offset)
	}
	assert.Equal(t, "gatefold-warc: 1 files, 61 records: 30 page, 30 request, 1 warcinfo\n", stderr)
	_, eight, _, _ := invoke(t, "", "extract", "-j", "8", file)
	assert.Equal(t, one, eight, "the order does not depend on the workers")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	lines, _, _, status = invoke(t, string(data), "extract", "-")
	assert.Equal(t, statusDone, status)
	assert.Len(t, lines, 30)
}

func TestExtractFailures(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	b.Write(warctest.Response("https://news.example/1", story("One"), html).Bytes())
	b.WriteString("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n")
	b.Write(warctest.Response("https://news.example/2", []byte("<title>Two</title>"+strings.Repeat("<div>", 600)+"<p>Deep."), html).Bytes())
	b.Write(warctest.Response("https://news.example/3", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), html).Bytes())
	b.Write(warctest.Response("https://news.example/4", story("Four"), html).Bytes())
	file := write(t, "bad.warc", b.Bytes())
	missing := filepath.Join(t.TempDir(), "missing.warc")
	page := write(t, "page.html", story("A"))
	lines, _, stderr, status := invoke(t, "", "extract", file, missing, page)
	assert.Equal(t, statusFailed, status)
	require.Len(t, lines, 7)
	assert.Equal(t, "One", lines[0].Title)
	assert.Contains(t, lines[1].Error, "no Content-Length")
	assert.Contains(t, lines[2].Error, gatefold.ErrTooDeep.Error())
	assert.Equal(t, "Two", lines[2].Title, "what could be read")
	assert.Contains(t, lines[3].Error, gatefold.ErrNotHTML.Error())
	assert.Equal(t, "https://news.example/3", lines[3].URL)
	assert.Equal(t, "Four", lines[4].Title)
	assert.Contains(t, lines[5].Error, "no such file")
	assert.Contains(t, lines[6].Error, "neither WARC nor MHTML")
	assert.Contains(t, stderr, "3 files, 5 records: 1 broken, 4 page\n")
	assert.Contains(t, stderr, "5 failed\n")
}

func TestExtractFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "b"), 0o700))
	for name, data := range map[string][]byte{
		"b/2.mhtml":   warctest.MHTML("https://news.example/2", story("Two"), "8bit", func(b []byte) string { return string(b) }),
		"1.warc":      warctest.Response("https://news.example/1", story("One"), html).Bytes(),
		"c.WARC.GZ":   warctest.Response("https://news.example/3", story("Three"), html).Packed(),
		"ignored.txt": []byte("no"),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	lines, _, stderr, status := invoke(t, "", "extract", dir)
	require.Equal(t, statusDone, status, stderr)
	require.Len(t, lines, 3)
	assert.Equal(t, []string{"One", "Two", "Three"}, []string{lines[0].Title, lines[1].Title, lines[2].Title})
}

func TestTruncatedIsEvidence(t *testing.T) {
	t.Parallel()
	whole := story("Whole")
	withEnd := append(append([]byte("<html><body>"), whole...), "</body></html>"...)
	var b bytes.Buffer
	b.Write(warctest.Response("https://news.example/whole", withEnd, html).Bytes())
	b.Write(warctest.Response("https://news.example/end", withEnd, html).With("WARC-Truncated: length").Bytes())
	b.Write(warctest.Response("https://news.example/cut", whole[:len(whole)-100], html).With("WARC-Truncated: time").Bytes())
	_, raw, stderr, status := invoke(t, "", "extract", "-no-rules", write(t, "cut.warc", b.Bytes()))
	require.Equal(t, statusDone, status, stderr)
	var got []article.Article
	for s := range strings.Lines(raw) {
		var art article.Article
		require.NoError(t, json.Unmarshal([]byte(s), &art))
		got = append(got, art)
	}
	require.Len(t, got, 3)
	require.Equal(t, article.CompletenessFull, got[0].Access.Completeness, "the pages are such that the library says full")
	evidence := func(value string) article.Evidence {
		return article.Evidence{Source: article.ParseProvenance("warc:WARC-Truncated"), Value: value, Supports: string(article.CompletenessPreview)}
	}
	assert.NotContains(t, got[0].Access.Evidence, evidence("length"))

	assert.Equal(t, article.CompletenessFull, got[1].Access.Completeness, "the end of the document is there")
	assert.Contains(t, got[1].Access.Evidence, evidence("length"))
	require.Len(t, got[1].Access.Conflicts, 1, "and what disagrees is shown")
	assert.Equal(t, evidence("length"), got[1].Access.Evidence[got[1].Access.Conflicts[0].Evidence[0]])

	assert.Equal(t, article.CompletenessUnknown, got[2].Access.Completeness)
	assert.Contains(t, got[2].Access.Evidence, evidence("time"))
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"extract"}, {"extract", "-j", "0", "x"}, {"extract", "-rules", "missing", "x"}, {"extract", "-no-rules", "-rules", ".", "x"},
		{"extract", "-unknown", "x"}, {"unknown"},
	} {
		_, _, stderr, status := invoke(t, "", args...)
		assert.Equal(t, statusUsage, status, args)
		assert.NotEmpty(t, stderr, args)
	}
}
