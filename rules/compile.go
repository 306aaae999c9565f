package rules

import (
	"slices"

	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/internal/term"
)

// compiler collects the selectors of a rule. A string of a rule file that
// holds in several layouts is one line, and so is matched once.
type compiler struct {
	c      *Compiled
	sels   []string
	lines  map[*item]int
	promos map[*promo]int
	own    map[*item]int // the layout that states a string
	out    *mute
}

func newCompiler(out *mute) *compiler {
	return &compiler{c: &Compiled{}, lines: map[*item]int{}, promos: map[*promo]int{}, own: map[*item]int{}, out: out}
}

// compile merges and compiles a site or platform. The set has been checked, so
// that the problems of merging, which are reported there, are dropped here. The base
// is compiled first and has view 0; layout i has view i+1.
func (s *Set) compile(r *rule) *Compiled {
	docs, _ := s.chain(r.file)
	doc := docs[len(docs)-1]
	b := newCompiler(s.out)
	b.c.Head, b.c.Expect = doc.head, doc.expects
	inherit(&b.c.Head, docs)
	vs := views(docs, func(error) {})
	b.ownLayouts(vs)
	for i, v := range vs {
		vendor := ""
		if doc.head.Kind == Vendor {
			vendor = r.name()
		}
		b.view(i, v, vendor)
	}
	for i, v := range vs[1:] {
		for _, it := range v.layout.probe {
			line := b.line(it, Line{Use: UseProbe, Layout: i})
			b.c.probes = append(b.c.probes, probe{line, i + 1})
		}
	}
	return b.finish()
}

// inherit fills language and country from the platforms, the nearest first.
func inherit(h *Head, docs []*document) {
	for _, d := range slices.Backward(docs) {
		if h.Language == "" {
			h.Language, h.LanguageLine = d.head.Language, d.head.LanguageLine
		}
		if h.Country == "" {
			h.Country = d.head.Country
		}
	}
}

// ownLayouts notes which layout states a string: what the base does not. Tools say of a
// line which layout it belongs to; matching needs only the views.
func (b *compiler) ownLayouts(vs []view) {
	for i, v := range vs[1:] {
		for _, e := range v.layout.lists {
			for _, it := range slices.Concat(e.set, e.add) {
				b.own[it] = i
			}
		}
		for _, p := range v.layout.promos {
			for _, it := range slices.Concat(p.match, p.heading, p.benefits, p.action) {
				b.own[it] = i
			}
		}
	}
}

// finish compiles the selectors.
func (b *compiler) finish() *Compiled {
	b.c.Selectors = mustCompile(b.sels)
	return b.c
}

// mustCompile compiles selectors that have been checked one by one, so that an error
// here is a bug of this package.
func mustCompile(sels []string) *selector.Set {
	set, err := selector.Compile(sels)
	if err != nil {
		panic("rules: compiling checked selectors: " + err.Error())
	}
	return set
}

// line returns the index of the line for it, a new one at the first call. Indexes
// that are of no use for the line's purpose are -1, so that the zero of a forgotten
// one cannot pass for the first promo or detection.
func (b *compiler) line(it *item, l Line) int {
	if i, ok := b.lines[it]; ok {
		return i
	}
	l.File, l.Line, l.Column, l.Selector = it.file, it.pos.line, it.pos.col, it.arg
	if l.Use != UsePromo && l.Use != UseHeading && l.Use != UseBenefits && l.Use != UseAction {
		l.Promo = -1
	}
	if l.Use != UseDetect {
		l.Detect = -1
	}
	if l.Use != UseProbe {
		l.Layout = -1
		if own, ok := b.own[it]; ok {
			l.Layout = own
		}
	}
	l.ByTag = l.Use == UseRole && endsInTag(l.Selector)
	i := len(b.c.Lines)
	b.lines[it] = i
	b.c.Lines = append(b.c.Lines, l)
	b.sels = append(b.sels, b.out.textOf(&l))
	return i
}

// view adds the view i of a rule; further documents may add to the same view.
func (b *compiler) view(i int, v view, vendor string) {
	if i == len(b.c.views) {
		a := Active{Layout: i - 1, Fields: map[string][]FieldSource{}}
		if v.layout != nil {
			a.Name = v.layout.name
		}
		b.c.views = append(b.c.views, a)
	}
	a := &b.c.views[i]
	b.fields(a, v)
	b.roles(a, v)
	b.access(a, v)
	for _, p := range v.promos {
		a.Promos = append(a.Promos, b.promo(a, p, vendor))
	}
}

// use marks a line as one that holds in a, and returns it.
func (a *Active) use(line int) int {
	for line>>6 >= len(a.uses) {
		a.uses = append(a.uses, 0)
	}
	a.uses[line>>6] |= 1 << (line & 63)
	return line
}

// fields adds the sources of each field in the order in which they are tried.
func (b *compiler) fields(a *Active, v view) {
	for _, f := range Fields() {
		for _, it := range v.lists["fields."+f] {
			src := FieldSource{Kind: it.kind, Arg: it.arg, Attr: it.attr, Line: -1, Origin: it.origin(), Text: it.raw, url: it.url}
			if it.kind == FromSelector {
				src.Line = a.use(b.line(it, Line{Use: UseField, Field: f}))
			}
			a.Fields[f] = append(a.Fields[f], src)
		}
	}
}

// roles adds the selectors of each role.
func (b *compiler) roles(a *Active, v view) {
	for _, name := range term.RoleNames() {
		role, _ := term.ParseRole(name)
		for _, it := range v.lists["roles."+name] {
			a.use(b.line(it, Line{Use: UseRole, Role: role}))
		}
	}
}

// access adds the conditions and the containers of withheld text.
func (b *compiler) access(a *Active, v view) {
	for _, word := range accessWords() {
		for _, it := range v.lists["access."+word] {
			if word == "withheld" {
				a.Withheld = append(a.Withheld, a.use(b.line(it, Line{Use: UseWithheld})))
				continue
			}
			c := Condition{Kind: it.kind, Arg: it.arg, Supports: word, Line: -1, Origin: it.origin(), Text: it.raw, values: it.values, url: it.url}
			if it.kind == FromSelector {
				c.Line = a.use(b.line(it, Line{Use: UseAccess, Supports: word}))
			}
			a.Conditions = append(a.Conditions, c)
		}
	}
}

// promo adds p once and marks its lines as used by a.
func (b *compiler) promo(a *Active, p *promo, vendor string) int {
	i, known := b.promos[p]
	if !known {
		i = len(b.c.Promos)
		b.promos[p] = i
		b.c.Promos = append(b.c.Promos, b.newPromo(p, i, vendor))
	}
	out := &b.c.Promos[i]
	for _, lines := range [][]int{out.Match, out.Heading, out.Benefits, out.Action} {
		for _, l := range lines {
			a.use(l)
		}
	}
	return i
}

// newPromo compiles a promo with the lines of its parts. The vendor that the table
// names goes before that of the file.
func (b *compiler) newPromo(p *promo, i int, vendor string) Promo {
	if p.vendor != nil {
		vendor = p.vendor.raw
	}
	lines := func(items []*item, use Use) []int {
		var out []int
		for _, it := range items {
			out = append(out, b.line(it, Line{Use: use, Promo: i}))
		}
		return out
	}
	origin := item{file: p.file, pos: p.pos}
	return Promo{
		Kind: p.kind, Gate: p.gate, Placement: p.placement, Vendor: vendor, Origin: origin.origin(),
		Match: lines(p.match, UsePromo), Heading: lines(p.heading, UseHeading),
		Benefits: lines(p.benefits, UseBenefits), Action: lines(p.action, UseAction),
	}
}
