package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/weburl"
)

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

// around returns the nodes among which visible dates and names are looked for:
// those about the headline where metadata state one, since what stands far off
// could only contradict them, else the whole page.
func (c *collector) around(stated bool) (first, end page.ID) {
	h, all := c.anchor(), page.ID(c.Doc.Len())
	if !stated || h == page.None {
		return 0, all
	}
	return max(0, h-aroundBefore), min(all, c.Doc.Nodes[h].End+aroundAfter)
}

// The nodes about the headline where a page shows its date and its authors.
const (
	aroundBefore = 100
	aroundAfter  = 200
)

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
// small box right by the headline is its own, whatever its name: many templates
// call the line of date and author a teaser's or a footer.
func (c *collector) isOwn(id, headline page.ID) bool {
	o, ok := c.otherAt(id)
	near := o[0] > headline && o[0] < headline+maxBox || o[1] <= headline && (o[1] > headline-maxGap || c.Doc.Contains(c.Doc.Nodes[o[0]].Parent, headline))
	return !ok || near && c.Doc.Chars(o[0]) <= maxBoxChars
}

// The box by a headline that is its own, in nodes from it and in characters, and
// how many nodes may stand between two things that belong together.
const (
	maxBox      = 40
	maxBoxChars = 200
	maxGap      = 10
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

// textBefore returns the text that a reader sees right before a node, page.None
// if none is close.
func (c *collector) textBefore(id page.ID) page.ID {
	for i := id - 1; i >= max(0, id-maxNear); i-- {
		if n := &c.Doc.Nodes[i]; n.IsText() && !n.Is(page.Hidden|page.Raw) {
			return i
		}
	}
	return page.None
}

// maxNear is how many nodes before a name or a date the words on it may stand.
const maxNear = 6

// joint returns the smallest element that holds two nodes.
func (c *collector) joint(a, b page.ID) page.ID {
	for p := range c.Doc.Ancestors(a) {
		if c.Doc.Contains(p, b) {
			return p
		}
	}
	return page.None
}

// share returns how much of the page's text a node holds.
func (c *collector) share(id page.ID) float32 {
	if id == page.None {
		return 1
	}
	return float32(c.Doc.Chars(id)) / float32(max(1, c.Doc.Chars(0)))
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

// ownStory returns the box of another story around a node: the smallest element
// up to maxTeaser characters that has a heading or a long link of its own and
// not the headline; page.None without one.
func (c *collector) ownStory(id page.ID) page.ID {
	h := c.anchor()
	for p := range c.Doc.Ancestors(id) {
		if c.Doc.Contains(p, h) || c.Doc.Chars(p) > maxTeaser {
			return page.None
		}
		if c.hasHeading(p) {
			return p
		}
	}
	return page.None
}

// maxTeaser bounds a teaser and minTeaserLink the link that is the headline of
// one, in characters.
const (
	maxTeaser     = 600
	minTeaserLink = 20
	minHeadWords  = 3
)

// hasHeading reports whether an element has a heading, or a link as long as one
// to another story.
func (c *collector) hasHeading(id page.ID) bool {
	i, _ := slices.BinarySearch(c.heads, id)
	for ; i < len(c.heads) && c.heads[i] < c.Doc.Nodes[id].End; i++ {
		h := c.data.Headline
		if c.Doc.Nodes[c.heads[i]].Tag == atom.A || h == page.None || c.heads[i] < h || c.heads[i] > h+maxBox {
			return true // a heading right below the headline is its standfirst
		}
	}
	return false
}

// isHead reports a heading, or a link that may be the headline of another story:
// one of several words to a page of this site that is no author's.
func (c *collector) isHead(id page.ID, n *page.Node) bool {
	switch n.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
		return c.Doc.Chars(id) >= minTeaserLink
	case atom.A:
		if c.Doc.Chars(id) < minTeaserLink {
			return false
		}
		href := page.Attr(n.N, "href")
		return href != "" && href[0] != '#' && c.isWorded(id) && !authorPath(href) && c.onSite(href) && !(n.Is(page.Marked) && hasWord(page.Attr(n.N, "rel"), "author"))
	}
	return false
}

// onSite reports an address on the host of the page, or on one whose name ends as
// it does.
func (c *collector) onSite(href string) bool {
	scheme, rest, ok := strings.Cut(href, "://")
	if !ok || len(scheme) > len("https") {
		return !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:")
	}
	_, own, known := strings.Cut(c.URL, "://")
	if !known || strings.HasPrefix(rest, own[:strings.IndexByte(own+"/", '/')]) {
		return true
	}
	host, here := siteHost(href), siteHost(c.URL)
	return strings.HasSuffix(host, here) || strings.HasSuffix(here, host)
}

// siteHost returns the host of an address without www.
func siteHost(address string) string { return strings.TrimPrefix(weburl.Host(address), "www.") }

// isWorded reports whether a text has the words of a headline: more than those
// of a name or a tag, or a script without spaces.
func (c *collector) isWorded(id page.ID) bool {
	spaces := 0
	for i := id; i < c.Doc.Nodes[id].End; i++ {
		if n := &c.Doc.Nodes[i]; n.IsText() {
			s := strings.TrimSpace(n.N.Data)
			spaces += strings.Count(s, " ") + one(s != "")
			if spaces >= minHeadWords || s != "" && s[0] >= utf8.RuneSelf {
				return true
			}
		}
	}
	return false
}

// inComment reports whether a node stands in a comment on the story, and inEvent
// in what microdata call an event.
func (c *collector) inComment(id page.ID) (comment, event bool) {
	for p := range c.Doc.Ancestors(id) {
		n := &c.Doc.Nodes[p]
		if c.Doc.Named(p).Field&classname.FieldComment != 0 && !c.Doc.Contains(p, c.data.Headline) {
			comment = true
		}
		if n.Is(page.Marked) {
			switch kind := lastSegment(page.Attr(n.N, "itemtype")); {
			case strings.HasSuffix(kind, "Comment"):
				comment = true
			case strings.HasSuffix(kind, "Event"):
				event = true
			}
		}
	}
	return comment, event
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
