package block

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// Kind is what a segment is made of.
type Kind uint8

// The kinds.
const (
	Text  Kind = iota // inline text
	Media             // a picture, video, frame or other object without text of its own
	Rule              // a thematic break
)

// Seg is one segment, and the one record of all that the stages find out about
// it. It stands inside its box, between the nodes First and
// End: [page.Doc] numbers in document order, so the text nodes of the segment
// are those in [First, End) whose hiddenness is the segment's own.
type Seg struct {
	First, End page.ID
	// Box is the nearest block-level element above, or the root.
	Box  page.ID
	Kind Kind
	// Hidden segments hold the text that the page as served does not show;
	// they stand apart from the visible ones around them.
	Hidden bool
	// Breaks counts the single line breaks inside.
	Breaks uint16
	// Flags are those that hold for the first node.
	Flags page.Flag
	// Chars are characters other than white space, Link those inside links.
	Chars, Link, Words int32

	// Wording are the kinds of phrase in its text, of which package wording
	// has the names.
	Wording Wording
	// Claim is what rules, promos and the line's own words say of it before the
	// roles are given.
	Claim Claim
	// P is the model's probability that it is body: 0 for media, of a list or
	// a table the mean.
	P float32
	// Ask is the model's probability that it is part of a promo.
	Ask float32
	// Role is what it was taken for, and Why what decided that.
	Role term.Role
	Why  Why
}

// Wording is a set of kinds of phrase.
type Wording uint64

// Claim is a role that is claimed for a segment. The zero value claims none.
type Claim struct {
	Role term.Role
	// Weak claims give way to a segment that the model takes for body.
	Weak bool
	// Direct claims name the segment's own element and not a container of it.
	Direct bool
	Why    Why
}

// Why is the provenance of a role: what decided, and for rules and promos
// which one.
type Why struct {
	Cause Cause
	// Rule is the line of a rule, for ByRule.
	Rule Line
	// Promo is the number of the candidate among the promos that were found,
	// for ByPromo.
	Promo int32
}

// Line names a line of the rules that serve a page: of the site's or
// platform's own, or of those that are common to all pages.
type Line struct {
	Common bool
	N      int32
}

// Cause is the kind of thing that decided a role.
type Cause uint8

// The causes.
const (
	ByModel    Cause = iota // the probability of body
	ByRule                  // a line of a rule file
	ByPromo                 // it belongs to a promo that was found
	ByWording               // its own words say what it is
	ByMetadata              // it repeats what the metadata says
	ByName                  // the names and tags around it
	ByPlace                 // where it stands
	ByHiding                // the page does not show it
	ByCopy                  // it repeats a part of the page
)

var causes = [...]string{"classifier", "rule", "promo", "wording", "metadata", "name", "place", "hidden", "copy"}

// String returns a word for c.
func (c Cause) String() string { return causes[c] }

// LinkDensity returns the share of the characters that stand inside links.
func (s *Seg) LinkDensity() float32 {
	if s.Chars == 0 {
		return 0
	}
	return float32(s.Link) / float32(s.Chars)
}

// Range returns the segments lo to hi that start at or below the node id.
func Range(doc *page.Doc, segs []Seg, id page.ID) (lo, hi int) {
	lo, _ = slices.BinarySearchFunc(segs, id, byFirst)
	hi, _ = slices.BinarySearchFunc(segs, doc.Nodes[id].End, byFirst)
	return lo, hi
}

func byFirst(s Seg, id page.ID) int { return cmp.Compare(s.First, id) }
