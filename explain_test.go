package gatefold_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/cleantext"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/nknews.org/badges.html")
	require.NoError(t, err)
	defer f.Close()
	var x gatefold.Extractor
	rep, err := x.Explain(f, gatefold.Page{})
	require.NoError(t, err)
	byRole := map[article.Role][]gatefold.ReportBlock{}
	for _, b := range rep.Blocks {
		byRole[b.Role] = append(byRole[b.Role], b)
	}
	require.Len(t, byRole[article.RoleBody], 2)
	assert.True(t, byRole[article.RoleBody][0].Decided.IsRule(), "a rule line is named")
	require.NotEmpty(t, byRole[article.RolePromo])
	assert.Equal(t, 0, byRole[article.RolePromo][0].Promo)
	assert.Len(t, byRole[article.RoleHeadline], 1)
	require.NotEmpty(t, rep.Fields["title"])
	assert.Equal(t, rep.Article.Title, rep.Fields["title"][0].Value)
	assert.Greater(t, rep.Coverage, 0.8)
}

// What gave a field stands among what was tried for it, under its own name,
// also where it was no metadata.
func TestExplainNamesTheSourceThatGave(t *testing.T) {
	t.Parallel()
	const head, story = `<meta property="og:title" content="High water">`, `<h1>High water</h1><p>The river rose in the night.`
	for _, tt := range []struct{ name, page, url, field, source string }{
		{"metadata", head + story, "", "title", "meta:og:title"},
		{"address", head + story, "https://example.com/2024/05/03/high-water", "published", "url:"},
		{"beside the headline", head + `<h1>High water</h1><time>3 May 2024</time><p>The river rose.`, "", "published", "css:"},
		{"late source", head + `<meta itemprop="dateCreated" content="2024-05-03">` + story, "", "published", "meta:itemprop:datecreated"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var x gatefold.Extractor
			rep, err := x.Explain(strings.NewReader(tt.page), gatefold.Page{URL: tt.url})
			require.NoError(t, err)
			assert.NotContains(t, rep.Fields, "")
			given := slices.ContainsFunc(rep.Fields[tt.field], func(v gatefold.Tried) bool {
				return strings.HasPrefix(v.Source.String(), tt.source) && v.Value != ""
			})
			assert.True(t, given, "%s in %v", tt.source, rep.Fields[tt.field])
		})
	}
}

// Every visible text of every page ends in exactly one block with exactly one
// role: what the blocks hold, white space aside, is what the page shows.
func TestNodeAccounting(t *testing.T) {
	t.Parallel()
	dir := corpusDir()
	if dir == "" {
		t.Skip("no corpus of saved pages: set GATEFOLD_CORPUS")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "pages", "*.gz"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	step := 1
	if testing.Short() {
		step = 20
	}
	var x gatefold.Extractor
	for i := 0; i < len(files); i += step {
		root := parsePage(t, files[i])
		rep, err := x.ExplainNode(root, gatefold.Page{})
		require.NoError(t, err, files[i])
		got := 0
		for _, b := range rep.Blocks {
			require.NotEmpty(t, b.Role, "%s: %s", files[i], b.Path)
			got += visible(b.Text)
		}
		require.Equal(t, shownLength(root), got, "%s: characters in blocks", files[i])
	}
}

func parsePage(t *testing.T, file string) *html.Node {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	root, err := html.Parse(z)
	require.NoError(t, err)
	return root
}

// visible counts the characters that take room, white space aside. Those that
// steer a terminal or the order of a text are in no block.
func visible(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) && !cleantext.Steers(r) && !strings.ContainsRune("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", r) {
			n++
		}
	}
	return n
}

// shownLength is the text below n that a browser could show, hidden or not.
func shownLength(n *html.Node) int {
	if n.Type == html.TextNode {
		return visible(n.Data)
	}
	if n.Type == html.ElementNode {
		switch n.Data {
		case "head", "script", "style", "noscript", "textarea", "title", "iframe", "object", "noembed", "noframes", "canvas",
			"audio", "video", "datalist", "rp", "svg":
			return 0
		}
	}
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += shownLength(c)
	}
	return sum
}
