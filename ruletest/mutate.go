package ruletest

import (
	"fmt"
	"slices"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest/internal/read"
)

// Mutation is a selector that can be left out without any promise failing.
type Mutation struct {
	Finding
	// Reason is what the file says about it in a comment "# unprotected:
	// reason", "" if it says nothing.
	Reason string
	// Matched is set where a fixture has an element for it.
	Matched bool
}

// Mutations is what [Suite.Mutate] found.
type Mutations struct {
	// Selectors counts all that were left out in turn.
	Selectors   int
	Unprotected []Mutation
}

// Share returns the share of the selectors that are unprotected.
func (m Mutations) Share() float64 {
	return float64(len(m.Unprotected)) / float64(max(m.Selectors, 1))
}

// Unreasoned counts the unprotected selectors without a stated reason.
func (m Mutations) Unreasoned() int {
	n := 0
	for i := range m.Unprotected {
		if m.Unprotected[i].Reason == "" {
			n++
		}
	}
	return n
}

// Mutate leaves out each selector of the suite's files in turn and checks
// whether a promise fails. Only pages on which the selector finds something
// can tell, and only they are read again: those of the file itself first,
// then those of the files that build on it.
func (s *Suite) Mutate() Mutations {
	fixtures := s.lookFixtures()
	by := map[place][]*seen{}
	for i := range fixtures {
		v := &fixtures[i]
		for _, x := range v.sightings {
			at := placeOf(x.line)
			if list := by[at]; len(list) == 0 || list[len(list)-1] != v {
				by[at] = append(list, v)
			}
		}
	}
	type task struct {
		line *rules.Line
		text text
	}
	var tasks []task
	for _, h := range s.files {
		t := s.text(h.File)
		for _, l := range s.selectors(h) {
			tasks = append(tasks, task{l, t})
		}
	}
	broken := brokenAlready(fixtures, s)
	open := read.Parallel(len(tasks), func(i int) bool { return s.survives(tasks[i].line, by[placeOf(tasks[i].line)], broken) })
	out := Mutations{Selectors: len(tasks)}
	for i, survived := range open {
		if t := tasks[i]; survived {
			out.Unprotected = append(out.Unprotected, mutation(t.line, t.text, len(by[placeOf(t.line)]) > 0))
		}
	}
	return out
}

func mutation(l *rules.Line, t text, matched bool) Mutation {
	problem := fmt.Sprintf("no promise needs %q (%s)", l.Selector, purpose(l))
	if !matched {
		problem += ", and no fixture has such an element"
	}
	return Mutation{
		Finding: Finding{File: l.File, Line: l.Line, Column: l.Column, Check: "unprotected", Problem: problem, Warning: true},
		Reason:  t.remark(l.Line, "unprotected:"), Matched: matched,
	}
}

// brokenAlready are the promises that fail with all selectors in place: they
// protect nothing.
func brokenAlready(fixtures []seen, s *Suite) map[*seen]bool {
	fails := read.Parallel(len(fixtures), func(i int) bool {
		v := &fixtures[i]
		return v.err != nil || len(v.proof.check(s.ruled, s.set, v.data)) > 0
	})
	out := map[*seen]bool{}
	for i, f := range fails {
		if f {
			out[&fixtures[i]] = true
		}
	}
	return out
}

// survives reports whether all promises of the pages hold without the line.
func (s *Suite) survives(l *rules.Line, pages []*seen, broken map[*seen]bool) bool {
	pages = slices.DeleteFunc(slices.Clone(pages), func(v *seen) bool { return broken[v] })
	if len(pages) == 0 {
		return true
	}
	slices.SortStableFunc(pages, func(a, b *seen) int { return distance(a, l) - distance(b, l) })
	set := s.set.Without(*l)
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	if err != nil {
		return true
	}
	for _, v := range pages {
		if len(v.proof.check(x, set, v.data)) > 0 {
			return false
		}
	}
	return true
}

func distance(v *seen, l *rules.Line) int {
	if v.proof.head.File == l.File {
		return 0
	}
	return 1
}

// purpose says in a word or two what a selector is for.
func purpose(l *rules.Line) string {
	switch l.Use {
	case rules.UseRole:
		return l.Role.String()
	case rules.UseField:
		return "field " + l.Field
	case rules.UseAccess:
		return "access " + l.Supports
	}
	return l.Use.String()
}
