// Package block cuts the text of a page into segments: runs of inline content
// between two block boundaries, the units to which roles are given. Every text
// node that a browser could show belongs to exactly one segment.
package block

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// unseen are the flags whose text is kept apart from the text around it.
const unseen = page.Hidden | page.ScreenReader

// Owns reports whether the text node n belongs to s, given that it stands in
// the segment's range.
func (s *Seg) Owns(n *page.Node) bool { return n.IsText() && n.Is(unseen) == s.Hidden }

// Segment appends the segments of doc to dst in document order.
func Segment(doc *page.Doc, dst []Seg) []Seg {
	c := cutter{doc: doc, out: dst, open: [2]int{-1, -1}, box: page.None}
	for id := page.ID(0); int(id) < len(doc.Nodes); id++ {
		n := &doc.Nodes[id]
		for c.box != page.None && id >= doc.Nodes[c.box].End {
			c.leave()
		}
		switch {
		case n.Is(page.Text):
			c.text(id, n)
		case n.Is(page.InHead):
		default:
			c.element(id, n)
		}
	}
	return c.out
}

// cutter holds the state of one pass: the segment under way among visible and
// among hidden text, and the block element around them.
type cutter struct {
	doc  *page.Doc
	out  []Seg
	open [2]int // index into out of the visible and the hidden segment, or -1
	box  page.ID
	br   int // line breaks since the last text
}

func (c *cutter) cut() {
	c.open = [2]int{-1, -1}
	c.br = 0
}

// leave closes the block element around, and with it the segments under way.
func (c *cutter) leave() {
	c.cut()
	p := c.doc.Nodes[c.box].Parent
	for p != page.None && !c.doc.Nodes[p].Is(page.Block) {
		p = c.doc.Nodes[p].Parent
	}
	c.box = p
}

func (c *cutter) element(id page.ID, n *page.Node) {
	switch n.Tag {
	case atom.Br:
		c.br++
		if c.br == 2 {
			c.cut()
			c.br = 2
		}
	case atom.Img, atom.Video, atom.Audio, atom.Iframe, atom.Embed, atom.Object, atom.Canvas:
		c.media(id, n, Media)
	case atom.Hr:
		c.cut()
		c.media(id, n, Rule)
	}
	if n.Is(page.Block) {
		c.cut()
		c.box = id
	}
	if isMediaName(n) {
		c.media(id, n, Media)
	}
}

// isMediaName knows the custom elements that stand for a picture or a frame.
func isMediaName(n *page.Node) bool {
	if n.Tag != 0 {
		return false
	}
	switch n.N.Data {
	case "amp-img", "amp-video", "amp-youtube", "amp-iframe", "amp-twitter", "amp-instagram", "amp-facebook",
		"amp-tiktok", "amp-brightcove", "lite-youtube", "brightcove-player", "twitter-widget":
		return true
	}
	return false
}

// media adds a segment without text. It does not end the text around it: a
// small picture inside a sentence leaves the sentence whole.
func (c *cutter) media(id page.ID, n *page.Node, k Kind) {
	c.out = append(c.out, Seg{
		First: id, End: n.End, Box: c.boxOf(), Kind: k, Hidden: n.Is(unseen), Flags: n.Flags,
	})
}

func (c *cutter) boxOf() page.ID {
	if c.box == page.None {
		return 0
	}
	return c.box
}

func (c *cutter) text(id page.ID, n *page.Node) {
	which := 0
	if n.Is(unseen) {
		which = 1
	}
	i := c.open[which]
	if i < 0 {
		i = len(c.out)
		c.out = append(c.out, Seg{First: id, Box: c.boxOf(), Hidden: which == 1, Flags: n.Flags})
		c.open[which] = i
	} else if c.br == 1 {
		c.out[i].Breaks++
	}
	c.br = 0
	s := &c.out[i]
	s.End = id + 1
	s.Chars += int32(c.doc.Chars(id))
	s.Link += int32(c.doc.LinkChars(id))
	s.Words += int32(c.doc.Words(id))
}
