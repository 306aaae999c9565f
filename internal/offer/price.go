package offer

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
func (p *parser) price(i int) (event, bool) {
	t := &p.tokens[i]
	e := event{sort: price, first: i, last: i, amount: t.amount}
	if !t.digits {
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
	if e.sign == "" {
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

// scaled reports whether letters hang on the number that are no word of
// offers, as in "$21M".
func (p *parser) scaled(i int) bool {
	return p.tokens[i].digits && i+1 < len(p.tokens) && p.gap(i) == 0 && p.tokens[i+1].word()
}

// leads reports whether the token i is a sign of money before a number. Names
// stand behind it: "Euro 2024" is a cup. Single letters must touch it: "R20".
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
