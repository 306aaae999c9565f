package gatefold

import (
	"bytes"
	"math"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// byWording stands in [roles.Claim] for a line's own words. Promos count down
// from -2, rule lines up from 0.
const byWording = math.MinInt32

// The label of an advertisement has maxLabel words at most. A line that points
// to another text has maxPointer, and its link headlineWords at least: fewer
// name a source or an address.
const (
	maxLabel      = 6
	maxPointer    = 40
	headlineWords = 5
	// pointerLabel is the most characters before such a link: "Read also:".
	pointerLabel = 24
)

// maxCredit is the most words of a line that names who took a picture; longer
// ones describe it, or are a story that begins so.
const maxCredit = 16

// claimLines takes the lines out of the story that say themselves that they
// are none: the label of an advertisement, a label like "Read also:" with
// nothing more than the link that it introduces, and the credit of a picture.
// The classifier knows the words, but such lines stand among the paragraphs in
// all else.
func (e *extraction) claimLines(claims []roles.Claim) {
	for i := range e.segs {
		s := &e.segs[i]
		if s.Kind != block.Text || s.Words > maxPointer || claims[i].Direct {
			continue
		}
		if r := claims[i].Role; r != term.RoleNone && r != term.Body {
			continue
		}
		switch {
		case e.labelsAd(i):
			claims[i] = roles.Claim{Role: term.Ad, By: byWording}
		case e.pointsAway(i):
			claims[i] = roles.Claim{Role: term.Related, By: byWording}
		case e.creditsPicture(s, i):
			claims[i] = roles.Claim{Role: term.Caption, By: byWording}
		}
	}
}

// labelsAd reports whether the segment is the label of an advertisement.
func (e *extraction) labelsAd(i int) bool {
	s := &e.segs[i]
	return s.Words <= maxLabel && e.words.Kinds(i)&wording.AdLabel != 0 && e.words.Covered(i, wording.AdLabel)*2 >= int(s.Chars)
}

// pointsAway reports whether the segment is a label and the link that it
// introduces. A label is known by its words or, in any language, by what
// separates it from the link.
func (e *extraction) pointsAway(i int) bool {
	s := &e.segs[i]
	label := int(s.Chars - s.Link)
	if s.Link == 0 || label == 0 || label > pointerLabel || e.linkWords(s) < headlineWords {
		return false
	}
	if e.words.Kinds(i)&wording.Related != 0 && label <= e.words.Covered(i, wording.Related)+2 {
		return true
	}
	folded := e.words.Folded(i)
	sep := bytes.IndexAny(folded, ":|>")
	return sep > 0 && nonSpace(folded[:sep+1]) == label
}

// creditsPicture reports whether the segment says who took a picture. In lists
// and tables the same words name a property: the picture of a television set.
func (e *extraction) creditsPicture(s *block.Seg, i int) bool {
	if s.Words > maxCredit || e.words.Kinds(i)&wording.Credit == 0 {
		return false
	}
	switch e.doc.Nodes[s.Box].Tag {
	case atom.Li, atom.Td, atom.Th, atom.Dd, atom.Dt:
		return false
	}
	return true
}

// linkWords counts the words of the segment's one link, which must be its end.
func (e *extraction) linkWords(s *block.Seg) int {
	link := page.None
	for id := s.First; id < s.End; id++ {
		if e.doc.Nodes[id].Tag != atom.A {
			continue
		}
		if link != page.None {
			return 0
		}
		link = id
	}
	if link == page.None || e.doc.CharsBetween(e.doc.Nodes[link].End, s.End) > 1 {
		return 0
	}
	return e.doc.Words(link)
}

// nonSpace counts the characters other than white space.
func nonSpace(b []byte) (n int) {
	for _, r := range string(b) {
		if r != ' ' && r != '\n' {
			n++
		}
	}
	return n
}
