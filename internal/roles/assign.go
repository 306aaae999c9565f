package roles

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// Result is the classifier's verdict on a page.
type Result struct {
	// Confidence is the word F1 that the body is expected to have.
	Confidence float32
	// Words counts the words of the body.
	Words int
	// Ruled is set where a rule that still fits named the body. Stale says why
	// a rule that names it does not fit.
	Ruled bool
	Stale string
}

// Options steer the assignment.
type Options struct {
	// Ruled says that a rule names the body: what no claim calls body is not.
	Ruled bool
	// NamesBody says that the rule has a selector for the body, whether it
	// matches or not.
	NamesBody bool
}

// Assign gives each segment its role, obeying the claims that the segments
// hold. It may be called again with other claims.
func (f *Frame) Assign(o Options) Result {
	f.open = append(f.open[:0], f.Probabilities()...)
	a := assigner{Frame: f, o: o, first: -1, last: -1, end: -1}
	for i := range f.in.Segs {
		s := &f.in.Segs[i]
		s.Role, s.Why, s.P = term.RoleNone, block.Why{}, 0
	}
	f.level(f.open)
	a.seed(f.open)
	a.threshold()
	for k, i := range f.texts {
		a.text(int(i), f.open[k])
	}
	a.settle()
	a.leaveCopies()
	for i := range f.in.Segs {
		if f.in.Segs[i].Kind != block.Text {
			a.media(i)
		}
	}
	a.parts()
	for _, i := range f.texts {
		a.caption(int(i))
	}
	return a.result()
}

type assigner struct {
	*Frame
	o           Options
	cut         float32
	expect      float32
	first, last int // segments of the first and the last body text, or -1
	end         int // segment of the last picture of the story, or -1
	showHidden  bool
}

// seed applies the claims to the probabilities, so that the threshold is
// found among what is still open.
func (a *assigner) seed(p []float32) {
	for k, i := range a.texts {
		a.in.Segs[i].P = p[k]
		c := a.in.Segs[i].Claim
		switch {
		case c.Role == term.Body && (c.Direct || p[k] >= doubtful):
			p[k] = 1
		case c.Role == term.Body:
		case c.Role != term.RoleNone && !c.Weak, a.o.Ruled && c.Role == term.RoleNone:
			p[k] = 0
		}
	}
}

// doubtful is the probability below which a text inside a rule's container of
// the story is left out all the same: boxes come and go in it that no rule
// author has seen. A selector that names the text's own element is believed.
const doubtful = 0.3

// threshold picks the cut that maximises the expected F1. A page that gives
// little certainty gets a lower one: where half of the guesses are wrong
// anyway, leaving out a likely paragraph costs more than taking it.
func (a *assigner) threshold() {
	const bins = 64
	var words, hits [bins + 1]float32
	var expected, seen, shadow float32
	for k, i := range a.texts {
		s := &a.in.Segs[i]
		w := float32(s.Words)
		p := a.open[k]
		if s.Hidden {
			shadow += p * w
			continue
		}
		seen += p * w
	}
	// A page whose story stands hidden as a whole waits for its scripts.
	a.showHidden = shadow > 4*seen && shadow > 100
	for k, i := range a.texts {
		s := &a.in.Segs[i]
		if s.Hidden && !a.showHidden {
			continue
		}
		p := a.open[k]
		b := int(p * bins)
		words[b] += float32(s.Words)
		hits[b] += p * float32(s.Words)
		expected += p * float32(s.Words)
	}
	var taken, right, best float32
	a.cut = 0.5
	for b := bins; b >= bins/10; b-- {
		taken += words[b]
		right += hits[b]
		if f := 2 * right / max(taken+expected, 1); f > best {
			best = f
			a.cut = float32(b) / bins
		}
	}
	a.cut = min(a.cut, maxCut)
	a.expect = best
}

// maxCut bounds the threshold: beyond it the probabilities of a sure page say
// nothing more.
const maxCut = 0.6

// text gives a role to the text segment i.
func (a *assigner) text(i int, p float32) {
	s := &a.in.Segs[i]
	c := s.Claim
	switch {
	case i == a.head && c.Role == term.Body && !c.Direct && a.hints.own[s.Box]&hintHeadingTag != 0:
		s.Role, s.Why.Cause = term.Headline, block.ByMetadata // inside a rule's container of the story
	case c.Role == term.Body && !c.Direct && p < doubtful:
		s.Role, s.Why.Cause = a.byName(s), block.ByName
	case c.Role != term.RoleNone && !(c.Weak && p >= a.cut && !s.Hidden):
		s.Role, s.Why = c.Role, c.Why
	case s.Hidden && !a.showHidden:
		s.Role, s.Why.Cause = term.Other, block.ByHiding
	case i == a.head:
		s.Role, s.Why.Cause = term.Headline, block.ByMetadata
	case p >= a.cut && !a.stands(i, p):
		s.Role, s.Why.Cause = term.Body, block.ByModel
	case s.Role == term.RoleNone:
		s.Role, s.Why.Cause = a.byName(s), block.ByName
	}
	if s.Role == term.Body {
		if a.first < 0 {
			a.first = i
		}
		a.last = i
	}
}

// leaveCopies keeps what repeats a part of the page out of the body, whatever
// claims it for the body.
func (a *assigner) leaveCopies() {
	for _, i := range a.copies {
		s := &a.in.Segs[i]
		if c := s.Claim; c.Role != term.RoleNone && c.Role != term.Body {
			s.Role, s.Why = c.Role, c.Why
			continue
		}
		s.Role, s.Why.Cause = term.Other, block.ByCopy
	}
}

// stands tells the texts that a classifier of body and the rest confuses with
// the story, since they read like it: captions and the standfirst.
func (a *assigner) stands(i int, p float32) bool {
	s := &a.in.Segs[i]
	own := a.around(s.Box, 2)
	tag := a.in.Doc.Nodes[s.Box].Tag
	switch {
	case tag == atom.Figcaption || own&hintFigureTag != 0 && own&hintCaption != 0 && s.Words < 80:
		s.Role, s.Why.Cause = term.Caption, block.ByName
	case a.first < 0 && (p < surelyStory || p < nearlySure && a.repeatsDescription(i, s)) && a.isStandfirst(i, s),
		a.first < 0 && p < surestLead && a.inHeader(i, s):
		s.Role, s.Why.Cause = term.Standfirst, block.ByMetadata
	default:
		return false
	}
	return true
}

// surelyStory is the probability from which a text named as a lead is the
// story's first paragraph: on nine of ten pages of the corpus, readers who
// copied the story took it along.
const surelyStory = 0.75

// nearlySure takes its place for a lead that stands with the headline, apart
// from the story, and is the metadata's description too.
const nearlySure = 0.93

// surestLead takes its place for a lead in the header element of the headline.
const surestLead = 0.96

// maxLead is the most words of such a lead: some pages have their whole story
// in the header.
const maxLead = 80

// inHeader reports whether the text stands with the headline in a header
// element without the story: HTML's own word for what introduces it.
func (a *assigner) inHeader(i int, s *block.Seg) bool {
	best := a.anchors.best
	if a.head < 0 || best < 0 || i < a.head || s.Words < 8 || s.Words > maxLead {
		return false
	}
	for id, n := s.Box, 0; id != page.None && n < 4; id, n = a.in.Doc.Nodes[id].Parent, n+1 {
		if tag := a.in.Doc.Nodes[id].Tag; tag == atom.Header || tag == atom.Hgroup {
			return a.in.Doc.Contains(id, a.in.Segs[a.head].First) && !a.in.Doc.Contains(id, a.in.Segs[best].First)
		}
	}
	return false
}

// isStandfirst wants the name as well as the place: a first paragraph often
// repeats the metadata's description and is body all the same.
func (a *assigner) isStandfirst(i int, s *block.Seg) bool {
	if a.head < 0 || i < a.head || s.Words > 120 {
		return false
	}
	return a.namedStandfirst(s) || a.repeatsDescription(i, s)
}

// repeatsDescription reports whether a text that stands with the headline is
// the metadata's description word for word.
func (a *assigner) repeatsDescription(i int, s *block.Seg) bool {
	return a.desc != 0 && a.Frame.text[i].hash == a.desc && a.besideHeadline(s)
}

// besideHeadline reports whether the text stands in a box with the headline
// that the story is not in: the head of the article.
func (a *assigner) besideHeadline(s *block.Seg) bool {
	best := a.anchors.best
	if a.head < 0 || best < 0 {
		return false
	}
	id := a.in.Segs[a.head].Box
	for range 3 {
		if id = a.in.Doc.Nodes[id].Parent; id == page.None || a.in.Doc.Contains(id, a.in.Segs[best].First) {
			return false
		}
		if a.in.Doc.Contains(id, s.First) {
			return true
		}
	}
	return false
}

// namedStandfirst wants the name on the text's own box, or on one that holds
// hardly more: a container of that name is the whole story's as often.
func (a *assigner) namedStandfirst(s *block.Seg) bool {
	id := s.Box
	for range 3 {
		own := a.hints.own[id]
		if own&(hintArticleBody|hintParagraph) != 0 || a.in.Doc.Chars(id) > int(s.Chars)*3/2 {
			return false
		}
		if own&hintStandfirst != 0 {
			return true
		}
		if id = a.in.Doc.Nodes[id].Parent; id == page.None {
			return false
		}
	}
	return false
}

// around joins the hints of id and of its ancestors up to n steps away.
func (a *assigner) around(id page.ID, n int) (h hint) {
	for ; n > 0 && id != page.None; n-- {
		h |= a.hints.own[id]
		id = a.in.Doc.Nodes[id].Parent
	}
	return h
}

// settle finds where the story starts and ends, and gives the segments their
// roles that depend on it.
func (a *assigner) settle() {
	a.first, a.last = -1, -1
	for i := range a.in.Segs {
		if a.in.Segs[i].Role == term.Body {
			if a.first < 0 {
				a.first = i
			}
			a.last = i
		}
	}
	for _, k := range a.texts {
		a.place(int(k))
	}
}

// place looks at the texts between the headline and the story.
func (a *assigner) place(i int) {
	s := &a.in.Segs[i]
	if s.Role != term.Other || s.Hidden || a.head < 0 || a.first < 0 {
		return
	}
	between := i > a.head && i < a.first
	switch {
	case between && s.Words >= 8 && s.LinkDensity() < 0.3 && a.text1(i).punct > 0:
		s.Role, s.Why.Cause = term.Standfirst, block.ByPlace
	case i == a.head-1 && s.Words <= 6 && a.in.Doc.Nodes[s.Box].Parent == a.in.Doc.Nodes[a.in.Segs[a.head].Box].Parent:
		s.Role, s.Why.Cause = term.Kicker, block.ByPlace
	}
}

func (a *assigner) text1(i int) *textFacts { return &a.Frame.text[i] }

// nameRoles are what names and tags say of a text that is not body, the most
// telling first. A footer around a comment is a comment's footer.
var nameRoles = []struct {
	hints hint
	role  term.Role
	steps int
}{
	{hintOverlay, term.Consent, 40},
	{hintComment, term.Comments, 40},
	{hintByline, term.Byline, 3},
	{hintBio, term.AuthorBio, 4},
	{hintDate, term.Dateline, 2},
	{hintCaption | hintFigureTag, term.Caption, 3},
	{hintCorrection, term.Correction, 2},
	{hintNavTag | hintNav | hintPaging, term.Navigation, 3},
	{hintAd, term.Ad, 4},
	{hintPopular | hintRelated, term.Related, 6},
	{hintStandfirst, term.Standfirst, 2},
	{hintKicker, term.Kicker, 1},
	{hintFooterTag, term.Legal, 40},
	{hintNavTag | hintHeaderTag, term.Navigation, 40},
	{hintTag | hintShare, term.Navigation, 4},
	{hintTeaser | hintAsideTag | hintAside, term.Related, 40},
	{hintFooter | hintLegal, term.Legal, 40},
	{hintNav | hintHeader, term.Navigation, 40},
}

func (a *assigner) byName(s *block.Seg) term.Role {
	if a.in.Doc.Nodes[s.Box].Tag == atom.Figcaption {
		return term.Caption // whatever the figure's classes say of its setting
	}
	for _, r := range nameRoles {
		if a.around(s.Box, r.steps)&r.hints == 0 {
			continue
		}
		if r.role == term.Standfirst && (s.Words < 8 || !a.namedStandfirst(s)) || r.role == term.Byline && s.Words > 30 ||
			r.role == term.Consent && s.Words < 3 || r.role == term.Dateline && s.Words > 20 ||
			r.role == term.Caption && a.hints.own[s.Box]&hintHeadingTag != 0 { // of a teaser, below its picture
			continue
		}
		return r.role
	}
	if s.LinkDensity() > 0.8 {
		return term.Navigation
	}
	return term.Other
}

func (a *assigner) result() Result {
	r := Result{Ruled: a.o.Ruled}
	for i := range a.in.Segs {
		if a.in.Segs[i].Role == term.Body {
			r.Words += int(a.in.Segs[i].Words)
		}
	}
	if r.Words > 0 {
		r.Confidence = min(a.expect, 1)
	}
	return r
}
