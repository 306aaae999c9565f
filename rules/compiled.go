package rules

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/internal/term"
)

// Use is what a selector of a rule file is for.
type Use uint8

// The uses of a selector.
const (
	UseRole     Use = iota + 1 // gives a role
	UsePromo                   // finds a promo
	UseHeading                 // the heading of a promo
	UseBenefits                // the benefits of a promo
	UseAction                  // the calls to action of a promo
	UseField                   // a source of a metadata field
	UseAccess                  // speaks for a policy or a completeness
	UseWithheld                // a container of text behind the gate
	UseProbe                   // recognises a layout
	UseDetect                  // recognises a platform or a vendor
)

// useNames are the words of the uses as messages and the key finds write them. Their
// order is that of the constants.
var useNames = [...]string{
	"", "role", "promo", "heading", "benefits", "action", "field", "access", "withheld", "probe", "detect",
}

// String returns the word for u.
func (u Use) String() string {
	if int(u) < len(useNames) {
		return useNames[u]
	}
	return "invalid"
}

// Line is one selector of a rule with what it is for. A string of a rule file that
// holds in several layouts is one Line, so that what it did can be counted once.
type Line struct {
	// File, Line and Column are where it stands; Column counts characters.
	File         string
	Line, Column int
	// Selector is the CSS selector, without the attribute of a field.
	Selector string
	Use      Use
	// Role is set for UseRole.
	Role term.Role
	// Promo is the index into [Compiled.Promos] for UsePromo, UseHeading,
	// UseBenefits and UseAction, -1 for others.
	Promo int
	// Field is the field's name for UseField.
	Field string
	// Supports is the word of the policy or completeness for UseAccess.
	Supports string
	// Detect is the index into [Compiled.Detections] for UseDetect, -1 for
	// others.
	Detect int
	// Layout is the index of the layout that states it, -1 for the base.
	Layout int
	// ByTag says that the element a UseRole finds has no name in the selector, as in
	// ".story > p": it is whatever of that sort the container holds.
	ByTag bool
}

// Promo is what a rule says of one sort of promo. The indexes are those of
// [Compiled.Lines].
type Promo struct {
	Kind      term.PromoKind
	Gate      bool
	Placement term.Placement // PlacementUnknown if the rule does not say
	// Vendor is the file name of the vendor without .toml, "" for none.
	Vendor                           string
	Match, Heading, Benefits, Action []int
	// Origin is where the rule file states it, "sites/x.toml:31".
	Origin string
}

// Compiled is one rule ready to be matched: a site or platform merged over
// what it starts from, or what is common to all pages. It is immutable.
type Compiled struct {
	// Head is that of the file; zero for [Set.Common].
	Head Head
	// Selectors are matched in one walk. Lines[i] says what selector i is
	// for.
	Selectors *selector.Set
	Lines     []Line
	Promos    []Promo
	// Detections are the fingerprints of [Set.Common], platforms before
	// vendors, and a platform before those that it builds on: the first that
	// fits is the one to use.
	Detections []Detection
	// Expect are the file's promises.
	Expect []Expect

	views  []Active // the base, then the layouts in the order of trial
	probes []probe
	hints  hints
}

// probe is a selector that recognises a layout, with the view that holds if it
// hits. They are tried in order.
type probe struct{ line, view int }

// Active is the part of a [Compiled] that holds for one page: the base, or
// one layout with what it keeps of the base.
type Active struct {
	// Layout is the layout's index, -1 for the base, Name its name.
	Layout int
	Name   string
	// Fields are the sources of each metadata field, the first to be tried
	// first. The map must not be changed.
	Fields map[string][]FieldSource
	// Promos are the indexes into [Compiled.Promos], the most specific first.
	Promos []int
	// Conditions are the signals of policy and completeness.
	Conditions []Condition
	// Withheld are the lines of the containers whose text the publisher holds
	// back.
	Withheld []int

	// uses is a set of lines, a bit for each. It is asked for every hit on a page, and
	// most rules fit into one or two words.
	uses []uint64
}

// Uses reports whether the line, an index into [Compiled.Lines], holds.
// Probes and detections belong to no layout.
func (a *Active) Uses(line int) bool {
	return line>>6 < len(a.uses) && a.uses[line>>6]&(1<<(line&63)) != 0
}

// Layout returns what holds for a page: the first layout one of whose probes
// hit, or else the base. probeHit is asked for lines of [UseProbe].
func (c *Compiled) Layout(probeHit func(line int) bool) *Active {
	_, a := c.Probe(probeHit)
	return a
}

// Probe is [Compiled.Layout] with the line of the probe that decided, -1 for
// the base.
func (c *Compiled) Probe(probeHit func(line int) bool) (line int, a *Active) {
	for _, p := range c.probes {
		if probeHit(p.line) {
			return p.line, &c.views[p.view]
		}
	}
	return -1, &c.views[0]
}

// Layouts returns the base and then each layout in the order of trial. The
// slice must not be changed.
func (c *Compiled) Layouts() []Active { return c.views }

// States reports whether the file of a site states the host itself, or serves it only
// as a part of one that it states. The names under which publishers serve the same
// pages to telephones are the host itself.
func (c *Compiled) States(host string) bool {
	host = ownName(host)
	for _, list := range [...][]string{c.Head.Hosts, c.Head.Former} {
		for _, h := range list {
			if ownName(h) == host {
				return true
			}
		}
	}
	return false
}

// ownName is a folded host without a first label that says how pages are served.
func ownName(host string) string {
	host = foldHost(host)
	for _, first := range [...]string{"www.", "m.", "mobile.", "amp."} {
		if rest, ok := strings.CutPrefix(host, first); ok {
			return rest
		}
	}
	return host
}

// anyText are the tags that all sorts of text have. Others say what an element is: a
// file that names the headings of a container means them.
var anyText = []string{"*", "p", "div", "li", "span", "section", "td"}

// endsInTag reports whether the last part of a selector is a tag of [anyText] alone: it
// has neither class, id nor attribute, and asks for nothing inside the element.
func endsInTag(selector string) bool {
	last := lastPart(selector)
	tag := last
	if i := strings.IndexAny(last, ".#[:"); i >= 0 {
		tag = last[:i]
	}
	if !slices.Contains(anyText, tag) {
		return false
	}
	// What an element must not be is no name.
	rest := last[len(tag):]
	for {
		at := strings.Index(rest, ":not(")
		if at < 0 {
			break
		}
		end := strings.IndexByte(rest[at:], ')')
		if end < 0 {
			return false
		}
		rest = rest[:at] + rest[at+end+1:]
	}
	return !strings.ContainsAny(rest, ".#[") && !strings.Contains(rest, ":has(")
}

// lastPart is what of a selector stands behind its last combinator.
func lastPart(selector string) string {
	depth := 0
	for i := len(selector) - 1; i >= 0; i-- {
		switch c := selector[i]; c {
		case ')', ']':
			depth++
		case '(', '[':
			depth--
		case ' ', '>', '+', '\t':
			if depth == 0 {
				return selector[i+1:]
			}
		}
	}
	return selector
}
