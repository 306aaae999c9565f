package rules_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/rules"
)

// corpus returns a set of saved pages, or skips the test where it is missing.
func corpus(t *testing.T, set string) string {
	t.Helper()
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "corpus")
	}
	dir = filepath.Join(dir, set)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus of saved pages: set GATEFOLD_CORPUS")
	}
	return dir
}

type goldPage struct{ ID, Body string }

func goldPages(t *testing.T, dir string) []goldPage {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	require.NoError(t, err)
	defer f.Close()
	var out []goldPage
	in := bufio.NewScanner(f)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var p goldPage
		require.NoError(t, json.Unmarshal(in.Bytes(), &p))
		out = append(out, p)
	}
	require.NoError(t, in.Err())
	return out
}

func parsePage(t *testing.T, dir, id string) *html.Node {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "pages", id+".html.gz"))
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	doc, err := html.Parse(z)
	require.NoError(t, err)
	return doc
}

func nodeText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// longLines are the paragraphs of a story that stand nowhere else.
func longLines(body string) []string {
	var out []string
	for line := range strings.Lines(body) {
		if line = strings.Join(strings.Fields(line), " "); len(line) > 150 {
			out = append(out, line)
		}
	}
	return out
}

// TestVendorsLeaveStories holds that no rule for every page takes a story's
// paragraph on a real one: wrappers with a gate's name often hold the body.
func TestVendorsLeaveStories(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("reads some hundred pages")
	}
	dir := corpus(t, "publishers")
	type line struct {
		rules.Line
		match cascadia.Sel
	}
	var lines []line
	for _, l := range rules.Embedded().Common().Lines {
		if l.Use == rules.UseRole || l.Use == rules.UsePromo || l.Use == rules.UseWithheld {
			sel, err := cascadia.Parse(l.Selector)
			require.NoError(t, err)
			lines = append(lines, line{l, sel})
		}
	}
	hits := 0
	for _, p := range goldPages(t, dir) {
		doc := parsePage(t, dir, p.ID)
		story := longLines(p.Body)
		for _, l := range lines {
			for _, n := range cascadia.QueryAll(doc, l.match) {
				hits++
				text := nodeText(n)
				for _, s := range story {
					assert.NotContains(t, text, s, "%s:%d: %q takes a paragraph of %s", l.File, l.Line.Line, l.Selector, p.ID)
				}
			}
		}
	}
	assert.Positive(t, hits, "the rules find something on some page")
	t.Logf("%d elements found", hits)
}
