package roles

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// hints are what each node of a page suggests by itself: its names, its tag and
// a few attributes.
type hints struct {
	own []classname.Part // by node
}

// fill reads the page.
//
// Names are read once per distinct class and id, by the page's index; here they
// are only joined. Linear in the nodes and their attributes.
func (h *hints) fill(doc *page.Doc) {
	h.own = scratch.Resize(h.own, doc.Len())
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Is(page.Text) {
			h.own[id] = 0
			continue
		}
		own := ofTag(n.Tag) | doc.Named(page.ID(id)).Part
		for i := range n.N.Attr {
			// The three that most elements have and that say nothing here are passed by before
			// the switch.
			if a := &n.N.Attr[i]; len(a.Key) > 3 && a.Key != "class" && a.Key != "href" && a.Key != "style" {
				own |= ofAttr(a.Key, a.Val)
			}
		}
		h.own[id] = own
	}
}

// of returns what the node id suggests by itself.
func (h *hints) of(id page.ID) classname.Part { return h.own[id] }

// ofTag returns what a tag suggests.
//
// Tags are kept apart from the words of classes (NavTag from Nav): a template
// author who writes <nav> means it, while "nav" in a class may be a style.
func ofTag(a atom.Atom) classname.Part {
	switch a {
	case atom.Article:
		return classname.ArticleTag
	case atom.Main:
		return classname.MainTag
	case atom.Section:
		return classname.SectionTag
	case atom.Aside:
		return classname.AsideTag
	case atom.Nav:
		return classname.NavTag
	case atom.Header:
		return classname.HeaderTag
	case atom.Footer:
		return classname.FooterTag
	case atom.Form:
		return classname.FormTag
	case atom.Figure, atom.Figcaption:
		return classname.FigureTag
	case atom.Table:
		return classname.TableTag
	case atom.Ul, atom.Ol, atom.Menu:
		return classname.ListTag
	case atom.Blockquote:
		return classname.QuoteTag
	case atom.A:
		return classname.LinkTag
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return classname.HeadingTag
	case atom.Dl, atom.Dt, atom.Dd:
		return classname.DefinitionTag
	}
	return 0
}

// ofAttr reads the attributes that name a part of the page: itemprop, role
// and the names that component frameworks give.
//
// The keys are few and fixed: any other data attribute may hold prose, state or a
// tracker's code, in which words mean nothing. Long values are left out for the
// same reason.
func ofAttr(key, val string) classname.Part {
	switch key {
	case "itemprop":
		switch val {
		case "articleBody", "reviewBody", "text":
			return classname.ArticleBody
		case "headline", "name":
			return classname.Title
		case "author", "creator":
			return classname.Byline
		case "description", "alternativeHeadline":
			return classname.Standfirst
		case "datePublished", "dateModified", "dateCreated":
			return classname.Date
		case "comment":
			return classname.Comment
		case "caption":
			return classname.Caption
		}
	case "role":
		switch val {
		case "navigation", "menu", "menubar", "menuitem", "tablist":
			return classname.Nav
		case "complementary":
			return classname.Aside
		case "main":
			return classname.Main
		case "banner":
			return classname.Header
		case "contentinfo":
			return classname.Footer
		case "dialog", "alertdialog", "alert":
			return classname.Overlay
		case "search", "form":
			return classname.Input
		case "article":
			return classname.Article
		}
	case "data-testid", "data-component", "data-type", "data-module", "data-qa", "data-test-id", "data-component-name",
		"data-widget", "data-block", "data-gtm-element", "data-tracking-area":
		if len(val) < 64 {
			return classname.Read(val).Part
		}
	case "property", "typeof":
		switch val {
		case "content:encoded", "articleBody", "schema:articleBody":
			return classname.ArticleBody
		}
	}
	return 0
}
