package gbdt

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// binned is the training set with each value replaced by the number of its
// bin. Bin b of a feature holds the values up to and including cuts[b].
// With values as bytes a histogram is an addition at an index, and all of a
// feature's lie in one column: the memory is a quarter of the table's, and is read
// in order.
type binned struct {
	columns [][]uint8
	cuts    [][]float32
}

// sampleRows is how many rows the bins are laid out by: more do not move a
// 64-quantile by anything that matters.
const sampleRows = 100_000

// Features are independent of each other, so that cores share them without a lock.
func newBinned(d Data, p Params) binned {
	b := binned{columns: make([][]uint8, d.Features), cuts: make([][]float32, d.Features)}
	Parallel(p.Workers, d.Features, func(f int) {
		b.cuts[f] = cutsOf(d, f, p.Bins)
		col := make([]uint8, d.Rows())
		for i := range col {
			col[i] = binOf(b.cuts[f], d.X[i*d.Features+f])
		}
		b.columns[f] = col
	})
	return b
}

// binOf returns the number of cuts below x. NaN is below all.
//
// It must go the way of the trees at extraction: up to and including a cut is
// left.
func binOf(cuts []float32, x float32) uint8 {
	lo, hi := 0, len(cuts)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if x > cuts[mid] {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return uint8(lo)
}

// cutsOf places at most bins-1 cuts between the values of feature f: between
// all neighbours if they are few, and otherwise so that the bins hold about
// equally many rows, a value that alone fills a bin having one of its own.
//
//	0 0 0 0 0 1 2 3   in four bins: 0 | 1 | 2 | 3
//
// Of a feature that is 0 for most texts the other values are still told apart.
func cutsOf(d Data, f, bins int) []float32 {
	values := sample(d, f)
	var cuts []float32
	left := len(values)
	for i := 0; i < len(values) && len(cuts) < bins-1; {
		// What is left is shared anew after each cut, so that one value with
		// half of the rows does not take the room of the others.
		want := max(1, left/(bins-len(cuts)))
		if distinct(values[i:], bins-len(cuts)) {
			want = 1
		}
		end := runEnd(values, min(i+want, len(values))-1)
		if end == len(values) {
			break
		}
		cuts = append(cuts, between(values[end-1], values[end]))
		left -= end - i
		i = end
	}
	return cuts
}

// distinct reports whether the sorted values hold at most n different ones.
func distinct(values []float32, n int) bool {
	for i := 0; i < len(values); n-- {
		if n == 0 {
			return false
		}
		i = runEnd(values, i)
	}
	return true
}

// runEnd returns the index after the last value that equals values[i].
func runEnd(values []float32, i int) int {
	at, _ := slices.BinarySearchFunc(values[i:], values[i], func(a, b float32) int {
		if a > b {
			return 1
		}
		return -1
	})
	return i + at
}

// sample returns values of feature f at a regular stride, sorted, without NaN.
//
// A stride takes rows of all pages, as they stand in the order of the sets.
func sample(d Data, f int) []float32 {
	stride := max(1, d.Rows()/sampleRows)
	var values []float32
	for i := 0; i < d.Rows(); i += stride {
		if v := d.X[i*d.Features+f]; !math.IsNaN(float64(v)) {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return values
}

// between returns a finite cut c with a <= c < b.
//
// A cut in the middle sends unseen values between the two the way of the nearer one.
func between(a, b float32) float32 {
	mid := float32((float64(a) + float64(b)) / 2)
	switch {
	case math.IsInf(float64(a), -1):
		return -math.MaxFloat32
	case math.IsInf(float64(b), 1):
		return a
	case mid >= b:
		return a
	}
	return mid
}

// Parallel calls f for 0 to n-1 on workers goroutines and waits for all calls.
//
// Calls are handed out one by one, so that a slow one does not hold up a whole
// share. What f writes must be its own; the order in which calls end is not fixed.
func Parallel(workers, n int, f func(int)) {
	if workers = min(workers, n); workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}
