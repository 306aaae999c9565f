package ruletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// finds says for each purpose of a file's own lines how many elements they
// decided on a page: "body 1", "field title 1", "related 3". What matched and
// was outdone is left out, and so is what the file builds on. A selector that
// breaks shows here also where the generic way still gives the right article,
// which is where no other promise would notice.
func finds(rep *gatefold.Report, head *rules.Head) []string {
	type found struct {
		element int
		by      article.Provenance // of what looks at no element
	}
	elements := map[string]map[found]bool{}
	for _, e := range rep.Effects {
		if e.By.File != head.File {
			continue
		}
		if elements[e.Purpose] == nil {
			elements[e.Purpose] = map[found]bool{}
		}
		f := found{element: e.Element}
		// Conditions on metas or the URL have no element; each counts by its own line.
		if e.Element < 0 {
			f.by = e.By
		}
		elements[e.Purpose][f] = true
	}
	out := make([]string, 0, len(elements))
	for p, found := range elements {
		out = append(out, fmt.Sprintf("%s %d", p, len(found)))
	}
	slices.Sort(out)
	return out
}

// Found is what the lines of a file decide on the fixture of one [[expect]].
type Found struct {
	File string
	// Line is that of the [[expect]].
	Line int
	// Finds is what its key finds should say.
	Finds []string
	// Same is set where it says so already.
	Same bool
}

// Finds returns what the lines of each file decide on its fixtures, for
// [SetFinds]. A fixture that cannot be read or that another file serves is
// left out.
func (s *Suite) Finds() []Found {
	proofs := s.proofs()
	all := read.Parallel(len(proofs), func(i int) *Found {
		p := &proofs[i]
		data, err := read.File(s.fixtures, p.want.Fixture)
		if err != nil {
			return nil
		}
		rep, err := read.Explain(s.ruled, data, p.want.URL)
		if err != nil || p.head.Kind != rules.Vendor && rep.Article.Rule.File != p.head.File {
			return nil
		}
		got := finds(rep, &p.head)
		return &Found{File: p.head.File, Line: p.want.Line, Finds: got, Same: slices.Equal(got, p.want.Finds)}
	})
	var out []Found
	for _, f := range all {
		if f != nil {
			out = append(out, *f)
		}
	}
	return out
}

// SetFinds writes the key finds into the [[expect]] table that starts at a
// line of a rule file, counted from 1, as [SetKey] does.
func SetFinds(file []byte, line int, finds []string) []byte {
	return SetKey(file, line, "finds", quoteList(finds))
}

// quoteList writes a list of TOML strings. Purposes have no characters that TOML and
// Go escape differently.
func quoteList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
