package body

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// Taken whole, with navigation and all, real pages are harder than any body.
func TestBodyKeepsEveryWordOfCorpus(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("reads thousands of pages")
	}
	dir := cmp.Or(os.Getenv("GATEFOLD_CORPUS"), filepath.Join("..", "..", "..", "shared", "corpus"))
	pages, err := filepath.Glob(filepath.Join(dir, "*", "pages", "*.html.gz"))
	require.NoError(t, err)
	if len(pages) == 0 {
		t.Skip("no corpus in", dir)
	}
	for _, path := range pages {
		src := gunzip(t, path)
		root, err := html.Parse(bytes.NewReader(src))
		if err != nil || !utf8.Valid(src) {
			continue
		}
		checkWholePage(t, path, root)
	}
}

func gunzip(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	src, err := io.ReadAll(z)
	require.NoError(t, err)
	return src
}

// checkWholePage makes a body of all visible text but captions, which are
// dropped with a picture that is shown twice.
func checkWholePage(t *testing.T, path string, root *html.Node) {
	t.Helper()
	doc := page.Index(root)
	defer doc.Release()
	r := assembled{doc: doc, segs: block.Segment(doc, nil)}
	left := make(map[string]int)
	for i := range r.segs {
		s := &r.segs[i]
		if r.segs[i].Role = testRole(doc, s); r.segs[i].Role != term.Body || s.Kind != block.Text {
			r.segs[i].Role = term.Other
			continue
		}
		for id := s.First; id < s.End; id++ {
			if n := &doc.Nodes[id]; s.Owns(n) && !leftOut(doc, id) {
				count(left, letters(n.N.Data), 1)
			}
		}
	}
	r.body, r.repeats = Assemble(doc, r.segs, testURLs)
	for _, b := range append(r.repeats, r.body...) {
		count(left, leafWords(b), -1)
	}
	// Digits are not counted: those of a column of line numbers are left out.
	for c, n := range left {
		if strings.Trim(c, "0123456789") != "" {
			assert.Zero(t, n, "%s: %q", path, c)
		}
	}
}

func count(m map[string]int, words []string, n int) {
	for _, w := range words {
		m[w] += n
	}
}
