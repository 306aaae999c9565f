package selector

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
)

// is reports whether the element id matches the compound p. Comparisons of
// numbers come first; the tests, which read attribute values, come last.
func (r *run) is(p *part, id page.ID) bool {
	r.steps++
	n := &r.doc.Nodes[id]
	if p.tag != 0 && r.set.tagFeat(n.Tag, n.N.Data) != p.tag {
		return false
	}
	for _, f := range p.ids {
		if r.syms[n.IDSym].id != f {
			return false
		}
	}
	if len(p.classes) > 0 {
		// The list holds only classes that some selector of the set names, so a
		// linear search of it is short.
		have := r.classFeats(n.Class)
		for _, f := range p.classes {
			if !slices.Contains(have, f) {
				return false
			}
		}
	}
	for i := range p.tests {
		if !r.holds(&p.tests[i], id, n) {
			return false
		}
	}
	return true
}

// holds answers a test that is not a tag, id or class.
func (r *run) holds(t *test, id page.ID, n *page.Node) bool {
	switch t.kind {
	case kindAttr:
		return t.attr.Match(n.N)
	case kindNot:
		return !r.isAny(t.args, id)
	case kindHas:
		return r.hasBelow(t, id, n)
	// The page may be a part of a larger tree that the caller holds. Its top
	// element is the root only if nothing but the document stands above it.
	case kindRoot:
		return n.Parent == page.None && r.kin.hasParent(n)
	case kindEmpty:
		return r.kin.empty(id, n)
	case kindFirstChild:
		return r.kin.hasParent(n) && r.kin.first(id)
	case kindLastChild:
		return r.kin.hasParent(n) && r.kin.last(id, n)
	case kindOnlyChild:
		return r.kin.hasParent(n) && r.kin.first(id) && r.kin.last(id, n)
	}
	ofType := r.kin.ofType(id, n)
	switch t.kind {
	case kindFirstOfType:
		return ofType&firstOfType != 0
	case kindLastOfType:
		return ofType&lastOfType != 0
	}
	return ofType&(firstOfType|lastOfType) == firstOfType|lastOfType
}

// isAny reports whether the element matches one of several compounds, the
// arguments of a :not or :has.
func (r *run) isAny(parts []part, id page.ID) bool {
	for i := range parts {
		if r.is(&parts[i], id) {
			return true
		}
	}
	return false
}

// hasBelow answers a :has from the sorted list of all elements that match its
// argument, made at the first question. A walk of the subtree for each
// question would cost the page's size times its depth.
func (r *run) hasBelow(t *test, id page.ID, n *page.Node) bool {
	// Nothing stands inside.
	if n.End == id+1 {
		return false
	}
	if !r.hasSet[t.has] {
		r.hasSet[t.has] = true
		list := r.has[t.has][:0]
		for i := range r.doc.Nodes {
			if r.doc.Nodes[i].Flags&page.Text == 0 && r.isAny(t.args, page.ID(i)) {
				list = append(list, page.ID(i))
			}
		}
		r.has[t.has] = list
	}
	list := r.has[t.has]
	// IDs are in document order and an element's descendants are the IDs up to its
	// End, so the first match behind id decides.
	i, _ := slices.BinarySearch(list, id+1)
	return i < len(list) && list[i] < n.End
}
