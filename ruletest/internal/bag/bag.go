// Package bag compares texts as bags of words, in lower case and any script.
package bag

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/wordcount"
)

// F1 returns the harmonic mean of the share of the words of got that
// stand in gold and of those of gold that stand in got. Order does not count; two
// empty texts are alike.
func F1(gold, got string) float64 {
	want, have := Words(gold), Words(got)
	if len(want) == 0 && len(have) == 0 {
		return 1
	}
	return 2 * float64(Common(want, have)) / float64(len(want)+len(have))
}

// Common returns how many words stand in both lists, each as often as it
// stands in the list that has it less often.
func Common(a, b []string) int {
	bag := make(map[string]int, len(a))
	for _, w := range a {
		bag[w]++
	}
	n := 0
	for _, w := range b {
		if bag[w] > 0 {
			bag[w]--
			n++
		}
	}
	return n
}

// Words splits a text into runs of letters and digits, in lower case. Scripts
// without spaces give a word for each character, or a whole paragraph of them would
// be one word, right or wrong as a whole.
func Words(text string) []string {
	var out []string
	start := -1
	text = strings.ToLower(text)
	for i, r := range text {
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
		inside := !alone && (r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r))
		if start >= 0 && !inside {
			out = append(out, text[start:i])
			start = -1
		}
		switch {
		case alone && unicode.IsLetter(r):
			out = append(out, string(r))
		case inside && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, text[start:])
	}
	return out
}

// Fold returns s as texts are compared: small letters, single spaces, nothing
// that only says where a line may break.
func Fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(wordcount.Unbroken(s)), " "))
}
