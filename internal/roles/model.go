package roles

import (
	"slices"

	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/trees"
)

func (f *Frame) models() *Models {
	if f.in.Model != nil {
		return f.in.Model
	}
	return shipped()
}

// isLabel reports the few words of one link that menus, lists of sections and
// share buttons are made of: half of the texts of a page, and none of them
// worth the trees.
func (f *Frame) isLabel(k int) bool {
	s := &f.in.Segs[f.texts[k]]
	return s.Words <= 3 && s.Link == s.Chars
}

// batch is how many rows are scored at once: few enough for them to stay in
// the processor's cache while every tree walks over them.
const batch = 64

// Probability returns how likely segment i is body, 0 for media.
func (f *Frame) Probability(i int) float32 {
	k, ok := slices.BinarySearch(f.texts, int32(i))
	if !ok {
		return 0
	}
	return f.Probabilities()[k]
}

// Probabilities returns for each text, by its number in [Frame.Texts], how
// likely it is body. They are worked out once; the slice is the frame's own.
func (f *Frame) Probabilities() []float32 {
	f.score()
	return f.p
}

// Classes returns the probabilities of text number k by class. They come from
// one ensemble each and need not add up to 1.
func (f *Frame) Classes(k int) *[NumClasses]float32 {
	f.score()
	return &f.classes[k]
}

// placeholderCopies is how often a sentence of so many words must stand on a
// page to be a placeholder. Refrains of a story come twice, seldom oftener, and
// not at this length.
const (
	placeholderCopies = 3
	placeholderWords  = 8
)

// isPlaceholder reports a sentence that stands so often on the page that it
// stands in for something, as for embeds that wait for consent. A page that
// holds little else repeats it for want of a text.
func (f *Frame) isPlaceholder(i int) bool {
	s := &f.in.Segs[i]
	if s.Words < placeholderWords {
		return false
	}
	n, _ := f.dups.get(f.text[i].hash)
	return n >= placeholderCopies && int(n*s.Words) < f.in.Doc.Words(0)/2
}

// surely is the probability of furniture from which the other ensembles are not
// asked.
const surely = 0.97

// score works out all probabilities, once.
func (f *Frame) score() {
	if f.scored {
		return
	}
	f.scored = true
	f.firstLook()
	f.secondLook()
	f.p = scratch.Resize(f.p, len(f.texts))
	for k, i := range f.texts {
		if f.isPlaceholder(int(i)) {
			f.classes[k][ClassBody] = 0
		}
		f.p[k] = f.classes[k][ClassBody]
		f.in.Segs[i].P, f.in.Segs[i].Ask = f.p[k], f.classes[k][ClassPromo]
	}
}

// firstLook fills classes by each text's own row, and keeps in kept and rows the
// texts that are not surely furniture.
func (f *Frame) firstLook() {
	m := f.models()
	f.classes = scratch.Resize(f.classes, len(f.texts))
	clear(f.classes)
	f.kept, f.rows = f.kept[:0], f.rows[:0]
	for k := 0; k < len(f.texts); {
		start := len(f.kept)
		for ; k < len(f.texts) && len(f.kept)-start < batch; k++ {
			if f.isLabel(k) {
				f.classes[k][ClassFurniture] = 1
				continue
			}
			n := len(f.rows)
			f.rows = slices.Grow(f.rows, NumFeatures)[:n+NumFeatures]
			clear(f.rows[n+firstFeatures:])
			f.Row(k, f.rows[n:])
			f.kept = append(f.kept, int32(k))
		}
		f.ask(m.first[ClassFurniture], ClassFurniture, start)
		f.dropWhere(start, func(c *[NumClasses]float32) bool { return c[ClassFurniture] >= surely })
		f.ask(m.first[ClassBody], ClassBody, start)
		f.ask(m.first[ClassPromo], ClassPromo, start)
		f.dropWhere(start, func(c *[NumClasses]float32) bool { return c[ClassBody] < quietBody && c[ClassPromo] < quietAsk })
		for c := range Class(ClassFurniture) {
			if c != ClassBody && c != ClassPromo {
				f.ask(m.first[c], c, start)
			}
		}
	}
}

// The first look's probabilities of body and of promo below which a text is left
// at what that said: half of the texts that are no labels, of which the second
// look raises none to where it matters.
const (
	quietBody = 0.03
	quietAsk  = 0.1
)

// secondLook scores the kept texts anew, now that it is known what stands around
// them.
func (f *Frame) secondLook() {
	m := f.models()
	f.look()
	for j, k := range f.kept {
		f.secondRow(f.rowOf(j)[firstFeatures:], int(k))
	}
	if m.second[ClassBody] == nil {
		return
	}
	for start := 0; start < len(f.kept); start += batch {
		for c := range Class(NumClasses) {
			f.askOf(m.second[c], c, start, min(start+batch, len(f.kept)))
		}
	}
}

// dropWhere leaves out of the rows from number start on those of which drop says
// so: what was asked of them is all that is known of them.
func (f *Frame) dropWhere(start int, drop func(*[NumClasses]float32) bool) {
	left := start
	for j := start; j < len(f.kept); j++ {
		if drop(&f.classes[f.kept[j]]) {
			continue
		}
		if left < j {
			copy(f.rowOf(left), f.rowOf(j))
			f.kept[left] = f.kept[j]
		}
		left++
	}
	f.kept, f.rows = f.kept[:left], f.rows[:left*NumFeatures]
}

func (f *Frame) rowOf(j int) []float32 { return f.rows[j*NumFeatures : (j+1)*NumFeatures] }

// ask writes the probabilities of class c for the rows from number start on.
func (f *Frame) ask(e *trees.Ensemble, c Class, start int) {
	f.askOf(e, c, start, len(f.kept))
}

// askOf does so for the rows up to number end.
func (f *Frame) askOf(e *trees.Ensemble, c Class, start, end int) {
	if e == nil || start == end {
		return
	}
	f.open = scratch.Resize(f.open, end-start)
	e.ScoreRows(f.rows[start*NumFeatures:end*NumFeatures], f.open)
	for j, v := range f.open {
		f.classes[f.kept[start+j]][c] = trees.Probability(v)
	}
}
