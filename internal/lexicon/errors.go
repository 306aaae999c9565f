package lexicon

import "fmt"

// Error is one problem of one lexicon file.
type Error struct {
	// File is the name of the file, "fr.toml".
	File string
	// Line counts from 1.
	Line int
	// Err says what is wrong.
	Err error
}

// Error returns the problem on one line:
//
//	lexicon: fr.toml:12: unknown kind "newsleter"
func (e *Error) Error() string { return fmt.Sprintf("lexicon: %s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }
