package draft

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/ruletest/internal/cssname"
)

// candidate is a selector of one stable name, and what it finds.
type candidate struct {
	selector string
	rank     int // the lower the better a name
}

// gather makes a candidate of each stable name of the first page that stands
// on all pages, and finds its elements. One walk of each page serves all of them.
func (d *drafter) gather() {
	known := map[string]bool{}
	doc := d.pages[0].doc
	// The names of the first page will do, as only those on all pages are of use.
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Is(page.Text | page.InHead) {
			continue
		}
		for _, c := range stableNames(doc, page.ID(id)) {
			if !known[c.selector] {
				known[c.selector] = true
				d.candidates = append(d.candidates, c)
			}
		}
	}
	sels := make([]string, len(d.candidates))
	for i, c := range d.candidates {
		sels[i] = c.selector
	}
	for _, p := range d.pages {
		p.match(sels)
	}
	// Of equally good names the shorter one is easier to read.
	slices.SortStableFunc(d.candidates, func(a, b candidate) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return len(a.selector) - len(b.selector)
	})
}

// onAll reports whether a selector finds something on all pages.
func (d *drafter) onAll(sel string) bool {
	return !slices.ContainsFunc(d.pages, func(p *draftPage) bool { return len(p.hits[sel]) == 0 })
}

// testAttributes name elements for the publisher's own tests and statistics;
// they outlive redesigns.
var testAttributes = []string{"itemprop", "data-testid", "data-test-id", "data-qa", "data-component", "data-module", "data-type", "property", "rel"}

// stableNames returns selectors of one name each for an element. Only names
// that CSS can write plainly are used.
func stableNames(doc *page.Doc, id page.ID) []candidate {
	n := &doc.Nodes[id]
	var out []candidate
	// An id with a digit is mostly that of the page or of one of many boxes.
	if v := doc.Attr(id, "id"); plainName(v) && !cssname.HasDigit(v) && !cssname.Hashed(v) {
		out = append(out, candidate{"#" + v, nameRank(v)})
	}
	for _, sym := range doc.ClassTokens(id) {
		if c := doc.SymText(sym); plainName(c) && !numbered(c) && !cssname.Hashed(c) && !dubious(c) && !presentational(c) {
			out = append(out, candidate{"." + c, nameRank(c)})
		}
	}
	for _, a := range testAttributes {
		if v := doc.Attr(id, a); plainName(v) && !numbered(v) && !cssname.Hashed(v) {
			out = append(out, candidate{"[" + a + "=\"" + v + "\"]", nameRank(v)})
		}
	}
	// Elements with a meaning of their own, and custom elements, name themselves.
	switch tag := n.N.Data; {
	case tag == "article", tag == "main", tag == "aside", tag == "figcaption", strings.Contains(tag, "-") && plainName(tag):
		out = append(out, candidate{tag, 3})
	}
	return out
}

// plainName reports whether a name can stand in a selector without escapes.
func plainName(s string) bool {
	if s == "" || len(s) > 60 || '0' <= s[0] && s[0] <= '9' || s[0] == '-' && (len(s) < 2 || s[1] == '-' || '0' <= s[1] && s[1] <= '9') {
		return false
	}
	return cssname.End(s, 0) == len(s) && !strings.Contains(s, `\`)
}

// dubious reports whether a part of a name mixes letters and digits. Lint lets many of
// them pass; a proposal need not take the risk.
func dubious(name string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }), func(part string) bool {
		return len(part) >= 5 && cssname.HasDigit(part) && strings.Trim(part, "0123456789") != ""
	})
}

// numbered reports whether a name holds a number of three digits or more: that
// of the page or of a size.
func numbered(s string) bool {
	run := 0
	for _, r := range s {
		if run++; r < '0' || r > '9' {
			run = 0
		}
		if run == 3 {
			return true
		}
	}
	return false
}

// presentationalParts start class names that say how a thing looks.
var presentationalParts = []string{
	"col-", "row", "grid", "flex", "dflex", "dgrid", "dblock", "clearfix", "container", "wrapper", "mt-", "mb-", "my-", "mx-", "pt-", "pb-", "px-", "py-", "p-", "m-",
	"text-", "bg-", "font-", "w-", "h-", "u-", "is-", "has-", "no-", "hidden", "visible", "block", "inline", "left", "right", "center", "active",
	"js", "d-", "align", "float", "size-", "sticky", "first", "last", "odd", "even", "clear", "background", "color", "desktop", "mobile",
	"items-", "justify-", "outline-", "whitespace-", "border", "not-", "space-", "overflow", "rounded", "shadow", "opacity", "cursor", "leading-",
	"tracking-", "uppercase", "z-", "relative", "absolute", "max-", "min-", "gap-", "order-", "group", "responsive", "full-",
}

// presentational reports whether a class says how a thing looks and not what it is:
// such names stand all over a page and mean something else after a redesign.
func presentational(class string) bool {
	class = strings.ToLower(class)
	return len(class) < 3 || slices.ContainsFunc(presentationalParts, func(p string) bool { return strings.HasPrefix(class, p) })
}

// meaningful are words by which a name says what the element is. The first nine are
// names of story containers and rank above the rest; see nameRank.
var meaningful = []string{
	"articlebody", "article-body", "article__body", "entry-content", "post-content", "article-content", "article__content",
	"story-body", "storybody", "article-text", "body", "story", "content", "author", "byline", "date", "time",
	"headline", "title", "related", "newsletter", "paywall", "promo", "subscribe", "comment",
}

// nameRank sorts names: those that say what the element is come first.
func nameRank(name string) int {
	name = strings.ToLower(name)
	for i, w := range meaningful {
		if strings.Contains(name, w) {
			if i < 9 {
				return 0
			}
			return 1
		}
	}
	return 2
}

// blocksIn yields the visible blocks of a page with text below the elements.
func (p *draftPage) blocksIn(ids []page.ID) func(yield func(*gatefold.ReportBlock) bool) {
	return func(yield func(*gatefold.ReportBlock) bool) {
		for i := range p.generic.Blocks {
			b := &p.generic.Blocks[i]
			if b.Hidden || b.Text == "" {
				continue
			}
			if p.inside(b, ids) && !yield(b) {
				return
			}
		}
	}
}

// inside reports whether a block stands at or below one of the elements.
func (p *draftPage) inside(b *gatefold.ReportBlock, ids []page.ID) bool {
	return slices.ContainsFunc(ids, func(id page.ID) bool { return p.doc.Contains(id, page.ID(b.Element)) })
}
