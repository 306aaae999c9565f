package ruletest

import (
	"fmt"
	"slices"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// Mutation is a selector or another part of a rule file that can be left out
// without any promise failing. Nothing would notice if the publisher renamed the class:
// either a fixture is missing, or the generic way does as well without the line, which
// then should go.
type Mutation struct {
	Finding
	// Reason is what the file says about it in a comment "# unprotected:
	// reason", "" if it says nothing.
	Reason string
	// Matched is set where a fixture has an element for it, or, for what is not a
	// selector, is read by the file.
	Matched bool
}

// Mutations is what [Suite.Mutate] found.
type Mutations struct {
	// Selectors counts the selectors that were left out in turn, Keys the
	// other keys and the strings of their lists.
	Selectors, Keys int
	Unprotected     []Mutation
}

// Share returns the share of what was left out that is unprotected.
func (m Mutations) Share() float64 {
	return float64(len(m.Unprotected)) / float64(max(m.Selectors+m.Keys, 1))
}

// Unreasoned counts what is unprotected without a stated reason.
func (m Mutations) Unreasoned() int {
	n := 0
	for i := range m.Unprotected {
		if m.Unprotected[i].Reason == "" {
			n++
		}
	}
	return n
}

// mutant is one thing to leave out: where it stands, what it is, the rules
// without it and the pages that can tell.
type mutant struct {
	at      place
	what    string
	missing string // said where no page can tell
	without func() *rules.Set
	pages   []*seen
}

// Mutate leaves out each selector of the suite's files in turn, and then each other
// key and each string of a list that is not a selector, and checks whether a promise
// fails. Only pages that the part can touch are read again: those of the file itself
// first, then those of the files that build on it. The cost is that of one reading for
// each part and page, until the first promise fails.
func (s *Suite) Mutate() Mutations {
	fixtures := s.lookFixtures()
	var all []mutant
	lines := s.lineMutants(fixtures)
	all = append(append(all, lines...), s.partMutants(fixtures)...)
	broken := brokenAlready(fixtures, s)
	// Each mutant compiles a set of its own, which shares all files but one with the
	// suite's; the pages are in memory.
	open := read.Parallel(len(all), func(i int) bool { return s.survives(&all[i], broken) })
	out := Mutations{Selectors: len(lines), Keys: len(all) - len(lines)}
	texts := map[string]text{}
	for i, survived := range open {
		if !survived {
			continue
		}
		file := all[i].at.file
		if texts[file] == nil {
			texts[file] = s.text(file)
		}
		out.Unprotected = append(out.Unprotected, all[i].mutation(texts[file]))
	}
	slices.SortStableFunc(out.Unprotected, func(a, b Mutation) int { return compareFindings(&a.Finding, &b.Finding) })
	return out
}

// mutation is the finding for a mutant that survived.
func (m *mutant) mutation(t text) Mutation {
	problem := "no promise needs " + m.what
	if len(m.pages) == 0 {
		problem += ", and " + m.missing
	}
	return Mutation{
		Finding: Finding{File: m.at.file, Line: m.at.line, Column: m.at.column, Check: "unprotected", Problem: problem, Warning: true},
		Reason:  t.remark(m.at.line, "unprotected:"), Matched: len(m.pages) > 0,
	}
}

// lineMutants are the selectors, each with the pages on which it finds
// something.
func (s *Suite) lineMutants(fixtures []seen) []mutant {
	by := map[place][]*seen{}
	for i := range fixtures {
		v := &fixtures[i]
		for _, x := range v.sightings {
			at := placeOf(x.line)
			// A selector that finds ten elements of a page adds the page once.
			if list := by[at]; len(list) == 0 || list[len(list)-1] != v {
				by[at] = append(list, v)
			}
		}
	}
	var out []mutant
	for _, h := range s.files {
		for _, l := range s.selectors(h) {
			out = append(out, mutant{
				at: placeOf(l), what: fmt.Sprintf("%q (%s)", l.Selector, purpose(l)), missing: "no fixture has such an element",
				without: func() *rules.Set { return s.set.Without(*l) }, pages: by[placeOf(l)],
			})
		}
	}
	return out
}

// brokenAlready are the promises that fail even with all selectors in place, and so
// protect nothing.
func brokenAlready(fixtures []seen, s *Suite) map[*seen]bool {
	fails := read.Parallel(len(fixtures), func(i int) bool {
		v := &fixtures[i]
		return v.err != nil || len(v.proof.check(s.ruled, v.data)) > 0
	})
	out := map[*seen]bool{}
	for i, f := range fails {
		if f {
			out[&fixtures[i]] = true
		}
	}
	return out
}

// survives reports whether all promises of the pages hold without the part.
func (s *Suite) survives(m *mutant, broken map[*seen]bool) bool {
	// A promise that fails anyway would protect everything.
	pages := slices.DeleteFunc(slices.Clone(m.pages), func(v *seen) bool { return broken[v] })
	if len(pages) == 0 {
		return true
	}
	slices.SortStableFunc(pages, func(a, b *seen) int { return distance(a, m.at.file) - distance(b, m.at.file) })
	x, err := gatefold.New(gatefold.WithRuleSet(m.without()))
	if err != nil {
		return true
	}
	for _, v := range pages {
		if len(v.proof.check(x, v.data)) > 0 {
			return false
		}
	}
	return true
}

// distance sorts pages of the file itself, which are the likeliest to fail, before
// others. Most mutants end at the first page.
func distance(v *seen, file string) int {
	if v.proof.head.File == file {
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
