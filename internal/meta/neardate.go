package meta

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// Around the headline a date is looked for within so many nodes.
const (
	maxBefore = 60
	maxAfter  = 160
)

// maxDated is the text of a date and the little that may stand with it, in
// characters.
const maxDated = 45

// nearDate finds a date among the short texts around the headline. Many pages
// give it an element without a name.
func (c *collector) nearDate(modified bool) Date {
	h := c.anchor()
	d := c.dateAround(h, modified)
	if d.Time.IsZero() && h != c.data.Headline {
		d = c.dateAround(c.data.Headline, modified)
	}
	return d
}

// dateAround returns the date that stands closest after a node, right before
// it, further on or further back, in this order.
func (c *collector) dateAround(h page.ID, modified bool) Date {
	if h == page.None {
		return Date{}
	}
	var before Date
	adjacent := false // it stands right before the headline
	for i := max(0, h-maxBefore); i < min(page.ID(c.Doc.Len()), h+maxAfter); i++ {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Raw|page.Hidden|page.InForm) || !c.isOwn(i, h) {
			continue
		}
		d, ok := c.shortDate(i)
		if ok = ok && c.ownLine(i); !ok && i > h {
			d, ok = c.leadDate(i)
		}
		if !ok || c.saysOther(i, modified) {
			continue
		}
		switch {
		case i > h && (i < h+maxBox || before.Time.IsZero() || !adjacent):
			return d
		case i > h:
			return before
		case !c.inMasthead(i, h):
			before, adjacent = d, i > h-maxBox/2
		}
	}
	return before
}

// saysOther reports whether the words before a date say that it is not the one
// that is asked for.
func (c *collector) saysOther(id page.ID, modified bool) bool {
	label := strings.ToLower(c.dateLabel(id))
	return hasAny(label, updatedWords[:]) != modified || hasAny(label, joinedWords[:]) || hasAny(label, visitWords[:])
}

// visitWords say of a date that it is that of the visit, or that up to which a
// text counts.
var visitWords = [...]string{
	"as of ", "currently", "current time", "current date", "time now", "today is", "aktuelle zeit", "aktuelles datum", "heute ist", "nous sommes le",
	"fecha actual", "hora actual", "ora attuale", "huidige tijd",
}

// joinedWords say of a date in a forum since when the writer is a member.
var joinedWords = [...]string{"joined", "registered", "registriert", "member since", "mitglied seit", "dabei seit", "inscrit", "registrado"}

// dateLabel returns the words that lead to the date in a text: those before its
// first digit, and the short text before it.
func (c *collector) dateLabel(id page.ID) string {
	s := leading(c.Doc.Nodes[id].N.Data)
	own := s[:max(0, strings.IndexFunc(s, unicode.IsDigit))]
	if i := c.textBefore(id); i != page.None && c.Doc.Chars(i) <= maxDated && !hasDigit(c.Doc.Nodes[i].N.Data) {
		own = c.Doc.Nodes[i].N.Data + own
	}
	return own
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// ownLine reports whether a text is a line of its own, or part of a small block:
// not a few words between the links of a paragraph.
func (c *collector) ownLine(id page.ID) bool {
	up := c.Doc.Nodes[id].Parent
	for up != page.None && !c.Doc.Nodes[up].Is(page.Block) {
		if c.Doc.Nodes[up].End == c.Doc.Nodes[id].End && up+1 == id {
			id = up
		}
		up = c.Doc.Nodes[up].Parent
	}
	if up == page.None || c.Doc.Chars(up) <= maxBoxChars {
		return true
	}
	for ; id != up && c.Doc.Chars(id) <= maxDated; id = c.Doc.Nodes[id].Parent {
		if c.setOff(id) {
			return true
		}
	}
	return false
}

// setOff reports whether a line breaks before a node and after it.
func (c *collector) setOff(id page.ID) bool {
	up, end := c.Doc.Nodes[id].Parent, c.Doc.Nodes[id].End
	before := id - 1
	for before != up && c.Doc.Nodes[before].Parent != up {
		before = c.Doc.Nodes[before].Parent
	}
	return (before == up || c.breaksLine(before)) && (end == c.Doc.Nodes[up].End || c.breaksLine(end))
}

func (c *collector) breaksLine(id page.ID) bool {
	return c.Doc.Nodes[id].Is(page.Block|page.Raw) || c.Doc.Nodes[id].Tag == atom.Br
}

// anchor returns the node by which the page shows its title: the headline, or
// where none was found the first text that is the title.
func (c *collector) anchor() page.ID {
	if !c.looked {
		c.shownAt, c.looked = c.findAnchor(), true
	}
	return c.shownAt
}

func (c *collector) findAnchor() page.ID {
	h := c.data.Headline
	title := fold(c.data.Title.Text)
	if title == "" || h != page.None && strings.Contains(title, fold(c.heading(h))) {
		return h
	}
	if at := c.shows(c.data.Title.Text); at != page.None {
		return at
	}
	if part := titlePart(c.data.Title.Text); part != "" && h == page.None {
		return c.shows(part)
	}
	return h
}

// shows returns the first node whose text is that of a title.
func (c *collector) shows(title string) page.ID {
	chars, key := 0, fold(title)
	for _, r := range title {
		if !unicode.IsSpace(r) {
			chars++
		}
	}
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if c.Doc.Chars(i) == chars && !n.Is(page.Raw|page.Hidden|page.InHead) && !c.isOther(i) && fold(c.text(i, 2*maxTitle)) == key {
			return i
		}
	}
	return page.None
}

// titlePart returns a title without what follows its last separator, "" where
// that leaves too few words to be found by.
func titlePart(title string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && len(titleWords(title[:i])) >= minFramed {
			return title[:i]
		}
	}
	return ""
}

// isOwn reports whether a node stands in this article's part of the page. A
// small box right after the headline is its own, whatever its name: many
// templates call the line of date and author a teaser's or a footer.
func (c *collector) isOwn(id, headline page.ID) bool {
	o, ok := c.otherAt(id)
	near := o[0] > headline && o[0] < headline+maxBox || o[1] <= headline && (o[1] > headline-maxGap || c.Doc.Contains(c.Doc.Nodes[o[0]].Parent, headline))
	return !ok || near && c.Doc.Chars(o[0]) <= maxBoxChars
}

// followsHead reports whether a node stands in a small box after the headline
// with no paragraph between.
func (c *collector) followsHead(id page.ID) bool {
	h := c.data.Headline
	if h == page.None || id < h || !c.isOwn(id, h) {
		return false
	}
	part, _ := c.otherAt(id)
	for i := c.Doc.Nodes[h].End; i < part[0]; i++ {
		if c.Doc.Nodes[i].Tag == atom.P {
			return false
		}
	}
	return true
}

const (
	maxBox      = 40
	maxBoxChars = 200
)

// inMasthead reports whether a text stands in a page header or navigation
// that the headline is not in.
func (c *collector) inMasthead(id, headline page.ID) bool {
	for p := range c.Doc.Ancestors(id) {
		n := &c.Doc.Nodes[p]
		switch n.Tag {
		case atom.Header, atom.Nav, atom.Aside, atom.Footer:
			return !c.Doc.Contains(p, headline)
		}
		if c.Doc.Named(p).Field&classname.FieldMasthead != 0 && !c.Doc.Contains(p, headline) {
			return true
		}
	}
	return false
}

// shortDate reads a text that is a date and little else.
func (c *collector) shortDate(id page.ID) (Date, bool) {
	n := &c.Doc.Nodes[id]
	if c.Doc.Chars(id) > maxDated || !hasDigit(n.N.Data) {
		return Date{}, false
	}
	return c.textDate(n.N.Data, n.Parent)
}

func (c *collector) textDate(s string, parent page.ID) (Date, bool) {
	d, ok := parseDate(s, c.data.Language.Text, c.order)
	if !ok || !isDay(&d) {
		return d, false
	}
	d.Source, d.Raw = "css:"+c.label(parent), strings.Clone(d.Raw)
	return d, true
}

// leadDate reads the date that opens a paragraph, alone or after the place and
// set off from the story: "Bern, 3. Mai 2024 – ", "(May 3, 2024) ",
// "Pressemitteilung vom 3. Mai 2024 | ".
func (c *collector) leadDate(id page.ID) (Date, bool) {
	n := &c.Doc.Nodes[id]
	s := strings.TrimSpace(leading(n.N.Data))
	if !hasDigit(s) {
		return Date{}, false
	}
	cut := -1
	for _, sign := range leadEnds {
		if i := strings.Index(s, sign); i > 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut < 0 {
		return Date{}, false
	}
	s = strings.TrimSpace(s[:cut])
	if s == "" || !isDigit(s[len(s)-1]) {
		return Date{}, false
	}
	place := strings.TrimSpace(s[:strings.IndexFunc(s, unicode.IsDigit)])
	word := strings.LastIndexAny(place, " (") + 1
	if months().month(strings.ToLower(place[word:]), c.data.Language.Text) != 0 {
		place = strings.TrimSpace(place[:word])
	}
	if place != "" && !strings.HasSuffix(place, ",") && !strings.HasSuffix(place, "(") && !strings.HasSuffix(place, "mitteilung vom") {
		return Date{}, false
	}
	return c.textDate(s, n.Parent)
}

// leadEnds set the date at the start of a paragraph off from the story.
var leadEnds = [...]string{") ", "). ", "): ", " – ", " — ", " - ", " |", " /", "–", "—", " „", ": "}

// maxLead bounds the place and the date that may open a paragraph, in bytes.
const maxLead = 80

// leading returns the start of a text, in which a date of its own stands.
func leading(s string) string {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if len(s) > maxLead {
		s = cutRunes(s, maxLead)
	}
	return s
}
