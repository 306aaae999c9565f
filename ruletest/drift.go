package ruletest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// Drift is how well a rule file still fits the pages that it serves. Fixtures cannot
// tell: they keep the design that the rule was written for.
type Drift struct {
	File string
	// Pages counts those that the file serves. Gated are those whose text is
	// short because the page says so: a preview, or a gate. They prove nothing
	// against the rule.
	Pages, Gated int
	// Misfits are the pages that the rule no longer fits.
	Misfits []Misfit
	// Dead are the selectors that find nothing on any of the pages; only where
	// there are at least [DeadPages] of them.
	Dead []Finding
}

// Fits reports whether nothing speaks against the rule.
func (d *Drift) Fits() bool { return len(d.Misfits) == 0 && len(d.Dead) == 0 }

// Misfit is what speaks against a rule on one page.
type Misfit struct {
	ID, URL string
	// What is a line for each problem.
	What []string
}

// DeadPages is the number of pages from which a selector without any match
// counts as dead: fewer may just lack the element.
const DeadPages = 3

// A rule counts as thin where the generic way finds at least thinWords and the rule
// less than thinShare of them. With fewer words a page is as likely a caption or a
// preview; the share allows for what a rule takes out on purpose.
const (
	thinWords = 80
	thinShare = 0.5
)

// Drift compares, for each rule file of the suite that serves one of the
// pages, what the rule finds with what is there in the generic way.
func (s *Suite) Drift(pages []Page) []Drift {
	pages = s.servedOnly(pages)
	type both struct {
		seen
		generic *article.Article
	}
	looks := read.Parallel(len(pages), func(i int) both {
		v := both{seen: s.lookPage(&pages[i])}
		if v.err == nil {
			v.generic, v.err = read.Extract(s.generic, v.data, v.url)
		}
		// The bytes served both readings; a folder may hold thousands of pages.
		v.data = nil
		return v
	})
	by := map[string]*Drift{}
	served := map[string][]seen{}
	for i := range looks {
		v := &looks[i]
		// A page that no rule serves says nothing about any.
		if v.err != nil || v.report.Article.Rule.File == "" {
			continue
		}
		file := v.report.Article.Rule.File
		d := by[file]
		if d == nil {
			d = &Drift{File: file}
			by[file] = d
		}
		served[file] = append(served[file], v.seen)
		d.look(s.set.Compile(file), &v.seen, v.generic)
	}
	var out []Drift
	for _, file := range slices.Sorted(maps.Keys(by)) {
		d := by[file]
		if s.only == nil || slices.Contains(s.only, file) {
			d.Dead = s.dead(file, served[file])
			out = append(out, *d)
		}
	}
	return out
}

// look judges one page. The order of the cases matters: a stale rule explains a
// short text better than a gate does, and a gate better than a broken selector.
func (d *Drift) look(rule *rules.Compiled, v *seen, generic *article.Article) {
	a := v.report.Article
	d.Pages++
	m := Misfit{ID: v.id, URL: v.url}
	say := func(format string, args ...any) { m.What = append(m.What, fmt.Sprintf(format, args...)) }
	switch gated := isGated(a); {
	case a.Rule.Stale != "":
		say("stale: %s", a.Rule.Stale)
	case generic.WordCount >= thinWords && float64(a.WordCount) < thinShare*float64(generic.WordCount):
		say("body: %d words where the generic way finds %d", a.WordCount, generic.WordCount)
	case gated:
		d.Gated++
	case a.WordCount == 0 && a.Kind.IsArticle() && namesBody(rule):
		say("body: no text, no gate and nothing that says why")
	}
	for _, f := range rules.Fields() {
		if unread := unreadField(rule, a, f); unread != "" {
			say("%s", unread)
		}
	}
	if len(m.What) > 0 {
		d.Misfits = append(d.Misfits, m)
	}
}

// isGated reports whether the page itself says why its text is short. A hidden gate does
// not: it is on many pages that hold the whole text.
func isGated(a *article.Article) bool {
	if c := a.Access.Completeness; c == article.CompletenessPreview || c == article.CompletenessNone {
		return true
	}
	return a.Access.Withheld.Words > 0 || slices.ContainsFunc(a.Promos, func(p article.Promo) bool { return p.Gate && !p.Hidden })
}

// namesBody reports whether the rule has any selector for the body: one that has
// none leaves the story to the generic way and cannot lose it.
func namesBody(rule *rules.Compiled) bool {
	return slices.ContainsFunc(rule.Lines, func(l rules.Line) bool {
		return l.Use == rules.UseRole && l.Role.String() == string(article.RoleBody)
	})
}

// unreadField says that a field has a value from elsewhere though the file has
// sources of its own for it.
func unreadField(rule *rules.Compiled, a *article.Article, field string) string {
	sources := rule.Layouts()[a.Rule.Layout+1].Fields[field]
	values := FieldValues(a, field)
	// A field that nobody found may be missing from the page.
	if len(sources) == 0 || len(values) == 0 {
		return ""
	}
	from := a.Sources[field]
	if from.IsZero() || from.IsRule() {
		return ""
	}
	for _, src := range sources {
		if from.Detail == src.Arg {
			return "" // the generic way has read the same source
		}
	}
	return fmt.Sprintf("%s: no source of the rule has a value; %s gives %s", field, from, quote(strings.Join(values, ", ")))
}

// dead returns the file's own selectors that find nothing on all pages. Those
// of layouts that no page has are left out: the archive may need them.
func (s *Suite) dead(file string, pages []seen) []Finding {
	if len(pages) < DeadPages {
		return nil
	}
	// The base holds for every page, whatever the layout.
	layouts := map[int]bool{-1: true}
	for i := range pages {
		layouts[pages[i].report.Article.Rule.Layout] = true
	}
	hit := exercised(pages)
	t := s.text(file)
	var out []Finding
	for _, l := range s.selectors(s.set.Compile(file).Head) {
		if hit[placeOf(l)] || !layouts[l.Layout] || l.Use == rules.UseDetect || t.remark(l.Line, "lint:") != "" {
			continue
		}
		out = append(out, Finding{
			File: l.File, Line: l.Line, Column: l.Column, Check: "dead", Warning: true,
			Problem: fmt.Sprintf("%q (%s) finds nothing on %d pages", l.Selector, purpose(l), len(pages)),
		})
	}
	return out
}
