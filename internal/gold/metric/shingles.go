package metric

import (
	"strings"
	"unicode"
)

// Shingle is one page's shares of shingles in both texts, only in the
// extracted one, only in the gold: they sum to 1, or to 0 for a page with
// neither.
type Shingle struct {
	TP, FP, FN float64
}

// shingleSize is the number of words in a shingle.
const shingleSize = 4

// Shingles compares two texts by their runs of four words, as ScrapingHub's
// article-extraction-benchmark does: case matters, and a text shorter than
// four words is one shingle.
func Shingles(gold, got string) Shingle {
	want, have := counts(runs(gold)), counts(runs(got))
	var s Shingle
	for key, n := range want {
		both := min(n, have[key])
		s.TP += float64(both)
		s.FN += float64(n - both)
	}
	for key, n := range have {
		s.FP += float64(max(0, n-want[key]))
	}
	if sum := s.TP + s.FP + s.FN; sum > 0 {
		return Shingle{s.TP / sum, s.FP / sum, s.FN / sum}
	}
	return s
}

func runs(text string) []string {
	tokens := strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	if len(tokens) == 0 {
		return nil
	}
	var out []string
	for i := range max(1, len(tokens)-shingleSize+1) {
		out = append(out, strings.Join(tokens[i:min(i+shingleSize, len(tokens))], " "))
	}
	return out
}

// ShingleScore returns the mean precision over the pages with extracted text,
// the mean recall over those with gold, and the harmonic mean of the two.
func ShingleScore(pages []Shingle) Score {
	var s Score
	var found, wanted int
	for _, p := range pages {
		if p.TP+p.FP > 0 {
			found++
			s.Precision += p.TP / (p.TP + p.FP)
		}
		if p.TP+p.FN > 0 {
			wanted++
			s.Recall += p.TP / (p.TP + p.FN)
		}
	}
	s.Precision /= float64(max(found, 1))
	s.Recall /= float64(max(wanted, 1))
	s.F1 = harmonic(s.Precision, s.Recall)
	return s
}
