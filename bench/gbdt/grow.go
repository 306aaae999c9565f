package gbdt

import "slices"

// grower grows trees. It keeps its scratch from tree to tree.
// A histogram has a pair for each bin of each drawn feature; they are used again,
// as every leaf needs one.
type grower struct {
	p     Params
	bins  *binned
	free  [][]pair // histograms no leaf uses
	pairs []pair   // the derivatives of one leaf's rows, in order
	spare []int32
	best  []cut // each feature's best cut of the leaf in hand
}

// leaf is a node that may still be split.
type leaf struct {
	node  int
	depth int
	rows  []int32
	sum   pair
	hist  []pair // width bins a feature, in the order of the drawn features
	cut   cut
}

// cut is a way to split a leaf.
type cut struct {
	feature int
	bin     uint8
	gain    float64
	left    pair
}

func newGrower(b *binned, p Params) grower { return grower{p: p, bins: b} }

// tree grows a tree on the given rows and features, best leaf first, and adds
// what each split gains to gain.
//
// Best leaf first, rather than level by level: where Leaves bounds a tree, its
// splits are those that gain most. rows is reordered.
func (g *grower) tree(grad []pair, rows []int32, features []int, gain []float64) tree {
	root := &leaf{rows: rows}
	for _, r := range rows {
		root.sum.g += grad[r].g
		root.sum.h += grad[r].h
	}
	t := tree{{value: g.value(root.sum)}}
	g.fillHist(root, grad, features)
	g.findCut(root, features)
	open := []*leaf{root}
	for leaves := 1; leaves < g.p.Leaves; leaves++ {
		at := bestLeaf(open)
		if at < 0 {
			break
		}
		l := open[at]
		open = slices.Delete(open, at, at+1)
		gain[l.cut.feature] += l.cut.gain
		var left, right *leaf
		t, left, right = g.split(t, l)
		open = append(open, left, right)
		// Children that can never be split need no histogram, and have a cut without gain.
		if l.depth+1 < g.p.Depth && leaves+1 < g.p.Leaves {
			g.prepare(l, left, right, grad, features)
		} else {
			g.release(l)
		}
	}
	for _, l := range open {
		g.release(l)
	}
	return t
}

// bestLeaf returns the index of the leaf whose split gains most, the first of
// equals, or -1 if none is worth a split.
func bestLeaf(open []*leaf) int {
	at := -1
	var most float64
	for i, l := range open {
		if l.cut.gain > most {
			at, most = i, l.cut.gain
		}
	}
	return at
}

// value is the Newton step for a leaf, shrunk by the learning rate.
//
// Lambda pulls the leaves of few rows towards 0.
func (g *grower) value(s pair) float32 {
	return float32(-g.p.LearningRate * s.g / (s.h + g.p.Lambda))
}

// split makes l's node a split and returns the two new leaves.
func (g *grower) split(t tree, l *leaf) (tree, *leaf, *leaf) {
	c := l.cut
	right := pair{l.sum.g - c.left.g, l.sum.h - c.left.h}
	at := len(t)
	t[l.node] = treeNode{
		feature: c.feature, bin: c.bin, threshold: g.bins.cuts[c.feature][c.bin], left: at, right: at + 1,
	}
	t = append(t, treeNode{value: g.value(c.left)}, treeNode{value: g.value(right)})
	leftRows, rightRows := g.partition(l.rows, g.bins.columns[c.feature], c.bin)
	return t, &leaf{node: at, depth: l.depth + 1, rows: leftRows, sum: c.left},
		&leaf{node: at + 1, depth: l.depth + 1, rows: rightRows, sum: right}
}

// partition reorders rows in place, those that go left first, both sides
// keeping their order.
//
// With rows in rising order a column's memory is read in order, and sums do not
// depend on how rows were split before.
func (g *grower) partition(rows []int32, column []uint8, bin uint8) (left, right []int32) {
	g.spare = g.spare[:0]
	n := 0
	for _, r := range rows {
		if column[r] > bin {
			g.spare = append(g.spare, r)
			continue
		}
		rows[n] = r
		n++
	}
	copy(rows[n:], g.spare)
	return rows[:n], rows[n:]
}

// prepare gives both children histograms and cuts. The smaller one's is
// summed; the other's is what remains of the parent's, in its place.
//
// This halves the work at least: of two children the larger, with half of the rows
// or more, costs only a subtraction.
func (g *grower) prepare(parent, left, right *leaf, grad []pair, features []int) {
	small, large := left, right
	if len(small.rows) > len(large.rows) {
		small, large = large, small
	}
	g.fillHist(small, grad, features)
	for i, p := range small.hist {
		parent.hist[i].g -= p.g
		parent.hist[i].h -= p.h
	}
	large.hist, parent.hist = parent.hist, nil
	g.findCut(small, features)
	g.findCut(large, features)
}

// release gives a leaf's histogram back.
func (g *grower) release(l *leaf) {
	if l.hist != nil {
		g.free = append(g.free, l.hist)
		l.hist = nil
	}
}

// abreast is how many features are summed in one pass over the rows: their
// additions do not wait for each other.
const abreast = 4

// fillHist sums the derivatives of the leaf's rows by bin, for each drawn feature.
// They are copied into the order of the rows once, so that all features read them
// in order. One goroutine sums a whole feature in row order: that makes the sums
// the same on any number of cores.
func (g *grower) fillHist(l *leaf, grad []pair, features []int) {
	width := g.p.Bins
	l.hist = g.histogram(width * len(features))
	g.pairs = g.pairs[:0]
	for _, r := range l.rows {
		g.pairs = append(g.pairs, grad[r])
	}
	Parallel(g.p.Workers, (len(features)+abreast-1)/abreast, func(job int) {
		from := job * abreast
		to := min(from+abreast, len(features))
		hist := l.hist[from*width : to*width]
		if to-from == abreast {
			g.sumFour(hist, l.rows, features[from:to])
			return
		}
		for i, f := range features[from:to] {
			sumOne(hist[i*width:(i+1)*width], l.rows, g.pairs, g.bins.columns[f])
		}
	})
}

// histogram returns a cleared one, if possible one that was released.
func (g *grower) histogram(size int) []pair {
	if n := len(g.free); n > 0 && cap(g.free[n-1]) >= size {
		h := g.free[n-1][:size]
		g.free = g.free[:n-1]
		clear(h)
		return h
	}
	return make([]pair, size)
}

// sumFour sums four features in one pass over the rows.
func (g *grower) sumFour(hist []pair, rows []int32, features []int) {
	w := g.p.Bins
	c0, c1, c2, c3 := g.bins.columns[features[0]], g.bins.columns[features[1]],
		g.bins.columns[features[2]], g.bins.columns[features[3]]
	h0, h1, h2, h3 := hist[:w], hist[w:2*w], hist[2*w:3*w], hist[3*w:4*w]
	pairs := g.pairs
	for i, r := range rows {
		d := pairs[i]
		addTo(&h0[c0[r]], d)
		addTo(&h1[c1[r]], d)
		addTo(&h2[c2[r]], d)
		addTo(&h3[c3[r]], d)
	}
}

// sumOne sums one feature, for the few that are left over.
func sumOne(hist []pair, rows []int32, pairs []pair, column []uint8) {
	for i, r := range rows {
		addTo(&hist[column[r]], pairs[i])
	}
}

func addTo(p *pair, d pair) {
	p.g += d.g
	p.h += d.h
}

// findCut sets the best cut of l over all features, the first of equals.
//
// A cut must gain more than MinGain; otherwise the leaf gets the zero cut, which
// bestLeaf skips.
func (g *grower) findCut(l *leaf, features []int) {
	width := g.p.Bins
	g.best = slices.Grow(g.best[:0], len(features))[:len(features)]
	for i, f := range features {
		g.best[i] = g.bestOf(l, f, l.hist[i*width:(i+1)*width])
	}
	l.cut = cut{gain: g.p.MinGain}
	for _, c := range g.best {
		if c.gain > l.cut.gain {
			l.cut = c
		}
	}
	if l.cut.gain <= g.p.MinGain {
		l.cut = cut{}
	}
}

// bestOf returns the best cut of l on one feature.
//
// It is one walk over the bins from the left: the right side is the rest of the
// leaf. From the first bin on that leaves too little on the right, all later ones
// do.
func (g *grower) bestOf(l *leaf, feature int, hist []pair) cut {
	best := cut{feature: feature}
	whole := g.worth(l.sum)
	var left pair
	for b := range g.bins.cuts[feature] {
		addTo(&left, hist[b])
		right := pair{l.sum.g - left.g, l.sum.h - left.h}
		if left.h < g.p.MinChildWeight {
			continue
		}
		if right.h < g.p.MinChildWeight {
			break
		}
		if gain := g.worth(left) + g.worth(right) - whole; gain > best.gain {
			best.bin, best.gain, best.left = uint8(b), gain, left
		}
	}
	return best
}

// worth is twice the loss that a leaf with these sums takes away.
func (g *grower) worth(s pair) float64 { return s.g * s.g / (s.h + g.p.Lambda) }
