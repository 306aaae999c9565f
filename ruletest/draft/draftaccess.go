package draft

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// again returns the page that p was saved of before: one with the same story under the
// same headline, whatever its address.
func (d *drafter) again(p *draftPage) *draftPage {
	story := bag.Fold(p.generic.Article.Title + " " + p.generic.Article.Text())
	for _, old := range d.pages {
		if bag.Fold(old.generic.Article.Title+" "+old.generic.Article.Text()) == story {
			return old
		}
	}
	return nil
}

func (d *drafter) warn(format string, args ...any) {
	d.warnings = append(d.warnings, fmt.Sprintf(format, args...))
}

// repeated warns of a standfirst or authors that two stories share: what stands on
// several pages is the site's more often than the story's.
func (d *drafter) repeated() {
	for _, field := range []string{"standfirst", "authors"} {
		seen := map[string][]string{}
		most := ""
		for _, p := range d.pages {
			v := bag.Fold(strings.Join(ruletest.FieldValues(p.generic.Article, field), ", "))
			if v == "" {
				continue
			}
			seen[v] = append(seen[v], p.ID)
			if len(seen[v]) > len(seen[most]) {
				most = v
			}
		}
		if ids := seen[most]; len(ids) > 1 {
			d.warn("%s: the same on %s; if that is the site's and not the story's, state a source or %s = []", field, strings.Join(ids, ", "), field)
		}
	}
}

// promos proposes names for what asks the reader for something, as far as a name holds
// it and no word of the story. Vendors' boxes have files of their own.
func (d *drafter) promos() {
	done := map[string]int{}
	for _, p := range d.pages {
		for i := range p.generic.Blocks {
			b := &p.generic.Blocks[i]
			if b.Promo < 0 || b.Text == "" || b.Hidden || strings.HasPrefix(b.Decided.File, "vendors/") {
				continue
			}
			promo := &p.generic.Article.Promos[b.Promo]
			if promo.Vendor != "" || promo.Kind == "" || promo.Kind == article.PromoConsent || promo.Hidden {
				continue
			}
			sel := d.nameOf(p, b, article.RolePromo)
			if sel == "" {
				continue
			}
			if at, known := done[sel]; known {
				// One name for boxes of several kinds says nothing of the kind.
				if old := &d.promoLines[at]; old.kind != promo.Kind && !strings.Contains(old.remark, "kinds differ") {
					old.remark = "doubtful, the kinds differ: " + old.remark
				}
				continue
			}
			done[sel] = len(d.promoLines)
			d.promoLines = append(d.promoLines, promoProposal{proposal{"match", sel, d.seenOn(sel)}, promo.Kind, promo.Gate})
		}
	}
}

// accessHints are words in the names of meta elements that say who may read.
var accessHints = []string{"tier", "access", "paywall", "premium", "paid", "plus", "locked", "subscri", "meter", "free"}

// longestValue is the length from which a meta element's value is no word.
const longestValue = 40

// access proposes what tells pages with a gate, or that declare not to be free, from
// the others: meta elements whose values differ between both. Where all pages are of
// one sort nothing shows what a value means, and a person decides. A gate that stands in
// place of the text tells a preview.
func (d *drafter) access() {
	for _, l := range d.promoLines {
		if l.gate && d.previewWherever(l.selector) {
			d.conditions = append(d.conditions, proposal{"preview", l.selector, "likely: the text ends on each page that has it"})
		}
	}
	for _, name := range d.metaNames() {
		closed, open := d.valuesOf(name)
		line := "meta:" + name + "=" + strings.Join(closed, "|")
		switch {
		case len(closed) == 0:
		case len(open) == 0:
			d.guesses = append(d.guesses, proposal{"subscription", line, "no page that is free to compare with"})
		case !slices.ContainsFunc(closed, func(v string) bool { return slices.Contains(open, v) }):
			d.conditions = append(d.conditions, proposal{"subscription", line, "likely: pages that are free have " + strings.Join(open, ", ")})
		}
	}
}

// previewWherever reports whether every page with the gate holds a preview only.
func (d *drafter) previewWherever(sel string) bool {
	d.find(sel)
	return !slices.ContainsFunc(d.pages, func(p *draftPage) bool {
		return len(p.hits[sel]) > 0 && p.generic.Article.Access.Completeness != article.CompletenessPreview
	})
}

// metaNames are the names of the pages' meta elements that have one of the hints, in
// the order in which they stand.
func (d *drafter) metaNames() []string {
	var names []string
	for _, p := range d.pages {
		for name := range p.metas() {
			low := strings.ToLower(name)
			if plainMeta(name) && !slices.Contains(names, name) && slices.ContainsFunc(accessHints, func(h string) bool { return strings.Contains(low, h) }) {
				names = append(names, name)
			}
		}
	}
	return names
}

// plainMeta reports whether a name can stand in a condition as it is.
func plainMeta(s string) bool { return s != "" && !strings.ContainsAny(s, "=|, \"'\\\t\n") }

// valuesOf returns the values of a meta element on pages that are not free, and on those
// that are.
func (d *drafter) valuesOf(name string) (closed, open []string) {
	for _, p := range d.pages {
		for n, v := range p.metas() {
			if n != name || !plainMeta(v) || len(v) > longestValue {
				continue
			}
			to := &open
			if p.closed() {
				to = &closed
			}
			if !slices.Contains(*to, v) {
				*to = append(*to, v)
			}
		}
	}
	return closed, open
}

// closed reports whether the page declares not to be free, or shows a gate.
func (p *draftPage) closed() bool {
	a := p.generic.Article
	switch a.Access.Policy {
	case article.PolicySubscription, article.PolicyRegistration, article.PolicyMetered:
		return true
	}
	return slices.ContainsFunc(a.Promos, func(p article.Promo) bool { return p.Gate && !p.Hidden })
}

// metas yields the names and values of the page's meta elements.
func (p *draftPage) metas() func(yield func(name, value string) bool) {
	return func(yield func(name, value string) bool) {
		for id := range p.doc.Nodes {
			if p.doc.Nodes[id].Tag != atom.Meta {
				continue
			}
			name := p.doc.Attr(page.ID(id), "name")
			if name == "" {
				name = p.doc.Attr(page.ID(id), "property")
			}
			if !yield(name, strings.TrimSpace(p.doc.Attr(page.ID(id), "content"))) {
				return
			}
		}
	}
}
