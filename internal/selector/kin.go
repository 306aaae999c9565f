package selector

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

// kin answers questions about siblings and children. Each list of children is
// read once per page, and only if a selector asks. The tree's own links would do
// for one question; for a list of ten thousand siblings, each asked whether it is
// the last, they would cost the square.
type kin struct {
	doc *page.Doc

	linked    bool
	prev      []page.ID // by ID: the element before it
	lastChild []page.ID // by 1 + ID: its last child element

	types  []ofType
	seen   map[typeKey]page.ID
	vacant []verdict // by ID: answers to :empty
}

// ofType is what is known of an element's place among the siblings of its type, and
// whether the list of its children has been read.
type ofType uint8

const (
	typed ofType = 1 << iota // the children of the element have been looked at
	firstOfType
	lastOfType
)

type typeKey struct {
	parent page.ID
	tag    string
}

// reset forgets the page. The slices keep their memory; length 0 means that nothing
// has been asked yet.
func (k *kin) reset(doc *page.Doc) {
	k.doc, k.linked = doc, false
	clear(k.seen)
	k.types, k.vacant = k.types[:0], k.vacant[:0]
}

// hasParent reports whether n has siblings in the sense of CSS: the root has them
// only if it stands in a document. cascadia answers :first-child of a detached
// root with no, and so does this.
func (k *kin) hasParent(n *page.Node) bool {
	return n.Parent != page.None || n.N.Parent != nil && n.N.Parent.Type == html.DocumentNode
}

// link notes for each element the one before it, in a single pass: the last child
// seen so far of its parent. Places are shifted by one so that page.None, the
// parent of the root, has one too.
func (k *kin) link() {
	if k.linked {
		return
	}
	k.linked = true
	k.prev = zeroed(k.prev, len(k.doc.Nodes))
	k.lastChild = zeroed(k.lastChild, len(k.doc.Nodes)+1)
	for i := range k.lastChild {
		k.lastChild[i] = page.None
	}
	for i := range k.doc.Nodes {
		if n := &k.doc.Nodes[i]; n.Flags&page.Text == 0 {
			k.prev[i] = k.lastChild[n.Parent+1]
			k.lastChild[n.Parent+1] = page.ID(i)
		}
	}
}

// before returns the element before id among its siblings, or None.
func (k *kin) before(id page.ID) page.ID {
	k.link()
	return k.prev[id]
}

func (k *kin) first(id page.ID) bool { return k.before(id) == page.None }

// last needs no link to the next sibling: the last child of the parent is known.
func (k *kin) last(id page.ID, n *page.Node) bool {
	k.link()
	return k.lastChild[n.Parent+1] == id
}

// ofType returns the of-type facts of id.
func (k *kin) ofType(id page.ID, n *page.Node) ofType {
	if !k.hasParent(n) {
		return 0
	}
	if len(k.types) == 0 {
		k.types = zeroed(k.types, len(k.doc.Nodes)+1)
	}
	if p := &k.types[n.Parent+1]; *p&typed == 0 {
		*p |= typed
		k.readTypes(n.Parent)
	}
	return k.types[id+1]
}

// readTypes finds the first and the last child of each type below parent. The
// map serves the whole page: clearing it for each parent would cost its
// largest size every time.
func (k *kin) readTypes(parent page.ID) {
	if k.seen == nil {
		k.seen = make(map[typeKey]page.ID)
	}
	end := page.ID(len(k.doc.Nodes))
	if parent != page.None {
		end = k.doc.Nodes[parent].End
	}
	for c := parent + 1; c < end; c = k.doc.Nodes[c].End {
		n := &k.doc.Nodes[c]
		if n.Flags&page.Text != 0 {
			continue
		}
		key := typeKey{parent, n.N.Data}
		// The mark of the last moves on with each further child of the type.
		if before, ok := k.seen[key]; ok {
			k.types[before+1] &^= lastOfType
		} else {
			k.types[c+1] |= firstOfType
		}
		k.types[c+1] |= lastOfType
		k.seen[key] = c
	}
}

// empty answers :empty as cascadia does: comments and white space do not
// count. The tree is asked and not the index, which leaves out some texts.
func (k *kin) empty(id page.ID, n *page.Node) bool {
	if len(k.vacant) == 0 {
		k.vacant = zeroed(k.vacant, len(k.doc.Nodes))
	}
	if k.vacant[id] == 0 {
		k.vacant[id] = answer(vacant(n.N))
	}
	return k.vacant[id] == yes
}

// vacant reports whether a node holds no element and no text but white space.
func vacant(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			return false
		case html.TextNode:
			if strings.TrimSpace(c.Data) != "" {
				return false
			}
		}
	}
	return true
}
