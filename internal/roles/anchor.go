package roles

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// anchorFeatures say how a text stands to the two fixed points of a page: its
// headline, and the longest run of prose, which is the story's on most pages.
const anchorFeatures = 18

// anchors are the fixed points and the sums taken around them.
type anchors struct {
	// The features give the distance to both, since either may mislead: a headline may
	// stand in a hero far above, and a thread of comments may be longer than the story.
	run      []int32 // by text number: words of the run of prose around it, negative outside of one
	best     int     // segment in the middle of the longest run, or -1
	start    int     // text numbers of its first text, and after its last
	end      int
	article  page.ID // <article> around the anchor, or None
	repeats  []int32 // by node: like siblings in a row, itself included
	joins    []uint16
	headJoin []uint16
	// meets and headMeets are the elements that joins and headJoin lead up to.
	meets, headMeets []page.ID
	h1s              []int32 // by text number: level-1 headings up to it
	names            table[named]
	titleWords       int // that tell something
}

// gapTexts is how many other texts in a row a run of prose may hold: a
// sub-heading, a caption, an advertisement's label.
//
// The story with its gap, and the menu that ends the run:
//
//	<p>Prose, prose.</p> <h2>A sub-heading</h2> <p>Prose again.</p>   one run
//	<p>Prose.</p> <a>Home</a> <a>News</a> <a>Sport</a> <a>Radio</a>   ends it
const gapTexts = 3

// findAnchors needs the prose, the main element and the headline.
//
// The run wins by words and not by texts: a list of forty teasers has more texts
// than a story of ten paragraphs. Linear in the texts, apart from proseRun, which
// looks a few texts beyond the end of each run.
func (f *Frame) findAnchors() {
	a := &f.anchors
	n := len(f.texts)
	a.run = scratch.Resize(a.run, n)
	a.h1s = scratch.Resize(a.h1s, n)
	a.best = -1
	var most, h1s int32
	for k := 0; k < n; {
		end, words := f.proseRun(k)
		if words == 0 {
			a.run[k] = -1
			k++
			continue
		}
		if words > most {
			most, a.best, a.start, a.end = words, int(f.texts[(k+end)/2]), k, end
		}
		for ; k < end; k++ {
			a.run[k] = words
		}
	}
	for k, i := range f.texts {
		// Counted and not only noted: an h1 between a text and the headline is another
		// story's on pages that load the next one below.
		if s := &f.in.Segs[i]; f.in.Doc.Nodes[s.Box].Tag == atom.H1 && !s.Hidden {
			h1s++
		}
		a.h1s[k] = h1s
	}
	// The article element that counts is the one around the longest run. A page of
	// teasers wraps each in an <article> of its own.
	a.article = page.None
	if a.best >= 0 {
		a.article = f.in.Doc.Closest(f.in.Segs[a.best].Box, atom.Article)
	}
	a.joins, a.meets = f.join(a.joins, a.meets, a.best)
	a.headJoin, a.headMeets = f.join(a.headJoin, a.headMeets, f.head)
	f.countRepeats()
}

// proseRun returns the end and the words of the run of prose that starts at
// text k; no words where k is no prose.
func (f *Frame) proseRun(k int) (end int, words int32) {
	gap := 0
	end = k
	for j := k; j < len(f.texts) && gap <= gapTexts; j++ {
		i := f.texts[j]
		if f.prose[i] {
			words += f.in.Segs[i].Words
			end = j + 1
			gap = 0
			continue
		}
		if j == k {
			return k, 0
		}
		// What is hidden opens no gap: a reader does not see it between two paragraphs
		// either.
		if !f.in.Segs[i].Hidden {
			gap++
		}
	}
	return end, words
}

// join writes for each node how many steps it takes from it up to an element
// that holds the segment i, 0 for the elements that hold it themselves, and
// which element that is. Without a segment all are far from it, and the root is.
//
// For the text x as segment i:
//
//	<main> 0
//	  <div> 0 <p>x</p> 0 </div>
//	  <ul> 1 <li> 2 <a> 3 </a></li></ul>
//
// One pass suffices, since a parent stands before its children in Nodes.
func (f *Frame) join(dst []uint16, meets []page.ID, i int) ([]uint16, []page.ID) {
	dst = scratch.Resize(dst, f.in.Doc.Len())
	meets = scratch.Resize(meets, f.in.Doc.Len())
	first, far := page.None, uint16(99) // anchorRow caps it like a long way up
	if i >= 0 {
		first, far = f.in.Segs[i].First, 0
	}
	for id := range f.in.Doc.Nodes {
		n := &f.in.Doc.Nodes[id]
		switch {
		case n.Parent == page.None, page.ID(id) <= first && first < n.End:
			dst[id], meets[id] = far, page.ID(id)
		case i < 0:
			dst[id], meets[id] = far, meets[n.Parent]
		default:
			dst[id], meets[id] = dst[n.Parent]+1, meets[n.Parent]
		}
	}
	return dst, meets
}

// countRepeats finds rows of like elements: entries of a list, comments,
// cards. Paragraphs come in rows too, so the features look above the box only.
//
// Only neighbours count, since a class that comes back elsewhere on the page says
// little. Each row is walked from its first element alone, so that the pass is
// linear in the nodes.
//
//	<li class="c">…</li><li class="c">…</li><li class="c">…</li>   3 each
//	<li class="c">…</li><li class="d">…</li><li class="c">…</li>   1 each
func (f *Frame) countRepeats() {
	doc := f.in.Doc
	a := &f.anchors
	a.repeats = scratch.Resize(a.repeats, doc.Len())
	clear(a.repeats)
	for id := range doc.Nodes {
		if a.repeats[id] != 0 || doc.Nodes[id].Is(page.Text) {
			continue
		}
		n := &doc.Nodes[id]
		// Paragraphs and line breaks repeat in every story.
		if n.Tag == atom.P || n.Tag == atom.Br || n.Is(page.InHead) {
			a.repeats[id] = 1
			continue
		}
		count := int32(1)
		for s := n.End; f.like(n, s); s = doc.Nodes[s].End {
			count++
		}
		a.repeats[id] = count
		for s := n.End; f.like(n, s); s = doc.Nodes[s].End {
			a.repeats[s] = count
		}
	}
}

// like reports whether the node s follows n below the same parent and has the
// same tag and classes.
//
// Class is the number of the whole attribute, so that "card" and "card first" are
// two: a row with a marked first entry loses that entry and no more.
func (f *Frame) like(n *page.Node, s page.ID) bool {
	if int(s) >= f.in.Doc.Len() {
		return false
	}
	m := &f.in.Doc.Nodes[s]
	return m.Parent == n.Parent && m.Tag == n.Tag && m.Class == n.Class && !m.Is(page.Text)
}

// titleLetters is the length from which a word of the title is telling. Shorter ones
// are mostly articles and prepositions. A syllable of Hangul counts as two letters,
// see [textFacts.wide].
const titleLetters = 4

// named says in which names of the page a word stands.
type named uint8

const (
	inTitle named = 1 << iota
	inAuthor
	inSite
)

// readNames fills the table of the words that name the story, its authors and its
// site. The words of a title come back in the story's paragraphs; those of a teaser
// belong to another title. The lines on an author name the author, and what a site
// says for itself names the site.
func (f *Frame) readNames() {
	a := &f.anchors
	a.names.reset()
	f.addNames(f.in.Title, inTitle)
	a.titleWords = a.names.used
	for _, name := range f.in.Authors {
		f.addNames(name, inAuthor)
	}
	f.addNames(f.in.SiteName, inSite)
	f.addNames(longestLabel(f.in.Host), inSite)
}

func (f *Frame) addNames(text string, where named) {
	eachLongWord(text, func(h uint64) { *f.anchors.names.at(h) |= where })
}

// eachLongWord calls word with the hash of each word that tells something.
func eachLongWord(text string, word func(hash uint64)) {
	var facts textFacts
	w := wordHasher{each: func(h uint64, letters int) {
		if letters >= titleLetters {
			word(h)
		}
	}}
	facts.scan(text, &w)
	w.endWord()
}

// TitleWords counts the different words of a title that tell something.
func TitleWords(title string) int {
	seen := make(map[uint64]struct{}, 16)
	eachLongWord(title, func(h uint64) { seen[h] = struct{}{} })
	return len(seen)
}

// longestLabel returns the longest part of a host but the last: its name, mostly.
func longestLabel(host string) (longest string) {
	for label, rest, found := strings.Cut(host, "."); found; label, rest, found = strings.Cut(rest, ".") {
		if len(label) > len(longest) {
			longest = label
		}
	}
	return longest
}

// anchorRow appends anchorFeatures values in the order that [Features] names. It
// gives distances and shares rather than yes or no, so that the trees can cut them
// where the labelled pages suggest. The search for rows ends after 12 steps, so that
// deep nesting costs no more.
func (f *Frame) anchorRow(x []float32, k, i int, s *block.Seg) []float32 {
	a := &f.anchors
	doc := f.in.Doc
	var most, level, rows int32
	step := int32(1)
	lone := f.lone[i]
	for id := doc.Nodes[lone].Parent; id != page.None && id != f.main && step < 12; id = doc.Nodes[id].Parent {
		if r := a.repeats[id]; r > 1 {
			rows++
			if r > most {
				most, level = r, step
			}
		}
		step++
	}
	article := doc.Closest(s.Box, atom.Article)
	gap := float32(-99)
	if a.best >= 0 {
		gap = float32(max(-99, min(99, i-a.best)))
	}
	// The headline itself is no h1 between.
	h1s := a.h1s[k]
	if f.head >= 0 && i > f.head {
		h1s -= 1
	}
	total := max(f.goodAll, 1)
	mainGood := float32(0)
	if f.main != page.None {
		mainGood = f.goodIn(f.main) / total
	}
	return append(x,
		float32(a.run[k]), gap, float32(min(a.joins[lone], 30)), float32(min(a.headJoin[lone], 30)),
		bit(article == a.article), bit(article != page.None), float32(most), float32(level), float32(rows),
		float32(h1s), float32(f.text[i].inTitle), float32(a.titleWords),
		f.shareOf(a.meets[s.Box]), f.shareOf(a.headMeets[s.Box]), mainGood,
		float32(doc.Nodes[lone].Depth)-f.bestDepth(), bit(a.best >= 0 && f.sameShape(s, a.best)),
		bit(f.head >= 0 && i > f.head && a.best >= 0 && i < a.best),
	)
}

// shareOf is the share of the page's text in an element: here that where the
// segment's branch and the anchor's meet.
func (f *Frame) shareOf(id page.ID) float32 {
	return float32(f.in.Doc.Chars(id)) / max(f.total, 1)
}

// bestDepth is the depth of the box of the longest run's middle. The middle is
// taken since the first paragraph often has a wrapper of its own, as a lead.
func (f *Frame) bestDepth() float32 {
	if f.anchors.best < 0 {
		return 0
	}
	return float32(f.in.Doc.Nodes[f.lone[f.anchors.best]].Depth)
}

// sameShape reports whether s looks like the segment i by tag and classes: most
// publishers give all paragraphs of a story the same.
func (f *Frame) sameShape(s *block.Seg, i int) bool {
	return f.sigOf(s) == f.sigOf(&f.in.Segs[i])
}
