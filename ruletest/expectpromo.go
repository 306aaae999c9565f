package ruletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/rules"
)

// hasPromos checks the tables [[expect.promo]]: for each, one of the page's
// promos must be what it states, and no promo serves two. A failure shows the
// promo that comes nearest.
func (c *comparison) hasPromos() {
	servedBy := make([]int, len(c.a.Promos)) // by promo: the table, counted from 1
	for i := range c.want.HasPromos {
		want := &c.want.HasPromos[i]
		if c.assign(i, servedBy, make([]bool, len(c.a.Promos))) {
			continue
		}
		// An empty promo differs in everything that is stated: the worst case to
		// start from.
		near := differences(&article.Promo{}, want)
		near.got, near.n = "no promo, or one that another table states", max(near.n, 1)
		for k := range c.a.Promos {
			if d := differences(&c.a.Promos[k], want); d.n > 0 && d.n < near.n {
				near = d
			}
		}
		c.failures = append(c.failures, Failure{
			File: c.head.File, Line: want.Line, Fixture: c.proof.want.Fixture, What: "promo", Got: near.got, Want: near.want,
		})
	}
}

// assign finds a promo for the table i, if need be by giving the table that
// had it another one (augmenting paths of bipartite matching). Taking the first
// that fits would fail a page on the order of its tables:
//
//	table 1: kind = "newsletter"                         fits promo A and B
//	table 2: kind = "newsletter", placement = "sidebar"  fits only A, which 1 must give up
func (c *comparison) assign(i int, servedBy []int, tried []bool) bool {
	for k := range c.a.Promos {
		if tried[k] || differences(&c.a.Promos[k], &c.want.HasPromos[i]).n > 0 {
			continue
		}
		// Each promo is tried once in a search, so that it ends.
		tried[k] = true
		if servedBy[k] == 0 || c.assign(servedBy[k]-1, servedBy, tried) {
			servedBy[k] = i + 1
			return true
		}
	}
	return false
}

// difference is how a promo differs from what is stated of it.
type difference struct {
	n         int
	got, want string
}

// differences compares a promo with a table, key by key. Keys that the table does
// not state count for nothing.
func differences(p *article.Promo, want *rules.ExpectPromo) difference {
	var d difference
	d.word("kind", string(p.Kind), want.Kind)
	d.word("placement", string(p.Placement), want.Placement)
	d.word("vendor", p.Vendor, want.Vendor)
	d.word("heading", collapse(p.Heading), collapse(want.Heading))
	d.list("benefits", p.Benefits, want.Benefits)
	actions, offers, currencies := []string{}, []string{}, []string{}
	for _, a := range p.Actions {
		actions = append(actions, a.Text)
	}
	for i := range p.Offers {
		offers, currencies = append(offers, p.Offers[i].Text), append(currencies, p.Offers[i].Currency)
	}
	d.list("actions", actions, want.Actions)
	d.list("offers", offers, want.Offers)
	d.list("currencies", currencies, want.Currencies)
	if want.Gate != rules.Unstated && p.Gate != (want.Gate == rules.Yes) {
		d.add("gate", fmt.Sprint(p.Gate), fmt.Sprint(!p.Gate))
	}
	return d
}

// add notes one key that differs. got and want name the same keys in the same order,
// so that a message reads as one pair.
func (d *difference) add(key, got, want string) {
	d.n++
	d.got = strings.TrimPrefix(d.got+", "+key+" "+got, ", ")
	d.want = strings.TrimPrefix(d.want+", "+key+" "+want, ", ")
}

// word compares a word, where one is stated.
func (d *difference) word(key, got, want string) {
	if want != "" && got != want {
		d.add(key, quote(got), quote(want))
	}
}

// list compares texts in their order, but for white space. Nil is not stated; an
// empty list is the promise of none.
func (d *difference) list(key string, got, want []string) {
	if want != nil && !slices.EqualFunc(got, want, func(a, b string) bool { return collapse(a) == collapse(b) }) {
		d.add(key, quoteAll(got), quoteAll(want))
	}
}
