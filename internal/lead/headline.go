package lead

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
)

// headline is where a page shows the title of its story.
type headline struct {
	// seg is its segment, -1 without one.
	seg int
	// first is the first part of it, where its element is made of several, and lacks
	// says that the title is the rest.
	first string
	lacks bool
	// at is the element that the first part stands in.
	at page.ID
}

// maxBefore is how much more a headline may hold than the title, in letters: its first
// part.
const maxBefore = 80

// findHeadline looks for the headline among the headings that hold the title, with or
// without something before it. The last step of a path of breadcrumbs is often the h1,
// and the headline below it an h2:
//
//	<li><h1>Ferries are back</h1></li>
//	<h2><span>Harbour</span>: <span>Ferries are back</span></h2>   this one
//
// Without any it is what the models of roles go by.
func (in *Input) findHeadline() headline {
	title := meta.Fold(in.Meta.Title.Text)
	h := headline{seg: -1}
	best := 0
	for _, k := range in.Frame.Texts() {
		s := &in.Segs[k]
		if score := in.headScore(int(k), s, title); score > best {
			h.seg, best = int(k), score
		}
	}
	if h.seg < 0 {
		h.seg = in.roleHeadline()
	}
	if h.seg >= 0 {
		in.split(&h, title)
	}
	return h
}

// headScore says how well a text fits as the headline, 0 for not at all.
func (in *Input) headScore(k int, s *block.Seg, title string) int {
	roles := k == in.Frame.Headline()
	if s.Hidden || title == "" || int(s.Chars) > len(title)+maxBefore || !roles && in.Frame.Hints(s.Box)&classname.HeadingTag == 0 {
		return 0
	}
	key := meta.Fold(block.PlainText(in.Doc, s))
	if !strings.HasSuffix(key, title) || len(key) > len(title)+maxBefore {
		return 0
	}
	score := 1
	if key == title {
		score++
	}
	if in.Doc.Nodes[s.Box].Tag == atom.H1 {
		score += 2
	}
	if roles {
		score++
	}
	if in.Doc.Closest(s.Box, atom.Li, atom.Nav, atom.Aside, atom.Footer) == page.None {
		score += 8
	}
	return score
}

// roleHeadline is the headline that roles go by, else that of the metadata.
func (in *Input) roleHeadline() int {
	if h := in.Frame.Headline(); h >= 0 {
		return h
	}
	if in.Meta.Headline == page.None {
		return -1
	}
	for _, i := range in.Frame.Texts() {
		if in.Segs[i].First >= in.Meta.Headline {
			return int(i)
		}
	}
	return -1
}

// maxParts bounds the texts of a headline that are tried as its first part.
const maxParts = 4

// split finds the first part of a headline that is made of several: what stands before
// the title, or the first of its elements where the title has them all.
func (in *Input) split(h *headline, title string) {
	s := in.Segs[h.seg]
	n := 0
	for id := s.First + 1; id < s.End && n < maxParts; id++ {
		if !s.Owns(&in.Doc.Nodes[id]) {
			continue
		}
		if n++; n == 1 {
			h.at = in.Doc.Nodes[id].Parent
		}
		before, rest := s, s
		before.End, rest.First = id, id
		first := strings.TrimRight(block.PlainText(in.Doc, &before), " :|–—-•·/.")
		if meta.Fold(block.PlainText(in.Doc, &rest)) == title {
			h.first, h.lacks = first, true
			return
		}
		if n == 1 && in.Doc.Nodes[s.First].Parent != s.Box {
			h.first = first
		}
	}
}
