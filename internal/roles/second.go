package roles

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// A text judged alone, with three neighbours, cannot know that it stands in a
// cluster far from the story, or between two of its paragraphs. The second look
// reads what the first concluded about the surroundings:
//
//	0.9 0.9 [0.4] 0.9    a short paragraph: its neighbours raise it
//	0.1 0.1 [0.8] 0.0    a long teaser: they lower it
//
// In training the first look's probabilities must be out-of-fold, or the second
// would learn to trust a first look that knows its pages by heart.

// secondFeatures are those that the second look adds to a row.
const (
	secondFeatures = NumClasses + aroundFeatures + 7 + 2*massAbove + 2*askAbove + 4 + 2 + 3 + 4 + 3
	aroundFeatures = 2 * (5 + 3 + 2 + 2 + 1 + 1)
	// For massAbove boxes above a text's own it is asked how much of the story they
	// hold; for the nearest askAbove, also how much else.
	massAbove = 8
	askAbove  = 4
)

// aroundClasses are the classes whose probabilities count for neighbours, and how
// many neighbours on either side.
var aroundClasses = [...]struct {
	class Class
	reach int
}{
	{ClassBody, 5}, {ClassPromo, 3}, {ClassRelated, 2}, {ClassFurniture, 2}, {ClassCaption, 1}, {ClassComments, 1},
}

// mass is a sum over texts of their words, and of their words times their
// probabilities.
// A sum of these before each node makes what a box holds a difference of two.
type mass struct{ words, body, promo, related float32 }

func (m mass) less(o mass) mass {
	return mass{m.words - o.words, m.body - o.body, m.promo - o.promo, m.related - o.related}
}

// shares returns the mean probabilities.
func (m mass) shares() (body, promo, related float32) {
	words := max(m.words, 1)
	return m.body / words, m.promo / words, m.related / words
}

// surroundings are what the second look reads of the first.
type surroundings struct {
	before []mass // by node
	texts  []mass // by text number
	all    mass
	bySig  table[mass] // by setShape
	dense  page.ID     // smallest element with most of the story
	prev   []int32     // by text number: the nearest text before that is surely body, or -1
	next   []int32     // and after, or -1
	first  int32       // the first and the last such text, or -1
	last   int32
	sure   int
	most   float32
}

// sureBody is the probability of the first look from which a text is a fixed
// point for the second.
const sureBody = 0.7

// look sums up the first look.
//
// What is hidden adds nothing, in sums or as a fixed point, but has its place in
// the tables by number. Two passes over the texts and one over the nodes.
func (f *Frame) look() {
	s := &f.around
	s.texts = scratch.Resize(s.texts, len(f.texts)+1)
	s.prev = scratch.Resize(s.prev, len(f.texts))
	s.next = scratch.Resize(s.next, len(f.texts))
	s.bySig.reset()
	s.first, s.last, s.sure, s.most = -1, -1, 0, 0
	var sum mass
	for k, i := range f.texts {
		// Written before the text itself is added: row k has what comes before it.
		s.texts[k] = sum
		s.prev[k] = s.last
		seg := &f.in.Segs[i]
		if seg.Hidden {
			continue
		}
		c := &f.classes[k]
		words := float32(seg.Words)
		own := mass{words, words * c[ClassBody], words * c[ClassPromo], words * c[ClassRelated]}
		sum = mass{sum.words + own.words, sum.body + own.body, sum.promo + own.promo, sum.related + own.related}
		m := s.bySig.at(f.setShape(i, seg))
		*m = mass{m.words + own.words, m.body + own.body, m.promo + own.promo, m.related + own.related}
		s.most = max(s.most, c[ClassBody])
		if c[ClassBody] >= sureBody {
			if s.first < 0 {
				s.first = int32(k)
			}
			s.last = int32(k)
			s.sure++
		}
	}
	s.texts[len(f.texts)] = sum
	s.all = sum
	next := int32(-1)
	for k := len(f.texts) - 1; k >= 0; k-- {
		s.next[k] = next
		if f.classes[k][ClassBody] >= sureBody && !f.in.Segs[f.texts[k]].Hidden {
			next = int32(k)
		}
	}
	f.massByNode()
	f.findDense()
}

// massByNode makes before[id] the mass of the texts that start before node id.
func (f *Frame) massByNode() {
	s := &f.around
	s.before = scratch.Resize(s.before, f.in.Doc.Len()+1)
	next := page.ID(0)
	for k, i := range f.texts {
		for ; next <= f.in.Segs[i].First; next++ {
			s.before[next] = s.texts[k]
		}
	}
	for ; int(next) < len(s.before); next++ {
		s.before[next] = s.all
	}
}

func (f *Frame) massIn(id page.ID) mass {
	return f.around.before[f.in.Doc.Nodes[id].End].less(f.around.before[id])
}

// denseShare is the share of the story that the densest container holds.
// It is higher than mainShare, since it is a share of the likely story and not of
// all prose: comments and teasers weigh little in it.
const denseShare = 0.75

// findDense walks down like [Frame.findMain], with probabilities in place of
// prose.
func (f *Frame) findDense() {
	s := &f.around
	s.dense = page.None
	if f.in.Doc.Len() == 0 || s.all.body == 0 {
		return
	}
	s.dense = 0
	for {
		down := page.None
		for c := range f.in.Doc.Children(s.dense) {
			if f.massIn(c).body >= denseShare*s.all.body {
				down = c
				break
			}
		}
		if down == page.None || f.in.Doc.Nodes[down].End == down+1 {
			return
		}
		s.dense = down
	}
}

// secondRow writes what the second look adds to the row of text k.
//
// Its order is that of secondNames. It reads classes as the first look left them,
// so that all rows must be written before the first is scored anew.
func (f *Frame) secondRow(x []float32, k int) {
	i := f.texts[k]
	s := &f.in.Segs[i]
	x = append(x[:0], f.classes[k][:]...)
	x = f.neighbourRow(x, k)
	x = f.windowRow(x, k, s)
	x = f.aboveRow(x, f.lone[i])
	x = f.companyRow(x, k, f.lone[i])
	m, _ := f.around.bySig.get(f.setShape(i, s))
	body, promo, _ := m.shares()
	x = append(x, body, promo)
	x = f.denseRow(x, f.lone[i])
	f.sureRow(x, k)
}

// neighbourRow gives the probabilities of single neighbours, -1 beyond the ends of
// the page. Labels count: a menu after the text is as telling as a paragraph.
func (f *Frame) neighbourRow(x []float32, k int) []float32 {
	for _, a := range aroundClasses {
		for d := -a.reach; d <= a.reach; d++ {
			if d == 0 {
				continue
			}
			p := float32(-1)
			if j := k + d; j >= 0 && j < len(f.classes) {
				p = f.classes[j][a.class]
			}
			x = append(x, p)
		}
	}
	return x
}

// windowRow gives the means of some texts before and after, and how much of the
// story is before.
func (f *Frame) windowRow(x []float32, k int, s *block.Seg) []float32 {
	t := f.around.texts
	last := len(t) - 1
	for _, reach := range [2]int{5, 15} {
		b, bp, _ := t[k].less(t[max(k-reach, 0)]).shares()
		a, ap, _ := t[min(k+1+reach, last)].less(t[k+1]).shares()
		x = append(x, b, a)
		if reach == 5 {
			x = append(x, bp, ap)
		}
	}
	return append(x, f.around.before[s.First].body/max(f.around.all.body, 1))
}

// aboveRow gives for the boxes above the text's own what they hold.
func (f *Frame) aboveRow(x []float32, id page.ID) []float32 {
	all := max(f.around.all.body, 1)
	for n := range massAbove {
		if up := f.in.Doc.Nodes[id].Parent; up != page.None {
			id = up
		}
		m := f.massIn(id)
		body, promo, related := m.shares()
		x = append(x, body, m.body/all)
		if n < askAbove {
			x = append(x, promo, related)
		}
	}
	return x
}

// companyReach is how many texts on either side are looked at in the small box.
const companyReach = 12

// companyRow gives the means of the small box that the text stands in, and the
// surest asking text there beside it.
//
// A line of small print is recognised by the button beside it, not by its own words.
func (f *Frame) companyRow(x []float32, k int, lone page.ID) []float32 {
	small := f.smallAround(lone)
	body, promo, related := f.massIn(small).shares()
	most := float32(0)
	for j := max(k-companyReach, 0); j < min(k+companyReach+1, len(f.texts)); j++ {
		if j != k && f.in.Doc.Contains(small, f.in.Segs[f.texts[j]].First) {
			most = max(most, f.classes[j][ClassPromo])
		}
	}
	return append(x, body, promo, related, most)
}

// denseRow says how far the densest container is.
func (f *Frame) denseRow(x []float32, lone page.ID) []float32 {
	d := f.around.dense
	if d == page.None {
		return append(x, -1, 0, 0)
	}
	doc := f.in.Doc
	steps := 0
	for id := lone; id != page.None && !doc.Contains(id, d) && !doc.Contains(d, id); id = doc.Nodes[id].Parent {
		steps++
	}
	return append(x, bit(doc.Contains(d, lone)), float32(steps), float32(doc.Nodes[lone].Depth)-float32(doc.Nodes[d].Depth))
}

// sureRow says how far the nearest and the outermost sure texts are, and how
// much is sure at all.
func (f *Frame) sureRow(x []float32, k int) []float32 {
	s := &f.around
	const far = 50
	before, after, since, until := float32(far), float32(far), float32(-far), float32(-far)
	if s.prev[k] >= 0 {
		before = min(far, float32(k)-float32(s.prev[k]))
	}
	if s.next[k] >= 0 {
		after = min(far, float32(s.next[k])-float32(k))
	}
	if s.first >= 0 {
		since = max(-far, min(far, float32(k)-float32(s.first)))
		until = max(-far, min(far, float32(s.last)-float32(k)))
	}
	return append(x, before, after, since, until, logOf(s.all.body), s.most, logOf(float32(s.sure)))
}

// secondNames names the values of secondRow, in their order.
func secondNames() []string {
	var names []string
	for c := range Class(NumClasses) {
		names = append(names, "first: "+c.String())
	}
	for _, a := range aroundClasses {
		for d := -a.reach; d <= a.reach; d++ {
			if d != 0 {
				names = append(names, fmt.Sprintf("first at %+d: %s", d, a.class))
			}
		}
	}
	names = append(names, "body in 5 before", "body in 5 after", "promo in 5 before", "promo in 5 after",
		"body in 15 before", "body in 15 after", "story before")
	for n := range massAbove {
		names = append(names, fmt.Sprintf("above %d: body", n+1), fmt.Sprintf("above %d: of story", n+1))
		if n < askAbove {
			names = append(names, fmt.Sprintf("above %d: promo", n+1), fmt.Sprintf("above %d: related", n+1))
		}
	}
	return append(names,
		"small: body", "small: promo", "small: related", "small: surest promo", "of shape: body", "of shape: promo",
		"in densest", "steps to densest", "depth from densest",
		"from sure before", "to sure after", "since first sure", "until last sure", "story", "surest", "sure texts",
	)
}
