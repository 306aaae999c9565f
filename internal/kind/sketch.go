package kind

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
)

// SketchMarkup is how much of a page's markup is read for a sketch, in bytes.
const SketchMarkup = 64 << 10

// Sketch returns what a page's story looks like without asking any model: the
// paragraphs of its main container are taken for the story. It is for those who want
// to know the kind of a page and nothing of its text.
func Sketch(doc *page.Doc, segs []block.Seg, title string) (roles.Result, roles.Shape, *Outline) {
	s := sketch{doc: doc, segs: segs, prose: make([]int32, doc.Len()+1)}
	s.before = make([]page.ID, doc.Len()+1)
	for i := range s.before {
		s.before[i] = page.None
	}
	s.TitleWords = float32(roles.TitleWords(title))
	s.sum()
	main := s.main()
	s.read(main)
	s.elements(main)
	return roles.Result{Words: int(s.Body), Confidence: sketchConfidence}, s.Shape, &s.Outline
}

// Outline is what a sketch counts beside the shape that pages have for the models of
// roles. With it a model of its own tells what those would have made of the page.
type Outline struct {
	// Paragraphs, Texts, Words, Linked, Headings, Media and Items are those of the main
	// container: its paragraphs, all its texts with their words and those in links, and
	// what else it holds.
	Paragraphs, Texts, Words, Linked, Headings, Media, Items float32
	// FormWords are the words in forms, Buttons the texts in buttons, of the page.
	FormWords, Buttons float32
	// Articles, Times, Cells and Codes count the elements of these sorts.
	Articles, Times, Cells, Codes float32
}

// outlineNames name the values of row.
var outlineNames = [...]string{
	"main paragraphs", "main texts", "main words", "main words share", "main linked", "main headings", "main media", "main items",
	"words per paragraph", "paragraphs per text", "form words", "buttons", "articles", "times", "cells", "codes",
}

// row appends the outline's values.
func (o *Outline) row(x []float32, visible float32) []float32 {
	return append(x,
		logOf(o.Paragraphs), logOf(o.Texts), logOf(o.Words), o.Words/max(visible, 1), o.Linked/max(o.Words, 1),
		logOf(o.Headings), logOf(o.Media), logOf(o.Items),
		o.Words/max(o.Paragraphs, 1), o.Paragraphs/max(o.Texts, 1), logOf(o.FormWords), logOf(o.Buttons),
		logOf(o.Articles), logOf(o.Times), logOf(o.Cells), logOf(o.Codes),
	)
}

// sketchConfidence is the median confidence of pages: a sketch has none.
const sketchConfidence = 0.984

type sketch struct {
	roles.Shape
	Outline
	doc   *page.Doc
	segs  []block.Seg
	prose []int32 // by node: words of paragraphs before it
	// before has for each element, by its number and one, the last child that was seen.
	before []page.ID
}

// A paragraph has as many words and as few links as for the models of roles, which
// also look at its punctuation.
func isParagraph(s *block.Seg) bool {
	return s.Kind == block.Text && !s.Hidden && s.Words >= 12 && s.Link*3 < s.Chars && s.Flags&page.InButton == 0
}

// sum makes prose[id] the words of the paragraphs that start before node id.
func (s *sketch) sum() {
	var sum int32
	next := page.ID(0)
	for i := range s.segs {
		for ; next <= s.segs[i].First; next++ {
			s.prose[next] = sum
		}
		if isParagraph(&s.segs[i]) {
			sum += s.segs[i].Words
		}
	}
	for ; int(next) < len(s.prose); next++ {
		s.prose[next] = sum
	}
}

// main is the smallest element with most of the paragraphs, None without any.
func (s *sketch) main() page.ID {
	want := float32(s.prose[s.doc.Len()]) * mainShare
	if want == 0 {
		return page.None
	}
	at := page.ID(0)
	for {
		down := page.None
		for c := range s.doc.Children(at) {
			if float32(s.prose[s.doc.Nodes[c].End]-s.prose[c]) >= want {
				down = c
				break
			}
		}
		if down == page.None || s.doc.Nodes[down].End == down+1 {
			return at
		}
		at = down
	}
}

// mainShare is that of the models of roles.
const mainShare = 0.6

// read fills what the texts say in one pass.
func (s *sketch) read(main page.ID) {
	run, gap := float32(0), 0
	for i := range s.segs {
		seg := &s.segs[i]
		inside := main != page.None && s.doc.Contains(main, seg.First)
		switch {
		case seg.Hidden:
			continue
		case seg.Kind != block.Text:
			s.Shape.Media++
			s.Outline.Media += bit(inside)
			continue
		}
		s.text(seg, inside)
		if !isParagraph(seg) {
			if gap++; gap > maxGap {
				run = 0
			}
			continue
		}
		words := float32(seg.Words)
		run, gap = run+words, 0
		s.LongestRun = max(s.LongestRun, run)
		s.Prose += words
		if inside {
			s.Body += words
			s.Paragraphs++
		}
	}
}

// text counts one text that shows, which may stand inside the main container.
func (s *sketch) text(seg *block.Seg, inside bool) {
	words := float32(seg.Words)
	linked := words * seg.LinkDensity()
	s.Visible += words
	s.Shape.Linked += linked
	if seg.Flags&page.InForm != 0 {
		s.FormWords += words
	}
	s.Buttons += bit(seg.Flags&page.InButton != 0)
	heading := false
	switch s.doc.Nodes[seg.Box].Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		heading = true
	}
	s.Shape.Headings += bit(heading)
	if inside {
		s.Texts++
		s.Words += words
		s.Outline.Linked += linked
		s.Outline.Headings += bit(heading)
	}
}

// maxGap is how many other texts a run of paragraphs may hold in a row.
const maxGap = 2

// elements counts the links and the boxes that repeat, and looks for a headline.
func (s *sketch) elements(main page.ID) {
	nodes := s.doc.Nodes
	for id := 0; id < len(nodes); id++ {
		n := &nodes[id]
		switch {
		case n.Is(page.Text | page.InHead | page.Hidden):
			continue
		case n.Tag == atom.A && n.Is(page.InLink) && s.doc.Chars(page.ID(id)) > 0:
			s.Links++
		case n.Tag == atom.H1 && s.doc.Words(page.ID(id)) > 2:
			s.Headline = true
		case n.Tag == atom.Li:
			s.Items += bit(main != page.None && s.doc.Contains(main, page.ID(id)))
		case n.Tag == atom.Article:
			s.Articles++
		case n.Tag == atom.Time:
			s.Times++
		case n.Tag == atom.Td:
			s.Cells++
		case n.Tag == atom.Pre || n.Tag == atom.Code:
			s.Codes++
		}
		if n.Tag != atom.P && n.Tag != atom.Br {
			s.Repeats = max(s.Repeats, s.alike(page.ID(id)))
		}
	}
}

// alike counts the elements in a row, from id on, that are of one tag and one class.
// Only the first of them is counted from.
func (s *sketch) alike(id page.ID) (count float32) {
	nodes := s.doc.Nodes
	n := &nodes[id]
	if id > 0 && s.isLike(n, s.before[n.Parent+1]) {
		s.before[n.Parent+1] = id
		return 1
	}
	s.before[n.Parent+1] = id
	for next := id; ; count++ {
		if next = nodes[next].End; !s.isLike(n, next) {
			return count + 1
		}
	}
}

func (s *sketch) isLike(n *page.Node, id page.ID) bool {
	if id == page.None || int(id) >= len(s.doc.Nodes) {
		return false
	}
	o := &s.doc.Nodes[id]
	return o.Parent == n.Parent && o.Tag == n.Tag && o.Class == n.Class && !o.Is(page.Text)
}
