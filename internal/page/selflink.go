package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
)

// Headings carry what readers copy their address with, and the questions of an
// accordion what opens them:
//
//	<h2 id="gate">The gate <a href="#gate">¶</a></h2>
//	<div><h2 id="gate">The gate</h2><button>🔗</button></div>
//	<h3><button>Who pays?<span aria-hidden="true">+</span></button></h3>
//
// A sign of that kind is drawn, not written: the flag ScreenReader keeps it from the
// text, as it does what nobody sees.

// maxSign is how many nodes and characters a sign may have.
const maxSign = 6

// isHeadingSign reports whether n is such a sign: a link to a place on the page, a
// button, or what is kept from screen readers, without a letter or a digit, in a
// heading or right beside one.
func isHeadingSign(n *html.Node) bool {
	switch {
	case n.DataAtom == atom.A:
		if !isHere(Attr(n, "href")) {
			return false
		}
	case n.DataAtom == atom.Button:
	case Attr(n, "aria-hidden") == "true":
		return inHeading(n) && isSign(n)
	default:
		return false
	}
	return (inHeading(n) || besideHeading(n)) && isSign(n)
}

// isHere reports whether an address is a place on this page.
func isHere(href string) bool { return len(href) > 1 && href[0] == '#' }

// headingUp is how far above a sign its heading may be: a button and a span may
// stand between.
const headingUp = 3

func inHeading(n *html.Node) bool {
	for i := 0; i < headingUp && n.Parent != nil; i++ {
		if n = n.Parent; NamesPart(n.DataAtom) {
			return true
		}
	}
	return false
}

// besideHeading looks past white space, and one element up where the sign is all
// that a component holds.
func besideHeading(n *html.Node) bool {
	for range 2 {
		before, after := beside(n, prevOf), beside(n, nextOf)
		if isHeading(before) || isHeading(after) {
			return true
		}
		if before != nil || after != nil || n.Parent == nil {
			return false
		}
		n = n.Parent
	}
	return false
}

func isHeading(n *html.Node) bool {
	return n != nil && n.Type == html.ElementNode && NamesPart(n.DataAtom)
}

func prevOf(n *html.Node) *html.Node { return n.PrevSibling }
func nextOf(n *html.Node) *html.Node { return n.NextSibling }

// beside returns the next node in one direction that is no white space, or nil.
func beside(n *html.Node, step func(*html.Node) *html.Node) *html.Node {
	for n, i := step(n), 0; n != nil && i < maxSign; n, i = step(n), i+1 {
		if n.Type == html.ElementNode || n.Type == html.TextNode && !isBlank(n.Data) {
			return n
		}
	}
	return nil
}

func isBlank(s string) bool {
	for i := range len(s) {
		if s[i] > ' ' {
			return false
		}
	}
	return true
}

// isSign reports whether n shows nothing but signs. Words for screen readers may
// stand beside them: "Link to this section".
func isSign(n *html.Node) bool {
	nodes, signs := 0, 0
	var only func(n *html.Node) bool
	only = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if nodes++; nodes > maxSign {
				return false
			}
			switch {
			case c.Type == html.ElementNode && (c.DataAtom == atom.Svg || c.DataAtom == atom.Img || isUnseenName(Attr(c, "class"))):
			case c.Type == html.ElementNode && !only(c):
				return false
			case c.Type == html.TextNode:
				for _, r := range c.Data {
					if unicode.IsLetter(r) || unicode.IsDigit(r) {
						return false
					}
					if r > ' ' {
						signs++
					}
				}
			}
		}
		return true
	}
	return only(n) && signs <= maxSign
}

func isUnseenName(attr string) bool {
	for name := range strings.FieldsSeq(attr) {
		if classname.Read(name).Form&classname.FormUnseen != 0 {
			return true
		}
	}
	return false
}

// isGlyphs reports whether a text is nothing but characters of private use: the
// pictures of an icon font, where it has no names for them.
func isGlyphs(s string) bool {
	glyphs := false
	for _, r := range s {
		switch {
		case r >= 0xe000 && r <= 0xf8ff:
			glyphs = true
		case r > ' ':
			return false
		}
	}
	return glyphs
}
