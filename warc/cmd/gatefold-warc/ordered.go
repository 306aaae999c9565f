package main

import (
	"context"
	"iter"
)

// windowPerWorker is how many results each worker may be ahead of the one that
// is waited for. It keeps the others at work while one page takes long, and the
// memory bounded.
const windowPerWorker = 4

// ordered calls work for each item, workers at a time, and yields the results
// in the order of the items. It stops early if ctx ends or the caller breaks
// off; the source is never in use after it returns.
func ordered[T, R any](ctx context.Context, items iter.Seq[T], workers int, work func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, stop := context.WithCancel(ctx)
		results, done := start(ctx, items, workers, work)
		defer func() {
			stop()
			<-done
		}()
		for result := range results {
			if ctx.Err() != nil || !yield(<-result) {
				return
			}
		}
	}
}

// start hands the items to workers and returns, in the order of the items, a
// channel for the result of each. Its own capacity is the window. done is
// closed when the source has ended.
func start[T, R any](ctx context.Context, items iter.Seq[T], workers int, work func(T) R) (results chan chan R, done chan struct{}) {
	results, done = make(chan chan R, workers*windowPerWorker), make(chan struct{})
	free := make(chan struct{}, workers)
	go func() {
		defer close(done)
		defer close(results)
		for it := range items {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			result := make(chan R, 1)
			go func() {
				result <- work(it)
				<-free
			}()
			select {
			case results <- result:
			case <-ctx.Done():
				return
			}
		}
	}()
	return results, done
}
