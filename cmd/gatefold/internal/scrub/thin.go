package scrub

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// How many children of one kind stay: of lists of links and teasers two say
// what a hundred do.
const (
	keepOfKind = 2
	keepItems  = 4
	keepNames  = 6 // in a byline
	keepHollow = 6 // empty containers on the whole page
)

// thinTree drops what no rule reads: code, drawings, comments, all but a few
// of what repeats, and what is left empty by that. It goes down before it looks for
// empty elements, so that a whole branch of them goes at once.
func (s *scrubber) thinTree(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if s.useless(c) {
			n.RemoveChild(c)
		}
		c = next
	}
	if !s.whole[n] {
		s.thin(n)
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			// What is kept whole is kept at every depth.
			if s.whole[n] {
				s.whole[c] = true
			}
			s.thinTree(c)
			if s.empty(c) {
				n.RemoveChild(c)
			}
		}
		c = next
	}
}

// useless reports the nodes that no fixture needs, whatever is in them. What a rule
// selects is on the spine and stays, even a drawing.
func (s *scrubber) useless(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode:
		return true
	case html.TextNode:
		return n.Parent.DataAtom != atom.Pre && strings.TrimFunc(n.Data, unicode.IsSpace) == "" && !besideInline(n)
	case html.ElementNode:
	default:
		return false
	}
	switch n.DataAtom {
	case atom.Style, atom.Canvas, atom.Math, atom.Base, atom.Link, atom.Object, atom.Param, atom.Map:
		return n.DataAtom != atom.Link || !s.usefulLink(n)
	case atom.Svg:
		return !s.spine[n]
	case atom.Script:
		return !s.usefulScript(n)
	case atom.Meta:
		return !s.usefulMeta(n)
	case atom.Noscript:
		return !s.spine[n] && (n.Parent.DataAtom != atom.Figure && n.Parent.DataAtom != atom.Picture || !strings.Contains(textOf(n), "<img"))
	case atom.Iframe:
		return isTracker(n)
	case atom.Img:
		return isPixel(n) || !s.spine[n] && isIcon(n)
	case atom.Source:
		return !s.spine[n] && n.Parent.DataAtom == atom.Picture && n.Parent.LastChild != n
	}
	return false
}

// isIcon reports the pictures of logos and buttons, told by where they stand. Those of
// the story stand in an article or a figure first.
func isIcon(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Footer, atom.Button, atom.Aside, atom.Li:
			return true
		case atom.Article, atom.Main, atom.Figure:
			return false
		}
	}
	return strings.HasSuffix(page.Attr(n, "src"), ".svg")
}

// isPixel reports pictures of one pixel, which count readers.
func isPixel(n *html.Node) bool {
	w, h := page.Attr(n, "width"), page.Attr(n, "height")
	return w == "1" || h == "1" || w == "0" || h == "0"
}

// isTracker reports frames that nobody is meant to see.
func isTracker(n *html.Node) bool {
	return isPixel(n) || strings.Contains(page.Attr(n, "style"), "display:none") || strings.Contains(page.Attr(n, "src"), "googletagmanager")
}

// besideInline reports white space that parts two words, as in "<b>two</b> <i>words</i>".
func besideInline(n *html.Node) bool {
	return isInline(n.PrevSibling) && isInline(n.NextSibling)
}

// isInline reports texts and elements that stand in a line.
func isInline(n *html.Node) bool {
	if n == nil || n.Type == html.CommentNode {
		return false
	}
	return n.Type == html.TextNode || inlineTags[n.DataAtom]
}

// inlineTags are the elements that stand in a line with the text around them.
var inlineTags = map[atom.Atom]bool{
	atom.A: true, atom.Span: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Small: true, atom.Time: true,
	atom.Button: true, atom.Label: true, atom.Abbr: true, atom.Cite: true, atom.Q: true, atom.Sup: true, atom.Sub: true, atom.U: true,
	atom.Mark: true, atom.S: true, atom.Font: true, atom.Code: true, atom.Input: true, atom.Img: true,
}

// thin drops all but a few of the children that are of one kind:
//
//	<ul> <li>1 <li>2 <li>3 <li>4 <li>5 </ul>       →  <ul> <li>1 <li>2 <li>3 </ul>
//	<div class="teaser"> seven times in a row      →  two of them
//	<p> twelve times in a row                      →  the first two and the last two
func (s *scrubber) thin(n *html.Node) {
	// A link in a sentence is not one of many of its kind.
	if isTextual(n) {
		return
	}
	kinds := map[string][]*html.Node{}
	var order []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		k := kindOf(c)
		if k == "" {
			continue
		}
		if kinds[k] == nil {
			order = append(order, k)
		}
		kinds[k] = append(kinds[k], c)
	}
	for _, k := range order {
		if k == paragraph {
			s.thinParagraphs(kinds[k])
			continue
		}
		s.thinKind(n, k, kinds[k])
	}
	tidyBreaks(n)
}

// isTextual reports the elements whose children are one text.
func isTextual(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figcaption, atom.Caption, atom.Pre, atom.Picture, atom.Html,
		atom.Button, atom.Label, atom.Video, atom.Audio, atom.Head, atom.Title, atom.Script, atom.Noscript, atom.Textarea, atom.Option:
		return true
	}
	return false
}

// paragraph is the kind of the paragraphs of a text, those between line
// breaks too.
const paragraph = "p"

// kindOf names the kind of a child, "" for those that are not counted. Children of one
// tag and first class are of one kind: the teasers of a list, the rows of a table.
func kindOf(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		if words(n) >= 8 {
			return paragraph
		}
		return ""
	case n.Type != html.ElementNode:
		return ""
	}
	switch n.DataAtom {
	case atom.P:
		return paragraph
	case atom.Br, atom.Hr, atom.Script, atom.Meta, atom.Link, atom.Title, atom.Head, atom.Body:
		return ""
	case atom.Div, atom.Section, atom.Span:
		// Boxes of text with a class are paragraphs of one kind, apart from others.
		if page.Attr(n, "class") != "" && isParagraph(n) {
			return "p." + firstName(n)
		}
		if isParagraph(n) {
			return paragraph
		}
	}
	return n.Data + "." + firstName(n)
}

// isParagraph reports an element that holds a long text of its own.
func isParagraph(n *html.Node) bool {
	own := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			own += words(c)
		} else if c.Type == html.ElementNode && !inlineTags[c.DataAtom] && c.DataAtom != atom.Br {
			return false
		}
	}
	return own >= 15
}

// firstName returns the first class without digits: of "teaser teaser-48113" the class
// that all teasers share.
func firstName(n *html.Node) string {
	for tok := range strings.FieldsSeq(page.Attr(n, "class")) {
		if !strings.ContainsAny(tok, "0123456789") {
			return tok
		}
	}
	return ""
}

// thinKind keeps the first children of a kind, and those that must stay.
func (s *scrubber) thinKind(parent *html.Node, kind string, nodes []*html.Node) {
	if strings.HasPrefix(kind, "p.") && len(nodes) > 2 {
		s.thinParagraphs(nodes)
		return
	}
	limit := max(1, keepOfKind-s.thrift/3)
	switch nodes[0].DataAtom {
	case atom.Li, atom.Tr, atom.Td, atom.Th, atom.Dt, atom.Dd:
		limit = max(2, keepItems-s.thrift)
	case atom.Option, atom.Source:
		limit = 1
	}
	if isByline(parent) || isByline(nodes[0]) {
		limit = keepNames
	}
	for i, c := range nodes {
		if i >= limit && !s.spine[c] {
			parent.RemoveChild(c)
		}
	}
}

// thinParagraphs keeps the first and the last paragraphs of a run, and those
// that must stay. Where the last one has no end, as behind a gate, two more
// stay, so that it still stands out among those that have.
func (s *scrubber) thinParagraphs(nodes []*html.Node) {
	limit := s.Paragraphs
	if !endsWell(textOf(nodes[len(nodes)-1])) {
		limit += 2
	}
	head := (limit + 1) / 2
	tail := len(nodes) - (limit - head)
	for i, c := range nodes {
		n := words(c)
		// With the story at hand its words are counted there.
		if len(s.told) == 0 {
			s.words.before += n
		}
		if i < head || i >= tail || s.spine[c] {
			s.words.after += n
			s.paragraphs[c] = true
			continue
		}
		s.cuts = append(s.cuts, cut{from: squeeze(textOf(c))})
		c.Parent.RemoveChild(c)
	}
}

// endsWell reports whether a text ends a sentence, in the scripts of our lists.
func endsWell(text string) bool {
	text = strings.TrimRight(text, " \t\r\n\u00a0\"'”’»«“)]」』）")
	for _, end := range [...]string{".", "!", "?", "。", "！", "？", "।", "؟", "۔"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// tidyBreaks drops the line breaks that parted dropped paragraphs. Two of a run stay,
// which is what parts paragraphs on pages that have no <p>.
func tidyBreaks(n *html.Node) {
	run := 0
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Br:
			if run++; run > 2 {
				n.RemoveChild(c)
			}
		case c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "":
			run = 0
		}
		c = next
	}
}

// empty reports an element in which nothing is left and that nothing asks for.
func (s *scrubber) empty(n *html.Node) bool {
	if n.FirstChild != nil || s.spine[n] || s.whole[n] {
		return false
	}
	switch n.DataAtom {
	case atom.Img, atom.Input, atom.Br, atom.Hr, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Script, atom.Meta, atom.Link,
		atom.Body, atom.Head, atom.Td, atom.Th, atom.Textarea, atom.Embed:
		return false
	}
	// Custom elements of players are empty until their script runs.
	if strings.HasPrefix(n.Data, "amp-") || strings.HasPrefix(n.Data, "lite-") || strings.HasPrefix(n.Data, "brightcove") {
		return false
	}
	// An empty container of this name is where a supplier's script puts the gate,
	// and often the only sign of it in a saved page.
	if namesGate(page.Attr(n, "class")+" "+page.Attr(n, "id")) && s.hollow < keepHollow {
		s.hollow++
		return false
	}
	return true
}

// namesGate reports the names of containers that a gate is put into, by the words that
// publishers and suppliers use for them.
func namesGate(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"paywall", "pay-wall", "premium", "subscri", "regwall", "piano", "tp-", "gate", "newsletter", "meter", "zephr", "poool"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// words counts the words at or below a node, as a reader sees them: scripts have none.
func words(n *html.Node) int {
	total := 0
	if n.Type == html.TextNode {
		return wordcount.Words(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Script && c.DataAtom != atom.Style && c.DataAtom != atom.Noscript {
			total += words(c)
		}
	}
	return total
}

// textOf joins the texts at or below a node.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// squeeze makes one space of all white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
