package ruling

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// Page is what the rules say of one page. It belongs to the document that it was
// made from, since all its nodes are numbers in that.
type Page struct {
	doc *page.Doc
	// Common are the rules of vendors and the fingerprints of platforms, Own
	// that of the site, or of its platform where no site rule exists.
	Common, Own Rule
	// Platform is the name of the platform that was recognised, Guessed says that
	// a sign of it was and not the page's host.
	Platform string
	Guessed  bool
	// Host chose the rule.
	Host string
}

// Rule is one rule on one page: the lines that matched and the layout that
// holds. Compiled is nil where there is none.
type Rule struct {
	Compiled *rules.Compiled
	Active   *rules.Active
	// Probe is the line that chose the layout, -1 for the base.
	Probe int
	hits  []hit // in document order
}

// hit is a rule line that a node matched.
type hit struct {
	line int
	node page.ID
}

// Match chooses the rules of the page and matches all their selectors in one
// walk. A platform that only a selector gives away costs a second one: its rule is
// not known before the first is done. With sites false only what is common to all
// pages is used. rawURL may be empty: the page itself then says where it is from.
func Match(doc *page.Doc, set *rules.Set, rawURL string, sites bool) *Page {
	p := &Page{doc: doc, Host: hostOf(doc, rawURL)}
	p.Common.Compiled = set.Common()
	if sites {
		p.Own.Compiled = set.For(p.Host)
	}
	matchAll(doc, &p.Common, &p.Own)
	if p.Own.Compiled != nil && p.elsewhere() {
		p.Own = Rule{}
	}
	// A site's file names its platform itself; nothing is left to detect.
	if p.Own.Compiled != nil || !sites {
		return p
	}
	if p.Platform = p.detectPlatform(); p.Platform != "" {
		p.Own.Compiled = set.Platform(p.Platform)
		matchAll(doc, &p.Own)
	}
	return p
}

// elsewhere reports whether the site's file is about other pages than this one: it
// came by a host above the page's, and of the body, the promos and the layouts that
// it names nothing is there. A publisher's blogs, shops and sister papers stand below
// its host, each with a system of its own. They are read as if no file were there;
// where the host itself is stated, the publisher has changed and the rule is stale.
func (p *Page) elsewhere() bool {
	own := &p.Own
	if own.Compiled.States(p.Host) || !own.NamesBody() || own.Probe >= 0 {
		return false
	}
	for _, h := range own.hits {
		l := &own.Compiled.Lines[h.line]
		if l.Use == rules.UsePromo || l.Use == rules.UseRole && l.Role == term.Body {
			return false
		}
	}
	return true
}

// matchAll matches the rules that there are and lets each choose its layout, which
// needs the hits of its probes.
func matchAll(doc *page.Doc, rs ...*Rule) {
	var sets []*selector.Set
	var at []*Rule
	for _, r := range rs {
		if r.Compiled != nil {
			sets = append(sets, r.Compiled.Selectors)
			at = append(at, r)
		}
	}
	selector.Match(doc, sets, func(set, sel int, id page.ID) {
		at[set].hits = append(at[set].hits, hit{line: sel, node: id})
	})
	for _, r := range at {
		r.Probe, r.Active = r.Compiled.Probe(r.has)
	}
}

// has reports whether a line matched. Probes ask it, a few for each rule, so that
// the hits need no index by line.
func (r *Rule) has(line int) bool {
	for _, h := range r.hits {
		if h.line == line {
			return true
		}
	}
	return false
}

// Nodes returns the nodes that a line matched, in document order.
func (r *Rule) Nodes(line int) []page.ID {
	var out []page.ID
	for _, h := range r.hits {
		if h.line == line {
			out = append(out, h.node)
		}
	}
	return out
}

// NamesBody reports whether the rule, in the layout that holds, has a selector
// for the body.
func (r *Rule) NamesBody() bool {
	if r.Compiled == nil {
		return false
	}
	for i := range r.Compiled.Lines {
		l := &r.Compiled.Lines[i]
		if l.Use == rules.UseRole && l.Role == term.Body && r.Active.Uses(i) {
			return true
		}
	}
	return false
}

// FindsBody reports whether a selector for the body, in the layout that holds, matched.
func (r *Rule) FindsBody() bool {
	if r.Compiled == nil {
		return false
	}
	for _, h := range r.hits {
		if l := &r.Compiled.Lines[h.line]; l.Use == rules.UseRole && l.Role == term.Body && r.Active.Uses(h.line) {
			return true
		}
	}
	return false
}

// Line returns the line that l names, with the file that states it.
func (p *Page) Line(l block.Line) *rules.Line {
	if l.Common {
		return &p.Common.Compiled.Lines[l.N]
	}
	return &p.Own.Compiled.Lines[l.N]
}

// each calls f for the rules that the page has, the own one first: where two say
// the same, the publisher's own line is the one that is named.
func (p *Page) each(f func(r *Rule)) {
	for _, r := range [...]*Rule{&p.Own, &p.Common} {
		if r.Compiled != nil {
			f(r)
		}
	}
}

// hostOf returns the host that chooses the rule: the caller's URL, else what the
// page declares for itself, a canonical link or og:url, whichever comes first in its head.
func hostOf(doc *page.Doc, rawURL string) string {
	if u, err := url.Parse(rawURL); err == nil && u.Host != "" {
		return u.Hostname()
	}
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
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

// detectPlatform returns the platform that serves the page's host, or else the first
// whose fingerprint the page carries, in the order of [rules.Compiled.Detections]: a
// platform that builds on another comes before it, since a page of the first carries
// the signs of both. A host is stated for this publisher, a sign may be of a part that
// another system lends.
func (p *Page) detectPlatform() string {
	c := p.Common.Compiled
	if c == nil {
		return ""
	}
	none := len(c.Detections)
	best := none
	first := func(d int) {
		if c.Detections[d].Kind == rules.Platform {
			best = min(best, d)
		}
	}
	c.ByHost(p.Host, first)
	if best == none {
		p.detect(func(d int, _ page.ID, _ *rules.Line) { first(d) })
		p.Guessed = best < none
	}
	if best == none {
		return ""
	}
	return c.Detections[best].Name
}

// detect yields the fingerprints that the page carries, platforms' and
// vendors': the detection, and for one by a selector its line and the node.
func (p *Page) detect(found func(detect int, node page.ID, l *rules.Line)) {
	c := p.Common.Compiled
	for _, h := range p.Common.hits {
		if l := &c.Lines[h.line]; l.Use == rules.UseDetect {
			found(l.Detect, h.node, l)
		}
	}
	other := func(d int) { found(d, page.None, nil) }
	c.ByHost(p.Host, other)
	fingerprints(p.doc, c, other)
}

// fingerprints yields the detections that the page's head and scripts give away,
// by the name of the generator or the address of what is loaded. Style sheets count
// because many systems serve all their own files from one telling host.
func fingerprints(doc *page.Doc, c *rules.Compiled, found func(int)) {
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
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
