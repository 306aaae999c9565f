package main

import (
	"context"
	"iter"
	"slices"

	"github.com/gatefold/gatefold/internal/many"
)

// ordered calls work for each item, workers at a time, and yields the results
// in the order of the items, so that two runs over the same pages can be compared
// line by line. It stops early if ctx ends or the caller breaks off.
func ordered[T, R any](ctx context.Context, items []T, workers int, work func(context.Context, T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		for _, r := range many.Do(ctx, slices.Values(items), many.Options{Workers: min(workers, max(1, len(items)))}, work) {
			if !yield(r) {
				return
			}
		}
	}
}
