package date

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/scratch"
)

// Date is a moment or a day as a page states it.
type Date struct {
	// Time is zero where the text could not be read; Raw then keeps it.
	Time      time.Time
	Raw       string
	Precision Precision
	Zone      Zone
}

// Precision is the smallest unit that a date states.
type Precision string

// The precisions.
const (
	Year   Precision = "year"
	Month  Precision = "month"
	Day    Precision = "day"
	Minute Precision = "minute"
	Second Precision = "second"
)

// Zone says whether the page states a date's zone. An assumed zone is UTC, the
// clock being the page's own. A date without a clock has none.
type Zone string

// The states of a zone.
const (
	ZoneKnown   Zone = "known"
	ZoneAssumed Zone = "assumed"
)

// IsZero reports whether nothing is stated.
func (d *Date) IsZero() bool { return d.Raw == "" && d.Time.IsZero() }

// IsDay reports whether the date names a day, or a moment of one.
func (d *Date) IsDay() bool {
	return !d.Time.IsZero() && d.Precision != Month && d.Precision != Year
}

// HasClock reports whether the date has a time of day.
func (d *Date) HasClock() bool { return d.Precision == Minute || d.Precision == Second }

// InUTC reports whether the date is stated as a moment in UTC.
func (d *Date) InUTC() bool {
	_, offset := d.Time.Zone()
	return d.Zone == ZoneKnown && offset == 0
}

// Civil returns the day as "2006-01-02" in the date's own zone.
func (d *Date) Civil() string { return d.Time.Format(time.DateOnly) }

// Swapped returns the date with day and month changed for one another, where it
// is written in numbers that can be read in both orders. Full stops always stand
// between day and month.
func (d *Date) Swapped() (Date, bool) {
	year, month, day := d.Time.Date()
	first := strings.IndexFunc(d.Raw, func(r rune) bool { return !unicode.IsDigit(r) })
	if !d.IsDay() || day > 12 || day == int(month) || first != 1 && first != 2 || d.Raw[first] == '.' || strings.ContainsFunc(d.Raw, unicode.IsLetter) {
		return *d, false
	}
	out := *d
	clock := d.Time.Sub(time.Date(year, month, day, 0, 0, 0, 0, d.Time.Location()))
	out.Time = time.Date(year, time.Month(day), int(month), 0, 0, 0, 0, d.Time.Location()).Add(clock)
	return out, true
}

// Order says how a page writes 3/5/2024.
type Order uint8

// The orders of numbers.
const (
	DayFirst Order = iota
	MonthFirst
)

// OrderOf returns the order for a language: the United States, the Philippines
// and pages in English of no stated country write the month first. A host of
// a country decides over the language.
func OrderOf(language, host string) Order {
	if i := strings.LastIndexByte(host, '.'); i >= 0 && len(host)-i == 3 {
		switch host[i+1:] {
		case "us", "ph":
			return MonthFirst
		case "co", "io", "tv", "me", "ai", "ly", "fm", "cc", "ws", "gg", "to": // sold to anyone
		default:
			return DayFirst
		}
	}
	switch language {
	case "", "en", "en-US", "en-PH", "fil", "tl", "es-US":
		return MonthFirst
	}
	return DayFirst
}

// maxText bounds the text in which one date is looked for, and maxTexts that in
// which several are, in bytes.
const (
	maxText  = 200
	maxTexts = 600
)

// Parse reads the first date in a text: ISO 8601 and its broken forms, RFC 822
// and 1123, seconds or milliseconds since 1970, compact digits, and worded
// dates in the languages of months.tsv. The language decides between names that
// two languages share.
//
// It returns false, with Raw kept, where no day, month or year stands in the
// text; a relative date ("3 hours ago") is such a text.
func Parse(raw, language string, order Order) (Date, bool) {
	raw = strings.TrimSpace(raw)
	d := Date{Raw: raw}
	p := newParser(language, order)
	defer parsers.Put(p, forget)
	p.tokens = tokenize(p.tokens[:0], cutRunes(raw, maxText), maxTokens)
	if !p.parse() {
		return d, false
	}
	return p.build(d)
}

// Found is one of the dates of a text, and where it stands there.
type Found struct {
	Date
	Start, End int
}

// All appends to out the dates that stand in a text, in order. The clock of a
// date is the one after it, before the next date; else the one before it. Numbers
// without signs between them are no dates here.
func All(out []Found, text, language string, order Order) []Found {
	p := newParser(language, order)
	defer parsers.Put(p, forget)
	text = cutRunes(text, maxTexts)
	p.tokens = tokenize(p.tokens[:0], text, 2*maxTokens)
	whole, last := p.tokens, 0
	for i := 0; i < len(whole); i++ {
		p.tokens = whole
		p.reset()
		n := p.dateAt(i)
		if n == 0 {
			continue
		}
		next := i + n
		for next < len(whole) && !p.startsDate(next) {
			next++
		}
		p.tokens = whole[:next]
		p.reset()
		p.dateAt(i)
		end := i + n
		if p.clock(i + n); p.hour >= 0 {
			end = max(end, p.clockEnd)
		} else if p.tokens = whole[:i]; p.clockBefore(last) {
			p.tokens = whole[:next]
		}
		f := Found{Start: whole[i].at, End: whole[min(end, len(whole))-1].end}
		f.Raw = text[f.Start:f.End]
		if d, ok := p.build(f.Date); ok {
			f.Date = d
			out = append(out, f)
		}
		i, last = end-1, end
	}
	return out
}

// startsDate reports whether a date starts at token i.
func (p *parser) startsDate(i int) bool {
	saved := *p
	p.reset()
	n := p.dateAt(i)
	tokens := p.tokens
	*p = saved
	p.tokens = tokens
	return n > 0
}

// clockBefore reads a clock from token from on, all of which stands before the
// date.
func (p *parser) clockBefore(from int) bool {
	if from < len(p.tokens) {
		p.clock(from)
	}
	return p.hour >= 0
}

const maxTokens = 48

var parsers = scratch.NewPool(func() *parser { return &parser{tokens: make([]token, 0, 2*maxTokens)} })

// forget lets go of the text that was read.
func forget(p *parser) { clear(p.tokens[:cap(p.tokens)]) }

func newParser(language string, order Order) *parser {
	p := parsers.Get()
	*p = parser{tokens: p.tokens, language: language, order: order, day: -1, hour: -1}
	return p
}

func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// parser reads the tokens of a date.
type parser struct {
	tokens   []token
	language string
	order    Order

	year, month, day  int // day is -1 where unknown, so are the clock's parts
	hour, minute, sec int
	hasSec            bool
	nano              int
	offset            int // seconds east
	hasZone           bool
	calendar          calendar
	epoch             time.Time
	clockEnd          int // the token after the clock and its zone
}

// reset forgets what was read.
func (p *parser) reset() {
	*p = parser{tokens: p.tokens, language: p.language, order: p.order, day: -1, hour: -1}
}

func (p *parser) parse() bool {
	if p.compact() {
		return true
	}
	for i := range p.tokens {
		if n := p.dateAt(i); n > 0 {
			p.clock(i + n)
			if p.hour < 0 {
				p.clock(0)
			}
			return true
		}
	}
	return false
}

// at returns the token i, or an empty one beyond the ends.
func (p *parser) at(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i]
}

// compact reads digits without separators: 20240503, 20240503T101500,
// 20240503101500, 1714730000 and 1714730000000.
func (p *parser) compact() bool {
	t := p.at(0)
	if t.kind != 'n' {
		return false
	}
	switch t.width {
	case 8, 12, 14:
		return p.compactDay(t)
	case 10, 13, 16:
		if len(p.tokens) > 1 && p.at(1).kind != '.' {
			return false
		}
		sec := int64(t.num)
		for w := t.width; w > 10; w -= 3 {
			sec /= 1000
		}
		p.epoch = time.Unix(sec, 0).UTC()
		return p.epoch.Year() >= 1990 && p.epoch.Year() < 2100
	}
	return false
}

func (p *parser) compactDay(t token) bool {
	digits := t.num
	var clock int
	switch t.width {
	case 12:
		clock, digits = digits%10000*100, digits/10000
	case 14:
		clock, digits = digits%1000000, digits/1000000
	}
	p.year, p.month, p.day = digits/10000, digits/100%100, digits%100
	if !p.plausible() {
		return false
	}
	if t.width > 8 {
		p.hour, p.minute, p.sec, p.hasSec = clock/10000, clock/100%100, clock%100, t.width == 14
		p.zone(1)
	} else if n := p.at(2); p.at(1).text == "t" && n.kind == 'n' && (n.width == 4 || n.width == 6) {
		clock = n.num
		if n.width == 4 {
			clock *= 100
		}
		p.hour, p.minute, p.sec, p.hasSec = clock/10000, clock/100%100, clock%100, n.width == 6
		p.zone(3)
	} else {
		p.clock(1)
	}
	return p.hour < 24 && p.minute < 60
}

// plausible reports whether the parts make a day that a page may state.
func (p *parser) plausible() bool {
	if p.year < 1500 || p.year > 2100 || p.month < 1 || p.month > 12 {
		return false
	}
	return p.day == -1 || p.day >= 1 && p.day <= daysIn(p.year, p.month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// build makes the date of the parts.
func (p *parser) build(d Date) (Date, bool) {
	if !p.epoch.IsZero() {
		d.Time, d.Precision, d.Zone = p.epoch, Second, ZoneKnown
		return d, true
	}
	p.toGregorian()
	loc, day := time.UTC, max(p.day, 1)
	if p.hasZone && p.offset != 0 {
		loc = time.FixedZone("", p.offset)
	}
	d.Precision = Day
	if p.day < 0 {
		d.Precision = Month
	}
	hour := max(p.hour, 0)
	if p.hour >= 0 && p.day > 0 {
		d.Precision, d.Zone = Minute, ZoneAssumed
		if p.hasSec {
			d.Precision = Second
		}
		if p.hasZone {
			d.Zone = ZoneKnown
		}
	} else {
		loc = time.UTC
	}
	d.Time = time.Date(p.year, time.Month(p.month), day, hour, p.minute, p.sec, p.nano, loc)
	return d, true
}
