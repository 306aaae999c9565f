package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/wording"
)

// mark is what an element adds to a box by itself, apart from its text: promos are
// recognised by their fields and buttons as much as by their words.
type mark uint8

const (
	markLink mark = iota
	markStoryLink
	markOutside // a link to another host
	markButton
	markEmail
	markPassword
	markSearch
	markField
	markArea
	markCheck
	markSubmit
	markAsking // a control whose words ask for something
	markImage
	markFrame
	markTitle // h1
	markHeading
	markItem
	markParagraph
	markTime
	markArticle
	markForm
	markTarget // and one for each kind of target
	numMarks   = markTarget + numTargets
)

// numTargets is how many kinds of target there are.
const numTargets = target.Kinds

var markNames = [numMarks]string{
	"link", "storylink", "outside", "button", "email", "password", "search", "field", "area", "check", "submit",
	"asking", "image", "frame", "h1", "heading", "item", "p", "time", "article", "form",
	"subscribe", "register", "login", "newsletter", "donate", "membership", "app", "shop", "event", "own", "weak",
}

// marks lists the marked elements of a page and the sums over those before
// each.
type marks struct {
	// Only marked elements have a row: a row is numMarks numbers long, and most nodes
	// are text or wrappers.
	nodes  []page.ID
	sums   []uint16
	before []int32 // by node: how many marked elements stand before it
}

// Links and buttons are in document order, as nodes are, so that one walk serves
// all.
func (m *marks) fill(doc *page.Doc, words *wording.Text, links target.Links) {
	m.nodes = m.nodes[:0]
	m.sums = append(m.sums[:0], make([]uint16, numMarks)...)
	m.before = scratch.Resize(m.before, len(doc.Nodes)+1)
	buttons := words.Buttons()
	for id := range doc.Nodes {
		m.before[id] = int32(len(m.nodes))
		n := &doc.Nodes[id]
		if n.Is(page.Text) || n.Tag == 0 {
			continue
		}
		if len(links) > 0 && links[0].Node == page.ID(id) {
			m.link(links[0])
			links = links[1:]
		}
		m.mark(page.ID(id), n)
		if len(buttons) > 0 && buttons[0].Node == page.ID(id) {
			if buttons[0].Kinds&asking != 0 {
				m.add(page.ID(id), markAsking)
			}
			buttons = buttons[1:]
		}
	}
	m.before[len(doc.Nodes)] = int32(len(m.nodes))
}

// tagMark returns the mark of an element that its tag alone decides.
func tagMark(a atom.Atom) (mark, bool) {
	switch a {
	case atom.Button:
		return markButton, true
	case atom.Textarea:
		return markArea, true
	case atom.Select:
		return markField, true
	case atom.Img, atom.Picture:
		return markImage, true
	case atom.Iframe, atom.Video, atom.Embed, atom.Object:
		return markFrame, true
	case atom.H1:
		return markTitle, true
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return markHeading, true
	case atom.Li:
		return markItem, true
	case atom.P:
		return markParagraph, true
	case atom.Time:
		return markTime, true
	case atom.Article:
		return markArticle, true
	case atom.Form:
		return markForm, true
	}
	return 0, false
}

// mark adds what the element itself says. A hidden field is a form's bookkeeping.
func (m *marks) mark(id page.ID, n *page.Node) {
	if k, ok := tagMark(n.Tag); ok {
		m.add(id, k)
		return
	}
	if n.Tag == atom.Input && page.Attr(n.N, "type") != "hidden" {
		m.add(id, inputMark(n))
	}
}

// A link has several marks: one for being a link, and one for each thing that its
// address says.
func (m *marks) link(l target.Link) {
	m.add(l.Node, markLink)
	if l.To&target.Story != 0 {
		m.add(l.Node, markStoryLink)
	}
	for k := range numTargets {
		if l.To&(1<<k) != 0 {
			m.add(l.Node, markTarget+mark(k))
		}
	}
	if l.To&target.Outside != 0 {
		m.add(l.Node, markOutside)
	}
}

// add counts one more mark at the element id.
//
// The first mark of an element copies the row of the one before, so that a row
// holds the sums up to its element, itself included. sums starts with a row of
// zeros.
func (m *marks) add(id page.ID, k mark) {
	if n := len(m.nodes); n == 0 || m.nodes[n-1] != id {
		m.nodes = append(m.nodes, id)
		at := len(m.sums) - int(numMarks)
		m.sums = append(m.sums, m.sums[at:]...)
	}
	m.sums[len(m.sums)-int(numMarks)+int(k)]++
}

// between writes the sums over the elements from first up to end.
func (m *marks) between(first, end page.ID, out *[numMarks]float32) {
	from, to := m.sums[int(m.before[first])*int(numMarks):], m.sums[int(m.before[end])*int(numMarks):]
	for i := range out {
		out[i] = float32(to[i] - from[i]) // wraps around as it should on a page of many
	}
}

// has reports whether a mark stands on any element from first up to end.
func (m *marks) has(k mark, first, end page.ID) bool {
	return m.sums[int(m.before[end])*int(numMarks)+int(k)] != m.sums[int(m.before[first])*int(numMarks)+int(k)]
}

// inputMark returns what kind of field an <input> is.
//
// A type says it where publishers set one. Many fields are of type text, and then
// their name or their placeholder tells an address from a search:
//
//	<input name="EMAIL">  <input placeholder="Your email">  <input name="s">
func inputMark(n *page.Node) mark {
	switch page.Attr(n.N, "type") {
	case "email":
		return markEmail
	case "password":
		return markPassword
	case "search":
		return markSearch
	case "checkbox", "radio":
		return markCheck
	case "submit", "button", "image":
		return markSubmit
	}
	name, hint := page.Attr(n.N, "name"), page.Attr(n.N, "placeholder")
	switch {
	case containsFold(name, "email") || containsFold(name, "e-mail") || containsFold(hint, "email") || containsFold(hint, "e-mail"):
		return markEmail
	case name == "q" || name == "s" || containsFold(name, "search") || containsFold(name, "query"):
		return markSearch
	}
	return markField
}

// containsFold reports whether s holds the lower-case ASCII sub in any case.
func containsFold(s, sub string) bool {
	for i := 0; i+len(sub) <= len(s); i++ {
		k := 0
		for k < len(sub) && s[i+k]|0x20 == sub[k]|0x20 {
			k++
		}
		if k == len(sub) {
			return true
		}
	}
	return false
}

func isHeadingTag(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
