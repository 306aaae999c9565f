// Package read reads saved pages and extracts them, as the tools for rule files
// do it.
package read

import (
	"bytes"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/pagefile"
)

// File reads a page, without its compression if it has one, and bounded as the
// command's own reading is: a gzip file of a few megabytes can hold gigabytes.
func File(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := pagefile.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("ruletest: %s: %w", name, err)
	}
	return data, nil
}

// Extract reads a page. A page that is too deep comes with what could be read of it,
// which is no fault of the rules.
func Extract(x *gatefold.Extractor, data []byte, url string) (*article.Article, error) {
	a, err := x.Extract(bytes.NewReader(data), gatefold.Page{URL: url})
	if a != nil {
		return a, nil
	}
	return nil, err
}

// Explain is [Extract] with a report.
func Explain(x *gatefold.Extractor, data []byte, url string) (*gatefold.Report, error) {
	r, err := x.Explain(bytes.NewReader(data), gatefold.Page{URL: url})
	if r != nil {
		return r, nil
	}
	return nil, err
}

// Parallel returns what do makes of 0 to n-1, in that order, using all
// processors. The order is what keeps the tools' output the same in every run.
func Parallel[T any](n int, do func(i int) T) []T {
	out := make([]T, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				out[i] = do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}
