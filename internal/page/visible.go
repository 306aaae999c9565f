package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// styleFlags reads what an inline style says of being seen. Fading
// (opacity:0) says nothing: pages let their text appear with it.
func styleFlags(style string, n *html.Node) (f Flag) {
	if len(style) < len("left:-999") {
		return 0
	}
	for decl := range strings.SplitSeq(style, ";") {
		prop, val, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		val, _, _ = strings.Cut(val, "!")
		f |= declarationFlags(strings.ToLower(strings.TrimSpace(prop)), strings.ToLower(strings.TrimSpace(val)), n)
	}
	return f
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
	case "left", "top", "right", "text-indent", "margin-left":
		return flagIf(isFarOff(val), ScreenReader)
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

// classFlags reads the utility classes that hide at every width. `hidden
// md:block` and `d-none d-md-block` show the element on wider screens, so a
// second display utility takes the verdict back.
func classFlags(attr string) (f Flag) {
	for tok := range strings.FieldsSeq(attr) {
		switch tok {
		case "hidden", "d-none", "is-hidden", "hide", "u-hidden", "display-none", "displaynone", "visually-none":
			f |= HiddenClass
		default:
			f |= flagIf(isUnseenName(tok), ScreenReader)
		}
	}
	if f&HiddenClass != 0 {
		for tok := range strings.FieldsSeq(attr) {
			if showsWider(tok) {
				return f &^ HiddenClass
			}
		}
	}
	return f
}

// maxUnseenName is the most bytes of a class that names text for screen
// readers. What build tools add before and after the name counts too.
const maxUnseenName = 64

// unseenParts are parts of class names, without case and separators, that
// style sheets give to text for screen readers alone, and to the machines' half
// of a formula.
var unseenParts = [...]string{
	"visuallyhidden", "hiddenvisually", "screenreader", "a11yhidden", "accessiblyhidden", "accessibilityhidden", "hideaccessibl",
	"assistivetext", "katexmathml", "mjxassistivemathml",
}

// unseenNames are whole names of that sort, which as parts mean other things.
var unseenNames = [...]string{
	"sronly", "sronlyfocusable", "twsronly", "usronly", "csronly", "utilsronly", "onlysr", "srtext", "showforsr", "forsr",
	"elementinvisible", "offscreen", "uoffscreen", "isoffscreen", "assistive", "a11yonly", "ariaonly", "cdkvisuallyhidden",
}

// iconFonts begin the names of fonts that draw a picture for a word, as
// "open_in_new".
var iconFonts = [...]string{"materialicons", "materialsymbols"}

// isUnseenName reports whether a class says that no reader sees the text as
// text.
func isUnseenName(tok string) bool {
	if len(tok) < len("sr-only") || len(tok) > maxUnseenName || strings.ContainsRune(tok, ':') {
		return false // md:sr-only holds for some widths
	}
	var buf [maxUnseenName]byte
	flat := buf[:0]
	for i := range len(tok) {
		c := tok[i]
		if c == '-' || c == '_' {
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		flat = append(flat, c)
	}
	return namesUnseen(string(flat))
}

func namesUnseen(flat string) bool {
	if strings.HasPrefix(flat, "not") { // not-sr-only takes it back
		return false
	}
	for _, p := range unseenParts {
		if strings.Contains(flat, p) {
			return true
		}
	}
	for _, p := range iconFonts {
		if strings.HasPrefix(flat, p) {
			return true
		}
	}
	for _, name := range unseenNames {
		if flat == name {
			return true
		}
	}
	return false
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
