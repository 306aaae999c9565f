package roles

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/weburl"
)

// How a text is set tells a line of the desk from one of the story where its words do
// not: wholly in italics or bold, in capitals, after a rule, right below a picture, all
// of it a link to a story of the same house.

const (
	// mediaReach is how many segments on either side are searched for a picture or
	// a rule.
	mediaReach = 4

	styleOwn      = 18
	styleNear     = 6
	styleFeatures = styleOwn + 2*styleNear
)

// emphasis are the characters of a text in elements that set it apart, and what it
// begins and ends with.
type emphasis struct {
	italic, bold, small int32
	boldFirst           bool
	linkFirst, linkLast bool
}

// emphasise counts the characters of the text node id, which stands in s. It climbs from
// nodes below the text's own box, which most are not.
func (e *emphasis) emphasise(doc *page.Doc, s *block.Seg, id page.ID) {
	var italic, bold, small bool
	for up := doc.Nodes[id].Parent; up != page.None && up != s.Box; up = doc.Nodes[up].Parent {
		switch doc.Nodes[up].Tag {
		case atom.I, atom.Em, atom.Cite:
			italic = true
		case atom.B, atom.Strong:
			bold = true
		case atom.Small, atom.Sub, atom.Sup:
			small = true
		}
	}
	link := doc.Nodes[id].Is(page.InLink)
	if id == s.First {
		e.boldFirst, e.linkFirst = bold, link
	}
	e.linkLast = link
	if !italic && !bold && !small {
		return
	}
	chars := int32(doc.Chars(id))
	if italic {
		e.italic += chars
	}
	if bold {
		e.bold += chars
	}
	if small {
		e.small += chars
	}
}

// What a character at either end of a text may be: an ordinal that trees can cut.
const (
	endLetter float32 = iota
	endCapital
	endDigit
	endQuote
	endSentence
	endColon
	endBracket
	endSign
	endOther
)

func endOf(r rune) float32 {
	switch {
	case 'a' <= r && r <= 'z':
		return endLetter
	case 'A' <= r && r <= 'Z':
		return endCapital
	case '0' <= r && r <= '9':
		return endDigit
	}
	switch r {
	case '"', '\'', '“', '”', '„', '‘', '’', '「', '」', '『', '』':
		return endQuote
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔':
		return endSentence
	case ':', '：':
		return endColon
	case '(', ')', '[', ']', '（', '）', '【', '】', '［', '］':
		return endBracket
	}
	switch {
	case unicode.IsLetter(r):
		return endLetter
	case unicode.IsPunct(r), unicode.IsSymbol(r):
		return endSign
	}
	return endOther
}

// toKind returns how many segments from i on in one direction the next of a kind stands,
// mediaReach+1 where there is none so near.
func (f *Frame) toKind(i, step int, kind block.Kind) float32 {
	for d := 1; d <= mediaReach; d++ {
		j := i + d*step
		if j < 0 || j >= len(f.in.Segs) {
			break
		}
		if f.in.Segs[j].Kind == kind {
			return float32(d)
		}
	}
	return mediaReach + 1
}

// Where the first link of a text leads.
const (
	leadsNowhere float32 = iota
	leadsHere
	leadsHome
	leadsToStory
	leadsAway
)

// leading says where the links of a text lead: the first, how many to stories of the own
// site and to others, and how many are said to be paid for, or not to be followed.
type leading struct{ first, stories, away, paid, nofollow float32 }

func (f *Frame) leads(s *block.Seg) (l leading) {
	if s.Link == 0 {
		return l
	}
	doc, last := f.in.Doc, page.None
	for id := s.First; id < s.End; id++ {
		n := &doc.Nodes[id]
		if !s.Owns(n) || !n.Is(page.InLink) {
			continue
		}
		a := doc.Closest(id, atom.A)
		if a == page.None || a == last {
			continue
		}
		last = a
		to := f.leadsTo(a)
		switch to {
		case leadsToStory:
			l.stories++
		case leadsAway:
			l.away++
		}
		if l.first == leadsNowhere {
			l.first = to
		}
		rel := doc.Attr(a, "rel")
		l.paid += bit(strings.Contains(rel, "sponsored"))
		l.nofollow += bit(strings.Contains(rel, "nofollow"))
	}
	return l
}

func (f *Frame) leadsTo(a page.ID) float32 {
	href, to := f.in.Doc.Attr(a, "href"), f.in.Links.Of(a)
	switch {
	case href == "", to&target.Here != 0:
		return leadsHere
	case to&target.Outside != 0 && !sameHouse(weburl.Host(href), f.in.Host):
		return leadsAway
	case to&target.Slug != 0:
		return leadsToStory
	}
	return leadsHome
}

// sameHouse reports whether two hosts are the same or one is a part of the other:
// sport.example.com and www.example.com are not told apart.
func sameHouse(a, b string) bool {
	a, b = strings.TrimPrefix(a, "www."), strings.TrimPrefix(b, "www.")
	if len(a) < len(b) {
		a, b = b, a
	}
	rest := len(a) - len(b)
	return b != "" && strings.EqualFold(a[rest:], b) && (rest == 0 || a[rest-1] == '.')
}

// styleRow appends how text k, segment i, is set, and how its neighbours are.
func (f *Frame) styleRow(x []float32, k, i int, s *block.Seg) []float32 {
	t := &f.text[i]
	l := f.leads(s)
	letters := max(s.Chars-t.digits-t.punct-t.commas, 1)
	x = append(x,
		per(t.set.italic, s.Chars), per(t.set.bold, s.Chars), per(t.set.small, s.Chars), per(t.upper, letters),
		endOf(t.first), endOf(t.last),
		f.toKind(i, -1, block.Media), f.toKind(i, 1, block.Media), f.toKind(i, -1, block.Rule), f.toKind(i, 1, block.Rule),
		l.first, l.stories, l.away, l.paid, l.nofollow,
		bit(t.set.boldFirst), bit(t.set.linkFirst), bit(t.set.linkLast),
	)
	for _, j := range [2]int{k - 1, k + 1} {
		if j < 0 || j >= len(f.texts) {
			x = append(x, -1, -1, -1, -1, -1, -1)
			continue
		}
		i := f.texts[j]
		s, t := &f.in.Segs[i], &f.text[i]
		x = append(x, per(t.set.italic, s.Chars), per(t.set.bold, s.Chars), endOf(t.first), endOf(t.last), bit(t.set.linkFirst), bit(t.set.linkLast))
	}
	return x
}

// setApart tells texts of one shape apart by how they are set as a whole. Publishers give
// a line of the desk the class of a paragraph, and set all of it in italics or in a link.
func (t *textFacts) setApart(s *block.Seg) (bits uint64) {
	for i, part := range [...]int32{t.set.italic, t.set.bold, s.Link} {
		if part*10 > s.Chars*9 {
			bits |= 1 << i
		}
	}
	return bits
}

// setShape is the shape of segment i, and how it is set.
func (f *Frame) setShape(i int32, s *block.Seg) uint64 { return f.sigOf(s) ^ f.text[i].setApart(s)<<60 }

// styleNames names the values of styleRow, in their order.
func styleNames() trees.Features {
	names := trees.Features{
		"italic", "bold", "small print", "capitals per letter", "first character", "last character",
		"from picture", "to picture", "from rule", "to rule", "first link leads", "links to stories", "links to others",
		"paid links", "links not to follow", "begins bold", "begins with a link", "ends with a link",
	}
	for _, d := range [2]int{-1, 1} {
		for _, name := range [styleNear]string{"italic", "bold", "first character", "last character", "begins with a link", "ends with a link"} {
			names = append(names, fmt.Sprintf("at %+d: %s", d, name))
		}
	}
	return names
}
