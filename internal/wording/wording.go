// Package wording reads a page's segments with the lexicon: one pass folds all
// their text, one scan finds every phrase of every language, and each segment
// gets the kinds of phrase that stand in it. Roles, promos and access all read
// the same result.
package wording

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Text is what the lexicon found on a page. It belongs to one extraction and
// is not safe for use by several goroutines.
// The folded text of all segments is one slice, a line break after each, so that
// one scan serves the whole page and no phrase crosses from one segment to the
// next.
type Text struct {
	lex    *Lexicon
	folded []byte
	start  []int32 // by segment: where its folded text begins
	hits   []lexicon.Hit
	first  []int32 // by segment: its first hit
	kinds  []block.Wording
	// buttons are the controls whose words are an attribute, not a text.
	buttons []Button
	scratch []lexicon.Hit
	places  []uint32
	placed  []span // by segment: its part of places, none until it is asked for
}

type span struct{ start, end int32 }

// Button is a control whose words stand in its value or label: an
// <input type=submit value="Subscribe">.
type Button struct {
	Node  page.ID
	Words string
	Kinds block.Wording
}

var pool = scratch.NewPool[Text](nil)

// Read folds and scans the text of segs and notes in each what kinds of phrase
// of lex it found. Hidden segments are read as well: a dormant gate is a promo
// too.
//
// The cost is that of folding and scanning, linear in the characters; segments add
// next to nothing.
func Read(lex *Lexicon, doc *page.Doc, segs []block.Seg) *Text {
	t := pool.Get()
	t.lex = lex
	t.folded, t.start, t.first = t.folded[:0], t.start[:0], t.first[:0]
	for i := range segs {
		t.start = append(t.start, int32(len(t.folded)))
		if segs[i].Kind == block.Text {
			t.fold(doc, &segs[i])
		}
	}
	t.start = append(t.start, int32(len(t.folded)))
	t.findButtons(doc)
	t.hits = t.lex.phrases.Scan(t.folded, t.hits[:0])
	t.group(len(segs))
	t.places, t.placed = t.places[:0], scratch.Resize(t.placed, len(segs))
	clear(t.placed)
	for i := range segs {
		segs[i].Wording = t.kinds[i]
	}
	return t
}

// Release gives the memory of t back. Neither t nor its slices may be used
// after.
func (t *Text) Release() {
	pool.Put(t, func(t *Text) {
		clear(t.buttons)
		t.buttons = t.buttons[:0]
		t.lex = nil
	})
}

// fold appends the segment's text and a line break, which no phrase crosses.
//
//	<a>Log in</a><a>Subscribe</a>       "log in subscribe": two words, not "insubscribe"
//	<b>S</b>ubscribe                    "subscribe": one
func (t *Text) fold(doc *page.Doc, s *block.Seg) {
	last := page.None
	for id := s.First; id < s.End; id++ {
		n := &doc.Nodes[id]
		switch {
		case s.Owns(n):
			if last != page.None && parts(doc, last, n.Parent) {
				t.space()
			}
			last = n.Parent
			t.folded = lexicon.Fold(t.folded, n.N.Data)
		case n.Tag == atom.Br:
			t.space()
		}
	}
	t.folded = append(t.folded, '\n')
}

func (t *Text) space() {
	if n := len(t.folded); n > 0 && t.folded[n-1] != ' ' && t.folded[n-1] != '\n' {
		t.folded = append(t.folded, ' ')
	}
}

// parts reports whether the texts in the elements a and b are words of two
// links, or of a link and what stands beside it: those are two words even
// where no space stands between them.
func parts(doc *page.Doc, a, b page.ID) bool {
	if a == b || !(doc.Nodes[a].Is(page.InLink) || doc.Nodes[b].Is(page.InLink)) {
		return false
	}
	return doc.Closest(a, atom.A) != doc.Closest(b, atom.A)
}

// They are scanned with the segments' text, behind it: start goes on after the
// segments with one place for each button. What a reset button or an image says is
// no call to action.
func (t *Text) findButtons(doc *page.Doc) {
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Tag != atom.Input {
			continue
		}
		switch page.Attr(n.N, "type") {
		case "submit", "button":
			if v := page.Attr(n.N, "value"); v != "" && len(v) < 80 {
				t.start = append(t.start, int32(len(t.folded)))
				t.folded = append(lexicon.Fold(t.folded, v), '\n')
				t.buttons = append(t.buttons, Button{Node: page.ID(id), Words: v})
			}
		}
	}
}

// group deals the hits, which come in order of their start, to the segments
// and buttons.
//
// A phrase never crosses a line break, so that where it starts says whose it is.
func (t *Text) group(segs int) {
	n := len(t.start)
	t.kinds = scratch.Resize(t.kinds, n)
	clear(t.kinds)
	h := 0
	for i := range n {
		t.first = append(t.first, int32(h))
		end := int32(len(t.folded))
		if i+1 < n {
			end = t.start[i+1]
		}
		for h < len(t.hits) && t.hits[h].Start < end {
			t.kinds[i] |= t.lex.kind(t.hits[h].Phrase)
			h++
		}
	}
	t.first = append(t.first, int32(h))
	for i := range t.buttons {
		t.buttons[i].Kinds = t.kinds[segs+1+i]
	}
}

// Kinds returns the kinds of phrase in the segment i.
func (t *Text) Kinds(i int) block.Wording { return t.kinds[i] }

// Hits returns the phrases found in the segment i, in order.
func (t *Text) Hits(i int) []lexicon.Hit { return t.hits[t.first[i]:t.first[i+1]] }

// Kind returns the kind of phrase that h is a place of.
func (t *Text) Kind(h lexicon.Hit) block.Wording { return t.lex.kind(h.Phrase) }

// Lexicon returns the phrases that the page is read with.
func (t *Text) Lexicon() *lexicon.Lexicon { return t.lex.phrases }

// Folded returns the folded text of the segment i.
func (t *Text) Folded(i int) []byte { return t.folded[t.start[i]:t.start[i+1]] }

// Places returns where the words of the segment i stand in tables of words, as
// [wordtable.AppendPlaces] gives them. Three tables are asked about most segments:
// the places are worked out for the first.
func (t *Text) Places(i int) []uint32 {
	p := &t.placed[i]
	if p.end == 0 {
		p.start = int32(len(t.places))
		t.places = wordtable.AppendPlaces(t.places, t.Folded(i))
		p.end = int32(len(t.places))
	}
	return t.places[p.start:p.end]
}

// Covered returns how many bytes of the segment's folded text are phrases of
// one of the kinds. Phrases that overlap count once.
//
// Hits come by their start, the longest first, so that one pass is enough.
func (t *Text) Covered(i int, k block.Wording) int {
	n, end := 0, int32(0)
	for _, h := range t.Hits(i) {
		if t.Kind(h)&k == 0 || h.End <= end {
			continue
		}
		n += int(h.End - max(h.Start, end))
		end = h.End
	}
	return n
}

// Buttons returns the page's controls with words in an attribute, in order.
func (t *Text) Buttons() []Button { return t.buttons }

// KindsOf returns the kinds of phrase in a text that was folded on its own.
//
// It is for single lines, such as those of a promo, that are no segment of their
// own.
func (t *Text) KindsOf(folded []byte) block.Wording {
	var k block.Wording
	t.scratch = t.lex.phrases.Scan(folded, t.scratch[:0])
	for _, h := range t.scratch {
		k |= t.Kind(h)
	}
	return k
}
