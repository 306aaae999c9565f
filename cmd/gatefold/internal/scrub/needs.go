package scrub

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/rules"
)

// needs are the names that rules read. What a rule asks for has to be in the fixture,
// or the fixture could not prove the rule.
type needs struct {
	attrs  map[string]bool // in small letters, as HTML has them
	tokens map[string]bool // classes, ids and values in selectors
	metas  map[string]bool
	ld     map[string]bool // members of JSON-LD objects, in small letters
}

func newNeeds() needs {
	return needs{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

// Of a line of the publisher's own rule, this many elements always stay; of one that
// is matched on all pages, one.
const perLine = 2

// ruled finds what the rules of the page select and read, and what the caller
// wants kept. One walk of the page serves all of them.
func (s *scrubber) ruled(doc *page.Doc) error {
	// Set 0 is the caller's, so that its hits are known by their number.
	keep, err := selector.Compile(s.Keep)
	if err != nil {
		return err
	}
	sets := []*selector.Set{keep}
	compiled := []*rules.Compiled{nil}
	for _, c := range []*rules.Compiled{s.Rules.For(s.host), s.Rules.Common()} {
		if c != nil {
			sets, compiled = append(sets, c.Selectors), append(compiled, c)
			s.need.of(c)
		}
	}
	if len(compiled) == 2 { // no rule of the publisher's own
		if c := s.platform(doc, compiled[1]); c != nil {
			sets, compiled = append(sets, c.Selectors), append(compiled, c)
			s.need.of(c)
		}
	}
	seen := map[[2]int]int{}
	selector.Match(doc, sets, func(set, sel int, id page.ID) {
		n := doc.Nodes[id].N
		// What the caller wants kept.
		if set == 0 {
			s.whole[n] = true
			s.vital(n)
			return
		}
		limit := perLine
		if compiled[set] == s.Rules.Common() {
			limit = 1
		}
		s.matched[n] = true
		if seen[[2]int{set, sel}]++; seen[[2]int{set, sel}] <= limit {
			s.vital(n)
		}
	})
	return nil
}

// platform returns the rule of the platform that a page shows, found in the way of
// package ruling: by host, selectors, generator and scripts, the first that fits.
func (s *scrubber) platform(doc *page.Doc, common *rules.Compiled) *rules.Compiled {
	best := len(common.Detections)
	found := func(d int) {
		if common.Detections[d].Kind == rules.Platform {
			best = min(best, d)
		}
	}
	common.ByHost(s.host, found)
	selector.Match(doc, []*selector.Set{common.Selectors}, func(_, sel int, _ page.ID) {
		if l := &common.Lines[sel]; l.Use == rules.UseDetect {
			found(l.Detect)
		}
	})
	for i := range doc.Nodes {
		n := doc.Nodes[i].N
		if n.DataAtom == atom.Meta && strings.EqualFold(page.Attr(n, "name"), "generator") {
			common.ByGenerator(page.Attr(n, "content"), found)
		}
		if src := resource(n); src != "" {
			common.ByScript(src, found)
		}
	}
	if best == len(common.Detections) {
		return nil
	}
	return s.Rules.Platform(common.Detections[best].Name)
}

// resource returns the address of a script, frame or style sheet.
func resource(n *html.Node) string {
	switch n.DataAtom {
	case atom.Script, atom.Iframe:
		return page.Attr(n, "src")
	case atom.Link:
		if strings.EqualFold(page.Attr(n, "rel"), "stylesheet") {
			return page.Attr(n, "href")
		}
	}
	return ""
}

// vital marks a node as one that stays, with all that stand above it. The walk up ends
// at the first that is marked: those above it are marked already.
func (s *scrubber) vital(n *html.Node) {
	for ; n != nil && !s.spine[n]; n = n.Parent {
		s.spine[n] = true
	}
}

var (
	attrName  = regexp.MustCompile(`\[\s*([\w:-]+)`)
	nameToken = regexp.MustCompile(`[\pL\pN_-]+`)
)

// of notes the names that a rule reads.
func (d *needs) of(c *rules.Compiled) {
	for i := range c.Lines {
		sel := c.Lines[i].Selector
		for _, m := range attrName.FindAllStringSubmatch(sel, -1) {
			d.attrs[strings.ToLower(m[1])] = true
		}
		// Tags and pseudo-classes come along; a class of such a name stays for nothing.
		for _, t := range nameToken.FindAllString(sel, -1) {
			d.tokens[t] = true
		}
	}
	for _, v := range c.Layouts() {
		for _, sources := range v.Fields {
			for _, f := range sources {
				d.source(f.Kind, f.Arg, f.Attr)
			}
		}
		for _, cond := range v.Conditions {
			d.source(cond.Kind, cond.Arg, "")
			if cond.Kind == rules.FromURL {
				for _, t := range nameToken.FindAllString(cond.Arg, -1) {
					d.tokens[t] = true
				}
			}
		}
	}
}

// source notes what a source or condition reads.
func (d *needs) source(kind rules.SourceKind, arg, attr string) {
	if attr != "" {
		d.attrs[strings.ToLower(attr)] = true
	}
	switch kind {
	case rules.FromMeta:
		d.metas[strings.ToLower(strings.TrimPrefix(arg, "itemprop:"))] = true
	case rules.FromJSONLD:
		for part := range strings.SplitSeq(arg, ".") {
			d.ld[strings.ToLower(part)] = true
		}
	}
}

// landmarks marks what tells a page's parts apart: the headline, the byline,
// the dates, the forms, and the first texts with the wording of a promo. The generic way
// reads these, and a fixture without them would say nothing about it.
func (s *scrubber) landmarks(doc *page.Doc) {
	seen := map[string]int{}
	first := func(n *html.Node, what string, limit int) {
		if seen[what]++; seen[what] <= limit {
			s.vital(n)
		}
	}
	phrase := map[int32]int{}
	for i := range doc.Nodes {
		n := &doc.Nodes[i]
		if n.IsText() {
			if n.Is(page.InLink) && doc.Closest(page.ID(i), atom.Nav, atom.Footer, atom.Li) != page.None && doc.Words(page.ID(i)) < 4 {
				continue // an entry of a menu
			}
			// Two of each phrase: a page may repeat its banner in every section.
			s.wording(n.N.Data, func(p int32) {
				if phrase[p]++; phrase[p] <= 2 {
					first(n.N, "wording", 40)
				}
			})
			continue
		}
		switch n.Tag {
		case atom.Script:
			if isLD(n.N) {
				first(n.N, "structured data", 12)
			}
		case atom.H1:
			first(n.N, "h1", 2)
		case atom.Time:
			first(n.N, "time", 3)
		case atom.Input:
			if t := page.Attr(n.N, "type"); t == "email" || t == "password" {
				first(n.N, t, 2)
			}
		}
		if prop := page.Attr(n.N, "itemprop"); prop != "" && n.Tag != atom.Meta {
			first(n.N, "itemprop "+prop, 2)
		}
		if n.Tag == atom.A && strings.Contains(page.Attr(n.N, "rel"), "author") {
			first(n.N, "author", 4)
		}
		if isByline(n.N) && doc.Chars(page.ID(i)) < 200 && doc.Chars(page.ID(i)) > 0 {
			first(n.N, "byline", 3)
		}
	}
}

// isByline reports an element whose class or id says that it names the author.
func isByline(n *html.Node) bool {
	c := strings.ToLower(page.Attr(n, "class") + " " + page.Attr(n, "id"))
	for _, w := range [...]string{"byline", "author", "autor", "auteur", "writer", "reporter", "contributor"} {
		if strings.Contains(c, w) {
			return true
		}
	}
	return false
}
