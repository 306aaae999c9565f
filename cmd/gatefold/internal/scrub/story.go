package scrub

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// tellingWords is how many words a block of the story has that is counted as
// a paragraph. Shorter ones, headings and labels, are thinned out by kind.
const tellingWords = 8

// findStory notes the paragraphs of the story that the caller names, and
// which of them stay.
func (s *scrubber) findStory(doc *page.Doc) {
	seen := map[*html.Node]bool{}
	for _, at := range s.Story {
		if at < 0 || at >= len(doc.Nodes) {
			continue
		}
		n := s.box(doc.Nodes[at].N)
		// Several blocks may stand in one element, between line breaks.
		// A block between the parts of a container is not the container.
		if seen[n] || words(n) < tellingWords || n.Type == html.ElementNode && holdsBlock(n) && words(n) > 3*maxWords {
			continue
		}
		seen[n] = true
		s.told = append(s.told, n)
	}
	if len(s.told) == 0 {
		return
	}
	s.chooseParagraphs()
}

// box returns the element whose text a block is: for a text inside inline
// elements the paragraph around them, for one between line breaks itself.
//
//	<p>The <b>council</b> met.</p>        the p, for each of its three texts
//	<div>One part.<br>Another.</div>      each text for itself
func (s *scrubber) box(n *html.Node) *html.Node {
	for n.Parent != nil && inlineTags[n.DataAtom] {
		n = n.Parent
	}
	if n.Type != html.TextNode {
		return n
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if inlineTags[p.DataAtom] {
			continue
		}
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Br {
				return n
			}
		}
		return p
	}
	return n
}

// chooseParagraphs keeps the first and the last, and more of them and of
// their words where the fixture needs a number of words: a text behind a gate counts as
// whole only from some length on.
func (s *scrubber) chooseParagraphs() {
	count := s.Paragraphs
	if !endsWell(textOf(s.told[len(s.told)-1])) {
		// What has no end stands out only among enough that have.
		count += 2
	}
	s.limit = max(minWords, maxWords-4*s.thrift)
	// One paragraph more and a little more of each, by turns, until the words
	// suffice or nothing more can be kept.
	for s.keptWords(count) < s.Words && (count < len(s.told) || s.limit < 3*maxWords) {
		count++
		s.limit = min(s.limit+maxWords/4, 3*maxWords)
	}
	for i, n := range s.told {
		s.words.before += words(n)
		if s.keepsParagraph(i, count) {
			s.vital(n)
			s.paragraphs[n] = true
		}
	}
}

// keepsParagraph reports whether the paragraph i is among the first or the last of
// those that stay.
func (s *scrubber) keepsParagraph(i, count int) bool {
	if s.Again {
		return true
	}
	head := (count + 1) / 2
	return i < head || i >= len(s.told)-(count-head)
}

// keptWords is how many words the story would have with count paragraphs.
func (s *scrubber) keptWords(count int) int {
	sum := 0
	for i, n := range s.told {
		if s.keepsParagraph(i, count) {
			sum += min(words(n), s.limit)
		}
	}
	return sum
}

// thinStory drops the paragraphs that do not stay.
func (s *scrubber) thinStory() {
	for _, n := range s.told {
		if s.spine[n] || n.Parent == nil || s.inWhole(n) {
			continue
		}
		s.cuts = append(s.cuts, cut{from: squeeze(textOf(n))})
		n.Parent.RemoveChild(n)
	}
}

// inWhole reports whether a node stands inside what the caller wants kept.
func (s *scrubber) inWhole(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if s.whole[n] {
			return true
		}
	}
	return false
}

// countStory counts the words that are left of the story.
func (s *scrubber) countStory() {
	if len(s.told) == 0 {
		return
	}
	s.words.after = 0
	for _, n := range s.told {
		if s.paragraphs[n] {
			s.words.after += words(n)
		}
	}
}

// story returns the element around the story: that of the paragraphs that the
// caller names, else the one that holds most words in paragraphs. Linear: each
// paragraph adds to at most two elements above it.
func (s *scrubber) story() *html.Node {
	if len(s.told) > 0 {
		return common(s.told[0], s.told[len(s.told)-1])
	}
	count := map[*html.Node]int{}
	var best *html.Node
	for n := range s.root.Descendants() {
		if n.DataAtom != atom.P && !s.paragraphs[n] {
			continue
		}
		w := words(n)
		// A paragraph in a box of its own belongs to the text around it.
		for p, d := n.Parent, 0; p != nil && d < 2 && p.DataAtom != atom.Body; p, d = p.Parent, d+1 {
			count[p] += w
			if best == nil || count[p] > count[best] {
				best = p
			}
		}
	}
	return best
}

// common returns the lowest element around both.
func common(a, b *html.Node) *html.Node {
	above := map[*html.Node]bool{}
	for n := a.Parent; n != nil; n = n.Parent {
		above[n] = true
	}
	for n := b.Parent; n != nil; n = n.Parent {
		if above[n] {
			return n
		}
	}
	return nil
}
