package ruletest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// collapse makes one space of each run of white space.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// quote returns a text as it may stand in a message, a long one cut.
func quote(s string) string { return strconv.Quote(cut(s, 200)) }

// quoteAll returns a list of texts as it may stand in a message.
func quoteAll(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quote(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// cut returns the first n bytes of s, or some more so that no character is
// cut, with a mark if there is more.
func cut(s string, n int) string {
	n = max(n, 40)
	if len(s) <= n {
		return s
	}
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[:n] + "…"
}

// cutFront is cut from the other end: the last n bytes of s.
func cutFront(s string, n int) string {
	n = len(s) - max(n, 40)
	if n <= 0 {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return "…" + s[n:]
}

// around returns the part of s in which sub stands, with some words about it.
func around(s, sub string) string {
	i := strings.Index(s, sub)
	start := max(0, i-30)
	for !utf8.RuneStart(s[start]) {
		start--
	}
	return cut(s[start:], i-start+len(sub)+30)
}
