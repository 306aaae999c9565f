package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// messages is standard error for all but the progress bar: whatever is
// written there is harmless to a terminal.
type messages struct{ io.Writer }

// Write reports the length of what it was given, as the library's printers expect,
// though what it wrote may be longer or shorter.
func (m messages) Write(p []byte) (int, error) {
	if _, err := io.WriteString(m.Writer, harmless(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// harmless takes from s what acts on a terminal: control characters but for line feeds
// and tabs, and the characters that reverse the order of a line, with which one text
// can pass for another.
func harmless(s string) string { return strings.Map(printable, s) }

// printable returns what is shown for r, -1 for nothing. Control characters become
// spaces and do not vanish, or "\r" would join two words.
func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return ' '
	case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		return -1
	}
	return r
}

// oneLine is harmless for a text that is to stay on its line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = printable(r); r {
		case '\n', '\t', '\u2028', '\u2029':
			return ' '
		}
		return r
	}, s)
}

// shown is a file's name as the output has it: in the form of a Go string
// literal where it is not valid UTF-8, which neither JSON nor a terminal can
// hold, where it holds what acts on a terminal, and where it starts with a
// quotation mark, so that there is one way back from every name.
//
//	caf\xe9.html   →  "caf\xe9.html"
//	"odd".html     →  "\"odd\".html"
func shown(file string) string {
	if utf8.ValidString(file) && oneLine(file) == file && !strings.HasPrefix(file, `"`) {
		return file
	}
	return strconv.Quote(file)
}

// complain writes an error for people: a line for each of several that are
// joined, all of them behind the name of what complains.
func complain(w io.Writer, name string, err error) {
	for _, e := range leaves(err) {
		fmt.Fprintf(w, "%s: %s\n", name, oneLine(withoutLogins(e.Error())))
	}
}

// leaves returns the errors that err joins, at any depth, or err itself. A folder of
// rules may have fifty mistakes, each of which is a line of its own.
func leaves(err error) []error {
	// A joined error may be wrapped in one that names what was done.
	for e := err; e != nil; e = errors.Unwrap(e) {
		many, ok := e.(interface{ Unwrap() []error })
		if !ok || !isJoined(e, many.Unwrap()) {
			continue
		}
		var out []error
		for _, m := range many.Unwrap() {
			out = append(out, leaves(m)...)
		}
		return out
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// isJoined tells the errors of errors.Join, a line each, from those of
// fmt.Errorf with several %w, which are one sentence.
func isJoined(err error, parts []error) bool {
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = p.Error()
	}
	return err.Error() == strings.Join(lines, "\n")
}
