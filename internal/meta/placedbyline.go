package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// datedAuthors reads the names under the headline that stand beside a date.
func (c *collector) datedAuthors() []Author {
	h := c.anchor()
	if h == page.None {
		return nil
	}
	var found []Author
	before, dated := page.None, false // the text before, and whether it is a date
	for i := c.Doc.Nodes[h].End; i < min(page.ID(c.Doc.Len()), h+maxBox); i++ {
		if !c.isLine(i) {
			continue
		}
		if before == page.None || i-before > maxHelper {
			found, dated = nil, false
		}
		_, isDate := c.shortDate(i)
		named := c.namedLine(i, before)
		switch {
		case isDate && len(found) > 0, dated && len(named) == 0 && len(found) > 0:
			return unique(found)
		case !isDate && len(named) == 0:
			found, dated = nil, false
		default:
			found, dated = append(found, named...), dated || isDate
		}
		before = i
	}
	return nil
}

// datelineAuthors reads the names that stand in one text with the date, by the
// headline: "3 May 2024 | Ann Lee", "Posted on May 3, 2024 by Ann Lee".
func (c *collector) datelineAuthors() []Author {
	h := c.anchor()
	if h == page.None {
		return nil
	}
	for i := max(0, h-maxGap); i < min(page.ID(c.Doc.Len()), c.Doc.Nodes[h].End+maxBox); i++ {
		if !c.isLine(i) || c.Doc.Contains(h, i) {
			continue
		}
		if _, isDate := c.shortDate(i); !isDate {
			continue
		}
		text := clean(c.Doc.Nodes[i].N.Data)
		if found := c.persons(c.readByline(afterLead(text)), c.Doc.Nodes[i].Parent); len(found) > 0 {
			return found
		}
	}
	return nil
}

// afterLead returns what follows the last of the words that lead to a name and
// to nothing else, the whole text where none is in it.
func afterLead(s string) string {
	at := 0
	for i := range len(s) {
		if s[i] != ' ' {
			continue
		}
		word, _, _ := strings.Cut(s[i+1:], " ")
		if word == strings.ToLower(word) && leadsPlain(word) {
			at = i + 1 + len(word)
		}
	}
	return s[at:]
}

// namedLine returns the persons that a short text names, none where the text
// before it says what they are.
func (c *collector) namedLine(i, before page.ID) []Author {
	text := c.Doc.Nodes[i].N.Data
	if c.Doc.Chars(i) > maxDated || c.Doc.Closest(i, atom.Figure, atom.Figcaption, atom.H1, atom.H2, atom.H3) != page.None {
		return nil
	}
	if p := c.Doc.Nodes[i].Parent; c.Doc.Named(p).Field&classname.FieldRole != 0 {
		return nil
	}
	if isHeadOf(text) || before != page.None && isHeadOf(c.Doc.Nodes[before].N.Data) {
		return nil
	}
	return c.persons(c.readByline(text), c.Doc.Nodes[i].Parent)
}

// isHeadOf reports a text that says what the next one is.
func isHeadOf(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// signedAuthors reads a paragraph that is a name alone, set off as the line
// above or below a text is: bold before the first paragraph, or at the right.
func (c *collector) signedAuthors() []Author {
	h := c.anchor()
	passed := 0 // characters of paragraphs since the headline
	for i := max(0, h); i < page.ID(c.Doc.Len()); i++ {
		n := &c.Doc.Nodes[i]
		if n.Tag != atom.P || n.Is(page.Hidden) || c.isOther(i) || c.Doc.Chars(i) < 2 {
			continue
		}
		chars := c.Doc.Chars(i)
		if chars <= maxDated && (h != page.None && passed <= maxBoxChars && c.isStrong(i) || atRight(n)) {
			text := c.text(i, maxLineChars)
			if names := c.readByline(text); onlyNames(text, names) {
				if found := c.persons(names, i); len(found) > 0 {
					return found
				}
			}
		}
		passed += chars
	}
	return nil
}

// persons builds authors of names that nothing but their place says are some:
// each has the form of a person's, and none of its words stands elsewhere on the
// page in small letters, as those of a heading or a button do.
func (c *collector) persons(names []string, at page.ID) []Author {
	words := 0
	for _, name := range names {
		if c.nameKind(name) != Person {
			return nil
		}
		for w := range strings.FieldsFuncSeq(name, notLetter) {
			r, size := utf8.DecodeRuneInString(w)
			switch {
			case !unicode.IsUpper(r) && !unicode.IsLower(r):
				return nil // a script without capitals
			case unicode.IsUpper(r) && size < len(w):
				words++
				if c.inSmall(strings.ToLower(w)) {
					return nil
				}
			}
		}
	}
	if words == 0 {
		return nil
	}
	return c.named(names, "css:"+c.label(at), c.linkOf(at))
}

// maxSmall bounds the words that are kept of a page.
const maxSmall = 1 << 16

// inSmall reports whether a word stands on the page in small letters.
func (c *collector) inSmall(word string) bool {
	if c.small == nil {
		c.small = map[string]struct{}{}
		for i := range c.Doc.Nodes {
			if n := &c.Doc.Nodes[i]; n.IsText() && !n.Is(page.Raw) {
				c.keepSmall(n.N.Data)
			}
		}
	}
	_, ok := c.small[word]
	return ok
}

func (c *collector) keepSmall(s string) {
	for w := range strings.FieldsFuncSeq(s, notLetter) {
		if len(c.small) >= maxSmall {
			return
		}
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			c.small[w] = struct{}{}
		}
	}
}

// isStrong reports whether all the text of an element is bold.
func (c *collector) isStrong(id page.ID) bool {
	for k := range c.Doc.Children(id) {
		if t := c.Doc.Nodes[k].Tag; (t == atom.Strong || t == atom.B) && c.Doc.Chars(k) == c.Doc.Chars(id) {
			return true
		}
	}
	return false
}

// atRight reports whether an element's own style sets its text to the right.
func atRight(n *page.Node) bool {
	return strings.EqualFold(page.Attr(n.N, "align"), "right") ||
		strings.Contains(strings.ReplaceAll(strings.ToLower(page.Attr(n.N, "style")), " ", ""), "text-align:right")
}

// onlyNames reports whether a text holds the names and little else.
func onlyNames(text string, names []string) bool {
	for _, name := range names {
		text = strings.Replace(text, name, "", 1)
	}
	return utf8.RuneCountInString(text) <= 6
}
