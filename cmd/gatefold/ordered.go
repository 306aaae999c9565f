package main

import (
	"context"
	"iter"
)

// windowPerWorker is how many results each worker may be ahead of the one
// that is waited for. It keeps the others at work while one page takes long,
// and the memory bounded.
const windowPerWorker = 4

// ordered calls work for each item, workers at a time, and yields the results
// in the order of the items, so that two runs over the same pages can be compared
// line by line. It stops early if ctx ends or the caller breaks off.
func ordered[T, R any](ctx context.Context, items []T, workers int, work func(context.Context, T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		// Breaking off ends the workers as well, which would otherwise wait for ever.
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		for result := range start(ctx, items, workers, work) {
			select {
			case r := <-result:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// start hands the items to workers and returns, in the order of the items, a
// channel for the result of each. Its own capacity is the window: a place in it is
// taken before the item is handed out, so that the items ahead of the one that is
// waited for are never more.
//
//	items     1 2 3 4 5 6 7
//	results   [1][2][3][4]   one worker's window is full: 5 waits until 1 is taken
func start[T, R any](ctx context.Context, items []T, workers int, work func(context.Context, T) R) <-chan chan R {
	type job struct {
		item   T
		result chan R
	}
	jobs := make(chan job)
	workers = min(workers, len(items))
	results := make(chan chan R, workers*windowPerWorker)
	for range workers {
		go func() {
			for j := range jobs {
				j.result <- work(ctx, j.item)
			}
		}()
	}
	go func() {
		defer close(results)
		defer close(jobs)
		for _, item := range items {
			// A place for the one result: a worker never waits for its reader.
			j := job{item, make(chan R, 1)}
			select {
			case results <- j.result:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	}()
	return results
}
