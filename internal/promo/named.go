package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
)

// nameSeeds are the names that start a box by themselves, if it is small and
// offers something to press. Names that publishers give to teasers as well
// (promo, offer, card) do not.
const nameSeeds = nameNewsletter | nameSubscribe | nameDonate | nameCTA | nameCommerce | nameEvent | nameApp

// The bounds of a box that only its name speaks for.
const (
	namedMinChars = 8
	namedMaxChars = 700
	namedMaxLinks = 5
)

// named makes a box of each small element that is named after a promo, asks
// for something to be pressed and is no teaser.
func (f *finder) named() {
	for id := page.ID(0); int(id) < len(f.doc.Nodes); id++ {
		n := &f.doc.Nodes[id]
		if n.Class == 0 && n.IDSym == 0 || n.Is(page.Text|page.InHead|page.Raw) || f.names.of(id)&nameSeeds == 0 || f.isFrame(id) {
			continue
		}
		chars := f.doc.Chars(id)
		if !n.Is(page.Hidden) {
			chars -= f.doc.HiddenChars(id)
		}
		if chars < namedMinChars || chars > namedMaxChars {
			continue
		}
		if b, ok := f.namedBox(id); ok {
			f.keep(b)
			id = n.End - 1
		}
	}
}

func (f *finder) namedBox(id page.ID) (box, bool) {
	lo, hi := block.Range(f.doc, f.segs, id)
	if lo == hi || hi-lo > maxSegs || !f.pressable(id) {
		return box{}, false
	}
	if lo > 0 && f.segs[lo-1].End > id && f.segs[lo-1].Kind == block.Text {
		return box{}, false // part of a line
	}
	b := box{lo: lo, hi: hi, root: id, hidden: f.allHidden(lo, hi), score: enough, cues: cueNamed}
	texts, linked := 0, 0
	for k := lo; k < hi; k++ {
		s := &f.segs[k]
		if f.taken[k] || f.names.of(s.Box)&(nameNav|nameComments) != 0 {
			return box{}, false
		}
		if s.Kind != block.Text || s.Hidden != b.hidden {
			continue
		}
		if in := f.read(k); in.cues&cueLong != 0 && in.score <= 0 || in.cues&cueRelated != 0 {
			return box{}, false
		}
		texts += int(s.Chars)
		linked += int(s.Link)
		f.add(&b, k)
	}
	// A teaser is all link; a promo says something beside what one presses,
	// or says in words what it wants.
	if texts == 0 || linked*10 > texts*8 && b.wants == 0 {
		return box{}, false
	}
	return b, true
}

// pressable reports whether the element holds a button, a field or a few
// links, and no more.
func (f *finder) pressable(id page.ID) bool {
	links, press := 0, 0
	for k := id; k < f.doc.Nodes[id].End; k++ {
		switch f.doc.Nodes[k].Tag {
		case atom.A:
			links++
		case atom.Button, atom.Input:
			press++
		case atom.Article, atom.H1, atom.Textarea:
			if k != id {
				return false
			}
		}
	}
	return links <= namedMaxLinks && links+press > 0
}
