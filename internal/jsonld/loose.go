package jsonld

import "strings"

// loose reads what people and templates write for JSON: comments, single and
// typographic quotes, quotes inside a string that were not escaped, words without
// quotes, missing commas and brackets. It reads the text once and looks ahead no
// further than the next word, or [maxName] bytes, so that no text takes longer than
// another of the same length.
//
// Where a text can be read in two ways it takes the one that keeps the members
// that follow.
type loose struct {
	decoder
	// arrays and objects count what is open: a closing bracket of the other
	// kind ends an inner value if there is an outer one that it fits.
	arrays, objects int
}

// decodeLoose is decode for broken texts. Only a text without an object or
// list, or beyond the bounds, is an error.
func decodeLoose(nodes []node, s string) ([]node, error) {
	d := loose{decoder: decoder{s: s, nodes: nodes}}
	for {
		i := strings.IndexAny(s[d.i:], "{[")
		if i < 0 {
			break
		}
		d.i += i
		if err := d.value("", -1); err != nil {
			return nodes, err
		}
	}
	if len(d.nodes) == len(nodes) {
		return nodes, errSyntax
	}
	return d.nodes, nil
}

// gap passes over white space and comments and returns the byte that follows,
// 0 at the end.
func (d *loose) gap() byte {
	for {
		c := d.peek()
		switch rest := d.s[d.i:]; {
		case strings.HasPrefix(rest, "//"):
			d.passBy("\n")
		case strings.HasPrefix(rest, "/*"):
			d.passBy("*/")
		// Texts pasted from a word processor are indented with it.
		case strings.HasPrefix(rest, "\u00a0"):
			d.i += len("\u00a0")
		default:
			return c
		}
	}
}

// passBy moves behind the next end, or to the end of the text.
func (d *loose) passBy(end string) {
	n := strings.Index(d.s[d.i:], end)
	if n < 0 {
		d.i = len(d.s)
		return
	}
	d.i += n + len(end)
}

// value appends one value. Unlike the strict decoder's it cannot fail on what it
// reads, only on the bounds.
func (d *loose) value(key string, parent int32) error {
	if len(d.nodes) >= maxNodes || d.depth >= maxDepth {
		return errLimit
	}
	id := int32(len(d.nodes))
	n := node{key: key, parent: parent}
	var err error
	switch c := d.gap(); {
	case c == '{':
		n.kind = Object
		d.nodes = append(d.nodes, n)
		d.objects++
		err = d.inside('}', id, d.member)
		d.objects--
	case c == '[':
		n.kind = Array
		d.nodes = append(d.nodes, n)
		d.arrays++
		err = d.inside(']', id, d.item)
		d.arrays--
	case markAt(d.s[d.i:]) > 0:
		n.kind = String
		n.text, n.escaped = d.str(parent)
		d.nodes = append(d.nodes, n)
	default:
		n.kind, n.text = d.bare()
		d.nodes = append(d.nodes, n)
	}
	d.nodes[id].end = int32(len(d.nodes))
	return err
}

// inside reads members or items up to the closing bracket, to the end of the
// text, or to a bracket that closes a value further out.
func (d *loose) inside(closing byte, parent int32, one func(parent int32) error) error {
	d.i++
	d.depth++
	defer func() { d.depth-- }()
	for {
		c := d.gap()
		switch {
		case c == closing:
			d.i++
			return nil
		// A bracket that fits something further out is left for that to read:
		//
		// 	{"author": [{"name": "A"], "url": "…"}   the "]" ends the object in the list too
		case d.i >= len(d.s), c == ']' && d.arrays > 0, c == '}' && d.objects > 0:
			return nil
		// A separator too many, or a bracket that fits nothing that is open.
		case strings.IndexByte(",;:]}", c) >= 0:
			d.i++
			continue
		case closing == ']' && d.objects > 0 && markAt(d.s[d.i:]) > 0 && d.nameAt(d.i):
			return nil // the list was not closed: this is a member of the object around it
		}
		if err := one(parent); err != nil {
			return err
		}
	}
}

func (d *loose) item(parent int32) error { return d.value("", parent) }

// member reads a name and its value. An object where a name should stand
// stands for itself, as in {{"@type": …}}.
func (d *loose) member(parent int32) error {
	if c := d.s[d.i]; c == '{' || c == '[' {
		return d.value("", parent)
	}
	key := d.name()
	if d.gap() != ':' {
		return nil
	}
	d.i++
	// "key": , and "key": } state no value: the member is as good as absent.
	if c := d.gap(); d.i == len(d.s) || strings.IndexByte(",}]", c) >= 0 {
		return nil
	}
	return d.value(key, parent)
}

// name reads the name of a member. It advances by at least one byte, so that the
// caller's loop ends.
func (d *loose) name() string {
	open := d.s[d.i:]
	if n := markAt(open); n > 0 {
		d.i += n
		for at := d.i; d.i < len(d.s); d.i++ {
			if d.s[d.i] == '\\' {
				d.i++
			} else if n := markAt(d.s[d.i:]); n > 0 && closes(open, d.s[d.i:]) {
				d.i += n
				return unescape(d.s[at : d.i-n])
			}
		}
		d.i = len(d.s)
		return ""
	}
	at := d.i
	for d.i++; d.i < len(d.s) && strings.IndexByte(":,{}[]\n", d.s[d.i]) < 0; {
		d.i++
	}
	return strings.TrimSpace(d.s[at:d.i])
}

// bare reads a value without quotes: a word or number, or what should have
// been a string. JavaScript's undefined and Python's None come from templates that print
// an empty field as it is.
func (d *loose) bare() (Kind, string) {
	at := d.i
	for d.i < len(d.s) && strings.IndexByte(",}]\n", d.s[d.i]) < 0 && !d.comment(d.i) {
		d.i++
	}
	text := strings.TrimSpace(d.s[at:d.i])
	switch {
	case text == "" || text == "null" || text == "undefined" || text == "None":
		return Null, ""
	case text == "true" || text == "false":
		return Bool, text
	case isNumber(text):
		return Number, text
	}
	return String, text
}

// comment reports a comment at s[i]. White space before it tells it from the slashes
// of an address.
func (d *loose) comment(i int) bool {
	return i > 0 && isSpace(d.s[i-1]) && (strings.HasPrefix(d.s[i:], "//") || strings.HasPrefix(d.s[i:], "/*"))
}

// str reads a string from its opening mark and returns its inside as written. Not
// every mark that could close the string does, since editors' quotes are the most
// frequent fault:
//
//	"headline": "The "harbour wall" returns", "url": …
//
// The mark before harbour is followed by neither a separator nor a name; only the
// one before the comma is, with the name "url" and a colon behind it.
func (d *loose) str(parent int32) (text string, escaped bool) {
	open := d.s[d.i:]
	d.i += markAt(open)
	at := d.i
	inArray := parent >= 0 && d.nodes[parent].kind == Array
	for d.i < len(d.s) {
		if d.s[d.i] == '\\' {
			escaped = true
			d.i += 2
			continue
		}
		n := markAt(d.s[d.i:])
		switch {
		case n == 0:
			d.i++
		case closes(open, d.s[d.i:]) && d.ends(d.i+n, inArray):
			d.i += n
			return d.s[at : d.i-n], escaped
		// The text ends where the next member begins, less its own comma.
		case !inArray && d.unclosed(at):
			return strings.TrimRight(d.s[at:d.i], ", \t\r\n"), escaped
		default:
			d.i += n
		}
	}
	d.i = len(d.s)
	return d.s[at:], escaped
}

// ends reports whether a mark before s[i] ends its string: what follows is a
// bracket, a comma with the next value, the name of the next member, a comment
// or the end. Else the mark is part of the text, as in `"he said "no" again"`.
func (d *loose) ends(i int, inArray bool) bool {
	j := d.skip(i)
	if j == len(d.s) || d.comment(j) {
		return true
	}
	switch c := d.s[j]; {
	case c == '}' || c == ']':
		return true
	case c == ',':
		if j = d.skip(j + 1); j == len(d.s) || strings.IndexByte("}],/", d.s[j]) >= 0 {
			return true
		}
		// In a list no name follows, and any value may.
		if inArray {
			return markAt(d.s[j:]) > 0 || strings.IndexByte("{[-0123456789tfn", d.s[j]) >= 0
		}
		return d.nameAt(j)
	case markAt(d.s[j:]) > 0 && j > i: // a comma is missing
		return inArray && strings.IndexByte(d.s[i:j], '\n') >= 0 || !inArray && d.nameAt(j)
	}
	return false
}

// unclosed reports whether the mark at d.i begins the name of the next member,
// on a line of its own after a comma: the string that started at s[at] was
// never closed.
func (d *loose) unclosed(at int) bool {
	line := strings.TrimRight(d.s[max(at, d.i-maxName):d.i], " \t")
	return strings.HasSuffix(strings.TrimRight(line, "\r\n"), ",") && strings.HasSuffix(line, "\n") && d.nameAt(d.i)
}

// skip returns the place of the next byte from s[i] that is not white space. It looks
// ahead and moves nothing.
func (d *loose) skip(i int) int {
	for i < len(d.s) && isSpace(d.s[i]) {
		i++
	}
	return i
}

// maxName is how far a name may reach to be known as one before it is read. It
// keeps the looks ahead, one for each mark, from adding up to the square of the
// text.
const maxName = 64

// nameAt reports whether the name of a member and a colon stand at s[i].
func (d *loose) nameAt(i int) bool {
	s := d.s[i:min(len(d.s), i+maxName)]
	open, n := s, markAt(s)
	for j := n; j < len(s); j++ {
		switch {
		case n > 0 && closes(open, s[j:]):
			return strings.HasPrefix(strings.TrimLeft(s[j+markAt(s[j:]):], " \t\r\n"), ":")
		case n == 0 && s[j] == ':':
			return j > 0
		case n == 0 && !isWord(s[j]), s[j] == '\n':
			return false
		}
	}
	return false
}

// markAt returns the length of the quotation mark that s starts with, 0 for
// none: " ' ` ‘ ’ “ ” „.
func markAt(s string) int {
	if s == "" {
		return 0
	}
	switch s[0] {
	case '"', '\'', '`':
		return 1
	case 0xe2:
		if len(s) > 2 && s[1] == 0x80 && strings.IndexByte("\x98\x99\x9c\x9d\x9e", s[2]) >= 0 {
			return 3
		}
	}
	return 0
}

// closes reports whether the mark that s starts with can end what the one that
// open starts with began. A mark ends its own kind, and typographic ones end each
// other, double with double, since German „…“ and English “…” use one character
// for opposite ends. A straight double mark may also end in ”.
func closes(open, s string) bool {
	n := markAt(s)
	if n == 0 {
		return false
	}
	a, b := open[:markAt(open)], s[:n]
	return a == b || isDouble(a) == isDouble(b) && (len(a) > 1 || b == "”")
}

// isDouble tells double marks from single ones: the typographic double ones come after
// the single ones in Unicode.
func isDouble(mark string) bool { return mark == `"` || len(mark) > 1 && mark[2] >= 0x9c }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isWord reports the bytes of names that people write without quotes, @type and
// data-x among them.
func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '@' || c == '-' || c == '$'
}
