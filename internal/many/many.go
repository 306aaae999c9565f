// Package many does the same work for many items with several workers and bounded
// memory: however fast items come and however slowly results are taken, no more are
// under way than the workers and a window of each.
package many

import (
	"context"
	"iter"
	"runtime"
)

// Window is how many results each worker may be ahead of the one that is waited for,
// where nothing else is said. It keeps the others at work while one item takes long.
const Window = 4

// Options say how. The zero value has a worker for each processor and keeps the order.
type Options struct {
	// Workers is how many items are worked on at once, 0 for [runtime.GOMAXPROCS].
	Workers int
	// Ahead is how many results may be ready before they are taken, 0 for [Window] for
	// each worker.
	Ahead int
	// Unordered yields a result as soon as it is ready.
	Unordered bool
}

func (o Options) filled() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Ahead <= 0 {
		o.Ahead = o.Workers * Window
	}
	return o
}

// Do calls work for each item and yields the items with what became of them. It ends
// early if ctx ends or the caller breaks off, and then lets no worker wait. items is
// ranged over in a goroutine of its own, which is at work until it has yielded the
// item that it was asked for.
func Do[T, R any](ctx context.Context, items iter.Seq[T], o Options, work func(context.Context, T) R) iter.Seq2[T, R] {
	o = o.filled()
	return func(yield func(T, R) bool) {
		// Breaking off ends the workers as well, which would otherwise wait for ever.
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		if o.Unordered {
			takeAny(ctx, items, o, work, yield)
			return
		}
		takeInOrder(ctx, items, o, work, yield)
	}
}

// pair is an item and its result.
type pair[T, R any] struct {
	item   T
	result R
}

// job is an item with a place for its result: a worker never waits for its reader.
type job[T, R any] struct {
	item   T
	result chan R
}

// takeInOrder has a queue of jobs in the order of the items. Its capacity is the
// window: a place in it is taken before the item is handed out, so that the items ahead
// of the one that is waited for are never more.
//
//	items     1 2 3 4 5 6 7
//	queue     [1][2][3][4]   one worker's window is full: 5 waits until 1 is taken
func takeInOrder[T, R any](ctx context.Context, items iter.Seq[T], o Options, work func(context.Context, T) R, yield func(T, R) bool) {
	jobs := make(chan job[T, R])
	queue := make(chan job[T, R], o.Ahead)
	for range o.Workers {
		go func() {
			for j := range jobs {
				j.result <- work(ctx, j.item)
			}
		}()
	}
	go func() {
		defer close(queue)
		defer close(jobs)
		for item := range items {
			j := job[T, R]{item, make(chan R, 1)}
			if !send(ctx, queue, j) || !send(ctx, jobs, j) {
				return
			}
		}
	}()
	for j := range queue {
		select {
		case r := <-j.result:
			if !yield(j.item, r) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// takeAny yields results as they come.
func takeAny[T, R any](ctx context.Context, items iter.Seq[T], o Options, work func(context.Context, T) R, yield func(T, R) bool) {
	todo := make(chan T)
	done := make(chan pair[T, R], o.Ahead)
	ended := make(chan struct{})
	for range o.Workers {
		go func() {
			defer func() { ended <- struct{}{} }()
			for item := range todo {
				if !send(ctx, done, pair[T, R]{item, work(ctx, item)}) {
					return
				}
			}
		}()
	}
	go func() {
		defer close(todo)
		for item := range items {
			if !send(ctx, todo, item) {
				return
			}
		}
	}()
	go func() {
		for range o.Workers {
			<-ended
		}
		close(done)
	}()
	for p := range done {
		if ctx.Err() != nil || !yield(p.item, p.result) {
			return
		}
	}
}

// send reports whether v was taken before ctx ended.
func send[V any](ctx context.Context, to chan<- V, v V) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}
