package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// nameOf returns what the classes, the id and the tag of an element suggest. It is
// a hint only: the container of a whole story may well be called paywall.
func nameOf(doc *page.Doc, id page.ID) classname.Ask {
	return ofTag(doc.Nodes[id].Tag) | doc.Named(id).Ask
}

// ofTag returns what a tag suggests: where the element stands on the page, never
// what it asks for.
func ofTag(a atom.Atom) classname.Ask {
	switch a {
	case atom.Header:
		return classname.InHeader
	case atom.Footer:
		return classname.InFooter
	case atom.Nav:
		return classname.InNav
	case atom.Aside:
		return classname.InSidebar
	case atom.Dialog:
		return classname.InOverlay
	case atom.Button:
		return classname.AsButton
	}
	return 0
}
