package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
)

// Shape sums up a page's text and what was taken for its body, for those who
// judge the page as a whole. Words and numbers are counts.
type Shape struct {
	// Visible are the words that the page shows, Linked those of them in links,
	// Body those that the model takes for the story, Prose those of paragraphs.
	Visible, Linked, Body, Prose float32
	// LongestRun are the words of the longest run of paragraphs side by side,
	// Repeats the most boxes of one shape.
	LongestRun, Repeats float32

	Headings, Media, Links, Forms float32
	// Headline is set where the page shows one, TitleWords counts the words of
	// the title that tell something.
	Headline   bool
	TitleWords float32
}

// Shape returns the page's shape, after [Frame.Assign].
//
// It is taken from what the frame already holds, in one pass over the segments.
func (f *Frame) Shape() Shape {
	s := Shape{Headline: f.head >= 0, TitleWords: float32(f.anchors.titleWords)}
	for i := range f.in.Segs {
		f.addShape(&s, i)
	}
	for _, r := range f.anchors.run {
		s.LongestRun = max(s.LongestRun, float32(r))
	}
	for _, r := range f.anchors.repeats {
		s.Repeats = max(s.Repeats, float32(r))
	}
	return s
}

func (f *Frame) addShape(s *Shape, i int) {
	seg := &f.in.Segs[i]
	switch {
	case seg.Hidden:
		return
	case seg.Kind == block.Media:
		s.Media++
		return
	}
	words := float32(seg.Words)
	s.Visible += words
	s.Linked += words * seg.LinkDensity()
	s.Links += float32(f.text[i].links)
	if f.prose[i] {
		s.Prose += words
	}
	if seg.P > 0.5 {
		s.Body += words
	}
	own := f.hints.of(seg.Box)
	s.Headings += bit(own&classname.HeadingTag != 0)
	s.Forms += bit(own&classname.FormTag != 0)
}
