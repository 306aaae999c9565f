package gatefold_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

func unzip(t testing.TB, raw []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(raw))
	require.NoError(t, err)
	src, err := io.ReadAll(z)
	require.NoError(t, err)
	return string(src)
}

// closer counts what is open.
type closer struct {
	io.Reader
	open *atomic.Int64
	err  error
}

func (c closer) Close() error {
	c.open.Add(-1)
	return c.err
}

var errGone = errors.New("the page is gone")

func TestAll(t *testing.T) {
	t.Parallel()
	var open, most atomic.Int64
	opener := func(_ context.Context, n int) (io.ReadCloser, gatefold.Page, error) {
		if n == 3 {
			return nil, gatefold.Page{}, errGone
		}
		for now := open.Add(1); ; {
			if old := most.Load(); now <= old || most.CompareAndSwap(old, now) {
				break
			}
		}
		src := strings.Replace(ferryPage("", ""), "An island counts its Thursdays", fmt.Sprintf("An island counts %d boats", n), -1)
		c := closer{strings.NewReader(src), &open, nil}
		if n == 5 {
			c.err = errGone
		}
		return c, gatefold.Page{URL: fmt.Sprintf("https://sound.example/%d", n)}, nil
	}
	items := func(yield func(int) bool) {
		for i := range 12 {
			if !yield(i) {
				return
			}
		}
	}
	for name, m := range map[string]gatefold.Many{
		"ordered": {Workers: 3}, "unordered": {Workers: 3, Unordered: true}, "by itself": {}, "probed": {Workers: 2, Ahead: 1, Probe: true},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []int
			for n, out := range gatefold.All(t.Context(), &gatefold.Extractor{}, items, opener, m) {
				seen = append(seen, n)
				if n == 3 {
					assert.Nil(t, out.Article)
					assert.ErrorIs(t, out.Err, errGone)
					continue
				}
				require.NotNil(t, out.Article)
				assert.Equal(t, fmt.Sprintf("An island counts %d boats", n), out.Article.Title)
				assert.Equal(t, m.Probe, len(out.Article.Body) == 0)
				if n == 5 {
					assert.ErrorIs(t, out.Err, errGone, "closing failed")
				} else {
					assert.NoError(t, out.Err)
				}
			}
			if !m.Unordered {
				assert.True(t, slices.IsSorted(seen))
			}
			assert.Len(t, seen, 12)
			assert.Zero(t, open.Load(), "all that was opened is closed")
			if m.Workers > 0 {
				assert.LessOrEqual(t, most.Swap(0), int64(m.Workers))
			}
		})
	}
}

func ExampleAll() {
	pages := map[string]string{
		"a.html": `<title>Low water</title><meta property="og:title" content="Low water"><p>The river has not been so low since the great drought.`,
		"b.html": `<title>High water</title><meta property="og:title" content="High water"><p>The river has not been so high since the great flood.`,
	}
	open := func(_ context.Context, name string) (io.ReadCloser, gatefold.Page, error) {
		return io.NopCloser(strings.NewReader(pages[name])), gatefold.Page{}, nil
	}
	x, err := gatefold.New()
	if err != nil {
		panic(err)
	}
	for name, out := range gatefold.All(context.Background(), x, slices.Values([]string{"a.html", "b.html"}), open, gatefold.Many{}) {
		if out.Err != nil {
			fmt.Println(name, out.Err)
			continue
		}
		fmt.Println(name, out.Article.Title)
	}
	// Output:
	// a.html Low water
	// b.html High water
}

// fromChannel yields what comes from a channel until it is closed.
func fromChannel[T any](c <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for item := range c {
			if !yield(item) {
				return
			}
		}
	}
}

func ExampleAll_channel() {
	urls := make(chan string)
	go func() {
		defer close(urls)
		for _, u := range []string{"https://sound.example/1", "https://sound.example/2"} {
			urls <- u
		}
	}()
	open := func(_ context.Context, u string) (io.ReadCloser, gatefold.Page, error) {
		return io.NopCloser(strings.NewReader("<title>" + u + "</title><p>A page.")), gatefold.Page{URL: u}, nil
	}
	n := 0
	for range gatefold.All(context.Background(), &gatefold.Extractor{}, fromChannel(urls), open, gatefold.Many{Unordered: true, Probe: true}) {
		n++
	}
	fmt.Println(n, "pages")
	// Output: 2 pages
}

func ExampleExtractor_Probe() {
	const page = `<html lang="en"><title>Low water</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Low water",
"datePublished": "2025-11-20", "isAccessibleForFree": false}</script><h1>Low water</h1><p>The river has not been so low since the great drought.`
	var x gatefold.Extractor
	a, err := x.Probe(strings.NewReader(page), gatefold.Page{})
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Kind.IsArticle(), a.Kind, a.Title, a.Published.Day, a.Access.Policy)
	// Output: true news Low water 2025-11-20 subscription
}
