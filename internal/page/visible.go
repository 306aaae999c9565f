package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// styleFlags reads what an inline style says of being seen. Fading
// (opacity:0) says nothing: pages let their text appear with it.
func styleFlags(style string, n *html.Node) (f Flag) {
	point := 0
	if len(style) < len("left:-999") {
		return 0
	}
	for decl := range strings.SplitSeq(style, ";") {
		prop, val, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		val, _, _ = strings.Cut(val, "!")
		prop, val = strings.ToLower(strings.TrimSpace(prop)), strings.ToLower(strings.TrimSpace(val))
		f |= declarationFlags(prop, val, n)
		point |= pointOf(prop, val)
	}
	if point == onPoint {
		f |= ScreenReader
	}
	return f
}

// The declarations of a box of one pixel that lets nothing out, or stands apart from
// the text: the idiom for screen readers without a clip.
const (
	pointWide = 1 << iota
	pointHigh
	pointApart
	onPoint = pointWide | pointHigh | pointApart
)

func pointOf(prop, val string) int {
	switch prop {
	case "width":
		return bitIf(val == "1px", pointWide)
	case "height":
		return bitIf(val == "1px", pointHigh)
	case "position":
		return bitIf(val == "absolute" || val == "fixed", pointApart)
	case "overflow":
		return bitIf(val == "hidden" || val == "clip", pointApart)
	}
	return 0
}

func bitIf(b bool, bit int) int {
	if b {
		return bit
	}
	return 0
}

func declarationFlags(prop, val string, n *html.Node) Flag {
	switch prop {
	case "display":
		return flagIf(val == "none", HiddenStyle)
	case "visibility":
		return flagIf(val == "hidden", HiddenStyle)
	case "clip":
		return flagIf(isEmptyClip(val), ScreenReader)
	case "clip-path":
		return flagIf(strings.HasPrefix(val, "inset(50%") || strings.HasPrefix(val, "inset(100%"), ScreenReader)
	case "left", "top", "right", "bottom", "inset-inline-start", "inset-inline-end", "text-indent", "margin-left", "margin-inline-start":
		return flagIf(isFarOff(val), ScreenReader)
	case "font-family":
		// Of an icon font the names of its pictures are the text.
		return flagIf(strings.Contains(val, "material icons") || strings.Contains(val, "material symbols"), ScreenReader)
	case "font-size":
		// On a container it closes the gaps between its children, which have
		// sizes of their own.
		return flagIf(isZero(val) && holdsTextAlone(n), ScreenReader)
	}
	return 0
}

func flagIf(b bool, f Flag) Flag {
	if b {
		return f
	}
	return 0
}

// isEmptyClip knows rect(0,0,0,0) and rect(1px 1px 1px 1px), the idioms for text
// that only screen readers get.
func isEmptyClip(val string) bool {
	inner, ok := strings.CutPrefix(val, "rect(")
	if !ok {
		return false
	}
	inner, _, _ = strings.Cut(inner, ")")
	n := 0
	for part := range strings.FieldsFuncSeq(inner, func(r rune) bool { return r == ',' || r == ' ' }) {
		if part = strings.TrimSuffix(part, "px"); part != "0" && part != "1" {
			return false
		}
		n++
	}
	return n == 4
}

// farOff is the offset, in pixels or em, from which an element stands outside
// of any screen. The idioms are 999, 9999 and 10000.
const farOff = 900

func isFarOff(val string) bool {
	num, ok := strings.CutPrefix(val, "-")
	if !ok {
		return false
	}
	num = strings.TrimRight(num, "abcdefghijklmnopqrstuvwxyz%")
	v, err := strconv.ParseFloat(num, 64)
	return err == nil && v >= farOff
}

func isZero(val string) bool {
	v, err := strconv.ParseFloat(strings.TrimRight(val, "abcdefghijklmnopqrstuvwxyz%"), 64)
	return err == nil && v == 0
}

func holdsTextAlone(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return false
		}
	}
	return n.FirstChild != nil
}

// utilityFlags reads the utility classes that hide at every width. They are names
// of style sheets, which a page spells as these do. `hidden md:block` and `d-none
// d-md-block` show the element on wider screens, so a second display utility takes
// the verdict back.
func utilityFlags(attr string) Flag {
	hidden := false
	for tok := range strings.FieldsSeq(attr) {
		switch tok {
		case "hidden", "d-none", "is-hidden", "hide", "u-hidden", "display-none", "displaynone", "visually-none":
			hidden = true
		}
	}
	if !hidden {
		return 0
	}
	for tok := range strings.FieldsSeq(attr) {
		if showsWider(tok) {
			return 0
		}
	}
	return HiddenClass
}

func showsWider(tok string) bool {
	if rest, ok := strings.CutPrefix(tok, "d-"); ok {
		return strings.Contains(rest, "-") && !strings.HasSuffix(rest, "-none")
	}
	if _, rest, ok := strings.Cut(tok, ":"); ok {
		switch rest {
		case "block", "flex", "inline", "inline-block", "inline-flex", "grid", "contents", "table":
			return true
		}
	}
	return false
}
