package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"golang.org/x/net/html/atom"
)

// media gives a role to a picture, frame or break: the story's own stand
// among its text and not in a box of something else.
func (a *assigner) media(i int) {
	s := &a.in.Segs[i]
	if c := s.Claim; c.Role != term.RoleNone {
		s.Role, s.Why = c.Role, c.Why
		return
	}
	s.Role, s.Why.Cause = term.Other, block.ByPlace
	if s.Hidden || !a.amongStory(i) || s.Kind == block.Rule && (i < a.first || i > a.last) {
		return
	}
	if a.ofStory(i) {
		s.Role = term.Body
		a.end = i
	}
}

// ofStory climbs from a picture among the story's text to what holds it and the
// story, and reports whether nothing on the way says that it is another's.
func (a *assigner) ofStory(i int) bool {
	body := a.in.Segs[a.first].Box
	near := vicinity{lo: i, hi: i + 1}
	for id := a.in.Segs[i].Box; id != page.None; id = a.in.Doc.Nodes[id].Parent {
		if a.in.Doc.Contains(id, body) {
			return true
		}
		alien := notStoryMedia
		if a.holdsPicturesAlone(id) {
			if alien = notStoryPicture; a.in.Doc.Nodes[a.in.Segs[i].First].Tag != atom.Img {
				alien &^= hintShare // of a frame, "social-embed" names what it shows
			}
		}
		if a.hints.own[id]&alien != 0 {
			return false
		}
		if near.widen(a, id); near.alien {
			return false
		}
	}
	return false
}

// holdsPicturesAlone reports whether an element shows no text but captions:
// then its name, as "image-card" or "media-item", is about how it is set.
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

// maxAfter is how many segments below the story, or below the picture before, a
// picture of the story may stand: a gallery may end it. maxHead is how many
// above the story its headline does where a picture stands between.
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
	return a.first >= 0 && i >= start && i <= max(a.last, a.end)+maxAfter
}

// caption takes the role from what a teaser's class calls a caption: that of a
// picture elsewhere on the page.
func (a *assigner) caption(i int) {
	s := &a.in.Segs[i]
	if s.Role != term.Caption || s.Why.Cause != block.ByName || a.amongStory(i) {
		return
	}
	s.Role = term.Other
	if a.around(s.Box, maxNear)&(hintTeaser|hintRelated|hintPopular) != 0 {
		s.Role = term.Related
	}
}

// maxNear is how far above a caption the name of a teaser stands.
const maxNear = 6

// notStoryMedia are the boxes whose pictures are not the story's.
const notStoryMedia = hintRelated | hintPopular | hintAsideTag | hintNavTag | hintNav | hintAd | hintPromo | hintComment |
	hintShare | hintByline | hintBio | hintFooterTag | hintTeaser | hintOverlay

// notStoryPicture are those of them that say it of boxes that hold pictures
// alone.
const notStoryPicture = hintAsideTag | hintNavTag | hintAd | hintComment | hintShare | hintByline | hintBio | hintFooterTag |
	hintRelated

// vicinity is a stretch of segments about a picture, those of ever larger boxes.
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
