package ruletest

import (
	"fmt"
	"slices"
	"strings"
)

// alternatives splits a selector at the commas outside of brackets: those in
// :not(.a, .b) and [title="a, b"] belong to one alternative.
func alternatives(sel string) []string {
	var out []string
	depth, start := 0, 0
	for i := range len(sel) {
		switch sel[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, strings.TrimSpace(sel[start:i]))
				start = i + 1
			}
		}
	}
	return append(out, strings.TrimSpace(sel[start:]))
}

// compound is one element of a selector and the combinator before it.
type compound struct {
	join byte // ' ', '>', '+', or 0 for the first
	text string
}

// compounds splits an alternative at its combinators. White space around a ">" or
// "+" is no combinator of its own.
//
//	main > div p   {0 main} {'>' div} {' ' p}
func compounds(sel string) []compound {
	var out []compound
	depth := 0
	join, start := byte(0), 0
	flush := func(end int, next byte) {
		// Two separators in a row: the space of "a > b" before and behind.
		if t := strings.TrimSpace(sel[start:end]); t != "" {
			out = append(out, compound{join, t})
			join = ' '
		}
		if next != ' ' {
			join = next
		}
		start = end + 1
	}
	for i := range len(sel) {
		switch c := sel[i]; c {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ', '\t', '>', '+':
			if depth == 0 {
				flush(i, c)
			}
		}
	}
	flush(len(sel), ' ')
	return out
}

// named reports whether a compound asks for a class, an id or an attribute.
func (c compound) named() bool { return strings.ContainsAny(c.text, ".#[") }

// tag returns the compound's tag, "" for none.
func (c compound) tag() string {
	if i := strings.IndexAny(c.text, ".#[:"); i >= 0 {
		return c.text[:i]
	}
	return c.text
}

// positions are the pseudo-classes that count.
var positions = []string{":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type", ":only-of-type"}

// positional says why a selector depends on where an element stands, "" if it
// does not: it steps down through three elements without a name or counts
// more than once. One wrapper more in the publisher's template and it finds
// nothing, or something else:
//
//	main > div > div > p      three steps without a name
func positional(sel string) string {
	steps, counts := 0, 0
	for _, c := range compounds(sel) {
		// A descendant without a name is not a step: it may stand at any depth.
		if (c.join == '>' || c.join == '+') && !c.named() {
			steps++
		}
		for _, p := range positions {
			counts += strings.Count(c.text, p)
		}
	}
	switch {
	case steps >= 3:
		return fmt.Sprintf("steps through %d elements without a name", steps)
	case counts >= 2, counts == 1 && steps >= 2:
		return "counts elements"
	}
	return ""
}

// commonTags stand all over a page. Others, such as article, h1 and custom
// elements, are names by themselves.
var commonTags = []string{
	"*", "a", "b", "blockquote", "button", "dd", "div", "dl", "dt", "em", "figure", "form", "h2", "h3", "h4", "h5", "h6",
	"i", "img", "li", "ol", "p", "picture", "section", "small", "span", "strong", "table", "td", "tr", "ul", "video",
}

// tagOnly reports whether a selector has no name anywhere and ends in a tag
// that says little.
func tagOnly(sel string) bool {
	cs := compounds(sel)
	for _, c := range cs {
		if c.named() {
			return false
		}
	}
	return len(cs) > 0 && slices.Contains(commonTags, cs[len(cs)-1].tag())
}
