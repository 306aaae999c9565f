package blocks

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Run is a block as [Outline] finds it: the text and the text nodes that it is of.
type Run struct {
	// Text has its white space joined. It is empty where a block holds nothing but
	// what Marks names.
	Text  string
	Nodes []*html.Node
	// Hidden says that the page does not show the text: it stands in a template or
	// in an element that is hidden by an attribute or by its own style.
	Hidden bool
	// Marks are the pictures, inputs and frames of the block.
	Marks []*html.Node
}

// Cut cuts a tree into the blocks with text. It knows block elements and custom
// elements by name, and no style but what is never shown.
func Cut(root *html.Node) []Run {
	var runs []Run
	for _, r := range Outline(root) {
		if r.Text != "" {
			runs = append(runs, r)
		}
	}
	return runs
}

// Outline cuts a tree into the blocks that the labellers numbered: those with text,
// and those with a picture, an input or a frame. The number of a block is its index.
func Outline(root *html.Node) []Run {
	var c cutter
	c.walk(root, false)
	c.flush()
	return c.runs
}

type cutter struct {
	runs   []Run
	text   strings.Builder
	run    Run
	breaks int // since the last text
}

func (c *cutter) flush() {
	c.run.Text = strings.Join(strings.Fields(c.text.String()), " ")
	if c.run.Text != "" || len(c.run.Marks) > 0 {
		c.runs = append(c.runs, c.run)
	}
	c.text.Reset()
	c.run, c.breaks = Run{}, 0
}

func (c *cutter) walk(n *html.Node, hidden bool) {
	block := false
	switch n.Type {
	case html.TextNode:
		c.add(n, hidden)
		return
	case html.ElementNode:
		if unread(n.DataAtom) {
			return
		}
		if c.marks(n) {
			return
		}
		hidden = hidden || hides(n)
		block = isBlock(n.DataAtom) || strings.Contains(n.Data, "-")
	}
	if block {
		c.flush()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, hidden)
	}
	if block {
		c.flush()
	}
}

func (c *cutter) add(n *html.Node, hidden bool) {
	c.text.WriteString(n.Data)
	if strings.TrimSpace(n.Data) == "" {
		return
	}
	if len(c.run.Nodes) == 0 {
		c.run.Hidden = hidden
	}
	c.run.Nodes, c.breaks = append(c.run.Nodes, n), 0
}

// marks takes the elements that are noted and not gone into, and reports whether n
// is one.
func (c *cutter) marks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Br:
		c.lineBreak()
	case atom.Input, atom.Textarea:
		// A hidden input is a value for the server; it has no place on the page.
		if Attr(n, "type") != "hidden" {
			c.run.Marks = append(c.run.Marks, n)
		}
	case atom.Img, atom.Iframe:
		c.run.Marks = append(c.run.Marks, n)
	default:
		return false
	}
	return true
}

// lineBreak ends the block at the second break in a row.
func (c *cutter) lineBreak() {
	c.text.WriteByte(' ')
	if c.breaks++; c.breaks >= 2 {
		c.flush()
	}
}

// unread are the elements whose content is no block.
func unread(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Head, atom.Select:
		return true
	}
	return false
}

var hidingStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func hides(n *html.Node) bool {
	if n.DataAtom == atom.Template {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if hidingStyle.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// Attr returns an attribute of an element, "" where it has none of that name.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Legend, atom.Li, atom.Main, atom.Menu,
		atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td,
		atom.Template, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}
