package metric

import (
	"math"
	"math/rand/v2"
)

// resamples and seed make every run print the same error.
const (
	resamples = 1000
	seed      = 20240607
)

// Bootstrap returns the standard error of a figure over n pages: its spread
// when pages are drawn anew with replacement. figure is given the numbers of
// the drawn pages and must not keep them.
func Bootstrap(n int, figure func(pages []int) float64) float64 {
	if n == 0 {
		return 0
	}
	rng := rand.New(rand.NewPCG(seed, uint64(n)))
	pages := make([]int, n)
	var sum, squares float64
	for range resamples {
		for i := range pages {
			pages[i] = rng.IntN(n)
		}
		v := figure(pages)
		sum += v
		squares += v * v
	}
	mean := sum / resamples
	return math.Sqrt(max(0, squares/resamples-mean*mean))
}

// BootstrapMean is [Bootstrap] for the mean of one value a page.
func BootstrapMean(values []float64) float64 {
	return Bootstrap(len(values), func(pages []int) float64 {
		var sum float64
		for _, p := range pages {
			sum += values[p]
		}
		return sum / float64(len(pages))
	})
}
