package page

import (
	"bytes"

	"golang.org/x/net/html"
)

// clampDepth is the depth to which the tags of a page that is nested too deep are
// kept.
const clampDepth = 256

// parseClamped parses a page that is nested too deep: its tags below a depth
// are left out, so that their content stands in the element above and head
// and text come through whole. Formatting elements that the parser opens
// again can still exceed its bound, so a lower depth is tried next, and at
// last none of them is kept. It returns nil if all that fails.
func parseClamped(src []byte, m *Meter) *html.Node {
	for _, c := range []clamp{{depth: clampDepth}, {depth: 96}, {depth: 32, plain: true}} {
		if root, err := html.Parse(newMetered(c.cut(src), m)); err == nil {
			return root
		}
	}
	return nil
}

// clamp cuts a page's tags to a depth.
type clamp struct {
	depth int
	plain bool // without formatting elements
	open  []string
	// skipped counts the elements left out above the innermost open one.
	skipped int
}

func (c *clamp) cut(src []byte) []byte {
	out := make([]byte, 0, len(src))
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out
		}
		// Reading the name lowers the token's own bytes, which harms nothing.
		raw := z.Raw()
		keep := true
		switch kind {
		case html.StartTagToken:
			name, _ := z.TagName()
			keep = c.start(string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			keep = c.end(string(name))
		}
		if keep {
			out = append(out, raw...)
		}
	}
}

func (c *clamp) start(name string) bool {
	switch {
	case leaf(name):
		return true
	case c.plain && formatting(name):
		return false
	}
	if n := len(c.open); n > 0 && closes(name, c.open[n-1]) {
		c.open = c.open[:n-1]
	}
	if len(c.open) >= c.depth {
		c.skipped++
		return false
	}
	c.open = append(c.open, name)
	return true
}

func (c *clamp) end(name string) bool {
	switch {
	case leaf(name):
		return true
	case c.plain && formatting(name):
		return false
	case c.skipped > 0:
		c.skipped--
		return false
	}
	// What a stray end tag closes is looked for near the top only: each of
	// many would otherwise search the whole stack.
	for i := len(c.open) - 1; i >= 0 && i >= len(c.open)-16; i-- {
		if c.open[i] == name {
			c.open = c.open[:i]
			break
		}
	}
	return true
}

// leaf reports elements that do not nest: void ones, and those whose content
// is text to the tokenizer.
func leaf(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
		"script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext":
		return true
	}
	return false
}

// closes reports whether the start of an element ends the open one without an
// end tag.
func closes(name, open string) bool {
	switch open {
	case "p", "li", "option", "tr":
		return name == open
	case "dt", "dd":
		return name == "dt" || name == "dd"
	case "td", "th":
		return name == "td" || name == "th" || name == "tr"
	}
	return false
}
