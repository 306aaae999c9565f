package wall

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// sameOffer reports whether an offer is the labelled one: the same amount,
// the same currency where the label names one, and a period that does not
// contradict the label's.
func sameOffer(l corpus.Offer, o article.Offer) bool {
	want, ok := amount(l.Price)
	got, ok2 := amount(o.Amount)
	if !ok || !ok2 || math.Abs(want-got) > 0.001 {
		return false
	}
	// What is free costs nothing in any currency.
	if l.Currency != nil && *l.Currency != o.Currency && want != 0 {
		return false
	}
	return l.Period == nil || samePeriod(*l.Period, o.Period)
}

// amount reads a labelled price, whose decimal mark may be a comma.
func amount(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	return v, err == nil
}

// samePeriod compares loosely, since labels keep the page's own words: the
// units must be one, and the numbers too if both are more than one.
func samePeriod(label, got string) bool {
	wantN, wantUnit := period(label)
	gotN, gotUnit := period(got)
	if wantUnit == "" {
		return true // "per issue" and the like: no unit of time
	}
	return wantUnit == gotUnit && (wantN == gotN || wantN <= 1 || gotN <= 1)
}

// units are the starts of words for a unit of time, as labels spell them.
var units = []struct{ unit, start string }{
	{"month", "month"}, {"month", "monat"}, {"month", "mois"}, {"month", "mes"}, {"month", "mês"},
	{"month", "maand"}, {"month", "månad"}, {"month", "måned"}, {"month", "miesi"}, {"month", "カ月"}, {"month", "か月"},
	{"month", "ヶ月"}, {"month", "月"}, {"month", "개월"}, {"month", "месяц"}, {"month", "ay"},
	{"week", "week"}, {"week", "woche"}, {"week", "semaine"}, {"week", "semana"}, {"week", "settiman"}, {"week", "vecka"},
	{"week", "veckor"}, {"week", "uke"}, {"week", "uge"}, {"week", "週"}, {"week", "tydz"}, {"week", "недел"},
	{"year", "year"}, {"year", "jahr"}, {"year", "an"}, {"year", "année"}, {"year", "año"}, {"year", "ano"}, {"year", "jaar"},
	{"year", "år"}, {"year", "rok"}, {"year", "年"}, {"year", "год"}, {"year", "yıl"},
	{"day", "day"}, {"day", "tag"}, {"day", "jour"}, {"day", "día"}, {"day", "dia"}, {"day", "giorn"}, {"day", "dag"},
	{"day", "日"}, {"quarter", "quart"},
}

// numbers are the words for small numbers that labels use.
var numbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "drei": 3, "trois": 3, "tres": 3}

// period finds the first number and the first unit in s. Without a number it
// is one.
func period(s string) (n int, unit string) {
	n = 1
	for i, word := range splitWords(s) {
		if v, err := strconv.Atoi(word); err == nil && unit == "" {
			n = v
			continue
		}
		if v, ok := numbers[word]; ok && i == 0 {
			n = v
		}
		if unit == "" {
			unit = unitOf(word)
		}
	}
	return n, unit
}

// splitWords cuts s into runs of digits and runs of letters.
func splitWords(s string) []string {
	var words []string
	var last rune
	for _, r := range strings.ToLower(s) {
		digit, letter := unicode.IsDigit(r), unicode.IsLetter(r)
		switch {
		case !digit && !letter:
			r = ' '
		case len(words) > 0 && last != ' ' && unicode.IsDigit(last) == digit:
			words[len(words)-1] += string(r)
		default:
			words = append(words, string(r))
		}
		last = r
	}
	return words
}

func unitOf(word string) string {
	longest, unit := 0, ""
	for _, u := range units {
		// Two or three letters start too many other words.
		short := len(u.start) <= 3 && u.start[0] < 0x80 && len(word) > len(u.start)+2
		if strings.HasPrefix(word, u.start) && !short && len(u.start) > longest {
			longest, unit = len(u.start), u.unit
		}
	}
	return unit
}

func describe(o corpus.Offer) string {
	text := o.Price
	for _, part := range []*string{o.Currency, o.Period} {
		if part != nil {
			text += " " + *part
		}
	}
	return text
}
