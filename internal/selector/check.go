package selector

import "fmt"

// Check reports why sel may not stand in a rule file, nil if it may. sel is a
// selector or several separated by commas. It must be CSS as cascadia parses
// it and belong to the subset whose cost is linear in the page:
//
//   - the combinators " ", ">" and "+", not "~";
//   - tags, ids, classes, and the attribute tests [a], =, ~=, |=, ^=, $=, *=
//     with an optional i flag;
//   - :first-child, :last-child, :only-child, the three of-type forms, :empty
//     and :root;
//   - :not and :has with compounds as arguments, no :has inside a :has.
//
// The error names the part that is not allowed and what to write instead; it
// does not repeat sel.
func Check(sel string) error {
	_, err := parse(sel)
	return err
}

// Error is a selector that [Compile] refuses.
type Error struct {
	// Index is the selector's place in the argument of Compile.
	Index    int
	Selector string
	// Err is what [Check] reports.
	Err error
}

// Error implements error.
func (e *Error) Error() string {
	return fmt.Sprintf("selector %d: %q: %v", e.Index, e.Selector, e.Err)
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }
