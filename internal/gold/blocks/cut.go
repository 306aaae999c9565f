package blocks

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Run is a block as [Cut] finds it: the text and the text nodes that it is of.
type Run struct {
	Text  string
	Nodes []*html.Node
}

// Cut cuts a tree into the blocks that the labellers numbered. It knows block
// elements and custom elements by name, and no style but what is never shown.
func Cut(root *html.Node) []Run {
	var c cutter
	c.walk(root)
	c.flush()
	return c.runs
}

type cutter struct {
	runs   []Run
	text   strings.Builder
	nodes  []*html.Node
	breaks int // since the last text
}

func (c *cutter) flush() {
	if text := strings.Join(strings.Fields(c.text.String()), " "); text != "" {
		c.runs = append(c.runs, Run{text, c.nodes})
	}
	c.text.Reset()
	c.nodes, c.breaks = nil, 0
}

func (c *cutter) walk(n *html.Node) {
	block := false
	switch n.Type {
	case html.TextNode:
		c.add(n)
		return
	case html.ElementNode:
		if unread(n.DataAtom) {
			return
		}
		if n.DataAtom == atom.Br {
			c.lineBreak()
			return
		}
		block = isBlock(n.DataAtom) || strings.Contains(n.Data, "-")
	}
	if block {
		c.flush()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
	if block {
		c.flush()
	}
}

func (c *cutter) add(n *html.Node) {
	c.text.WriteString(n.Data)
	if strings.TrimSpace(n.Data) != "" {
		c.nodes, c.breaks = append(c.nodes, n), 0
	}
}

// lineBreak ends the block at the second break in a row.
func (c *cutter) lineBreak() {
	c.text.WriteByte(' ')
	if c.breaks++; c.breaks >= 2 {
		c.flush()
	}
}

// unread are the elements whose content is no block; the last three hold none
// that shows.
func unread(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Head, atom.Select, atom.Img, atom.Input, atom.Textarea, atom.Iframe:
		return true
	}
	return false
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
