package promo

import (
	"cmp"
	"math"
	"slices"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Input is what Find needs to know of a page. The segments hold their wording
// and the probabilities that the models of segments give.
type Input struct {
	Doc   *page.Doc
	Segs  []block.Seg
	Words *wording.Text
	Links target.Links
	Rules []RuleHit
	// Model is the caller's, nil for the one that ships.
	Model *Model
}

func (in *Input) model() *Model {
	if in.Model != nil {
		return in.Model
	}
	return model()
}

// finder holds the state of one search.
// It comes from a pool; all slices keep their memory, and newFinder fills or
// clears each of them.
type finder struct {
	doc   *page.Doc
	segs  []block.Seg
	words *wording.Text
	links target.Links
	tables
	marks   marks
	starts  []int32 // by node: the first segment at or after it
	repeats []int32 // by class attribute: the elements that have it
	above   []above // by node: what it and all around it say, where it was asked
	seen    []bool  // elements that were climbed through, by node and side
	units   []unit
	list    []box
	chosen  []box
	taken   []bool // by segment: a chosen box holds it
	named   []bool // by segment: a rule names it
	rows    []float32
	scores  []float32
	picked  []int32
}

var finders = scratch.NewPool[finder](nil)

// Find returns the promos that rules name and those that the model finds, in
// page order. No two share a segment. Their texts are empty until [Place].
//
// Rules come first, so that the model's boxes cannot take their segments. What a
// rule names has a kind by the model, unless it states one.
func Find(in Input) []Promo {
	m := in.model()
	f := newFinder(in, m.words)
	defer f.release()
	f.collect()
	f.score(m.box)
	f.ruled(in.Rules)
	f.choose()
	return f.promos(m)
}

// It is all that is worked out per page, in a few passes over nodes and segments.
func newFinder(in Input, table *wordtable.Table) *finder {
	f := finders.Get()
	f.doc, f.segs, f.words, f.links = in.Doc, in.Segs, in.Words, in.Links
	f.fill(in.Doc, in.Segs, in.Words, table)
	f.marks.fill(in.Doc, in.Words, in.Links)
	f.fillStarts()
	f.repeats = scratch.Resize(f.repeats, in.Doc.NumClasses())
	clear(f.repeats)
	// How often a class stands on the page: one that stands on many elements is that of
	// a teaser or a menu rather than of a promo.
	for i := range in.Doc.Nodes {
		f.repeats[in.Doc.Nodes[i].Class]++
	}
	f.above = scratch.Resize(f.above, len(in.Doc.Nodes))
	clear(f.above)
	f.taken = scratch.Resize(f.taken, len(in.Segs))
	clear(f.taken)
	f.chosen = f.chosen[:0]
	return f
}

// fillStarts makes starts[id] the first segment at or after node id. The segments
// of an element are then those from starts[id] up to starts[its end].
func (f *finder) fillStarts() {
	f.starts = scratch.Resize(f.starts, len(f.doc.Nodes)+1)
	i := 0
	for id := range f.starts {
		for i < len(f.segs) && f.segs[i].First < page.ID(id) {
			i++
		}
		f.starts[id] = int32(i)
	}
}

func (f *finder) release() {
	finders.Put(f, func(f *finder) {
		clear(f.list)
		clear(f.chosen)
		f.doc, f.segs, f.words, f.links = nil, nil, nil, nil
	})
}

// batch is how many rows are scored at once.
const batch = 64

// scoring says after how many trees a box is given up if its log-odds are below a
// bound. That is so for three boxes in four; on the labelled pages, none of those
// would have become likely.
var scoring = [...]struct {
	trees int
	least float32
}{{30, -3.5}, {80, -3}, {math.MaxInt, 0}}

// score gives each box the probability that it is a promo.
//
// Most boxes are far from being promos, and the first thirty trees say so.
func (f *finder) score(m *trees.Ensemble) {
	f.rows = scratch.Resize(f.rows, batch*NumFeatures)
	f.scores = scratch.Resize(f.scores, batch)
	f.picked = scratch.Resize(f.picked, batch)
	for at := 0; at < len(f.list); at += batch {
		part := f.list[at:min(at+batch, len(f.list))]
		picked := f.picked[:len(part)]
		for i := range part {
			f.row(&part[i], f.rows[i*NumFeatures:(i+1)*NumFeatures])
			f.scores[i], picked[i] = m.Bias(), int32(i)
		}
		from := 0
		for _, step := range scoring {
			m.AddPicked(f.rows, f.scores, picked, from, step.trees)
			from = step.trees
			picked = slices.DeleteFunc(picked, func(i int32) bool { return f.scores[i] < step.least })
		}
		for i := range part {
			part[i].score = trees.Probability(f.scores[i])
			if f.statesOffer(&part[i]) {
				part[i].score = (1 + part[i].score) / 2
			}
		}
	}
}

// enough is the probability from which a box is a promo: chosen on half a of
// the labelled pages, where recall and precision meet.
const enough = 0.17

// ruled takes the boxes that rules name; one inside another adds nothing. A
// supplier's markup is often the form alone: the best box around it is the
// promo. A gate's is whole, and a site's own rule means its node.
//
//	<div class="box">                          taken for a supplier's rule
//	  <h3>Our letter, each morning</h3>
//	  <form class="vendor-signup">…</form>     what the rule names
//	</div>
func (f *finder) ruled(rules []RuleHit) {
	f.markNamed(rules)
	for i := range rules {
		b := f.ruledBox(&rules[i])
		if b.lo == b.hi || f.taken[b.lo] {
			continue
		}
		if r := b.rule; r.Vendor != "" && !r.Gate {
			b = f.widen(b)
		}
		f.take(b)
	}
}

// markNamed notes the segments that rules name: once for all boxes that may be
// widened, so that a page of thousands of them costs no more than its size.
func (f *finder) markNamed(rules []RuleHit) {
	f.named = scratch.Resize(f.named, len(f.segs))
	clear(f.named)
	for i := range rules {
		b := f.ruledBox(&rules[i])
		if b.lo == b.hi || f.named[b.lo] {
			continue // elements lie in each other or apart
		}
		for k := b.lo; k < b.hi; k++ {
			f.named[k] = true
		}
	}
}

// ruledBox is the box of the node that a rule names. It is hidden where nothing in
// it is shown.
func (f *finder) ruledBox(r *RuleHit) box {
	end := f.doc.Nodes[r.Node].End
	b := box{first: r.Node, end: end, root: r.Node, inner: r.Node, lo: f.starts[r.Node], hi: f.starts[end], rule: r, score: 1}
	b.hidden = f.texts(0, b.lo, b.hi) == 0
	return b
}

// widen returns the likeliest box around b, or b. A box does not count if it takes
// in more than the words around a form: a paragraph of the story, or what another
// rule names.
func (f *finder) widen(b box) box {
	best := box{score: enough}
	for i := range f.list {
		c := &f.list[i]
		if c.lo <= b.lo && c.hi >= b.hi && c.hidden == b.hidden && c.score > best.score && f.free(c) && !f.holdsOther(c, &b) {
			best = *c
		}
	}
	if best.root == 0 {
		return b
	}
	best.rule = b.rule
	return best
}

// holdsOther reports whether the box c holds, besides b, likely story or something
// that another rule names.
func (f *finder) holdsOther(c, b *box) bool {
	for k := c.lo; k < c.hi; k++ {
		if k == b.lo {
			k = b.hi - 1
			continue
		}
		if f.named[k] || f.segs[k].P > 0.5 && f.segs[k].Hidden == b.hidden {
			return true
		}
	}
	return false
}

// whole is the share of the likeliest box's probability that a larger box around it
// needs to be taken in its place: a promo with its heading and its small print is
// better than its middle alone.
const whole = 0.93

// choose takes the likeliest boxes that share no segment, and of each the most
// complete form.
//
// Greedy, from the likeliest down. A larger box is taken in its place only if it is
// nearly as likely. That keeps headings and small print with a promo, while a box
// around two promos should not come that close.
//
//	<div>                                             0.90
//	  <div><h3>Stay</h3><p>Only 1 €</p></div>         0.93: the likeliest
//	  <p>You can cancel at any time.</p>
//	</div>
//
// Here the outer one is taken, as 0.90 is more than whole times 0.93.
func (f *finder) choose() {
	// Most boxes are far from being chosen.
	f.list = slices.DeleteFunc(f.list, func(b box) bool { return b.score < enough/2 })
	slices.SortStableFunc(f.list, func(a, b box) int { return cmp.Compare(b.score, a.score) })
	for i := range f.list {
		if f.list[i].score < enough {
			break
		}
		if !f.free(&f.list[i]) {
			continue
		}
		best := &f.list[i]
		for k := i + 1; k < len(f.list) && f.list[k].score >= whole*f.list[i].score; k++ {
			if c := &f.list[k]; c.lo <= best.lo && c.hi >= best.hi && c.hidden == best.hidden && f.free(c) && !f.headedAfter(best, c) {
				best = c
			}
		}
		b := *best
		b.core = i
		f.take(b)
	}
	slices.SortFunc(f.chosen, func(a, b box) int { return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi)) })
}

// headedAfter reports whether a heading stands in the larger box behind the smaller: what
// begins there is a promo of its own, or none.
//
//	<section><h2>Try it</h2> … </section>
//	<section><h3>Our letter</h3> <form>…</form></section>
func (f *finder) headedAfter(small, large *box) bool {
	return large.end > small.end && f.marks.has(markHeading, small.end, large.end)
}

// free reports whether no chosen box holds a segment of b. Both kinds of
// visibility may lie in one stretch, so that only those of its own count.
func (f *finder) free(b *box) bool {
	for k := b.lo; k < b.hi; k++ {
		if f.taken[k] && f.segs[k].Hidden == b.hidden {
			return false
		}
	}
	return true
}

func (f *finder) take(b box) {
	for k := b.lo; k < b.hi; k++ {
		if f.segs[k].Hidden == b.hidden {
			f.taken[k] = true
		}
	}
	f.chosen = append(f.chosen, b)
}

// gateOf says what the model takes the promo p of the box b with this row for, and
// the likeliest box inside it by itself: small print tells less of that. Nothing is
// worked out that [placer.isGate] will not ask.
//
// The box of a chosen promo may have grown by what choose took in. Its core is the
// box that was likeliest before. Its row is written over the other.
func (f *finder) gateOf(m *Model, p *Promo, b *box, row []float32) gateLevel {
	says := kindsIn(f.segs, p.Segs)&saysGate != 0
	if b.rule != nil {
		if b.rule.Vendor == "" || !says {
			return noGate
		}
		return m.gateLevel(row, says)
	}
	if !canGate(p.Kind) {
		return noGate
	}
	level, core := m.gateLevel(row, says), &f.list[b.core]
	if level == likelyGate || core.lo == b.lo && core.hi == b.hi {
		return level
	}
	f.row(core, row)
	f.tell(f.segsOf(core), m.told, row[NumFeatures:])
	return max(level, m.gateLevel(row, says))
}

// promos writes the chosen boxes in page order.
//
// The order of chosen is that of the page. A box of pictures alone, as a rule may
// name, has no segments with text and is no promo.
func (f *finder) promos(m *Model) []Promo {
	var out []Promo
	for i := range f.chosen {
		b := &f.chosen[i]
		p := Promo{Root: b.root, Hidden: b.hidden, Score: b.score, Origin: "model", Segs: f.segsOf(b), rule: b.rule}
		if len(p.Segs) == 0 {
			continue
		}
		row := f.rows[:NumKindFeatures]
		f.row(b, row)
		f.tell(p.Segs, m.told, row[NumFeatures:])
		if r := b.rule; r != nil {
			p.Gate, p.Vendor, p.Origin, p.Kind = r.Gate, r.Vendor, r.Origin, r.Kind
		}
		if p.Kind == term.PromoUnknown {
			p.Kind = m.Kind(row)
		}
		p.gate = f.gateOf(m, &p, b, row)
		p.first, p.end = b.first, b.end
		out = append(out, p)
	}
	return out
}
