package selector

import (
	"errors"
	"slices"

	"github.com/andybalholm/cascadia"
)

// feat numbers what an element can carry and a selector can ask for: a class,
// an id or a tag. 0 is none. A class and an id of one name are two features:
// #paywall does not match class="paywall".
type feat int32

// nameFeats are the features of one string, as a class and as an id. They stand
// together because the index interns both kinds of names in one table, so one look
// at a name finds them.
type nameFeats struct{ class, id feat }

// Set is a list of compiled selectors. It is immutable.
type Set struct {
	sels   int
	chains []chain
	names  map[string]nameFeats
	tags   map[string]feat
	atoms  atomTable
	keys   keyTable
	// byFeat and byKey hold the chains by the rarest part of their subject;
	// rest are those with neither.
	byFeat [][]int32
	byKey  [][]int32
	rest   []int32
	// pairs are the letter pairs that the attribute's value must have, by
	// chain, for those stored under a key.
	pairs []uint64

	positions int // of all chains: one for each compound left of the subject
	hasTests  int
}

// chain is one alternative of a selector.
type chain struct {
	sel   int32
	parts []part
	joins []byte
	// open are features of elements that must be ancestors of the subject.
	open []feat
	// named are the classes and ids without which the page cannot match.
	named []feat
	// position is the number of parts[0] among the positions of the set.
	position int32
	// sure says that being found under its feature proves the subject.
	sure bool
}

// part is a compound with its strings replaced by features, so that a match
// compares numbers. The strings are looked up once per page and not once per
// element.
type part struct {
	tag     feat
	ids     []feat
	classes []feat
	tests   []test
}

// test is a simple selector with the names in its arguments replaced by features.
type test struct {
	kind kind
	attr cascadia.Sel
	args []part
	has  int32 // the number of a :has among those of the set
}

// Compile compiles selectors; each may be a group, "a, b". The index in sels
// is the number that [Match] reports. The error joins an [*Error] for each
// selector that [Check] refuses, so that the author of a rule file sees all of
// them at once.
func Compile(sels []string) (*Set, error) {
	// byFeat starts with a place for feature 0, which is none.
	b := builder{Set: &Set{sels: len(sels), names: map[string]nameFeats{}, tags: map[string]feat{}, byFeat: make([][]int32, 1)}}
	var errs []error
	for i, sel := range sels {
		alts, err := parse(sel)
		if err != nil {
			errs = append(errs, &Error{Index: i, Selector: sel, Err: err})
			continue
		}
		for _, alt := range alts {
			b.add(int32(i), alt)
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	b.atoms = newAtomTable(b.tags)
	return b.Set, nil
}

// Len returns the number of selectors.
func (s *Set) Len() int { return s.sels }

// builder is a Set that still grows. Only Compile sees one, which keeps the methods
// that change a Set off its type.
type builder struct{ *Set }

// newFeat hands out the next feature, with an empty bucket for its chains.
func (b *builder) newFeat() feat {
	b.byFeat = append(b.byFeat, nil)
	return feat(len(b.byFeat) - 1)
}

// class, id and tag return the feature of a name, a new one at the first call.
func (b *builder) class(name string) feat {
	f := b.names[name]
	if f.class == 0 {
		f.class = b.newFeat()
		b.names[name] = f
	}
	return f.class
}

func (b *builder) id(name string) feat {
	f := b.names[name]
	if f.id == 0 {
		f.id = b.newFeat()
		b.names[name] = f
	}
	return f.id
}

func (b *builder) tag(name string) feat {
	if name == "" {
		return 0
	}
	f, ok := b.tags[name]
	if !ok {
		f = b.newFeat()
		b.tags[name] = f
	}
	return f
}

// part replaces the names in c by features. Arguments of :not and :has are
// numbered in the same way.
func (b *builder) part(c compound) part {
	p := part{tag: b.tag(c.tag)}
	for _, name := range c.ids {
		p.ids = append(p.ids, b.id(name))
	}
	for _, name := range c.classes {
		p.classes = append(p.classes, b.class(name))
	}
	for _, s := range c.tests {
		t := test{kind: s.kind, attr: s.attr}
		for _, a := range s.args {
			t.args = append(t.args, b.part(a))
		}
		if s.kind == kindHas {
			t.has = int32(b.hasTests)
			b.hasTests++
		}
		p.tests = append(p.tests, t)
	}
	return p
}

// add compiles one alternative. From its compounds it derives the two lists that
// rule most chains out before any element is tested:
//
//	main .story + .box > a.btn    named: story, box, btn   the page must have them
//	                              open:  main, box         must be open around the a
func (b *builder) add(sel int32, c complexSel) {
	ch := chain{sel: sel, joins: c.joins, position: int32(b.positions)}
	for _, p := range c.parts {
		ch.parts = append(ch.parts, b.part(p))
	}
	b.positions += len(c.parts) - 1
	for i, p := range ch.parts {
		ch.named = append(append(ch.named, p.ids...), p.classes...)
		// What stands left of a "+" is a sibling and need not be open; what is left
		// of that again is an ancestor of both.
		if i < len(c.joins) && c.joins[i] != '+' {
			ch.open = append(append(append(ch.open, p.ids...), p.classes...), p.tag)
		}
	}
	ch.open = tidy(ch.open)
	ch.named = tidy(ch.named)
	b.file(&ch, c.parts[len(c.parts)-1])
	b.chains = append(b.chains, ch)
}

// tidy drops the 0 of compounds without a tag, and duplicates.
func tidy(fs []feat) []feat {
	slices.Sort(fs)
	fs = slices.Compact(fs)
	if len(fs) > 0 && fs[0] == 0 {
		fs = fs[1:]
	}
	return slices.Clip(fs)
}

// file stores the chain that is about to be added under the rarest part of
// its subject: an id is usually unique, a class rare, an attribute less so, and a
// tag such as div is on half the page. One bucket is enough, since an element
// that lacks the part cannot match.
func (b *builder) file(ch *chain, subject compound) {
	n := int32(len(b.chains))
	p := &ch.parts[len(ch.parts)-1]
	size := len(p.ids) + len(p.classes) + len(p.tests)
	if p.tag != 0 {
		size++
	}
	b.pairs = append(b.pairs, 0)
	// A subject that is nothing but its bucket's feature has been proved by the
	// look-up and is not tested again.
	ch.sure = size == 1 && len(p.tests) == 0
	switch {
	case len(p.ids) > 0:
		b.under(p.ids[0], n)
	case len(p.classes) > 0:
		b.under(p.classes[0], n)
	case subject.key() != nil:
		t := subject.key()
		k := b.keys.intern(t.key)
		if k == len(b.byKey) {
			b.byKey = append(b.byKey, nil)
		}
		b.byKey[k] = append(b.byKey[k], n)
		b.pairs[n] = pairs(t.part)
	case p.tag != 0:
		b.under(p.tag, n)
	default:
		b.rest = append(b.rest, n)
	}
}

func (b *builder) under(f feat, chain int32) { b.byFeat[f] = append(b.byFeat[f], chain) }

// key returns the test of an attribute that an element must have to match c,
// the most telling one: nearly every element has a class, so [data-testid] beats
// [class*="promo"]. Arguments of :not are no help, as they ask for an absence.
func (c *compound) key() *simple {
	var best *simple
	for i := range c.tests {
		t := &c.tests[i]
		if t.kind == kindAttr && (best == nil || best.key == "class" || best.key == "id") {
			best = t
		}
	}
	return best
}

// pairs returns the set of neighbouring bytes of s, each hashed to one of 64
// bits. A text can only contain another whose pairs it has: one AND passes
// over nearly all of the tests that an attribute would fail. It took 5,000 selectors
// from 1.16 to 0.39 ms a page.
func pairs(s string) (set uint64) {
	for i := 1; i < len(s); i++ {
		set |= 1 << ((uint32(s[i-1])*0x9e37 ^ uint32(s[i])*0x79b1) >> 4 & 63)
	}
	return set
}
