// Package wordlearn learns the tables of package wordtable from labelled texts.
package wordlearn

import (
	"math"
	"math/rand/v2"

	"github.com/gatefold/gatefold/internal/wordtable"
)

// Text is a labelled text as a table sees it: the places of its words, and what
// it is worth as an answer to the question of a column.
type Text struct {
	Places []uint32
	Yes    bool
	Weight float64
}

// How a column is learned: logistic regression by AdaGrad, chosen by
// cross-validation on half a.
const (
	epochs = 20
	rate   = 0.2
	decay  = 2e-6
)

// Column learns a column of so many places. The order of the texts is drawn from a
// fixed seed, so that the same texts give the same column. It leaves texts in
// another order.
func Column(texts []Text, places int) wordtable.Column {
	l := learner{w: make([]float64, places), sums: make([]float64, places)}
	random := rand.New(rand.NewPCG(1, 1))
	for range epochs {
		random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		for i := range texts {
			l.learn(&texts[i])
		}
	}
	return wordtable.Column{Bias: l.bias, Weights: l.w}
}

// learner is a column on the way.
type learner struct {
	bias, biasSum float64
	w, sums       []float64
}

// One step: the text's words, each over the root of their number as the library
// does it, say how likely it is; the error moves their weights, each the less the
// more it has been moved before. The decay pulls weights of words that say nothing
// towards 0.
func (l *learner) learn(t *Text) {
	mask := uint32(len(l.w) - 1)
	x := 1 / math.Sqrt(float64(max(1, len(t.Places))))
	z := l.bias
	for _, p := range t.Places {
		z += x * l.w[p&mask]
	}
	g := 1 / (1 + math.Exp(-z))
	if t.Yes {
		g--
	}
	g *= t.Weight
	l.biasSum += g * g
	l.bias -= rate * g / math.Sqrt(1+l.biasSum)
	for _, p := range t.Places {
		p &= mask
		d := g*x + decay*l.w[p]
		l.sums[p] += d * d
		l.w[p] -= rate * d / math.Sqrt(1e-3+l.sums[p])
	}
}
