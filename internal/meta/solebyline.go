package meta

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// soleAuthor returns the person whom all links to authors' pages name, wherever
// they stand. Links to several are those of other texts.
func (c *collector) soleAuthor() []Author {
	var sole []Author
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if n.Tag != atom.A || n.Is(page.Hidden) || c.Doc.Chars(i) > maxDated {
			continue
		}
		if !hasWord(page.Attr(n.N, "rel"), "author") && !c.ownAuthorPath(page.Attr(n.N, "href")) {
			continue
		}
		found := c.persons(c.readByline(c.bylineText(i)), i)
		switch {
		case len(found) != 1:
		case sole == nil:
			sole = found
		case fold(sole[0].Name) != fold(found[0].Name):
			return nil
		}
	}
	return sole
}

// ownAuthorPath reports the address of an author's page of this site. Folders
// that accounts and licences have too do not count.
func (c *collector) ownAuthorPath(href string) bool {
	if !authorPath(href) || strings.Contains(href, "/profile/") || strings.Contains(href, "/people/") || strings.Contains(href, "/by/") {
		return false
	}
	u, err := url.Parse(c.absolute(href))
	host := c.host()
	return err == nil && (host == "" || u.Host == "" || strings.HasSuffix(u.Hostname(), host) || strings.HasSuffix(host, u.Hostname()))
}

// aboutAuthor returns the person of whom the page says at its end, or in a box
// of that name, who that is: the name alone, and a text that begins with it.
func (c *collector) aboutAuthor() []Author {
	alone := namesAlone{}
	var sole []Author
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.Raw|page.InForm) {
			continue
		}
		text := strings.TrimSpace(n.N.Data)
		if r, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(r) {
			continue
		}
		if c.Doc.Chars(i) <= maxDated {
			if name := clean(text); len(alone) < maxAlone && c.standsAlone(i, name) {
				alone.add(name, i)
			}
			continue
		}
		found, ok := alone[presented(text)]
		if !ok || !c.inBio(found.id, i) {
			continue
		}
		if sole != nil && sole[0].Name != found.name {
			return nil
		}
		sole = c.persons(c.readByline(found.name), c.Doc.Nodes[found.id].Parent)
		if len(sole) != 1 || sole[0].Name != found.name {
			return nil
		}
	}
	return sole
}

// namesAlone holds where names stand alone first, by the whole name and by its
// first word.
type namesAlone map[string]nameAt

type nameAt struct {
	name string
	id   page.ID
}

func (a namesAlone) add(name string, id page.ID) {
	first, _, _ := strings.Cut(name, " ")
	for _, key := range [...]string{name, first} {
		if _, ok := a[key]; !ok {
			a[key] = nameAt{name, id}
		}
	}
}

// maxAlone bounds the names that are kept.
const maxAlone = 200

// standsAlone reports whether a text is all that its element holds, and the name
// of a person.
func (c *collector) standsAlone(id page.ID, name string) bool {
	return c.Doc.Chars(c.Doc.Nodes[id].Parent) == c.Doc.Chars(id) && c.visibleName(name) && c.nameKind(name) == Person
}

// presented returns the name with which a text begins that says who somebody
// is, "" without one.
func presented(s string) string {
	words := strings.Fields(leading(s))
	for i := 1; i < min(len(words), 5); i++ {
		switch words[i] {
		case "is", "was", "has", "writes", "works", "covers", "ist", "schreibt", "arbeitet", "est", "è", "es", "é", "är", "er", "jest":
			return strings.Join(words[:i], " ")
		}
	}
	return ""
}

// inBio reports whether a name and the text that begins with it are a box on
// the author: right below one another or the name below the headline, at the end
// of the page's text or in an element that is called so.
func (c *collector) inBio(name, bio page.ID) bool {
	h := c.data.Headline
	if bio-name > maxBio && (h == page.None || name < h || name > h+maxBox) {
		return false
	}
	if c.Doc.CharsBetween(0, bio)*3 > c.Doc.Chars(0)*2 {
		return true
	}
	for p := range c.Doc.Ancestors(name) {
		if c.Doc.Contains(p, c.data.Headline) {
			break
		}
		if c.Doc.Named(p).Field&(classname.FieldByline|classname.FieldBio) != 0 {
			return true
		}
	}
	return false
}

// maxBio is how many nodes after the name the text on the author begins.
const maxBio = 30
