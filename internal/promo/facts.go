package promo

import (
	"math/bits"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// The columns of the table of segments, each summed over the segments of a box.
// After them come the kinds of phrase, one column each.
const (
	colSegs = iota
	colChars
	colWords
	colLink     // characters inside links
	colStory    // words, each by the probability that its segment is body
	colBody     // words of segments that are more likely body than not
	colAsk      // characters, each by the probability that its segment asks
	colSaid     // characters, each by the same after the words alone
	colSure     // segments whose words surely ask
	colCovered  // bytes of phrases that ask
	colCued     // characters of segments that hold such a phrase
	colPrice    // segments with a price
	colShort    // segments of a button's length
	colLong     // paragraphs
	colPlain    // characters of paragraphs without a phrase that asks
	colSentence // segments that end as a sentence does
	colButton   // segments inside a button
	colLinked   // segments that are all link
	colForeign  // of these, those without a phrase that asks
	colHeading
	colKinds
	numCols = colKinds + numKinds
)

// kindsTold are the kinds of phrase that have a column of their own, in the
// order of their bits.
const kindsTold = wording.Asks | wording.CTA | wording.Login | wording.Remaining | wording.Consent | wording.TeaserLabel |
	wording.Related | wording.AdLabel | wording.Social | wording.Terms | wording.Benefit | wording.Byline |
	wording.Correction | wording.AuthorBio | wording.Disclosure | wording.Legal | wording.Continue | wording.Harmless |
	wording.Credit | wording.Spent

// numKinds is the number of bits of kindsTold; a test checks that. It is written
// out, since an array's length must be constant.
const numKinds = 35

var colNames = [colKinds]string{
	"segs", "chars", "words", "link", "story", "body", "ask", "said", "sure", "covered", "cued", "price", "short", "long", "plain",
	"sentence", "button", "linked", "foreign", "heading",
}

// asking are the kinds of phrase that make a promo worth looking for.
const asking = wording.Asks | wording.CTA | wording.Disclosure | wording.TeaserLabel

// Lengths, in characters other than white space: of a button, and of a text
// that is a paragraph rather than a line.
const (
	buttonChars    = 45
	paragraphChars = 160
)

// The probabilities from which a text may be part of a promo, and from which its
// words alone say that it is.
const (
	maySay     = 0.2
	noAsk      = 0.02 // whatever phrases stand in it
	surelySaid = 0.6
)

// columns holds for each of the visible segments, or for each of the hidden
// ones, the sums over those before it. Row k has the sums before the k-th.
//
// With them a box of any size costs numCols subtractions.
type columns []float32

func (c columns) row(k int32) []float32 { return c[int(k)*numCols : int(k+1)*numCols] }

// tables are the sums of a page. rank[h][i] is how many segments with text
// before i are visible (h = 0) or hidden (h = 1). The two are kept apart all the
// way: a dormant gate between two paragraphs must not add to what is shown, nor
// the paragraphs to it.
type tables struct {
	rank [2][]int32
	sums [2]columns
	cued []bool    // by segment: it may be part of a promo
	said []float32 // by segment: the probability of that after its words
}

// fill is linear in the segments, times numCols, and in their words.
func (t *tables) fill(doc *page.Doc, segs []block.Seg, words *wording.Text, table *wordtable.Table) {
	t.said = scratch.Resize(t.said, len(segs))
	t.cued = scratch.Resize(t.cued, len(segs))
	var n [2]int32
	for h := range 2 {
		t.rank[h] = scratch.Resize(t.rank[h], len(segs)+1)
		t.sums[h] = scratch.Resize(t.sums[h], (len(segs)+1)*numCols)
		clear(t.sums[h].row(0))
	}
	for i := range segs {
		t.rank[0][i], t.rank[1][i] = n[0], n[1]
		t.cued[i], t.said[i] = false, 0
		s := &segs[i]
		if s.Kind != block.Text || s.Chars == 0 {
			continue
		}
		h := side(s.Hidden)
		from, to := t.sums[h].row(n[h]), t.sums[h].row(n[h]+1)
		copy(to, from)
		n[h]++
		var odds [1]float32
		table.Score(odds[:], words.Places(i))
		t.said[i] = trees.Probability(odds[0])
		t.cued[i] = t.addSeg(to, doc, s, words, i)
	}
	t.rank[0][len(segs)], t.rank[1][len(segs)] = n[0], n[1]
}

// side is the h of the tables.
func side(hidden bool) int {
	if hidden {
		return 1
	}
	return 0
}

// addSeg adds what the segment i says to the row, and reports whether it is
// something that promos are made of.
func (t *tables) addSeg(to []float32, doc *page.Doc, s *block.Seg, words *wording.Text, i int) bool {
	chars, n := float32(s.Chars), float32(s.Words)
	to[colSegs]++
	to[colChars] += chars
	to[colWords] += n
	to[colLink] += float32(s.Link)
	to[colStory] += n * s.P
	to[colAsk] += chars * askOf(s)
	to[colSaid] += chars * t.said[i]
	if t.said[i] > surelySaid {
		to[colSure]++
	}
	if s.P > 0.5 {
		to[colBody] += n
	}
	// A phrase counts as a feature wherever it stands. Whether the segment starts a
	// box is decided below.
	asks := s.Wording&asking != 0
	if asks {
		to[colCovered] += float32(words.Covered(i, asking))
		to[colCued] += chars
	}
	price := s.Chars < 2*paragraphChars && hasPrice(words.Folded(i))
	linked := s.Link*10 > s.Chars*9
	for col, yes := range [...]bool{
		colPrice: price, colShort: s.Chars <= buttonChars, colLong: s.Chars > paragraphChars,
		colSentence: endsSentence(words.Folded(i)), colButton: s.Flags&page.InButton != 0,
		colLinked: linked, colForeign: linked && !asks, colHeading: isHeading(doc, s.Box),
	} {
		if yes {
			to[col]++
		}
	}
	if s.Chars > paragraphChars && !asks {
		to[colPlain] += chars
	}
	addKinds(to[colKinds:], s.Wording)
	// Where both models are sure that nothing is asked, a phrase is a coincidence:
	// "free" and "offer" stand in any story.
	if askOf(s) < noAsk && t.said[i] < noAsk && !price {
		return false
	}
	return asks || price || t.said[i] > maySay || askOf(s) > maySay || s.Flags&page.InButton != 0 && s.Words > 1
}

// addKinds counts a column for each kind that w has. k&-k is the lowest bit left,
// and the bits of kindsTold below it are as many as the columns before its own.
func addKinds(to []float32, w block.Wording) {
	for k := uint64(w & kindsTold); k != 0; k &= k - 1 {
		to[bits.OnesCount64(uint64(kindsTold)&(k&-k-1))]++ // its place among the bits told
	}
}

// isHeading looks at the box and one above: <h3><a>…</a></h3> is a heading.
func isHeading(doc *page.Doc, id page.ID) bool {
	for n := 0; n < 2 && id != page.None; n++ {
		if isHeadingTag(doc.Nodes[id].Tag) {
			return true
		}
		id = doc.Nodes[id].Parent
	}
	return false
}

// endsSentence reports whether the folded text ends as a sentence does.
func endsSentence(t []byte) bool {
	for len(t) > 0 && (t[len(t)-1] == ' ' || t[len(t)-1] == '\n') {
		t = t[:len(t)-1]
	}
	if len(t) == 0 {
		return false
	}
	switch c := t[len(t)-1]; {
	case c == '.' || c == '!' || c == '?':
		return true
	case c < utf8.RuneSelf:
		return false
	}
	return hasAnySuffix(t, "。", "！", "？", "।", "؟")
}

// between writes the sums over the segments lo to hi of one visibility.
//
// Costs numCols subtractions, however many segments lie between.
func (t *tables) between(h int, lo, hi int32, out *[numCols]float32) {
	from, to := t.sums[h].row(t.rank[h][lo]), t.sums[h].row(t.rank[h][hi])
	for i := range out {
		out[i] = to[i] - from[i]
	}
}

// sum is one column of [tables.between].
func (t *tables) sum(h int, lo, hi int32, col int) float32 {
	return t.sums[h][int(t.rank[h][hi])*numCols+col] - t.sums[h][int(t.rank[h][lo])*numCols+col]
}

// texts is the number of segments with text between lo and hi.
func (t *tables) texts(h int, lo, hi int32) int32 { return t.rank[h][hi] - t.rank[h][lo] }

// askOf is the probability that the segment is part of a promo.
func askOf(s *block.Seg) float32 { return s.Ask }
