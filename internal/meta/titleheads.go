package meta

import (
	"html"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// titleHead is a heading that a reader sees, with what tells whether it is the
// headline.
type titleHead struct {
	key string
	// rank is 3 for h1, 2 for h2, 1 for another element of a title's class.
	rank float32
	home bool // it leads to the front page
}

// maxHeads bounds the headings that candidates are compared with.
const maxHeads = 24

// findHeads lists the headings of the page itself.
func (t *titleTable) findHeads() {
	for i := range t.c.places {
		p := &t.c.places[i]
		rank := headRank(p)
		if rank == 0 || p.apart || !t.c.sizedAsHeading(p.id) {
			continue
		}
		if len(t.heads) == maxHeads {
			return
		}
		t.heads = append(t.heads, titleHead{strings.ToLower(t.c.heading(p.id)), rank, t.c.leadsHome(p.id)})
	}
}

func headRank(p *place) float32 {
	switch {
	case p.kind == placeH1:
		return 3
	case p.kind == placeH2:
		return 2
	case p.shows&classname.FieldTitle != 0:
		return 1
	}
	return 0
}

// shown returns the rank of the first best heading that shows a candidate, its
// number among the headings and whether it leads home.
func (t *titleTable) shown(c *titleCand) (rank, at, home float32) {
	at = -1
	for i := range t.heads {
		if h := &t.heads[i]; h.key == c.key && h.rank > rank {
			rank, at, home = h.rank, float32(i), flag(h.home)
		}
	}
	return rank, at, home
}

// sizedAsHeading reports an element that has the text and the nodes of a heading
// at most.
func (c *collector) sizedAsHeading(id page.ID) bool {
	chars := c.Doc.Chars(id)
	return chars >= 2 && chars <= 400 && c.Doc.Nodes[id].End-id <= 60
}

// heading is the text of a heading. Some templates escape a title twice.
func (c *collector) heading(id page.ID) string {
	s := c.text(id, maxTitle)
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return s
}

// leadsHome reports whether a heading is a link to the front page: then it is
// the name of the site.
func (c *collector) leadsHome(id page.ID) bool {
	a := page.None
	for i := id; i < min(c.Doc.Nodes[id].End, id+8) && a == page.None; i++ {
		if c.Doc.Nodes[i].Tag == atom.A {
			a = i
		}
	}
	if a == page.None {
		a = c.Doc.Closest(id, atom.A)
	}
	if a == page.None {
		return false
	}
	address := c.absolute(c.Doc.Attr(a, "href"))
	return address != "" && c.isHome(address)
}

// parts adds the visible headline without its first and without its last
// element: a kicker before the headline or a second line below it may be
// within the h1.
func (t *titleTable) parts() {
	h := t.c.data.Headline
	if h == page.None {
		return
	}
	kids := t.c.headingKids(h)
	if len(kids) < 2 {
		return
	}
	first, last, end := kids[0], kids[len(kids)-1], t.c.Doc.Nodes[h].End
	source := "css:" + t.c.label(h)
	if n := &t.c.Doc.Nodes[first]; isPart(n) {
		t.kicker = t.c.Doc.Named(first).Field&classname.FieldKicker != 0
		rest := strings.TrimLeft(t.c.textBetween(kids[1], end, maxTitle), " :|–—-")
		t.tail = newTitleText(rest)
		t.addCut(Value{rest, source}, fromH1, cutFirst, t.c.text(first, maxTitle))
	}
	if isPart(&t.c.Doc.Nodes[last]) {
		front := t.c.textBetween(first, last, maxTitle)
		t.front = newTitleText(front)
		t.addCut(Value{front, source}, fromH1, cutLast, t.c.text(last, maxTitle))
	}
}

// isPart reports whether a node of a heading may be a part of its own: neither
// text nor an element that only sets words off.
func isPart(n *page.Node) bool {
	switch n.Tag {
	case atom.I, atom.Em, atom.Cite, atom.Q, atom.Mark, atom.Sub, atom.Sup, atom.Ruby, atom.Abbr:
		return false
	}
	return !n.Is(page.Text)
}

// headingKids returns the nodes with text that a heading consists of, below
// the elements that wrap all of it.
func (c *collector) headingKids(id page.ID) []page.ID {
	for {
		var kids []page.ID
		for k := range c.Doc.Children(id) {
			if c.Doc.Chars(k) > 0 {
				kids = append(kids, k)
			}
		}
		if len(kids) != 1 || c.Doc.Nodes[kids[0]].Is(page.Text) {
			return kids
		}
		id = kids[0]
	}
}
