package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// maxLineChars bounds the text around a byline that is no prose.
const maxLineChars = 150

// nearAuthors reads a line that begins with "By" or its like close to the
// headline, where a template gives the byline no name.
func (c *collector) nearAuthors() []Author {
	h := c.data.Headline
	if h == page.None {
		return nil
	}
	for i := max(0, h-30); i < min(page.ID(c.Doc.Len()), h+160); i++ {
		if c.Doc.Contains(h, i) || !c.isLine(i) {
			continue
		}
		text := clean(c.Doc.Nodes[i].N.Data)
		lead := strings.TrimRight(text, " :")
		if lead == "" || leadLen(text) == 0 && leadLen(lead+" x") != len(lead) {
			continue
		}
		if list := c.lineAuthors(i, text); len(list) > 0 {
			return list
		}
	}
	return nil
}

// isLine reports a short text that may be a line of this article's own.
func (c *collector) isLine(i page.ID) bool {
	n := &c.Doc.Nodes[i]
	return n.IsText() && !n.Is(page.Hidden|page.InForm) && c.Doc.Chars(i) <= maxLineChars && !c.isOther(i)
}

// lineAuthors reads the line that a text with the words of a byline is part of.
func (c *collector) lineAuthors(i page.ID, text string) []Author {
	parent := c.Doc.Nodes[i].Parent
	line := parent
	if c.Doc.Chars(parent) < utf8.RuneCountInString(text)+3 && c.Doc.Nodes[parent].Parent != page.None {
		parent = c.Doc.Nodes[parent].Parent // <span>By</span> <span>Ann Lee</span>
	}
	if c.Doc.Chars(parent) > maxLineChars || c.Doc.Nodes[parent].End-parent > 60 {
		return nil
	}
	v := Value{c.bylineText(parent), "css:" + c.label(parent)}
	c.tried("authors", v)
	names := c.readByline(v.Text)
	if len(names) == 0 {
		names = penName(c.text(line, maxLineChars))
	}
	return unique(c.named(names, v.Source, c.linkOf(parent)))
}

// penName reads a byline that has one word alone after a word that leads to
// nothing but a name: "by inkwell", "By inkwell, in Boats".
func penName(raw string) []string {
	raw, _, _ = strings.Cut(raw, ",")
	words := strings.Fields(raw)
	lead := 1
	if len(words) > 2 && strings.EqualFold(words[1], "by") {
		lead = 2 // "Posted by inkwell"
	}
	if len(words) != lead+1 || !leadsPlain(strings.ToLower(strings.TrimRight(strings.Join(words[:lead], " "), ":"))) {
		return nil
	}
	name := tidyName(words[lead])
	low := strings.ToLower(name)
	if len(name) < 3 || bylines().cut[low] || particle(name) || months().month(low, "") != 0 {
		return nil
	}
	return []string{name}
}

// strongLeads begin a line that names the author wherever on the page it
// stands.
var strongLeads = [...]string{
	"written by", "this post was written by", "this article was written by", "words by", "story by", "authored by", "geschrieben von",
	"écrit par", "escrito por", "scritto da", "geschreven door", "skriven av", "skrevet av", "skrevet af", "napisane przez",
}

// farAuthors reads a line far from the headline that says who wrote the text,
// as below its end.
func (c *collector) farAuthors() []Author {
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || c.Doc.Chars(i) > maxLineChars || !leadsStrongly(n.N.Data) && !isLabel(n.N.Data) || !c.isLine(i) {
			continue
		}
		if list := c.lineAuthors(i, clean(n.N.Data)); len(list) > 0 {
			return list
		}
	}
	return nil
}

func leadsStrongly(s string) bool {
	return startsWith(strings.TrimLeftFunc(s, unicode.IsSpace), strongLeads[:])
}

// isLabel reports a text that is the heading of an author's name and nothing
// else.
func isLabel(s string) bool {
	s = strings.Trim(s, " :\u00a0\n\r\t")
	if len(s) > 15 {
		return false
	}
	switch strings.ToLower(s) {
	case "author", "authors", "contributor", "contributors", "autor", "autorin", "autorin/autor", "autor/in", "auteur", "auteurs", "autore", "autora",
		"autores", "autorzy", "автор", "авторы", "författare", "forfatter", "kirjoittaja", "szerző", "autoři", "yazar":
		return true
	}
	return false
}

// helpers are the words before those who did not write the text.
var helpers = [...]string{
	"reviewed by", "edited by", "checked by", "updated by", "researched by", "contributions from", "with contributions by", "photos by",
	"photography by", "illustration by", "illustrations by", "geprüft von", "überprüft von", "redigiert von", "relu par", "revisado por",
	"editado por", "revisionato da", "gecontroleerd door", "translated by", "übersetzt von", "traduit par", "traducido por",
}

// maxHelper is how many nodes before a name the words of its role may stand.
const maxHelper = 6

// helped reports whether the text right before an element says that the name
// in it is that of a reviewer, an editor or another who did not write.
func (c *collector) helped(id page.ID) bool {
	before := c.textBefore(id)
	if before == page.None {
		return false
	}
	text := strings.ToLower(strings.TrimRight(c.Doc.Nodes[before].N.Data, " :\u00a0\n\t"))
	return slices.ContainsFunc(helpers[:], func(h string) bool { return strings.HasSuffix(text, h) })
}

// textBefore returns the text that a reader sees right before a node, page.None
// if none is close.
func (c *collector) textBefore(id page.ID) page.ID {
	for i := id - 1; i >= max(0, id-maxHelper); i-- {
		if n := &c.Doc.Nodes[i]; n.IsText() && !n.Is(page.Hidden|page.Raw) {
			return i
		}
	}
	return page.None
}

// portraitAuthors reads a name that stands alone under the headline beside a
// picture of that name.
func (c *collector) portraitAuthors() []Author {
	h := c.data.Headline
	if h == page.None {
		return nil
	}
	for i := c.Doc.Nodes[h].End; i < min(page.ID(c.Doc.Len()), h+60); i++ {
		if !c.isLine(i) || c.Doc.Closest(i, atom.Figure, atom.Figcaption) != page.None {
			continue
		}
		name := clean(c.Doc.Nodes[i].N.Data)
		if c.standsAlone(i, name) && c.pictured(i, name) {
			return c.named([]string{name}, "css:"+c.label(c.Doc.Nodes[i].Parent), "")
		}
	}
	return nil
}

// iconAuthors reads a name under the headline that stands right after the icon
// of a person.
func (c *collector) iconAuthors() []Author {
	h := c.anchor()
	if h == page.None {
		return nil
	}
	for i := c.Doc.Nodes[h].End; i < min(page.ID(c.Doc.Len()), h+maxAfter); i++ {
		before := &c.Doc.Nodes[i-1]
		if !c.isLine(i) || before.Class == 0 || before.End != i || !personIcon(c.Doc.ClassAttr(before.Class)) {
			continue
		}
		if found := c.persons(c.readByline(c.Doc.Nodes[i].N.Data), c.Doc.Nodes[i].Parent); len(found) > 0 {
			return found
		}
	}
	return nil
}

// personIcon reports the class of an icon or a picture of a person, as icon
// fonts and comment systems call it.
func personIcon(class string) bool {
	for t := range strings.FieldsSeq(strings.ToLower(class)) {
		for _, end := range [...]string{"-user", "-person", "avatar", "-author", "gravatar"} {
			if strings.HasSuffix(t, end) {
				return true
			}
		}
	}
	return false
}

// pictured reports whether a picture close to a node has a name for its
// alternative text.
func (c *collector) pictured(id page.ID, name string) bool {
	for i := max(0, id-maxGap); i < min(page.ID(c.Doc.Len()), id+maxGap); i++ {
		if n := &c.Doc.Nodes[i]; n.Tag == atom.Img && strings.HasPrefix(clean(page.Attr(n.N, "alt")), name) {
			return true
		}
	}
	return false
}
