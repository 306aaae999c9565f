package offer

import "strings"

// event is a price, a free span or a reduction, by its tokens.
type event struct {
	sort        eventSort
	first, last int
	amount      string
	sign        string // the currency as the lexicon has it
	span        span
}

type eventSort uint8

const (
	price eventSort = iota
	free
	reduction
)

// events finds the prices, the free spans and the reductions in order.
//
// Prices are found first, in a pass of their own: a search for the span of something
// free ends at a price.
func (p *parser) events() []event {
	var out []event
	for i := range p.tokens {
		t := &p.tokens[i]
		switch {
		case p.consumed[i]:
		case t.percent:
			if e, ok := p.percentage(i); ok {
				out = append(out, e)
			}
		case t.digits || t.is(kNumber):
			if e, ok := p.price(i); ok {
				out = append(out, e)
			}
		}
	}
	return p.addFree(out)
}

// percentage reads "20 % Rabatt", "save 50%" and "-20%".
//
// A percentage alone is none: it may be of battery, of readers, of a vote.
func (p *parser) percentage(i int) (event, bool) {
	e := event{sort: reduction, first: i, last: i, amount: p.tokens[i].amount + "%"}
	for j := i + 1; j <= min(i+2, len(p.tokens)-1) && !p.tokens[j].stop; j++ {
		if p.tokens[j].is(kDiscount) {
			e.last = j
			return e, true
		}
	}
	for j := i - 1; j >= max(i-2, 0) && !p.tokens[j].stop; j-- {
		if p.tokens[j].is(kDiscount) {
			e.first = j
			return e, true
		}
	}
	return e, false
}

// price reads the price whose number is the token i.
//
// On return the tokens of the price are consumed. A word for a reduction right
// behind makes it one: "5 € off".
func (p *parser) price(i int) (event, bool) {
	t := &p.tokens[i]
	e := event{sort: price, first: i, last: i, amount: t.amount}
	if !t.digits {
		// "one euro", "zwei Euro"
		e.amount = t.number
	}
	if e.amount == "" || p.scaled(i) {
		return e, false
	}
	if t.digits && i > 0 && p.leads(i-1) {
		e.first, e.sign = i-1, p.tokens[i-1].currency
	}
	if p.follows(i+1, e.sign != "") {
		e.last, e.sign = i+1, prefer(e.sign, p.tokens[i+1].currency)
	}
	if e.sign == "" && !p.pence(&e) || p.perUnit(e.last) {
		return e, false
	}
	for j := e.first; j <= e.last; j++ {
		p.consumed[j] = true
	}
	if e.last+1 < len(p.tokens) && p.tokens[e.last+1].is(kDiscount) && e.last+1 > i && p.gap(e.last) <= 1 {
		e.sort = reduction
		e.last++
	}
	return e, true
}

// pence reads a hundredth of a pound, a small number with a letter on it that
// pays for a time: "99p a week".
//
// The time must follow: a number with a p on it alone is no price.
func (p *parser) pence(e *event) bool {
	t := &p.tokens[e.first]
	if p.cents(e) {
		return true
	}
	rest := p.folded[t.end:]
	if !t.digits || hasPoint(t.amount) || len(t.amount) > 2 || len(rest) == 0 || rest[0] != 'p' || len(rest) > 1 && isLetter(rest[1]) {
		return false
	}
	last := e.last
	if next := e.last + 1; next < len(p.tokens) && p.tokens[next].start == t.end && p.tokens[next].end == t.end+1 {
		last = next // where the letter is no part of "p/"
	}
	if _, ok := p.after(last); !ok {
		return false
	}
	e.last, e.sign, e.amount = last, "GBP", "0."+strings.Repeat("0", 2-len(t.amount))+t.amount
	return true
}

// hundredths are the words for the small coin of a currency. "cent" is that of the
// dollar in English and of the euro elsewhere.
var hundredths = map[string]string{
	"cents": "$", "¢": "$", "cent": "EUR", "centesimi": "EUR", "centimes": "EUR", "centimos": "EUR", "centov": "EUR", "senttia": "EUR",
}

// cents reads an amount in such coins that pays for a time: "99 cents a week".
func (p *parser) cents(e *event) bool {
	t, next := &p.tokens[e.first], e.last+1
	if !t.digits || hasPoint(t.amount) || len(t.amount) > 2 || next >= len(p.tokens) || p.gap(e.last) > 1 {
		return false
	}
	sign := hundredths[string(p.folded[p.tokens[next].start:p.tokens[next].end])]
	if sign == "" {
		return false
	}
	if p.lang == "en" {
		sign = "$"
	}
	if _, ok := p.after(next); !ok {
		return false
	}
	e.last, e.sign, e.amount = next, sign, "0."+strings.Repeat("0", 2-len(t.amount))+t.amount
	return true
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }

// units are those by which shops compare prices.
const units = " kg g l ml cl "

// perUnit reports whether the price that ends with the token i is that of a
// measure: "€ 6,50 / 1 kg". It is no offer but a note beside one.
func (p *parser) perUnit(i int) bool {
	rest := strings.TrimLeft(string(p.folded[p.tokens[i].end:min(int(p.tokens[i].end)+12, len(p.folded))]), " ")
	rest, ok := strings.CutPrefix(rest, "/")
	if !ok {
		return false
	}
	unit, _, _ := strings.Cut(strings.TrimLeft(rest, " 0123456789"), " ")
	return unit != "" && strings.Contains(units, " "+strings.TrimRight(unit, ".,;)")+" ")
}

// scaled reports whether letters hang on the number that are no word of
// offers, as in "$21M".
//
// Offers have no millions: such a figure is news.
func (p *parser) scaled(i int) bool {
	if i+1 < len(p.tokens) && hundredths[string(p.folded[p.tokens[i+1].start:p.tokens[i+1].end])] != "" {
		return false
	}
	return p.tokens[i].digits && i+1 < len(p.tokens) && p.gap(i) == 0 && p.tokens[i+1].word() &&
		!(p.tokens[i+1].end == p.tokens[i+1].start+1 && p.folded[p.tokens[i+1].start] == 'p')
}

// leads reports whether the token i is a sign of money before a number. Names
// stand behind it: "Euro 2024" is a cup. Single letters must touch it: "R20".
//
//	"$5", "€ 5", "US$5"   yes
//	"R20"                 yes, "R 20" no: a single letter must touch
//	"EUR 5"               yes, a code
//	"Euro 5"              no: a name goes behind its number
func (p *parser) leads(i int) bool {
	t := &p.tokens[i]
	if !t.is(kCurrency) || p.consumed[i] || p.gap(i) > 1 {
		return false
	}
	s := string(p.folded[t.start:t.end])
	switch n := letters(s); {
	case n == 0 || n < len(s) && n < 4:
		return true
	case n == 1:
		return p.gap(i) == 0
	case n == 3:
		return t.currency == string(upper(s))
	default:
		return n == 2
	}
}

// letters counts the small ASCII letters of a folded sign.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			n++
		}
	}
	return n
}

func upper(s string) []byte {
	b := []byte(s)
	for i := range b {
		if b[i] >= 'a' && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return b
}

// follows reports whether the token i is money behind a number. If a sign
// stands before the number too, one that leads the next number is not meant.
//
// With a sign on both sides, as in "US$ 5 USD", both belong to the number; in "$5
// $3" the second is that of the next.
func (p *parser) follows(i int, signed bool) bool {
	if i >= len(p.tokens) || !p.tokens[i].is(kCurrency) || p.gap(i-1) > 1 {
		return false
	}
	t := &p.tokens[i]
	s := string(p.folded[t.start:t.end])
	// A single letter must touch the number, and behind a word stands a name:
	// "a dollar", not "a $5".
	if letters(s) == len(s) && len(s) == 1 && p.gap(i-1) > 0 || !p.tokens[i-1].digits && len(s) < 3 {
		return false
	}
	return !signed || i+1 >= len(p.tokens) || !p.tokens[i+1].digits || p.gap(i) > 0
}

// addFree adds the words for "free" that have a span beside them.
//
// The result stays in order: free spans are merged into the prices by their
// tokens.
func (p *parser) addFree(prices []event) []event {
	var out []event
	k := 0
	for i := range p.tokens {
		for k < len(prices) && prices[k].first <= i {
			out = append(out, prices[k])
			k++
		}
		if !p.tokens[i].is(kFree) || p.hyphened(i) {
			continue
		}
		if s, ok := p.freeSpan(i); ok {
			out = append(out, event{sort: free, first: min(i, s.first), last: max(i, s.last), amount: "0", span: s})
		}
	}
	return append(out, prices[k:]...)
}

// hyphened reports whether the token is the end of a compound, as in
// "ad-free".
func (p *parser) hyphened(i int) bool {
	at := p.tokens[i].start
	return at > 1 && p.folded[at-1] == '-' && p.folded[at-2] != ' '
}
