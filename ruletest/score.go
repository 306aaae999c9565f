package ruletest

import (
	"cmp"
	"strings"
	"time"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// Score is how near an article, or the mean of several, comes to the gold,
// each from 0 to 1.
type Score struct {
	// Body is the F1 of the body's words as bags: a word counts as often as
	// it stands in both. Where the gold has snippets alone, it is the F1 of
	// their presence.
	Body float64
	// Title is the share of pages with the right headline, Authors of those
	// with the right set of names, Day of those with the right day of
	// publication. Case and white space do not count.
	Title, Authors, Day float64
}

// score compares an article with the gold. What the gold does not state
// counts as right.
func score(a *article.Article, g *Gold) Score {
	s := Score{Body: bodyF1(g, a.Text()), Title: 1, Authors: 1, Day: 1}
	if a.Standfirst != "" {
		// Some gold counts the standfirst as text and some does not.
		s.Body = max(s.Body, bodyF1(g, a.Standfirst+"\n\n"+a.Text()))
	}
	if g.Title != "" && bag.Fold(g.Title) != bag.Fold(a.Title) {
		s.Title = 0
	}
	if len(g.Authors) > 0 && !sameNames(g.Authors, authorNames(a)) {
		s.Authors = 0
	}
	if g.Date != "" && !sameDay(g.Date, a.Published.Time) && !strings.HasPrefix(g.Date, cmp.Or(a.Published.Day, "none")) {
		s.Day = 0
	}
	return s
}

// bodyF1 is the F1 of the words, or of the snippets where the gold has no body: a
// snippet that must be there counts as found or missed, one that must not be as
// leaked.
func bodyF1(g *Gold, text string) float64 {
	if g.Body != "" {
		return bag.F1(g.Body, text)
	}
	missed, leaked := bodyDiff(g, text)
	if len(g.With) == 0 && len(leaked) == 0 {
		return 1
	}
	// F1 of what is found (with), what should be (With), and what is there in all.
	with := len(g.With) - len(missed)
	return 2 * float64(with) / float64(len(g.With)+with+len(leaked))
}

// sameNames compares names as sets: pages disagree with themselves about the order
// of authors.
func sameNames(a, b []string) bool {
	x, y := nameSet(a), nameSet(b)
	for n := range x {
		if !y[n] {
			return false
		}
	}
	return len(x) == len(y)
}

// nameSet folds names, so that case and white space do not count.
func nameSet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[bag.Fold(n)] = true
	}
	return set
}

// sameDay reports whether got falls on the day of gold. Gold with a clock and
// a zone is a moment, which has another date on the other side of midnight.
func sameDay(gold string, got time.Time) bool {
	if got.IsZero() || len(gold) < len(time.DateOnly) {
		return false
	}
	if got.Format(time.DateOnly) == gold[:len(time.DateOnly)] {
		return true
	}
	t, err := time.Parse(time.RFC3339, strings.Replace(gold, " ", "T", 1))
	return err == nil && t.In(got.Location()).Format(time.DateOnly) == got.Format(time.DateOnly)
}

func (s *Score) add(o Score) {
	s.Body += o.Body
	s.Title += o.Title
	s.Authors += o.Authors
	s.Day += o.Day
}

// divide makes a mean of a sum. A mean over no page stays 0.
func (s *Score) divide(n int) {
	if n > 0 {
		f := 1 / float64(n)
		s.Body, s.Title, s.Authors, s.Day = s.Body*f, s.Title*f, s.Authors*f, s.Day*f
	}
}
