// Package lexicondata holds the lexicon files of the module: the wording of
// promos, gates and offers, one file per language. README.md beside it is the
// manual of the format.
package lexicondata

import "embed"

// FS holds the files of every language.
//
//go:embed *.toml
var FS embed.FS
