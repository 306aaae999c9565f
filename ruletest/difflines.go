package ruletest

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// diffLines returns the lines of a that mostly do not stand in b, and those of b that
// mostly do not stand in a. It is not a diff in the usual sense: a line that moved, or
// was joined with its neighbour, is the same line here.
func diffLines(a, b string) (onlyA, onlyB []string) {
	return absent(a, b), absent(b, a)
}

// runWords is the length of the runs of words by which lines are compared:
// long enough that stop words do not make two lines alike.
const runWords = 4

// absent returns the lines of text fewer than half of whose runs of words stand in
// other. Lines too short for a run are missed word by word. Linear in both texts.
func absent(text, other string) []string {
	known := map[string]bool{}
	all := bag.Words(other)
	for run := range runs(all) {
		known[run] = true
	}
	single := map[string]bool{}
	for _, w := range all {
		single[w] = true
	}
	var out []string
	for line := range strings.Lines(text) {
		own := bag.Words(line)
		total, found := 0, 0
		for run := range runs(own) {
			total++
			if known[run] {
				found++
			}
		}
		if total == 0 && !slices.ContainsFunc(own, func(w string) bool { return !single[w] }) {
			continue
		}
		if 2*found < total || total == 0 {
			out = append(out, collapse(line))
		}
	}
	return out
}

// runs yields the runs of runWords words of a list.
func runs(list []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := 0; i+runWords <= len(list); i++ {
			if !yield(strings.Join(list[i:i+runWords], " ")) {
				return
			}
		}
	}
}
