package gbdt

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/internal/trees"
)

// Model is a trained ensemble. It is immutable and safe for any number of
// goroutines.
type Model struct {
	features int
	names    trees.Features
	bias     float32
	trees    []tree
	gain     []float64
}

// tree holds its nodes with parents before children, the root first.
type tree []treeNode

// It has the cut twice: as a bin for rows of the training set, as a threshold for
// all others. Both send a row the same way.
type treeNode struct {
	feature     int
	bin         uint8 // the last bin that goes left
	threshold   float32
	left, right int // 0 for a leaf: the root is nobody's child
	value       float32
}

func (n treeNode) leaf() bool { return n.left == 0 }

// walk returns the value of the leaf that x falls into.
func (t tree) walk(x []float32) float32 {
	n := &t[0]
	for !n.leaf() {
		if x[n.feature] > n.threshold {
			n = &t[n.right]
		} else {
			n = &t[n.left]
		}
	}
	return n.value
}

// walkBins does the same for a row of the training set.
//
// Bytes of the columns are compared in place of values.
func (t tree) walkBins(b *binned, row int) float32 {
	n := &t[0]
	for !n.leaf() {
		if b.columns[n.feature][row] > n.bin {
			n = &t[n.right]
		} else {
			n = &t[n.left]
		}
	}
	return n.value
}

// Score returns the log-odds for one row.
//
// It is the plain form of what internal/trees does fast; tests hold the two
// against each other.
func (m *Model) Score(x []float32) float32 {
	sum := m.bias
	for _, t := range m.trees {
		sum += t.walk(x)
	}
	return sum
}

// Predict returns the probability of yes for one row.
func (m *Model) Predict(x []float32) float32 { return float32(sigmoid(float64(m.Score(x)))) }

// Trees returns the number of trees.
func (m *Model) Trees() int { return len(m.trees) }

// Importance is what a feature did for the model.
type Importance struct {
	Feature int
	// Gain is the feature's share of what all splits gained, 0 to 1.
	Gain float64
	// Splits is the number of splits on the feature.
	Splits int
}

// Importance lists the features, the most useful first. Gains include trees
// that early stopping dropped.
func (m *Model) Importance() []Importance {
	out := make([]Importance, m.features)
	var total float64
	for f := range out {
		out[f].Feature = f
		total += m.gain[f]
	}
	for f := range out {
		if total > 0 {
			out[f].Gain = m.gain[f] / total
		}
	}
	for _, t := range m.trees {
		for _, n := range t {
			if !n.leaf() {
				out[n.feature].Splits++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Importance) int { return cmp.Compare(b.Gain, a.Gain) })
	return out
}
