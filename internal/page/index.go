package page

import (
	"strings"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/wordcount"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/scratch"
)

// pool keeps the index of finished pages. The index of an average page takes
// about a megabyte; fresh memory for each would cost more than the walk.
var pool = scratch.NewPool(func() *Doc {
	return &Doc{syms: make(map[string]Sym), classes: make(map[string]ClassRef)}
})

// Index numbers the nodes below root, which is a document or an element. It
// reads the tree and does not change it.
func Index(root *html.Node) *Doc { return index(root, nil) }

// index puts the texts of c, if not nil, back on its way.
func index(root *html.Node, c *cutTexts) *Doc {
	d := pool.Get()
	d.reset(root)
	d.cut = c
	d.walk(root)
	d.cut = nil
	return d
}

// Release gives the index's memory back. Neither d nor anything that it
// returned as a slice may be used after.
func (d *Doc) Release() { pool.Put(d, func(d *Doc) { d.reset(nil) }) }

func (d *Doc) reset(root *html.Node) {
	d.Root = root
	d.deep = false
	clear(d.Nodes)
	clear(d.symText)
	clear(d.tokens)
	clear(d.attrs)
	clear(d.syms)
	clear(d.classes)
	d.Nodes = d.Nodes[:0]
	d.sums = d.sums[:0]
	d.symText = append(d.symText[:0], "")
	d.symNames = append(d.symNames[:0], classname.Set{})
	d.attrs = append(d.attrs[:0], "")
	d.tokens = append(d.tokens[:0], nil)
	d.classFlags = append(d.classFlags[:0], 0)
	d.classNames = append(d.classNames[:0], classname.Set{})
	d.arena = d.arena[:0]
	d.classes[""] = 0
	d.syms[""] = 0
}

// maxIndexed is the depth below which elements are not numbered: their text
// stands in the element above, as in what Parse makes of a page that is too deep
// for the parser, to which this leaves room for elements that it adds. The stages
// walk up from a text to its ancestors, so that depth costs in all of them. Of
// 4,170 saved pages the deepest has 68.
const maxIndexed = clampDepth + 16

// Deep reports whether some elements were nested too deep to be numbered.
func (d *Doc) Deep() bool { return d.deep }

// bare reports a text without an element around it, which no parser makes: the
// root itself, or a child of the document. Each text has a box in the stages.
func bare(root *html.Node) bool {
	if root.Type == html.DocumentNode {
		for c := root.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				return true
			}
		}
	}
	return root.Type == html.TextNode
}

// walk visits the tree without recursion: the parser bounds the depth of what
// it builds, but a caller's own tree may be of any depth.
func (d *Doc) walk(root *html.Node) {
	parent := None
	n := root
	if n.Type == html.DocumentNode {
		n = n.FirstChild
	}
	stop := root.Parent
	var sum sums
	if bare(root) {
		parent = d.element(&html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}, None, sum)
		defer func() { d.Nodes[0].End = ID(len(d.Nodes)) }()
	}
	skipped := 0 // elements around n that are too deep
	for n != nil {
		id := None
		switch {
		case n.Type == html.TextNode:
			sum = d.text(n, parent, sum)
		case n.Type != html.ElementNode:
		case parent != None && d.Nodes[parent].Depth >= maxIndexed:
			d.deep = true
			if n.FirstChild != nil && tagFlags(n.DataAtom)&(Raw|HiddenTmpl) == 0 {
				skipped++
				n = n.FirstChild
				continue
			}
		default:
			id = d.element(n, parent, sum)
		}
		if id != None && n.FirstChild != nil && !isDrawing(n) {
			parent = id
			n = n.FirstChild
			continue
		}
		if id != None {
			d.Nodes[id].End = ID(len(d.Nodes))
		}
		for n != nil && n != root && n.NextSibling == nil {
			n = n.Parent
			if n == nil || n == stop || n.Type == html.DocumentNode {
				n = nil
				break
			}
			if skipped > 0 {
				skipped--
				continue
			}
			d.Nodes[parent].End = ID(len(d.Nodes))
			parent = d.Nodes[parent].Parent
		}
		if n == nil || n == root {
			break
		}
		n = n.NextSibling
	}
	d.sums = append(d.sums, sum)
}

// isDrawing reports whether n is an svg element: no browser shows its text as
// the page's, and Read may have left it out of the tree.
func isDrawing(n *html.Node) bool { return n.DataAtom == atom.Svg && n.Namespace == "svg" }

func (d *Doc) element(n *html.Node, parent ID, sum sums) ID {
	id := ID(len(d.Nodes))
	node := Node{N: n, Parent: parent, End: id + 1, Tag: n.DataAtom}
	var inherit Flag
	if parent != None {
		p := &d.Nodes[parent]
		inherit = p.Flags & inherited
		node.Flags = inherit
		node.Depth = p.Depth + 1
		if node.Depth == 0 {
			node.Depth--
		}
	}
	node.Flags |= tagFlags(n.DataAtom)
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			if node.Class == 0 {
				node.Class = d.classRef(a.Val)
			}
		case "id":
			if node.IDSym == 0 {
				node.IDSym = d.intern(a.Val)
			}
		case "hidden":
			// hidden="until-found" is collapsed text, as in a closed <details>:
			// the reader opens it, or a search in the page does (HTML, 6.1).
			if !streamed(n) && !strings.EqualFold(a.Val, "until-found") {
				node.Flags |= HiddenAttr
			}
		case "style":
			node.Flags |= styleFlags(a.Val, n)
		case "rel", "property", "itemprop", "itemscope", "itemtype":
			node.Flags |= Marked
		case "aria-hidden":
			if a.Val == "true" {
				node.Flags |= HiddenAria
			}
		case "href":
			// A heading that links to itself is no more of a link than another.
			if n.DataAtom == atom.A && !(isHere(a.Val) && inHeading(n)) {
				node.Flags |= InLink
			}
		}
	}
	if d.cut != nil {
		d.cut.back(n)
	}
	d.settleFlags(&node, inherit)
	d.Nodes = append(d.Nodes, node)
	d.sums = append(d.sums, sum)
	return id
}

// settleFlags adds what the element says as a whole to what its attributes did.
func (d *Doc) settleFlags(node *Node, inherit Flag) {
	n := node.N
	if n.DataAtom == atom.Dialog && !HasAttr(n, "open") {
		node.Flags |= HiddenAttr
	}
	if node.Class != 0 {
		node.Flags |= d.classFlags[node.Class]
	}
	if n.DataAtom == atom.Button && node.Parent != None && NamesPart(d.Nodes[node.Parent].Tag) {
		// The button of an accordion, in the heading that it is the text of.
		node.Flags = node.Flags&^(InButton|Block) | inherit&InButton
	}
	switch {
	case n.DataAtom == atom.A, n.DataAtom == atom.Button, node.Flags&HiddenAria != 0:
		node.Flags |= flagIf(isHeadingSign(n), ScreenReader)
	case n.DataAtom == 0 && strings.IndexByte(n.Data, '-') > 0: // <visually-hidden>, <md-icon>
		node.Flags |= flagIf(d.symNames[d.intern(n.Data)].Form&classname.FormUnseen != 0, ScreenReader)
	}
	const style = HiddenClass | HiddenStyle
	switch {
	case node.Flags&Hidden == inherit&Hidden:
	case isPanel(n) || isFormula(n):
		node.Flags = node.Flags&^Hidden | inherit&Hidden
	case node.Flags&style != 0 && (isFrame(n) || wrapsPanel(n)):
		node.Flags = node.Flags&^style | inherit&style
	}
}

func (d *Doc) text(n *html.Node, parent ID, sum sums) sums {
	var inherit Flag
	if parent != None {
		inherit = d.Nodes[parent].Flags & inherited
	}
	if inherit&(Raw|InHead) != 0 {
		return sum
	}
	chars, count := wordcount.Count(n.Data)
	if chars == 0 {
		return sum
	}
	id := ID(len(d.Nodes))
	node := Node{N: n, Parent: parent, End: id + 1, Flags: inherit | Text}
	if n.Data[0] >= 0xee && isGlyphs(n.Data) {
		node.Flags |= ScreenReader
	}
	if parent != None {
		node.Depth = d.Nodes[parent].Depth
	}
	d.Nodes = append(d.Nodes, node)
	d.sums = append(d.sums, sum)
	sum.chars += chars
	sum.words += count
	if inherit&InLink != 0 {
		sum.link += chars
	}
	if node.Is(Hidden | ScreenReader) {
		sum.hidden += chars
	}
	return sum
}

// streamed reports whether n is a segment that React's server streams after
// the page's frame, <div hidden id="S:0">: a script moves it into its place as
// soon as it has come, so that the reader sees it.
func streamed(n *html.Node) bool {
	id := Attr(n, "id")
	return len(id) > 2 && id[0] == 'S' && id[1] == ':' && isHex(id[2:])
}

// isPanel reports whether n is what the heading of an accordion or a tab opens:
// by the roles of the ARIA Authoring Practices, where the panel of an accordion
// is a region that its heading labels, or by name. A closed <details> is HTML's
// own element for it, and none of them is kept from the reader.
func isPanel(n *html.Node) bool {
	switch Attr(n, "role") {
	case "tabpanel":
		return true
	case "region":
		return Attr(n, "aria-labelledby") != ""
	}
	return strings.Contains(Attr(n, "class"), "accordion")
}

// wrapsPanel reports whether n holds nothing but such a panel: frameworks close a
// wrapper by its height, and not the panel itself.
//
//	<div style="display:none"><div role="region" aria-labelledby="q1"><p>…</p></div></div>
func wrapsPanel(n *html.Node) bool {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode && strings.TrimSpace(c.Data) == "":
		case c.Type != html.ElementNode || only != nil:
			return false
		default:
			only = c
		}
	}
	return only != nil && isPanel(only)
}

// NamesPart reports the elements that are the heading of what follows.
func NamesPart(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Summary:
		return true
	}
	return false
}

// isFormula reports whether n holds the MathML of a formula of which MediaWiki
// shows a picture: the picture says nothing in a text.
func isFormula(n *html.Node) bool { return strings.Contains(Attr(n, "class"), "mwe-math-mathml") }

// isFrame reports whether n holds the page: the body, or a child of it with the
// main element in it. A script shows such a one as soon as it has run.
func isFrame(n *html.Node) bool {
	if n.DataAtom == atom.Body {
		return true
	}
	if n.Parent == nil || n.Parent.DataAtom != atom.Body {
		return false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.Main {
			return true
		}
	}
	return false
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func (d *Doc) intern(s string) Sym {
	if sym, ok := d.syms[s]; ok {
		return sym
	}
	sym := Sym(len(d.symText))
	d.symText = append(d.symText, s)
	d.symNames = append(d.symNames, classname.Read(s))
	d.syms[s] = sym
	return sym
}

func (d *Doc) classRef(attr string) ClassRef {
	if c, ok := d.classes[attr]; ok {
		return c
	}
	c := ClassRef(len(d.attrs))
	start := len(d.arena)
	for rest := attr; rest != ""; {
		var tok string
		if tok, rest = cutToken(rest); tok != "" {
			d.arena = append(d.arena, d.intern(tok))
		}
	}
	d.attrs = append(d.attrs, attr)
	d.tokens = append(d.tokens, d.arena[start:len(d.arena):len(d.arena)])
	var names classname.Set
	for s := range d.Names(c) {
		names = names.With(d.symNames[s])
	}
	d.classNames = append(d.classNames, names)
	d.classFlags = append(d.classFlags, utilityFlags(attr)|flagIf(names.Form&classname.FormUnseen != 0, ScreenReader))
	d.classes[attr] = c
	return c
}

// cutToken splits at the first of the five characters that separate classes
// in HTML. A no-break space does not.
func cutToken(s string) (tok, rest string) {
	for i := range len(s) {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// tagFlags returns what an element's name alone says.
func tagFlags(a atom.Atom) Flag {
	switch a {
	case atom.Head:
		return InHead
	case atom.Script, atom.Style, atom.Noscript, atom.Textarea, atom.Title, atom.Iframe, atom.Object,
		atom.Noembed, atom.Noframes, atom.Canvas, atom.Audio, atom.Video, atom.Datalist, atom.Rp:
		return Raw
	case atom.Svg, atom.Math:
		if a == atom.Math {
			return InSVG
		}
		return InSVG | Raw
	case atom.Template:
		return HiddenTmpl
	case atom.Form:
		return InForm
	case atom.Button:
		return InButton | Block
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr,
		atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option,
		atom.P, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Caption:
		return Block
	}
	return 0
}
