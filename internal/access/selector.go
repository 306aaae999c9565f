package access

import (
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
)

// maxGated bounds the nodes that one selector may name.
const maxGated = 400

// maxSelectors bounds the selectors of one page that are tried: each is a walk
// through all of it, and a page may list thousands of articles with a few parts
// each. Of 4,171 saved pages none names more than two.
const maxSelectors = 16

// hits are what a selector has found; known is false for one that was refused.
type hits struct {
	nodes []page.ID
	known bool
}

// resolve returns the outermost nodes that the publisher's own selector hits.
// The page names the selector, so a hostile page could name a costly one;
// [selector.Compile] refuses those, and then ok is false.
//
// What was found is kept, since objects of one page repeat the same selector.
func (j *judge) resolve(sel string) (nodes []page.ID, ok bool) {
	if h, done := j.selectors[sel]; done {
		return h.nodes, h.known
	}
	if len(j.selectors) >= maxSelectors {
		return nil, false
	}
	if j.selectors == nil {
		j.selectors = map[string]hits{}
	}
	h := j.find(sel)
	j.selectors[sel] = h
	return h.nodes, h.known
}

// Nodes come in page order, so that whatever starts before the end of the last one
// kept lies inside it.
func (j *judge) find(sel string) hits {
	set, err := selector.Compile([]string{sel})
	if err != nil {
		return hits{}
	}
	h := hits{known: true}
	end := page.ID(0)
	selector.Match(j.Doc, []*selector.Set{set}, func(_, _ int, id page.ID) {
		if id >= end && len(h.nodes) < maxGated {
			h.nodes = append(h.nodes, id)
			end = j.Doc.Nodes[id].End
		}
	})
	return h
}
