package roles

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// What the words of a text alone make of it comes from a table that was learned from
// labelled texts. "Read our whole review", "is a reporter at", "photo by": in everything
// else such lines look like the paragraphs that they stand among.

// WordPlaces is the size of the table of words.
const WordPlaces = 1 << 14

// SaidClasses are the classes that the table tells, a column each. The others have
// no wording of their own: a standfirst reads like the story.
var SaidClasses = [...]Class{ClassBody, ClassCaption, ClassPromo, ClassRelated, ClassNote, ClassFurniture}

const (
	numSaid = len(SaidClasses)
	// The columns of a text's neighbours that its row has too, from the front of
	// SaidClasses, and how many neighbours on either side.
	saidNear     = 4
	saidReach    = 2
	saidFeatures = numSaid + 2*saidReach*saidNear + 3
)

// said are the log-odds of a text by column.
type said [numSaid]float32

// WordsMember is the name of the table in a set of models.
const WordsMember = "words"

// LoadWords reads the table.
func LoadWords(data []byte) (*wordtable.Table, error) {
	return wordtable.Load(data, numSaid, WordPlaces)
}

// readWords asks the table about each text that is no label. Without a table, or
// without the page's words, all log-odds are 0.
func (f *Frame) readWords() {
	f.said = scratch.Resize(f.said, len(f.texts))
	clear(f.said)
	table := f.models().words
	if table == nil || f.in.Words == nil {
		return
	}
	for k, i := range f.texts {
		if f.isLabel(k) {
			continue
		}
		table.Score(f.said[k][:], f.in.Words.Places(int(i)))
	}
}

// saidRow appends what the words of a text say, and those of its neighbours: a
// heading tells what the line below it is. Last comes whom it names.
func (f *Frame) saidRow(x []float32, k int) []float32 {
	x = append(x, f.said[k][:]...)
	for d := -saidReach; d <= saidReach; d++ {
		if d == 0 {
			continue
		}
		var s said
		if j := k + d; j >= 0 && j < len(f.said) {
			s = f.said[j]
		}
		x = append(x, s[:saidNear]...)
	}
	t := &f.text[f.texts[k]]
	return append(x, float32(t.inAuthor), bit(t.byName), float32(t.inSite))
}

// saidNames names the values of saidRow, in their order.
func saidNames() trees.Features {
	var names trees.Features
	for _, c := range SaidClasses {
		names = append(names, "words say "+c.String())
	}
	for d := -saidReach; d <= saidReach; d++ {
		if d == 0 {
			continue
		}
		for _, c := range SaidClasses[:saidNear] {
			names = append(names, fmt.Sprintf("at %+d: words say %s", d, c))
		}
	}
	return append(names, "words in authors", "starts with author", "words in site")
}
