package roles

import "github.com/gatefold/gatefold/internal/scratch"

// A page may hold its story once for each width of screen, or a second time in
// a panel of its own, and let the style sheet show one of them. A text that
// comes twice is no sign of a copy, since refrains and the cells of tables do:
// several texts in the same order, with a fair number of words, are.
const (
	copyTexts = 5
	copyWords = 100
)

// dropCopies moves the texts of such copies from texts to copies. The first
// that is shown stays.
//
//	<div class="desktop"><p>A</p><p>B</p>…</div>   kept
//	<div class="mobile"><p>A</p><p>B</p>…</div>    copies
//
// This has to come before all features: a text that stands twice looks like a
// placeholder, and a run twice as long like the better story.
func (f *Frame) dropCopies() {
	f.copies = f.copies[:0]
	if !f.repeats() {
		return
	}
	// Only shown text can be the first: of a hidden and a shown copy, the shown one is
	// the story.
	f.firsts.reset()
	for k, i := range f.texts {
		if s := &f.in.Segs[i]; !s.Hidden && s.Words > 3 {
			if first := f.firsts.at(f.text[i].hash); *first == 0 {
				*first = int32(k + 1)
			}
		}
	}
	f.copied = scratch.Resize(f.copied, len(f.texts))
	for k := 0; k < len(f.texts); {
		n := f.copyAt(k)
		for end := k + max(n, 1); k < end; k++ {
			f.copied[k] = n > 0
		}
	}
	f.dropCopied()
}

// repeats reports whether any text of some length stands on the page twice:
// on most pages none does, and there is nothing more to do.
func (f *Frame) repeats() bool {
	for _, i := range f.texts {
		if f.in.Segs[i].Words >= copyWords/copyTexts {
			if n, _ := f.dups.get(f.text[i].hash); n > 1 {
				return true
			}
		}
	}
	return false
}

// copyAt returns how many texts from text k on are the copy of others.
//
// Runs of text are compared by hash, so that the cost is that of the run. Each run
// is looked at once, as dropCopies goes on behind it.
func (f *Frame) copyAt(k int) int {
	first, _ := f.firsts.get(f.text[f.texts[k]].hash)
	from := int(first) - 1
	if from < 0 || from == k {
		return 0
	}
	// The two runs must not touch each other.
	most := min(len(f.texts)-max(k, from), max(k, from)-min(k, from))
	n, words := 0, int32(0)
	for ; n < most; n++ {
		i, j := f.texts[k+n], f.texts[from+n]
		if f.text[i].hash != f.text[j].hash || f.in.Segs[j].Hidden {
			break
		}
		words += f.in.Segs[i].Words
	}
	if n < copyTexts || words < copyWords {
		return 0
	}
	return n
}

// dropCopied takes the marked texts out of texts, and their count with them.
//
// The counts go down too, or the copy that stays would still seem to come twice.
func (f *Frame) dropCopied() {
	kept := f.texts[:0]
	for k, i := range f.texts {
		if !f.copied[k] {
			kept = append(kept, i)
			continue
		}
		f.copies = append(f.copies, i)
		if f.in.Segs[i].Words > 3 {
			*f.dups.at(f.text[i].hash)--
		}
	}
	f.texts = kept
}
