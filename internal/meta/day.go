package meta

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/page"
)

// maxEast and maxWest are how far from Greenwich nearly all of the press lies,
// New Zealand and Hawaii. Beyond them the address rather has the day of the
// printed paper.
const (
	maxEast = 12 * time.Hour
	maxWest = 10 * time.Hour
)

// settleDay finds the civil day on which the page's readers saw a date, and says
// where that is from. The moment stays as it is stated. A day that is written, or
// the clock of a stated zone, decides alone; a moment in UTC falls on two days of
// the world, and the address, the line that the page shows, a stamp of the page
// with a zone, or the publisher's country tell which of them it is.
func (c *collector) settleDay(t *dateTable, d *Date, p *dateCand) {
	d.Day, d.DaySource = d.Civil(), d.Source
	if d.HasClock() && d.Zone == date.ZoneKnown && !d.InUTC() {
		t.settleShown(d)
		return
	}
	if !d.HasClock() || !d.InUTC() || d.isMidnight() && !t.url.IsDay() {
		return // programs that are given days write them as midnight in UTC
	}
	if c.dayOf(d, &t.url, "url:"+t.url.Raw) || t.localStamp(d) {
		return
	}
	for i := range t.cands {
		s := &t.cands[i]
		if s.at == page.None || s.own.teaser || s.own.other || s.own.comment || s.own.served() || !agree(&s.Date, &d.Date) {
			continue
		}
		if s.says == saysUpdated != (p == nil) && s.says != 0 {
			continue
		}
		if s.shown.IsDay() && c.dayOf(d, &s.shown, s.source) || c.dayOf(d, &s.Date, s.source) {
			return
		}
	}
	if east, ok := c.stampZone(d); ok {
		d.setDay(d.Time.In(time.FixedZone("", int(east/time.Second))), "zone of a stamp")
		return
	}
	code := c.readersCountry()
	if code == "" {
		code = StatedCountry(c.data)
	}
	if z, ok := countryZones.of(code); ok {
		local := z.at(d.Time)
		if far, wide := farZones.of(code); !wide || sameCivil(local, far.at(d.Time)) {
			d.setDay(local, "zone of "+code)
		}
		return
	}
	c.atMidnight(d)
}

// readersCountry returns the country of the page's readers by its language and its
// address, "" where they do not tell it. en-US is what publishing systems write when
// nobody chose a language.
func (c *collector) readersCountry() string {
	spoken := c.data.Language.Text
	if spoken == "en-US" {
		spoken = ""
	}
	return Country(spoken, c.host())
}

// localStamp takes the day of a stamp without a zone that has the minutes and
// seconds of a moment in UTC: it is the same in the newsroom's own time.
func (t *dateTable) localStamp(d *Date) bool {
	for i := range t.cands {
		s := &t.cands[i]
		apart := d.Time.Sub(s.Time)
		if s.at != page.None || s.Precision != date.Second || s.Zone != date.ZoneAssumed || s.says == saysUpdated || apart.Abs() > 14*time.Hour || apart%time.Hour != 0 {
			continue
		}
		d.setDay(s.Time, s.source)
		return true
	}
	return false
}

// settleShown takes the day that stands right below the headline and in the
// metadata for that of a moment in another zone than the readers'.
func (t *dateTable) settleShown(d *Date) {
	if t.url.IsDay() {
		return
	}
	for i := range t.cands {
		s := &t.cands[i]
		near := s.from == fromLine && s.says != saysUpdated && s.own.isNear() && !s.own.teaser && !s.isBarred()
		if near && d.Time.Sub(s.Time).Abs() < 36*time.Hour && t.declaresDay(s.Civil()) {
			d.Day, d.DaySource = s.Civil(), s.source
			return
		}
	}
}

// declaresDay reports whether metadata name a day that is no moment.
func (t *dateTable) declaresDay(day string) bool {
	return slices.ContainsFunc(t.cands, func(c dateCand) bool {
		return c.at == page.None && c.from <= fromMetaDate && c.says != saysUpdated && c.Precision == date.Day && c.Civil() == day
	})
}

// isMidnight reports a moment at the first second of a day in UTC.
func (d *Date) isMidnight() bool { return d.Time.Unix()%(24*60*60) == 0 && d.Precision == date.Second }

func (d *Date) setDay(local time.Time, source string) {
	if day := local.Format(time.DateOnly); day != d.Day {
		d.Day, d.DaySource = day, source
	}
}

// dayOf takes another date's day for that of a moment in UTC, where a zone exists
// in which the moment falls on it.
func (c *collector) dayOf(d *Date, other *date.Date, source string) bool {
	if !other.IsDay() || other.InUTC() && other.HasClock() {
		return false
	}
	y, m, n := other.Time.Date()
	start := time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	if d.Time.Before(start.Add(-c.mostEast())) || !d.Time.Before(start.Add(24*time.Hour+maxWest)) {
		return false
	}
	if day := other.Civil(); day != d.Day {
		d.Day, d.DaySource = day, source
	}
	return true
}

// mostEast is how far ahead of Greenwich the page's readers may be.
func (c *collector) mostEast() time.Duration {
	for _, code := range [...]string{languageCountry(c.spoken()), c.readersCountry()} {
		if z, ok := countryZones.of(code); ok && z.hours >= 0 {
			return time.Duration((z.hours + 1) * float32(time.Hour))
		}
	}
	return maxEast
}

// stampZone returns the zone that the page's stamps state: templates that put
// UTC into the metadata show readers their own time. A stamp with the same clock
// says that the moment was never in UTC.
func (c *collector) stampZone(d *Date) (east time.Duration, ok bool) {
	var first time.Time
	for stamp := range c.stamps() {
		_, offset := stamp.Zone()
		zone := time.Duration(offset) * time.Second
		switch apart := d.Time.Sub(stamp); {
		case apart == 0:
			return zone, true
		case apart == zone:
			return 0, true
		case first.IsZero():
			first, east = stamp, zone
		}
	}
	if first.IsZero() {
		return 0, false
	}
	// In another season the clock may have been an hour off.
	own := d.Time.UTC().Add(east)
	early, late := own.Add(-time.Hour), own.Add(time.Hour)
	return east, d.Time.Sub(first).Abs() < season || early.Day() == late.Day()
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
			stamp, ok := date.Parse(raw, "", date.MonthFirst)
			if _, offset := stamp.Time.Zone(); ok && offset != 0 && !yield(stamp.Time) {
				return
			}
		}
	}
}

// maxStamps bounds the stamps that are read for their zone.
const maxStamps = 8

// atMidnight sets a moment in UTC that is midnight where the page's language is
// spoken to the day that begins there: it is a day, written as a moment by a
// program that is given days.
func (c *collector) atMidnight(d *Date) {
	z, ok := countryZones.of(languageCountry(c.spoken()))
	if !ok || z.hours <= 0 || d.Time.Second() != 0 {
		return
	}
	if local := z.at(d.Time); local.Hour() == 0 && local.Minute() == 0 {
		d.setDay(local, "midnight in "+languageCountry(c.spoken()))
	}
}

// languageCountry returns a country in the zone where a language is spoken.
// Languages of several continents are missing unless the others lie west of
// Greenwich, where midnight in UTC is the same day.
func languageCountry(language string) string {
	_, rest, ok := strings.Cut(languageCountries, " "+language+"=")
	if !ok || language == "" {
		return ""
	}
	return rest[:len("DE")]
}

const languageCountries = " de=DE fr=FR it=IT es=ES nl=NL da=DK sv=SE no=NO nb=NO nn=NO pl=PL cs=CZ sk=SK sl=SI hu=HU hr=HR sr=RS sq=AL mk=MK fi=FI " +
	"et=EE lv=LV lt=LT el=GR ro=RO bg=BG uk=UA he=IL tr=TR ru=RU th=TH vi=VN zh=CN ja=JP ko=KR"
