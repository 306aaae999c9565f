package roles

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// anchorChars is the most characters that a link beside a heading may have if it
// only leads to that heading: "#", "¶", "edit".
const anchorChars = 6

// findBoxes finds for each text its own box: the outermost element that holds it
// alone. A wrapper says nothing: a heading in a div, or in three of them, is what
// it would be without.
//
// All features look from there on:
//
//	<div><div><h2>A sub-heading</h2></div></div> <p>Prose.</p>
//	^ its box                                    ^ its box
//
// so that both are siblings, as a reader sees them.
func (f *Frame) findBoxes() {
	f.lone = scratch.Resize(f.lone, len(f.in.Segs))
	f.tag = scratch.Resize(f.tag, len(f.in.Segs))
	for i := range f.in.Segs {
		s := &f.in.Segs[i]
		f.lone[i], f.tag[i] = s.Box, 0
		if s.Kind == block.Text {
			f.lone[i], f.tag[i] = f.boxOf(s)
		}
	}
}

// boxOf returns the outermost element around s that holds nothing else, and what
// the elements up to there say that it is: a heading, a paragraph, an item.
//
// The innermost telling tag wins: a <p> in an <li> is a paragraph. Body and html
// are never a box, even on a page of one sentence.
func (f *Frame) boxOf(s *block.Seg) (page.ID, atom.Atom) {
	nodes := f.in.Doc.Nodes
	box, tag := s.Box, nodes[s.Box].Tag
	told := tells(tag)
	for id := nodes[box].Parent; id != page.None; id = nodes[id].Parent {
		n := &nodes[id]
		if n.Tag == atom.Body || n.Tag == atom.Html || !f.holdsAlone(id, s) {
			break
		}
		box = id
		if !told && tells(n.Tag) {
			tag, told = n.Tag, true
		}
	}
	return box, tag
}

// holdsAlone reports whether the element id holds no other text than s and an
// anchor.
//
// A shown text does not mind hidden ones beside it, which a reader does not see; a
// hidden text minds all. Characters are compared, not nodes: Doc has their sums,
// so that it costs the same for any element.
func (f *Frame) holdsAlone(id page.ID, s *block.Seg) bool {
	doc := f.in.Doc
	others := int32(doc.Chars(id)) - s.Chars
	if !s.Hidden {
		others -= int32(doc.HiddenChars(id))
	}
	return others <= 0 || others <= anchorChars && others <= int32(doc.LinkChars(id))-s.Link
}

// tells reports whether a tag says what a text is, rather than how it is laid
// out.
//
// article and section are among the wrappers: frameworks put them around single
// teasers and headings as they would a div.
func tells(a atom.Atom) bool {
	switch a {
	case 0, atom.Div, atom.Span, atom.Section, atom.Header, atom.Article, atom.Main, atom.Center, atom.Font:
		return false
	}
	return true
}

// tally counts things that stand before a node in document order: the contents of a
// box are a difference of two tallies. The sums cost one pass and a row per node;
// without them each of thousands of texts would walk the boxes around it.
type tally struct {
	images, headings, dates, inputs, emails, buttons, links int32
	askLinks, storyLinks, loginLinks                        int32
	asks, hooks, labels                                     int32
}

func (t tally) less(o tally) tally {
	return tally{
		t.images - o.images, t.headings - o.headings, t.dates - o.dates, t.inputs - o.inputs, t.emails - o.emails,
		t.buttons - o.buttons, t.links - o.links, t.askLinks - o.askLinks, t.storyLinks - o.storyLinks,
		t.loginLinks - o.loginLinks, t.asks - o.asks, t.hooks - o.hooks, t.labels - o.labels,
	}
}

// count makes tallies[id] what stands before node id.
//
// Segments and links are both in document order, so that one walk serves all three
// lists. There is one row more than nodes, for what ends with the page.
func (f *Frame) count() {
	f.tallies = scratch.Resize(f.tallies, f.in.Doc.Len()+1)
	var t tally
	next, links := 0, f.in.Links
	for id := range f.in.Doc.Nodes {
		f.tallies[id] = t
		for ; next < len(f.in.Segs) && f.in.Segs[next].First <= page.ID(id); next++ {
			t.addText(&f.in.Segs[next])
		}
		t.addNode(f.in.Doc, page.ID(id))
		if len(links) > 0 && links[0].Node == page.ID(id) {
			t.addLink(links[0].To)
			links = links[1:]
		}
	}
	f.tallies[f.in.Doc.Len()] = t
}

func (f *Frame) within(id page.ID) tally {
	return f.tallies[f.in.Doc.Nodes[id].End].less(f.tallies[id])
}

// addText counts a text once per group of phrases, however many it has: a line
// that asks three times is one line.
func (t *tally) addText(s *block.Seg) {
	if s.Wording == 0 {
		return
	}
	t.asks += int32(bit(s.Wording&asks != 0))
	t.hooks += int32(bit(s.Wording&hooks != 0))
	t.labels += int32(bit(s.Wording&labels != 0))
}

func (t *tally) addNode(doc *page.Doc, id page.ID) {
	n := &doc.Nodes[id]
	switch n.Tag {
	case atom.Img, atom.Picture, atom.Video, atom.Iframe:
		t.images++
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		t.headings++
	case atom.Time:
		t.dates++
	case atom.Button:
		t.buttons++
	case atom.Textarea, atom.Select:
		t.inputs++
	case atom.Input:
		t.addInput(n)
	}
}

func (t *tally) addInput(n *page.Node) {
	switch page.Attr(n.N, "type") {
	case "hidden":
	case "submit", "button", "image":
		t.buttons++
	// A field for an address is what a newsletter's form cannot do without, whatever
	// its language. Many are of type text and say it by name alone.
	case "email":
		t.emails++
	default:
		t.inputs++
		if hasMail(page.Attr(n.N, "name")) || hasMail(page.Attr(n.N, "placeholder")) || hasMail(page.Attr(n.N, "id")) {
			t.emails++
		}
	}
}
