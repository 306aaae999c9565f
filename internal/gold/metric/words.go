// Package metric scores extracted text and metadata against gold the way the
// published benchmarks do.
package metric

import (
	"strings"
	"unicode"
)

// Score is a precision, a recall and their harmonic mean, 0 to 1.
type Score struct {
	Precision, Recall, F1 float64
}

// scoreOf returns the score for the number of things found that are right,
// found in all, and wanted. Nothing found where nothing is wanted is right.
func scoreOf(right, found, wanted float64) Score {
	if found == 0 && wanted == 0 {
		return Score{1, 1, 1}
	}
	var s Score
	if found > 0 {
		s.Precision = right / found
	}
	if wanted > 0 {
		s.Recall = right / wanted
	}
	s.F1 = harmonic(s.Precision, s.Recall)
	return s
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// Words splits text into lower-cased runs of letters, digits and underscores,
// what \w+ finds in Python. Each Han, Kana and Thai character is a word of
// its own, since those scripts put no space between words.
func Words(text string) []string {
	text = strings.ToLower(text)
	var words []string
	start := -1
	for i, r := range text {
		alone := ownWord(r)
		inside := !alone && wordRune(r)
		if start >= 0 && !inside {
			words = append(words, text[start:i])
			start = -1
		}
		switch {
		case alone:
			words = append(words, string(r))
		case inside && start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, text[start:])
	}
	return words
}

func wordRune(r rune) bool {
	if r < 0x80 {
		return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

func ownWord(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || unicode.Is(unicode.Thai, r) && unicode.IsLetter(r)
}

// WordScore compares two texts as bags of words, as WCXB does: a word counts
// as often as it stands in both.
func WordScore(gold, got string) Score {
	want, have := Words(gold), Words(got)
	return scoreOf(float64(common(counts(want), have)), float64(len(have)), float64(len(want)))
}

func counts[T comparable](items []T) map[T]int {
	m := make(map[T]int, len(items))
	for _, it := range items {
		m[it]++
	}
	return m
}

// common returns how many of items are in the bag, and uses the bag up.
func common[T comparable](bag map[T]int, items []T) int {
	n := 0
	for _, it := range items {
		if bag[it] > 0 {
			bag[it]--
			n++
		}
	}
	return n
}

// Mean averages scores page by page: also the F1 is a mean of F1s.
func Mean(scores []Score) Score {
	var m Score
	for _, s := range scores {
		m.Precision += s.Precision
		m.Recall += s.Recall
		m.F1 += s.F1
	}
	if n := float64(len(scores)); n > 0 {
		m.Precision, m.Recall, m.F1 = m.Precision/n, m.Recall/n, m.F1/n
	}
	return m
}
