package lexicon

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// target is what a pattern stands for: a phrase, or one side of a pair.
type target struct {
	id   int32 // of the phrase or of the pair
	side int8  // 0 for a phrase, 1 or 2 for a side of a pair
	flag flags
}

// entry is a pattern on its way into a trie.
type entry struct {
	text string
	to   target
}

// trie holds patterns as a tree whose nodes are numbers. The children of a
// node are neighbours, so that label and node together are ten bytes a node and
// the few thousand patterns of all languages fit the second cache.
//
// It is no Aho-Corasick automaton: nearly every pattern may start at the start
// of a word only, so walking down from there touches each byte little more
// than once, needs no failure links, and takes a tenth of the memory. A walk is
// no longer than the longest pattern, which bounds the time for any input.
type trie struct {
	label []byte // by node: the byte that leads to it
	nodes []node
	to    []target // of the nodes, sorted by node
	// word and open tell by the first three bytes whether a pattern may
	// start at the start of a word, or anywhere.
	word, open prefixSet
}

type node struct {
	child  int32 // the first child
	to     int32 // the first target
	childs uint16
	tos    uint16
}

// newTrie builds the tree of the patterns. It sorts entries.
func newTrie(entries []entry) *trie {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.to.side, b.to.side),
			cmp.Compare(a.to.id, b.to.id), cmp.Compare(a.to.flag, b.to.flag))
	})
	entries = slices.Compact(entries)
	t := &trie{label: make([]byte, 1, 16*len(entries)+1), nodes: make([]node, 1, 16*len(entries)+1)}
	for _, e := range entries {
		t.word.add(e.text)
		if e.to.flag&openStart != 0 {
			t.open.add(e.text)
		}
	}
	t.grow(entries)
	return t
}

// span is a node that is not filled yet: its entries share depth bytes.
type span struct {
	node        int32
	first, last int32
	depth       int32
}

// grow fills the nodes in the order of their depth.
func (t *trie) grow(entries []entry) {
	queue := []span{{last: int32(len(entries))}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		n := node{child: int32(len(t.nodes)), to: int32(len(t.to))}
		i := s.first
		for ; i < s.last && len(entries[i].text) == int(s.depth); i++ {
			t.to = append(t.to, entries[i].to)
			n.tos++
		}
		for i < s.last {
			c, j := entries[i].text[s.depth], i+1
			for j < s.last && entries[j].text[s.depth] == c {
				j++
			}
			queue = append(queue, span{int32(len(t.nodes)), i, j, s.depth + 1})
			t.label = append(t.label, c)
			t.nodes = append(t.nodes, node{})
			n.childs++
			i = j
		}
		t.nodes[s.node] = n
	}
}

// next returns the child of n along c, or 0.
func (t *trie) next(n int32, c byte) int32 {
	nd := &t.nodes[n]
	first := nd.child
	if nd.childs == 1 {
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

// prefixSet tells whether a text may start with one of several patterns, by a
// hash of its first three bytes. It says yes too often, never no wrongly.
type prefixSet [1 << 10]uint64

func prefixHash(a, b, c byte) uint32 {
	return (uint32(a) | uint32(b)<<8 | uint32(c)<<16) * 0x9e3779b1 >> 16
}

func (s *prefixSet) set(h uint32) { s[h>>6] |= 1 << (h & 63) }

func (s *prefixSet) has(h uint32) bool { return s[h>>6]&(1<<(h&63)) != 0 }

// add enters a pattern; one that is shorter than the prefix enters with every
// byte that may follow, and with 0, which stands for the end of the text.
func (s *prefixSet) add(text string) {
	switch len(text) {
	case 1:
		for b := range 256 {
			for c := range 256 {
				s.set(prefixHash(text[0], byte(b), byte(c)))
			}
		}
	case 2:
		for c := range 256 {
			s.set(prefixHash(text[0], text[1], byte(c)))
		}
	default:
		s.set(prefixHash(text[0], text[1], text[2]))
	}
}

// spaced reports whether r is a letter of a script that puts spaces between
// words. Han, Kana, Hangul and the scripts of South-East Asia do not, or hang
// particles on the word: there a phrase may stand anywhere.
func spaced(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z'
	case r < 0x0e00:
		return r >= 0xc0 && r != '×' && r != '÷' && r != 0x060c && r != 0x061b && r != 0x061f && r != 0x0964 && r != 0x0965
	case r < 0x1100:
		return r >= 0x10a0
	}
	return r >= 0x1200 && r < 0x1780 || r >= 0x1e00 && r < 0x2000
}
