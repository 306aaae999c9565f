package lexicon

import (
	"bytes"
	"errors"
	"fmt"
)

// maxForms bounds what the alternatives of one phrase may expand to.
// Brackets multiply: five of them with five alternatives each are 3,125 forms.
const maxForms = 200

type flags uint8

const (
	openStart flags = 1 << iota // a word may go on before it
	openEnd                     // a word may go on behind it
	atStart                     // only at the start of a text
	atEnd                       // only at the end of a text
)

var (
	errBrackets = errors.New("brackets do not match; they may not nest")
	errEmpty    = errors.New("one form of the phrase is empty")
	errStar     = errors.New("* may stand at the ends only")
	errForms    = fmt.Errorf("the phrase has more than %d forms", maxForms)
)

// forms enters every form of a written phrase: its alternatives multiplied
// out, folded, the marks of the ends taken off.
//
//	"subscribe (now|today)"   subscribe now, subscribe today
//	"(free |)newsletter"      free newsletter, newsletter
//	"abonn*"                  abonn, with the word going on
func (c *compiler) forms(list *[]entry, s string, to target) error {
	c.raw = Fold(c.raw[:0], s)
	if err := checkForms(c.raw); err != nil {
		return err
	}
	c.form = c.form[:0]
	return c.expand(list, c.raw, to)
}

// checkForms checks the brackets and the number of forms.
//
// It runs before anything is expanded, so that no phrase can fill the memory.
func checkForms(s []byte) error {
	n := 1
	for {
		open := bytes.IndexByte(s, '(')
		if open < 0 {
			if bytes.ContainsAny(s, ")|") {
				return errBrackets
			}
			return nil
		}
		end := bytes.IndexByte(s, ')')
		if end < open || bytes.IndexByte(s[open+1:end], '(') >= 0 || bytes.IndexByte(s[:open], '|') >= 0 {
			return errBrackets
		}
		if n *= 1 + bytes.Count(s[open:end], []byte{'|'}); n > maxForms {
			return errForms
		}
		s = s[end+1:]
	}
}

// expand appends the rest of a phrase to the form in each way that its first
// brackets allow, and enters the results.
//
// It is called once for each pair of brackets, deeper for the next; checkForms
// bounds the product.
func (c *compiler) expand(list *[]entry, rest []byte, to target) error {
	open := bytes.IndexByte(rest, '(')
	if open < 0 {
		c.form = append(c.form, rest...)
		return c.enter(list, to)
	}
	c.form = append(c.form, rest[:open]...)
	end := bytes.IndexByte(rest, ')')
	inside, rest := rest[open+1:end], rest[end+1:]
	for more, before := true, len(c.form); more; {
		var alternative []byte
		alternative, inside, more = bytes.Cut(inside, []byte{'|'})
		c.form = append(c.form[:before], alternative...)
		if err := c.expand(list, rest, to); err != nil {
			return err
		}
	}
	return nil
}

// enter adds the finished form to the list. The marks are ^ and $$ for the
// ends of the text and * for a word that goes on.
//
// The text goes into the arena, where all patterns lie one behind the other: a
// trie refers to it by offsets.
func (c *compiler) enter(list *[]entry, to target) error {
	s, f := cutMarks(bytes.TrimSpace(c.form))
	if len(s) == 0 {
		return errEmpty
	}
	if bytes.IndexByte(s, '*') >= 0 {
		return errStar
	}
	to.flag = f
	start := len(c.arena)
	for i, b := range s {
		// An alternative that is left out leaves two spaces.
		if b != ' ' || s[i-1] != ' ' {
			c.arena = append(c.arena, b)
		}
	}
	*list = append(*list, newEntry(c.arena, start, to))
	return nil
}

// cutMarks takes the marks off the ends of s.
func cutMarks(s []byte) ([]byte, flags) {
	var f flags
	if bytes.HasPrefix(s, []byte("^")) {
		s, f = s[1:], f|atStart
	}
	if bytes.HasPrefix(s, []byte("*")) {
		s, f = s[1:], f|openStart
	}
	if bytes.HasSuffix(s, []byte("$$")) {
		s, f = s[:len(s)-2], f|atEnd
	}
	if bytes.HasSuffix(s, []byte("*")) {
		s, f = s[:len(s)-1], f|openEnd
	}
	return bytes.TrimSpace(s), f
}
