// Package page turns bytes into an indexed tree. It decodes any charset,
// parses, and numbers the nodes once, in document order; every later stage
// reads that index and none changes the tree. The package knows nothing of
// rules, roles or articles.
//
// A [Doc] belongs to one extraction. It is not safe for use by several
// goroutines, and its memory goes back to a pool with [Doc.Release].
package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
)

// ID numbers the elements and the non-blank text nodes of a page in document
// order (pre-order). The descendants of n are the IDs n+1 up to Nodes[n].End,
// exclusive.
type ID int32

// None is the ID of no node.
const None ID = -1

// Sym is the page's own number of a class token or an id; 0 is none. Syms of
// two pages do not compare.
type Sym int32

// ClassRef numbers the distinct class attributes of a page; 0 is the empty
// one. Pages repeat a few hundred of them over thousands of elements, so what
// depends on the classes alone is worked out once per ClassRef.
type ClassRef int32

// Flag is a set of facts about a node.
type Flag uint32

// The facts. Hidden ones hold for the node and are inherited by everything
// below it.
const (
	Text         Flag = 1 << iota // a text node with a character other than white space
	Raw                           // text that no browser shows: script, style, noscript, textarea, svg, title...
	Block                         // an element that starts a new line by default
	InLink                        // inside an <a href>
	InForm                        // inside a <form>
	InButton                      // inside a <button>
	InHead                        // inside <head>
	InSVG                         // an element or text below <svg> or <math>
	HiddenAttr                    // the hidden attribute, a closed <dialog>
	HiddenTmpl                    // inside a <template>
	HiddenStyle                   // inline display:none or visibility:hidden
	HiddenClass                   // a utility class that says hidden at every width
	HiddenAria                    // aria-hidden="true": hidden from assistive technology, not from the eye
	ScreenReader                  // visually-hidden, sr-only: for assistive technology only
	Marked                        // has rel, property or a microdata attribute
)

// Hidden are the flags of a node that the page as served does not show.
const Hidden = HiddenAttr | HiddenTmpl | HiddenStyle | HiddenClass

const inherited = Raw | InLink | InForm | InButton | InHead | InSVG | Hidden | HiddenAria | ScreenReader

// Node is one element or non-blank text node.
type Node struct {
	N      *html.Node
	Parent ID // None for the root element
	End    ID // one past the last descendant
	Depth  uint16
	Flags  Flag
	Tag    atom.Atom // 0 for text and for elements without an atom
	Class  ClassRef
	IDSym  Sym
}

// Is reports whether any of the flags is set.
func (n *Node) Is(f Flag) bool { return n.Flags&f != 0 }

// IsText reports whether n is a text node that a browser could show.
func (n *Node) IsText() bool { return n.Flags&(Text|Raw) == Text }

// Doc is the index of one page.
type Doc struct {
	Root  *html.Node
	Nodes []Node

	// Sums over the text before a node, so that any subtree's total is one
	// subtraction: sums[i] covers the nodes below i in document order.
	sums []sums

	syms    map[string]Sym
	symText []string
	classes map[string]ClassRef
	// What the class tokens and ids say, by Sym, and the class attributes, by
	// ClassRef.
	symNames   []classname.Set
	classNames []classname.Set
	classFlags []Flag
	attrs      []string
	tokens     [][]Sym
	arena      []Sym

	cut  *cutTexts // while the index is made
	deep bool
}

// sums counts characters other than white space, and words, of text that a
// browser could show (not Raw, hidden or not).
type sums struct{ chars, link, words, hidden int32 }

// Chars returns the characters other than white space in the text at or below
// id, hidden text included.
func (d *Doc) Chars(id ID) int { return int(d.sums[d.Nodes[id].End].chars - d.sums[id].chars) }

// LinkChars is [Doc.Chars] for the text inside links only.
func (d *Doc) LinkChars(id ID) int { return int(d.sums[d.Nodes[id].End].link - d.sums[id].link) }

// HiddenChars is [Doc.Chars] for text that is hidden or for screen readers only.
func (d *Doc) HiddenChars(id ID) int { return int(d.sums[d.Nodes[id].End].hidden - d.sums[id].hidden) }

// Words returns the words at or below id. A word is a run of letters and
// digits; each Han, Kana, Thai, Lao, Khmer or Burmese character counts as one.
func (d *Doc) Words(id ID) int { return int(d.sums[d.Nodes[id].End].words - d.sums[id].words) }

// CharsBetween is [Doc.Chars] over the nodes from first up to end, exclusive.
func (d *Doc) CharsBetween(first, end ID) int { return int(d.sums[end].chars - d.sums[first].chars) }

// LinkCharsBetween is [Doc.LinkChars] over the nodes from first up to end,
// exclusive.
func (d *Doc) LinkCharsBetween(first, end ID) int { return int(d.sums[end].link - d.sums[first].link) }

// WordsBetween is [Doc.Words] over the nodes from first up to end, exclusive.
func (d *Doc) WordsBetween(first, end ID) int { return int(d.sums[end].words - d.sums[first].words) }

// EndAt makes the page end before the node at, which must not be the first.
func (d *Doc) EndAt(at ID) {
	clear(d.Nodes[at:])
	d.Nodes, d.sums = d.Nodes[:at], d.sums[:at+1]
	for id := at - 1; id != None; id = d.Nodes[id].Parent {
		d.Nodes[id].End = min(d.Nodes[id].End, at)
	}
}

// Len returns the number of nodes.
func (d *Doc) Len() int { return len(d.Nodes) }

// Contains reports whether id is anc or stands below it.
func (d *Doc) Contains(anc, id ID) bool {
	return anc != None && id >= anc && id < d.Nodes[anc].End
}

// Attr returns the value of the attribute key of the element id, or "".
func (d *Doc) Attr(id ID, key string) string { return Attr(d.Nodes[id].N, key) }

// Attr returns the value of the attribute key of n, or "".
func Attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// HasAttr reports whether n has the attribute key, whatever its value.
func HasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return true
		}
	}
	return false
}

// ClassTokens returns the class tokens of the element id, in order.
func (d *Doc) ClassTokens(id ID) []Sym { return d.tokens[d.Nodes[id].Class] }

// Tokens returns the class tokens of the class attribute c, in order.
func (d *Doc) Tokens(c ClassRef) []Sym { return d.tokens[c] }

// ClassAttr returns the class attribute that c numbers, as the page spells it.
func (d *Doc) ClassAttr(c ClassRef) string { return d.attrs[c] }

// NumClasses returns the number of distinct class attributes, the empty one
// included.
func (d *Doc) NumClasses() int { return len(d.attrs) }

// NumSyms returns the number of symbols, the empty one included.
func (d *Doc) NumSyms() int { return len(d.symText) }

// SymText returns the class token or id that s numbers.
func (d *Doc) SymText(s Sym) string { return d.symText[s] }

// Sym returns the number of a class token or id, 0 if the page has none such.
func (d *Doc) Sym(text string) Sym { return d.syms[text] }

// Children yields the child elements and texts of id.
func (d *Doc) Children(id ID) func(yield func(ID) bool) {
	return func(yield func(ID) bool) {
		for c := id + 1; c < d.Nodes[id].End; c = d.Nodes[c].End {
			if !yield(c) {
				return
			}
		}
	}
}

// Ancestors yields the elements above id, the nearest first.
func (d *Doc) Ancestors(id ID) func(yield func(ID) bool) {
	return func(yield func(ID) bool) {
		for p := d.Nodes[id].Parent; p != None; p = d.Nodes[p].Parent {
			if !yield(p) {
				return
			}
		}
	}
}

// Closest returns the nearest element at or above id with one of the tags, or
// None.
func (d *Doc) Closest(id ID, tags ...atom.Atom) ID {
	for ; id != None; id = d.Nodes[id].Parent {
		t := d.Nodes[id].Tag
		for _, want := range tags {
			if t == want && t != 0 {
				return id
			}
		}
	}
	return None
}

// Path writes the place of id for a person: tags with their id or first class
// from the body down, `body > main > article.post > p`.
func (d *Doc) Path(id ID) string {
	var parts []string
	for ; id != None; id = d.Nodes[id].Parent {
		n := &d.Nodes[id]
		if n.Flags&Text != 0 || n.Tag == atom.Html || (n.Tag == atom.Body && len(parts) > 0) {
			continue
		}
		if len(parts) == maxPath {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, d.label(id))
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	size := 0
	for _, p := range parts {
		size += len(p) + 3
	}
	out := make([]byte, 0, size)
	for i, p := range parts {
		if i > 0 {
			out = append(out, " > "...)
		}
		out = append(out, p...)
	}
	return string(out)
}

func (d *Doc) label(id ID) string {
	n := &d.Nodes[id]
	if n.IDSym != 0 {
		return n.N.Data + "#" + shortName(d.symText[n.IDSym])
	}
	if t := d.tokens[n.Class]; len(t) > 0 {
		return n.N.Data + "." + shortName(d.symText[t[0]])
	}
	return n.N.Data
}

// maxLabel bounds a name in a path, and maxPath the elements of one: each
// finding on a page has its path. Of 4,171 saved pages none has a path of more
// than 27 elements.
const (
	maxLabel = 200
	maxPath  = 48
)

func shortName(s string) string {
	if len(s) <= maxLabel {
		return s
	}
	cut := maxLabel
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
