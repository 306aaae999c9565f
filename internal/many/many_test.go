package many_test

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/many"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func double(_ context.Context, i int) int { return 2 * i }

func TestOrder(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]many.Options{
		"as many as processors": {}, "one": {Workers: 1}, "more than items": {Workers: 50}, "hardly ahead": {Workers: 3, Ahead: 1},
		"any order": {Workers: 4, Unordered: true}, "any order, hardly ahead": {Workers: 4, Ahead: 1, Unordered: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var items []int
			for i, r := range many.Do(t.Context(), upTo(40), o, double) {
				assert.Equal(t, 2*i, r)
				items = append(items, i)
			}
			if o.Unordered {
				slices.Sort(items)
			}
			assert.Equal(t, slices.Collect(upTo(40)), items)
		})
	}
}

// The first item takes long: without order the others overtake it, with order they wait.
func TestOnlyOrderWaits(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		unordered bool
		first     int
	}{"ordered": {false, 0}, "unordered": {true, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				slow := func(_ context.Context, i int) int {
					if i == 0 {
						time.Sleep(time.Hour)
					}
					return i
				}
				var got []int
				for i := range many.Do(t.Context(), upTo(2), many.Options{Workers: 2, Unordered: tt.unordered}, slow) {
					got = append(got, i)
				}
				assert.Equal(t, tt.first, got[0])
				assert.Len(t, got, 2)
			})
		})
	}
}

func TestFewItemsAreUnderWay(t *testing.T) {
	t.Parallel()
	for _, unordered := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var taken atomic.Int64
			items := func(yield func(int) bool) {
				for i := range 1000 {
					taken.Add(1)
					if !yield(i) {
						return
					}
				}
			}
			n := int64(0)
			for range many.Do(t.Context(), items, many.Options{Workers: 2, Ahead: 3, Unordered: unordered}, double) {
				n++
				synctest.Wait()
				// Ahead, at the workers, and the one that waits to be handed out.
				assert.LessOrEqual(t, taken.Load()-n, int64(3+2+1))
			}
			assert.Equal(t, int64(1000), n)
		})
	}
}

func TestBreakingOffLeavesNothingBehind(t *testing.T) {
	for name, o := range map[string]many.Options{"ordered": {Workers: 3}, "unordered": {Workers: 3, Unordered: true}} {
		t.Run(name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			for i := range many.Do(t.Context(), upTo(1<<30), o, double) {
				if i > 5 {
					break
				}
			}
			// Not by Eventually, which has a goroutine of its own.
			for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
				time.Sleep(time.Millisecond)
			}
			assert.LessOrEqual(t, runtime.NumGoroutine(), before)
		})
	}
}

func TestTheContextEndsIt(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]many.Options{"ordered": {Workers: 2}, "unordered": {Workers: 2, Unordered: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			for range many.Do(ctx, upTo(1<<30), o, double) {
				if n++; n == 10 {
					cancel()
				}
			}
			assert.Less(t, n, 100)
		})
	}
}
