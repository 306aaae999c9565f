package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// File is a lexicon file of a caller.
type File struct {
	Name string // "fr.toml"
	Data []byte // UTF-8
}

// Additions are the files that callers add to those that ship, checked and not
// yet compiled. They are immutable. A nil *Additions adds nothing.
// They hold the files and no tree: several folders of rules may add files one
// after the other, and only the last state is compiled.
type Additions struct {
	files []File
}

// maxAdditions bounds the files of callers together, in bytes: several times
// what ships. It keeps the numbers in a [trie] within their types.
const maxAdditions = 1 << 20

// With returns additions in which files come after those of a. A file adds its
// phrases to those of its language, and may drop phrases that an earlier file
// states, those that ship among them. Every problem of every file is an
// [*Error]; then the result is nil.
//
// a stays as it is, since other sets of rules may share it.
func (a *Additions) With(files []File) (*Additions, []error) {
	out := &Additions{}
	if a != nil {
		out.files = slices.Clone(a.files)
	}
	var errs []error
	for _, f := range files {
		errs = append(errs, out.check(f)...)
		out.files = append(out.files, f)
		if len(errs) == 0 && out.size() > maxAdditions {
			errs = append(errs, &Error{f.Name, 1, fmt.Errorf("too large; files beside those that ship may have %d bytes together", maxAdditions)})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return out, nil
}

func (a *Additions) size() int {
	n := 0
	for _, f := range a.files {
		n += len(f.Data)
	}
	return n
}

// check reads a file behind the earlier ones of its language, which it may drop
// phrases of. No other language matters to it.
//
// Compiling one language, rather than all, is what keeps checking cheap; errors of
// the earlier files are dropped, since they were reported when those were added.
func (a *Additions) check(added File) []error {
	c := newCompiler(2 * len(added.Data))
	if data, err := fs.ReadFile(lexicondata.FS, added.Name); err == nil {
		c.file(added.Name, data)
	}
	for _, f := range a.files {
		if f.Name == added.Name {
			c.file(f.Name, f.Data)
		}
	}
	// The earlier files have been checked.
	c.errs, c.strict = nil, true
	c.file(added.Name, added.Data)
	return c.errs
}

// Lexicon compiles the files that ship together with the additions. Without any
// it returns that of [Default], which is compiled once.
//
// Each call compiles anew; callers keep the result.
func (a *Additions) Lexicon() *Lexicon {
	if a == nil || len(a.files) == 0 {
		return Default()
	}
	shipped, err := readFiles(lexicondata.FS)
	if err == nil {
		var l *Lexicon
		if l, err = compile(shipped, a.files); err == nil {
			return l
		}
	}
	// With has read every file behind the earlier ones of its language.
	panic(fmt.Errorf("lexicon: compiling checked files: %w", err))
}

// Ships reports whether the file is, to the byte, one of those that ship.
func (f File) Ships() bool {
	data, err := fs.ReadFile(lexicondata.FS, f.Name)
	return err == nil && string(data) == string(f.Data)
}

// readFiles reads the files *.toml at the top of fsys.
func readFiles(fsys fs.FS) ([]File, error) {
	names, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, err
	}
	files := make([]File, len(names))
	for i, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		files[i] = File{name, data}
	}
	return files, nil
}

// compile compiles files that ship and, after them, those of callers.
//
// All problems are reported at once, joined, so that an author can mend a file in
// one go. Pairs of callers may share a word with many others, so that a search must
// remember more sides of them.
func compile(shipped, own []File) (*Lexicon, error) {
	size := 0
	for _, f := range shipped {
		size += len(f.Data)
	}
	for _, f := range own {
		size += len(f.Data)
	}
	c := newCompiler(size)
	for _, f := range shipped {
		c.file(f.Name, f.Data)
	}
	pairs := len(c.lex.pairs)
	for _, f := range own {
		c.file(f.Name, f.Data)
	}
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	l := c.finish()
	if len(l.pairs) > pairs {
		l.recent = ownSides
	}
	return l, nil
}
