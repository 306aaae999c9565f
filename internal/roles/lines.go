package roles

import (
	"bytes"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

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

// ClaimLines takes lines out of the story that state in words that they are no
// part of it: the label of an advertisement, a label like "Read also:" with only
// the link that it introduces, and the credit of a picture:
//
//	<p>Prose.</p>
//	<p>Read also: <a href="/x">Why the harbour stays closed this year</a></p>
//	<p>Prose.</p>
//
// The classifier knows the words, but in everything else such lines look like the
// paragraphs around them. A rule that names the line itself is believed.
func ClaimLines(doc *page.Doc, segs []block.Seg, words *wording.Text) {
	l := lines{doc, segs, words}
	for i := range segs {
		s := &segs[i]
		if s.Kind != block.Text || s.Words > maxPointer || s.Claim.Direct {
			continue
		}
		if r := s.Claim.Role; r != term.RoleNone && r != term.Body {
			continue
		}
		switch {
		case l.labelsAd(i):
			s.Claim = block.Claim{Role: term.Ad, Why: byWording}
		case l.pointsAway(i):
			s.Claim = block.Claim{Role: term.Related, Why: byWording}
		case l.creditsPicture(s):
			s.Claim = block.Claim{Role: term.Caption, Why: byWording}
		}
	}
}

// lines are the page's texts, seen one by one.
type lines struct {
	doc   *page.Doc
	segs  []block.Seg
	words *wording.Text
}

var byWording = block.Why{Cause: block.ByWording}

// labelsAd reports whether the segment is the label of an advertisement.
//
// Half of the line must be the label: "Advertisement" does, a sentence about one
// does not.
func (l *lines) labelsAd(i int) bool {
	s := &l.segs[i]
	return s.Words <= maxLabel && s.Wording&wording.AdLabel != 0 && l.words.Covered(i, wording.AdLabel)*2 >= int(s.Chars)
}

// pointsAway reports whether the segment is a label and the link that it
// introduces. A label is known by its words or, in any language, by what
// separates it from the link.
func (l *lines) pointsAway(i int) bool {
	s := &l.segs[i]
	label := int(s.Chars - s.Link)
	if s.Link == 0 || label == 0 || label > pointerLabel || l.linkWords(s) < headlineWords {
		return false
	}
	if s.Wording&wording.Related != 0 && label <= l.words.Covered(i, wording.Related)+2 {
		return true
	}
	folded := l.words.Folded(i)
	sep := bytes.IndexAny(folded, ":|>")
	return sep > 0 && nonSpace(folded[:sep+1]) == label
}

// creditsPicture reports whether the segment says who took a picture. In lists
// and tables the same words name a property: the picture of a television set.
func (l *lines) creditsPicture(s *block.Seg) bool {
	if s.Words > maxCredit || s.Wording&wording.Credit == 0 {
		return false
	}
	switch l.doc.Nodes[s.Box].Tag {
	case atom.Li, atom.Td, atom.Th, atom.Dd, atom.Dt:
		return false
	}
	return true
}

// linkWords counts the words of the segment's one link, which must be its end.
//
//	<p>See <a>one</a> and <a>two</a></p>      0: two links, a sentence
//	<p>See: <a>Why the harbour…</a> today</p> 0: the sentence goes on
func (l *lines) linkWords(s *block.Seg) int {
	link := page.None
	for id := s.First; id < s.End; id++ {
		if l.doc.Nodes[id].Tag != atom.A {
			continue
		}
		if link != page.None {
			return 0
		}
		link = id
	}
	if link == page.None || l.doc.CharsBetween(l.doc.Nodes[link].End, s.End) > 1 {
		return 0
	}
	return l.doc.Words(link)
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
