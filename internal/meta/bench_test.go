package meta_test

import (
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
)

// BenchmarkCollect reads the metadata of publishers' pages; one operation is
// one page.
func BenchmarkCollect(b *testing.B) {
	set := filepath.Join(corpusDir(b), "publishers")
	var docs []*page.Doc
	var urls []string
	for _, g := range readGold(b, set)[:60] {
		docs = append(docs, page.Index(parsePage(b, readPage(b, set, g.ID))))
		urls = append(urls, g.URL)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		meta.Collect(meta.Input{Doc: docs[i%len(docs)], URL: urls[i%len(docs)], Words: shippedWords})
		i++
	}
}
