package target

import (
	"cmp"
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// Link is one link of a page and what its address says.
type Link struct {
	Node page.ID
	To   Set
}

// Links are the links of a page that have an address, in page order.
type Links []Link

// ofNodes is about how many nodes a page has for each link.
const ofNodes = 12

// Read reads the address of each link of a page.
//
// Each address is read once for all stages. Anchors without href lead nowhere and
// are left out.
func Read(doc *page.Doc) Links {
	links := make(Links, 0, doc.Len()/ofNodes)
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Tag != atom.A {
			continue
		}
		if href := page.Attr(n.N, "href"); href != "" {
			links = append(links, Link{Node: page.ID(id), To: Of(href)})
		}
	}
	return links
}

// Of returns what the address of the element id says, nothing if it is no link.
//
// It is a binary search: Links are in page order.
func (l Links) Of(id page.ID) Set {
	i, ok := slices.BinarySearchFunc(l, id, func(a Link, id page.ID) int { return cmp.Compare(a.Node, id) })
	if !ok {
		return 0
	}
	return l[i].To
}
