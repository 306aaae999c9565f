package trees

import (
	"math"
	"slices"
)

// A caller that wants no log-odds, but on which side of a bound they are or which of
// several ensembles gives the most, has its answer after some of the trees: how much
// the others can still add is known. The answer is that of all trees.

// askedAtOnce is how many trees are asked before the answer may be certain.
const askedAtOnce = 12

// rounding is more than the order in which a thousand leaves are added changes of
// their sum, if that is of the size that log-odds have.
const rounding = 1.0 / 64

// reach is the least and the most that some trees add, whatever the row.
type reach struct{ least, most float32 }

// reaches returns for each tree the reach of it and all after it, and last one of
// none. It is worked out when it is first wanted: most ensembles never are.
func (e *Ensemble) reaches() []reach {
	e.reachOnce.Do(func() {
		e.reach = make([]reach, len(e.roots)+1)
		end := len(e.nodes)
		for t := len(e.roots) - 1; t >= 0; t-- {
			least, most := e.leavesOf(int(e.roots[t].start), end)
			e.reach[t] = reach{e.reach[t+1].least + least, e.reach[t+1].most + most}
			end = int(e.roots[t].start)
		}
	})
	return e.reach
}

// leavesOf returns the least and the most of the leaves among the nodes of a tree.
func (e *Ensemble) leavesOf(start, end int) (least, most float32) {
	first := true
	for i := start; i < end; i++ {
		if int(e.nodes[i].left) != i-start {
			continue // a split
		}
		v := e.values[i]
		if first {
			least, most, first = v, v, false
		}
		least, most = min(least, v), max(most, v)
	}
	return least, most
}

// Above reports whether the log-odds for the row x are above bound.
func (e *Ensemble) Above(x []float32, bound float32) bool {
	if len(x) < e.features {
		return e.bias > bound
	}
	sum, reach := e.bias, e.reaches()
	for t := 0; t < len(e.roots); {
		n := min(t+askedAtOnce, len(e.roots))
		sum = e.addTrees(sum, x, e.roots[t:n])
		t = n
		if sum+reach[t].most < bound-rounding {
			return false
		}
		if sum+reach[t].least > bound+rounding {
			return true
		}
	}
	return sum > bound
}

// Most returns the number of the ensemble that gives the row x the highest log-odds,
// the first of equals, and -1 if there is none.
func Most(ensembles []*Ensemble, x []float32) int {
	type runner struct {
		number, asked int
		sum           float32
	}
	var room [16]runner
	left := room[:0]
	for i, e := range ensembles {
		left = append(left, runner{number: i, sum: e.bias})
	}
	for done := false; !done && len(left) > 1; {
		done = true
		ahead := float32(math.Inf(-1)) // what the best has whatever comes
		for i := range left {
			r := &left[i]
			e := ensembles[r.number]
			if len(x) < e.features {
				continue
			}
			n := min(r.asked+askedAtOnce, len(e.roots))
			r.sum = e.addTrees(r.sum, x, e.roots[r.asked:n])
			r.asked = n
			done = done && n == len(e.roots)
			ahead = max(ahead, r.sum+e.reaches()[n].least)
		}
		left = slices.DeleteFunc(left, func(r runner) bool {
			return r.sum+ensembles[r.number].reaches()[r.asked].most < ahead-rounding
		})
	}
	best := -1
	var most float32
	for _, r := range left {
		if best < 0 || r.sum > most {
			best, most = r.number, r.sum
		}
	}
	return best
}
