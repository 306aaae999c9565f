package roles

import "github.com/gatefold/gatefold/internal/term"

// result counts what became body. An empty body has no confidence, whatever was
// expected of it.
func (a *assigner) result() Result {
	r := Result{Ruled: a.o.Ruled}
	for i := range a.in.Segs {
		if a.in.Segs[i].Role == term.Body {
			r.Words += int(a.in.Segs[i].Words)
		}
	}
	if r.Words > 0 {
		r.Confidence = min(a.expect, 1)
	}
	if r.Words > 0 && a.o.Lean != 0 {
		r.Confidence = a.expected()
	}
	return r
}

// expected is the word F1 that the body is expected to have as it was chosen. Leaning
// moves it from the best that the threshold found.
func (a *assigner) expected() float32 {
	var taken, right, all float32
	for k, i := range a.texts {
		s := &a.in.Segs[i]
		if s.Hidden && !a.showHidden {
			continue
		}
		w := float32(s.Words)
		all += a.open[k] * w
		if s.Role == term.Body {
			taken, right = taken+w, right+a.open[k]*w
		}
	}
	return min(2*right/max(taken+all, 1), 1)
}

// calibration gives, for an expected word F1, the one that pages turned out to
// have. It was measured with models that had seen no page of the domain, on the
// 1,407 pages of the articles, publishers, nonarticles and otherpages sets that
// have a whole text. Between two points it is a straight line.
var calibration = [...]struct{ expected, measured float32 }{
	{0, 0}, {0.528, 0.404}, {0.854, 0.821}, {0.917, 0.889}, {0.952, 0.931}, {0.968, 0.954}, {0.983, 0.979}, {0.990, 0.989}, {1, 0.995},
}

// Calibrated turns the confidence of a [Result] into the word F1 that pages of such
// confidence have on average.
func Calibrated(confidence float32) float32 {
	for i := 1; i < len(calibration); i++ {
		a, b := calibration[i-1], calibration[i]
		if confidence <= b.expected {
			return a.measured + (confidence-a.expected)/(b.expected-a.expected)*(b.measured-a.measured)
		}
	}
	return calibration[len(calibration)-1].measured
}
