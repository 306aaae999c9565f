package gatefold

import (
	"context"
	"io"
	"iter"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/many"
)

// Many says how [All] reads many pages. The zero value reads as many at once as there are
// processors and keeps their order.
type Many struct {
	// Workers is how many pages are read at once, 0 for [runtime.GOMAXPROCS].
	Workers int
	// Ahead is how many articles may be ready before they are taken, 0 for four for each
	// worker. No more than Workers and Ahead are in memory, and with order one of
	// Ahead may be that which is waited for.
	Ahead int
	// Unordered gives each article as soon as it is ready.
	Unordered bool
	// Probe calls [Extractor.Probe] in place of Extract.
	Probe bool
}

// Outcome is what became of one page. With [ErrTooDeep] and [ErrBudget] both are set.
type Outcome struct {
	Article *article.Article
	Err     error
}

// Opener opens one of the things that [All] is given, as a file, a row or a message. It is
// called by several goroutines at once. What it opens is closed when the page is read.
type Opener[T any] func(ctx context.Context, item T) (io.ReadCloser, Page, error)

// All reads many pages with several goroutines and yields each item with what became of
// it. Memory is bounded by [Many], however many items there are: one is asked for when
// there is room for it. An error of a page is its outcome and ends nothing. All ends
// when the items do, when ctx is done, or when the caller breaks off.
//
// items is ranged over in a goroutine of its own. For those of a channel:
//
//	func(yield func(T) bool) {
//		for item := range channel {
//			if !yield(item) {
//				return
//			}
//		}
//	}
func All[T any](ctx context.Context, x *Extractor, items iter.Seq[T], open Opener[T], m Many) iter.Seq2[T, Outcome] {
	read := x.ExtractContext
	if m.Probe {
		read = x.ProbeContext
	}
	o := many.Options{Workers: m.Workers, Ahead: m.Ahead, Unordered: m.Unordered}
	return many.Do(ctx, items, o, func(ctx context.Context, item T) (out Outcome) {
		r, p, err := open(ctx, item)
		if err != nil {
			return Outcome{Err: err}
		}
		defer func() {
			if err := r.Close(); err != nil && out.Err == nil {
				out.Err = err
			}
		}()
		out.Article, out.Err = read(ctx, r, p)
		return out
	})
}
