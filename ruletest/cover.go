package ruletest

import (
	"fmt"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Coverage is what the pages exercise of the rules, and the rules explain of
// the pages.
type Coverage struct {
	// Selectors counts those of all files, Idle are those that find nothing
	// on any page.
	Selectors int
	Idle      []Finding
	// Phrases counts those of the folder's lexicon, Unmet are those that stand
	// on no page.
	Phrases int
	Unmet   []Finding
	Pages   []PageCover
}

// PageCover is how much of one page's visible text the rules speak for.
type PageCover struct {
	ID, File string
	// Ruled, Story and Other are shares of the characters: in blocks whose
	// role a rule gave; in blocks of the body that only the classifier took
	// for it; in blocks of no role. What is left was told by names, place or
	// the wording of promos.
	Ruled, Story, Other float64
	// Blocks are those of Story and Other.
	Blocks []gatefold.ReportBlock
	Err    error
}

// Cover reads the fixtures, and pages of a folder if there are any.
func (s *Suite) Cover(pages []Page) Coverage {
	all := append(s.lookFixtures(), s.lookPages(pages)...)
	hit := exercised(all)
	var out Coverage
	for _, h := range s.files {
		t := s.text(h.File)
		for _, l := range s.selectors(h) {
			out.Selectors++
			if !hit[placeOf(l)] && t.remark(l.Line, "lint:") == "" {
				out.Idle = append(out.Idle, Finding{
					File: l.File, Line: l.Line, Column: l.Column, Check: "idle", Warning: true,
					Problem: fmt.Sprintf("no page needs %q (%s)", l.Selector, purpose(l)),
				})
			}
		}
	}
	out.Phrases, out.Unmet = s.coverWording(all)
	for i := range all {
		out.Pages = append(out.Pages, coverOf(&all[i]))
	}
	return out
}

// coverOf weighs blocks by their characters: a page has hundreds of menu entries and
// a few paragraphs.
func coverOf(v *seen) PageCover {
	out := PageCover{ID: v.id, Err: v.err}
	if v.err != nil {
		return out
	}
	out.File = v.report.Article.Rule.File
	total := 0
	for _, b := range v.report.Blocks {
		n := len([]rune(b.Text))
		// What nobody sees needs no rule.
		if b.Hidden || n == 0 {
			continue
		}
		total += n
		// The order matters: what a rule decided is the rule's, whatever the role.
		switch {
		case b.Decided.IsRule():
			out.Ruled += float64(n)
		case b.Role == article.RoleOther:
			out.Other += float64(n)
			out.Blocks = append(out.Blocks, b)
		case b.Role == article.RoleBody:
			out.Story += float64(n)
			out.Blocks = append(out.Blocks, b)
		}
	}
	if total > 0 {
		f := 1 / float64(total)
		out.Ruled, out.Story, out.Other = out.Ruled*f, out.Story*f, out.Other*f
	}
	return out
}
