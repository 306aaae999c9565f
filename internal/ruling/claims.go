package ruling

import (
	"sort"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// Claim notes in the segments the roles that the rules give, outer elements
// first, so that the innermost wins:
//
//	body    = [".story"]          <div class="story"> <p>…</p>       body
//	related = [".see-also"]         <div class="see-also">…</div>    related
//
// Of several roles of one element the last is kept that is not body: a rule that
// names a container and takes a part of it out by another selector means the part.
// A body's selector that ends in a bare tag, ".story > p", names the container and
// not the element: whatever is in it is a paragraph of that tag.
//
// Claim reports whether the page's own rule names any text as the body.
func (p *Page) Claim(segs []block.Seg) (ruled bool) {
	// The site's own rule comes last and so has the last word.
	for _, r := range [...]*Rule{&p.Common, &p.Own} {
		own := r == &p.Own
		for _, h := range r.roleHits() {
			line := &r.Compiled.Lines[h.line]
			role := line.Role
			lo, hi := block.Range(p.doc, segs, h.node)
			if role == term.Body && own && hi > lo {
				ruled = true
			}
			why := block.Why{Cause: block.ByRule, Rule: block.Line{Common: !own, N: int32(h.line)}}
			for i := lo; i < hi; i++ {
				segs[i].Claim = block.Claim{Role: role, Weak: !own, Direct: segs[i].Box == h.node && !(role == term.Body && line.ByTag), Why: why}
			}
		}
	}
	return ruled
}

// roleHits returns the hits of lines that give a role, by node and, for one
// node, the body first. Node order is document order, in which an outer element
// comes before what is inside it.
func (r *Rule) roleHits() []hit {
	var out []hit
	for _, h := range r.hits {
		if r.Compiled.Lines[h.line].Use == rules.UseRole && r.Active.Uses(h.line) {
			out = append(out, h)
		}
	}
	// A stable sort by node, so that lines of one node keep the order of the file.
	isBody := func(h hit) bool { return r.Compiled.Lines[h.line].Role == term.Body }
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].node != out[j].node {
			return out[i].node < out[j].node
		}
		return isBody(out[i]) && !isBody(out[j])
	})
	return out
}

// Promos returns the nodes that the rules name as promos, with the nodes inside
// each that they name as its parts. A promo without named parts is read for them
// in the generic way.
func (p *Page) Promos() []promo.RuleHit {
	var out []promo.RuleHit
	p.each(func(r *Rule) {
		for _, h := range r.hits {
			l := &r.Compiled.Lines[h.line]
			if l.Use != rules.UsePromo || !r.Active.Uses(h.line) {
				continue
			}
			q := &r.Compiled.Promos[l.Promo]
			out = append(out, promo.RuleHit{
				Node: h.node, Kind: q.Kind, Gate: q.Gate, Placement: q.Placement, Vendor: q.Vendor, Origin: "rule:" + Origin(l),
				Heading: p.inside(r, h.node, q.Heading), Benefits: p.inside(r, h.node, q.Benefits),
				Action: p.inside(r, h.node, q.Action),
			})
		}
	})
	return out
}

// inside returns the nodes at and below root that one of the lines matched: the
// selector of a heading is matched on the whole page and would otherwise give each
// promo the headings of all.
func (p *Page) inside(r *Rule, root page.ID, lines []int) []page.ID {
	var out []page.ID
	for _, line := range lines {
		for _, id := range r.Nodes(line) {
			if p.doc.Contains(root, id) {
				out = append(out, id)
			}
		}
	}
	return out
}
