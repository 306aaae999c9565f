package engine_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/mhtml"
	"github.com/gatefold/gatefold/playground/engine"
)

func seed(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/nknews.org/badges.html")
	require.NoError(t, err)
	return data
}

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.Bytes()
}

// savedAs wraps a page as browsers save it in one file.
func savedAs(address string, page []byte) []byte {
	return fmt.Appendf(nil, "Snapshot-Content-Location: %s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"+
		"--b\r\nContent-Type: text/html\r\n\r\n%s\r\n--b--\r\n", address, page)
}

func TestReadGivesWhatTheLibraryGives(t *testing.T) {
	t.Parallel()
	art, err := gatefold.Extract(bytes.NewReader(seed(t)), gatefold.Page{})
	require.NoError(t, err)
	var e engine.Engine
	got, err := e.Read(engine.Input{Name: "badges.html", Data: seed(t)})
	require.NoError(t, err)
	assert.Equal(t, art.Title, got.Title)
	assert.Equal(t, art.Markdown(), got.Markdown)
	assert.Equal(t, art.HTML(), got.HTML)
	assert.Equal(t, art.Text(), got.Text)
	var back article.Article
	require.NoError(t, json.Unmarshal([]byte(got.JSON), &back))
	assert.Equal(t, art.Promos, back.Promos)
	assert.Contains(t, got.Report, "badges.html")
	assert.Contains(t, got.Report, "sites/nknews.org.toml")
	assert.Equal(t, "article, policy subscription, text preview, 19 blocks, 1 promo", got.Summary)
	assert.Empty(t, got.Notes)
}

func TestReadOfFilesAndAddresses(t *testing.T) {
	t.Parallel()
	page := []byte("<h1>The lamps</h1><p>The town has bought forty lamps, and the <a href=/first>first of them</a> were lit on Monday.</p>")
	for _, tt := range []struct {
		name, address string
		data          []byte
		want          string
	}{
		{"as it is", "https://news.example/a", page, "https://news.example/a"},
		{"without a scheme", " news.example/a ", page, "https://news.example/a"},
		{"gzip", "", zipped(t, page), ""},
		{"MHTML", "", savedAs("https://news.example/b", page), "https://news.example/b"},
		{"MHTML whose reader knows better", "https://news.example/c", savedAs("https://news.example/b", page), "https://news.example/c"},
		{"MHTML in gzip", "", zipped(t, savedAs("https://news.example/b", page)), "https://news.example/b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var e engine.Engine
			got, err := e.Read(engine.Input{Data: tt.data, URL: tt.address})
			require.NoError(t, err)
			assert.Equal(t, "The lamps", got.Title)
			var art article.Article
			require.NoError(t, json.Unmarshal([]byte(got.JSON), &art))
			assert.Equal(t, tt.want, art.URL)
		})
	}
}

func TestReadOfPagesBeyondBounds(t *testing.T) {
	t.Parallel()
	var e engine.Engine
	got, err := e.Read(engine.Input{Data: []byte("<h1>Long</h1>" + strings.Repeat("<p>One of very many paragraphs that say the same.</p>", 2500))})
	require.NoError(t, err)
	assert.Equal(t, []string{"The first 2000 of 2501 blocks are shown. The article is of all of them."}, got.Notes)
	assert.Equal(t, 2000, strings.Count(got.Report, `<details><summary>`))

	got, err = e.Read(engine.Input{Data: []byte("<h1>Deep</h1><p>The beginning of a story stands above the depth.</p>" + strings.Repeat("<div>", 600) + "<p>below")})
	require.NoError(t, err)
	require.Len(t, got.Notes, 1)
	assert.Contains(t, got.Notes[0], "nest deeper")
	assert.Equal(t, "Deep", got.Title)
}

func TestWords(t *testing.T) {
	t.Parallel()
	gz := zipped(t, seed(t))
	wrongSum := bytes.Clone(gz)
	wrongSum[len(wrongSum)-6] ^= 1
	damaged := bytes.Clone(gz)
	copy(damaged[12:], strings.Repeat("\xff", 30))
	for _, tt := range []struct {
		name string
		in   engine.Input
		want string
	}{
		{"nothing", engine.Input{}, "There is nothing in it."},
		{"white space", engine.Input{Data: []byte(" \n")}, "There is nothing in it."},
		{"address of a script", engine.Input{Data: seed(t), URL: "javascript:x"}, "That is no address of the web."},
		{"address of a file", engine.Input{Data: seed(t), URL: "file:///etc/x.y"}, "That is no address of the web."},
		{"words for an address", engine.Input{Data: seed(t), URL: "the front page"}, "That is no address of the web."},
		{"PDF", engine.Input{Data: []byte("%PDF-1.4")}, "This is a PDF document, not an HTML page. Save the page of the story as HTML."},
		{"picture", engine.Input{Data: []byte("GIF89a")}, "This is a picture, not an HTML page."},
		{"too large", engine.Input{Data: bytes.Repeat([]byte("<p>x"), 9<<20)}, "This is more than the 32 MiB"},
		{"too large when unpacked", engine.Input{Data: zipped(t, bytes.Repeat([]byte("<p>x"), 9<<20))}, "This is more than the 32 MiB"},
		{"half of a gzip file", engine.Input{Data: gz[:len(gz)/2]}, "This file ends too early."},
		{"gzip with another sum", engine.Input{Data: wrongSum}, "does not fit its checksum"},
		{"gzip with holes", engine.Input{Data: damaged}, "This file is damaged"},
		{"no gzip", engine.Input{Data: []byte("\x1f\x8bno gzip here")}, "looks like gzip and is not"},
		{"MHTML of a picture", engine.Input{Data: bytes.Replace(savedAs("https://a.example/", nil), []byte("text/html"), []byte("image/png"), 1)}, "without an HTML page"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var e engine.Engine
			got, err := e.Read(tt.in)
			require.Error(t, err)
			assert.Nil(t, got)
			assert.Contains(t, engine.Words(err), tt.want)
		})
	}
	assert.Equal(t, "This cannot be read: short buffer.", engine.Words(io.ErrShortBuffer), "what has no words of its own")
	assert.Contains(t, engine.Words(mhtml.ErrTooLarge), "MHTML")
}
