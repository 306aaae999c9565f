package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

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

// namedLine returns the persons that a short text names, none where the text
// before it says what they are.
func (c *collector) namedLine(i, before page.ID) []Author {
	text := c.Doc.Nodes[i].N.Data
	if c.Doc.Chars(i) > maxDated {
		return nil
	}
	if isHeadOf(text) || before != page.None && isHeadOf(c.Doc.Nodes[before].N.Data) {
		return nil
	}
	names := c.readByline(text)
	if len(names) == 0 || c.isPhrase(text) {
		return nil
	}
	return c.named(names, "css:"+c.label(c.Doc.Nodes[i].Parent), "")
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
			if names := c.readByline(text); len(names) > 0 && c.allNames(text, names) && !c.isPhrase(text) {
				return c.named(names, "css:"+c.label(i), c.linkOf(i))
			}
		}
		passed += chars
	}
	return nil
}

// isPhrase reports whether two words or more of a text stand elsewhere on the
// page in small letters: then its capitals are those of a heading, not of a
// name.
func (c *collector) isPhrase(text string) bool {
	small := map[string]bool{} // whether it was seen
	for w := range strings.FieldsFuncSeq(text, notLetter) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			small[strings.ToLower(w)] = false
		}
	}
	seen := 0
	for i := range c.Doc.Nodes {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Raw) {
			continue
		}
		for w := range strings.FieldsFuncSeq(n.N.Data, notLetter) {
			if found, ok := small[w]; ok && !found {
				small[w] = true
				if seen++; seen > 1 {
					return true
				}
			}
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

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

// allNames reports whether a text holds nothing but names of persons.
func (c *collector) allNames(text string, names []string) bool {
	left := text
	for _, name := range names {
		if c.nameKind(name) != Person {
			return false
		}
		left = strings.Replace(left, name, "", 1)
	}
	return utf8.RuneCountInString(left) <= 6
}
