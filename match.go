package gatefold

import (
	"net/url"
	"sort"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// hit is a rule line that a node matched.
type hit struct {
	line int
	node page.ID
}

// ruling is one rule on one page: its hits and the layout that holds.
type ruling struct {
	rule   *rules.Compiled
	active *rules.Active
	hits   []hit // in document order
}

// match is what the rules say of a page.
type match struct {
	common ruling // vendors, and fingerprints of platforms
	own    ruling // the site's rule, or the platform's where no site has one
	// platform is the name of the platform that was recognised.
	platform string
	stale    string
}

// matchRules chooses the rules of the page and matches all their selectors in
// one walk. A platform that only a selector gives away costs a second one.
func (e *extraction) matchRules() {
	set := e.x.ruleSet()
	m := &e.match
	m.common.rule = set.Common()
	if !e.x.noRules {
		m.own.rule = set.For(e.host())
	}
	matchAll(e.doc, &m.common, &m.own)
	if m.own.rule != nil || e.x.noRules {
		return
	}
	if m.platform = e.detectPlatform(); m.platform != "" {
		m.own.rule = set.Platform(m.platform)
		matchAll(e.doc, &m.own)
	}
}

func matchAll(doc *page.Doc, rs ...*ruling) {
	var sets []*selector.Set
	var at []*ruling
	for _, r := range rs {
		if r.rule != nil {
			sets = append(sets, r.rule.Selectors)
			at = append(at, r)
		}
	}
	selector.Match(doc, sets, func(set, sel int, id page.ID) {
		at[set].hits = append(at[set].hits, hit{line: sel, node: id})
	})
	for _, r := range at {
		r.active = r.rule.Layout(r.has)
	}
}

func (r *ruling) has(line int) bool {
	for _, h := range r.hits {
		if h.line == line {
			return true
		}
	}
	return false
}

// nodes returns the nodes that a line matched, in document order.
func (r *ruling) nodes(line int) []page.ID {
	var out []page.ID
	for _, h := range r.hits {
		if h.line == line {
			out = append(out, h.node)
		}
	}
	return out
}

// host returns the host that chooses the rule: the caller's URL, else what the
// page declares for itself.
func (e *extraction) host() string {
	if u, err := url.Parse(e.page.URL); err == nil && u.Host != "" {
		return u.Hostname()
	}
	for id := range e.doc.Nodes {
		n := &e.doc.Nodes[id]
		if n.Tag == atom.Body {
			break
		}
		href := ""
		switch {
		case n.Tag == atom.Link && strings.EqualFold(page.Attr(n.N, "rel"), "canonical"):
			href = page.Attr(n.N, "href")
		case n.Tag == atom.Meta && page.Attr(n.N, "property") == "og:url":
			href = page.Attr(n.N, "content")
		}
		if u, err := url.Parse(strings.TrimSpace(href)); err == nil && u.Host != "" {
			return u.Hostname()
		}
	}
	return ""
}

// detectPlatform returns the first platform whose fingerprint the page
// carries.
func (e *extraction) detectPlatform() string {
	c := e.match.common.rule
	if c == nil {
		return ""
	}
	best := len(c.Detections)
	found := func(d int) {
		if c.Detections[d].Kind == rules.Platform {
			best = min(best, d)
		}
	}
	for _, h := range e.match.common.hits {
		if l := &c.Lines[h.line]; l.Use == rules.UseDetect {
			found(l.Detect)
		}
	}
	c.ByHost(e.host(), found)
	e.fingerprints(c, found)
	if best == len(c.Detections) {
		return ""
	}
	return c.Detections[best].Name
}

func (e *extraction) fingerprints(c *rules.Compiled, found func(int)) {
	for id := range e.doc.Nodes {
		n := &e.doc.Nodes[id]
		switch n.Tag {
		case atom.Meta:
			if strings.EqualFold(page.Attr(n.N, "name"), "generator") {
				c.ByGenerator(page.Attr(n.N, "content"), found)
			}
		case atom.Script, atom.Iframe:
			if src := page.Attr(n.N, "src"); src != "" {
				c.ByScript(src, found)
			}
		case atom.Link:
			if strings.EqualFold(page.Attr(n.N, "rel"), "stylesheet") {
				c.ByScript(page.Attr(n.N, "href"), found)
			}
		}
	}
}

// promoHits are the nodes that the rules name as promos.
func (m *match) promoHits() []promo.RuleHit {
	var out []promo.RuleHit
	for _, r := range [...]*ruling{&m.own, &m.common} {
		for _, h := range r.hits {
			l := &r.rule.Lines[h.line]
			if l.Use != rules.UsePromo || !r.active.Uses(h.line) {
				continue
			}
			p := &r.rule.Promos[l.Promo]
			out = append(out, promo.RuleHit{Node: h.node, Kind: p.Kind, Gate: p.Gate, Vendor: p.Vendor, Origin: p.Origin})
		}
	}
	return out
}

// claims paints the segments with the roles that the rules give, outer
// elements first, so that the innermost wins. Of several roles of one element
// the last is kept that is not body: a rule that names a container and takes
// a part of it out by another selector means the part.
func (e *extraction) claims() (claims []roles.Claim, ruled bool) {
	claims = make([]roles.Claim, len(e.segs))
	for _, r := range [...]*ruling{&e.match.common, &e.match.own} {
		own := r == &e.match.own
		for _, h := range r.roleHits() {
			role := r.rule.Lines[h.line].Role
			lo, hi := e.segRange(h.node)
			if role == term.Body && own && hi > lo {
				ruled = true
			}
			for i := lo; i < hi; i++ {
				claims[i] = roles.Claim{Role: role, By: int32(h.line), Weak: !own, Direct: e.segs[i].Box == h.node}
			}
		}
	}
	return claims, ruled
}

// roleHits returns the hits of lines that give a role, by node and of one
// node the body first.
func (r *ruling) roleHits() []hit {
	var out []hit
	for _, h := range r.hits {
		if r.rule.Lines[h.line].Use == rules.UseRole && r.active.Uses(h.line) {
			out = append(out, h)
		}
	}
	isBody := func(h hit) bool { return r.rule.Lines[h.line].Role == term.Body }
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].node != out[j].node {
			return out[i].node < out[j].node
		}
		return isBody(out[i]) && !isBody(out[j])
	})
	return out
}

// segRange returns the segments that start at or below the node.
func (e *extraction) segRange(id page.ID) (lo, hi int) {
	lo = sort.Search(len(e.segs), func(i int) bool { return e.segs[i].First >= id })
	end := e.doc.Nodes[id].End
	hi = lo + sort.Search(len(e.segs)-lo, func(i int) bool { return e.segs[lo+i].First >= end })
	return lo, hi
}
