package lexicon

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// The functions of this file tell what a checked file is good for. Tools use them;
// the library does not.

// Repeats returns an [*Error] for each phrase of a file that the file of its
// language that ships states under the same kind, by line.
func (f File) Repeats() []*Error {
	shipped, err := fs.ReadFile(lexicondata.FS, f.Name)
	if err != nil {
		return nil
	}
	c := newCompiler(len(shipped) + len(f.Data))
	c.strict = true
	theirs := c.file(f.Name, shipped)
	ours := c.file(f.Name, f.Data)
	return ours.about(func(it stated) error {
		if at, ok := theirs.own[it]; ok {
			return fmt.Errorf("%q ships under %s already, at line %d", it.text, it.kind, at)
		}
		return nil
	})
}

// Unmet returns the number of a file's phrases and an [*Error] for each that
// stands in none of the texts, by line.
//
// It compiles the file alone, so that a phrase is not hidden by a larger one of
// another file.
func (f File) Unmet(texts iter.Seq[string]) (int, []*Error) {
	c := newCompiler(len(f.Data))
	c.strict = true
	ours := c.file(f.Name, f.Data) // what it drops is in other files
	l := c.finish()
	met := map[stated]bool{}
	var folded []byte
	var hits []Hit
	for text := range texts {
		folded = Fold(folded[:0], text)
		hits = l.ScanOffer(folded, l.Scan(folded, hits[:0]))
		for _, h := range hits {
			p := l.Phrase(h.Phrase)
			met[stated{p.Kind, p.Value, p.Text}] = true
		}
	}
	return len(ours.own), ours.about(func(it stated) error {
		if met[it] {
			return nil
		}
		return fmt.Errorf("no page has %q (%s)", it.text, it.kind)
	})
}

// about returns the errors that say gives for the file's phrases, by line.
//
// own is a map, so that the result is sorted: tools print the same each time.
func (f *file) about(say func(stated) error) []*Error {
	var out []*Error
	for it, line := range f.own {
		if err := say(it); err != nil {
			out = append(out, &Error{f.name, line, err})
		}
	}
	slices.SortFunc(out, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Err.Error(), b.Err.Error()))
	})
	return out
}
