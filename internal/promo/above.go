package promo

import (
	"strings"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// above is what an element and all elements around it say together.
type above struct {
	known         bool
	dialog, fixed bool          // it lies above the page: in a dialog, or by its style
	tags          uint16        // of upTags, a bit each
	names         classname.Ask // what their names suggest
}

// aboveOf returns what the element id and those around it say. It is worked out
// once, whichever boxes stand in it.
func (f *finder) aboveOf(id page.ID) *above {
	a := &f.above[id]
	if a.known {
		return a
	}
	n := &f.doc.Nodes[id]
	if n.Parent != page.None {
		*a = *f.aboveOf(n.Parent)
	}
	a.known = true
	a.names |= nameOf(f.doc, id)
	for i, t := range upTags {
		if n.Tag == t {
			a.tags |= 1 << i
		}
	}
	// Only the style in the attribute is read: no style sheet is at hand.
	for i := range n.N.Attr {
		switch attr := &n.N.Attr[i]; attr.Key {
		case "role":
			a.dialog = a.dialog || attr.Val == "dialog" || attr.Val == "alertdialog"
		case "aria-modal":
			a.dialog = true
		case "style":
			a.fixed = a.fixed || strings.Contains(attr.Val, "fixed")
		}
	}
	return a
}
