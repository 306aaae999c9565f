package offer

// draft is an offer on the way, with the tokens that state it.
type draft struct {
	Offer
	first, last int
}

// builder turns events into offers: it decides which price is the offer, which
// the one before a reduction and which the one after a trial.
//
// For "statt 11,96 € nur 1 € für 3 Monate, danach 9 €/Monat" the events are three
// prices. The first waits as was, the second is the offer with its span, the third
// its renewal:
//
//	{Amount: 1, Was: 11.96, Period: 3 months, Trial: true,
//	 Renewal: {Amount: 9, Period: 1 month}}
type builder struct {
	*parser
	done    []draft
	taken   []bool // by token: a unit that belongs to a price
	was     string // a price before, which waits for its offer
	wasAt   int
	pending *event // a reduction without an offer
}

// The order of the cases matters: a price after "instead of" is never an offer,
// whatever stands around it, and one after "then" is what the offer becomes.
func (b *builder) add(e event) {
	if b.taken == nil {
		b.taken = make([]bool, len(b.tokens))
	}
	switch {
	case e.sort == reduction:
		b.reduce(e)
	case e.sort == price && b.near(e.first, kWas, 2) >= 0:
		b.earlier(e)
	case b.renews(e.first) && e.sort == price:
		b.renew(e)
	default:
		b.offer(e)
	}
}

// lastDraft returns the offer last begun, which later events may still complete,
// or nil.
func (b *builder) lastDraft() *draft {
	if len(b.done) == 0 {
		return nil
	}
	return &b.done[len(b.done)-1]
}

// near returns the nearest of the n tokens before i that has a kind of m, or
// -1.
//
// It does not look past the end of a sentence or a price: a word there belongs to
// another.
func (b *builder) near(i int, m kinds, n int) int {
	for j := i - 1; j >= max(i-n, 0); j-- {
		if b.tokens[j].stop || b.consumed[j] {
			return -1
		}
		if b.tokens[j].is(m) {
			return j
		}
	}
	return -1
}

// reduce keeps a reduction for the offer beside it.
//
// "1 € a month, you save 20 %" has it after the offer, "20 % off: 1 € a month"
// before: that one waits in pending.
func (b *builder) reduce(e event) {
	text := e.amount
	if e.sign != "" {
		cur, _ := b.resolve(e.sign)
		text += " " + cur
	}
	if d := b.lastDraft(); d != nil && d.Discount == "" && e.first-d.last <= reach {
		d.Discount = text
		d.last = max(d.last, e.last)
		return
	}
	e.amount = text
	b.pending = &e
}

// earlier handles the price before a reduction: "1 € statt 11,96 €" and "statt 11,96
// € nur 1 €".
func (b *builder) earlier(e event) {
	if d := b.lastDraft(); d != nil && d.Was == "" && e.first-d.last <= reach {
		d.Was = e.amount
		d.last = max(d.last, e.last)
		return
	}
	b.was, b.wasAt = e.amount, b.near(e.first, kWas, 2)
}

// maxThen is how many tokens may stand between an offer and what follows it.
const maxThen = 16

// renews reports whether a word for "then" leads from the last offer, or from
// the start, to the price at i.
//
// "1 € for a month, then 9 €" does; in "then 9 €, or 90 € a year" the second price
// does not, since the first is between.
func (b *builder) renews(i int) bool {
	from := max(i-maxThen, 0)
	if d := b.lastDraft(); d != nil {
		from = max(from, d.last+1)
	}
	for j := i - 1; j >= from; j-- {
		if b.consumed[j] {
			return false
		}
		if b.tokens[j].is(kThen) {
			return true
		}
	}
	return false
}

// renew makes the price what follows the last offer.
//
// A renewal without an offer before it is a trial whose price the text does not
// state: then the amount is what follows, and uncertain.
func (b *builder) renew(e event) {
	d := b.lastDraft()
	if d == nil || d.Renewal != (Renewal{}) {
		b.offer(e)
		if n := b.lastDraft(); d == nil {
			n.Trial, n.Uncertain = true, true
		}
		return
	}
	cur, certain := b.resolve(e.sign)
	d.Renewal = Renewal{Amount: e.amount, Currency: cur}
	d.last = max(d.last, e.last)
	if s, ok := b.spanOf(e); ok {
		d.Renewal.Period = s.String()
		d.last = max(d.last, s.last)
	}
	d.Trial = true
	if d.Currency == "" {
		d.Currency, d.Uncertain = cur, d.Uncertain || !certain
	}
}

// spanOf finds the span that a price pays for, behind it first: "1 € a month" is
// more usual than "a month for 1 €". A span is taken once, by its unit.
func (b *builder) spanOf(e event) (span, bool) {
	s, ok := b.after(e.last)
	if !ok {
		s, ok = b.before(e.first, b.taken)
	}
	if ok {
		b.taken[s.last] = true
	}
	return s, ok
}

// offer begins an offer from a price or a free span, and gives it what waited for
// one.
func (b *builder) offer(e event) {
	d := draft{Offer: Offer{Amount: e.amount}, first: e.first, last: e.last}
	s, ok := e.span, true
	if e.sort == price {
		var certain bool
		d.Currency, certain = b.resolve(e.sign)
		d.Uncertain = !certain
		s, ok = b.spanOf(e)
	}
	if ok {
		d.Period = s.String()
		d.first, d.last = min(d.first, s.first), max(d.last, s.last)
		if e.sort == price && !s.counted {
			b.pastRate(&d)
		}
	}
	d.Trial = d.Trial || e.sort == free || ok && b.introductory(e, s) || b.near(d.first, kTrial, 2) >= 0 || b.trialBehind(d.last)
	if b.was != "" && e.first-b.wasAt <= reach+3 {
		d.Was, d.first = b.was, min(d.first, b.wasAt)
	}
	b.was = ""
	if b.pending != nil {
		d.Discount, d.first = b.pending.amount, min(d.first, b.pending.first)
		b.pending = nil
	}
	b.done = append(b.done, d)
}

// introductory reports whether the span is a first one or a fixed one of less
// than a year.
func (b *builder) introductory(e event, s span) bool {
	if s.opening {
		return true
	}
	if !s.counted || !s.short() {
		return false
	}
	// "every 3 months" repeats; a span in front of the price does not.
	return s.last < e.first || !b.perBetween(e.last, s.first)
}

// perBetween reports whether a word that only ever says "per" stands between two
// tokens; one that may also say "for" does not make a rate.
func (b *builder) perBetween(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if t := &b.tokens[j]; t.is(kPer) && !t.is(kFor) {
			return true
		}
	}
	return false
}

// pastRate looks around a rate for the time for which it holds: "3 € / Monat in den
// ersten 3 Monaten", "3 Monate für 5 € monatlich".
//
// The rate stays the period. That it holds for three months makes it a trial:
//
//	"3 € / month in the first 3 months"   {Amount: 3, Period: 1 month, Trial: true}
func (b *builder) pastRate(d *draft) {
	if f, ok := b.after(d.last); ok && !b.taken[f.last] && (f.opening || f.counted) {
		d.Trial = true
		d.last = max(d.last, f.last)
		b.taken[f.last] = true
		return
	}
	if f, ok := b.before(d.first, b.taken); ok && f.counted && f.last >= d.first-2 && f.short() {
		d.Trial = true
		d.first = min(d.first, f.first)
		b.taken[f.last] = true
	}
}

// trialBehind reports whether a word for a trial follows closely.
func (b *builder) trialBehind(i int) bool {
	for j := i + 1; j <= min(i+2, len(b.tokens)-1); j++ {
		if b.tokens[j].stop || b.consumed[j] {
			return false
		}
		if b.tokens[j].is(kTrial) {
			return true
		}
	}
	return false
}

// finish adds a reduction that no price belongs to, the words about cancelling, and
// the source texts.
//
// It is last since widen must know which tokens are prices of others.
func (b *builder) finish() {
	if b.pending != nil {
		b.done = append(b.done, draft{Offer{Discount: b.pending.amount}, b.pending.first, b.pending.last})
	}
	b.cancel()
	for i := range b.done {
		d := &b.done[i]
		b.widen(d)
		d.Text = b.source(d.first, d.last)
	}
}

// cancel gives the words about cancelling to the offer before them, or to the first.
//
// The words may stand anywhere: after the price, in small print, or before all
// prices.
func (b *builder) cancel() {
	for i := range b.tokens {
		if !b.tokens[i].is(kCancel) {
			continue
		}
		owner := -1
		for k := range b.done {
			if owner < 0 || b.done[k].last < i {
				owner = k
			}
		}
		if owner >= 0 && b.done[owner].Cancel == "" {
			b.done[owner].Cancel = b.source(i, i)
		}
	}
}

// widen takes in the words at the ends that belong to the offer: "only",
// "from", "free", "trial".
func (b *builder) widen(d *draft) {
	for d.first > 0 && b.tokens[d.first-1].is(kOnly|kFrom|kTrial|kFree) && !b.consumed[d.first-1] {
		d.first--
	}
	for d.last+1 < len(b.tokens) && b.tokens[d.last+1].is(kTrial|kFree) && !b.consumed[d.last+1] {
		d.last++
	}
}
