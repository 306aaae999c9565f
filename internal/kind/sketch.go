package kind

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
)

// Sketch returns what a page's story looks like without asking any model: the
// paragraphs of its main container are taken for the story. It is for those who want
// to know the kind of a page and nothing of its text.
func Sketch(doc *page.Doc, segs []block.Seg, title string) (roles.Result, roles.Shape) {
	s := sketch{doc: doc, segs: segs, prose: make([]int32, doc.Len()+1)}
	s.before = make([]page.ID, doc.Len()+1)
	for i := range s.before {
		s.before[i] = page.None
	}
	s.TitleWords = float32(roles.TitleWords(title))
	s.sum()
	s.read(s.main())
	s.elements()
	return roles.Result{Words: int(s.Body), Confidence: sketchConfidence}, s.Shape
}

// sketchConfidence is the median confidence of pages: a sketch has none.
const sketchConfidence = 0.984

type sketch struct {
	roles.Shape
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
		switch {
		case seg.Hidden:
			continue
		case seg.Kind != block.Text:
			s.Media++
			continue
		}
		words := float32(seg.Words)
		s.Visible += words
		s.Linked += words * seg.LinkDensity()
		switch s.doc.Nodes[seg.Box].Tag {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			s.Headings++
		}
		if !isParagraph(seg) {
			if gap++; gap > maxGap {
				run = 0
			}
			continue
		}
		run, gap = run+words, 0
		s.LongestRun = max(s.LongestRun, run)
		s.Prose += words
		if s.doc.Contains(main, seg.First) {
			s.Body += words
		}
	}
}

// maxGap is how many other texts a run of paragraphs may hold in a row.
const maxGap = 2

// elements counts the links and the boxes that repeat, and looks for a headline.
func (s *sketch) elements() {
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
