// Package gbdt trains gradient-boosted decision trees for a yes-or-no
// question, on histograms, in pure Go.
//
// Training is deterministic: the same data, parameters and seed give the same
// bytes on any number of cores, since each core sums whole features in row
// order and random numbers are drawn by one goroutine only.
package gbdt

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"

	"github.com/gatefold/gatefold/internal/trees"
)

// Data is a table of examples.
type Data struct {
	// X holds the rows one after the other, Features values each. NaN is
	// allowed and counts as below every threshold.
	X        []float32
	Features int
	// Names are those of the features, which a model carries the hash of. A
	// model without names fits no version of the library.
	Names trees.Features
	// Y is 1 for yes and 0 for no, or a probability between.
	Y []float32
	// W weighs the rows; nil weighs all alike.
	W []float32
	// Groups, where set, are the lengths of runs of rows of which one is to be
	// chosen: the model then learns which row of a run is the yes, rather than
	// each row for itself. Every run has a yes; several share it.
	Groups []int
}

// Rows returns the number of examples.
func (d Data) Rows() int { return len(d.Y) }

// Row returns example i.
func (d Data) Row(i int) []float32 { return d.X[i*d.Features : (i+1)*d.Features] }

func (d Data) weight(i int) float64 {
	if d.W == nil {
		return 1
	}
	return float64(d.W[i])
}

// check makes sure that no later step can index out of the table; name is for the
// error.
func (d Data) check(name string) error {
	if d.Features < 1 || len(d.X) != d.Rows()*d.Features {
		return fmt.Errorf("gbdt: %s: %d values are not %d rows of %d features", name, len(d.X), d.Rows(), d.Features)
	}
	if d.Names != nil && len(d.Names) != d.Features {
		return fmt.Errorf("gbdt: %s: %d names for %d features", name, len(d.Names), d.Features)
	}
	if d.W != nil && len(d.W) != d.Rows() {
		return fmt.Errorf("gbdt: %s: %d weights for %d rows", name, len(d.W), d.Rows())
	}
	return d.checkGroups(name)
}

// A run without a yes has no answer: the probabilities of its rows cannot add up
// to one and to none.
func (d Data) checkGroups(name string) error {
	at := 0
	for i, n := range d.Groups {
		if n < 1 || at+n > d.Rows() {
			return fmt.Errorf("gbdt: %s: group %d has %d of %d rows", name, i, n, d.Rows()-at)
		}
		if slices.Max(d.Y[at:at+n]) <= 0 {
			return fmt.Errorf("gbdt: %s: group %d has no yes", name, i)
		}
		at += n
	}
	if d.Groups != nil && at != d.Rows() {
		return fmt.Errorf("gbdt: %s: %d rows are in no group", name, d.Rows()-at)
	}
	return nil
}

// Params steer the training. The zero value of each field has the default
// that its comment gives.
type Params struct {
	Trees int // 150
	Depth int // 6
	// Leaves is the most leaves a tree may have, 1<<Depth. Below that the
	// best leaf of the whole tree is split first.
	Leaves int
	// Bins is the most values that a feature keeps apart, 64, at most 256.
	Bins         int
	LearningRate float64 // 0.1
	Lambda       float64 // 1: L2 on the leaves
	// MinChildWeight is the least sum of second derivatives in a leaf, 1.
	MinChildWeight float64
	// MinGain is the least that a split must gain, 0.
	MinGain float64
	// RowFraction and FeatureFraction are the shares drawn for each tree, 1.
	RowFraction, FeatureFraction float64
	// EarlyStop ends the training when the loss on the validation set has not fallen for
	// that many trees, and drops those. 0: never.
	EarlyStop int
	Seed      uint64
	// Bags is how many models are trained, each with the seed after the one
	// before, 1. Their mean is the result: what chance made of each differs and
	// cancels out, what the rows taught stays.
	Bags int
	// Workers is the number of goroutines, GOMAXPROCS.
	Workers int
	// Progress, where not nil, is told of each tree: the mean log-loss on
	// both sets, NaN for a validation set that is empty.
	Progress func(tree int, train, valid float64)
}

// Bins are at most 256, as a bin is a byte, and leaves few enough for the format's
// numbers.
func (p Params) withDefaults() Params {
	fill(&p.Trees, 150)
	fill(&p.Depth, 6)
	fill(&p.Leaves, 1<<min(p.Depth, 13))
	fill(&p.Bins, 64)
	fill(&p.LearningRate, 0.1)
	fill(&p.Lambda, 1)
	fill(&p.MinChildWeight, 1)
	fill(&p.RowFraction, 1)
	fill(&p.FeatureFraction, 1)
	fill(&p.Bags, 1)
	fill(&p.Workers, runtime.GOMAXPROCS(0))
	p.Bins = min(p.Bins, 256)
	p.Leaves = min(p.Leaves, 1<<13)
	return p
}

// fill sets a value that is zero to its default.
func fill[T int | float64](v *T, value T) {
	if *v == 0 {
		*v = value
	}
}

// ErrNoRows is returned for a table without examples.
var ErrNoRows = errors.New("gbdt: no rows")

// Train fits a model to train by logistic loss. valid may be empty; it then
// stops nothing.
func Train(train, valid Data, p Params) (*Model, error) {
	if train.Rows() == 0 {
		return nil, ErrNoRows
	}
	if err := train.check("training set"); err != nil {
		return nil, err
	}
	if valid.Rows() > 0 {
		if err := valid.check("validation set"); err != nil {
			return nil, err
		}
		if valid.Features != train.Features {
			return nil, fmt.Errorf("gbdt: validation set has %d features, want %d", valid.Features, train.Features)
		}
	}
	p = p.withDefaults()
	return trainBags(train, valid, newBinned(train, p), p), nil
}

// The bins are laid out once for all models.
func trainBags(train, valid Data, bins binned, p Params) *Model {
	models := make([]*Model, p.Bags)
	for i := range models {
		models[i] = trainOne(train, valid, bins, p)
		p.Seed++
	}
	return mean(models)
}

// With a validation set it may stop early, and then the trees after the best are
// dropped.
func trainOne(train, valid Data, bins binned, p Params) *Model {
	b := newBooster(train, bins, p)
	m := &Model{features: train.Features, names: train.Names, bias: b.bias, gain: make([]float64, train.Features)}
	watch := newWatch(valid, b.bias)
	for i := range p.Trees {
		t := b.round(m.gain)
		m.trees = append(m.trees, t)
		loss := watch.add(t)
		if p.Progress != nil {
			p.Progress(i+1, b.loss(), loss)
		}
		if p.EarlyStop > 0 && watch.rows() > 0 && i+1-watch.best >= p.EarlyStop {
			break
		}
	}
	if p.EarlyStop > 0 && watch.rows() > 0 {
		m.trees = m.trees[:watch.best]
	}
	return m
}

// booster holds the state of a training run.
// score and grad go by row, over all rows: those that were not drawn for a tree
// get its value too.
type booster struct {
	p     Params
	data  Data
	bins  binned
	bias  float32
	score []float64 // log-odds of each row so far
	grad  []pair    // derivatives of the loss of each row
	rng   *rand.Rand
	grow  grower
}

// pair is a sum of first and second derivatives.
type pair struct{ g, h float64 }

func newBooster(d Data, bins binned, p Params) *booster {
	b := &booster{p: p, data: d, bins: bins, rng: rand.New(rand.NewPCG(p.Seed, 0x9e3779b97f4a7c15))}
	b.bias = float32(logOddsOfMean(d))
	b.score = make([]float64, d.Rows())
	b.grad = make([]pair, d.Rows())
	for i := range b.score {
		b.score[i] = float64(b.bias)
	}
	b.grow = newGrower(&b.bins, p)
	return b
}

// logOddsOfMean is the best constant prediction, kept finite where all rows
// agree.
//
// It counts one more row that is half a yes.
func logOddsOfMean(d Data) float64 {
	yes, all := 0.5, 1.0
	for i, y := range d.Y {
		yes += d.weight(i) * float64(y)
		all += d.weight(i)
	}
	return math.Log(yes / (all - yes))
}

// round grows one tree, adds it to the scores and its gains to gain.
//
// Rows of weight 0, as those of another part in a cross-validation, are left out
// even here.
func (b *booster) round(gain []float64) tree {
	b.derive()
	rows := b.drawRows()
	t := b.grow.tree(b.grad, rows, b.drawFeatures(), gain)
	Parallel(b.p.Workers, chunks(len(b.score)), func(c int) {
		for i := c * chunk; i < min((c+1)*chunk, len(b.score)); i++ {
			if b.data.weight(i) != 0 {
				b.score[i] += float64(t.walkBins(&b.bins, i))
			}
		}
	})
	return t
}

// chunk is how many rows a worker takes at once.
const chunk = 8192

func chunks(n int) int { return (n + chunk - 1) / chunk }

// derive sets the derivatives of the logistic loss at the current scores.
//
// For log-loss the first derivative is p-y and the second p(1-p). The second is
// small where the model is sure, so that such rows say little about where to cut.
func (b *booster) derive() {
	if b.data.Groups != nil {
		b.deriveChoice()
		return
	}
	Parallel(b.p.Workers, chunks(len(b.score)), func(c int) {
		for i := c * chunk; i < min((c+1)*chunk, len(b.score)); i++ {
			p, w := sigmoid(b.score[i]), b.data.weight(i)
			b.grad[i] = pair{w * (p - float64(b.data.Y[i])), w * p * (1 - p)}
		}
	})
}

// deriveChoice sets the derivatives of the loss of a choice: the probabilities
// of a run's rows add up to one, and so do its answers.
//
// The greatest score is subtracted from all, since the exponential could overflow.
func (b *booster) deriveChoice() {
	at := 0
	for _, n := range b.data.Groups {
		run := b.score[at : at+n]
		top := slices.Max(run)
		var sum, yes float64
		for i, s := range run {
			sum += math.Exp(s - top)
			yes += float64(b.data.Y[at+i])
		}
		for i, s := range run {
			p, w := math.Exp(s-top)/sum, b.data.weight(at+i)
			b.grad[at+i] = pair{w * (p - float64(b.data.Y[at+i])/yes), w * p * (1 - p)}
		}
		at += n
	}
}

func (b *booster) loss() float64 {
	return meanLoss(b.data, func(i int) float64 { return b.score[i] })
}

// drawRows returns the rows for the next tree in rising order, without those that
// weigh nothing.
//
// Random numbers are drawn here and in drawFeatures only, by one goroutine and in
// a fixed order.
func (b *booster) drawRows() []int32 {
	rows := make([]int32, 0, len(b.score))
	for i := range b.score {
		if b.data.weight(i) == 0 {
			continue
		}
		if b.p.RowFraction >= 1 || b.rng.Float64() < b.p.RowFraction {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// drawFeatures returns the features for the next tree, at least one.
func (b *booster) drawFeatures() []int {
	var features []int
	for f := range b.data.Features {
		if b.p.FeatureFraction >= 1 || b.rng.Float64() < b.p.FeatureFraction {
			features = append(features, f)
		}
	}
	if len(features) == 0 {
		features = append(features, b.rng.IntN(b.data.Features))
	}
	return features
}

// watch follows the loss on the validation set.
type watch struct {
	data  Data
	score []float64
	best  int // trees at the lowest loss
	low   float64
	trees int
}

// newWatch starts with the loss of the bias alone, which a tree has to beat.
func newWatch(d Data, bias float32) *watch {
	w := &watch{data: d, score: make([]float64, d.Rows())}
	for i := range w.score {
		w.score[i] = float64(bias)
	}
	w.low = w.loss()
	return w
}

func (w *watch) rows() int { return len(w.score) }

func (w *watch) loss() float64 {
	return meanLoss(w.data, func(i int) float64 { return w.score[i] })
}

// add takes in a tree and returns the loss with it.
func (w *watch) add(t tree) float64 {
	for i := range w.score {
		w.score[i] += float64(t.walk(w.data.Row(i)))
	}
	w.trees++
	loss := w.loss()
	if loss < w.low {
		w.low, w.best = loss, w.trees
	}
	return loss
}

// meanLoss is the weighted mean of -log p(y).
func meanLoss(d Data, score func(int) float64) float64 {
	var sum, weight float64
	for i, y := range d.Y {
		s := score(i)
		// log(1+e^s) - y*s, written so that no exponential overflows.
		sum += d.weight(i) * (max(s, 0) + math.Log1p(math.Exp(-math.Abs(s))) - float64(y)*s)
		weight += d.weight(i)
	}
	return sum / weight
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
