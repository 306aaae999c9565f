package block

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// PlainText returns the text of s on one line: white space collapsed, a space
// for a line break, characters that take no room left out.
func PlainText(doc *page.Doc, s *Seg) string {
	if s.Kind != Text {
		return ""
	}
	var b strings.Builder
	b.Grow(int(s.Chars + s.Words)) // which is all of it in ASCII
	gap := false
	for id := s.First; id < s.End; id++ {
		n := &doc.Nodes[id]
		if n.Tag == atom.Br {
			gap = true
		}
		if !s.Owns(n) {
			continue
		}
		// White space between inline elements is no node of the index.
		gap = gap || followsSpace(n)
		gap = cleantext.AppendCollapsed(&b, n.N.Data, gap, isDropped)
	}
	return b.String()
}

// isDropped reports the characters that a text is read without.
func isDropped(r rune) bool { return wordcount.Invisible(r) || cleantext.Steers(r) }

// followsSpace reports whether a blank text node stands right before the text,
// as between two links in a row.
func followsSpace(n *page.Node) bool {
	for p := n.N; p != nil; p = p.Parent {
		if s := p.PrevSibling; s != nil {
			return s.Type == html.TextNode && strings.TrimSpace(s.Data) == ""
		}
		if p.Parent == nil || p.Parent.FirstChild != p {
			return false
		}
	}
	return false
}
