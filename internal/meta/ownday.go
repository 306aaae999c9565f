package meta

import (
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/gatefold/gatefold/internal/page"
)

// maxEast and maxWest are how far from Greenwich nearly all of the press lies,
// New Zealand and Hawaii. Beyond them the address rather has the day of the
// printed paper.
const (
	maxEast = 12 * time.Hour
	maxWest = 10 * time.Hour
)

// settleDay lets the day in the page's own address, or else the one that it
// shows, decide where a date can be read as either of two.
func (c *collector) settleDay(d *Date) {
	if !isDay(d) {
		return
	}
	c.toShownZone(d)
	url := c.urlDate()
	switch {
	case isDay(&url) && d.Precision != Day:
		c.toOwnZone(d, &url)
	case isDay(&url):
		d.swap(&url)
	case d.inUTC():
		if c.nearMidnight(d) {
			day := c.shownDay()
			c.toOwnZone(d, &day)
		}
		c.atMidnight(d)
	case d.isAmbiguous():
		day := c.shownDay()
		if !isDay(&day) {
			day = c.farDate(false)
		}
		d.swap(&day)
	}
}

// nearMidnight reports whether a moment in UTC falls on another day somewhere.
func (c *collector) nearMidnight(d *Date) bool {
	clock := d.Time.Sub(d.Time.Truncate(24 * time.Hour))
	return clock < maxWest || clock >= 24*time.Hour-c.mostEast()
}

// shownDay returns the day that the page shows by its headline.
func (c *collector) shownDay() Date {
	day := c.visibleDate(false)
	if !isDay(&day) {
		day = c.nearDate(false)
	}
	y, m, n := day.Time.Date()
	day.Time = time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	return day
}

// inUTC reports whether a date is stated as a moment in UTC.
func (d *Date) inUTC() bool {
	_, offset := d.Time.Zone()
	return d.Zone == ZoneKnown && offset == 0
}

// isAmbiguous reports whether a date is written in numbers that are another in
// the other order of day and month.
func (d *Date) isAmbiguous() bool {
	_, month, day := d.Time.Date()
	first := strings.IndexFunc(d.Raw, func(r rune) bool { return !unicode.IsDigit(r) })
	return day <= 12 && day != int(month) && (first == 1 || first == 2) && !strings.ContainsFunc(d.Raw, unicode.IsLetter)
}

// swap takes the other order of day and month if that is the other date's day.
func (d *Date) swap(other *Date) {
	year, month, day := d.Time.Date()
	otherYear, otherMonth, otherDay := other.Time.Date()
	if year == otherYear && int(month) == otherDay && day == int(otherMonth) && !strings.ContainsFunc(d.Raw, unicode.IsLetter) {
		clock := d.Time.Sub(time.Date(year, month, day, 0, 0, 0, 0, d.Time.Location()))
		d.Time = time.Date(otherYear, otherMonth, otherDay, 0, 0, 0, 0, d.Time.Location()).Add(clock)
	}
}

// toShownZone sets a moment in UTC to the zone that the page's stamps state:
// templates that put UTC into the metadata show readers their own time. A stamp
// with the same clock says that the moment was never in UTC.
func (c *collector) toShownZone(d *Date) {
	if !d.inUTC() {
		return
	}
	var first time.Time
	for stamp := range c.stamps() {
		_, offset := stamp.Zone()
		east := time.Duration(offset) * time.Second
		switch apart := d.Time.Sub(stamp); {
		case apart == 0:
			d.assumeZone(east)
			return
		case apart == east:
			d.Time, d.Zone = stamp, ZoneAssumed
			return
		case first.IsZero():
			first = stamp
		}
	}
	if first.IsZero() {
		return
	}
	_, offset := first.Zone()
	own := *d
	own.assumeZone(time.Duration(offset) * time.Second)
	// In another season the clock may have been an hour off.
	if early, late := own.Time.Add(-time.Hour), own.Time.Add(time.Hour); d.Time.Sub(first).Abs() < season || early.Day() == late.Day() {
		*d = own
	}
}

// season is how far apart two moments are that may fall into summer and winter.
const season = 60 * 24 * time.Hour

// stamps yields the moments that the page states with a zone other than UTC in
// its first elements of time.
func (c *collector) stamps() iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		tried := 0
		for i := range c.places {
			p := &c.places[i]
			if p.kind != placeTime {
				continue
			}
			raw := page.Attr(c.Doc.Nodes[p.id].N, "datetime")
			if raw == "" {
				continue
			}
			if tried++; tried > maxStamps {
				return
			}
			stamp, ok := parseDate(raw, "", monthFirst)
			if _, offset := stamp.Time.Zone(); ok && offset != 0 && !yield(stamp.Time) {
				return
			}
		}
	}
}

// maxStamps bounds the stamps that are read for their zone.
const maxStamps = 8

// toOwnZone sets a moment that a template states in UTC to the day of the page
// where a zone exists in which it falls on that day: what is published late in
// the evening in America has a stamp of the day after. The moment stays; the
// zone is the nearest that fits, and assumed.
func (c *collector) toOwnZone(d, day *Date) {
	if _, offset := d.Time.Zone(); offset != 0 || !isDay(day) {
		return
	}
	var shift time.Duration
	switch early, late := d.Time.Sub(day.Time.Add(24*time.Hour)), day.Time.Sub(d.Time); {
	case early >= 0 && early < maxWest:
		shift = -(early.Truncate(time.Hour) + time.Hour)
	case late > 0 && late <= c.mostEast():
		shift = (late + time.Hour - 1).Truncate(time.Hour)
	default:
		return
	}
	d.assumeZone(shift)
}

// mostEast is how far ahead of Greenwich the page's readers may be.
func (c *collector) mostEast() time.Duration {
	if hours := hoursEast[c.spoken()]; len(hours) > 0 {
		return time.Duration(slices.Max(hours)) * time.Hour
	}
	return maxEast
}

// spoken returns the page's language without its country.
func (c *collector) spoken() string {
	language, _, _ := strings.Cut(strings.ToLower(c.data.Language.Text), "-")
	return language
}

// assumeZone states a moment in a zone so far ahead of Greenwich.
func (d *Date) assumeZone(east time.Duration) {
	d.Time, d.Zone = d.Time.In(time.FixedZone("", int(east/time.Second))), ZoneAssumed
}

// atMidnight sets a moment in UTC that is midnight where the page's language is
// spoken to the day that begins there: it is a day, written as a moment by a
// program that is given days.
func (c *collector) atMidnight(d *Date) {
	if !d.inUTC() || d.Time.Minute() != 0 || d.Time.Second() != 0 {
		return
	}
	for _, east := range hoursEast[c.spoken()] {
		if d.Time.Hour() == 24-east {
			d.assumeZone(time.Duration(east) * time.Hour)
			return
		}
	}
}

// hoursEast holds how far ahead of Greenwich clocks are, in winter and summer,
// where a language is spoken. Languages of several continents are missing unless
// the others lie west of Greenwich, where midnight in UTC is the same day.
var hoursEast = map[string][]int{
	"de": {1, 2}, "fr": {1, 2}, "it": {1, 2}, "es": {1, 2}, "nl": {1, 2}, "da": {1, 2}, "sv": {1, 2}, "no": {1, 2}, "nb": {1, 2}, "nn": {1, 2},
	"pl": {1, 2}, "cs": {1, 2}, "sk": {1, 2}, "sl": {1, 2}, "hu": {1, 2}, "hr": {1, 2}, "sr": {1, 2}, "sq": {1, 2}, "mk": {1, 2},
	"fi": {2, 3}, "et": {2, 3}, "lv": {2, 3}, "lt": {2, 3}, "el": {2, 3}, "ro": {2, 3}, "bg": {2, 3}, "uk": {2, 3}, "he": {2, 3},
	"tr": {3}, "ru": {3}, "th": {7}, "vi": {7}, "zh": {8}, "ja": {9}, "ko": {9},
}
