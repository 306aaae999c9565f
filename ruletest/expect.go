package ruletest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// check reads a page and compares it with what the file promises. All that differs
// is reported, not the first difference alone.
func (p *proof) check(x *gatefold.Extractor, data []byte) []Failure {
	rep, err := read.Explain(x, data, p.want.URL)
	if err != nil {
		return []Failure{p.failure("page", err.Error(), "an article")}
	}
	c := comparison{proof: p, a: rep.Article}
	c.rule()
	c.fields()
	c.body()
	c.promos()
	c.access()
	if p.want.Finds != nil {
		c.list("finds", finds(rep, &p.head), p.want.Finds)
	}
	return c.failures
}

// comparison collects how an article differs from a promise.
type comparison struct {
	*proof
	a        *article.Article
	failures []Failure
}

// fail notes a promise that does not hold, at the place of its table.
func (c *comparison) fail(what, got, want string) {
	c.failures = append(c.failures, c.failure(what, got, want))
}

// word compares a word where one is promised.
func (c *comparison) word(what, got, want string) {
	if want != "" && got != want {
		c.fail(what, quote(got), quote(want))
	}
}

// rule checks that the file was used, in the layout that it names, and fits.
// A vendor's file is used beside others.
func (c *comparison) rule() {
	got := c.a.Rule
	// Another rule has read the page; what it made of it says nothing about this one.
	if c.head.Kind != rules.Vendor && got.File != c.head.File {
		c.fail("rule", quote(got.File), quote(c.head.File))
		return
	}
	if got.Stale != "" {
		c.fail("stale", quote(got.Stale), "a rule that fits")
	}
	if c.want.Layout != "" {
		c.word("layout", layoutName(c.proof.rule, got.Layout), c.want.Layout)
	}
}

// layoutName returns the name of a layout by its index; the base stands before them.
func layoutName(c *rules.Compiled, layout int) string {
	if views := c.Layouts(); layout+1 < len(views) {
		return views[layout+1].Name
	}
	return ""
}

// fields compares the kind and the stated fields, each by what it is: dates as far
// as they are promised, lists in order, the rest as texts.
func (c *comparison) fields() {
	c.word("kind", string(c.a.Kind), c.want.Kind)
	for _, f := range rules.Fields() {
		want, stated := c.want.Fields[f]
		if !stated {
			continue
		}
		got := FieldValues(c.a, f)
		switch f {
		case "published", "modified":
			c.date(f, got, want)
		case "authors", "tags":
			c.list(f, got, want)
		default:
			c.text(f, strings.Join(got, ""), want[0])
		}
	}
}

// text compares texts but for white space; an empty one must not be there.
func (c *comparison) text(what, got, want string) {
	if collapse(got) != collapse(want) {
		c.fail(what, quote(got), quote(want))
	}
}

// list compares lists of texts but for white space.
func (c *comparison) list(what string, got, want []string) {
	if !slices.EqualFunc(got, want, func(a, b string) bool { return collapse(a) == collapse(b) }) {
		c.fail(what, quoteAll(got), quoteAll(want))
	}
}

// date compares as much of a date as is promised.
func (c *comparison) date(what string, got, want []string) {
	have := strings.Join(got, "")
	d := c.a.Published
	if what == "modified" {
		d = c.a.Modified
	}
	if d.Day != "" && len(want[0]) == len(time.DateOnly) {
		have = d.Day // a day is that of the page's readers
	}
	if !samePart(have, want[0]) {
		c.fail(what, quote(have), quote(want[0]))
	}
}

// samePart reports whether got, in the form of RFC 3339 or a start of it,
// starts with want. Two moments with a zone are compared as moments.
func samePart(got, want string) bool {
	want = strings.Replace(want, " ", "T", 1)
	if a, err := time.Parse(time.RFC3339, got); err == nil {
		if b, err := time.Parse(time.RFC3339, want); err == nil {
			return a.Equal(b)
		}
	}
	return got == want || want != "" && strings.HasPrefix(got, want)
}

// body compares the ends of the text and what must or must not stand in it. White
// space counts nowhere: how a page breaks its lines is not promised.
func (c *comparison) body() {
	text := collapse(c.a.Text())
	if first := collapse(c.want.First); !strings.HasPrefix(text, first) {
		c.fail("first", quote(cut(text, len(first))), quote(first))
	}
	if last := collapse(c.want.Last); !strings.HasSuffix(text, last) {
		c.fail("last", quote(cutFront(text, len(last))), quote(last))
	}
	for _, w := range c.want.With {
		if !strings.Contains(text, collapse(w)) {
			c.fail("with", "no such words in the body", quote(w))
		}
	}
	for _, w := range c.want.Without {
		if strings.Contains(text, collapse(w)) {
			c.fail("without", quote(around(text, collapse(w))), "a body without "+quote(w))
		}
	}
}

// promos compares the kinds and offers of all promos in order, and then each
// [[expect.promo]].
func (c *comparison) promos() {
	var kinds, offers []string
	gate := false
	for _, p := range c.a.Promos {
		kinds = append(kinds, string(p.Kind))
		// A hidden gate does not stand in this reader's way.
		gate = gate || p.Gate && !p.Hidden
		for _, o := range p.Offers {
			offers = append(offers, o.Text)
		}
	}
	if c.want.Promos != nil {
		c.list("promos", kinds, c.want.Promos)
	}
	if c.want.Offers != nil {
		c.list("offers", offers, c.want.Offers)
	}
	c.yes("gate", gate, c.want.Gate)
	c.hasPromos()
}

// access compares the verdicts.
func (c *comparison) access() {
	c.yes("withheld", c.a.Access.Withheld.Words > 0, c.want.Withheld)
	c.word("policy", string(c.a.Access.Policy), c.want.Policy)
	c.word("completeness", string(c.a.Access.Completeness), c.want.Completeness)
}

// yes compares a flag, where one is stated.
func (c *comparison) yes(what string, got bool, want rules.Tri) {
	if want != rules.Unstated && got != (want == rules.Yes) {
		c.fail(what, fmt.Sprint(got), fmt.Sprint(!got))
	}
}

// FieldValues returns the values of a field of the metadata by its name in a
// rule file; none for a field without one. A date is in the form of RFC 3339,
// or as much of it as the page states.
func FieldValues(a *article.Article, field string) []string {
	var v string
	switch field {
	case "title":
		v = a.Title
	case "kicker":
		v = a.Kicker
	case "standfirst":
		v = a.Standfirst
	case "description":
		v = a.Description
	case "section":
		v = a.Section
	case "image":
		v = a.Image
	case "site_name":
		v = a.SiteName
	case "language":
		v = a.Language
	case "canonical_url":
		v = a.CanonicalURL
	case "license":
		v = a.License
	case "published":
		v = dateText(a.Published)
	case "modified":
		v = dateText(a.Modified)
	case "tags":
		return a.Tags
	case "authors":
		return authorNames(a)
	}
	if v == "" {
		return nil
	}
	return []string{v}
}

// authorNames are the names of the authors in the article's order.
func authorNames(a *article.Article) []string {
	var out []string
	for _, w := range a.Authors {
		out = append(out, w.Name)
	}
	return out
}

// dateText returns a date with as much as its precision allows, or the text
// that could not be read.
func dateText(d article.Date) string {
	if d.Time.IsZero() {
		return d.Raw
	}
	switch d.Precision {
	case "year":
		return d.Time.Format("2006")
	case "month":
		return d.Time.Format("2006-01")
	case "day":
		return d.Time.Format(time.DateOnly)
	}
	// A zone that the page does not state is not promised either.
	if d.Zone == "assumed" {
		return d.Time.Format("2006-01-02T15:04:05")
	}
	return d.Time.Format(time.RFC3339)
}
