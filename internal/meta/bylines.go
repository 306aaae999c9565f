package meta

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed bylines.tsv
var bylinesTSV string

// bylineWords are the words of bylines of all languages together: a page in
// one language often quotes the byline of another.
type bylineWords struct {
	leads  []string // the longest first
	and    map[string]bool
	role   map[string]bool
	nobody map[string]bool
	agency map[string]bool
	org    map[string]bool
	cut    map[string]bool
}

var bylines = sync.OnceValue(func() *bylineWords {
	w := &bylineWords{
		and: map[string]bool{}, role: map[string]bool{}, nobody: map[string]bool{}, agency: map[string]bool{},
		org: map[string]bool{}, cut: map[string]bool{},
	}
	sets := map[string]map[string]bool{
		"and": w.and, "role": w.role, "nobody": w.nobody, "agency": w.agency, "org": w.org, "cut": w.cut,
	}
	for line := range strings.Lines(bylinesTSV) {
		cols := strings.Split(strings.TrimSpace(line), "\t")
		if len(cols) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.SplitSeq(cols[2], "|") {
			if set := sets[cols[0]]; set != nil {
				set[word] = true
			} else {
				w.leads = append(w.leads, word)
			}
		}
	}
	slices.SortFunc(w.leads, func(a, b string) int { return len(b) - len(a) })
	w.leads = slices.Compact(w.leads)
	return w
})
