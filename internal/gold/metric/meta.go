package metric

import (
	"time"

	"github.com/gatefold/gatefold/internal/wordcount"
)

// SameTitle reports whether two titles are one but for case, white space and the
// characters that only say where a line may break.
func SameTitle(gold, got string) bool {
	return Fold(wordcount.Unbroken(gold)) == Fold(wordcount.Unbroken(got))
}

// AuthorScore compares two sets of names, case and white space aside.
func AuthorScore(gold, got []string) Score {
	want, have := nameSet(gold), nameSet(got)
	right := 0
	for name := range want {
		if have[name] {
			right++
		}
	}
	return scoreOf(float64(right), float64(len(have)), float64(len(want)))
}

func nameSet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		if n = Fold(n); n != "" {
			set[n] = true
		}
	}
	return set
}

// SameDay reports whether a civil day, or the day of a moment, is that of gold.
// Gold with a clock and a zone names a moment: then the moment's day may also be
// that of gold in the moment's own zone, since one moment has two dates on two
// sides of midnight.
func SameDay(gold, day string, at time.Time) bool {
	if day == "" && !at.IsZero() {
		day = at.Format(time.DateOnly)
	}
	if day == "" || len(gold) < len(time.DateOnly) {
		return false
	}
	if day == gold[:len(time.DateOnly)] {
		return true
	}
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00", time.RFC3339} {
		if t, err := time.Parse(layout, gold); err == nil {
			return !at.IsZero() && t.In(at.Location()).Format(time.DateOnly) == at.Format(time.DateOnly)
		}
	}
	return false
}
