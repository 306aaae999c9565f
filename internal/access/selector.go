package access

import (
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
)

// maxGated bounds the nodes that one selector may name.
const maxGated = 400

// resolve returns the outermost nodes that the publisher's own selector hits.
// The page names the selector, so a hostile page could name a costly one;
// [selector.Compile] refuses those, and then ok is false.
func (j *judge) resolve(sel string) (nodes []page.ID, ok bool) {
	set, err := selector.Compile([]string{sel})
	if err != nil {
		return nil, false
	}
	end := page.ID(0)
	selector.Match(j.Doc, []*selector.Set{set}, func(_, _ int, id page.ID) {
		if id >= end && len(nodes) < maxGated {
			nodes = append(nodes, id)
			end = j.Doc.Nodes[id].End
		}
	})
	return nodes, true
}
