package meta

import (
	"github.com/gatefold/gatefold/internal/scratch"
	"strings"
	"time"
	"unicode/utf8"
)

// dayOrder says how a page writes 3/5/2024.
type dayOrder uint8

const (
	dayFirst dayOrder = iota
	monthFirst
)

// orderOf returns the order for a language: the United States, the Philippines
// and pages in English of no stated country write the month first. A host of
// a country decides over the language.
func orderOf(language, host string) dayOrder {
	if i := strings.LastIndexByte(host, '.'); i >= 0 && len(host)-i == 3 {
		switch host[i+1:] {
		case "us", "ph":
			return monthFirst
		case "co", "io", "tv", "me", "ai", "ly", "fm", "cc", "ws", "gg", "to": // sold to anyone
		default:
			return dayFirst
		}
	}
	switch language {
	case "", "en", "en-US", "en-PH", "fil", "tl", "es-US":
		return monthFirst
	}
	return dayFirst
}

// maxDateText bounds the text in which a date is looked for.
const maxDateText = 200

// ParseDate reads the date in a text: ISO 8601 and its broken forms, RFC 822
// and 1123, seconds or milliseconds since 1970, compact digits, and worded
// dates in the languages of months.tsv. language decides between names that
// two languages share, and with host the order of day and month in numbers.
// It returns false, with Raw kept, where no day, month or year stands in the
// text; a relative date ("3 hours ago") is such a text.
func ParseDate(raw, language, host string) (Date, bool) {
	return parseDate(raw, language, orderOf(language, host))
}

func parseDate(raw, language string, order dayOrder) (Date, bool) {
	raw = strings.TrimSpace(raw)
	d := Date{Raw: raw}
	if len(raw) > maxDateText {
		raw = cutRunes(raw, maxDateText)
	}
	p := dateParsers.Get()
	defer dateParsers.Put(p, func(p *dateParser) { clear(p.tokens) })
	*p = dateParser{tokens: p.tokens, language: language, order: order, day: -1, hour: -1}
	p.tokens = tokenize(p.tokens[:0], raw)
	if !p.parse() {
		return d, false
	}
	return p.build(d)
}

var dateParsers = scratch.NewPool(func() *dateParser { return &dateParser{tokens: make([]token, 0, 48)} })

// atMost returns s, or as many whole characters as fit into n bytes.
func atMost(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return cutRunes(s, n)
}

func cutRunes(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// dateParser reads the tokens of a date.
type dateParser struct {
	tokens   []token
	language string
	order    dayOrder

	year, month, day  int // day is -1 where unknown, so are the clock's parts
	hour, minute, sec int
	hasSec            bool
	nano              int
	offset            int // seconds east
	hasZone           bool
	jalali            bool
	epoch             time.Time
}

func (p *dateParser) parse() bool {
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
func (p *dateParser) at(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i]
}

// compact reads digits without separators: 20240503, 20240503T101500,
// 20240503101500, 1714730000 and 1714730000000.
func (p *dateParser) compact() bool {
	t := p.at(0)
	if t.kind != 'n' {
		return false
	}
	switch t.width {
	case 8, 12, 14:
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

// plausible reports whether the parts make a day that a page may state.
func (p *dateParser) plausible() bool {
	if p.year < 1500 || p.year > 2100 || p.month < 1 || p.month > 12 {
		return false
	}
	return p.day == -1 || p.day >= 1 && p.day <= daysIn(p.year, p.month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// build makes the date of the parts.
func (p *dateParser) build(d Date) (Date, bool) {
	if !p.epoch.IsZero() {
		d.Time, d.Precision, d.Zone = p.epoch, Second, ZoneKnown
		return d, true
	}
	if p.jalali {
		p.year, p.month, p.day = fromJalali(p.year, p.month, max(p.day, 1))
	}
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
