package gatefold_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
)

// corpusDir is where the corpus stands, "" where it does not.
func corpusDir() string {
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "shared", "corpus")
	}
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// BenchmarkProbe takes pages of the corpus from bytes to what can be had without their
// text.
func BenchmarkProbe(b *testing.B) {
	var x gatefold.Extractor
	pages := probedPages(b, "publishers", 4)
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			if _, err := x.Probe(strings.NewReader(p), gatefold.Page{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkExtract takes pages of the corpus from bytes to articles, beside
// what the parser alone costs on the same bytes.
func BenchmarkExtract(b *testing.B) {
	dir := corpusDir()
	if dir == "" {
		b.Skip("no corpus: set GATEFOLD_CORPUS")
	}
	files, err := filepath.Glob(filepath.Join(dir, "publishers", "pages", "*.gz"))
	require.NoError(b, err)
	var pages [][]byte
	var size int64
	for i := 0; i < len(files); i += 4 {
		f, err := os.Open(files[i])
		require.NoError(b, err)
		z, err := gzip.NewReader(f)
		require.NoError(b, err)
		page, err := io.ReadAll(z)
		require.NoError(b, err)
		require.NoError(b, f.Close())
		pages = append(pages, page)
		size += int64(len(page))
	}
	b.Run("extract", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range pages {
				if _, err := gatefold.Extract(bytes.NewReader(p), gatefold.Page{}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range pages {
				if _, err := html.Parse(bytes.NewReader(p)); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
