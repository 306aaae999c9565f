package bodymodel

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// words splits a text the way the word F1 does: lower-cased runs of letters
// and digits, each character of an unspaced script its own word.
//
// It must split as the measure does, or a text and its gold would differ by how
// they are cut.
func words(s string) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, strings.ToLower(s[start:end]))
			start = -1
		}
	}
	for i, r := range s {
		switch {
		case wordcount.Unspaced(r):
			flush(i)
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.Is(unicode.M, r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(s))
	return out
}

// segWords returns the words of a segment.
//
// Parts of one segment join without a space, as the library joins them.
func segWords(doc *page.Doc, s *block.Seg) []string {
	if s.Kind != block.Text {
		return nil
	}
	var b strings.Builder
	for id := s.First; id < s.End; id++ {
		if s.Owns(&doc.Nodes[id]) {
			b.WriteString(doc.Nodes[id].N.Data)
		}
	}
	return words(b.String())
}

// gold is a body to hold segments against.
// Runs of four words are looked up, since single words of a story stand in any
// teaser.
type gold struct {
	n      int
	joined string
	grams  map[string]int
}

const gramSize = 4

func newGold(body string) *gold {
	w := words(body)
	g := &gold{n: len(w), joined: " " + strings.Join(w, " ") + " ", grams: map[string]int{}}
	for i := 0; i+gramSize <= len(w); i++ {
		g.grams[strings.Join(w[i:i+gramSize], " ")]++
	}
	return g
}

// cover returns the share of w that stands in the gold text.
//
// A word counts if any run of gramSize words around it stands in the gold text, so
// that a changed word costs its neighbours but not the segment. Shorter texts must
// stand in it as they are.
func (g *gold) cover(w []string) float64 {
	if len(w) < gramSize {
		if strings.Contains(g.joined, " "+strings.Join(w, " ")+" ") {
			return 1
		}
		return 0
	}
	in := make([]bool, len(w))
	for i := 0; i+gramSize <= len(w); i++ {
		if g.grams[strings.Join(w[i:i+gramSize], " ")] > 0 {
			for j := range gramSize {
				in[i+j] = true
			}
		}
	}
	n := 0
	for _, ok := range in {
		if ok {
			n++
		}
	}
	return float64(n) / float64(len(w))
}

// sureWords is the length from which a segment does not stand in the gold text by
// chance.
const sureWords = 8

// label gives each text, by its words, 1 if it is body by the gold text. Short
// texts, whose words may stand anywhere in a story, count only beside sure
// ones; of a text that the page repeats only the copy in the best company
// counts.
//
// The gold text is of the body as a whole and does not say where on the page it
// stands:
//
//	<p>The ferry is back after two years, said the mayor.</p>   sure
//	<p>We are glad.</p>                                          short, beside it: body
//	…ten teasers…
//	<p>We are glad.</p>                                          short, nothing sure near: not
func label(texts [][]string, g *gold) []float32 {
	y := make([]float32, len(texts))
	short := make([]bool, len(texts))
	seen := map[string][]int{}
	for k, ws := range texts {
		if len(ws) == 0 {
			continue
		}
		c := g.cover(ws)
		switch {
		case len(ws) >= sureWords && c >= 0.5:
			y[k] = 1
			key := strings.Join(ws, " ")
			seen[key] = append(seen[key], k)
		case len(ws) < sureWords && c >= 0.99:
			short[k] = true
		}
	}
	keepBestCopies(y, seen, g)
	markRuns(y, texts, short, g)
	// Only long texts and runs make others sure: a short text next to a short one that
	// was found beside a long one may be far from the story.
	sure := append([]float32(nil), y...)
	for k := range short {
		if short[k] && beside(sure, texts, k) {
			y[k] = 1
		}
	}
	return y
}

// markRuns labels short texts in a row whose words stand in the gold text one
// after the other: the cells of a table, the items of a list.
//
//	<td>Northern coast</td><td>12 boats</td><td>Southern coast</td><td>9 boats</td>
//
// Each cell alone may stand anywhere in the gold text by chance; all of them one
// after the other do not.
func markRuns(y []float32, texts [][]string, short []bool, g *gold) {
	for k := range texts {
		if !short[k] {
			continue
		}
		var run []string
		last := k
		for last < len(texts) && last < k+maxRun && len(run) < sureWords && (short[last] || y[last] == 1 || len(texts[last]) == 0) {
			run = append(run, texts[last]...)
			last++
		}
		if len(run) < sureWords || last-k < 2 || !strings.Contains(g.joined, " "+strings.Join(run, " ")+" ") {
			continue
		}
		for i := k; i < last; i++ {
			if short[i] {
				y[i] = 1
			}
		}
	}
}

// maxRun bounds the texts in a row that are held against the gold text.
const maxRun = 8

// keepBestCopies leaves of each repeated segment as many as the gold text
// has, those with the most body around them.
//
// Company is counted in the labels before any copy is dropped, so that the order
// of the map does not matter.
func keepBestCopies(y []float32, seen map[string][]int, g *gold) {
	base := append([]float32(nil), y...)
	for key, at := range seen {
		want := max(1, strings.Count(g.joined, " "+key+" "))
		// The copy in the worst company goes first, until as many are left as the gold
		// text has.
		for len(at) > want {
			worst, low := 0, float32(1e9)
			for k, i := range at {
				var sum float32
				for d := -6; d <= 6; d++ {
					if j := i + d; d != 0 && j >= 0 && j < len(base) {
						sum += base[j]
					}
				}
				if sum < low {
					worst, low = k, sum
				}
			}
			y[at[worst]] = 0
			at = append(at[:worst], at[worst+1:]...)
		}
	}
}

// beside reports whether a sure segment stands within reach on either side.
//
// Three texts with words on either side are looked at.
func beside(sure []float32, ws [][]string, i int) bool {
	for _, dir := range [2]int{-1, 1} {
		left := 3
		for j := i + dir; j >= 0 && j < len(ws) && left > 0; j += dir {
			if len(ws[j]) == 0 {
				continue
			}
			if sure[j] == 1 {
				return true
			}
			left--
		}
	}
	return false
}
