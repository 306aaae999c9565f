package body

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// openItem begins an entry, if the container around is a list. Entries without
// one are paragraphs.
func (a *assembler) openItem(id page.ID, n *page.Node) {
	f := a.top()
	if f == nil || f.kind != listFrame {
		return
	}
	if a.isLivePost(id) {
		a.openLivePost(id)
		return
	}
	a.push(frame{kind: itemFrame, id: id, end: n.End})
}

// closeItem makes an entry of the blocks: its first paragraph is its own line.
// What defines a term belongs to the term's entry.
func (a *assembler) closeItem(f *frame) {
	parts := a.cut(f.start)
	if len(parts) == 0 {
		return
	}
	list := a.top()
	if a.doc.Nodes[f.id].Tag == atom.Dd && len(a.items) > list.items {
		term := &a.items[len(a.items)-1]
		term.Blocks = append(term.Blocks, parts...)
		return
	}
	a.items = append(roomFor(a.items), itemOf(parts))
}

func itemOf(parts []article.Block) article.Item {
	if first := &parts[0]; first.Kind == article.BlockParagraph {
		it := article.Item{Text: first.Text, Spans: first.Spans}
		if len(parts) > 1 {
			it.Blocks = parts[1:]
		}
		return it
	}
	return article.Item{Blocks: parts}
}

// addItem adds a block that stands in a list without an entry around. A list
// there is meant as part of the entry before.
func (a *assembler) addItem(f *frame, b article.Block) {
	if b.Kind == article.BlockList && len(a.items) > f.items {
		it := &a.items[len(a.items)-1]
		it.Blocks = append(it.Blocks, b)
		return
	}
	a.items = append(roomFor(a.items), itemOf([]article.Block{b}))
}

// closeList emits the list. One whose entries have no line of their own only
// arranges what it holds: pictures, cards, posts.
func (a *assembler) closeList(f *frame) {
	if len(a.items) == f.items {
		return
	}
	items := slices.Clone(a.items[f.items:])
	a.items = a.items[:f.items]
	if !slices.ContainsFunc(items, func(it article.Item) bool { return it.Text != "" }) {
		for i := range items {
			a.emitAll(items[i].Blocks)
		}
		return
	}
	b := container(article.Block{Kind: article.BlockList, Items: items, Text: itemsText(items)})
	if n := &a.doc.Nodes[f.id]; n.Tag == atom.Ol {
		b.Ordered = true
		b.Start = startOf(page.Attr(n.N, "start"))
	}
	a.emit(b)
}

// maxStart is the highest number that CommonMark reads as the marker of an
// entry, and far from where counting on would overflow.
const maxStart = 999_999_999

// startOf reads where an ordered list starts. What is no number, or none that
// a list of a story has, is the beginning.
func startOf(attr string) int {
	start, err := strconv.Atoi(strings.TrimSpace(attr))
	if err != nil || start < -maxStart || start > maxStart {
		return 1
	}
	return start
}

func itemsText(items []article.Item) string {
	j := joiner{sep: "\n"}
	for i := range items {
		j.add(items[i].Text)
		for k := range items[i].Blocks {
			j.block(&items[i].Blocks[k])
		}
	}
	return j.String()
}

// opensNotes reports whether the element id holds footnotes and does not stand
// among some.
func (a *assembler) opensNotes(id page.ID) bool {
	if f := a.top(); f != nil && f.kind == notesFrame {
		return false
	}
	return IsNotes(a.doc, id)
}

// IsNotes reports whether the element id holds footnotes, by the names that
// publishers, DPUB-ARIA and EPUB give them, or by the link from a note back to its
// mark.
func IsNotes(doc *page.Doc, id page.ID) bool {
	n := doc.Nodes[id].N
	if len(n.Attr) == 0 && !isList(n.DataAtom) {
		return false
	}
	if 2*doc.Chars(id) > doc.Chars(0) {
		return false // a container of the story itself
	}
	if leadsBack(doc, id) {
		return true
	}
	if doc.NamedByClass(id).Form&(classname.FormNotes|classname.FormNote) != 0 {
		return true
	}
	switch page.Attr(n, "role") {
	case "doc-endnotes", "doc-footnote", "doc-endnote":
		return true
	}
	switch page.Attr(n, "id") {
	case "footnotes", "endnotes":
		return true
	}
	switch page.Attr(n, "epub:type") {
	case "footnotes", "footnote", "endnotes", "endnote":
		return true
	}
	return false
}

func isList(a atom.Atom) bool { return a == atom.Ol || a == atom.Ul }

// leadsBack reports whether the element id is a note with a link back to its mark, or a
// list that begins with one:
//
//	<ol><li id="fn1">In May. <a href="#ref1">↩</a></li>…</ol>
//	<p id="fn1"><a href="#ref1">1</a> In May.</p>
func leadsBack(doc *page.Doc, id page.ID) bool {
	if isList(doc.Nodes[id].Tag) {
		if id++; int(id) == doc.Len() || doc.Nodes[id].Tag != atom.Li {
			return false
		}
	}
	switch n := &doc.Nodes[id]; n.Tag {
	case 0, atom.Li, atom.P, atom.Div, atom.Dd:
		own := page.Attr(n.N, "id")
		return own != "" && !n.Is(page.Text) && (isBack(doc, doc.Nodes[n.End-1].Parent, id, own) || isBack(doc, firstText(doc, id), id, own))
	}
	return false
}

// firstText returns the element around the first text in id.
func firstText(doc *page.Doc, id page.ID) page.ID {
	for k := id + 1; k < min(doc.Nodes[id].End, id+maxNoteMark); k++ {
		if doc.Nodes[k].Is(page.Text) {
			return doc.Nodes[k].Parent
		}
	}
	return page.None
}

// isBack reports whether the element at, or one around it inside the note, is a link
// to another place on the page whose text is a sign or a number.
func isBack(doc *page.Doc, at, note page.ID, own string) bool {
	for n := 0; n < maxNoteMark && at != page.None && at > note; n, at = n+1, doc.Nodes[at].Parent {
		if doc.Nodes[at].Tag != atom.A {
			continue
		}
		href, last := page.Attr(doc.Nodes[at].N, "href"), &doc.Nodes[doc.Nodes[at].End-1]
		return len(href) > 1 && href[0] == '#' && href[1:] != own && doc.Chars(at) <= maxNoteMark && last.Is(page.Text) &&
			!strings.ContainsFunc(last.N.Data, unicode.IsLetter)
	}
	return false
}

// closeNotes makes a footnote of every paragraph and every entry.
func (a *assembler) closeNotes(f *frame) {
	for _, b := range a.cut(f.start) {
		switch b.Kind {
		case article.BlockParagraph:
			b.Kind = article.BlockFootnote
			a.emit(b)
		case article.BlockList:
			for i := range b.Items {
				a.emit(footnoteOf(&b.Items[i]))
			}
		default:
			a.emit(b)
		}
	}
}

func footnoteOf(it *article.Item) article.Block {
	if len(it.Blocks) == 0 {
		return article.Block{Kind: article.BlockFootnote, Text: it.Text, Spans: it.Spans}
	}
	parts := it.Blocks
	if it.Text != "" {
		parts = slices.Insert(slices.Clone(parts), 0, article.Block{Kind: article.BlockParagraph, Text: it.Text, Spans: it.Spans})
	}
	return article.Block{Kind: article.BlockFootnote, Blocks: parts, Text: joinedText(parts)}
}
