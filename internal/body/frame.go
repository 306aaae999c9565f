package body

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
)

// frame is an open container: its blocks are those on the assembler's stack
// from start on, its entries those from items on.
type frame struct {
	kind  frameKind
	id    page.ID
	end   page.ID
	start int
	items int
	time  time.Time // of a live post
}

type frameKind uint8

const (
	listFrame frameKind = iota
	itemFrame
	quoteFrame
	figureFrame
	liveFrame
	notesFrame
)

// push opens a container, or leaves it out where too many are open: its parts
// then belong to the one around.
func (a *assembler) push(f frame) {
	if len(a.frames) >= maxNest {
		return
	}
	f.start, f.items = len(a.blocks), len(a.items)
	a.frames = append(a.frames, f)
}

// top returns the innermost open container, or nil.
func (a *assembler) top() *frame {
	if len(a.frames) == 0 {
		return nil
	}
	return &a.frames[len(a.frames)-1]
}

// floor returns the height of the stack at which the blocks of the innermost
// container begin.
func (a *assembler) floor() int {
	if f := a.top(); f != nil {
		return f.start
	}
	return 0
}

// last returns the block that was emitted last into the innermost container,
// or nil.
func (a *assembler) last() *article.Block {
	if len(a.blocks) == a.floor() {
		return nil
	}
	return &a.blocks[len(a.blocks)-1]
}

// closeFrames closes the containers that end at or before id.
func (a *assembler) closeFrames(id page.ID) {
	for len(a.frames) > 0 && a.top().end <= id {
		f := *a.top()
		if f.kind == figureFrame {
			a.rescueFigure(&f)
		}
		a.frames = a.frames[:len(a.frames)-1]
		a.close(&f)
	}
}

func (a *assembler) close(f *frame) {
	switch f.kind {
	case listFrame:
		a.closeList(f)
	case itemFrame:
		a.closeItem(f)
	case quoteFrame:
		if parts := a.cut(f.start); len(parts) > 0 {
			a.emit(container(article.Block{Kind: article.BlockQuote, Blocks: parts, Text: joinedText(parts)}))
		}
	case liveFrame:
		if parts := a.cut(f.start); len(parts) > 0 {
			a.emit(container(article.Block{Kind: article.BlockLivePost, Time: f.time, Blocks: parts, Text: joinedText(parts)}))
		}
	case notesFrame:
		a.closeNotes(f)
	case figureFrame:
		if t := a.top(); t != nil && t.kind == listFrame {
			a.emitAll(a.cut(f.start))
		}
	}
}

// cut takes the blocks from start on off the stack.
func (a *assembler) cut(start int) []article.Block {
	if len(a.blocks) == start {
		return nil
	}
	parts := slices.Clone(a.blocks[start:])
	a.blocks = a.blocks[:start]
	return parts
}

// emit adds a block to the innermost container.
func (a *assembler) emit(b article.Block) {
	if b.Kind == article.BlockSeparator && !a.wantsSeparator() {
		return
	}
	if f := a.top(); f != nil && f.kind == listFrame {
		a.addItem(f, b)
		return
	}
	a.blocks = append(roomFor(a.blocks), b)
}

// roomFor returns s with room for one more. It doubles: append adds a quarter to
// a long slice, and so copies each of its elements, of some 300 bytes, four times.
func roomFor[E any](s []E) []E {
	if len(s) < cap(s) {
		return s
	}
	return slices.Grow(s, max(len(s), 1))
}

func (a *assembler) emitAll(bs []article.Block) {
	for i := range bs {
		a.emit(bs[i])
	}
}

// emitText emits what the inline writer holds.
func (a *assembler) emitText(k article.BlockKind) {
	text, spans := a.inline.take()
	switch {
	case text == "":
	case isSeparatorLine(text):
		a.emit(article.Block{Kind: article.BlockSeparator})
	default:
		a.emit(article.Block{Kind: k, Text: text, Spans: spans})
	}
}

// wantsSeparator reports whether a separator would stand between two blocks:
// not first, not after another, and not as an entry of a list.
func (a *assembler) wantsSeparator() bool {
	if f := a.top(); f != nil && f.kind == listFrame {
		return false
	}
	last := a.last()
	return last != nil && last.Kind != article.BlockSeparator
}

// joinedText returns the texts of bs with a blank line between them. Figures and embeds
// are not part of the text that they stand in.
func joinedText(bs []article.Block) string {
	j := joiner{sep: "\n\n"}
	for i := range bs {
		j.block(&bs[i])
	}
	return j.String()
}

// joiner puts texts together; one alone is not copied.
type joiner struct {
	sep   string
	only  string
	built strings.Builder
}

func (j *joiner) add(s string) {
	switch {
	case s == "":
		return
	case j.only == "" && j.built.Len() == 0:
		j.only = s
		return
	case j.built.Len() == 0:
		j.built.WriteString(j.only)
	}
	j.built.WriteString(j.sep)
	j.built.WriteString(s)
}

func (j *joiner) block(b *article.Block) {
	if b.Kind != article.BlockFigure && b.Kind != article.BlockEmbed {
		j.add(b.Text)
	}
}

func (j *joiner) String() string {
	if j.built.Len() == 0 {
		return j.only
	}
	return j.built.String()
}

// maxRepeat is how many containers repeat a text of their parts while the body
// is made: what stands twice is found by it, and with one for each level the
// memory would grow with the depth.
const maxRepeat = 3

// container returns b, a block of blocks that has the text of its parts. The
// containers so many levels further in give theirs up: their parts have it.
func container(b article.Block) article.Block {
	thin(&b, maxRepeat)
	return b
}

// thin visits what stands at most so many containers below b. Since each
// container is thinned when it is closed, deeper ones have been.
func thin(b *article.Block, levels int) {
	if !isContainer(b) {
		return
	}
	if levels == 0 {
		b.Text = ""
		return
	}
	for part := range parts(b) {
		thin(part, levels-1)
	}
}

// leaveText takes the text from the containers of containers, at all levels, and
// reports whether b is a container. With the text at each level, 32 MB in
// fourteen quotes made 672 MB of JSON.
func leaveText(b *article.Block) bool {
	if !isContainer(b) {
		return false
	}
	for part := range parts(b) {
		if leaveText(part) {
			b.Text = ""
		}
	}
	return true
}

func isContainer(b *article.Block) bool { return len(b.Blocks) > 0 || len(b.Items) > 0 }

// parts yields the blocks that stand in b.
func parts(b *article.Block) func(yield func(*article.Block) bool) {
	return func(yield func(*article.Block) bool) {
		for i := range b.Blocks {
			if !yield(&b.Blocks[i]) {
				return
			}
		}
		for i := range b.Items {
			for k := range b.Items[i].Blocks {
				if !yield(&b.Items[i].Blocks[k]) {
					return
				}
			}
		}
	}
}

// inFigcaption reports whether id stands in the caption of the figure that is
// the innermost open container.
func (a *assembler) inFigcaption(id page.ID) bool {
	f := a.top()
	if f == nil || f.kind != figureFrame {
		return false
	}
	for range maxForms {
		if id <= f.id {
			return false
		}
		if a.doc.Nodes[id].Tag == atom.Figcaption {
			return true
		}
		id = a.doc.Nodes[id].Parent
	}
	return false
}
