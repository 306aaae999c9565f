package roles

import (
	"math/bits"
	"math/rand/v2"
)

// table is a map from hashes. A page fills several of them with thousands of
// keys, for which a map took a tenth of the whole extraction's time. The
// places follow from a random factor, so that no page can be written to make
// the keys collide.
// Open addressing with linear probing, at most half full. Nothing is ever taken
// out, so that an empty slot ends every search.
type table[V any] struct {
	slots  []slot[V]
	used   int
	factor uint64
	shift  int
}

type slot[V any] struct {
	key   uint64 // 0 in an empty slot
	value V
}

// minSlots is the size of a table that is new.
const minSlots = 256

// maxSlots is the size that a table keeps for the next page at most.
const maxSlots = 1 << 15

// reset empties the table.
//
// A table that a huge page has made large is thrown away: clearing it would cost
// each small page after it as much.
func (t *table[V]) reset() {
	if t.slots == nil || len(t.slots) > maxSlots {
		t.used = 0
		t.factor = rand.Uint64() | 1
		t.resize(minSlots)
	}
	if t.used > 0 {
		clear(t.slots)
		t.used = 0
	}
}

func (t *table[V]) resize(n int) {
	t.slots = make([]slot[V], n)
	t.shift = 64 - bits.TrailingZeros(uint(n))
}

// key keeps the 0 free for empty slots.
func (t *table[V]) key(k uint64) uint64 {
	if k == 0 {
		return fnvPrime
	}
	return k
}

// at returns the value of k, the zero value in its place if it is new. The
// pointer holds until the next call.
func (t *table[V]) at(k uint64) *V {
	k = t.key(k)
	s := t.find(k)
	if s.key == 0 {
		if t.used*2 >= len(t.slots) {
			t.grow()
			s = t.find(k)
		}
		s.key = k
		t.used++
	}
	return &s.value
}

// get returns the value of k and whether there is one.
func (t *table[V]) get(k uint64) (V, bool) {
	s := t.find(t.key(k))
	return s.value, s.key != 0
}

// The high bits of the product choose the place, as the low ones depend on the low
// bits of the key alone.
func (t *table[V]) find(k uint64) *slot[V] {
	mask := len(t.slots) - 1
	for i := int(k * t.factor >> t.shift); ; i = (i + 1) & mask {
		if s := &t.slots[i&mask]; s.key == k || s.key == 0 {
			return s
		}
	}
}

func (t *table[V]) grow() {
	old := t.slots
	t.resize(2 * len(old))
	for i := range old {
		if old[i].key != 0 {
			*t.find(old[i].key) = old[i]
		}
	}
}
