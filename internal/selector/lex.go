package selector

import (
	"strconv"
	"strings"
)

// cursor reads a selector that cascadia has already parsed, so it never meets a
// syntax error: it only has to find where each part begins and ends. cascadia
// keeps its own parse to itself, which is why the text is read a second time.
type cursor struct {
	s string
	i int
}

func (c *cursor) done() bool { return c.i >= len(c.s) }

func (c *cursor) peek() byte {
	if c.done() {
		return 0
	}
	return c.s[c.i]
}

// take consumes b if it is next. peek answers 0 at the end, so done is asked as
// well: a selector may itself hold a zero byte.
func (c *cursor) take(b byte) bool {
	if c.peek() != b || c.done() {
		return false
	}
	c.i++
	return true
}

// space consumes white space and reports whether there was any, since between
// two compounds it is a combinator: "div p" is not "divp".
func (c *cursor) space() bool {
	start := c.i
	for !c.done() && isSpace(c.s[c.i]) {
		c.i++
	}
	return c.i > start
}

func isSpace(b byte) bool {
	return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f'
}

// Every byte beyond ASCII belongs to a name in CSS, so bytes can be read here
// without decoding UTF-8.
func isName(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' ||
		b == '-' || b == '_' || b > 127
}

// name consumes an identifier and returns it with its escapes resolved. The
// classes of utility frameworks, which hold colons and slashes, cannot be
// written without them:
//
//	.md\:w-1\/2  →  md:w-1/2
func (c *cursor) name() string {
	start := c.i
	for !c.done() && isName(c.s[c.i]) {
		c.i++
	}
	// Nearly every name ends here and stays part of the selector's own string.
	if c.peek() != '\\' {
		return c.s[start:c.i]
	}
	var b strings.Builder
	b.WriteString(c.s[start:c.i])
	for !c.done() {
		switch ch := c.s[c.i]; {
		case ch == '\\':
			c.escape(&b)
		case isName(ch):
			b.WriteByte(ch)
			c.i++
		default:
			return b.String()
		}
	}
	return b.String()
}

// escape consumes a backslash with what it escapes: up to six hexadecimal
// digits and one white space, or a single byte. The white space ends the digits
// and is not part of the name: "\31 0a" is the name "10a".
func (c *cursor) escape(b *strings.Builder) {
	c.i++
	start := c.i
	for c.i < len(c.s) && c.i < start+6 && isHex(c.s[c.i]) {
		c.i++
	}
	if c.i == start {
		if !c.done() {
			b.WriteByte(c.s[c.i])
			c.i++
		}
		return
	}
	v, _ := strconv.ParseUint(c.s[start:c.i], 16, 32) // six hexadecimal digits always fit
	b.WriteRune(rune(v))
	// CSS counts a carriage return with its line feed as one white space.
	if c.take('\r') {
		c.take('\n')
		return
	}
	if !c.done() && isSpace(c.s[c.i]) {
		c.i++
	}
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

// bracket consumes an attribute test and returns it with its brackets. A "]" in
// quotes or behind a backslash does not end it: [data-x="a]b"].
func (c *cursor) bracket() string {
	start := c.i
	var quote byte
	for !c.done() {
		ch := c.s[c.i]
		c.i++
		switch {
		case ch == '\\':
			c.i = min(c.i+1, len(c.s))
		case quote != 0:
			if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case ch == ']':
			return c.s[start:c.i]
		}
	}
	return c.s[start:c.i]
}

// lower folds a name as CSS does: ASCII letters only. strings.ToLower would also
// turn the Kelvin sign into k and find a name where a browser finds none.
func lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if 'A' <= b[j] && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
