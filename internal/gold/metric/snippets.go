package metric

import "strings"

// Tally counts snippets over pages: wanted and there, wanted and missing,
// unwanted and there, unwanted and absent.
type Tally struct {
	TP, FN, FP, TN int
}

// Snippets counts one page as trafilatura's evaluation does: a snippet is
// there if the text holds it, white space of any kind being one space.
func Snippets(text string, with, without []string) Tally {
	text = Space(text)
	var t Tally
	for _, s := range with {
		if strings.Contains(text, Space(s)) {
			t.TP++
		} else {
			t.FN++
		}
	}
	for _, s := range without {
		if strings.Contains(text, Space(s)) {
			t.FP++
		} else {
			t.TN++
		}
	}
	return t
}

// Add returns the sum of two tallies.
func (t Tally) Add(u Tally) Tally {
	return Tally{t.TP + u.TP, t.FN + u.FN, t.FP + u.FP, t.TN + u.TN}
}

// Score returns precision, recall and F1 over all that was counted.
func (t Tally) Score() Score {
	return scoreOf(float64(t.TP), float64(t.TP+t.FP), float64(t.TP+t.FN))
}

// Space returns s with each run of white space as one space, none at the ends.
func Space(s string) string { return strings.Join(strings.Fields(s), " ") }

// Fold returns s for a comparison that heeds neither case nor white space.
func Fold(s string) string { return strings.ToLower(Space(s)) }
