package scrub

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// Outside the story a fixture needs an example of each part, not the part:
// maxFar elements of each that stands beside the story's container, maxNear
// of each beside its text, maxParts such parts in a row, and maxWordsFar words
// of a text.
const (
	maxFar      = 9
	maxNear     = 14
	maxParts    = 6
	maxWordsFar = 16
)

// thinFar thins what stands beside the story, on the way from its container up to the
// body. Once the headline is inside, what stands beside is furniture, of which less stays.
func (s *scrubber) thinFar() {
	text := s.story()
	if text == nil {
		return
	}
	limit := max(4, maxNear-2*s.thrift)
	for n := text; n.Parent != nil && n.Parent.Type == html.ElementNode; n = n.Parent {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Head {
			break
		}
		if n != text && holdsHeadline(n) {
			limit = max(3, maxFar-2*s.thrift)
		}
		s.thinBeside(n, limit)
	}
	if s.whole[text] {
		return
	}
	for c := range elements(text) {
		if !s.paragraphs[c] && !isTextual(c) {
			left := max(4, maxNear-2*s.thrift)
			s.budget(c, &left)
		}
	}
}

// holdsHeadline reports whether an h1 stands inside.
func holdsHeadline(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

// elements yields the child elements but scripts. The one that is yielded may be
// removed.
func elements(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && c.DataAtom != atom.Script && !yield(c) {
				return
			}
			c = next
		}
	}
}

// thinBeside thins the siblings of n, those nearest to it last. The story's place among
// its neighbours is what a fixture tests, so that the nearest ones stay.
func (s *scrubber) thinBeside(n *html.Node, limit int) {
	// First what stands before, then what stands behind.
	most := max(1, maxParts-s.thrift)
	for dir := range 2 {
		parts := 0
		for c := beside(n, dir); c != nil; {
			next := beside(c, dir)
			// Paragraphs beside the story are the story's own, as a rule.
			if c.Type == html.ElementNode && c.DataAtom != atom.Script && c.DataAtom != atom.P && !s.whole[c] {
				left := limit
				if parts++; parts > most {
					left = 0
				}
				s.budget(c, &left)
				if left < 0 || parts > most && !s.spine[c] {
					c.Parent.RemoveChild(c)
				}
			}
			c = next
		}
	}
}

// beside returns the sibling before or after n.
func beside(n *html.Node, dir int) *html.Node {
	if dir == 0 {
		return n.PrevSibling
	}
	return n.NextSibling
}

// budget keeps the first left elements at and below n, and those that must
// stay. It counts in document order, so that a box keeps its heading and loses the end
// of its list. What is then empty goes, and a div that is left around one element
// makes room for it:
//
//	<div class="row"><div class="col"><h3>More</h3></div></div>  →  <h3>More</h3>
func (s *scrubber) budget(n *html.Node, left *int) {
	*left--
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case s.whole[c]:
		case c.Type == html.TextNode:
			c.Data = s.brief(c.Data)
		case c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Meta:
		case *left <= 0 && !s.spine[c]:
			n.RemoveChild(c)
		default:
			s.budget(c, left)
			if s.empty(c) {
				n.RemoveChild(c)
			} else if only := s.wrapped(c); only != nil {
				// The wrapper goes and what it held takes its place.
				c.RemoveChild(only)
				n.InsertBefore(only, c)
				n.RemoveChild(c)
			}
		}
		c = next
	}
	*left = max(*left, 0)
}

// wrapped returns the only child of an element that is there for the layout: without an
// id, and not what a rule selects. Elements that hide what they hold, or may be a gate's
// container, are not for the layout.
func (s *scrubber) wrapped(n *html.Node) *html.Node {
	only := n.FirstChild
	if n.DataAtom != atom.Div && n.DataAtom != atom.Span || only == nil || only.NextSibling != nil || only.Type != html.ElementNode {
		return nil
	}
	if s.matched[n] || page.HasAttr(n, "style") || page.HasAttr(n, "id") || page.HasAttr(n, "hidden") || namesGate(page.Attr(n, "class")) {
		return nil
	}
	return only
}

// brief cuts a text that is longer than any label. How it ends stays.
func (s *scrubber) brief(text string) string {
	if wordcount.Words(text) <= 2*maxWordsFar || len(s.phrases(text, true)) > 0 {
		return text
	}
	left := maxWordsFar
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "。 ")); wordcount.Unspaced(r) {
		left *= 2
	}
	return cutWords(text, &left, ending(text))
}
