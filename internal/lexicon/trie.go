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
//
// It is searched as it lies in the file that ships, see packed.go: only the filters,
// which every character of a page asks, are copied.
type trie struct {
	label []byte // by node: the byte that leads to it
	nodes []byte // nodeSize bytes each, little-endian
	// ends are tails, and targets of targetSize bytes, little-endian.
	ends []byte
	root [256]int32 // the children of the root by label
	filters
}

// filters tell by the first bytes whether a pattern may start there: short and long
// at the start of a word, open inside of one. Patterns for the start of a text are in
// none of them.
type filters struct {
	short, long, open prefixSet
	openFirst         [256]bool            // the first bytes of open
	tiny              [1 << 16 / 64]uint64 // the first two bytes of the shortest patterns
}

// node has children or a tail, and may be the end of patterns.
// The children of a node stand in label and nodes side by side, so that one is
// found by a search in a few bytes. Of "abo" and "abonnement" the node of "abo"
// has one child, with the tail "nement". From the lowest bit:
//
//	 8 bits  the number of children, or the length of the tail
//	 1 bit   isTail
//	 1 bit   isEnd
//	22 bits  how far behind the node its first child stands
//	32 bits  where the tail stands in ends, and the targets behind it
//
// That children are counted from the node makes the file half as large once it is
// packed: most have one, and it is the next.
type node uint64

const (
	nodeSize      = 8
	isTail   node = 1 << 8
	isEnd    node = 1 << 9
	maxStep       = 1<<22 - 1
)

func (n node) count() int { return int(n & 0xff) }
func (n node) step() int  { return int(n >> 10 & maxStep) }
func (n node) end() int   { return int(n >> 32) }

func (t *trie) node(i int) node { return node(binary.LittleEndian.Uint64(t.nodes[nodeSize*i:])) }

// A target in the tree is, from the lowest bit, 24 bits of its number, two of the
// side and four of the flags. The highest says that it is the last of its node.
const (
	targetSize        = 4
	idMask            = 1<<24 - 1
	lastTarget uint32 = 1 << 31
)

func (to target) pack() uint32 {
	return uint32(to.id)&idMask | uint32(to.side)<<24 | uint32(to.flag)<<26
}

func unpackTarget(v uint32) target {
	return target{id: int32(v & idMask), side: int8(v >> 24 & 3), flag: flags(v >> 26 & 15)}
}

// next returns the child along c of the node at, which is nd, or 0.
//
// Most nodes have one child; IndexByte is quick for the others.
func (t *trie) next(at int, nd node, c byte) int {
	if nd&isTail != 0 {
		return 0
	}
	first := at + nd.step()
	switch n := nd.count(); n {
	case 0:
		return 0
	case 1:
		if t.label[first] == c {
			return first
		}
		return 0
	default:
		if k := bytes.IndexByte(t.label[first:first+n], c); k >= 0 {
			return first + k
		}
		return 0
	}
}

// grower builds a tree.
type grower struct {
	arena []byte // the texts of all patterns
	label []byte
	nodes []node
	ends  []byte
	filters
}

// newTrie builds the tree of the patterns, which are sorted.
func newTrie(arena []byte, entries []entry) *trie {
	g := &grower{
		arena: arena, label: make([]byte, 1, 4*len(entries)+1), nodes: make([]node, 1, 4*len(entries)+1),
		ends: make([]byte, 0, 12*len(entries)),
	}
	for _, e := range entries {
		g.admit(arena[e.start:e.end], e.to.flag)
	}
	if len(entries) > 0 {
		g.grow(0, entries, 0)
	}
	t := &trie{label: g.label, ends: g.ends, filters: g.filters}
	t.nodes = make([]byte, 0, nodeSize*len(g.nodes))
	for _, n := range g.nodes {
		t.nodes = binary.LittleEndian.AppendUint64(t.nodes, uint64(n))
	}
	t.plant()
	return t
}

// plant notes the children of the root.
func (t *trie) plant() {
	root := t.node(0)
	for i := range root.count() {
		t.root[t.label[root.step()+i]] = int32(root.step() + i)
	}
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

func (g *grower) text(e *entry) []byte { return g.arena[e.start:e.end] }

// grow fills node n with the entries, which share depth bytes.
//
// Entries are sorted, so that those that go on with one byte are neighbours. All
// children of a node are made before any is filled: they must lie side by side.
// A node that is too far from its children to say where they are would need a tree of
// four million; files of callers are bounded well before that.
func (g *grower) grow(n int, entries []entry, depth int) {
	first, last := g.text(&entries[0]), g.text(&entries[len(entries)-1])
	if rest := len(first) - depth; depth > 0 && rest <= math.MaxUint8 && bytes.Equal(first, last) {
		g.nodes[n] = node(rest) | isTail | g.end(first[depth:], entries)
		return
	}
	i := 0
	for i < len(entries) && len(g.text(&entries[i])) == depth {
		i++
	}
	nd := node(len(g.nodes)-n)<<10 | g.end(nil, entries[:i])
	entries = entries[i:]
	from, childs := len(g.nodes), 0
	for i := range entries {
		if c := g.text(&entries[i])[depth]; childs == 0 || c != g.label[len(g.label)-1] {
			g.label = append(g.label, c)
			g.nodes = append(g.nodes, 0)
			childs++
		}
	}
	g.nodes[n] = nd | node(childs)
	for child := from; len(entries) > 0; child++ {
		j := 1
		for j < len(entries) && g.text(&entries[j])[depth] == g.label[child] {
			j++
		}
		g.grow(child, entries[:j], depth+1)
		entries = entries[j:]
	}
}

// end makes the entries, which have one text, the targets of a node behind its tail,
// and returns what the node says of them.
func (g *grower) end(tail []byte, entries []entry) node {
	if len(entries) == 0 {
		return 0
	}
	at := node(len(g.ends))
	g.ends = append(g.ends, tail...)
	for i := range entries {
		v := entries[i].to.pack()
		if i == len(entries)-1 {
			v |= lastTarget
		}
		g.ends = binary.LittleEndian.AppendUint32(g.ends, v)
	}
	return isEnd | at<<32
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
func (f *filters) admit(text []byte, ends flags) {
	if ends&openStart != 0 {
		f.openFirst[text[0]] = true
		f.open.set(prefix(text) & shortMask)
	}
	switch {
	case ends&atStart != 0:
	case len(text) == 1:
		// Any byte may follow.
		for i := range 256 {
			f.addTiny(uint64(text[0]) | uint64(i)<<8)
		}
	case len(text) == 2:
		f.addTiny(prefix(text))
	case len(text) < longPrefix:
		f.short.set(prefix(text) & shortMask)
	default:
		f.long.set(prefix(text) & longMask)
	}
}

// addTiny sets the bit of two bytes. It needs no hash: two bytes number the bits.
func (f *filters) addTiny(p uint64) { f.tiny[p>>6] |= 1 << (p & 63) }

// admits reports whether a pattern may start where s does, at the start of a
// word.
func (f *filters) admits(s []byte) bool {
	p := prefix(s)
	return f.long.has(p&longMask) || f.short.has(p&shortMask) || f.tiny[p>>6&1023]&(1<<(p&63)) != 0
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
