package rules

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"sync"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/wording"
)

// lexiconDir is the folder of wording beside the folders of rule files.
const lexiconDir = "lexicon"

// Lexicon returns the wording to read pages with: the phrases that ship with
// the module and, after them, those of the set's folders. It is compiled at the
// first call; a set that adds nothing shares that of the module.
func (s *Set) Lexicon() *wording.Lexicon {
	if s == nil || s.lexicon == nil {
		return wording.Default()
	}
	return s.lexicon()
}

// addWording returns old with the lexicon files of a folder, or old itself where
// there are none. What is wrong with them is an [*Error] for each problem.
func addWording(old *lexicon.Additions, fsys fs.FS) (*lexicon.Additions, []error) {
	files, errs := readWording(fsys)
	if len(files) == 0 {
		return old, errs
	}
	out, problems := old.With(files)
	for _, err := range problems {
		errs = append(errs, lexiconError(err))
	}
	return out, errs
}

// readWording reads the lexicon files of a folder. Those that ship are passed
// over, so that a copy of the module's own folder of rules adds nothing.
func readWording(fsys fs.FS) ([]lexicon.File, []error) {
	names, err := fs.Glob(fsys, lexiconDir+"/*.toml")
	if err != nil {
		return nil, []error{&Error{File: lexiconDir, Line: 1, Column: 1, Err: err}}
	}
	var files []lexicon.File
	var errs []error
	for _, name := range names {
		data, err := readFile(fsys, name)
		if err != nil {
			errs = append(errs, &Error{File: name, Line: 1, Column: 1, Err: err})
			continue
		}
		// Editors on Windows put a byte order mark before UTF-8.
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		if p, err := checkText(newSource(name, data)); err != nil {
			errs = append(errs, &Error{File: name, Line: p.line, Column: p.col, Err: err})
			continue
		}
		if f := (lexicon.File{Name: path.Base(name), Data: data}); !f.Ships() {
			files = append(files, f)
		}
	}
	return files, errs
}

// speak makes the shipped lexicon with the files of w that of the set. What the
// set has already stays compiled.
func (s *Set) speak(w *lexicon.Additions) {
	if w == s.wordings {
		return
	}
	s.wordings = w
	s.lexicon = sync.OnceValue(func() *wording.Lexicon { return wording.New(w.Lexicon()) })
}

// lexiconError gives a problem of a lexicon file the form of the others.
func lexiconError(err error) error {
	var at *lexicon.Error
	if !errors.As(err, &at) {
		return &Error{File: lexiconDir, Line: 1, Column: 1, Err: err}
	}
	return &Error{File: path.Join(lexiconDir, at.File), Line: at.Line, Column: 1, Err: at.Err}
}
