package lexicon

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// target is what a pattern stands for: a phrase, or one side of a pair.
type target struct {
	id   int32 // of the phrase or of the pair
	side int8  // 0 for a phrase, 1 or 2 for a side of a pair
	flag flags
}

// entry is a pattern on its way into a trie. Its text lies in an arena.
// The first bytes are kept beside the offsets, so that sorting rarely looks into the
// arena.
type entry struct {
	head       uint64 // the first eight bytes, for sorting
	start, end int32
	to         target
}

func newEntry(arena []byte, start int, to target) entry {
	var head [8]byte
	copy(head[:], arena[start:])
	return entry{binary.BigEndian.Uint64(head[:]), int32(start), int32(len(arena)), to}
}

// trie holds patterns as a tree whose nodes are numbers and the children of a
// node neighbours. The end of a pattern that it shares with no other is not spelt
// out in nodes: the last of them has it as a tail.
//
// It is no Aho-Corasick automaton: nearly every pattern may start at the start
// of a word only, so walking down from there touches each byte little more
// than once, needs no failure links, and takes a tenth of the memory. A walk is
// no longer than the longest pattern, which bounds the time for any input.
type trie struct {
	arena []byte // the texts of all patterns
	label []byte // by node: the byte that leads to it
	nodes []node
	to    []target
	root  [256]int32 // the children of the root by label
	// short and long tell by the first bytes whether a pattern starts at the
	// start of a word, open whether one starts inside of it. Patterns for the
	// start of a text are in none of them.
	short, long, open prefixSet
	openFirst         [256]bool            // the first bytes of open
	tiny              [1 << 16 / 64]uint64 // the first two bytes of the shortest patterns
}

// node has children or a tail. Targets are reached after the tail.
// The children of a node stand in label and nodes side by side, so that one is
// found by a search in a few bytes. Of "abo" and "abonnement" the node of "abo"
// has one child, n, with the tail "nement".
type node struct {
	child  int32 // the first child, or where the tail starts in the arena
	to     int32 // the first target
	childs uint8
	tail   uint8
	tos    uint16
}

// newTrie builds the tree of the patterns. It sorts entries.
func newTrie(arena []byte, entries []entry) *trie {
	t := &trie{arena: arena, label: make([]byte, 1, 4*len(entries)+1), nodes: make([]node, 1, 4*len(entries)+1)}
	for _, e := range entries {
		t.admit(arena[e.start:e.end], e.to.flag)
	}
	t.to = make([]target, 0, len(entries))
	if len(entries) == 0 {
		return t
	}
	t.grow(0, entries, 0)
	for i := range int32(t.nodes[0].childs) {
		t.root[t.label[t.nodes[0].child+i]] = t.nodes[0].child + i
	}
	return t
}

// sortEntries sorts by text; rank orders entries of one text.
func sortEntries(arena []byte, entries []entry, rank func(a, b target) int) {
	slices.SortFunc(entries, func(a, b entry) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		if d := bytes.Compare(arena[a.start:a.end], arena[b.start:b.end]); d != 0 {
			return d
		}
		return rank(a.to, b.to)
	})
}

func (t *trie) text(e *entry) []byte { return t.arena[e.start:e.end] }

// grow fills node n with the entries, which share depth bytes.
//
// Entries are sorted, so that those that go on with one byte are neighbours. All
// children of a node are made before any is filled: they must lie side by side.
func (t *trie) grow(n int32, entries []entry, depth int) {
	first, last := t.text(&entries[0]), t.text(&entries[len(entries)-1])
	nd := node{to: int32(len(t.to))}
	if rest := len(first) - depth; depth > 0 && rest <= math.MaxUint8 && bytes.Equal(first, last) {
		nd.child, nd.tail = entries[0].start+int32(depth), uint8(rest)
		t.end(&nd, entries)
		t.nodes[n] = nd
		return
	}
	i := 0
	for i < len(entries) && len(t.text(&entries[i])) == depth {
		i++
	}
	t.end(&nd, entries[:i])
	nd.child = int32(len(t.nodes))
	entries = entries[i:]
	for i := range entries {
		if c := t.text(&entries[i])[depth]; nd.childs == 0 || c != t.label[len(t.label)-1] {
			t.label = append(t.label, c)
			t.nodes = append(t.nodes, node{})
			nd.childs++
		}
	}
	t.nodes[n] = nd
	for child := nd.child; len(entries) > 0; child++ {
		j := 1
		for j < len(entries) && t.text(&entries[j])[depth] == t.label[child] {
			j++
		}
		t.grow(child, entries[:j], depth+1)
		entries = entries[j:]
	}
}

// end makes the entries, which have one text, the targets of nd.
func (t *trie) end(nd *node, entries []entry) {
	for i := range entries {
		t.to = append(t.to, entries[i].to)
	}
	nd.tos = uint16(len(entries))
}

// next returns the child of nd along c, or 0.
//
// Most nodes have one child; IndexByte is quick for the others.
func (t *trie) next(nd *node, c byte) int32 {
	first := nd.child
	switch nd.childs {
	case 0:
		return 0
	case 1:
		if t.label[first] == c {
			return first
		}
		return 0
	}
	if k := bytes.IndexByte(t.label[first:first+int32(nd.childs)], c); k >= 0 {
		return first + int32(k)
	}
	return 0
}

// The filters look at one character of Chinese or three letters of English,
// and, for longer patterns, at twice as much.
const (
	shortPrefix = 3
	longPrefix  = 6
	shortMask   = 1<<(8*shortPrefix) - 1
	longMask    = 1<<(8*longPrefix) - 1
)

// admit enters a pattern into the filters.
//
// A pattern for the start of a line is in no filter, since run asks at every
// line's start anyway.
func (t *trie) admit(text []byte, f flags) {
	if f&openStart != 0 {
		t.openFirst[text[0]] = true
		t.open.set(prefix(text) & shortMask)
	}
	switch {
	case f&atStart != 0:
	case len(text) == 1:
		// Any byte may follow.
		for i := range 256 {
			t.addTiny(uint64(text[0]) | uint64(i)<<8)
		}
	case len(text) == 2:
		t.addTiny(prefix(text))
	case len(text) < longPrefix:
		t.short.set(prefix(text) & shortMask)
	default:
		t.long.set(prefix(text) & longMask)
	}
}

// addTiny sets the bit of two bytes. It needs no hash: two bytes number the bits.
func (t *trie) addTiny(p uint64) { t.tiny[p>>6] |= 1 << (p & 63) }

// admits reports whether a pattern may start where s does, at the start of a
// word.
func (t *trie) admits(s []byte) bool {
	p := prefix(s)
	return t.long.has(p&longMask) || t.short.has(p&shortMask) || t.tiny[p>>6&1023]&(1<<(p&63)) != 0
}

// prefixSet tells whether a text may start with one of several patterns, by a
// hash of its first bytes. It may say yes wrongly, but never no. 2^17 bits for some
// ten thousand patterns: a Bloom filter with one hash.
type prefixSet [1 << 11]uint64

func (s *prefixSet) has(prefix uint64) bool {
	h := prefix * 0x9e3779b97f4a7c15 >> 47
	return s[h>>6]&(1<<(h&63)) != 0
}

func (s *prefixSet) set(prefix uint64) {
	h := prefix * 0x9e3779b97f4a7c15 >> 47
	s[h>>6] |= 1 << (h & 63)
}

// prefix returns the first eight bytes of s, with zeros behind its end.
func prefix(s []byte) uint64 {
	if len(s) >= 8 {
		return binary.LittleEndian.Uint64(s)
	}
	var head [8]byte
	copy(head[:], s)
	return binary.LittleEndian.Uint64(head[:])
}
