package promo

import (
	"cmp"
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// finder holds the state of one search.
type finder struct {
	doc   *page.Doc
	segs  []block.Seg
	words *wording.Text
	names names
	infos []info
	boxes []box
	taken []bool // by segment: some box holds it
}

// box is a candidate: the segments [lo, hi), less those whose visibility is
// not the box's own, below root.
type box struct {
	lo, hi int
	root   page.ID
	cues   cue
	wants  wants
	first  wants // what its first strong segment asks for
	score  float32
	hidden bool
	parts  int // segments counted in
	names  name
	rule   *RuleHit
}

var finders = scratch.NewPool[finder](nil)

// enough is the score from which a box is a promo.
const enough = 0.94

// Find returns the promos that rules, wording and structure find, in page
// order. No two share a segment. Their texts are empty until [Place].
func Find(doc *page.Doc, segs []block.Seg, words *wording.Text, rules []RuleHit) []Promo {
	f := finders.Get()
	defer f.release()
	f.doc, f.segs, f.words = doc, segs, words
	f.names.reset(doc)
	f.infos = scratch.Resize(f.infos, len(segs))
	clear(f.infos)
	f.taken = scratch.Resize(f.taken, len(segs))
	clear(f.taken)
	f.boxes = f.boxes[:0]
	f.ruled(rules)
	f.forms()
	f.worded()
	f.named()
	f.join()
	return f.promos()
}

func (f *finder) release() {
	finders.Put(f, func(f *finder) {
		clear(f.boxes)
		f.doc, f.segs, f.words, f.names.doc = nil, nil, nil, nil
	})
}

// ruled makes a box of each node that a rule names; a node inside another
// ruled one adds nothing.
func (f *finder) ruled(rules []RuleHit) {
	for i := range rules {
		r := &rules[i]
		lo, hi := block.Range(f.doc, f.segs, r.Node)
		if lo == hi || f.taken[lo] {
			continue
		}
		b := box{lo: lo, hi: hi, root: r.Node, rule: r, hidden: f.doc.Nodes[r.Node].Is(page.Hidden), score: 2}
		for k := lo; k < hi; k++ {
			b.hidden = b.hidden || f.segs[k].Hidden && f.doc.Chars(r.Node) == f.doc.HiddenChars(r.Node)
			f.add(&b, k)
		}
		if r.Vendor != "" && !r.Gate {
			// A supplier's markup is often the form alone; the words that
			// invite to it stand around. A gate's is whole, and a site's own
			// rule means its node.
			b = f.grow(b)
		}
		f.keep(b)
	}
}

// add counts the segment k in b.
func (f *finder) add(b *box, k int) {
	if f.segs[k].Hidden != b.hidden || f.segs[k].Kind != block.Text {
		return
	}
	in := f.read(k)
	b.parts++
	b.cues |= in.cues
	b.wants |= in.wants
	if b.first == 0 && in.score >= enough {
		b.first = in.wants
	}
	if in.score > 0 {
		b.score += in.score
	}
}

func (f *finder) keep(b box) {
	for k := b.lo; k < b.hi; k++ {
		if f.segs[k].Hidden == b.hidden {
			f.taken[k] = true
		}
	}
	f.boxes = append(f.boxes, b)
}

// worded starts a box from every segment with enough cues, or with some cues
// and a box named after a promo around it.
func (f *finder) worded() {
	for i := range f.segs {
		if f.taken[i] || !f.worthReading(i) {
			continue
		}
		in := f.read(i)
		if in.score <= 0 || in.wants == 0 && in.cues&(cueGate|cueMeter|cueFeature|cueComment) == 0 {
			continue
		}
		if f.segs[i].Chars > plainLine && in.score < paragraphSeed {
			continue
		}
		b := box{lo: i, hi: i + 1, root: f.rootOf(i), hidden: f.segs[i].Hidden}
		f.add(&b, i)
		b = f.absorb(f.grow(b))
		if b.score >= enough {
			f.keep(b)
		}
	}
}

// paragraphSeed is what a paragraph must score to begin a box. A story's
// paragraph that mentions a price or a newsletter may stand right before a
// promo; it must not be the promo's beginning.
const paragraphSeed = 0.6

// worthReading is the cheap test that most segments of a page fail.
func (f *finder) worthReading(i int) bool {
	s := &f.segs[i]
	if s.Kind != block.Text || s.Chars < 2 {
		return false
	}
	return f.segs[i].Wording&(wording.Asks|wording.CTA|wording.Disclosure|wording.TeaserLabel) != 0 || s.Chars <= shortAction && (s.Link > 0 || s.Flags&page.InLink != 0)
}

// rootOf returns the box of the segment if it holds nothing else, or the
// segment's own first node.
func (f *finder) rootOf(i int) page.ID {
	s := &f.segs[i]
	lo, hi := block.Range(f.doc, f.segs, s.Box)
	for k := lo; k < hi; k++ {
		if k != i && f.segs[k].Kind == block.Text && f.segs[k].Chars > 0 {
			return s.First
		}
	}
	return s.Box
}

// forms makes a box around every form that takes an address.
func (f *finder) forms() {
	seen := 0
	for id := range f.doc.Nodes {
		n := &f.doc.Nodes[id]
		if n.Tag != atom.Input || !isEmail(n) {
			continue
		}
		if seen++; seen > maxForms {
			return
		}
		f.form(page.ID(id))
	}
}

// maxForms bounds the fields that are looked at, each of which takes time
// linear in the element around it. Real pages have a dozen at most.
const maxForms = 100

func isEmail(n *page.Node) bool {
	switch page.Attr(n.N, "type") {
	case "email":
		return true
	case "hidden", "submit", "button", "checkbox", "radio", "password", "search", "image":
		return false
	}
	name := page.Attr(n.N, "name")
	return containsFold(name, "email") || containsFold(name, "e-mail") || containsFold(page.Attr(n.N, "placeholder"), "email") ||
		containsFold(page.Attr(n.N, "placeholder"), "e-mail")
}

// form climbs from the field to the first element with words of its own and
// takes that as the box.
func (f *finder) form(field page.ID) {
	root := f.doc.Nodes[field].Parent
	hidden := f.doc.Nodes[field].Is(page.Hidden)
	for root != page.None && (f.doc.Chars(root) < 12 || !hidden && f.doc.Chars(root)-f.doc.HiddenChars(root) < 12) {
		root = f.doc.Nodes[root].Parent
	}
	if root == page.None || f.doc.Chars(root) > maxChars {
		return
	}
	if form := f.doc.Closest(field, atom.Form); form != page.None && f.doc.Contains(form, root) && f.doc.Chars(form) <= maxChars {
		root = form
	}
	lo, hi := block.Range(f.doc, f.segs, root)
	if lo == hi || f.isOtherForm(root) {
		return
	}
	for k := lo; k < hi; k++ {
		if f.taken[k] {
			return
		}
	}
	b := box{lo: lo, hi: hi, root: root, hidden: f.allHidden(lo, hi), cues: cueEmail, score: 0.7}
	for k := lo; k < hi; k++ {
		f.add(&b, k)
	}
	if f.hasPassword(root) {
		// The fields are for those who have an account; what remains is an
		// invitation to open one, if there are words for it.
		b.cues &^= cueEmail
		if b.wants == 0 {
			return
		}
	}
	if b.wants == 0 {
		b.wants = want(term.Newsletter)
	}
	if f.fields(root) <= maxFields {
		b.score += 0.3
	}
	b = f.grow(b)
	if b.score >= enough || f.names.of(b.root)&(nameNewsletter|nameSubscribe) != 0 {
		b.score = max(b.score, enough)
		f.keep(b)
	}
}

func (f *finder) allHidden(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if f.segs[k].Kind == block.Text && !f.segs[k].Hidden {
			return false
		}
	}
	return true
}

// isOtherForm knows the forms for comments, contact and search: they ask for
// an address as well.
func (f *finder) isOtherForm(root page.ID) bool {
	for id := root; id < f.doc.Nodes[root].End; id++ {
		if f.doc.Nodes[id].Tag == atom.Textarea {
			return true
		}
	}
	return false
}

// maxFields is how many fields a mailing list asks for: an address, perhaps a
// name. Orders and contact forms ask for more.
const maxFields = 3

// fields counts the fields below root that a reader fills in.
func (f *finder) fields(root page.ID) int {
	n := 0
	for id := root; id < f.doc.Nodes[root].End; id++ {
		if f.doc.Nodes[id].Tag != atom.Input {
			continue
		}
		switch f.doc.Attr(id, "type") {
		case "", "text", "email", "tel", "number", "url":
			n++
		}
	}
	return n
}

func (f *finder) hasPassword(root page.ID) bool {
	for id := root; id < f.doc.Nodes[root].End; id++ {
		if n := &f.doc.Nodes[id]; n.Tag == atom.Input && page.Attr(n.N, "type") == "password" {
			return true
		}
	}
	return false
}

// promos writes the boxes in page order.
func (f *finder) promos() []Promo {
	slices.SortFunc(f.boxes, func(a, b box) int { return cmp.Compare(a.lo, b.lo) })
	var out []Promo
	for i := range f.boxes {
		b := &f.boxes[i]
		p := Promo{Root: b.root, Hidden: b.hidden, Score: b.score, cues: b.cues}
		for k := b.lo; k < b.hi; k++ {
			if f.segs[k].Hidden == b.hidden && f.segs[k].Kind == block.Text {
				p.Segs = append(p.Segs, int32(k))
			}
		}
		if len(p.Segs) == 0 {
			continue
		}
		p.Kind, p.Origin = f.kind(b), f.origin(b)
		if b.rule != nil {
			p.rule, p.Gate, p.Vendor = b.rule, b.rule.Gate, b.rule.Vendor
		}
		out = append(out, p)
	}
	return out
}

// origin names the cue that counted most.
func (f *finder) origin(b *box) string {
	switch {
	case b.rule != nil:
		return b.rule.Origin
	case b.cues&cueEmail != 0:
		return "form"
	case b.cues&cueUseTarget != 0 && b.cues&cueCTA == 0:
		return "link"
	}
	return "wording"
}

func (f *finder) sortBoxes() {
	slices.SortFunc(f.boxes, func(a, b box) int { return cmp.Compare(a.lo, b.lo) })
}

// containsFold reports whether s holds the lower-case ASCII sub in any case.
func containsFold(s, sub string) bool {
	for i := 0; i+len(sub) <= len(s); i++ {
		k := 0
		for k < len(sub) && s[i+k]|0x20 == sub[k]|0x20 {
			k++
		}
		if k == len(sub) {
			return true
		}
	}
	return false
}
