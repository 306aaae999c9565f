package meta

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// visibleAuthors reads microdata, rel=author and elements whose class says
// byline, those near the headline first.
func (c *collector) visibleAuthors() []Author {
	var out []Author
	for i := range c.props {
		p := &c.props[i]
		if hasWord(p.name, "author") && !p.apart && !c.partScope(p.scope) {
			out = append(out, c.propAuthor(p.id)...)
		}
	}
	if len(out) > 0 {
		return unique(out)
	}
	c.authorLinks()
	if out = c.placedAuthors(c.bylineAuthors); len(out) > 0 {
		return out
	}
	for _, read := range [...]func() []Author{c.nearAuthors, c.farAuthors} {
		if out = read(); len(out) > 0 {
			return out
		}
	}
	return c.placedAuthors(c.handle)
}

// authorLinks adds the links around the headline that lead to an author's page
// to the places.
func (c *collector) authorLinks() {
	h := max(0, c.data.Headline)
	for i := max(0, h-100); i < min(page.ID(c.Doc.Len()), h+800); i++ {
		n := &c.Doc.Nodes[i]
		if n.Tag == atom.A && authorPath(page.Attr(n.N, "href")) {
			c.places = append(c.places, place{
				id: i, kind: placeAuthorLink, apart: c.isOther(i), shows: c.Doc.Named(i).Field,
			})
		}
	}
	slices.SortStableFunc(c.places, func(a, b place) int { return int(a.id - b.id) })
}

// placedAuthors takes the best of the places of bylines from which read gets
// somebody, and those of the same form beside it.
func (c *collector) placedAuthors(read func(*place) []Author) []Author {
	best, bestScore := -1, 0
	var found []Author
	for i := range c.places {
		p := &c.places[i]
		s := c.bylineScore(p)
		if s <= bestScore {
			continue
		}
		if list := read(p); len(list) > 0 {
			best, bestScore, found = i, s, list
		}
	}
	if best < 0 {
		return nil
	}
	return unique(append(found, c.neighbours(best, read)...))
}

// handle reads an element that holds one word alone: the pen name of a blog's
// author.
func (c *collector) handle(p *place) []Author {
	text := tidyName(c.text(p.id, 60))
	if p.kind != placeRelAuthor && p.kind != placeAuthorLink && p.shows&classname.FieldByline == 0 || strings.ContainsAny(text, " :") || len(text) > 40 {
		return nil
	}
	if text == "" || bylines().cut[strings.ToLower(text)] {
		return nil
	}
	return c.named([]string{text}, "css:"+c.label(p.id), c.linkOf(p.id))
}

// propAuthor reads an element with itemprop=author: the itemprop=name inside
// it, or its content or text.
func (c *collector) propAuthor(id page.ID) []Author {
	for i := range c.props {
		q := &c.props[i]
		if q.id > id && c.Doc.Contains(id, q.id) && hasWord(q.name, "name") {
			return c.people(Value{c.propText(q.id), "microdata:author.name"}, c.linkOf(id), "")
		}
	}
	return c.people(Value{c.propText(id), "microdata:author"}, c.linkOf(id), "")
}

func (c *collector) propText(id page.ID) string {
	if text := c.Doc.Attr(id, "content"); text != "" {
		return text
	}
	if c.Doc.Chars(id) > maxByline {
		return ""
	}
	return c.text(id, maxByline)
}

// linkOf returns the address of the link at or in an element.
func (c *collector) linkOf(id page.ID) string {
	for i := id; i < c.Doc.Nodes[id].End && i < id+20; i++ {
		if c.Doc.Nodes[i].Tag == atom.A {
			return c.absolute(c.Doc.Attr(i, "href"))
		}
	}
	return ""
}

// bylineScore says how likely a place is the article's byline, 0 if it is
// none.
func (c *collector) bylineScore(p *place) int {
	if p.kind != placeRelAuthor && p.kind != placeAuthorLink && p.shows&classname.FieldByline == 0 || p.masthead || p.shows&classname.FieldCredit != 0 ||
		p.apart && !c.followsHead(p.id) {
		return 0
	}
	if p.kind == placeH1 || p.kind == placeH2 || c.Doc.Contains(p.id, c.data.Headline) || c.Doc.Closest(p.id, atom.Figure, atom.Figcaption) != page.None || c.helped(p.id) {
		return 0
	}
	chars := c.Doc.Chars(p.id)
	if chars < 2 || chars > 150 || c.Doc.Nodes[p.id].End-p.id > 80 {
		return 0
	}
	s := 20
	if p.kind == placeRelAuthor || p.kind == placeAuthorLink {
		s += 8
	}
	if p.shows&(classname.FieldBio|classname.FieldRole|classname.FieldDate) != 0 {
		s -= 10
	}
	if chars > 60 {
		s -= 4
	}
	if h := c.data.Headline; h != page.None {
		switch gap := int(p.id - h); {
		case gap < -100:
			s -= 15
		case gap < 0:
			s -= 4
		case gap < 80:
			s += 10
		case gap > 800:
			s -= 12
		}
	}
	return s
}

func (c *collector) bylineAuthors(p *place) []Author {
	v := Value{c.bylineText(p.id), "css:" + c.label(p.id)}
	c.tried("authors", v)
	return c.named(c.readByline(v.Text), v.Source, c.linkOf(p.id))
}

// named builds authors of names.
func (c *collector) named(names []string, source, url string) []Author {
	var out []Author
	for _, name := range names {
		out = append(out, Author{Name: strings.Clone(name), Kind: c.nameKind(name), Source: source})
	}
	if out = c.withoutSite(out); len(out) == 1 {
		out[0].URL = url
	}
	return out
}

// bylineText returns the text of a byline, a line for each link and block, so
// that two names side by side stay two. Dates are left out.
func (c *collector) bylineText(id page.ID) string {
	var b strings.Builder
	end := c.Doc.Nodes[id].End
	for i := id; i < end && b.Len() < maxByline; i++ {
		n := &c.Doc.Nodes[i]
		switch {
		case n.Tag == atom.Time || n.Is(page.InButton) && i > id:
			i = n.End - 1
			b.WriteByte('\n')
		case n.Is(page.Text):
			c.bylinePart(&b, n)
		case n.Is(page.Block) || n.Tag == atom.A || n.Tag == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (c *collector) bylinePart(b *strings.Builder, n *page.Node) {
	if n.Is(page.Raw | page.Hidden) {
		return
	}
	text := strings.TrimSpace(n.N.Data)
	if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		if text == n.N.Data && !strings.HasSuffix(s, " ") {
			b.WriteByte('\n') // two inline elements without a space between
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteString(text)
	if text != strings.TrimRight(n.N.Data, " \n\t") || len(n.N.Data) > len(text) {
		b.WriteByte(' ')
	}
	if p := c.Doc.Nodes[n.Parent].Tag; p == atom.A {
		b.WriteByte('\n')
	}
}

// maxGap is how many nodes may stand between two authors of one byline.
const maxGap = 10

// neighbours reads the other authors of a byline whose first stands at place
// i: elements of the same class close by.
func (c *collector) neighbours(i int, read func(*place) []Author) []Author {
	p := &c.places[i]
	class := c.Doc.Nodes[p.id].Class
	var out []Author
	last := p.id
	for j := i + 1; j < len(c.places) && c.places[j].id-last < maxGap; j++ {
		q := &c.places[j]
		if q.kind == p.kind && c.Doc.Nodes[q.id].Class == class && !c.Doc.Contains(p.id, q.id) {
			if c.helped(q.id) {
				break // and those after it helped as well
			}
			out = append(out, read(q)...)
			last = q.id
		}
	}
	return out
}
