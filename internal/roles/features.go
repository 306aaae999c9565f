package roles

import (
	"math"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/wording"
)

// Input is what the classifier reads of a page.
type Input struct {
	Doc  *page.Doc
	Segs []block.Seg
	// Words are the phrases in the segments, or nil.
	Words *wording.Text
	Links target.Links
	// Title, Description and ArticleBody are what the metadata gives.
	Title, Description, ArticleBody string
	// Authors, SiteName and Host name who writes, as the metadata and the address have
	// it; empty where nothing is known.
	Authors        []string
	SiteName, Host string
	// SaysArticle is set where the page declares itself an article, SaysOther where it
	// declares itself something else with a kind of its own.
	SaysArticle, SaysOther bool
	// Model is used in place of the shipped one where it is not nil.
	Model *Models
	// Meter is told when features and trees are done; it may be nil.
	Meter *page.Meter
}

// Frame is the classifier's working memory for one page: everything that the
// features read, worked out once. It comes from a pool; see [Frame.Release].
type Frame struct {
	// Slices by segment or node keep their memory from page to page: scratch.Resize
	// does not clear them, so that whatever reads one must have filled it first.
	in      Input
	hints   hints
	text    []textFacts
	good    []int32 // sum of the characters of story-like segments before a node
	sigs    table[sig]
	dups    table[int32]
	body    table[struct{}] // grams of the metadata's article body
	total   float32
	goodAll float32
	desc    uint64
	anchors anchors
	lone    []page.ID   // by segment: the outermost element that holds it alone
	tag     []atom.Atom // by segment: what that says it is
	tallies []tally     // by node: what stands before it
	worth   []float32   // by node: score as the story's container
	chosen  page.ID     // node of the highest score, or None
	main    page.ID     // smallest element with most of the story-like text
	head    int         // segment of the headline, or -1
	prose   []bool
	dist    [classname.Parts]uint8
	rows    []float32 // of the texts in kept
	around  surroundings
	kept    []int32               // text numbers that are not surely furniture
	classes [][NumClasses]float32 // probabilities by text number
	p       []float32             // those of body
	scored  bool
	open    []float32 // p as the claims leave it
	picks   []int32   // of a look, as is keep
	keep    []int32
	told    int          // the first so many texts are scored, or labels
	shapes  table[int32] // by shape: the last of them
	texts   []int32      // the text segments, by their number in Segs, without copies
	copies  []int32      // the text segments that repeat a run of others
	copied  []bool
	said    []said       // by text number
	firsts  table[int32] // by hash: 1 + the number of the first shown text
}

// sig sums up the segments of one shape: same tag, same classes, same
// parent's classes.
//
// Publishers set every paragraph of a story in the same classes, and every teaser
// in others: what one text cannot tell, the mean length and links of its shape do.
type sig struct {
	n           int32
	chars, link int32
}

var frames = scratch.NewPool[Frame](nil).Keeping(maxFrame)

// maxFrame is the most memory of a frame that is kept: a row is more than a kilobyte,
// and a page of a hundred kilobytes of text has a thousand and more.
const maxFrame = 6 << 20

// NewFrame reads the page once for all features.
//
// Linear in the nodes, the segments and the characters of text, apart from climbs
// through ancestors, which the depth of the page bounds. No model is asked yet: that
// waits until probabilities are wanted.
func NewFrame(in Input) *Frame {
	f := frames.Get()
	f.prepare(in)
	return f
}

// Release gives the memory back. f must not be used after.
//
// The page is let go at once, so that the pool does not hold a parsed tree.
func (f *Frame) Release() { frames.Put(f, func(f *Frame) { f.in = Input{} }) }

// Texts are the numbers in Segs of the text segments, in page order. Where a
// page holds its story more than once, the copies are not among them.
func (f *Frame) Texts() []int32 { return f.texts }

// prepare works out what the features read. The order follows from what needs
// what: the title's words before the texts that are compared with them, copies
// before boxes and sums, prose before main, headline and anchors, and those before
// the choice of containers.
func (f *Frame) prepare(in Input) {
	f.in = in
	f.scored = false
	f.desc = 0
	if in.Description != "" {
		f.desc = hashText(in.Description)
	}
	f.hints.fill(in.Doc)
	f.text = scratch.Resize(f.text, len(in.Segs))
	f.prose = scratch.Resize(f.prose, len(in.Segs))
	f.texts = f.texts[:0]
	f.sigs.reset()
	f.dups.reset()
	f.body.reset()
	f.readNames()
	f.total, f.goodAll = 0, 0
	f.readTexts()
	f.dropCopies()
	f.findBoxes()
	f.count()
	for _, i := range f.texts {
		s := &in.Segs[i]
		f.prose[i] = isProse(s, &f.text[i])
		f.total += float32(s.Chars)
		g := f.sigs.at(f.sigOf(s))
		g.n++
		g.chars += s.Chars
		g.link += s.Link
	}
	grams(in.ArticleBody, func(g uint64) { f.body.at(g) })
	f.sumProse()
	f.findMain()
	f.findHeadline()
	f.findAnchors()
	f.choose()
	f.readWords()
}

// readTexts lists the texts with what each says of itself, and counts the
// equal ones.
//
// Texts of three words and fewer are not counted: "Read more" comes twice on any
// page.
func (f *Frame) readTexts() {
	for i := range f.in.Segs {
		s := &f.in.Segs[i]
		f.text[i], f.prose[i] = textFacts{}, false
		if s.Kind != block.Text {
			continue
		}
		f.texts = append(f.texts, int32(i))
		f.text[i] = readText(f.in.Doc, s, &f.anchors.names)
		if s.Words > 3 {
			*f.dups.at(f.text[i].hash)++
		}
	}
}

// isProse tells the paragraphs of any story from labels, links and lists: long
// enough, punctuated, few links.
//
// It looks at no words, so that it works in any language. Twelve of them leave out
// headings and labels; a third of links leaves in a paragraph with two of them and
// leaves out a list of tags.
func isProse(s *block.Seg, t *textFacts) bool {
	return !s.Hidden && s.Words >= 12 && s.Link*3 < s.Chars && t.punct > 0 && s.Flags&page.InButton == 0
}

// sigOf hashes the shape of a segment. The parent's classes are in it since many
// themes give their paragraphs none of their own:
//
//	<div class="story"><p>…</p></div>
//	<div class="comment"><p>…</p></div>
func (f *Frame) sigOf(s *block.Seg) uint64 {
	n := &f.in.Doc.Nodes[s.Box]
	h := uint64(n.Tag)<<40 ^ uint64(n.Class)<<16
	if n.Parent != page.None {
		h ^= uint64(f.in.Doc.Nodes[n.Parent].Class)
	}
	return h
}

// sumProse makes good[id] the characters of prose that starts before node id.
//
// What an element holds is then a difference of two, at any size.
func (f *Frame) sumProse() {
	f.good = scratch.Resize(f.good, f.in.Doc.Len()+1)
	var sum int32
	next := page.ID(0)
	for i := range f.in.Segs {
		s := &f.in.Segs[i]
		for ; next <= s.First; next++ {
			f.good[next] = sum
		}
		if f.prose[i] {
			sum += s.Chars
		}
	}
	for ; int(next) < len(f.good); next++ {
		f.good[next] = sum
	}
	f.goodAll = float32(sum)
}

// goodIn is the characters of prose that start inside the element id.
func (f *Frame) goodIn(id page.ID) float32 {
	return float32(f.good[f.in.Doc.Nodes[id].End] - f.good[id])
}

// mainShare is the share of a page's prose that the main container holds at
// least. Stories in two containers and long comment threads keep it from
// being higher.
const mainShare = 0.6

// findMain walks down from the root as long as one child holds most of the
// prose.
func (f *Frame) findMain() {
	f.main = 0
	if f.in.Doc.Len() == 0 {
		f.main = page.None
		return
	}
	// At most one child can hold more than half, so that the first is the only one.
	want := f.goodAll * mainShare
	if want == 0 {
		return
	}
	for {
		down := page.None
		for c := range f.in.Doc.Children(f.main) {
			if f.goodIn(c) >= want {
				down = c
				break
			}
		}
		if down == page.None || f.in.Doc.Nodes[down].End == down+1 {
			return
		}
		f.main = down
	}
}

// findHeadline picks the segment that repeats the metadata's title, an h1
// before others, else the last h1 before the prose.
//
// The title must match as a whole, by hash: a part of it stands in teasers, in
// breadcrumbs and in the page's own slogan. An h1 that matches ends the search; a
// match in another tag is taken until one comes, as links in a list of the latest
// stories repeat the title too.
func (f *Frame) findHeadline() {
	f.head = -1
	title := hashText(f.in.Title)
	for _, k := range f.texts {
		i := int(k)
		s := &f.in.Segs[i]
		tag := f.in.Doc.Nodes[s.Box].Tag
		switch {
		case s.Hidden:
		case f.in.Title != "" && f.text[i].hash == title:
			if tag == atom.H1 {
				f.head = i
				return
			}
			if f.head < 0 || f.in.Doc.Nodes[f.in.Segs[f.head].Box].Tag != atom.H1 {
				f.head = i
			}
		case tag == atom.H1 && f.head < 0 && s.Words > 2:
			f.head = i
		}
	}
}

// The boxes whose tag is a feature of its own.
var boxTags = [...]atom.Atom{
	atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Td, atom.Blockquote, atom.Figcaption,
	atom.Section, atom.Span, atom.Dd, atom.Dt, atom.Pre, atom.Th, atom.Button, atom.Article, atom.Header, atom.Footer,
	atom.Aside, atom.Summary, atom.Body, atom.Option,
}

// tagCode numbers a box's tag for the model: an ordinal that trees can cut.
func tagCode(a atom.Atom) float32 {
	for i, t := range boxTags {
		if t == a {
			return float32(i + 1)
		}
	}
	return 0
}

// near is how many segments before and after one the features look at.
const near = 3

// The features by group. The order is part of the trained model: change it and
// train anew.
const (
	ownFeatures   = 26
	placeFeatures = 24
	nearFeatures  = 7 * 2 * near
	// NumFeatures is the length of a row.
	NumFeatures   = firstFeatures + secondFeatures
	firstFeatures = ownFeatures + placeFeatures + nearFeatures + anchorFeatures + classname.Parts + threadFeatures + wordingFeatures +
		boxFeatures + choiceFeatures + saidFeatures + styleFeatures
	// wordingFeatures are the kinds of phrases that the lexicon may find.
	wordingFeatures = 52
)

// Row writes the features of the first look at text number k into x, which has
// [NumFeatures] places.
func (f *Frame) Row(k int, x []float32) {
	i := int(f.texts[k])
	s := &f.in.Segs[i]
	o := x[:0:ownFeatures]
	o = f.ownRow(o, i, s)
	o = x[:len(o):len(x)]
	o = f.placeRow(o, k, i, s)
	o = f.nearRow(o, k)
	o = f.anchorRow(o, k, i, s)
	o = f.hintRow(o, i, s)
	o = f.threadRow(o, s)
	o = f.wordingRow(o, i)
	o = f.boxRow(o, i, s)
	o = f.choiceRow(o, k, i)
	o = f.saidRow(o, k)
	f.styleRow(o, k, i, s)
}

func per(a int32, b int32) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func logOf(n float32) float32 { return float32(math.Log1p(float64(n))) }

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// ownRow appends what the segment says by itself, in the order that [Features]
// names. Where a fact cannot be had it is -1, which trees can tell from 0.
func (f *Frame) ownRow(x []float32, i int, s *block.Seg) []float32 {
	t := &f.text[i]
	g, _ := f.sigs.get(f.sigOf(s))
	dup := int32(0)
	if s.Words > 3 {
		dup, _ = f.dups.get(t.hash)
		dup--
	}
	agrees := float32(-1)
	if f.body.used > 20 && s.Words >= gramWords {
		_, inBody := f.body.get(t.head)
		_, inTail := f.body.get(t.tail)
		agrees = bit(inBody) + bit(inTail)
	}
	return append(x,
		float32(s.Chars), float32(s.Words), s.LinkDensity(), per(s.Chars, s.Words),
		per(t.punct, s.Chars), float32(t.punct), per(t.commas, s.Words), per(t.digits, s.Chars), per(t.upper, s.Words),
		float32(t.links), float32(s.Breaks), bit(terminal(t.last)), bit(t.label), bit(startsUpper(t.first)),
		float32(t.quotes), float32(t.nodes),
		tagCode(f.tag[i]), bit(s.Hidden), float32(s.Flags&(page.InLink|page.InForm|page.InButton)),
		bit(s.Flags&page.HiddenAria != 0),
		float32(g.n), per(g.chars, g.n), per(g.link, g.chars), float32(dup), agrees,
		bit(s.Flags&(page.ScreenReader) != 0),
	)
}

// startsUpper takes any letter outside of ASCII for a capital: most scripts have
// no case, and a sentence in them starts like any.
func startsUpper(r rune) bool {
	return 'A' <= r && r <= 'Z' || r > 0x7f || '0' <= r && r <= '9' || r == '"'
}

// placeRow appends where the segment stands: in the page, in the main container
// and to the headline, and what four boxes from its own upwards hold of prose and
// of links.
func (f *Frame) placeRow(x []float32, k, i int, s *block.Seg) []float32 {
	doc := f.in.Doc
	total := max(f.total, 1)
	goodAll := max(f.goodAll, 1)
	up := [4]page.ID{f.lone[i]}
	for j := 1; j < len(up); j++ {
		up[j] = max(doc.Nodes[up[j-1]].Parent, 0)
	}
	charsBefore := float32(doc.CharsBetween(0, s.First))
	inMain := doc.Contains(f.main, s.First)
	mainDepth := float32(0)
	if f.main != page.None {
		mainDepth = float32(doc.Nodes[f.lone[i]].Depth) - float32(doc.Nodes[f.main].Depth)
	}
	fromHead := float32(-200)
	if f.head >= 0 {
		fromHead = float32(max(-200, min(200, i-f.head)))
	}
	desc := float32(0)
	if f.desc != 0 && s.Words > 4 {
		desc = bit(f.text[i].hash == f.desc)
	}
	x = append(x,
		float32(k)/float32(len(f.texts)), charsBefore/total, fromHead, bit(f.head >= 0),
		bit(inMain), mainDepth, bit(f.main == f.lone[i] || f.main == doc.Nodes[f.lone[i]].Parent),
		float32(doc.Nodes[f.lone[i]].Depth), desc, logOf(f.goodAll), f.goodAll/total,
		float32(f.good[s.First])/goodAll,
	)
	for _, u := range up[:] {
		all := float32(doc.Chars(u))
		x = append(x, f.goodIn(u)/goodAll, f.goodIn(u)/max(all, 1), float32(doc.LinkChars(u))/max(all, 1))
	}
	return x
}

// nearRow appends a few facts on the texts before and after, by number and not by
// box: between a paragraph and the next there may be any depth of wrappers. What
// stands off the page has a link density of -1.
func (f *Frame) nearRow(x []float32, k int) []float32 {
	parent := f.in.Doc.Nodes[f.lone[f.texts[k]]].Parent
	for d := -near; d <= near; d++ {
		j := k + d
		if d == 0 {
			continue
		}
		if j < 0 || j >= len(f.texts) {
			x = append(x, 0, 0, -1, 0, 0, 0, 0)
			continue
		}
		i := f.texts[j]
		s := &f.in.Segs[i]
		t := &f.text[i]
		x = append(x, float32(s.Words), s.LinkDensity(), tagCode(f.tag[i]), bit(f.prose[i]),
			bit(f.in.Doc.Nodes[f.lone[i]].Parent == parent), per(t.punct, s.Words), bit(s.Hidden))
	}
	return x
}

// hintRow gives for each hint how near the closest element is that carries it:
// 1 for the elements of the text's own box, less for each step up, 0 for none.
//
// The distance counts from the text's own box, so that wrappers do not make a name
// weaker: all elements up to the box count as one step. Only the nearest of each
// hint counts, and forty steps are the most.
func (f *Frame) hintRow(x []float32, i int, s *block.Seg) []float32 {
	clear(f.dist[:])
	var seen classname.Part
	step := uint8(1)
	for id := s.Box; id != page.None; id = f.in.Doc.Nodes[id].Parent {
		fresh := f.hints.of(id) &^ seen
		if fresh != 0 {
			seen |= fresh
			fresh.Each(func(b int) { f.dist[b] = step })
		}
		if step < 40 && id <= f.lone[i] {
			step++
		}
	}
	for _, d := range f.dist {
		v := float32(0)
		if d > 0 {
			v = float32(41-d) / 40
		}
		x = append(x, v)
	}
	return x
}

// wordingRow appends a value for each kind of phrase, 1 where the text has one.
func (f *Frame) wordingRow(x []float32, i int) []float32 {
	w := f.in.Segs[i].Wording
	for b := range wordingFeatures {
		x = append(x, float32(w>>b&1))
	}
	return x
}

// Kept returns the texts whose rows the models score beyond the first ensemble,
// and their rows, [NumFeatures] values each.
func (f *Frame) Kept() (texts []int32, rows []float32) {
	f.score()
	return f.kept, f.rows
}

// Label reports whether text number k is a label, which no model is asked
// about.
func (f *Frame) Label(k int) bool { return f.isLabel(k) }

// FirstFeatures is how many values at the start of a row the first look has.
const FirstFeatures = firstFeatures
