package ruletest

import (
	"bytes"
	"slices"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/rules"
)

// place is where a selector stands in a rule file.
type place struct {
	file         string
	line, column int
}

// placeOf is the place of a line. It names a selector across sets, whose line numbers
// differ.
func placeOf(l *rules.Line) place { return place{l.File, l.Line, l.Column} }

// sighting is an element that a line of a rule found on a page. That it matched does not
// say that it decided anything; see finds for that.
type sighting struct {
	line *rules.Line
	// first and end are the elements and texts at and below it, numbered as
	// [gatefold.ReportBlock.Element].
	first, end int
}

// sightings returns what the lines of the article's rule, and of those that
// are common to all pages, find on the page: only lines that hold there. The page is
// parsed a second time, as the extraction gives no nodes away; elements have the
// same numbers in both.
func sightings(set *rules.Set, data []byte, rule *article.Rule) []sighting {
	parsed, err := page.Parse(bytes.NewReader(data), "", page.Limits{})
	if parsed == nil || err != nil {
		return nil
	}
	doc := page.Index(parsed.Root)
	defer doc.Release()
	var compiled []*rules.Compiled
	var sets []*selector.Set
	for _, c := range []*rules.Compiled{set.Compile(rule.File), set.Common()} {
		if c != nil {
			compiled = append(compiled, c)
			sets = append(sets, c.Selectors)
		}
	}
	var out []sighting
	selector.Match(doc, sets, func(which, sel int, id page.ID) {
		c := compiled[which]
		// What is common to all pages has no layouts.
		active := &c.Layouts()[0]
		if c.Head.File == rule.File && rule.File != "" {
			active = &c.Layouts()[rule.Layout+1]
		}
		l := &c.Lines[sel]
		// Probes and detections hold whatever the layout.
		if l.Use == rules.UseProbe || l.Use == rules.UseDetect || active.Uses(sel) {
			out = append(out, sighting{l, int(id), int(doc.Nodes[id].End)})
		}
	})
	return out
}

// seen is a page with what the rules make of it. All tools look at pages in this form, so
// that a fixture is read once for all checks of a run.
type seen struct {
	proof *proof // nil for a page of a folder
	id    string
	url   string
	data  []byte
	err   error

	report    *gatefold.Report
	sightings []sighting
}

// look reads a page with the rules.
func (s *Suite) look(v seen) seen {
	if v.err != nil {
		return v
	}
	if v.report, v.err = read.Explain(s.ruled, v.data, v.url); v.err == nil {
		v.sightings = sightings(s.set, v.data, &v.report.Article.Rule)
	}
	return v
}

// lookFixtures reads the fixtures of the suite's files. What a platform or a
// vendor is good for shows on the pages of all sites.
func (s *Suite) lookFixtures() []seen {
	proofs := s.proofs()
	if slices.ContainsFunc(s.files, func(h rules.Head) bool { return h.Kind != rules.Site }) {
		proofs = s.allProofs()
	}
	return read.Parallel(len(proofs), func(i int) seen {
		p := &proofs[i]
		v := seen{proof: p, id: p.want.Fixture, url: p.want.URL}
		v.data, v.err = read.File(s.fixtures, p.want.Fixture)
		return s.look(v)
	})
}

// lookPages reads pages of a folder.
func (s *Suite) lookPages(pages []Page) []seen {
	pages = s.servedOnly(pages)
	return read.Parallel(len(pages), func(i int) seen {
		v := s.lookPage(&pages[i])
		v.data = nil // a folder may hold thousands of pages
		return v
	})
}

// lookPage reads one page of a folder and keeps its bytes.
func (s *Suite) lookPage(p *Page) seen {
	v := seen{id: p.ID, url: p.URL}
	v.data, v.err = p.Read()
	return s.look(v)
}

// exercised returns the places whose selector finds something on a page.
func exercised(pages []seen) map[place]bool {
	out := map[place]bool{}
	for i := range pages {
		for _, x := range pages[i].sightings {
			out[placeOf(x.line)] = true
		}
	}
	return out
}

// selectors returns the lines that a file states itself, in its order. Those
// of a vendor stand in what is common to all pages.
func (s *Suite) selectors(h rules.Head) []*rules.Line {
	var out []*rules.Line
	known := map[place]bool{}
	for _, c := range []*rules.Compiled{s.set.Compile(h.File), s.set.Common()} {
		for i := range c.Lines {
			l := &c.Lines[i]
			if l.File == h.File && !known[placeOf(l)] {
				known[placeOf(l)] = true
				out = append(out, l)
			}
		}
	}
	sortLines(out)
	return out
}
