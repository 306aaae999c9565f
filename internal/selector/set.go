package selector

import (
	"errors"
	"slices"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html/atom"
)

// feat numbers what an element can carry and a selector can ask for: a class,
// an id or a tag. 0 is none.
type feat int32

// nameFeats are the features of one string, as a class and as an id.
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

// part is a compound with its strings replaced by features.
type part struct {
	tag     feat
	ids     []feat
	classes []feat
	tests   []test
}

type test struct {
	kind kind
	attr cascadia.Sel
	args []part
	has  int32 // the number of a :has among those of the set
}

// Compile compiles selectors; each may be a group, "a, b". The index in sels
// is the number that [Match] reports. The error joins an [*Error] for each
// selector that [Check] refuses.
func Compile(sels []string) (*Set, error) {
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

type builder struct{ *Set }

func (b *builder) newFeat() feat {
	b.byFeat = append(b.byFeat, nil)
	return feat(len(b.byFeat) - 1)
}

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

func (b *builder) add(sel int32, c complexSel) {
	ch := chain{sel: sel, joins: c.joins, position: int32(b.positions)}
	for _, p := range c.parts {
		ch.parts = append(ch.parts, b.part(p))
	}
	b.positions += len(c.parts) - 1
	for i, p := range ch.parts {
		ch.named = append(append(ch.named, p.ids...), p.classes...)
		if i < len(c.joins) && c.joins[i] != '+' {
			ch.open = append(append(append(ch.open, p.ids...), p.classes...), p.tag)
		}
	}
	ch.open = tidy(ch.open)
	ch.named = tidy(ch.named)
	b.file(&ch, c.parts[len(c.parts)-1])
	b.chains = append(b.chains, ch)
}

// tidy drops the 0 of compounds without a tag and what stands twice.
func tidy(fs []feat) []feat {
	slices.Sort(fs)
	fs = slices.Compact(fs)
	if len(fs) > 0 && fs[0] == 0 {
		fs = fs[1:]
	}
	return slices.Clip(fs)
}

// file stores the chain that is about to be added under the rarest part of
// its subject.
func (b *builder) file(ch *chain, subject compound) {
	n := int32(len(b.chains))
	p := &ch.parts[len(ch.parts)-1]
	size := len(p.ids) + len(p.classes) + len(p.tests)
	if p.tag != 0 {
		size++
	}
	ch.sure = size == 1 && len(p.tests) == 0
	switch {
	case len(p.ids) > 0:
		b.under(p.ids[0], n)
	case len(p.classes) > 0:
		b.under(p.classes[0], n)
	case subject.key() != "":
		k := b.keys.intern(subject.key())
		if k == len(b.byKey) {
			b.byKey = append(b.byKey, nil)
		}
		b.byKey[k] = append(b.byKey[k], n)
	case p.tag != 0:
		b.under(p.tag, n)
	default:
		b.rest = append(b.rest, n)
	}
}

func (b *builder) under(f feat, chain int32) { b.byFeat[f] = append(b.byFeat[f], chain) }

// key returns the attribute that an element must have to match c, the most
// telling one: nearly every element has a class.
func (c *compound) key() string {
	best := ""
	for _, t := range c.tests {
		if t.kind == kindAttr && (best == "" || best == "class" || best == "id") {
			best = t.key
		}
	}
	return best
}

// atomTable finds the feature of a tag by its atom without hashing a string.
type atomTable struct {
	slots [256]struct {
		atom atom.Atom
		feat feat
	}
	full bool
}

func newAtomTable(tags map[string]feat) (t atomTable) {
	if len(tags) > len(t.slots)/2 {
		t.full = true
		return t
	}
	for name, f := range tags {
		a := atom.Lookup([]byte(name))
		if a == 0 {
			continue
		}
		i := slot(a)
		for t.slots[i].atom != 0 {
			i++
		}
		t.slots[i].atom, t.slots[i].feat = a, f
	}
	return t
}

func slot(a atom.Atom) uint8 { return uint8(uint32(a) * 0x9e3779b1 >> 24) }

// tagFeat returns the feature of an element's tag. Hand-made trees may lack
// atoms, and names such as <my-gate> have none.
func (s *Set) tagFeat(a atom.Atom, name string) feat {
	if a == 0 || s.atoms.full {
		return s.tags[name]
	}
	for i := slot(a); ; i++ {
		switch e := &s.atoms.slots[i]; e.atom {
		case a:
			return e.feat
		case 0:
			return 0
		}
	}
}

// keyTable numbers attribute names. An element's attributes are looked up one
// by one, so it hashes three bytes of a name and not all of it.
type keyTable struct {
	slots []keySlot
	n     int
}

type keySlot struct {
	key string
	num int
}

func keyHash(key string) uint32 {
	n := len(key)
	h := uint32(key[0]) | uint32(key[n-1])<<8 | uint32(key[n/2])<<16 | uint32(n)<<24
	return h * 0x9e3779b1 >> 16
}

// find returns the number of key, or -1.
func (t *keyTable) find(key string) int {
	if t.n == 0 || key == "" {
		return -1
	}
	mask := uint32(len(t.slots) - 1)
	for i := keyHash(key) & mask; ; i = (i + 1) & mask {
		switch e := &t.slots[i]; {
		case e.key == key:
			return e.num
		case e.key == "":
			return -1
		}
	}
}

func (t *keyTable) intern(key string) int {
	if k := t.find(key); k >= 0 {
		return k
	}
	if 2*(t.n+1) > len(t.slots) {
		old := t.slots
		t.slots = make([]keySlot, max(16, 2*len(old)))
		for _, e := range old {
			if e.key != "" {
				t.put(e)
			}
		}
	}
	t.put(keySlot{key, t.n})
	t.n++
	return t.n - 1
}

func (t *keyTable) put(e keySlot) {
	mask := uint32(len(t.slots) - 1)
	i := keyHash(e.key) & mask
	for t.slots[i].key != "" {
		i = (i + 1) & mask
	}
	t.slots[i] = e
}
