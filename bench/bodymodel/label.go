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

// sureWords is the length from which a segment that stands in the gold text
// is no chance find.
const sureWords = 8

// label gives each text, by its words, 1 if it is body by the gold text. Short
// texts, whose words may stand anywhere in a story, count only beside sure
// ones; of a text that the page repeats only the copy in the best company
// counts.
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
func keepBestCopies(y []float32, seen map[string][]int, g *gold) {
	base := append([]float32(nil), y...)
	for key, at := range seen {
		want := max(1, strings.Count(g.joined, " "+key+" "))
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
