package ruletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// Change is what two versions of the rules make differently of one page. Its details are
// for people:
//
//	title: "The late ferry" → "The late ferry | The Pier"
//	body: 151 → 126 words, 25 lost, 0 won
//	- The old lighthouse on the northern point has been sold to a painter …
//	+ promo subscription, gate, after-body: Subscribe to read on
type Change struct {
	ID, URL string
	// File is the rule of the second version, or of the first if that has
	// none.
	File string
	// Lost and Won count the words of the body that only the first, and only
	// the second version has.
	Lost, Won int
	// Details are the differences, a line each: "title: "a" → "b"", lines of
	// the body and promos with - and +.
	Details []string
	Err     error
}

// Diff reads pages with two versions of the rules and returns those that come
// out differently, in the order of the pages.
func Diff(a, b *Suite, pages []Page) []Change {
	all := read.Parallel(len(pages), func(i int) Change { return diffPage(a, b, &pages[i]) })
	return slices.DeleteFunc(all, func(c Change) bool { return len(c.Details) == 0 && c.Err == nil })
}

// diffPage reads one page with both versions. An error of either is the page's result:
// what could not be read cannot be compared.
func diffPage(a, b *Suite, p *Page) Change {
	c := Change{ID: p.ID, URL: p.URL}
	data, err := p.Read()
	if err != nil {
		c.Err = err
		return c
	}
	x, err := read.Extract(a.ruled, data, p.URL)
	if err != nil {
		c.Err = err
		return c
	}
	y, err := read.Extract(b.ruled, data, p.URL)
	if err != nil {
		c.Err = err
		return c
	}
	if c.File = y.Rule.File; c.File == "" {
		c.File = x.Rule.File
	}
	c.compare(x, y)
	return c
}

// compare notes what differs, from the rule that was used to the words of the body.
// Everything is compared as text, in the form in which it is printed.
func (c *Change) compare(x, y *article.Article) {
	c.word("rule", x.Rule.File, y.Rule.File)
	c.word("stale", x.Rule.Stale, y.Rule.Stale)
	c.word("kind", string(x.Kind), string(y.Kind))
	for _, f := range rules.Fields() {
		c.word(f, strings.Join(FieldValues(x, f), ", "), strings.Join(FieldValues(y, f), ", "))
	}
	c.word("policy", string(x.Access.Policy), string(y.Access.Policy))
	c.word("completeness", string(x.Access.Completeness), string(y.Access.Completeness))
	c.word("withheld", fmt.Sprint(x.Access.Withheld.Words), fmt.Sprint(y.Access.Withheld.Words))
	c.list("promo", promoLines(x), promoLines(y))
	c.bodies(x.Text(), y.Text())
}

// word notes a value that differs, both values cut to what fits a line.
func (c *Change) word(what, x, y string) {
	if x != y {
		c.Details = append(c.Details, fmt.Sprintf("%s: %s → %s", what, quote(x), quote(y)))
	}
}

// list notes what stands in only one of two lists. Order does not count.
func (c *Change) list(what string, x, y []string) {
	for _, s := range x {
		if !slices.Contains(y, s) {
			c.Details = append(c.Details, fmt.Sprintf("- %s %s", what, s))
		}
	}
	for _, s := range y {
		if !slices.Contains(x, s) {
			c.Details = append(c.Details, fmt.Sprintf("+ %s %s", what, s))
		}
	}
}

// bodies counts the words as bags and then names the lines, since a count alone does
// not say where to look.
func (c *Change) bodies(x, y string) {
	if x == y {
		return
	}
	// Words count as a bag, so that a paragraph that moved is neither lost nor won.
	a, b := bag.Words(x), bag.Words(y)
	same := bag.Common(a, b)
	c.Lost, c.Won = len(a)-same, len(b)-same
	c.Details = append(c.Details, fmt.Sprintf("body: %d → %d words, %d lost, %d won", len(a), len(b), c.Lost, c.Won))
	lost, won := diffLines(x, y)
	for _, l := range lost {
		c.Details = append(c.Details, "- "+cut(l, 160))
	}
	for _, l := range won {
		c.Details = append(c.Details, "+ "+cut(l, 160))
	}
}

// promoLines are the promos, a line each, with the start of their texts.
func promoLines(a *article.Article) []string {
	var out []string
	for i := range a.Promos {
		p := &a.Promos[i]
		s := string(p.Kind)
		if p.Gate {
			s += ", gate"
		}
		if p.Hidden {
			s += ", hidden"
		}
		out = append(out, fmt.Sprintf("%s, %s: %s", s, p.Placement, cut(collapse(p.Text), 100)))
	}
	return out
}
