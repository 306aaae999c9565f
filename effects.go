package gatefold

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/finish"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/ruling"
	"github.com/gatefold/gatefold/rules"
)

// Effect is what a line of a rule file did on a page. A line that matched and
// was outdone, by the line of an element further in or by what the page
// allows, had none.
type Effect struct {
	By article.Provenance `json:"by"`
	// Purpose is what the line is for, in the words of the key finds of rule
	// files: "related", "field title", "promo", "access preview".
	Purpose string `json:"purpose"`
	// Element is the element that the line found, numbered as
	// [ReportBlock.Element], -1 where it looked at none.
	Element int `json:"element"`
}

// effects gathers the effects of all lines, each once.
type effects struct {
	*extraction
	a    *article.Article
	out  []Effect
	seen map[Effect]bool
}

func (e *extraction) effects(a *article.Article) []Effect {
	c := effects{extraction: e, a: a, seen: map[Effect]bool{}}
	c.roleLines()
	c.promoLines()
	c.fieldLines()
	c.accessLines()
	c.layoutAndDetection()
	c.platform()
	slices.SortStableFunc(c.out, func(a, b Effect) int {
		return cmp.Or(cmp.Compare(a.By.File, b.By.File), cmp.Compare(a.By.Line, b.By.Line),
			cmp.Compare(a.By.Selector, b.By.Selector), cmp.Compare(a.Element, b.Element))
	})
	return c.out
}

func (c *effects) add(by article.Provenance, purpose string, node page.ID) {
	by.Kind = article.ProvenanceRule
	if f := (Effect{by, purpose, int(node)}); by.IsRule() && !c.seen[f] {
		c.seen[f] = true
		c.out = append(c.out, f)
	}
}

func (c *effects) line(l *rules.Line, purpose string, node page.ID) {
	c.add(article.Provenance{File: l.File, Line: l.Line, Selector: l.Selector}, purpose, node)
}

// roleLines credits for each segment the innermost element of the line that
// gave its role.
func (c *effects) roleLines() {
	nodes := map[*rules.Line][]page.ID{}
	for _, h := range c.ruling.Hits(rules.UseRole) {
		nodes[h.Line] = append(nodes[h.Line], h.Node)
	}
	for i := range c.segs {
		s := &c.segs[i]
		if s.Why.Cause != block.ByRule {
			continue
		}
		l := c.ruling.Line(s.Why.Rule)
		for _, node := range slices.Backward(nodes[l]) {
			if c.doc.Contains(node, s.First) {
				c.line(l, l.Role.String(), node)
				break
			}
		}
	}
}

// promoLines credits the line that found a promo, and those of its parts that
// were used.
func (c *effects) promoLines() {
	matches := c.ruling.Hits(rules.UsePromo)
	parts := c.ruling.Hits(rules.UseHeading, rules.UseBenefits, rules.UseAction)
	for k := range c.promos {
		p := &c.promos[k]
		i := slices.IndexFunc(matches, func(h ruling.Hit) bool {
			return p.Origin == rulePrefix+ruling.Origin(h.Line) && c.holds(h.Node, p)
		})
		if i < 0 {
			continue
		}
		m := &matches[i]
		c.line(m.Line, m.Line.Use.String(), m.Node)
		for _, h := range parts {
			if h.Rule == m.Rule && h.Line.Promo == m.Line.Promo && c.doc.Contains(m.Node, h.Node) && c.uses(p, &h) {
				c.line(h.Line, h.Line.Use.String(), h.Node)
			}
		}
	}
}

// holds reports whether a segment of the promo stands in the node.
func (c *effects) holds(node page.ID, p *promo.Promo) bool {
	return slices.ContainsFunc(p.Segs, func(i int32) bool { return c.doc.Contains(node, c.segs[i].First) })
}

// uses reports whether the words of a part stand where the rule says.
func (c *effects) uses(p *promo.Promo, part *ruling.Hit) bool {
	text := c.textBelow(part.Node)
	same := func(s string) bool {
		return s != "" && text != "" && (strings.Contains(text, s) || strings.Contains(s, text))
	}
	switch part.Line.Use {
	case rules.UseHeading:
		return same(p.Heading)
	case rules.UseBenefits:
		return slices.ContainsFunc(p.Benefits, same)
	}
	return slices.ContainsFunc(p.Actions, func(a promo.Action) bool { return same(a.Text) })
}

// textBelow returns the text at and below a node, or the words of a control.
func (c *effects) textBelow(id page.ID) string {
	var b strings.Builder
	b.WriteString(c.doc.Attr(id, "value"))
	for k := id; k < c.doc.Nodes[id].End; k++ {
		if n := &c.doc.Nodes[k]; n.IsText() {
			b.WriteString(n.N.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// fieldLines credits the sources that gave the fields their values.
func (c *effects) fieldLines() {
	nodes := map[*rules.Line][]page.ID{}
	for _, h := range c.ruling.Hits(rules.UseField) {
		nodes[h.Line] = append(nodes[h.Line], h.Node)
	}
	own := &c.ruling.Own
	if own.Compiled == nil {
		return
	}
	for name, sources := range own.Active.Fields {
		for _, s := range sources {
			by := article.ParseProvenance(s.Origin + " " + s.Text)
			if !c.gave(name, by) {
				continue
			}
			found := []page.ID{page.None}
			if s.Line >= 0 {
				found = nodes[&own.Compiled.Lines[s.Line]]
			}
			if name != "authors" && name != "tags" {
				found = found[:min(len(found), 1)]
			}
			for _, node := range found {
				c.add(by, "field "+name, node)
			}
		}
	}
}

// gave reports whether a source gave a field its value. Tags have no source of
// their own: all that have any add to them.
func (c *effects) gave(field string, by article.Provenance) bool {
	if field != "tags" {
		return c.a.Sources[field] == finish.Provenance(by)
	}
	for _, v := range c.meta.Tried[field] {
		if v.Text != "" && provenance(v.Source) == by {
			return true
		}
	}
	return false
}

// accessLines credits the lines that are evidence, and the containers whose
// text is held back.
func (c *effects) accessLines() {
	for i := range c.access.Evidence {
		ev := &c.access.Evidence[i]
		by := provenance(ev.Source)
		node := page.None
		for _, h := range c.ruling.Hits(rules.UseAccess) {
			if h.Line.File == by.File && h.Line.Line == by.Line && h.Line.Selector == by.Selector {
				node = h.Node
				break
			}
		}
		c.add(by, "access "+ev.Supports, node)
	}
	for _, h := range c.ruling.Hits(rules.UseWithheld) {
		if slices.ContainsFunc(c.access.Withheld.Segs, func(i int32) bool { return c.doc.Contains(h.Node, c.segs[i].First) }) {
			c.line(h.Line, h.Line.Use.String(), h.Node)
		}
	}
}

// layoutAndDetection credits the probe that chose the layout and the
// fingerprints by which a platform or a vendor was recognised.
func (c *effects) layoutAndDetection() {
	if own := &c.ruling.Own; own.Compiled != nil && own.Probe >= 0 {
		c.line(&own.Compiled.Lines[own.Probe], rules.UseProbe.String(), own.Nodes(own.Probe)[0])
	}
	for _, f := range c.ruling.Detected() {
		if f.Line != nil {
			c.line(f.Line, rules.UseDetect.String(), f.Node)
		} else {
			c.add(article.Provenance{File: f.Of.File, Line: f.Of.Line}, rules.UseDetect.String(), page.None)
		}
	}
}

// platform credits the key that names what the file builds on, if a line of
// that had an effect.
func (c *effects) platform() {
	own := c.ruling.Own.Compiled
	if own == nil || own.Head.Platform == "" {
		return
	}
	for _, f := range c.out {
		if f.By.File != own.Head.File && slices.ContainsFunc(own.Lines, func(l rules.Line) bool { return l.File == f.By.File }) {
			c.add(article.ParseProvenance(own.Head.PlatformLine+" "+own.Head.Platform), "platform", page.None)
			return
		}
	}
}

// vendors names the suppliers whose fingerprints the page carries.
func (e *extraction) vendors() []string {
	var out []string
	for _, f := range e.ruling.Detected() {
		if f.Of.Kind == rules.Vendor && !slices.Contains(out, f.Of.Name) {
			out = append(out, f.Of.Name)
		}
	}
	slices.Sort(out)
	return out
}
