package date

import "time"

// calendar is the one in which a date is written.
type calendar uint8

const (
	gregorian calendar = iota
	jalali
	ethiopian
)

// setCalendar finds the calendar of the parts: Buddhist years are 543 ahead,
// Persian ones 621 behind, and Ethiopian months have names of their own.
func (p *parser) setCalendar() {
	switch {
	case p.month > 12:
		p.calendar = ethiopian
		p.month -= ethiopianMonth
	case p.year >= 2400 && p.year < 2700:
		p.year -= 543
	case p.year >= 1300 && p.year < 1450 && len(p.language) >= 2 && p.language[:2] == "fa":
		p.calendar = jalali
	}
}

// ethiopianMonth is what months.tsv adds to the numbers of Ethiopian months.
const ethiopianMonth = 100

// possible reports whether the parts make a day in their calendar.
func (p *parser) possible() bool {
	switch p.calendar {
	case jalali:
		return p.year > 1200 && p.year < 1500 && p.month >= 1 && p.month <= 12
	case ethiopian:
		return p.year > 1900 && p.year < 2100 && p.month >= 1 && p.month <= 13 && p.day >= 1 && p.day <= 30
	}
	return p.plausible()
}

// toGregorian turns the parts into those of the calendar that all others use.
func (p *parser) toGregorian() {
	switch p.calendar {
	case jalali:
		p.year, p.month, p.day = fromJalali(p.year, p.month, max(p.day, 1))
	case ethiopian:
		p.year, p.month, p.day = fromEthiopian(p.year, p.month, p.day)
	}
}

// jalaliEpoch is 1 Farvardin 979.
var jalaliEpoch = time.Date(1600, time.March, 20, 0, 0, 0, 0, time.UTC)

// fromJalali turns a date of the Persian calendar into the Gregorian one, by
// the day count from the start of the Persian era (22 March 622 Gregorian).
func fromJalali(y, m, d int) (year, month, day int) {
	y -= 979
	days := 365*y + y/33*8 + (y%33+3)/4 + d - 1
	for i := 1; i < m; i++ {
		if i <= 6 {
			days += 31
		} else {
			days += 30
		}
	}
	return after(jalaliEpoch, days)
}

// ethiopianEpoch is 1 Meskerem 1901.
var ethiopianEpoch = time.Date(1908, time.September, 11, 0, 0, 0, 0, time.UTC)

// fromEthiopian turns a date of the Ethiopian calendar: twelve months of thirty
// days and the rest of the year, a leap day at the end of each fourth.
func fromEthiopian(y, m, d int) (year, month, day int) {
	y -= 1901
	return after(ethiopianEpoch, 365*y+(y+1)/4+30*(m-1)+d-1)
}

func after(epoch time.Time, days int) (year, month, day int) {
	t := epoch.AddDate(0, 0, days)
	return t.Year(), int(t.Month()), t.Day()
}
