package jsonld

import (
	"errors"
	"strings"
)

// Kind is the type of a JSON value.
type Kind uint8

// The kinds. Absent is that of the zero [Value].
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// node is one value. The values inside it are the nodes that follow, up to
// end, exclusive: a sub-tree is a range, which can be stepped over, counted and
// compared in size without being walked.
//
//	{"a": [1, 2], "b": 3}   0 object end 5, 1 "a" array end 4, 2 1, 3 2, 4 "b" 3
type node struct {
	key     string // the member's name, as written; "" for others
	text    string // a string's inside as written, or a number or bool
	end     int32
	parent  int32
	kind    Kind
	escaped bool // text holds a backslash
}

// Bounds on what is read: pages made to exhaust a reader nest deeper or hold
// more values than any real one (the largest seen has 24,000 values at depth
// 14).
const (
	maxDepth = 64
	maxNodes = 1 << 18
)

var (
	errSyntax = errors.New("jsonld: not JSON")
	errLimit  = errors.New("jsonld: too deep or too many values")
)

// decoder appends the values of one text to nodes. It accepts three common errors as
// they are, since they cannot be misread: raw line breaks inside strings, trailing
// commas, and several values one after the other.
type decoder struct {
	s     string
	i     int
	depth int
	nodes []node
}

// decode reads all values of s. The nodes returned are those given and the new
// ones; on an error they are those given, so that a block that breaks in its
// middle leaves no half of an article behind. Its cost is linear in s.
func decode(nodes []node, s string) ([]node, error) {
	d := decoder{s: s, nodes: nodes}
	for {
		d.space()
		for d.i < len(s) && (s[d.i] == ';' || s[d.i] == ',') { // `}];` ends a script's statement
			d.i++
			d.space()
		}
		if d.i == len(s) {
			return d.nodes, nil
		}
		// A string or number alone is JSON and says nothing about a page.
		if c := s[d.i]; c != '{' && c != '[' {
			return nodes, errSyntax
		}
		if err := d.value("", -1); err != nil {
			return nodes, err
		}
	}
}

// space passes over the white space of JSON, which is less than Unicode's.
func (d *decoder) space() {
	for d.i < len(d.s) {
		switch d.s[d.i] {
		case ' ', '\t', '\n', '\r':
			d.i++
		default:
			return
		}
	}
}

// peek returns the next byte after white space, 0 at the end.
func (d *decoder) peek() byte {
	d.space()
	if d.i < len(d.s) {
		return d.s[d.i]
	}
	return 0
}

// value appends one value with all that it holds. Its own node goes before those
// inside it, and so is written last: until then nobody knows its end.
func (d *decoder) value(key string, parent int32) error {
	if len(d.nodes) >= maxNodes || d.depth >= maxDepth {
		return errLimit
	}
	id := len(d.nodes)
	d.nodes = append(d.nodes, node{key: key, parent: parent})
	n := node{key: key, parent: parent}
	var err error
	switch c := d.peek(); {
	case c == '{':
		n.kind = Object
		err = d.members(int32(id))
	case c == '[':
		n.kind = Array
		err = d.items(int32(id))
	case c == '"':
		n.kind = String
		n.text, n.escaped, err = d.str()
	default:
		n.kind, n.text, err = d.literal()
	}
	n.end = int32(len(d.nodes))
	d.nodes[id] = n
	return err
}

// members reads an object from its opening brace. A comma before the closing
// brace is taken as it comes.
func (d *decoder) members(parent int32) error {
	d.i++
	d.depth++
	for {
		switch d.peek() {
		case '}':
			d.i++
			d.depth--
			return nil
		case '"':
		default:
			return errSyntax
		}
		key, escaped, err := d.str()
		if err != nil || d.peek() != ':' {
			return errSyntax
		}
		if escaped {
			key = unescape(key)
		}
		d.i++
		if err := d.value(key, parent); err != nil {
			return err
		}
		if !d.comma('}') {
			return errSyntax
		}
	}
}

// items reads a list from its opening bracket.
func (d *decoder) items(parent int32) error {
	d.i++
	d.depth++
	for d.peek() != ']' {
		if err := d.value("", parent); err != nil {
			return err
		}
		if !d.comma(']') {
			return errSyntax
		}
	}
	d.i++
	d.depth--
	return nil
}

// comma passes over a comma, or stays before the closing bracket.
func (d *decoder) comma(closing byte) bool {
	switch d.peek() {
	case ',':
		d.i++
		return true
	case closing:
		return true
	}
	return false
}

// str reads a string from its opening quote and returns its inside as written,
// without a copy: most strings are never asked for.
func (d *decoder) str() (text string, escaped bool, err error) {
	d.i++
	start, quote := d.i, -1
	for {
		// The next quote is sought once, not again behind each backslash, which
		// made a megabyte of escapes take seconds.
		if quote < d.i {
			n := strings.IndexByte(d.s[d.i:], '"')
			if n < 0 {
				return "", false, errSyntax
			}
			quote = d.i + n
		}
		b := strings.IndexByte(d.s[d.i:quote], '\\')
		if b < 0 {
			d.i = quote + 1
			return d.s[start:quote], escaped, nil
		}
		escaped = true
		if d.i += b + 2; d.i > len(d.s) {
			return "", false, errSyntax
		}
	}
}

// literal reads null, a boolean or a number, whatever stands up to the next
// separator.
func (d *decoder) literal() (Kind, string, error) {
	start := d.i
	for d.i < len(d.s) && strings.IndexByte(" \t\r\n,]}", d.s[d.i]) < 0 {
		d.i++
	}
	text := d.s[start:d.i]
	switch {
	case text == "null":
		return Null, "", nil
	case text == "true" || text == "false":
		return Bool, text, nil
	case isNumber(text):
		return Number, text, nil
	}
	return Absent, "", errSyntax
}

// isNumber is more generous than JSON, which refuses +1 and 01. Nothing is
// computed from a number here, and its text reaches the reader as it was written.
func isNumber(s string) bool {
	digits := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E':
		default:
			return false
		}
	}
	return digits && s[0] != 'e' && s[0] != 'E'
}
