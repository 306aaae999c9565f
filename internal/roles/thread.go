package roles

import (
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// threadFeatures tell a thread of readers' comments from the story: see
// threadRow.
const threadFeatures = 3

// threadRow looks for the outermost element around s that is named for comments
// and that the headline stands outside of: how much prose comes before it, and
// what share of the page's is in it. Comments read like a story, and on many
// pages are longer; but they come after one. The headline matters because themes
// name a story's own container by whether comments are open:
//
//	<article class="comments-open"><h1>…</h1><p>the story</p></article>
//	<section class="comments"><p>a reader's view</p></section>
func (f *Frame) threadRow(x []float32, s *block.Seg) []float32 {
	thread := page.None
	for id := s.Box; id != page.None; id = f.in.Doc.Nodes[id].Parent {
		if f.hints.of(id)&classname.Comment != 0 && !f.holdsHeadline(id) {
			thread = id
		}
	}
	if thread == page.None {
		return append(x, -1, -1, -1)
	}
	all, before := max(f.goodAll, 1), float32(f.good[thread])
	return append(x, logOf(before), before/all, f.goodIn(thread)/all)
}

// holdsHeadline is false on a page without a headline: then any element that is
// named for comments may be the thread.
func (f *Frame) holdsHeadline(id page.ID) bool {
	return f.head >= 0 && f.in.Doc.Contains(id, f.in.Segs[f.head].First)
}
