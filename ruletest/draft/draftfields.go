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

// fields proposes sources where the generic way finds nothing on a page. A
// platform's reading counts as found. That the page's own headline is another
// than the metadata's is as often on purpose as not: it is said in a comment.
func (d *drafter) fields() {
	d.title()
	if d.lacks("authors") {
		d.field("authors", "", authorHints)
	}
	if d.lacks("published") {
		d.field("published", "datetime", dateHints)
	}
}

// lacks reports whether a field is missing on some page, in the generic way and with
// the platform's rule.
func (d *drafter) lacks(field string) bool {
	return slices.ContainsFunc(d.pages, func(p *draftPage) bool {
		return len(ruletest.FieldValues(p.generic.Article, field)) == 0 && len(ruletest.FieldValues(p.site, field)) == 0
	})
}

// title proposes the only h1 of the pages where one of them shows another
// title than the generic way takes. Metadata often has a title for search engines.
func (d *drafter) title() {
	differs := 0
	best := candidate{}
	for i, p := range d.pages {
		id := p.only(atom.H1)
		// With none or several headings of the first level there is nothing to
		// propose.
		if id == page.None {
			return
		}
		if bag.Fold(p.text(id)) != bag.Fold(p.generic.Article.Title) {
			differs++
		}
		for _, c := range stableNames(p.doc, id) {
			c.selector = "h1" + c.selector
			d.find(c.selector)
			if i == 0 && strings.Contains(c.selector, ".") && d.onAll(c.selector) && (best.selector == "" || c.rank < best.rank) {
				best = c
			}
		}
	}
	if differs == 0 {
		return
	}
	if best.selector == "" {
		best.selector = "h1"
	}
	p := proposal{"title", best.selector, fmt.Sprintf("the only h1 on %s; on %d it is not the title of the metadata", d.count(), differs)}
	if !d.lacks("title") {
		d.remarks = append(d.remarks, p)
		return
	}
	d.fieldLines = append(d.fieldLines, p)
}

// only returns the one visible element of a tag, or None.
func (p *draftPage) only(tag atom.Atom) page.ID {
	found := page.None
	for id := range p.doc.Nodes {
		if n := &p.doc.Nodes[id]; n.Tag == tag && !n.Is(page.Hidden) {
			if found != page.None {
				return page.None
			}
			found = page.ID(id)
		}
	}
	return found
}

// text returns the text of an element on one line.
func (p *draftPage) text(id page.ID) string {
	var b strings.Builder
	for i := id; i < p.doc.Nodes[id].End; i++ {
		if n := &p.doc.Nodes[i]; n.IsText() {
			b.WriteString(n.N.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Words in names of classes and attributes, those of the languages whose publishers
// do not name them in English included.
var (
	authorHints = []string{"author", "byline", "autor", "auteur", "writer", "skriver", "redakt", "kirjoittaja"}
	dateHints   = []string{"publish", "date", "time"}
)

// longestName is the length in characters from which a text is not a line of names.
const longestName = 60

// field proposes the best name with one of the hints that finds one or two
// short texts on all pages: outside of comments and teasers.
func (d *drafter) field(field, attr string, hints []string) {
	for _, c := range d.candidates {
		low := strings.ToLower(c.selector)
		if !d.onAll(c.selector) || !hinted(low, hints) {
			continue
		}
		// A byline's dates have the byline's name in theirs: byline__pub-dates.
		if attr == "" && hinted(low, dateHints) {
			continue
		}
		sel := c.selector
		if attr != "" {
			sel = c.selector + " time"
			if strings.HasPrefix(sel, "time") {
				sel = c.selector
			}
			d.find(sel)
		}
		if !d.reads(sel, attr) {
			continue
		}
		if attr != "" {
			sel += " @" + attr
		}
		d.fieldLines = append(d.fieldLines, proposal{field, sel, "doubtful: chosen by its name; the metadata has none"})
		return
	}
}

// hinted reports whether a name in small letters holds one of the hints.
func hinted(name string, hints []string) bool {
	return slices.ContainsFunc(hints, func(h string) bool { return strings.Contains(name, h) })
}

// reads reports whether a selector gives one or two short values on every page.
func (d *drafter) reads(sel, attr string) bool {
	for _, p := range d.pages {
		ids := p.hits[sel]
		// The byline may stand twice, at the top and at the end.
		if len(ids) == 0 || len(ids) > 2 {
			return false
		}
		for _, id := range ids {
			v := p.text(id)
			if attr != "" {
				v = p.doc.Attr(id, attr)
			}
			if v == "" || len([]rune(v)) > longestName || p.aside(id) {
				return false
			}
		}
	}
	return true
}

// aside reports whether an element holds comments or teasers.
func (p *draftPage) aside(id page.ID) bool {
	for b := range p.blocksIn([]page.ID{id}) {
		if b.Role == article.RoleComments || b.Role == article.RoleRelated || b.Role == article.RoleNavigation {
			return true
		}
	}
	return false
}
