package promo

import (
	"cmp"
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wording"
)

// mark is what an element that is not text adds to a box.
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

// numTargets is how many kinds of target there are, toSubscribe to weak.
const numTargets = 11

var markNames = [numMarks]string{
	"link", "storylink", "outside", "button", "email", "password", "search", "field", "area", "check", "submit",
	"asking", "image", "frame", "h1", "heading", "item", "p", "time", "article", "form",
	"subscribe", "register", "login", "newsletter", "donate", "membership", "app", "shop", "event", "own", "weak",
}

// marks lists the marked elements of a page and the sums over those before
// each.
type marks struct {
	nodes []page.ID
	sums  []uint16
}

func (m *marks) fill(doc *page.Doc, words *wording.Text) {
	m.nodes = m.nodes[:0]
	m.sums = append(m.sums[:0], make([]uint16, numMarks)...)
	buttons := words.Buttons()
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Is(page.Text) || n.Tag == 0 {
			continue
		}
		m.mark(doc, page.ID(id), n)
		if len(buttons) > 0 && buttons[0].Node == page.ID(id) {
			if buttons[0].Kinds&asking != 0 {
				m.add(page.ID(id), markAsking)
			}
			buttons = buttons[1:]
		}
	}
}

// tagMarks are the elements that say all by their tag.
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

func (m *marks) mark(doc *page.Doc, id page.ID, n *page.Node) {
	if k, ok := tagMark(n.Tag); ok {
		m.add(id, k)
		return
	}
	switch n.Tag {
	case atom.Input:
		if page.Attr(n.N, "type") != "hidden" {
			m.add(id, inputMark(n))
		}
	case atom.A:
		if href := doc.Attr(id, "href"); href != "" {
			m.link(id, href)
		}
	}
}

func (m *marks) link(id page.ID, href string) {
	m.add(id, markLink)
	if isStoryLink(href) {
		m.add(id, markStoryLink)
	}
	to := targetOf(href)
	for k := range numTargets {
		if to&(1<<k) != 0 {
			m.add(id, markTarget+mark(k))
		}
	}
	if len(href) > 8 && (href[:4] == "http" || href[:2] == "//") {
		m.add(id, markOutside)
	}
}

// add counts one more mark at the element id.
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
	lo, hi := m.at(first), m.at(end)
	from, to := m.sums[lo*int(numMarks):], m.sums[hi*int(numMarks):]
	for i := range out {
		out[i] = float32(to[i] - from[i]) // wraps around as it should on a page of many
	}
}

func (m *marks) at(id page.ID) int {
	i, _ := slices.BinarySearchFunc(m.nodes, id, func(a, b page.ID) int { return cmp.Compare(a, b) })
	return i
}

// inputMark tells the fields apart.
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

// slugWords is how many words in one part of an address make it a story's.
const slugWords = 4

// isStoryLink reports whether an address ends as those of stories do: in a
// headline's words, or in a long number.
func isStoryLink(href string) bool {
	words, digits, letters := 0, 0, 0
	for i := range len(href) {
		switch c := href[i]; {
		case c == '?' || c == '#':
			return words >= slugWords
		case c == '/':
			if words >= slugWords {
				return true
			}
			words, digits, letters = 0, 0, 0
		case c == '-' || c == '_':
			if letters > 0 {
				words++
			}
			letters = 0
		case '0' <= c && c <= '9':
			if digits++; digits >= 6 {
				return true
			}
			letters++
		default:
			letters++
		}
	}
	return words >= slugWords-1 && letters > 0
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
