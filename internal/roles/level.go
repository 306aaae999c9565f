package roles

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// level gives the texts of a plain list or of a data table the mean of their
// probabilities, weighted by words. Half a table is worth less than none, and a
// number in a cell offers little to judge it by:
//
//	<table><tr><td>Northern region</td><td>0.9</td></tr>…</table>
//
// In its row the name may be likely story and the number furniture; both are what
// the table is.
func (f *Frame) level(p []float32) {
	for k := 0; k < len(f.texts); k++ {
		id := f.listOrTable(f.in.Segs[f.texts[k]].Box)
		if id == page.None {
			continue
		}
		last := k
		var sum, words float32
		for ; last < len(f.texts); last++ {
			s := &f.in.Segs[f.texts[last]]
			if s.First >= f.in.Doc.Nodes[id].End {
				break
			}
			if !s.Hidden {
				sum += p[last] * float32(s.Words)
				words += float32(s.Words)
			}
		}
		if words > 0 && f.isOne(id, k, last) {
			for i := k; i < last; i++ {
				if !f.in.Segs[f.texts[i]].Hidden {
					p[i] = sum / words
				}
			}
		}
		// A list inside an item belongs to the outer one's texts only if the outer one was
		// entered first; either way no text is looked at twice.
		k = max(k, last-1)
	}
}

// codeReach is how many texts may stand between a block of code and the paragraphs
// around it: an anchor link, a label, another block.
const codeReach = 3

// levelCode gives preformatted text between two sure paragraphs what they are. By its
// words code is nothing that a story is made of:
//
//	<p>Prose.</p> <div><pre>level --weir 2</pre><a href="#x">#</a></div> <p>Prose.</p>
func (f *Frame) levelCode(p []float32) {
	s := &f.around
	for k, i := range f.texts {
		seg := &f.in.Segs[i]
		before, after := s.prev[k], s.next[k]
		if seg.Hidden || seg.Link > 0 || before < 0 || after < 0 || int(after)-k > codeReach || k-int(before) > codeReach {
			continue
		}
		if f.in.Doc.Closest(seg.Box, atom.Pre) != page.None {
			p[k] = max(p[k], min(p[before], p[after]))
		}
	}
}

// itemDepth is how many levels above a text's box its item or cell may stand.
const itemDepth = 4

// listOrTable returns the list or the table that a text stands in, or None.
func (f *Frame) listOrTable(box page.ID) page.ID {
	for range itemDepth {
		if box == page.None {
			break
		}
		switch n := &f.in.Doc.Nodes[box]; n.Tag {
		case atom.Li, atom.Dt, atom.Dd:
			return f.list(n.Parent)
		case atom.Td, atom.Th, atom.Caption:
			return f.in.Doc.Closest(box, atom.Table)
		default:
			box = n.Parent
		}
	}
	return page.None
}

// list returns id if it is a list, else None: an item outside of a list belongs to
// whatever holds it.
func (f *Frame) list(id page.ID) page.ID {
	if id == page.None {
		return page.None
	}
	switch f.in.Doc.Nodes[id].Tag {
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir:
		return id
	}
	return page.None
}

// isOne reports whether the texts from k to last of id belong together: a data
// table, or a list without headings and with hardly more texts than items. In a list
// of posts or of products each item has parts of its own.
func (f *Frame) isOne(id page.ID, k, last int) bool {
	nodes := f.in.Doc.Nodes
	if nodes[id].Tag == atom.Table {
		return block.IsDataTable(f.in.Doc, id)
	}
	for _, i := range f.texts[k:last] {
		if f.hints.of(f.in.Segs[i].Box)&classname.HeadingTag != 0 {
			return false
		}
	}
	items := 1
	for c := f.in.Segs[f.texts[k]].First; c < nodes[id].End; c++ {
		switch nodes[c].Tag {
		case atom.Li, atom.Dt, atom.Dd:
			items++
		case atom.Table:
			return false
		}
	}
	return last-k <= items+items/2
}
