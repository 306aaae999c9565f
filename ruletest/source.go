package ruletest

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/rules"
)

// sortLines sorts lines by their place in the files.
func sortLines(lines []*rules.Line) {
	slices.SortFunc(lines, func(a, b *rules.Line) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// text is a rule file as its lines, for the comments.
type text []string

// text returns the lines of a file, nil for one that cannot be read: without its
// comments a finding is just not excused.
func (s *Suite) text(file string) text {
	data, err := fs.ReadFile(s.source, file)
	if err != nil {
		return nil
	}
	return strings.Split(string(data), "\n")
}

// remark returns what a comment says behind a word such as "unprotected:", at
// the end of a line or on the line above it. Lines count from 1.
//
//	other = ["amedia-factbox"] # unprotected: known by its headline too
func (t text) remark(line int, word string) string {
	for n := line; n >= max(1, line-1) && n <= len(t); n-- {
		s := strings.TrimSpace(t[n-1])
		// The line above counts only if it is a comment, not a neighbour with one.
		if n < line && !strings.HasPrefix(s, "#") {
			continue
		}
		if _, reason, ok := strings.Cut(s, "# "+word); ok {
			return strings.TrimSpace(reason)
		}
	}
	return ""
}

// find returns the place of the first line that holds s, or 1:1.
func (t text) find(s string) (line, column int) {
	for i, l := range t {
		if at := strings.Index(l, s); at >= 0 {
			return i + 1, len([]rune(l[:at])) + 1
		}
	}
	return 1, 1
}

// ruleLines counts the lines that say something about the publisher: not the
// blank ones, the comments, and the promises at the end.
func (t text) ruleLines() int {
	n := 0
	expect := false
	for _, l := range t {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, "[") {
			expect = strings.HasPrefix(l, "[[expect")
		}
		if l != "" && !strings.HasPrefix(l, "#") && !expect {
			n++
		}
	}
	return n
}
