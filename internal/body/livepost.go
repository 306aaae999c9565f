package body

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// isLivePost reports whether id is a dated post of a live blog. A class alone
// proves nothing: the element must hold a time and have siblings alike.
func (a *assembler) isLivePost(id page.ID) bool {
	n := &a.doc.Nodes[id]
	switch n.Tag {
	case atom.Article, atom.Li, atom.Section, atom.Div:
	default:
		return false
	}
	marked := page.Attr(n.N, "itemprop") == "liveBlogUpdate" ||
		strings.HasSuffix(page.Attr(n.N, "itemtype"), "schema.org/BlogPosting")
	if !marked && (a.doc.NamedByClass(id).Form&classname.FormLivePost == 0 || !hasTwin(n.N)) {
		return false
	}
	for i := range a.frames {
		if a.frames[i].kind == liveFrame {
			return false
		}
	}
	return a.timeIn(id) != page.None
}

// timeReach bounds the nodes of a post that are searched for its time, which
// stands at its head.
const timeReach = 64

func (a *assembler) timeIn(id page.ID) page.ID {
	end := min(a.doc.Nodes[id].End, id+timeReach)
	for c := id + 1; c < end; c++ {
		if a.doc.Nodes[c].Tag == atom.Time {
			return c
		}
	}
	return page.None
}

// hasTwin reports whether one of the elements close before or after n has its
// tag and the first of its classes. Advertisements and date lines stand
// between posts.
func hasTwin(n *html.Node) bool {
	const reach = 12
	for c, i := n.NextSibling, 0; c != nil && i < reach; c, i = c.NextSibling, i+1 {
		if alike(n, c) {
			return true
		}
	}
	for c, i := n.PrevSibling, 0; c != nil && i < reach; c, i = c.PrevSibling, i+1 {
		if alike(n, c) {
			return true
		}
	}
	return false
}

func alike(x, y *html.Node) bool {
	return y.Type == html.ElementNode && x.Data == y.Data &&
		firstField(page.Attr(x, "class")) == firstField(page.Attr(y, "class"))
}

func firstField(s string) string {
	for f := range strings.FieldsSeq(s) {
		return f
	}
	return ""
}

func (a *assembler) openLivePost(id page.ID) {
	f := frame{kind: liveFrame, id: id, end: a.doc.Nodes[id].End}
	if t := a.timeIn(id); t != page.None {
		f.time = stamp(a.doc.Attr(t, "datetime"))
	}
	a.push(f)
}

// stamp reads the datetime attribute of a time element (HTML, 2.3.5): a moment,
// with a zone or not. What states no more than a day gives no time.
func stamp(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700",
		"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00",
	} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return inOffset(t)
		}
	}
	return time.Time{}
}

// inOffset returns t with its offset as a nameless zone, so that the same text
// gives the same value on every machine and through JSON.
func inOffset(t time.Time) time.Time {
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset))
	}
	return t.UTC()
}

// dissolveLone takes the only live post of a body apart: one post is an
// article whose element a schema calls a posting, not a live blog.
func dissolveLone(bs []article.Block) []article.Block {
	lone := -1
	for i := range bs {
		if bs[i].Kind != article.BlockLivePost {
			continue
		}
		if lone >= 0 {
			return bs
		}
		lone = i
	}
	if lone < 0 {
		return bs
	}
	out := make([]article.Block, 0, len(bs)+len(bs[lone].Blocks)-1)
	out = append(out, bs[:lone]...)
	out = append(out, bs[lone].Blocks...)
	return append(out, bs[lone+1:]...)
}
