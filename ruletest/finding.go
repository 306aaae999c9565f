package ruletest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/gatefold/gatefold/rules"
)

// Finding is what a tool has to say of a place in a rule file.
type Finding struct {
	File         string
	Line, Column int
	// Check is the name of what was looked for: "hashed", "positional".
	Check string
	// Problem says what is wrong, Mend how to put it right.
	Problem, Mend string
	// Warning is set where the rule works and may go on working.
	Warning bool
}

// String returns the finding on one line:
//
//	sites/news.example.toml:14:9: warning: hashed: …; …
func (f Finding) String() string {
	level := "error"
	if f.Warning {
		level = "warning"
	}
	s := fmt.Sprintf("%s:%d:%d: %s: %s: %s", f.File, f.Line, f.Column, level, f.Check, rules.Shorten(f.Problem))
	if f.Mend != "" {
		s += "; " + rules.Shorten(f.Mend)
	}
	return s
}

// sortFindings sorts by place and drops repetitions: a selector in two layouts is
// looked at twice.
func sortFindings(fs []Finding) []Finding {
	slices.SortStableFunc(fs, func(a, b Finding) int { return compareFindings(&a, &b) })
	return slices.Compact(fs)
}

func compareFindings(a, b *Finding) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Check, b.Check))
}
