package main

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/many"
)

func TestOrdered(t *testing.T) {
	t.Parallel()
	items := make([]int, 1000)
	for i := range items {
		items[i] = i
	}
	for _, workers := range []int{1, 2, 8, 5000} {
		got := slices.Collect(ordered(t.Context(), items, workers, func(_ context.Context, i int) int { return i * i }))
		assert.Len(t, got, len(items))
		for i, v := range got {
			assert.Equal(t, i*i, v)
		}
	}
	assert.Empty(t, slices.Collect(ordered(t.Context(), nil, 4, func(_ context.Context, i int) int { return i })))
}

// TestOrderedWindow holds the first item back: the others must not run ahead
// without bound.
func TestOrderedWindow(t *testing.T) {
	t.Parallel()
	const workers = 3
	var begun atomic.Int64
	first := make(chan struct{})
	full := make(chan struct{}, 1)
	work := func(_ context.Context, i int) int {
		if begun.Add(1) == workers*many.Window {
			full <- struct{}{}
		}
		if i == 0 {
			<-first
		}
		return i
	}
	items := make([]int, 400)
	for i := range items {
		items[i] = i
	}
	var peak int64
	go func() {
		<-full
		peak = begun.Load()
		close(first)
	}()
	assert.Equal(t, items, slices.Collect(ordered(t.Context(), items, workers, work)))
	assert.LessOrEqual(t, peak, int64(workers*many.Window+2), "the window, and one on each side of it")
}

func TestOrderedBreak(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var seen []int
	for i := range ordered(ctx, []int{0, 1, 2, 3, 4, 5, 6, 7}, 2, func(_ context.Context, i int) int { return i }) {
		if seen = append(seen, i); i == 2 {
			break
		}
	}
	assert.Equal(t, []int{0, 1, 2}, seen)
	cancel()
	held := func(ctx context.Context, i int) int { <-ctx.Done(); <-t.Context().Done(); return i }
	assert.Empty(t, slices.Collect(ordered(ctx, []int{1, 2, 3}, 2, held)), "the work never ends, the run does")
}
