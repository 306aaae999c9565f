package promo

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/scratch"
)

// Candidate is a box as the training of the model sees it.
type Candidate struct {
	Segs   []int32 // with text, ascending
	Hidden bool
	Row    []float32 // NumKindFeatures
}

// Candidates returns all boxes of a page of which [Find] would choose, whatever
// the model says of them, given the tables of words.
func Candidates(in Input, table *Words, told *[NumTold]*Words) []Candidate {
	f := newFinder(in, table)
	defer f.release()
	f.collect()
	f.rows = scratch.Resize(f.rows, batch*NumFeatures)
	out := make([]Candidate, len(f.list))
	for i := range f.list {
		b := &f.list[i]
		out[i] = Candidate{Segs: f.segsOf(b), Hidden: b.hidden, Row: make([]float32, NumKindFeatures)}
		f.row(b, out[i].Row)
		f.tell(out[i].Segs, told, out[i].Row[NumFeatures:])
	}
	return out
}

// segsOf lists the segments with text of a box.
func (f *finder) segsOf(b *box) []int32 {
	var out []int32
	for k := b.lo; k < b.hi; k++ {
		if s := &f.segs[k]; s.Hidden == b.hidden && s.Kind == block.Text && s.Chars > 0 {
			out = append(out, k)
		}
	}
	return out
}

// tell writes what the tables of words say of all of a box's text.
func (f *finder) tell(segs []int32, told *[NumTold]*Words, out []float32) {
	for i, w := range told {
		var sum, n int32
		for _, k := range segs {
			s, m := w.sum(f.words.Folded(int(k)))
			sum, n = sum+s, n+m
		}
		out[i] = w.score(sum, n)
	}
}
