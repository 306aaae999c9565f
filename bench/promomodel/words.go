package promomodel

import (
	"math"
	"math/rand/v2"

	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// saying is a labelled text as a table of words sees it.
// Only the places of its words are kept: what a table reads is no more than that.
type saying struct {
	places []uint32
	promo  bool
	kind   term.PromoKind // of the promo that it is part of, if that is known
	gate   bool
}

// How the table is learned: logistic regression by AdaGrad, chosen by
// cross-validation on half a.
const (
	wordEpochs = 8
	wordRate   = 0.2
	wordDecay  = 2e-6
	promoShare = 3   // what a promo's text weighs beside another's
	maxWeight  = 8.0 // beyond it a weight is cut
)

// trainWords learns a table of words from the texts of the pages that use
// chooses.
//
// It tells promos from everything else, so that all texts count.
func trainWords(all []*sample, use func(*sample) bool) []byte {
	return learnWords(all, use, promo.WordTable, func(t *saying) (bool, bool) { return true, t.promo })
}

// trainTold learns the tables that tell the kinds of promos and the gates.
//
// They learn from promos of a known kind only, against each other: that a text
// asks is known by then.
func trainTold(all []*sample, use func(*sample) bool) [promo.NumTold][]byte {
	var out [promo.NumTold][]byte
	for i := range out {
		out[i] = learnWords(all, use, promo.KindTable, func(t *saying) (bool, bool) {
			if i == promo.NumKinds {
				return t.kind != 0, t.gate
			}
			return t.kind != 0, t.kind == term.Subscription+term.PromoKind(i)
		})
	}
	return out
}

// learnWords learns a table from the texts that answer gives an answer for.
//
// The order of the texts is drawn from a fixed seed, so that the same texts give
// the same table.
func learnWords(all []*sample, use func(*sample) bool, size int, answer func(*saying) (counts, yes bool)) []byte {
	var texts []*saying
	for _, s := range all {
		if use(s) {
			for i := range s.texts {
				if counts, _ := answer(&s.texts[i]); counts {
					texts = append(texts, &s.texts[i])
				}
			}
		}
	}
	l := learner{w: make([]float64, size), sums: make([]float64, size)}
	random := rand.New(rand.NewPCG(1, 1))
	for range wordEpochs {
		random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		for _, t := range texts {
			_, yes := answer(t)
			l.learn(t.places, yes)
		}
	}
	return l.pack()
}

// learner is a table on the way.
type learner struct {
	bias, biasSum float64
	w, sums       []float64
}

// One step: the text's words, each over the root of their number as the library
// does it, say how likely it is; the error moves their weights, each the less the
// more it has been moved before. Texts of promos are few and weigh promoShare
// times as much. The decay pulls weights of words that say nothing towards 0.
func (l *learner) learn(places []uint32, yes bool) {
	mask := uint32(len(l.w) - 1)
	x := 1 / math.Sqrt(float64(max(1, len(places))))
	z := l.bias
	for _, p := range places {
		z += x * l.w[p&mask]
	}
	g := 1 / (1 + math.Exp(-z))
	if yes {
		g = promoShare * (g - 1)
	}
	l.biasSum += g * g
	l.bias -= wordRate * g / math.Sqrt(1+l.biasSum)
	for _, p := range places {
		p &= mask
		d := g*x + wordDecay*l.w[p]
		l.sums[p] += d * d
		l.w[p] -= wordRate * d / math.Sqrt(1e-3+l.sums[p])
	}
}

// A weight becomes an int8. What is beyond maxWeight is cut, as one word must not
// decide on its own.
func (l *learner) pack() []byte {
	scale := maxWeight / math.MaxInt8
	weights := make([]int8, len(l.w))
	for i, v := range l.w {
		weights[i] = int8(math.Round(min(maxWeight, max(-maxWeight, v)) / scale))
	}
	return promo.PackWords(float32(l.bias), float32(scale), weights)
}
