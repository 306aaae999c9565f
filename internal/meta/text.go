package meta

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/page"
)

// text returns the text at or below id as a person would copy it, up to limit
// bytes: white space runs are one space, and elements that start a line stand
// apart.
func (c *collector) text(id page.ID, limit int) string {
	return c.textBetween(id, c.Doc.Nodes[id].End, limit)
}

// textBetween is text for the nodes from id up to end. The readings that ruby
// sets over characters are no part of what they explain.
func (c *collector) textBetween(id, end page.ID, limit int) string {
	var b strings.Builder
	gap := false
	shown := !c.Doc.Nodes[id].Is(page.Hidden)
	for i := id; i < end && b.Len() < limit; i++ {
		n := &c.Doc.Nodes[i]
		if !n.Is(page.Text) {
			gap = gap || n.Is(page.Block) || n.N.Data == "br" || spaceBefore(n.N)
			if n.Tag == atom.Rt || n.Tag == atom.Rp {
				i = n.End - 1
			}
			continue
		}
		if shown && n.Is(page.Raw|page.Hidden) {
			continue
		}
		gap = appendText(&b, c.shownText(n), gap)
	}
	return b.String()
}

// shownText returns the text of a node; that of an address which Cloudflare has
// hidden is the address.
func (c *collector) shownText(n *page.Node) string {
	if strings.Contains(n.N.Data, "protected]") && n.Parent != page.None {
		if address := decodeAddress(page.Attr(c.Doc.Nodes[n.Parent].N, "data-cfemail")); address != "" {
			return address
		}
	}
	return n.N.Data
}

// spaceBefore reports whether white space stands before an element. The index
// has no nodes for text of nothing else.
func spaceBefore(n *xhtml.Node) bool {
	p := n.PrevSibling
	return p != nil && p.Type == xhtml.TextNode && p.Data != "" && strings.IndexByte(" \t\r\n", p.Data[len(p.Data)-1]) >= 0
}

// appendText adds s to b with its white space collapsed and returns whether
// it ends in some.
func appendText(b *strings.Builder, s string, gap bool) bool {
	if b.Len() == 0 {
		b.Grow(len(s)) // most texts are one node
	}
	return cleantext.AppendCollapsed(b, s, gap, isDropped)
}

// isDropped reports characters that are left out of what the fields say.
func isDropped(r rune) bool {
	return cleantext.Steers(r) || r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f'
}

// clean makes a reading of a source readable: entities decoded, twice where
// the page encoded them twice, tags taken out, white space collapsed.
func clean(s string) string {
	for range 2 {
		if strings.IndexByte(s, '&') < 0 {
			break
		}
		s = html.UnescapeString(s)
	}
	if isTidy(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	appendText(&b, stripTags(showAddresses(s)), false)
	return b.String()
}

// isTidy reports whether clean has nothing to do.
func isTidy(s string) bool {
	gap := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf || c == '<' || c < ' ' || c == 0x7f:
			return false
		case c == ' ':
			if gap {
				return false
			}
			gap = true
		default:
			gap = false
		}
	}
	return !gap || s == ""
}

// atMost returns s, or as many whole characters as fit into n bytes.
func atMost(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Fold makes texts comparable: letters and digits only, in small letters,
// Latin diacritics off.
func Fold(s string) string { return fold(s) }

func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
				b.WriteByte(byte(r))
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			foldRune(&b, unicode.ToLower(r))
		}
	}
	return b.String()
}

// latin are letters with their plain form, pair by pair.
const latin = "àaáaâaãaäaåaāaăaąaçcćcčcċcďdđdèeéeêeëeēeėeęeěeğgģgħhìiíiîiïiīiįiıiķkļlľlłlñnńnņnňnòoóoôoõoöoøoőoōoŕrřrśsşsšsșsţtťtțtùuúuûuüuūuůuűuųuýyÿyźzżzžz"

func foldRune(b *strings.Builder, r rune) {
	if r < 0x250 {
		switch r {
		case 'ß':
			b.WriteString("ss")
			return
		case 'æ':
			b.WriteString("ae")
			return
		case 'œ':
			b.WriteString("oe")
			return
		}
		if i := strings.IndexRune(latin, r); i >= 0 {
			b.WriteByte(latin[i+utf8.RuneLen(r)])
			return
		}
	}
	if unicode.Is(unicode.Mn, r) {
		return
	}
	b.WriteRune(r)
}
