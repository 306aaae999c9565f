package rules

import (
	"bytes"
	"errors"
	"io/fs"
	"path"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// errLexicon refuses wording beside rules. It is compiled once for the whole
// program, and to pass over a folder of it in silence would leave its author
// to wonder.
var errLexicon = errors.New("wording is not read from a folder of rules, only what ships with the module; take the folder lexicon out")

// checkLexicon reports the lexicon files of a folder. Those that ship are let
// pass: a copy of the module's own folder has them.
func checkLexicon(fsys fs.FS) []error {
	names, err := fs.Glob(fsys, "lexicon/*.toml")
	if err != nil {
		return []error{&Error{File: "lexicon", Line: 1, Column: 1, Err: err}}
	}
	var errs []error
	for _, name := range names {
		data, err := readFile(fsys, name)
		if err != nil {
			errs = append(errs, &Error{File: name, Line: 1, Column: 1, Err: err})
			continue
		}
		if ours, err := fs.ReadFile(lexicondata.FS, path.Base(name)); err != nil || !bytes.Equal(ours, data) {
			errs = append(errs, &Error{File: name, Line: 1, Column: 1, Err: errLexicon})
		}
	}
	return errs
}
