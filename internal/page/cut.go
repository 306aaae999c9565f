package page

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Scripts and styles are half of the bytes of the average page, and the
// parser takes them byte by byte. cutTexts takes their content out before the
// parse and leaves a mark; the index puts it back when it passes the element.
// The content of drawings, which the index passes over, stays out.
//
// The tree is the parser's own all the same. If the parser finds a mark as
// the whole text of a script or style, it was at the start of such a text in
// the uncut source too, since all before was the same; and since the content
// has no end tag of that name and nothing that hides one, it would have read just
// the content. If a single mark is not found so, as in a comment that the
// search took for something else, the whole page is parsed uncut.
type cutTexts struct {
	src     []byte   // what is left for the parser
	content [][]byte // by the mark's number; parts of the page's source
	left    int      // marks that the index has not come by yet
	trim    trimmer
	// short says that the page was ended early.
	short bool
	// commented says that a script or style has a comment. These are pages of older kinds,
	// and are not ended early: of the beginning alone, one in two hundred got another
	// kind or access.
	commented bool
	// vain counts the bytes looked at for drawings that were none. Those of
	// `<svg><path a="</svg <svg"/>…` overlap; past the page's own length none
	// is looked for any more.
	vain int
}

// mark starts what stands in place of a content; a number follows. A page
// that has this control character anywhere is left uncut.
const mark = '\x1a'

// minCut is the length from which a content is worth cutting.
const minCut = 64

// cut writes src without the contents to buf, and without the attributes that nobody
// reads if names are given.
//
// With most, what is left for the parser ends once it is that long, and of the rest
// only the structured data comes after it.
func cut(buf *bytes.Buffer, src []byte, names *AttrNames, most int) *cutTexts {
	c := &cutTexts{trim: trimmer{names: names, sure: true, packs: packsPool.Get()}}
	if names != nil && statesSelectors(src) {
		c.trim.names = nil
	}
	if bytes.IndexByte(src, mark) >= 0 {
		return c
	}
	buf.Grow(len(src))
	written := 0
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			break
		}
		at += i + 1
		if most > 0 && buf.Len()+c.trim.packs.saved+at-written > most && c.trim.sure && !c.commented {
			buf.Write(src[written : at-1])
			written = len(src)
			c.keepData(buf, src[at-1:])
			break
		}
		name, whole := uncutName(src[at:])
		if name == "" {
			at = c.trim.markup(buf, src, at, &written)
			continue
		}
		end := -1
		switch {
		case name == "frameset":
			// Text in the body decides whether it counts: without the text
			// of a drawing it might.
			c.content = nil
			c.trim.cuts, c.trim.packs.tags = 0, nil
			return c
		case name == "svg":
			end = c.cutDrawing(buf, src, at, &written)
		case name == "!--":
			if end = bytes.Index(src[at+1:], []byte("-->")); end >= 0 {
				end += at + 1
				c.trim.sure = c.trim.sure && !bytes.Contains(src[at:end], []byte("--!>"))
			}
		case whole:
			c.trim.sure = c.trim.sure && name != "math"
			if end = c.opened(buf, src, at, &written); end >= 0 {
				end = endTag(src, end, name)
			}
		default:
			open := c.opened(buf, src, at, &written)
			if open < 0 {
				break
			}
			end = endTag(src, open, name)
			plain := end >= 0 && c.isPlain(name, src[open:end])
			c.trim.sure = c.trim.sure && plain
			if end-open >= minCut && plain {
				buf.Write(src[written:open])
				c.mark(buf, src[open:end])
				written = end
			}
		}
		if end < 0 {
			c.trim.sure = false
			break
		}
		at = end
	}
	buf.Write(src[written:])
	c.src, c.left = buf.Bytes(), len(c.content)
	return c
}

// keepData writes the scripts of structured data in src, and nothing else of it.
func (c *cutTexts) keepData(buf *bytes.Buffer, src []byte) {
	c.short = true
	for {
		i := bytes.Index(src, []byte("ld+json"))
		if i < 0 {
			return
		}
		open := bytes.IndexByte(src[i:], '>')
		tag := bytes.LastIndexByte(src[:i], '<')
		if open < 0 || tag < 0 {
			return
		}
		open += i + 1
		end := endTag(src, open, "script")
		if end < 0 {
			return
		}
		if content := src[open:end]; isName(src[tag+1:], "script") && len(content) >= minCut && c.isPlain("script", content) {
			buf.WriteString(`<script type="application/ld+json">`)
			c.mark(buf, content)
			buf.WriteString("</script>")
		}
		src = src[end:]
	}
}

// mark leaves a content out and writes the mark that stands for it.
func (c *cutTexts) mark(buf *bytes.Buffer, content []byte) {
	buf.WriteByte(mark)
	buf.Write(strconv.AppendInt(buf.AvailableBuffer(), int64(len(c.content)), 10))
	c.content = append(c.content, content)
}

// opened returns where the content of the element begins whose name starts at src[at],
// -1 for nowhere.
func (c *cutTexts) opened(buf *bytes.Buffer, src []byte, at int, written *int) int {
	if c.trim.sure {
		if end := c.trim.tag(buf, src, at, true, written); c.trim.sure {
			return end
		}
		return -1
	}
	open := bytes.IndexByte(src[at:], '>') // of the start tag, if no attribute holds one
	if open < 0 {
		return -1
	}
	return at + open + 1
}

// drawingMark stands for the content of a drawing: a comment, which changes
// nothing of how the parser reads on.
const drawingMark = "<!--" + string(rune(mark)) + "-->"

// cutDrawing cuts the content of the svg element whose name starts at src[at]
// and returns where the search goes on, -1 for nowhere. Markup in an attribute
// would cost a second parse.
func (c *cutTexts) cutDrawing(buf *bytes.Buffer, src []byte, at int, written *int) (end int) {
	if c.vain > len(src) {
		c.trim.sure = false
		return endTag(src, at, "svg")
	}
	open, end, ok := drawing(src, at)
	if !ok {
		c.trim.sure = false
		c.vain += end - at
		return endTag(src, at, "svg")
	}
	if quoted := at > 1 && (src[at-2] == '"' || src[at-2] == '\''); end-open >= minCut && !quoted {
		buf.Write(src[*written:open])
		buf.WriteString(drawingMark)
		c.content = append(c.content, nil)
		*written = end
	}
	return end
}

// uncutName returns the name of a tag whose content is to be cut, or, with
// whole set, passed over as a whole: what looks like a script in it is text,
// or markup of another language. It returns "" for all other tags.
func uncutName(s []byte) (name string, whole bool) {
	if len(s) < 3 {
		return "", false
	}
	switch s[0] {
	case 's', 'S':
		switch {
		case isName(s, "script"):
			return "script", false
		case isName(s, "style"):
			return "style", false
		case isName(s, "svg"):
			return "svg", true
		}
	case 'n', 'N':
		if isName(s, "noscript") {
			return "noscript", true
		}
	case 'm', 'M':
		if isName(s, "math") {
			return "math", true
		}
	case 't', 'T':
		if isName(s, "textarea") {
			return "textarea", true
		}
	case 'f', 'F':
		if isName(s, "frameset") {
			return "frameset", true
		}
	case '!':
		if s[1] == '-' && s[2] == '-' {
			return "!--", true
		}
	}
	return "", false
}

// isName reports whether s starts with a tag's name, in either case, and the
// name ends there.
func isName(s []byte, name string) bool {
	if len(s) <= len(name) || !asciiFold(s, name) {
		return false
	}
	switch s[len(name)] {
	case ' ', '\n', '\r', '\t', '\f', '/', '>':
		return true
	}
	return false
}

// endTag returns where the first end tag of that name starts at or after at,
// or -1.
func endTag(src []byte, at int, name string) int {
	for {
		i := bytes.Index(src[at:], []byte("</"))
		if i < 0 {
			return -1
		}
		at += i
		if isName(src[at+2:], name) {
			return at
		}
		at += 2
	}
}

// isPlain reports whether the parser takes the content of an element as it is up to
// the first end tag: no NUL in it, and in a script no comment with a start tag of a
// script, after which the next end tag is that one's.
func (c *cutTexts) isPlain(name string, content []byte) bool {
	if bytes.IndexByte(content, 0) >= 0 {
		return false
	}
	i := bytes.Index(content, []byte("<!--"))
	if i < 0 {
		return true
	}
	c.commented = true
	return !c.short && (name != "script" || !hasStart(content[i:], name))
}

// hasStart reports whether a start tag of that name may stand in s.
func hasStart(s []byte, name string) bool {
	for {
		i := bytes.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		if s = s[i+1:]; len(s) >= len(name) && asciiFold(s, name) {
			return true
		}
	}
}

// restore puts the content of n back if a mark stands for it.
func (c *cutTexts) restore(n *html.Node) {
	t := n.FirstChild
	if t == nil || t.Type != html.TextNode || t.NextSibling != nil || n.Namespace != "" || t.Data == "" || t.Data[0] != mark {
		return
	}
	i, err := strconv.Atoi(t.Data[1:])
	if err != nil || i >= len(c.content) {
		return
	}
	t.Data = convertNewlines(string(c.content[i]))
	c.left--
}

// restoreDrawing takes the mark out of a drawing.
func (c *cutTexts) restoreDrawing(n *html.Node) {
	if t := n.FirstChild; t != nil && t.Type == html.CommentNode && t.NextSibling == nil && n.Namespace == "svg" && t.Data == string(rune(mark)) {
		n.RemoveChild(t)
		c.left--
	}
}

// convertNewlines does what the HTML Standard has done to a page's newlines
// before it is read: a carriage return is a line feed, with one after it too.
func convertNewlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// back puts what was cut out of n back into it.
func (c *cutTexts) back(n *html.Node) {
	switch n.DataAtom {
	case atom.Script, atom.Style:
		c.restore(n)
	case atom.Svg:
		c.restoreDrawing(n)
	}
}
