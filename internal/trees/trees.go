// Package trees evaluates an ensemble of decision trees that bench/gbdt has
// trained. It knows nothing of what the numbers mean: a caller hands it a row
// of features and gets the log-odds.
//
// An [Ensemble] is immutable and safe for any number of goroutines.
package trees

import (
	"math"
	"sync"
)

// Ensemble is a loaded set of trees. The zero value scores every row 0.
type Ensemble struct {
	features int
	hash     uint64 // of the names of the features
	bias     float32
	roots    []root
	nodes    []node
	values   []float32 // one a node, 0 for a split

	reachOnce sync.Once
	reach     []reach
}

// root is where a tree starts in nodes and how many steps reach every leaf.
type root struct {
	start, depth int32
}

// node is a split or a leaf. The children of a split stand side by side, the
// right one at left+1. A leaf is a split that nothing exceeds and whose left
// child is itself, so that a walk takes the same number of steps in every
// branch: without a data-dependent exit the processor mispredicts nothing,
// which makes a score about three times as fast.
type node struct {
	threshold float32
	feature   uint16
	left      uint16 // relative to the tree's start
}

// Features returns how many features a row must have.
func (e *Ensemble) Features() int { return e.features }

// Trees returns the number of trees.
func (e *Ensemble) Trees() int { return len(e.roots) }

// Bias returns the log-odds before the first tree.
func (e *Ensemble) Bias() float32 { return e.bias }

// Score returns the log-odds for the row x, which must have at least
// [Ensemble.Features] values. A value above a split's threshold goes right,
// all others and NaN go left. It allocates nothing.
//
// A row that is too short gets the bias, rather than a panic.
func (e *Ensemble) Score(x []float32) float32 {
	sum := e.bias
	if len(x) < e.features {
		return sum
	}
	return e.addTrees(sum, x, e.roots)
}

// addTrees adds to sum what the trees say of the row x, one after the other. Four
// walk down at a time, as far as the deepest has to, for the reason that
// [abreast] has.
func (e *Ensemble) addTrees(sum float32, x []float32, roots []root) float32 {
	for ; len(roots) >= 4; roots = roots[4:] {
		r0, r1, r2, r3 := roots[0], roots[1], roots[2], roots[3]
		t0, t1, t2, t3 := e.nodes[r0.start:], e.nodes[r1.start:], e.nodes[r2.start:], e.nodes[r3.start:]
		var a, b, c, d int
		for range max(r0.depth, r1.depth, r2.depth, r3.depth) {
			a = t0[a].step(x, 0)
			b = t1[b].step(x, 0)
			c = t2[c].step(x, 0)
			d = t3[d].step(x, 0)
		}
		sum += e.values[int(r0.start)+a]
		sum += e.values[int(r1.start)+b]
		sum += e.values[int(r2.start)+c]
		sum += e.values[int(r3.start)+d]
	}
	for _, r := range roots {
		tree := e.nodes[r.start:]
		i := 0
		for range r.depth {
			i = tree[i].step(x, 0)
		}
		sum += e.values[int(r.start)+i]
	}
	return sum
}

// abreast is how many rows walk down a tree at once: while the processor waits
// for the node of one, it works on the others. Fewer than fewAbreast go one by one.
const (
	abreast    = 8
	fewAbreast = 6
)

// ScoreRows writes the log-odds of each row into out. The rows stand in x one
// after the other, [Ensemble.Features] values each; len(out) says how many. It
// takes several rows abreast, and so is faster than [Ensemble.Score] on each. The
// sums are taken in the same order and are the same to the last bit.
func (e *Ensemble) ScoreRows(x []float32, out []float32) {
	for i := range out {
		out[i] = e.bias
	}
	if len(x) < e.features*len(out) {
		return
	}
	var picked [abreast]int32
	for from := 0; from < len(out); from += abreast {
		n := min(abreast, len(out)-from)
		for i := range n {
			picked[i] = int32(from + i)
		}
		e.AddPicked(x, out, picked[:n], 0, len(e.roots))
	}
}

// AddPicked adds to out[n], for each n in picked, what the trees from number
// from up to number to say of row n of x. A caller that starts with
// [Ensemble.Bias], takes the first trees, leaves out the rows that these are
// sure of and goes on with the others saves the other trees on most rows. x
// must have all rows that are picked.
func (e *Ensemble) AddPicked(x, out []float32, picked []int32, from, to int) {
	if e.features == 0 {
		return
	}
	roots := e.roots[min(from, len(e.roots)):min(to, len(e.roots))]
	for len(picked) >= fewAbreast {
		n := min(len(picked), abreast)
		e.addAbreast(x, out, picked[:n], roots)
		picked = picked[n:]
	}
	for _, row := range picked {
		out[row] = e.addTrees(out[row], x[int(row)*e.features:], roots)
	}
}

// addAbreast is AddPicked for up to eight rows. In place of those that are missing
// it walks with the last, and does not keep what comes of it.
func (e *Ensemble) addAbreast(x, out []float32, picked []int32, roots []root) {
	var starts [abreast]int
	var sums [abreast]float32
	for i := range starts {
		row := picked[min(i, len(picked)-1)]
		starts[i], sums[i] = e.features*int(row), out[row]
	}
	e.walk(x, &starts, &sums, roots)
	for i, row := range picked {
		out[row] = sums[i]
	}
}

// walk adds to sums what the trees say of the rows of x from the places in starts
// on. Each variable has a name, since the compiler keeps variables in registers but
// not elements of arrays.
func (e *Ensemble) walk(x []float32, starts *[abreast]int, sums *[abreast]float32, roots []root) {
	s0, s1, s2, s3, s4, s5, s6, s7 := starts[0], starts[1], starts[2], starts[3], starts[4], starts[5], starts[6], starts[7]
	for _, r := range roots {
		tree, values := e.nodes[r.start:], e.values[r.start:]
		var n0, n1, n2, n3, n4, n5, n6, n7 int
		for range r.depth {
			n0 = tree[n0].step(x, s0)
			n1 = tree[n1].step(x, s1)
			n2 = tree[n2].step(x, s2)
			n3 = tree[n3].step(x, s3)
			n4 = tree[n4].step(x, s4)
			n5 = tree[n5].step(x, s5)
			n6 = tree[n6].step(x, s6)
			n7 = tree[n7].step(x, s7)
		}
		sums[0] += values[n0]
		sums[1] += values[n1]
		sums[2] += values[n2]
		sums[3] += values[n3]
		sums[4] += values[n4]
		sums[5] += values[n5]
		sums[6] += values[n6]
		sums[7] += values[n7]
	}
}

// step returns the child of n that the row of x from start on leads to. The
// compiler turns the condition into a flag, not a jump.
func (n *node) step(x []float32, start int) int {
	right := 0
	if x[start+int(n.feature)] > n.threshold {
		right = 1
	}
	return int(n.left) + right
}

// Probability turns log-odds into a probability.
func Probability(logOdds float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(logOdds))))
}
