package ruletest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest/internal/cssname"
)

// maxRuleLines is the length from which a site file is long: most of what it
// says then belongs to a platform or into fewer selectors.
const maxRuleLines = 40

// Lint reports every mistake of the suite's files and what makes a rule break
// with the next redesign. A comment "# lint: reason" at the end of a line, or
// on the line above, accepts what is found there.
func (s *Suite) Lint() []Finding {
	var out []Finding
	// Mistakes come first: what else is found is found in the files without any.
	for _, err := range s.Broken() {
		out = append(out, brokenFinding(err))
	}
	fixtures := s.lookFixtures()
	hit := exercised(fixtures)
	swallowed := s.swallowed(fixtures)
	if !slices.ContainsFunc(fixtures, func(v seen) bool { return v.err == nil }) {
		hit = nil // without any fixture at hand none can be missed
	}
	for _, found := range read.Parallel(len(s.files), func(i int) []Finding {
		return s.lintFile(s.files[i], hit, swallowed)
	}) {
		out = append(out, found...)
	}
	return sortFindings(append(out, s.lintWording()...))
}

// brokenFinding gives an error of package rules the form of the other findings.
func brokenFinding(err error) Finding {
	var at *rules.Error
	if !errors.As(err, &at) {
		return Finding{File: ".", Line: 1, Column: 1, Check: "load", Problem: err.Error()}
	}
	problem := at.Err.Error()
	if at.Key != "" {
		problem = at.Key + ": " + problem
	}
	return Finding{File: at.File, Line: at.Line, Column: at.Column, Check: "load", Problem: problem}
}

// linter looks at one file.
type linter struct {
	s     *Suite
	head  rules.Head
	text  text
	found []Finding
}

// lintFile makes all checks of one file. hit are the selectors that some fixture
// has an element for, nil where no fixture could be read.
func (s *Suite) lintFile(h rules.Head, hit map[place]bool, swallowed map[place]string) []Finding {
	l := &linter{s: s, head: h, text: s.text(h.File)}
	for _, line := range s.selectors(h) {
		l.fragile(line)
		if hit != nil && !hit[placeOf(line)] {
			l.warn(line, "unmatched", fmt.Sprintf("%q matches nothing in any fixture", line.Selector), "add a fixture that needs it, or delete it")
		}
		if what := swallowed[placeOf(line)]; what != "" {
			l.at(line, "swallows", fmt.Sprintf("the promo %q holds text of the story: %s", line.Selector, what), "name the promo's own element")
		}
	}
	if s.unproven(h) {
		l.at(nil, "unproven", "no [[expect]] shows what the file is good for", "make a fixture with `gatefold rules scrub` and say what it holds")
	}
	l.hosts()
	l.redundant()
	if n := l.text.ruleLines(); h.Kind == rules.Site && n > maxRuleLines {
		l.warn(nil, "long", fmt.Sprintf("%d lines beside the promises", n), "start from a platform, or join selectors")
	}
	return l.found
}

// warn adds what may break one day; at adds what is wrong now.
func (l *linter) warn(line *rules.Line, check, problem, mend string) {
	l.add(line, Finding{Check: check, Problem: problem, Mend: mend, Warning: true})
}

func (l *linter) at(line *rules.Line, check, problem, mend string) {
	l.add(line, Finding{Check: check, Problem: problem, Mend: mend})
}

// add notes a finding, unless a comment of the file accepts what is found there.
// line is nil where a finding is about more than one selector.
func (l *linter) add(line *rules.Line, f Finding) {
	f.File, f.Line, f.Column = l.head.File, max(f.Line, 1), max(f.Column, 1)
	if line != nil {
		f.Line, f.Column = line.Line, line.Column
	}
	if l.text.remark(f.Line, "lint:") == "" {
		l.found = append(l.found, f)
	}
}

// fragile reports selectors that hold on to what changes:
//
//	.css-1x2y3z4                  hashed: the next build of the site has another name
//	main > div > div > div > p    positional: a wrapper more and it finds nothing
//	p                             tag-only: it stands all over a page
//
// Each may be right all the same, where a page has nothing better; a comment says so
// then.
func (l *linter) fragile(line *rules.Line) {
	for _, n := range cssname.In(line.Selector) {
		if cssname.Hashed(n) {
			l.warn(line, "hashed", fmt.Sprintf("%q was made up by a build tool and changes with the next build", n),
				`use a name that means something, an attribute such as data-testid, or [class*="part-that-stays"]`)
		}
	}
	for _, alt := range alternatives(line.Selector) {
		if why := positional(alt); why != "" {
			l.warn(line, "positional", fmt.Sprintf("%q %s", alt, why), "name the element, or one above it, by class, id or attribute")
		}
		if tagOnly(alt) && line.Use != rules.UseDetect {
			l.warn(line, "tag-only", fmt.Sprintf("%q names tags that stand all over a page", alt), "add the class, id or attribute of an element above")
		}
	}
}

// hosts reports hosts that do nothing and hosts that take pages from a file
// that ships.
func (l *linter) hosts() {
	all := append(append([]string{}, l.head.Hosts...), l.head.Former...)
	for i, h := range all {
		// Only suffixes of registries: a suffix that a company gives to its customers
		// is a publisher's host like any other.
		if suffix, icann := publicsuffix.PublicSuffix(h); icann && suffix == h {
			l.host(h, "public-suffix", fmt.Sprintf("%q is a public suffix: every site below it would match", h), "name the site")
		}
		for j, parent := range all {
			if i != j && strings.HasSuffix(h, "."+parent) {
				l.host(h, "duplicate-host", fmt.Sprintf("%q is a sub-domain of %q, which is listed", h, parent), "delete it")
			}
		}
		if serving := l.s.set.For(h); serving != nil && serving.Head.File != l.head.File {
			l.host(h, "shadowed-host", fmt.Sprintf("%q is served by %s", h, serving.Head.File), "delete it here or there")
		}
		// That a folder takes a publisher over from the module may be what is wanted;
		// that it does so unseen is not.
		if old := rules.Embedded().For(h); l.s.ownFolder() && old != nil && old.Head.File != l.head.File && exactHost(old.Head, h) {
			l.host(h, "shadowed-host", fmt.Sprintf("%q takes the place of %s, which ships with the program", h, old.Head.File), "")
		}
	}
}

// ownFolder reports whether the files are others than those that ship.
func (s *Suite) ownFolder() bool { return s.source != rules.EmbeddedFiles() }

// exactHost reports whether a file states the host itself, and not only one above
// it.
func exactHost(h rules.Head, host string) bool {
	for _, own := range append(append([]string{}, h.Hosts...), h.Former...) {
		if own == host {
			return true
		}
	}
	return false
}

// host adds a finding about a host, at the place where the file states it.
func (l *linter) host(host, check, problem, mend string) {
	f := Finding{Check: check, Problem: problem, Mend: mend, Warning: true}
	f.Line, f.Column = l.text.find(`"` + host + `"`)
	l.add(nil, f)
}
