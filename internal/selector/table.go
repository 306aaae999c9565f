package selector

import "golang.org/x/net/html/atom"

// atomTable finds the feature of a tag by its atom without hashing a string. It
// is open addressing in a fixed array: every element of every page passes here, and
// rules name few tags.
type atomTable struct {
	slots [256]struct {
		atom atom.Atom
		feat feat
	}
	full bool
}

// newAtomTable makes the table when all tags are known. Names without an atom stay in
// the map alone.
func newAtomTable(tags map[string]feat) (t atomTable) {
	// More than half full, runs of taken places grow long, and a full table would
	// have no empty place to end a search. The map serves instead.
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
			// i is a byte and goes round by itself at the end of the 256 places.
			i++
		}
		t.slots[i].atom, t.slots[i].feat = a, f
	}
	return t
}

// slot is multiplicative hashing by the golden ratio, of which the top bits are the
// best mixed.
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

// A slot whose key is empty is free: no attribute has an empty name.
type keySlot struct {
	key string
	num int
}

// keyHash reads the first, the middle and the last byte and the length. Names such
// as data-a and data-b differ at the end; those that collide are told apart by the
// comparison in find.
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

// intern returns the number of key and gives it the next one if it is new. Numbers
// are consecutive, so that they index [Set.byKey]. The table is kept at most half
// full, so that every search meets a free place.
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
