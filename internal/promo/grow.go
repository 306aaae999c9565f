package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// The limits of a box: a promo of more text or parts is a page section.
const (
	maxChars = 2200
	maxSegs  = 60
)

// grow climbs from the box to the largest element that still holds nothing
// but promo text.
func (f *finder) grow(b box) box {
	around := f.names.of(b.root)
	for p := f.doc.Nodes[b.root].Parent; p != page.None; p = f.doc.Nodes[p].Parent {
		next, ok := f.extend(b, p)
		if !ok {
			break
		}
		b = next
		around |= f.names.of(p)
	}
	named := f.nameCues(&b, around)
	b.cues |= named
	if named&cueNamed != 0 {
		b.score += 0.35
	}
	return b
}

// extend widens b to the element p, or reports that p holds something else.
func (f *finder) extend(b box, p page.ID) (box, bool) {
	if f.isFrame(p) || f.doc.Chars(p) > maxChars {
		return b, false
	}
	end := f.doc.Nodes[p].End
	if b.lo > 0 && f.segs[b.lo-1].First < p && f.segs[b.lo-1].End > p && f.segs[b.lo-1].Hidden == b.hidden {
		return b, true // p is part of a line that began before it
	}
	lo, hi := b.lo, b.hi
	for lo > 0 && f.segs[lo-1].First >= p {
		lo--
	}
	for hi < len(f.segs) && f.segs[hi].First < end {
		hi++
	}
	if hi-lo > maxSegs {
		return b, false
	}
	next := b
	next.lo, next.hi, next.root = lo, hi, p
	if lo == b.lo && hi == b.hi {
		return next, true
	}
	t := tally{f: f, named: f.names.of(p)&namePromo != 0}
	for k := lo; k < hi; k++ {
		if !t.take(&next, &b, k) {
			return b, false
		}
	}
	return next, t.ok()
}

// isFrame knows the elements that frame a page or its story; they never are a
// promo's box.
func (f *finder) isFrame(p page.ID) bool {
	switch f.doc.Nodes[p].Tag {
	case atom.Html, atom.Body, atom.Main, atom.Nav, atom.Template:
		return true
	}
	return false
}

// tally weighs what an element holds beside the box that it would widen.
type tally struct {
	f       *finder
	named   bool
	cued    int // characters with a cue
	plain   int // characters without
	long    int
	foreign int
	titles  int
	prices  int
	texts   int
	acts    int // buttons that ask for something
}

// take counts the segment k and reports whether the box, old before it was
// widened, may hold it.
func (t *tally) take(b, old *box, k int) bool {
	s := &t.f.segs[k]
	if s.Kind != block.Text || s.Hidden != b.hidden {
		return s.Hidden || !b.hidden
	}
	in := t.f.read(k)
	if k >= old.lo && k < old.hi {
		t.count(in, s)
		return true
	}
	if t.f.taken[k] {
		return false
	}
	if in.score >= enough && in.wants != 0 && b.first != 0 && !compatible(in, b.first) {
		return false
	}
	if in.cues&cueForeign != 0 && s.Chars > shortAction || in.cues&(cueRelated|cueByline) != 0 || t.second(b, in, k) {
		return false
	}
	if k < old.lo && t.f.opens(old) && (s.Chars > plainLine && in.score < enough ||
		in.score <= 0 && in.cues&(cueTerms|cuePrice|cueBenefit|cueLogin) == 0) {
		return false
	}
	t.count(in, s)
	t.f.add(b, k)
	return true
}

// opens reports whether the box begins as a promo does, with a heading or with
// a gate's words: what stands above is then no part of it.
func (f *finder) opens(b *box) bool {
	for k := b.lo; k < b.hi; k++ {
		if f.segs[k].Kind == block.Text && f.segs[k].Hidden == b.hidden && f.segs[k].Chars > 0 {
			return f.read(k).cues&(cueHeading|cueGate) != 0
		}
	}
	return false
}

// second reports whether the segment k begins another gate: pages hold the
// gates for all sorts of reader side by side and hide all but one.
func (t *tally) second(b *box, in *info, k int) bool {
	return b.hidden && b.parts >= 3 && b.cues&cueGate != 0 && in.cues&cueGate != 0 && in.score >= enough &&
		t.f.segs[k].Chars <= plainLine
}

func (t *tally) count(in *info, s *block.Seg) {
	t.texts++
	if in.cues&cueAction != 0 && in.score >= enough {
		t.acts++
	}
	switch {
	case s.Chars > plainLine && in.score < paragraphSeed: // a mention, not an ask
	case in.score > 0 || in.cues&(cueLogin|cueTerms|cuePrice|cueBenefit) != 0:
		t.cued += int(s.Chars)
		if in.cues&cuePrice != 0 {
			t.prices++
		}
		return
	case in.cues&cueForeign != 0:
		t.foreign++
	case in.cues&cueHeading != 0:
		t.titles++
	}
	if s.Chars > plainLine {
		t.long++
	}
	t.plain += int(s.Chars)
}

// ok says whether what was counted is one promo.
func (t *tally) ok() bool {
	if t.named {
		return t.long <= 2 && t.foreign <= 4 && t.plain <= 600+2*t.cued
	}
	if t.texts <= 3 && t.long == 0 && t.foreign == 0 && t.acts > 0 && t.plain <= paragraph {
		return true // a line or two and a button
	}
	return t.long == 0 && t.foreign <= 2 && t.titles <= 1 && t.plain <= 80+t.cued*3/2+60*t.prices
}

// compatible reports whether two asks belong to one promo. Text may ask for
// something else beside; a button that does is another promo.
func compatible(in *info, box wants) bool {
	if in.cues&cueAction != 0 {
		return in.wants&^box == 0 || box&^in.wants == 0
	}
	return in.wants&box != 0
}

// nameCues reads the names of the elements that the box grew through and of
// those above that hold little more. A name that says what the words say
// counts more.
func (f *finder) nameCues(b *box, around name) cue {
	id := f.doc.Nodes[b.root].Parent
	most := f.doc.Chars(b.root) + 40
	for n := 0; n < 3 && id != page.None && !f.isFrame(id) && f.doc.Chars(id) <= most; n++ {
		around |= f.names.of(id)
		id = f.doc.Nodes[id].Parent
	}
	var c cue
	if around&namePromo != 0 {
		c |= cueNamed
	}
	if around&nameGate != 0 {
		c |= cueGateName
	}
	for _, v := range nameVotes {
		if around&v.name != 0 && b.wants&want(v.kind) != 0 {
			b.score += 0.2
			break
		}
	}
	b.names = around
	return c
}

// absorb widens a box that no element of its own frames: a promo that stands
// as plain lines among others. It takes the lines before and after that have a
// cue, and what few lines without one stand between them.
func (f *finder) absorb(b box) box {
	for dir := -1; dir <= 1; dir += 2 {
		if dir < 0 && f.opens(&b) {
			continue
		}
		g := gap{}
		k := b.hi
		if dir < 0 {
			k = b.lo - 1
		}
		for ; k >= 0 && k < len(f.segs) && g.fits(); k += dir {
			s := &f.segs[k]
			if s.Kind != block.Text || s.Hidden != b.hidden {
				continue
			}
			if f.taken[k] || !f.beside(&b, k) {
				break
			}
			in := f.read(k)
			if f.belongs(&b, in, s) {
				f.take(&b, k)
				g = gap{}
				continue
			}
			if in.cues&(cueForeign|cueLong|cueHeading|cueRelated) != 0 || in.score >= enough || f.endsSentence(k) {
				break
			}
			g.lines++
			g.chars += int(s.Chars)
		}
	}
	return b
}

// gap is what stands between two parts of a promo without a cue of its own.
type gap struct{ lines, chars int }

// fits bounds it: four lines of a list without markup are usual, a paragraph
// is not.
func (g gap) fits() bool { return g.lines <= 4 && g.chars <= 260 }

// belongs reports whether a neighbouring line is part of the promo.
func (f *finder) belongs(b *box, in *info, s *block.Seg) bool {
	if in.cues&(cueForeign|cueRelated) != 0 {
		return false
	}
	if in.wants != 0 && b.first != 0 && !compatible(in, b.first) && in.score >= enough {
		return false
	}
	if s.Chars <= plainLine {
		return in.score > 0 || in.cues&(cueTerms|cuePrice|cueBenefit) != 0 || in.cues&cueLogin != 0 && in.cues&cueAction != 0
	}
	return in.score >= 0.4
}

// take widens b to the segment k.
func (f *finder) take(b *box, k int) {
	lo, hi := min(b.lo, k), max(b.hi, k+1)
	f.add(b, k)
	b.lo, b.hi = lo, hi
	b.root = f.common(b.root, f.segs[k].First)
}

// beside reports whether the segment k and the box stand in one container, at
// most two elements deep.
func (f *finder) beside(b *box, k int) bool {
	top := f.common(b.root, f.segs[k].First)
	return top != page.None && !f.isFrameName(top) && f.near(top, b.root) && f.near(top, f.segs[k].Box)
}

// isFrameName knows the containers whose parts are promos of their own: a
// header's two buttons are not one promo.
func (f *finder) isFrameName(p page.ID) bool {
	return f.names.of(p)&(nameNav|nameHeader|nameFooter) != 0
}

// join merges neighbouring boxes that ask for the same in one container.
func (f *finder) join() {
	if len(f.boxes) < 2 {
		return
	}
	f.sortBoxes()
	out := f.boxes[:1]
	for _, b := range f.boxes[1:] {
		last := &out[len(out)-1]
		if f.joins(last, &b) {
			last.hi = b.hi
			last.cues |= b.cues
			last.wants |= b.wants
			last.score += b.score
			last.root = f.common(last.root, b.root)
			continue
		}
		out = append(out, b)
	}
	f.boxes = out
}

func (f *finder) joins(a, b *box) bool {
	if a.rule != nil || b.rule != nil || a.hidden != b.hidden || b.lo != a.hi {
		return false
	}
	if a.wants&b.wants == 0 && a.wants != 0 && b.wants != 0 || a.first&b.first == 0 && a.first != 0 && b.first != 0 {
		return false
	}
	return f.beside(a, b.lo)
}

// near reports whether top is at most two levels above id.
func (f *finder) near(top, id page.ID) bool {
	for n := 0; n <= 2 && id != page.None; n++ {
		if id == top {
			return true
		}
		id = f.doc.Nodes[id].Parent
	}
	return false
}

// common returns the nearest element that holds both.
func (f *finder) common(a, b page.ID) page.ID {
	for a != page.None && !f.doc.Contains(a, b) {
		a = f.doc.Nodes[a].Parent
	}
	return a
}

// endsSentence reports whether the segment ends as a sentence does.
func (f *finder) endsSentence(k int) bool {
	t := f.words.Folded(k)
	for len(t) > 0 && (t[len(t)-1] == ' ' || t[len(t)-1] == '\n') {
		t = t[:len(t)-1]
	}
	if len(t) == 0 {
		return false
	}
	switch t[len(t)-1] {
	case '.', '!', '?':
		return true
	}
	return hasAnySuffix(t, "。", "！", "？", "।", "؟")
}

// kind decides what the box asks for.
func (f *finder) kind(b *box) term.PromoKind {
	if b.rule != nil && b.rule.Kind != term.PromoUnknown {
		return b.rule.Kind
	}
	return f.vote(b)
}
