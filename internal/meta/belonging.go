package meta

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// belonging is what tells whether something on the page belongs to the page's
// own story: where it stands to the headline, and in what.
type belonging struct {
	// gap is the nodes from the headline on, prose the characters between the
	// two that are no links, above whether it stands before the headline.
	gap, prose int
	above      bool
	// before is the share of the page's text that stands before it, joint that
	// of the smallest element which holds both it and the headline.
	before, joint float32
	// masthead, other, teaser, comment and event name what it stands in.
	masthead, other, teaser, comment, event bool
	link, hidden, margin                    bool
}

// belonging looks at where a node stands.
func (c *collector) belonging(id page.ID) belonging {
	n := &c.Doc.Nodes[id]
	b := belonging{
		before: float32(c.Doc.CharsBetween(0, id)) / float32(max(1, c.Doc.Chars(0))), link: n.Is(page.InLink), hidden: n.Is(page.Hidden),
		joint: 1, margin: c.Doc.Closest(id, atom.Aside, atom.Footer, atom.Nav) != page.None,
	}
	h := c.anchor()
	b.teaser = c.ownStory(id) != page.None
	b.comment, b.event = c.inComment(id)
	b.other = c.isOther(id) && (!c.isOwn(id, h) || c.afterParagraph(id, h))
	if h == page.None {
		return b
	}
	b.gap, b.above = int(id-h), id < h
	first, end := h, id
	if b.above {
		first, end = id, h
		b.gap = -b.gap
		b.masthead = c.inMasthead(id, h)
	}
	b.prose = c.Doc.CharsBetween(first, end) - c.Doc.LinkCharsBetween(first, end)
	b.joint = c.share(c.joint(id, h))
	return b
}

// afterParagraph reports whether a paragraph stands between the headline and the
// part of the page that holds a node and is not of the article.
func (c *collector) afterParagraph(id, headline page.ID) bool {
	part, ok := c.otherAt(id)
	if !ok || headline == page.None || part[0] < headline || part[0] > headline+maxBox {
		return false
	}
	for i := c.Doc.Nodes[headline].End; i < part[0]; i++ {
		if c.Doc.Nodes[i].Tag == atom.P {
			return true
		}
	}
	return false
}

// isNear reports a thing right below the headline.
func (b *belonging) isNear() bool { return !b.above && b.gap <= maxBox && b.prose <= maxBoxChars }

// wholePage is the share of the page's text from which an element is the page.
const wholePage = 0.97

// served reports whether a thing above the headline stands in the page's own
// head: it has nothing with the headline in common but the page.
func (b *belonging) served() bool { return b.masthead || b.above && b.joint >= wholePage }
