package roles

import (
	"slices"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/trees"
)

var model = trees.Shipped(models.Body, Features)

// LoadModel reads a model of bodies that bench train has written. It returns
// an error for data that is none or does not fit the features of this version.
func LoadModel(data []byte) (*trees.Ensemble, error) { return trees.LoadFor(data, Features()) }

func (f *Frame) model() *trees.Ensemble {
	if f.in.Model != nil {
		return f.in.Model
	}
	return model()
}

// surelyNot is the score of the texts that are not worth the trees.
const surelyNot = -9

// isLabel reports the few words of one link that menus, lists of sections and
// share buttons are made of: half of the texts of a page, and none of them
// story.
func (f *Frame) isLabel(k int) bool {
	s := &f.in.Segs[f.texts[k]]
	return s.Words <= 3 && s.Link == s.Chars || s.Flags&page.InButton != 0
}

// batch is how many rows are scored at once: few enough for them to stay in
// the processor's cache while every tree walks over them.
const batch = 64

// Probability returns how likely segment i is body, 0 for media.
func (f *Frame) Probability(i int) float32 {
	p := f.Probabilities()
	k, ok := slices.BinarySearch(f.texts, int32(i))
	if !ok {
		return 0
	}
	return p[k]
}

// placeholderCopies is how often a sentence of so many words must stand on a
// page to be a placeholder. Refrains of a story come twice, seldom oftener, and
// not at this length.
const (
	placeholderCopies = 3
	placeholderWords  = 8
)

// Probabilities returns for each text, by its number in [Frame.Texts], how
// likely it is body. They are worked out once; the slice is the frame's own.
func (f *Frame) Probabilities() []float32 {
	n := len(f.texts)
	if f.scored {
		return f.p
	}
	f.scored = true
	f.p = scratch.Resize(f.p, n)
	f.rows = scratch.Resize(f.rows, batch*NumFeatures)
	f.open = scratch.Resize(f.open, batch)
	var at [batch]int
	for k, filled := 0, 0; k < n || filled > 0; k++ {
		if k < n && f.isLabel(k) {
			f.p[k] = surelyNot
			continue
		}
		if k < n {
			f.Row(k, f.rows[filled*NumFeatures:(filled+1)*NumFeatures])
			at[filled] = k
			filled++
		}
		if filled == batch || k >= n {
			f.score(at[:filled])
			filled = 0
		}
	}
	for k, i := range f.texts {
		f.p[k] = trees.Probability(f.p[k])
		if f.isPlaceholder(int(i)) {
			f.p[k] = 0
		}
	}
	return f.p
}

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

// firstTrees is how many trees tell most of what is surely not the story, and
// soon the log-odds after them below which a text is dropped: on the pages of
// the corpus a quarter to a half of the texts, none of which the other trees
// would raise to a probability of 0.3.
const (
	firstTrees = 40
	soon       = -3
)

// score writes the scores of the rows of the texts at into p.
func (f *Frame) score(at []int) {
	m := f.model()
	for j := range at {
		f.open[j] = m.Bias()
	}
	m.AddRows(f.rows, f.open[:len(at)], 0, firstTrees)
	left := 0
	for j, k := range at {
		if f.open[j] < soon {
			f.p[k] = surelyNot
			continue
		}
		if left < j {
			copy(f.rows[left*NumFeatures:(left+1)*NumFeatures], f.rows[j*NumFeatures:(j+1)*NumFeatures])
		}
		at[left], f.open[left] = k, f.open[j]
		left++
	}
	m.AddRows(f.rows, f.open[:left], firstTrees, m.Trees())
	for j, k := range at[:left] {
		f.p[k] = f.open[j]
	}
}
