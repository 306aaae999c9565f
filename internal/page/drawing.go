package page

import "bytes"

// Icons are a twentieth of the bytes of the publishers' pages, and nothing of an
// svg element's inside is ever looked at. A drawing is an svg element with
// nothing in it but the elements of graphics, well nested: whatever it holds,
// the parser comes out of it as it went in.

// drawingNames are the elements that may stand in a drawing. Those that hold
// HTML (foreignObject), markup of another kind (style, script) or that HTML
// knows as well (a, font) are not among them.
var drawingNames = [...]string{
	"path", "g", "circle", "rect", "line", "polyline", "polygon", "ellipse", "defs", "use", "symbol", "stop", "mask",
	"lineargradient", "radialgradient", "clippath", "pattern", "marker", "text", "tspan", "title", "desc", "filter",
	"animate", "animatetransform", "fegaussianblur", "fecolormatrix", "feoffset", "feblend", "feflood", "fecomposite",
	"femerge", "femergenode",
}

// maxDrawingDepth is how deep the elements of a drawing may stand.
const maxDrawingDepth = 24

// drawing returns the content of the svg element whose name starts at src[at],
// up to where its end tag starts. If it is no drawing, ok is false and end is
// how far that took to see.
func drawing(src []byte, at int) (open, end int, ok bool) {
	open, closed, ok := tagEnd(src, at+len("svg"))
	if !ok || closed {
		return 0, open, false
	}
	var stack [maxDrawingDepth][]byte
	depth := 0
	for end = open; ; {
		i := bytes.IndexByte(src[end:], '<')
		if i < 0 || end+i+2 >= len(src) {
			return 0, len(src), false
		}
		if bytes.IndexByte(src[end:end+i], 0) >= 0 {
			return 0, end + i, false
		}
		end += i
		if src[end+1] == '/' {
			name := tagName(src[end+2:])
			if depth == 0 {
				return open, end, isName(src[end+2:], "svg")
			}
			depth--
			after := end + 2 + len(name)
			if !bytes.EqualFold(name, stack[depth]) || after >= len(src) || src[after] != '>' {
				return 0, end, false
			}
			end = after + 1
			continue
		}
		name := tagName(src[end+1:])
		if !isDrawingName(name) {
			return 0, end, false
		}
		after, closed, ok := tagEnd(src, end+1+len(name))
		end = after
		if !ok {
			return 0, end, false
		}
		if closed {
			continue
		}
		if depth == len(stack) {
			return 0, end, false
		}
		stack[depth] = name
		depth++
	}
}

// tagName returns the letters and digits that s starts with.
func tagName(s []byte) []byte {
	n := 0
	for n < len(s) && ('a' <= s[n]|0x20 && s[n]|0x20 <= 'z' || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	return s[:n]
}

func isDrawingName(name []byte) bool {
	for _, n := range drawingNames {
		if len(n) == len(name) && asciiFold(name, n) {
			return true
		}
	}
	return false
}

// asciiFold reports whether s starts with lower, in either case.
func asciiFold(s []byte, lower string) bool {
	for i := range len(lower) {
		if s[i]|0x20 != lower[i] {
			return false
		}
	}
	return true
}

// tagEnd returns where the tag ends whose attributes start at src[at], and
// whether it closes itself. A tag in which a quote stands elsewhere than at the
// start of a value is not understood; end is then where that shows.
func tagEnd(src []byte, at int) (end int, closed, ok bool) {
	var last byte // the one before, other than white space
	for i := at; i < len(src); i++ {
		switch c := src[i]; c {
		case '>':
			return i + 1, src[i-1] == '/', true
		case '"', '\'':
			if last != '=' {
				return i, false, false
			}
			j := bytes.IndexByte(src[i+1:], c)
			if j < 0 {
				return len(src), false, false
			}
			i += j + 1
			last = c
		case '<', 0:
			return i, false, false
		case ' ', '\n', '\r', '\t', '\f':
		default:
			last = c
		}
	}
	return len(src), false, false
}
