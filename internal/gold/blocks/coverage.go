package blocks

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// Coverage says how much of a page, or of many, the labels and the segments
// have in common.
type Coverage struct {
	// Segments have text, Aligned of them a role.
	Segments, Aligned int
	// Mixed are aligned segments with less than nine tenths of one role.
	Mixed int
	// By role: the words of the labelled blocks, of those that stand in
	// segments, and of those in segments of the same role.
	Labelled, Placed, Kept map[Role]int
	// Promos are the labelled ones with text, Joined those of which a segment
	// has the number.
	Promos, Joined int
}

// Cover measures the labels of a page's segments.
func Cover(p *Page, doc *page.Doc, segs []block.Seg, labels []Label) Coverage {
	c := Coverage{Labelled: map[Role]int{}, Placed: map[Role]int{}, Kept: map[Role]int{}}
	of := blockOfNodes(p, doc)
	placed, kept := make([]int, len(p.Blocks)), make([]int, len(p.Blocks)) // characters
	joined := map[int]bool{}
	for i := range segs {
		s, l := &segs[i], labels[i]
		if s.Kind != block.Text {
			continue
		}
		c.segment(l)
		if l.Promo >= 0 {
			joined[l.Promo] = true
		}
		for id := s.First; id < s.End; id++ {
			b, ok := of[doc.Nodes[id].N]
			if !ok || !s.Owns(&doc.Nodes[id]) {
				continue
			}
			placed[b] += doc.Chars(id)
			if p.Blocks[b].Role == l.Role {
				kept[b] += doc.Chars(id)
			}
		}
	}
	c.Joined = len(joined)
	for i, b := range p.Blocks {
		chars, words := wordcount.Count(b.Text)
		c.Labelled[b.Role] += int(words)
		c.Placed[b.Role] += partOf(int(words), placed[i], int(chars))
		c.Kept[b.Role] += partOf(int(words), kept[i], int(chars))
	}
	for _, promo := range p.Promos {
		if promo.Text != "" {
			c.Promos++
		}
	}
	return c
}

func (c *Coverage) segment(l Label) {
	c.Segments++
	if l.Role == Unknown {
		return
	}
	c.Aligned++
	if l.Share < 0.9 {
		c.Mixed++
	}
}

// partOf is the share of a block's words that so many of its characters are.
func partOf(words, chars, all int) int { return words * min(chars, all) / max(1, all) }

// Add adds a page's.
func (c *Coverage) Add(d Coverage) {
	c.Segments += d.Segments
	c.Aligned += d.Aligned
	c.Mixed += d.Mixed
	c.Promos += d.Promos
	c.Joined += d.Joined
	for _, pair := range [][2]*map[Role]int{{&c.Labelled, &d.Labelled}, {&c.Placed, &d.Placed}, {&c.Kept, &d.Kept}} {
		if *pair[0] == nil {
			*pair[0] = map[Role]int{}
		}
		for role, n := range *pair[1] {
			(*pair[0])[role] += n
		}
	}
}
