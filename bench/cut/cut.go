// Package cut makes previews of whole pages: it cuts a story after one of its
// paragraphs and puts a gate there, so that what is told of completeness can
// be measured without anybody's judgement.
package cut

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Story is a page whose paragraphs have been found in its tree.
type Story struct {
	source     []byte
	paragraphs int
	gold       []string
}

// The least that makes a page worth cutting: so many paragraphs, and so large
// a share of them found in the tree, the last one among them.
const (
	minParagraphs = 6
	minFound      = 0.8
)

// Find looks up the paragraphs of gold, one a line, in the page. It reports
// false for a page that cannot be cut: too short, or written otherwise than
// the gold says.
func Find(source []byte, gold string) (*Story, bool) {
	s := &Story{source: source}
	for line := range strings.Lines(gold) {
		if tight := squash(line); utf8.RuneCountInString(tight) >= 40 {
			s.gold = append(s.gold, tight)
		}
	}
	doc, err := html.Parse(bytes.NewReader(source))
	if err != nil || len(s.gold) < minParagraphs {
		return nil, false
	}
	found := s.locate(doc)
	if float64(len(found)) < minFound*float64(len(s.gold)) || len(found) < minParagraphs {
		return nil, false
	}
	if !matches(found[len(found)-1], s.gold[len(s.gold)-1]) {
		return nil, false
	}
	s.paragraphs = len(found)
	return s, true
}

// Paragraphs returns how many paragraphs were found.
func (s *Story) Paragraphs() int { return s.paragraphs }

// Preview returns the page cut after the first keep paragraphs with gate, a
// fragment of HTML, in place of the rest. With broken, the last paragraph
// ends in the middle.
func (s *Story) Preview(keep int, gate string, broken bool) ([]byte, error) {
	return s.edit(func(found []*html.Node) error {
		last := found[keep-1]
		removeBetween(last, found[len(found)-1])
		if broken {
			shorten(last)
		}
		return insertAfter(last, gate)
	}, true)
}

// With returns the whole page with a fragment of HTML right after the story.
func (s *Story) With(fragment string) ([]byte, error) {
	return s.edit(func(found []*html.Node) error { return insertAfter(found[len(found)-1], fragment) }, false)
}

func (s *Story) edit(change func([]*html.Node) error, preview bool) ([]byte, error) {
	doc, err := html.Parse(bytes.NewReader(s.source))
	if err != nil {
		return nil, fmt.Errorf("cut: %w", err)
	}
	if err := change(s.locate(doc)); err != nil {
		return nil, err
	}
	if preview {
		forget(doc)
	}
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, fmt.Errorf("cut: %w", err)
	}
	return out.Bytes(), nil
}

// locate returns the elements that hold the gold's paragraphs, in page order.
func (s *Story) locate(doc *html.Node) []*html.Node {
	var found []*html.Node
	next := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !leafBlock(n) {
			continue
		}
		// A paragraph or two may be missing from the page, so look ahead.
		for i := next; i < min(next+4, len(s.gold)); i++ {
			if matches(n, s.gold[i]) {
				found = append(found, n)
				next = i + 1
				break
			}
		}
	}
	return found
}

// matches reports whether the element's text starts like the paragraph and is
// not much longer: the gold may lack a link's mark or a drop cap's space.
func matches(n *html.Node, gold string) bool {
	text := squash(textOf(n))
	head := gold[:cutRunes(gold, 40)]
	return strings.HasPrefix(text, head) && len(text) < len(gold)+len(gold)/4+20
}

// cutRunes returns the length in bytes of the first n characters of s.
func cutRunes(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Blockquote: true, atom.Ul: true,
	atom.Ol: true, atom.Li: true, atom.Table: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
	atom.Figure: true, atom.Main: true, atom.Aside: true, atom.Header: true, atom.Footer: true, atom.Body: true,
	atom.Html: true, atom.Form: true, atom.Nav: true, atom.Td: true, atom.Tr: true, atom.Tbody: true,
}

// leafBlock reports whether n is a block element without blocks in it.
func leafBlock(n *html.Node) bool {
	if !blocks[n.DataAtom] {
		return false
	}
	for c := range n.Descendants() {
		if blocks[c.DataAtom] {
			return false
		}
	}
	return true
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// removeBetween removes all that stands after first, up to and with last.
func removeBetween(first, last *html.Node) {
	var doomed []*html.Node
	for n := first; n != nil; {
		if n = after(n, contains(n, last) && n != first); n == nil {
			break
		}
		// What holds the last paragraph may hold more; go into it.
		if !contains(n, last) || n == last {
			doomed = append(doomed, n)
		}
		if n == last {
			break
		}
	}
	for _, n := range doomed {
		n.Parent.RemoveChild(n)
	}
}

// after returns the next node in page order, inside n if into is set, and
// else behind it.
func after(n *html.Node, into bool) *html.Node {
	if into && n.FirstChild != nil {
		return n.FirstChild
	}
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

func contains(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// shorten breaks the paragraph off after two thirds of its last text.
func shorten(n *html.Node) {
	var last *html.Node
	for c := range n.Descendants() {
		if c.Type == html.TextNode && len(strings.TrimSpace(c.Data)) > 20 {
			last = c
		}
	}
	if last == nil {
		return
	}
	text := last.Data[:cutRunes(last.Data, 2*utf8.RuneCountInString(last.Data)/3)]
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i > 0 {
		text = text[:i]
	}
	last.Data = text
}

func insertAfter(n *html.Node, fragment string) error {
	if fragment == "" {
		return nil
	}
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), context)
	if err != nil {
		return fmt.Errorf("cut: %w", err)
	}
	// Inside a list or table a block would not stand where it is put.
	for n.DataAtom == atom.Li || n.DataAtom == atom.Td || n.DataAtom == atom.Tr || n.DataAtom == atom.Tbody {
		n = n.Parent
	}
	for _, node := range nodes {
		n.Parent.InsertBefore(node, n.NextSibling)
		n = node
	}
	return nil
}

var (
	wholeText  = regexp.MustCompile(`"(articleBody|wordCount|text)"(\s*:)`)
	saysFree   = regexp.MustCompile(`(?i)"isAccessibleForFree"(\s*:\s*(?:"?true"?|"https?://schema.org/True"))`)
	accessMeta = regexp.MustCompile(`(?i)content_tier|accessible-for-free|isAccessibleForFree|paywall|word_?count`)
)

// forget removes what the metadata still say of the whole text, as a
// publisher who cuts on the server does: else a preview would give itself
// away, or be declared free.
func forget(doc *html.Node) {
	var doomed []*html.Node
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Meta && accessMeta.MatchString(attributes(n)):
			doomed = append(doomed, n)
		case n.DataAtom == atom.Script && n.FirstChild != nil && strings.Contains(attributes(n), "json"):
			// A key of another name leaves the JSON well formed.
			text := wholeText.ReplaceAllString(n.FirstChild.Data, `"omitted"$2`)
			n.FirstChild.Data = saysFree.ReplaceAllString(text, `"omitted"$1`)
		}
	}
	for _, n := range doomed {
		n.Parent.RemoveChild(n)
	}
}

func attributes(n *html.Node) string {
	var b strings.Builder
	for _, a := range n.Attr {
		b.WriteString(a.Key + "=" + a.Val + " ")
	}
	return b.String()
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
