package offer

import "strings"

// span is a length of time by its tokens.
type span struct {
	first, last int
	count       string // "4"; "1" if the text has no number
	unit        string
	counted     bool // the text has a number
	opening     bool // the text says "first"
}

// String returns the normalised form, "4 weeks".
//
// The form is English whatever the language, so that callers compare one form.
func (s span) String() string {
	switch {
	case s.unit == "":
		return ""
	case s.count == "1":
		return "1 " + s.unit
	}
	return s.count + " " + s.unit + "s"
}

// short reports whether the span is less than a year.
func (s span) short() bool { return s.unit != "year" && !(s.unit == "month" && s.count == "12") }

// spanAt reads the span whose unit is the token i: "4 weeks", "first month",
// "premiers 3 mois", "3-week".
//
// It reads backwards from the unit, at most three tokens:
//
//	"4 weeks"          counted
//	"first month"      opening
//	"first 3 months"   both
//	"a month"          neither: "a" may be a rate
func (p *parser) spanAt(i int) span {
	s := span{first: i, last: i, count: "1", unit: p.tokens[i].period}
	if p.tokens[i].is(kFirst) {
		s.opening = true
	}
	for j := i - 1; j >= max(i-3, 0) && !p.tokens[j].stop && !p.consumed[j]; j-- {
		t := &p.tokens[j]
		switch {
		case t.is(kFirst):
			s.first, s.opening = j, true
		case !s.counted && t.digits && !t.percent && count(t.amount):
			s.first, s.count, s.counted = j, t.amount, true
		case !s.counted && t.is(kNumber) && !t.digits:
			// "a month" may be a rate: the caller weighs articles.
			s.first, s.count, s.counted = j, t.number, !t.is(kPer) && !t.is(kFor)
			if !s.counted {
				return s
			}
		default:
			return s
		}
	}
	return s
}

// count reports whether an amount is a number of periods.
//
// Three digits are enough for days; "0" and fractions are no spans.
func count(s string) bool {
	return len(s) > 0 && len(s) <= 3 && s != "0" && s[len(s)-1] != '.' && !hasPoint(s)
}

func hasPoint(s string) bool {
	for i := range len(s) {
		if s[i] == '.' {
			return true
		}
	}
	return false
}

// reach is how many tokens may stand between a price and its span, and
// strangers how many of those may be words without a meaning here: "3 months of
// unlimited digital access for $1".
const (
	reach     = 8
	strangers = 4
)

// after finds the span behind the token i, in the same sentence and before the
// next price.
//
// A unit right behind the price, or after a word such as "per", "for" or "first",
// is its span. With a strange word between, it must be counted.
func (p *parser) after(i int) (span, bool) {
	linked, others := false, 0
	for k := i + 1; k < min(i+1+reach, len(p.tokens)); k++ {
		t := &p.tokens[k]
		switch {
		case t.stop || p.consumed[k] || t.is(kThen|kWas|kDiscount) && !t.is(kPer|kFor):
			return span{}, false
		case t.is(kPeriod):
			s := p.spanAt(k)
			s.first = max(s.first, i+1)
			if linked || s.first == i+1 || s.counted && others <= 1 {
				return s, true
			}
			if !t.is(kPer | kFor | kNumber) {
				return span{}, false
			}
			linked = true
		case t.is(kPer | kFor | kFirst):
			linked = true
		case t.word():
			if others++; others > 2 {
				return span{}, false
			}
		}
	}
	return span{}, false
}

// before finds the span in front of the token i. A span that another price has
// taken does not count.
//
// Here more strangers are allowed, as the thing that is sold stands between: "3
// months of unlimited digital access for $1".
func (p *parser) before(i int, taken []bool) (span, bool) {
	others := 0
	for k := i - 1; k >= max(i-reach, 0); k-- {
		t := &p.tokens[k]
		switch {
		case t.stop || p.consumed[k] || t.is(kThen) && !t.is(kFor|kPer):
			return span{}, false
		case t.is(kPeriod) && !taken[k]:
			s := p.spanAt(k)
			if others <= 1 || s.counted {
				return s, true
			}
			return span{}, false
		case t.word():
			if others++; others > strangers {
				return span{}, false
			}
		}
	}
	return span{}, false
}

// freeSpan finds the span that the word for "free" at i is about. Without a
// number it must be a first one or touch the word: "free weekly newsletter" is
// no offer.
//
// Before the word first ("3 months free"), then behind it ("free for 3 months").
func (p *parser) freeSpan(i int) (span, bool) {
	for _, dir := range [...]int{-1, 1} {
		others := 0
		for k := i + dir; k >= 0 && k < len(p.tokens) && k >= i-4 && k <= i+6; k += dir {
			t := &p.tokens[k]
			if t.stop || p.consumed[k] || t.is(kThen) && !t.is(kPer|kFor) {
				break
			}
			if t.is(kPeriod) {
				if s := p.spanAt(k); p.freeFits(s, i, k) {
					return s, true
				}
				if t.means.single() {
					break
				}
			}
			if t.word() {
				if others++; others > 2 {
					break
				}
			}
		}
	}
	return span{}, false
}

// articleless are languages in which "month free" says "a month free".
const articleless = " ar bg cs fa fi he hr pl ru sk tr uk "

// freeFits reports whether the span s, whose unit is the token k, is what the free
// thing at i lasts.
func (p *parser) freeFits(s span, i, k int) bool {
	if s.counted || s.opening {
		trial := s.last+1 < len(p.tokens) && p.tokens[s.last+1].is(kTrial) // "free with a 30-day trial"
		return s.last < i || trial || p.joins(i, s.first)
	}
	// "un mois offert", "a free month", "free for a month".
	article := s.first < k && p.tokens[s.first].is(kNumber)
	if k == i-1 {
		return article || strings.Contains(articleless, " "+p.lang+" ")
	}
	if k == i+1 && i > 0 {
		return p.tokens[i-1].is(kNumber)
	}
	return article && p.anyBetween(i, k, kFor)
}

// joins reports whether the span that starts at the token k says how long the
// free thing at i lasts: "free for one month", but not "3 free articles in 1
// month".
func (p *parser) joins(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if p.tokens[j].word() && !p.anyBetween(i, k, kFor|kTrial) {
			return false
		}
	}
	return true
}

// anyBetween reports whether a token of a kind of m stands between the two.
func (p *parser) anyBetween(i, k int, m kinds) bool {
	for j := i + 1; j < k; j++ {
		if p.tokens[j].is(m) {
			return true
		}
	}
	return false
}
