package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
	"golang.org/x/net/html/atom"
)

// media gives a role to a picture, frame or break: the story's own stand
// among its text and not in a box of something else.
//
//	<p>Prose.</p> <figure><img></figure> <p>Prose.</p>            the story's
//	<p>Prose.</p> <aside><a><img><h4>Next</h4></a></aside>        a teaser's
func (a *assigner) media(i int) {
	s := &a.in.Segs[i]
	if c := s.Claim; c.Role != term.RoleNone {
		s.Role, s.Why = c.Role, c.Why
		return
	}
	s.Role, s.Why.Cause = term.Other, block.ByPlace
	// A rule (<hr>) ends a story as often as it divides one: only between two
	// paragraphs is it certain to be part of it.
	if s.Hidden || !a.amongStory(i) || s.Kind == block.Rule && (i < a.first || i > a.last) {
		return
	}
	if a.ofStory(i) {
		s.Role = term.Body
		if i > a.last && a.inRow(s.Box) {
			a.shown = i
		}
	}
}

// ofStory climbs from a picture among the story's text to what holds it and the
// story, and reports whether nothing on the way says that it is another's.
//
// Names that mean something about a text (a teaser list's "popular") are asked
// only where the element shows text; of a picture alone they would be about its
// layout. The climb ends at the first element that holds story, or at the root
// with no.
func (a *assigner) ofStory(i int) bool {
	body := a.in.Segs[a.first].Box
	near := vicinity{lo: i, hi: i + 1}
	for id := a.in.Segs[i].Box; id != page.None; id = a.in.Doc.Nodes[id].Parent {
		if a.in.Doc.Contains(id, body) {
			return true
		}
		alien := notStoryMedia
		if !a.holdsPicturesAlone(id) {
			alien |= classname.Popular
		} else {
			alien &^= a.layout(i, id)
		}
		if a.hints.of(id)&alien != 0 {
			return false
		}
		if near.widen(a, id); near.alien {
			return false
		}
	}
	return false
}

// holdsPicturesAlone reports whether an element shows no text but captions. Its
// name, such as "image-card" or "media-item", is then about its layout.
func (a *assigner) holdsPicturesAlone(id page.ID) bool {
	lo, hi := block.Range(a.in.Doc, a.in.Segs, id)
	if hi-lo > maxAround {
		return false
	}
	for k := lo; k < hi; k++ {
		if s := &a.in.Segs[k]; s.Kind == block.Text && !s.Hidden && s.Role != term.Caption {
			return false
		}
	}
	return true
}

// maxAfter is how many segments below the story, or below the previous picture, a
// picture of the story may stand: some stories end in a gallery. maxHead is how
// many segments above the story its headline may stand if a picture between the
// two is to be the story's.
const (
	maxAfter = 4
	maxHead  = 40
)

// amongStory reports whether a segment stands among the story's text, between it
// and the headline, or right below.
func (a *assigner) amongStory(i int) bool {
	start := a.first
	if a.head >= 0 && a.head < start && start-a.head < maxHead {
		start = a.head
	}
	return a.first >= 0 && i >= start && i <= max(a.last, a.shown)+maxAfter
}

// slideDepth is how far above a picture's box the slide, item or figure is that
// comes in a row of its like.
const slideDepth = 3

// inRow reports whether a picture is one of a gallery: what holds it comes three
// times or more in a row.
//
//	<ul><li><img></li><li><img></li><li><img></li></ul>   each is in a row
func (a *assigner) inRow(id page.ID) bool { return a.row(id) != page.None }

// row returns the element that comes in a row and holds a picture, or None.
func (a *assigner) row(id page.ID) page.ID {
	for n := 0; n < slideDepth && id != page.None; n++ {
		if a.anchors.repeats[id] >= 3 {
			return id
		}
		id = a.in.Doc.Nodes[id].Parent
	}
	return page.None
}

// caption takes the role from what a teaser's class calls a caption: that of a
// picture elsewhere on the page.
//
// It keeps what a rule or a promo has said, and every caption among the story's
// text.
func (a *assigner) caption(i int) {
	s := &a.in.Segs[i]
	if s.Role != term.Caption || s.Why.Cause != block.ByName && s.Why.Cause != block.ByModel || a.amongStory(i) {
		return
	}
	s.Role = term.Other
	if a.around(s.Box, maxNear)&(classname.Teaser|classname.Related|classname.Popular) != 0 {
		s.Role = term.Related
	}
}

// maxUnder is the most words of a text that is a caption for its place under a
// picture.
const maxUnder = 40

// under makes a caption of the text right under a picture of the story, where
// something sets it apart from the paragraphs: italics or small type throughout, or who
// took the picture. In a row of pictures the place alone does, for a text that is
// nothing else. A line break does not: some set each paragraph under its picture.
//
//	<p><img><br><i>The gate, on Thursday.</i></p>
//	<p><img></p><p><em>The gate, on Thursday.</em></p>
//	<li><img><p>The gate, on Thursday.</p></li><li><img><p>Oak.</p></li>…
func (a *assigner) under(i int) {
	m, s := &a.in.Segs[i], a.next(i)
	if m.Role != term.Body || m.Kind != block.Media || a.in.Doc.Nodes[m.First].Tag != atom.Img || s == nil {
		return
	}
	if s.Words > maxUnder || s.Claim.Role != term.RoleNone {
		return
	}
	switch s.Role {
	case term.Body:
		if a.allItalic(s) || s.Wording&wording.Credit != 0 {
			s.Role, s.Why.Cause = term.Caption, block.ByPlace
		}
	case term.Other, term.Related:
		if a.allItalic(s) {
			s.Role, s.Why.Cause = term.Caption, block.ByPlace
			return
		}
		if row := a.row(m.Box); s.Link == 0 && row != page.None && a.in.Doc.Contains(row, s.First) && a.in.Doc.Nodes[s.Box].Tag != atom.Dd {
			s.Role, s.Why.Cause = term.Caption, block.ByPlace
		}
	}
}

// next returns the shown text that follows the segment i, or nil.
func (a *assigner) next(i int) *block.Seg {
	if i++; i == len(a.in.Segs) || a.in.Segs[i].Kind != block.Text || a.in.Segs[i].Hidden {
		return nil
	}
	return &a.in.Segs[i]
}

// allItalic reports whether all of a text stands in one element for emphasis or in
// small type.
func (a *assigner) allItalic(s *block.Seg) bool {
	for id, n := a.in.Doc.Nodes[s.First].Parent, 0; id != page.None && n < 3; id, n = a.in.Doc.Nodes[id].Parent, n+1 {
		switch a.in.Doc.Nodes[id].Tag {
		case atom.Em, atom.I, atom.Small:
			return a.in.Doc.Chars(id) >= int(s.Chars)
		}
		if id == s.Box {
			return false
		}
	}
	return false
}

// maxNear is how far above a caption the name of a teaser stands.
const maxNear = 6

// notStoryMedia are the names and tags of boxes whose pictures are not the story's.
// Names of cards, grids, blocks and layers are not among them: on an element that
// holds only a picture they are about layout, and on others the text tells. A name
// like "featured" counts where the box has words of its own.
const notStoryMedia = classname.Related | classname.AsideTag | classname.NavTag | classname.Ad | classname.Promo | classname.Comment |
	classname.Share | classname.Byline | classname.Bio | classname.FooterTag

// shapeOfPicture are names that say, beside a word for a picture, for what size or use
// it is cut: "share-image", "promo-image", "related-media". A picture that is a link
// leads to what they name.
const shapeOfPicture = classname.Share | classname.Promo | classname.Related

// layout returns the names that say nothing of whose the picture i is, on an element
// that holds no text.
func (a *assigner) layout(i int, id page.ID) (names classname.Part) {
	if a.in.Doc.Nodes[a.in.Segs[i].First].Tag != atom.Img {
		names = classname.Share // of a frame, "social-embed" names what it shows
	}
	if a.in.Segs[i].Flags&page.InLink == 0 && a.hints.of(id)&classname.Media != 0 {
		names |= shapeOfPicture
	}
	return names
}

// vicinity is a stretch of segments about a picture, those of ever larger boxes.
// It only grows, so that a picture costs at most maxAround segments however deep
// it is nested. words is -1 once a text of the story has been met: then the
// picture stands in the story, and what else is near does not matter.
type vicinity struct {
	lo, hi int
	words  int32
	alien  bool
}

// The text that says whose picture it is stands beside it: the heading of a
// teaser has a few words, and a box that goes on for long says nothing.
const (
	alienWords = 3
	maxAround  = 24
)

// widen takes in the segments of the box id. The picture is alien where the
// smallest box that has text has only that of teasers, offers and the like.
func (n *vicinity) widen(a *assigner, id page.ID) {
	if n.words < 0 {
		return
	}
	end := a.in.Doc.Nodes[id].End
	for n.lo > 0 && a.in.Segs[n.lo-1].First >= id && n.hi-n.lo < maxAround {
		n.lo--
		n.count(a, n.lo)
	}
	for n.hi < len(a.in.Segs) && a.in.Segs[n.hi].First < end && n.hi-n.lo < maxAround {
		n.count(a, n.hi)
		n.hi++
	}
	n.alien = n.words >= alienWords
}

// count adds the words of a text by its role. Texts without a telling role (other,
// a date) neither speak for the story nor against it.
func (n *vicinity) count(a *assigner, i int) {
	s := &a.in.Segs[i]
	if s.Kind != block.Text || s.Hidden || n.words < 0 {
		return
	}
	switch s.Role {
	case term.Body, term.Headline, term.Caption, term.Standfirst, term.Kicker:
		n.words = -1
	case term.Related, term.Promo, term.Ad, term.Navigation, term.Comments, term.AuthorBio, term.Consent, term.Legal:
		n.words += s.Words
	}
}
