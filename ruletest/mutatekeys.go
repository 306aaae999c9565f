package ruletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/rules"
)

// partMutants are what a file says beside its selectors: keys that hold a
// word or a flag, and strings of lists that are sources, conditions,
// fingerprints or taken away. Labels are left alone.
//
//	gate = true                                 left out as a key
//	published = ["meta:date", "url:/{yyyy}/"]   left out as a whole
//	[roles.drop] promo = [".banner", ".bar"]    left out string by string
func (s *Suite) partMutants(fixtures []seen) []mutant {
	touched := s.touched(fixtures)
	var out []mutant
	for _, h := range s.files {
		all := s.set.Parts(h.File)
		for _, p := range all {
			// Selectors are left out one by one, as lines; see lineMutants.
			if p.IsSelector() || isLabel(p.Key) || holdsOthers(all, &p) {
				continue
			}
			what := p.Key
			if p.InList {
				what = fmt.Sprintf("%q (%s)", p.Text, p.Key)
			}
			out = append(out, mutant{
				at: place{p.File, p.Line, p.Column}, what: what, missing: "no fixture is read by the file",
				without: func() *rules.Set { return s.set.WithoutPart(p) }, pages: touched[h.File],
			})
		}
	}
	return out
}

// isLabel knows the keys that say whose file it is, and what a promise calls a
// layout. Hosts are how a file is found at all, and the language, which the
// list of publishers shows, counts for the rare page that says nothing of its
// own.
func isLabel(key string) bool {
	switch key {
	case "name", "notes", "hosts", "language", "layout.name":
		return true
	}
	return false
}

// holdsOthers reports whether the parts of a part are left out one by one in
// its place: a table's keys and a list's strings. Fingerprints, and the sources
// of a field, are left out together: any one is enough, and a page seldom has
// all.
func holdsOthers(all []rules.Part, p *rules.Part) bool {
	if together := anyIsEnough(p.Key); together || p.InList {
		return p.InList && together
	}
	return slices.ContainsFunc(all, func(o rules.Part) bool {
		return strings.HasPrefix(o.Key, p.Key+".") || o.Key == p.Key && o.InList && (o.Line > p.Line || o.Line == p.Line && o.Column > p.Column)
	})
}

// anyIsEnough knows the lists of which one string does the work of all.
func anyIsEnough(key string) bool {
	table, name, _ := strings.Cut(strings.TrimPrefix(key, "layout."), ".")
	switch table {
	case "detect":
		return name != ""
	case "fields":
		return name != "" && name != "add" && name != "drop" && !strings.HasPrefix(name, "drop.")
	}
	return false
}

// touched returns by file the pages that it has a say in: which it serves,
// alone or below a site, or on which one of its lines matched.
func (s *Suite) touched(fixtures []seen) map[string][]*seen {
	out := map[string][]*seen{}
	for i := range fixtures {
		v := &fixtures[i]
		if v.err != nil {
			continue
		}
		files := map[string]bool{v.proof.head.File: true}
		// A site's compiled rule has lines of its platform, each with its own file.
		if c := s.set.Compile(v.report.Article.Rule.File); c != nil {
			files[c.Head.File] = true
			for k := range c.Lines {
				files[c.Lines[k].File] = true
			}
		}
		for _, x := range v.sightings {
			files[x.line.File] = true
		}
		for _, e := range v.report.Effects {
			files[e.By.File] = true
		}
		for f := range files {
			out[f] = append(out[f], v)
		}
	}
	return out
}
