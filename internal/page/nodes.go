package page

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
)

// maxOpen is the number of open elements beyond which html.Parse gives up.
const maxOpen = 512

// exceeds reports whether the tree of src would have more than limit nodes.
// It is asked before parsing: the parser opens formatting elements that are
// left open again in every paragraph, so that 100 kB of `<p><b 1><b 2>…<p>x<p>x`
// become ten million nodes.
func exceeds(src []byte, limit int) bool {
	return roughNodes(src, limit) > limit && carefulNodes(src, limit) > limit
}

// maxRoots is how many start tags of html and body the parser is given. It
// builds a table of all attributes seen so far for each one after the first,
// so that 460 kB of `<html a1 a2 …>` and `<html x><html x>…` take it minutes.
// Of 4,171 saved pages 4,146 have at most six, also counting those in scripts.
const maxRoots = 6

// boundRoots returns src without the start tags of html and body beyond the
// first few, whose only effect would be attributes that are not there yet.
func boundRoots(src []byte) []byte {
	if countRoots(src) <= maxRoots {
		return src
	}
	src = boundAttrs(src)
	out := make([]byte, 0, len(src))
	z := html.NewTokenizer(bytes.NewReader(src))
	for roots := 0; ; {
		kind := z.Next()
		raw := z.Raw()
		if kind == html.ErrorToken {
			return append(out, raw...)
		}
		if (kind == html.StartTagToken || kind == html.SelfClosingTagToken) && isRoot(raw[1:]) {
			if roots++; roots > maxRoots {
				continue
			}
		}
		out = append(out, raw...)
	}
}

// countRoots counts what looks like start tags of html and body, also in
// scripts and comments.
func countRoots(src []byte) int {
	n := 0
	for {
		i := bytes.IndexByte(src, '<')
		if i < 0 {
			return n
		}
		if src = src[i+1:]; isRoot(src) {
			n++
		}
	}
}

func isRoot(s []byte) bool { return isName(s, "html") || isName(s, "body") }

// roughNodes bounds the nodes from above, or returns a number above limit. It
// takes every `<` for a tag, also those in scripts and comments.
func roughNodes(src []byte, limit int) int {
	nodes, open := 8, 0
	for nodes <= limit {
		i := bytes.IndexByte(src, '<')
		if i < 0 {
			break
		}
		src = src[i+1:]
		if len(src) > 0 && src[0] == '/' {
			if isFormatting(src[1:]) {
				open = max(open-1, 0)
			}
		} else if isFormatting(src) {
			open = min(open+1, maxOpen)
		}
		nodes += 3 + open
	}
	return nodes
}

// isFormatting reports whether a tag's name, at the start of s, is one that
// the parser opens again.
func isFormatting(s []byte) bool {
	if len(s) == 0 {
		return false
	}
	switch s[0] | 0x20 {
	case 'a', 'b', 'c', 'e', 'f', 'i', 'n', 's', 't', 'u':
	default:
		return false
	}
	end := 1
	for end < len(s) && end <= len("strike") && (s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
		end++
	}
	var name [8]byte
	for i, c := range s[:end] {
		name[i] = c | 0x20
	}
	return formatting(string(name[:end]))
}

func formatting(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

// carefulNodes is a tighter bound for the few pages where the rough one is
// over the limit: it knows scripts and comments, and which formatting elements
// the parser keeps to open again. The lists it searches are long only where
// each token adds as many nodes, so that the limit bounds its time.
func carefulNodes(src []byte, limit int) int {
	z := html.NewTokenizer(bytes.NewReader(boundAttrs(src)))
	var open []element
	nodes := 8
	for nodes <= limit {
		nodes++
		switch z.Next() {
		case html.ErrorToken:
			return nodes
		case html.StartTagToken:
			// Raw first: reading the name lowers the token's own bytes.
			raw := z.Raw()
			if !isFormatting(raw[1:]) {
				break
			}
			e := element{raw: string(raw)}
			name, _ := z.TagName()
			e.name = string(name)
			open = append(makeRoom(open, e), e)
		case html.EndTagToken:
			if name, _ := z.TagName(); formatting(string(name)) {
				open = without(open, func(e element) bool { return e.name == string(name) })
			}
		}
		nodes += 2 + len(open)
	}
	return nodes
}

type element struct{ name, raw string }

// makeRoom drops what the parser drops before it opens e: an older link, the
// oldest of three like elements.
func makeRoom(open []element, e element) []element {
	if e.name == "a" || len(open) == maxOpen {
		return without(open, func(o element) bool { return o.name == e.name })
	}
	like := 0
	for _, o := range open {
		if o.raw == e.raw {
			like++
		}
	}
	if like >= 3 {
		return without(open, func(o element) bool { return o.raw == e.raw })
	}
	return open
}

// without removes the last element that is so.
func without(open []element, is func(element) bool) []element {
	for i := len(open) - 1; i >= 0; i-- {
		if is(open[i]) {
			return slices.Delete(open, i, i+1)
		}
	}
	return open
}
