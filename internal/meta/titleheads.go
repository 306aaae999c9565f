package meta

import (
	"html"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// titleHead is a heading that a reader sees, with what tells whether it is the
// headline.
type titleHead struct {
	id  page.ID
	key string
	// rank is 3 for h1, 2 for h2, 1 for another element of a title's class.
	rank float32
	home bool // it leads to the front page
	// linked: it is a link, listed: it stands in a list or a menu, as the last
	// step of a path of breadcrumbs does.
	linked, listed, hidden bool
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
		doc := t.c.Doc
		t.heads = append(t.heads, titleHead{
			id: p.id, key: strings.ToLower(t.c.heading(p.id)), rank: rank, home: t.c.leadsHome(p.id),
			linked: 2*doc.LinkCharsBetween(p.id, doc.Nodes[p.id].End) > doc.Chars(p.id),
			listed: doc.Closest(p.id, listTags...) != page.None || t.inMenu(p.id),
			hidden: doc.Nodes[p.id].Is(page.Hidden | page.HiddenAria | page.ScreenReader),
		})
	}
}

// listTags are the elements of lists and menus.
var listTags = []atom.Atom{atom.Nav, atom.Ul, atom.Ol, atom.Li}

// inMenu reports whether the names of an element or of those right around it are
// those of a menu.
func (t *titleTable) inMenu(id page.ID) bool {
	for range maxInMenu {
		if t.c.Doc.Named(id).Part&classname.Nav != 0 {
			return true
		}
		if id = t.c.Doc.Nodes[id].Parent; id == page.None {
			break
		}
	}
	return false
}

// maxInMenu is how many elements are looked at by inMenu.
const maxInMenu = 4

// isLead reports whether a heading beside h1 may be the headline: it is not the
// wrapper of another, and no link.
func (t *titleTable) isLead(i int) bool {
	h := &t.heads[i]
	if h.rank == 3 || h.home || h.linked || h.listed || h.hidden || t.c.Doc.Contains(h.id, t.c.data.Headline) {
		return false
	}
	return i+1 == len(t.heads) || !t.c.Doc.Contains(h.id, t.heads[i+1].id)
}

// hasLead reports whether such a heading stands by the visible headline.
func (t *titleTable) hasLead() bool {
	h1 := t.c.data.Headline
	for i := range t.heads {
		if id := t.heads[i].id; t.isLead(i) && id > h1 && t.prose(h1, id) <= maxBoxChars {
			return true
		}
	}
	return false
}

// prose counts the characters between two nodes that are no links.
func (t *titleTable) prose(from, to page.ID) int {
	return t.c.Doc.CharsBetween(from, to) - t.c.Doc.LinkCharsBetween(from, to)
}

// leads adds the first headings beside h1: a site that writes its h1 for search
// engines, or that has none, shows its headline in another.
func (t *titleTable) leads() {
	n := 0
	for i := range t.heads {
		h := &t.heads[i]
		if !t.isLead(i) {
			continue
		}
		if n++; n > maxLeads {
			return
		}
		source := "css:" + t.c.label(h.id)
		t.add(Value{t.c.heading(h.id), source}, fromLead, cutNone)
		t.cutParts(h.id, source, fromLead)
	}
}

// maxLeads bounds the headings beside h1 that are tried.
const maxLeads = 3

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

// shown returns the first best heading that shows a candidate, nil for none.
func (t *titleTable) shown(c *titleCand) *titleHead {
	var best *titleHead
	for i := range t.heads {
		if h := &t.heads[i]; h.key == c.key && (best == nil || h.rank > best.rank) {
			best = h
		}
	}
	return best
}

// aboutHead appends the features of the heading that shows a candidate, or that
// it was cut out of.
func (t *titleTable) aboutHead(row []float32, c *titleCand) []float32 {
	h := t.shown(c)
	if h == nil && c.head != page.None {
		if i := slices.IndexFunc(t.heads, func(h titleHead) bool { return h.id == c.head }); i >= 0 {
			h = &t.heads[i]
		}
	}
	if h == nil {
		return append(row, 0, -1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1)
	}
	doc := t.c.Doc
	end := doc.Nodes[h.id].End
	after := min(end+afterHead, page.ID(len(doc.Nodes)))
	at := slices.IndexFunc(t.heads, func(o titleHead) bool { return o.id == h.id })
	kids := t.c.headingKids(h.id)
	row = append(row, h.rank, float32(at), flag(h.home), flag(h.linked), flag(h.listed), flag(h.hidden),
		flag(doc.Closest(h.id, articleTags...) != page.None), float32(doc.CharsBetween(0, h.id))/float32(max(1, doc.Chars(0))), float32(t.prose(end, after)),
		float32(len(kids)), flag(len(kids) > 1 && doc.Named(kids[0]).Field&classname.FieldKicker != 0))
	if t.h1 == nil {
		return append(row, -1)
	}
	return append(row, float32(t.prose(min(h.id, t.h1.id), max(h.id, t.h1.id))))
}

// afterHead is how many nodes behind a heading are looked at for prose.
const afterHead = 60

// sizedAsHeading reports an element that has the text and the nodes of a heading
// at most.
func (c *collector) sizedAsHeading(id page.ID) bool {
	chars := c.Doc.Chars(id)
	return chars >= 2 && chars <= 400 && c.Doc.Nodes[id].End-id <= 60
}

// heading is the text of a heading. Some templates escape a title twice. Elements
// that a heading is made of are set apart by the style sheet, white space or not:
// a kicker and the line below it.
func (c *collector) heading(id page.ID) string {
	kids := c.headingKids(id)
	parts, from := "", page.None
	for i, k := range kids {
		if from == page.None {
			from = k
		}
		if i+1 == len(kids) || isPart(&c.Doc.Nodes[k]) && isPart(&c.Doc.Nodes[kids[i+1]]) {
			if parts != "" {
				parts += " "
			}
			parts += c.textBetween(from, c.Doc.Nodes[k].End, maxTitle-min(maxTitle, len(parts)))
			from = page.None
		}
	}
	if strings.IndexByte(parts, '&') >= 0 {
		parts = html.UnescapeString(parts)
	}
	return parts
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
	first, tail, front := t.cutParts(h, "css:"+t.c.label(h), fromH1)
	t.kicker = first != page.None && t.c.Doc.Named(first).Field&classname.FieldKicker != 0
	t.tail, t.front = newTitleText(tail), newTitleText(front)
}

// cutParts adds a heading without its first and without its last element, and
// returns the first, page.None without one, and the two texts.
func (t *titleTable) cutParts(h page.ID, source string, from titleSource) (first page.ID, tail, front string) {
	kids := t.c.headingKids(h)
	if len(kids) < 2 {
		return page.None, "", ""
	}
	first, last, end := kids[0], kids[len(kids)-1], t.c.Doc.Nodes[h].End
	if isPart(&t.c.Doc.Nodes[last]) {
		front = t.c.textBetween(first, last, maxTitle)
		defer t.addPart(Value{front, source}, from, cutLast, t.c.text(last, maxTitle), h)
	}
	if !isPart(&t.c.Doc.Nodes[first]) {
		return page.None, "", front
	}
	tail = strings.TrimLeft(t.c.textBetween(kids[1], end, maxTitle), " :|–—-")
	t.addPart(Value{tail, source}, from, cutFirst, t.c.text(first, maxTitle), h)
	return first, tail, front
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
