package ruletest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// PageScore is one page of a folder with gold, read with the rules and in the
// generic way.
type PageScore struct {
	ID, URL string
	// File is the rule that served the page, "" for none, Stale why it did
	// not fit.
	File, Stale    string
	Ruled, Generic Score
	// Notes say what is wrong with the rules: `title: got "a", want "b"`, and
	// the lines of the body that are missing (-) or not wanted (+).
	Notes []string
	Err   error
}

// PublisherScore is the mean over the pages of one publisher: those that one
// rule file serves, or of one host.
type PublisherScore struct {
	// Name is the first host of the rule file, or the pages' host.
	Name           string
	File           string
	Pages          []PageScore
	Ruled, Generic Score
}

// Score reads pages with gold and compares, for each publisher in the order
// of the names. With files chosen by [Options.Files] they are the pages that
// these files serve. Each page counts once in its publisher's mean, however long
// it is.
func (s *Suite) Score(pages []Page) []PublisherScore {
	pages = slices.DeleteFunc(s.servedOnly(pages), func(p Page) bool { return p.Gold == nil })
	// Pages are read in parallel and summed in their order: sums of floats depend on it.
	scores := read.Parallel(len(pages), func(i int) PageScore { return s.scorePage(&pages[i]) })
	byName := map[string]*PublisherScore{}
	for i, ps := range scores {
		name, file := s.publisher(&pages[i])
		p := byName[name]
		if p == nil {
			p = &PublisherScore{Name: name, File: file}
			byName[name] = p
		}
		p.Pages = append(p.Pages, ps)
		p.Ruled.add(ps.Ruled)
		p.Generic.add(ps.Generic)
	}
	var out []PublisherScore
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		p := byName[name]
		p.Ruled.divide(len(p.Pages))
		p.Generic.divide(len(p.Pages))
		out = append(out, *p)
	}
	return out
}

// publisher names the site file that serves a page's host. Its first host stands for
// all of them, so that a publisher with several domains is one line of the table.
func (s *Suite) publisher(p *Page) (name, file string) {
	if c := s.set.For(p.Host()); c != nil {
		return c.Head.Hosts[0], c.Head.File
	}
	return p.Host(), ""
}

// servedOnly leaves the pages of the files that [Options.Files] chose.
func (s *Suite) servedOnly(pages []Page) []Page {
	// A copy, since the caller filters what it gets in place.
	if s.only == nil {
		return slices.Clone(pages)
	}
	mine := map[string]bool{}
	for _, h := range s.files {
		mine[h.File] = true
	}
	var out []Page
	for i := range pages {
		if _, file := s.publisher(&pages[i]); mine[file] {
			out = append(out, pages[i])
		}
	}
	return out
}

// scorePage reads one page twice. The generic reading is what the rule has to beat:
// a rule that does no better has no place among the files.
func (s *Suite) scorePage(p *Page) PageScore {
	out := PageScore{ID: p.ID, URL: p.URL}
	data, err := p.Read()
	if err != nil {
		out.Err = err
		return out
	}
	ruled, err := read.Extract(s.ruled, data, p.URL)
	if err != nil {
		out.Err = err
		return out
	}
	out.File, out.Stale = ruled.Rule.File, ruled.Rule.Stale
	out.Ruled = score(ruled, p.Gold)
	out.Notes = notes(ruled, p.Gold, out.Ruled)
	// With an error the generic score stays 0: the rule is all there is.
	if generic, err := read.Extract(s.generic, data, p.URL); err == nil {
		out.Generic = score(generic, p.Gold)
	}
	return out
}

// notes says in words what costs the score, for the person who has to mend it.
func notes(a *article.Article, g *Gold, s Score) []string {
	var out []string
	say := func(wrong bool, format string, args ...any) {
		if wrong {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	say(a.Rule.Stale != "", "stale: %s", a.Rule.Stale)
	say(s.Title < 1, "title: got %s, want %s", quote(a.Title), quote(g.Title))
	say(s.Authors < 1, "authors: got %s, want %s", quoteAll(authorNames(a)), quoteAll(g.Authors))
	say(s.Day < 1, "published: got %s, want %s", quote(dateText(a.Published)), quote(g.Date))
	missed, leaked := bodyDiff(g, a.Text())
	for _, l := range missed {
		out = append(out, "- "+cut(l, 160))
	}
	for _, l := range leaked {
		out = append(out, "+ "+cut(l, 160))
	}
	return out
}

// bodyDiff returns what is missing of the gold and what is too much, lines or
// snippets.
func bodyDiff(g *Gold, text string) (missed, leaked []string) {
	if g.Body != "" {
		return diffLines(g.Body, text)
	}
	text = bag.Fold(text)
	for _, s := range g.With {
		if !strings.Contains(text, bag.Fold(s)) {
			missed = append(missed, s)
		}
	}
	for _, s := range g.Without {
		if strings.Contains(text, bag.Fold(s)) {
			leaked = append(leaked, s)
		}
	}
	return missed, leaked
}

// Mean averages over all pages, with the rules and without them.
func Mean(ps []PublisherScore) (ruled, generic Score, pages int) {
	for _, p := range ps {
		for _, s := range p.Pages {
			ruled.add(s.Ruled)
			generic.add(s.Generic)
			pages++
		}
	}
	ruled.divide(pages)
	generic.divide(pages)
	return ruled, generic, pages
}

// Worst sorts publishers by the body's score, the lowest first.
func Worst(ps []PublisherScore) []PublisherScore {
	out := slices.Clone(ps)
	slices.SortStableFunc(out, func(a, b PublisherScore) int { return cmp.Compare(a.Ruled.Body, b.Ruled.Body) })
	return out
}
