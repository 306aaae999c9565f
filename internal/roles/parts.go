package roles

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/body"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// partsUp is how far above its box a text's footnote, post or quote may be.
const partsUp = 6

// maxSpeaker is the most words of a line that says who is quoted.
const maxSpeaker = 15

// parts gives the story the short texts that belong to it because of the element
// they stand in, whatever they read like: notes after the story, posts of others
// inside it, and the name of who is quoted:
//
//	<blockquote><p>We have waited long.</p><p>A teacher</p></blockquote>
//
// Here the second line is too short for any model; its quote is story, so it is.
func (a *assigner) parts() {
	if a.first < 0 {
		return
	}
	for _, k := range a.texts {
		i := int(k)
		s := &a.in.Segs[i]
		if s.Role == term.Body || s.Hidden || s.Why.Cause == block.ByRule || i < a.first || i > max(a.last, a.shown)+maxNotes {
			continue
		}
		if a.isPart(i, s) {
			s.Role, s.Why.Cause = term.Body, block.ByName
			a.shown = max(a.shown, i)
		}
	}
}

// maxNotes is how many segments below the story its notes may stand: a heading
// and a rule come before them.
const maxNotes = 6

// The climb stops at the first element that holds the start of the story: beyond
// it everything would be part of everything.
func (a *assigner) isPart(i int, s *block.Seg) bool {
	doc := a.in.Doc
	if s.Words <= maxSpeaker && a.signsQuote(i, s) {
		return true
	}
	id := s.Box
	for range partsUp {
		if id == page.None || doc.Contains(id, a.in.Segs[a.first].First) {
			return false
		}
		n := &doc.Nodes[id]
		switch {
		case n.Tag == atom.Blockquote && s.Words <= maxSpeaker && a.followsQuote(i, id):
			return true
		case len(n.N.Attr) > 0 && body.IsQuotedPost(doc, id):
			return i < a.last
		case body.IsNotes(doc, id):
			return s.Words > 0 && s.Role != term.Promo && s.Wording&wording.Disclosure == 0 // a note on what links earn
		}
		id = n.Parent
	}
	return false
}

// signsQuote reports whether a text stands right after a quote of the story, in an
// element that holds nothing but the two.
//
//	<div><blockquote>We have waited long.</blockquote><p>A teacher</p></div>
func (a *assigner) signsQuote(i int, s *block.Seg) bool {
	if i == 0 || a.in.Segs[i-1].Kind != block.Text || a.in.Segs[i-1].Role != term.Body || a.in.Segs[i-1].Hidden {
		return false
	}
	quote := a.in.Doc.Closest(a.in.Segs[i-1].Box, atom.Blockquote)
	if quote == page.None || a.in.Doc.Contains(quote, s.First) {
		return false
	}
	both := a.in.Doc.Nodes[quote].Parent
	return both != page.None && a.in.Doc.Contains(both, s.First) && a.in.Doc.Chars(both) == a.in.Doc.Chars(quote)+int(s.Chars)
}

// followsQuote reports whether the text before i is the story's and stands in
// the same quote.
//
// The speaker comes last, so that it is the text before that decides. In a quote
// that is no story, as in a promo, there is no speaker to keep.
func (a *assigner) followsQuote(i int, quote page.ID) bool {
	for k := i - 1; k >= 0 && a.in.Segs[k].First > quote; k-- {
		if s := &a.in.Segs[k]; s.Kind == block.Text && !s.Hidden {
			return s.Role == term.Body
		}
	}
	return false
}
