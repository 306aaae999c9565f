package promo

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Candidate is a box as the training of the model sees it.
type Candidate struct {
	Segs   []int32 // with text, ascending
	Hidden bool
	Row    []float32 // NumKindFeatures
}

// Candidates returns all boxes of a page among which [Find] would choose, whatever
// the model says of them. The tables of words are the caller's: in a
// cross-validation each part has its own.
//
// Training and extraction must see the same boxes and the same rows: this calls
// what [Find] calls, and copies, where Find reuses a batch of rows.
func Candidates(in Input, table, told *wordtable.Table) []Candidate {
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
//
// They need not be neighbours: between the texts of a shown box there may be
// hidden ones.
func (f *finder) segsOf(b *box) []int32 {
	var out []int32
	for k := b.lo; k < b.hi; k++ {
		if s := &f.segs[k]; s.Hidden == b.hidden && s.Kind == block.Text && s.Chars > 0 {
			out = append(out, k)
		}
	}
	return out
}

// tell writes what the table of words says of all of a box's text.
//
// The sums of all segments are joined before they are scaled: a table judges a promo
// by its words, not by how they are spread over lines.
func (f *finder) tell(segs []int32, told *wordtable.Table, out []float32) {
	var sums wordtable.Sums
	for _, k := range segs {
		told.Add(&sums, f.words.Places(int(k)))
	}
	told.LogOdds(out, &sums)
}
