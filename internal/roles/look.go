package roles

import (
	"slices"

	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/trees"
)

// Most texts of a page are menus, and most of the others are certain after a few
// trees. So each look asks its ensembles in an order in which the early ones save
// work for the later ones, and skips what cannot matter. The probabilities at
// which it does were chosen so that next to nothing changes on the labelled pages.
const (
	// batch is how many rows are scored at once: few enough for them to stay in
	// the processor's cache while every tree walks over them.
	batch = 64

	// maxScored is how many texts of a page are scored, labels aside. Of 4,170 saved
	// pages none has as many. A text after them is what the last one of its
	// shape was, or the one before it: what repeats so often is of one kind.
	maxScored = 4096

	// surely is the probability of furniture from which no other class is asked.
	surely = 0.97

	// The trees of the first look that say whether a text may be story at all, and
	// the probabilities of story and of promo below which no further tree is asked.
	// That is so for half of the texts that are no labels; the second look would
	// raise none of them to where it matters.
	openingTrees = 40
	openingBody  = 0.015
	quietBody    = 0.03
	quietAsk     = 0.1

	// A text that is surely story and hardly asks for anything is not asked about
	// further.
	sureStory = 0.95
	seldomAsk = 0.05

	// unlikely is the least probability of a class in the first look for which the
	// second look is asked: below it, one text of a class in 5,000 was raised to 0.2.
	unlikely = 0.02

	// The trees of the second look after which a text is settled if its log-odds
	// of story are that far from 0. Two in five are, and the remaining trees would
	// bring none of them nearer to 0 than 2.
	soonTrees = 100
	soonSure  = 3.5
)

// look is one look at a batch of rows.
//
// The picked rows shrink as ensembles are asked; rows and scores stay where they
// are, so that a row's number means the same throughout.
type look struct {
	*Frame
	ensembles *[NumClasses]*trees.Ensemble
	start     int       // the number of the batch's first row
	rows      []float32 // the batch
	scores    []float32
	picked    []int32 // rows of the batch, from 0
}

// firstLook fills classes by each text's own row, and keeps in kept and rows the
// texts that the second look is for.
//
// What is not kept has its class settled: a label is furniture, and of the rest
// the first look says what will be said.
func (f *Frame) firstLook() {
	f.classes = scratch.Resize(f.classes, len(f.texts))
	clear(f.classes)
	f.kept, f.rows, f.told = f.kept[:0], f.rows[:0], 0
	l := look{Frame: f, ensembles: &f.models().first}
	scored := 0
	for k := 0; k < len(f.texts) && scored < maxScored; {
		l.start = len(f.kept)
		for ; k < len(f.texts) && len(f.kept)-l.start < batch; k++ {
			f.told = k + 1
			if f.isLabel(k) {
				f.classes[k][ClassFurniture] = 1
				continue
			}
			scored++
			n := len(f.rows)
			f.rows = slices.Grow(f.rows, NumFeatures)[:n+NumFeatures]
			// The second half is for secondRow. It is cleared since the memory is that of the
			// page before.
			clear(f.rows[n+firstFeatures:])
			f.Row(k, f.rows[n:])
			f.kept = append(f.kept, int32(k))
		}
		f.in.Meter.Lap("features")
		l.begin(len(f.kept))
		l.first()
		f.keepPicked(l.start, l.picked)
		f.in.Meter.Lap("trees")
	}
}

// secondLook scores the kept texts anew, now that it is known what stands around
// them.
func (f *Frame) secondLook() {
	f.look()
	for j, k := range f.kept {
		f.secondRow(f.rows[j*NumFeatures:][firstFeatures:NumFeatures], int(k))
	}
	f.in.Meter.Lap("features")
	l := look{Frame: f, ensembles: &f.models().second}
	for l.start = 0; l.start < len(f.kept); l.start += batch {
		// Each class picks anew from all rows of the batch: that a text is hardly a
		// caption says nothing of whether it asks.
		for c := range Class(NumClasses) {
			l.begin(min(l.start+batch, len(f.kept)))
			l.pick(func(p *[NumClasses]float32) bool { return p[c] >= unlikely })
			if e := l.ensembles[c]; c == ClassBody && e != nil {
				l.askSoon(e)
			} else {
				l.ask(c)
			}
		}
	}
	f.in.Meter.Lap("trees")
}

// begin picks all rows from start to end.
func (l *look) begin(end int) {
	n := end - l.start
	l.rows = l.Frame.rows[l.start*NumFeatures : end*NumFeatures]
	l.open = scratch.Resize(l.open, n)
	l.scores = l.open
	l.picks = scratch.Resize(l.picks, n)
	l.picked = l.picks
	for j := range l.picked {
		l.picked[j] = int32(j)
	}
}

// pick narrows the picked rows to those for whose text keep returns true.
func (l *look) pick(keep func(*[NumClasses]float32) bool) {
	l.picked = slices.DeleteFunc(l.picked, func(j int32) bool { return !keep(&l.classes[l.kept[l.start+int(j)]]) })
}

// spare leaves out of the picked rows those that no other class is worth asking
// for.
//
// Texts beside the headline are never spared: kickers and standfirsts look like
// furniture to the first ensembles.
func (l *look) spare(spared func(*[NumClasses]float32) bool) {
	l.picked = slices.DeleteFunc(l.picked, func(j int32) bool {
		k := l.kept[l.start+int(j)]
		return spared(&l.classes[k]) && !l.byHeadline(int(k))
	})
}

// first asks all ensembles of the first look, and leaves picked what the second
// is for.
//
// The order is that of what each answer spares. Furniture settles most; then
// promo, since a text that may be one must not be spared for being an unlikely
// story; then story, in two parts; then the other classes, for texts that are
// neither sure nor hopeless.
func (l *look) first() {
	l.ask(ClassFurniture)
	l.spare(func(p *[NumClasses]float32) bool { return p[ClassFurniture] >= surely })
	l.ask(ClassPromo)
	body := l.ensembles[ClassBody]
	l.reset(body)
	l.add(body, ClassBody, 0, openingTrees)
	l.spare(func(p *[NumClasses]float32) bool { return p[ClassBody] < openingBody && p[ClassPromo] < quietAsk })
	l.add(body, ClassBody, openingTrees, body.Trees())
	l.spare(func(p *[NumClasses]float32) bool { return p[ClassBody] < quietBody && p[ClassPromo] < quietAsk })
	// The second look is for all that is left here, with the sure story too: a teaser
	// may be as sure as a paragraph until it is seen where it stands.
	kept := append(l.keep[:0], l.picked...)
	l.keep = kept
	l.spare(func(p *[NumClasses]float32) bool { return p[ClassBody] >= sureStory && p[ClassPromo] < seldomAsk })
	for c := range ClassFurniture {
		if c != ClassBody && c != ClassPromo {
			l.ask(c)
		}
	}
	l.picked = kept
}

// ask writes the probabilities of class c for the picked rows.
func (l *look) ask(c Class) {
	e := l.ensembles[c]
	if e == nil {
		return
	}
	l.reset(e)
	l.add(e, c, 0, e.Trees())
}

// askSoon asks for story. Texts about which the first trees are certain skip the
// rest.
//
// What is settled keeps the probability that the first trees gave it.
func (l *look) askSoon(e *trees.Ensemble) {
	l.reset(e)
	l.add(e, ClassBody, 0, soonTrees)
	l.picked = slices.DeleteFunc(l.picked, func(j int32) bool { return l.scores[j] >= soonSure || l.scores[j] <= -soonSure })
	l.add(e, ClassBody, soonTrees, e.Trees())
}

// reset starts all scores at the bias, those of rows that are not picked too: they
// are not read until a later reset.
func (l *look) reset(e *trees.Ensemble) {
	for j := range l.scores {
		l.scores[j] = e.Bias()
	}
}

// add goes on with some trees of an ensemble.
func (l *look) add(e *trees.Ensemble, c Class, from, to int) {
	e.AddPicked(l.rows, l.scores, l.picked, from, to)
	for _, j := range l.picked {
		l.classes[l.kept[l.start+int(j)]][c] = trees.Probability(l.scores[j])
	}
}

// tellTheRest gives the texts after the last that was scored their classes.
func (f *Frame) tellTheRest() {
	if f.told == len(f.texts) {
		return
	}
	f.shapes.reset()
	for k := range f.told {
		*f.shapes.at(f.sigOf(&f.in.Segs[f.texts[k]])) = int32(k)
	}
	for k := f.told; k < len(f.texts); k++ {
		like, ok := f.shapes.get(f.sigOf(&f.in.Segs[f.texts[k]]))
		if !ok {
			like = int32(k - 1)
		}
		f.classes[k] = f.classes[like]
	}
}

// keepPicked leaves of the rows from number start on those that are picked, in
// ascending order: of the others all is known that will be.
func (f *Frame) keepPicked(start int, picked []int32) {
	for n, j := range picked {
		if int(j) > n {
			copy(f.rows[(start+n)*NumFeatures:][:NumFeatures], f.rows[(start+int(j))*NumFeatures:])
			f.kept[start+n] = f.kept[start+int(j)]
		}
	}
	end := start + len(picked)
	f.kept, f.rows = f.kept[:end], f.rows[:end*NumFeatures]
}
