package body

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/weburl"
)

// Assemble turns the segments of the story into typed blocks, in reading
// order: of text, media and rules those with the role body are taken, and the
// captions; everything else is left out.
// urls makes the page's links absolute.
//
// The second result are the pull quotes that only repeat what the first holds;
// they are not in it.
//
// The time is linear in the segments and the nodes among them, and no depth of
// the tree is too deep: what is nested below maxNest containers goes into the
// innermost.
func Assemble(doc *page.Doc, segs []block.Seg, urls weburl.Resolver) (body, repeats []article.Block) {
	if len(segs) == 0 {
		return nil, nil
	}
	a := assemblers.Get()
	a.start(doc, segs, urls)
	for a.at < len(a.segs) {
		a.next()
	}
	a.closeFrames(page.ID(doc.Len()))
	body, repeats = finishBody(a.blocks)
	if cap(a.blocks) > maxBlocks {
		a.blocks = nil // the body keeps them
	} else {
		body = slices.Clone(body)
	}
	a.release()
	return body, repeats
}

// maxBlocks is the room for blocks that is kept for the next page; of more, a copy
// would cost more than new room does.
const maxBlocks = 1 << 10

// maxNest bounds how deep blocks stand inside one another. Real pages nest
// four or five.
const maxNest = 12

// assembler holds the state of one assembly. Blocks and entries grow on one
// stack each, shared by all open containers: a container's own begin at the
// height that the stack had when it opened.
type assembler struct {
	doc  *page.Doc
	segs []block.Seg
	urls weburl.Resolver

	at     int     // the segment that is placed next
	node   page.ID // every container that begins before it was opened
	frames []frame
	blocks []article.Block
	items  []article.Item
	inline inlineWriter

	mediaEnd page.ID // end of the last picture or embed: what it wraps is its fallback
	spent    map[*html.Node]bool
	images   []article.Image
	cells    []article.Cell
	owned    []bool
}

var assemblers = scratch.NewPool[assembler](nil)

func (a *assembler) start(doc *page.Doc, segs []block.Seg, urls weburl.Resolver) {
	a.doc, a.segs = doc, segs
	a.urls = urls
	a.at, a.node, a.mediaEnd = 0, 0, 0
	a.inline.a = a
}

// release gives the scratch back without anything of the page in it.
func (a *assembler) release() {
	assemblers.Put(a, func(a *assembler) {
		clear(a.blocks[:cap(a.blocks)])
		clear(a.items[:cap(a.items)])
		clear(a.images[:cap(a.images)])
		clear(a.cells[:cap(a.cells)])
		clear(a.inline.marks[:cap(a.inline.marks)])
		*a = assembler{
			frames: a.frames[:0], blocks: a.blocks[:0], items: a.items[:0],
			images: a.images[:0], cells: a.cells[:0], owned: a.owned[:0],
			inline: inlineWriter{buf: a.inline.buf[:0], marks: a.inline.marks[:0]},
		}
	})
}

// kept reports whether the segment i belongs to the story. The words of buttons
// do not, but those of an accordion, which are headings.
func (a *assembler) kept(i int) bool {
	if a.segs[i].Role != term.Body && a.segs[i].Role != term.Caption {
		return false
	}
	s := &a.segs[i]
	return s.Flags&page.InButton == 0 || s.Kind == block.Media || a.namesPart(s.Box) // a picture may open in larger size
}

// next places the next segment, and those that belong with it.
func (a *assembler) next() {
	i := a.at
	if !a.kept(i) {
		a.at++
		return
	}
	s := &a.segs[i]
	a.closeFrames(s.First)
	if a.descend(s.First) {
		return
	}
	a.at = i + 1
	switch {
	case s.Kind == block.Rule:
		a.emit(article.Block{Kind: article.BlockSeparator})
	case s.Kind == block.Media:
		a.media(s)
	case a.segs[i].Role == term.Caption || a.inFigcaption(s.Box):
		a.caption(s)
	default:
		a.paragraph(i)
	}
}

// descend opens the containers around target, and reports whether one of them
// took all of its segments at once. Subtrees without a segment of the story
// are passed over, so nothing in them costs more than one step.
func (a *assembler) descend(target page.ID) (taken bool) {
	for a.node < target {
		n := &a.doc.Nodes[a.node]
		if n.End <= target {
			a.node = n.End
			continue
		}
		if n.Is(page.Block) && a.open(a.node, n) {
			a.node = n.End
			return true
		}
		a.node++
	}
	return false
}

// open handles the block-level element id, which holds a segment of the story.
// It reports whether it took all of the element's segments.
func (a *assembler) open(id page.ID, n *page.Node) (taken bool) {
	switch n.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		// Some publishers set captions in the tag of a heading, for its type.
		if a.segs[a.at].Role == term.Caption {
			return false
		}
		return a.heading(id, int(n.Tag.String()[1]-'0'))
	case atom.Pre:
		a.code(id)
		return true
	case atom.Table:
		if block.IsDataTable(a.doc, id) {
			a.table(id)
			return true
		}
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir:
		if a.opensNotes(id) {
			a.push(frame{kind: notesFrame, id: id, end: n.End})
		}
		a.push(frame{kind: listFrame, id: id, end: n.End})
	case atom.Li, atom.Dt, atom.Dd:
		a.openItem(id, n)
	case atom.Figure:
		if a.isPullQuote(id) {
			a.pullQuote(id)
			return true
		}
		a.push(frame{kind: figureFrame, id: id, end: n.End})
	case atom.Blockquote:
		return a.openQuote(id, n)
	default:
		return a.openByName(id, n)
	}
	return false
}

// openByName handles the elements whose meaning is in their attributes.
func (a *assembler) openByName(id page.ID, n *page.Node) (taken bool) {
	if len(n.N.Attr) == 0 || n.Tag == atom.Body || n.Tag == atom.Html {
		return false
	}
	form := a.doc.NamedByClass(id).Form
	switch {
	case form&classname.FormPull != 0 && a.isPullQuote(id):
		a.pullQuote(id)
		return true
	case form&classname.FormPost != 0 && a.isQuotedEmbed(id):
		a.quotedEmbed(id)
		return true
	case page.Attr(n.N, "role") == "heading":
		return a.heading(id, ariaLevel(n.N))
	case a.opensNotes(id):
		a.push(frame{kind: notesFrame, id: id, end: n.End})
	case a.isLivePost(id):
		a.openLivePost(id)
	}
	return false
}

// namesPart reports whether id stands in a heading or a term.
func (a *assembler) namesPart(id page.ID) bool {
	for range maxForms {
		if id == page.None {
			return false
		}
		if page.NamesPart(a.doc.Nodes[id].Tag) {
			return true
		}
		id = a.doc.Nodes[id].Parent
	}
	return false
}

// paragraph emits the text that begins with the segment i.
func (a *assembler) paragraph(i int) {
	s := &a.segs[i]
	end := a.paragraphEnd(i)
	if a.keepsLines(s.Box) {
		a.linedText(s, end)
		return
	}
	a.inline.reset()
	a.inline.write(s.First, end, s.Hidden)
	a.emitText(article.BlockParagraph)
}

// paragraphEnd returns where the paragraph of segment i ends, and makes the
// segment after it the next. Block-level elements that are not shown cut the
// segments of a paragraph but not the paragraph itself.
func (a *assembler) paragraphEnd(i int) page.ID {
	s := &a.segs[i]
	end := s.End
	for j := i + 1; j < len(a.segs); j++ {
		t := &a.segs[j]
		if !a.kept(j) && (t.Hidden != s.Hidden || t.Kind != block.Text) {
			continue
		}
		if t.Kind != block.Text || t.Hidden != s.Hidden || t.Box != s.Box || a.segs[j].Role != a.segs[i].Role ||
			!a.flowsOn(end, t.First, s.Hidden) {
			break
		}
		end = t.End
		a.at = j + 1
	}
	return end
}

// flowsOn reports whether the text at end goes on at next: between them stands
// nothing that a reader sees, and no two line breaks.
func (a *assembler) flowsOn(end, next page.ID, hidden bool) bool {
	breaks := 0
	for id := end; id < next; {
		n := &a.doc.Nodes[id]
		switch {
		case n.Is(page.Raw) || isUnseen(n) && !hidden:
			id = min(n.End, next)
			continue
		case n.Is(page.Block), n.Is(page.Text) && isUnseen(n) == hidden:
			return false
		case n.Tag == atom.Br:
			if breaks++; breaks == 2 {
				return false
			}
		}
		id++
	}
	return true
}

// eachIn calls f with every segment of the story that begins before end, and
// goes past them.
func (a *assembler) eachIn(end page.ID, f func(i int, s *block.Seg)) {
	for a.at < len(a.segs) && a.segs[a.at].First < end {
		i := a.at
		a.at++
		if a.kept(i) {
			f(i, &a.segs[i])
		}
	}
}

// gather writes the text of the segments that begin before end into the inline
// writer, a line for each, and returns the media among them.
func (a *assembler) gather(end page.ID) (media []int) {
	a.eachIn(end, func(i int, s *block.Seg) {
		switch s.Kind {
		case block.Text:
			a.inline.lineBreak()
			a.inline.write(s.First, a.paragraphEnd(i), s.Hidden)
		case block.Media:
			media = append(media, i)
		}
	})
	return media
}

// placeMedia emits pictures and embeds that stood inside something that has no
// place for them, after it.
func (a *assembler) placeMedia(media []int) {
	for _, i := range media {
		a.media(&a.segs[i])
	}
}

// maxHeading is the most text, in characters, of a heading. An element that
// was never closed holds more.
const maxHeading = 500

func (a *assembler) heading(id page.ID, level int) (taken bool) {
	if a.doc.Chars(id) > maxHeading {
		return false
	}
	a.inline.reset()
	a.inline.bold = true
	media := a.gather(a.doc.Nodes[id].End)
	text, spans := a.inline.take()
	if text != "" {
		a.emit(article.Block{Kind: article.BlockHeading, Level: level, Text: text, Spans: spans})
	}
	a.placeMedia(media)
	return true
}

// ariaLevel returns the level of an element with the role of a heading. ARIA
// gives 2 to those without one.
func ariaLevel(n *html.Node) int {
	if s := page.Attr(n, "aria-level"); len(s) == 1 && s[0] >= '1' && s[0] <= '6' {
		return int(s[0] - '0')
	}
	return 2
}

// finishBody does what needs the whole body: it drops what stands twice and
// separators at the end. The result stands in the memory of bs.
func finishBody(bs []article.Block) (body, repeats []article.Block) {
	bs = dissolveLone(bs)
	bs = dropDoubles(bs)
	bs, repeats = splitRepeats(bs)
	for len(bs) > 0 && bs[len(bs)-1].Kind == article.BlockSeparator {
		bs = bs[:len(bs)-1]
	}
	if len(bs) == 0 {
		return nil, repeats
	}
	for i := range bs {
		leaveText(&bs[i])
	}
	return bs, repeats
}
