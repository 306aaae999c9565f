package selector

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
)

// is reports whether the element id matches the compound p.
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

func (r *run) holds(t *test, id page.ID, n *page.Node) bool {
	switch t.kind {
	case kindAttr:
		return t.attr.Match(n.N)
	case kindNot:
		return !r.isAny(t.args, id)
	case kindHas:
		return r.hasBelow(t, id, n)
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
	i, _ := slices.BinarySearch(list, id+1)
	return i < len(list) && list[i] < n.End
}
