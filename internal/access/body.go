package access

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// body is what the judge needs to know of the story's text.
// first and last bound the body, but promos and captions may stand between them; in
// lists the segments that are body.
type body struct {
	first, last int // segments, -1 without a body
	words       int
	chars       int
	ending      ending
	in          bodySegs
	// unfinished is set where only the last paragraph has no end.
	unfinished bool
}

// bodySegs are the segments of the body; words[i] are those of the first i.
type bodySegs struct {
	segs  []int32
	words []int
}

// ending is how the last paragraph ends.
type ending uint8

const (
	endsWell ending = iota
	endsOpen        // no full stop: a heading, a list, a signature, or a cut
	endsBroken
)

// readBody is linear in the segments. All later questions (what of the body stands
// before a promo, how many words after it) are searches in what it leaves.
func (j *judge) readBody() {
	b := &j.body
	b.first, b.last = -1, -1
	b.in.words = append(b.in.words, 0)
	for i := range j.Segs {
		s := &j.Segs[i]
		if !j.isBody(i) {
			continue
		}
		if b.first < 0 {
			b.first = i
		}
		b.last = i
		b.words += int(s.Words)
		b.chars += int(s.Chars)
		b.in.segs = append(b.in.segs, int32(i))
		b.in.words = append(b.in.words, b.words)
	}
	if b.last >= 0 {
		b.last = j.mainLast()
		b.ending = endingOf(tail(j.Doc, &j.Segs[b.last]))
		b.unfinished = j.unfinished()
	}
}

// strayShare is how large a part of the body may stand outside the element
// that holds most of it and still be taken for something else, in percent.
//
//	<div class="story"><p>…</p><p>…</p></div>     most of the body
//	<div class="gate">Subscribe to read on</div>
//	<div><p>A reader's view.</p></div>            taken for body by mistake
//
// The gate stands at the end of the story, though not at the end of the body.
const strayShare = 20

// maxListDepth bounds how many lists and their entries stand in one another, so that
// a page of nothing else costs no more for each text than another.
const maxListDepth = 24

// mainLast returns the last body segment in the element that holds most of the
// body. Otherwise a comment or a note taken for body far below the story would hide
// where the story ends.
//
// The boxes told apart are bounded, so that a page with a box for each paragraph
// stays linear.
func (j *judge) mainLast() int {
	type share struct {
		box               page.ID
		words, last, from int
	}
	var boxes []share
	total := 0
	for i := j.body.first; i <= j.body.last; i++ {
		s := &j.Segs[i]
		if j.Segs[i].Role != term.Body || s.Kind != block.Text || len(boxes) > 64 {
			continue
		}
		total += int(s.Words)
		box := j.Doc.Nodes[s.Box].Parent
		for range maxListDepth {
			if box == page.None || !isPart(j.Doc.Nodes[box].Tag) {
				break
			}
			box = j.Doc.Nodes[box].Parent // a list is part of the text around it
		}
		k := slices.IndexFunc(boxes, func(b share) bool { return b.box == box })
		if k < 0 {
			k = len(boxes)
			boxes = append(boxes, share{box: box})
		}
		boxes[k].words += int(s.Words)
		boxes[k].last, boxes[k].from = i, total
	}
	if len(boxes) < 2 {
		return j.body.last
	}
	best := slices.MaxFunc(boxes, func(a, b share) int { return cmp.Compare(a.words, b.words) })
	if after := total - best.from; after*100 <= total*strayShare && best.words*2 >= total {
		return best.last
	}
	return j.body.last
}

// How long a paragraph must be for its ending to tell anything, and how many
// must end well before one that does not stands out.
const (
	sentenceChars = 60
	minEndings    = 8
)

// unfinished reports whether the last paragraph stops inside a sentence while
// all the others end with a full stop. A signature or a list's last entry ends
// without one too, so only a paragraph of a sentence's length counts.
//
// It must stand out among its own: on a page where notes and lists end without a
// full stop everywhere, a last one without says nothing.
func (j *judge) unfinished() bool {
	last := &j.Segs[j.body.last]
	if j.body.ending != endsOpen || last.Chars < sentenceChars || !j.isParagraph(last) || !stopsInside(tail(j.Doc, last)) {
		return false
	}
	well := 0
	for i := j.body.first; i < j.body.last; i++ {
		s := &j.Segs[i]
		if j.Segs[i].Role != term.Body || s.Kind != block.Text || s.Chars < sentenceChars || !j.isParagraph(s) {
			continue
		}
		if endingOf(tail(j.Doc, s)) != endsWell {
			return false
		}
		well++
	}
	return well >= minEndings
}

// isParagraph leaves out headings, items and quotes, which end as they like, and
// lines of links.
func (j *judge) isParagraph(s *block.Seg) bool {
	switch j.Doc.Nodes[s.Box].Tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Span:
		return s.LinkDensity() < 0.3
	}
	return false
}

// stopsInside reports whether the text ends in a small word in the middle of a
// sentence: not in a name, an address, a bracket or a sign, as signatures,
// credits and notes do, nor after a dash, as attributions do.
//
//	"The council will decide on the"            yes
//	"Photographs by A. Writer, the Daily Isle"   no: a name
//	"(text: our own reporters)"                  no: a bracket
func stopsInside(t string) bool {
	i := strings.LastIndexAny(t, ".!?。")
	open := t[i+1:]
	if strings.ContainsAny(open, "–—@|/:©(") || len(strings.Fields(open)) < 4 {
		return false
	}
	word := open[strings.LastIndexByte(open, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsLower(first) && (unicode.IsLetter(last) || last == ',')
}

// tailLen is how many bytes of a segment's end are enough to compare.
const tailLen = 80

// maxTail bounds what is taken of one text: the last word of one without spaces
// may be as long as the page.
const maxTail = 4096

// tail returns the end of the segment's text, enough to see how it ends.
//
// It goes backwards from the end, so that a long paragraph costs no more than a
// short one.
func tail(doc *page.Doc, s *block.Seg) string {
	out := ""
	for id := s.End - 1; id >= s.First && len(out) < tailLen; id-- {
		if n := &doc.Nodes[id]; s.Owns(n) {
			out = n.N.Data[max(0, len(n.N.Data)-maxTail):] + out
		}
	}
	return strings.TrimSpace(out)
}

// segText returns all of the segment's text.
func segText(doc *page.Doc, s *block.Seg) string {
	var b strings.Builder
	for id := s.First; id < s.End; id++ {
		if n := &doc.Nodes[id]; s.Owns(n) {
			b.WriteString(n.N.Data)
		}
	}
	return b.String()
}

// endingOf reads the last characters. An ellipsis, in brackets or not, is a
// broken end; closing quotes and brackets after a full stop are not.
func endingOf(t string) ending {
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	inner := strings.TrimRight(t, "\"'”’»«“)]}›」』）】 \u00a0")
	for _, e := range []string{"…", "...", "[…", "[...", ". . ."} {
		if strings.HasSuffix(inner, e) || strings.HasSuffix(t, e) {
			return endsBroken
		}
	}
	r, _ := utf8.DecodeLastRuneInString(inner)
	switch r {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '۔', '։', '።', '⋅', '|':
		return endsWell
	case ',', ':', '-', '–':
		return endsOpen
	}
	return endsOpen
}
