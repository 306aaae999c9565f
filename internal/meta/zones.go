package meta

import "time"

// zone is the clock of a country: its hours ahead of Greenwich in winter, and
// when its summer has an hour more.
type zone struct {
	hours  float32
	summer summer
}

type summer uint8

const (
	noSummer summer = iota
	european        // last Sundays of March and October
	american        // second Sunday of March, first of November
	southern        // first Sundays of October and April
	israeli         // Friday before the last Sunday of March, last Sunday of October
)

// countryZones are the clocks by which the press of a country is read; of those
// with several the one in which most of its papers appear. Source: the tz
// database, 2026a.
var countryZones = zoneTable{
	{"GB", zone{0, european}}, {"IE", zone{0, european}}, {"PT", zone{0, european}}, {"IS", zone{0, noSummer}}, {"MA", zone{1, noSummer}},
	{"DE", zone{1, european}}, {"AT", zone{1, european}}, {"CH", zone{1, european}}, {"LI", zone{1, european}}, {"FR", zone{1, european}}, {"BE", zone{1, european}},
	{"NL", zone{1, european}}, {"LU", zone{1, european}}, {"IT", zone{1, european}}, {"ES", zone{1, european}}, {"DK", zone{1, european}}, {"SE", zone{1, european}},
	{"NO", zone{1, european}}, {"PL", zone{1, european}}, {"CZ", zone{1, european}}, {"SK", zone{1, european}}, {"SI", zone{1, european}}, {"HU", zone{1, european}},
	{"HR", zone{1, european}}, {"RS", zone{1, european}}, {"BA", zone{1, european}}, {"ME", zone{1, european}}, {"MK", zone{1, european}}, {"AL", zone{1, european}},
	{"XK", zone{1, european}}, {"MT", zone{1, european}}, {"TN", zone{1, noSummer}}, {"DZ", zone{1, noSummer}}, {"NG", zone{1, noSummer}}, {"CM", zone{1, noSummer}},
	{"FI", zone{2, european}}, {"EE", zone{2, european}}, {"LV", zone{2, european}}, {"LT", zone{2, european}}, {"GR", zone{2, european}}, {"CY", zone{2, european}},
	{"RO", zone{2, european}}, {"BG", zone{2, european}}, {"UA", zone{2, european}}, {"MD", zone{2, european}}, {"IL", zone{2, israeli}}, {"LB", zone{2, european}},
	{"ZA", zone{2, noSummer}}, {"NA", zone{2, noSummer}}, {"ZW", zone{2, noSummer}}, {"BW", zone{2, noSummer}}, {"RW", zone{2, noSummer}},
	{"TR", zone{3, noSummer}}, {"RU", zone{3, noSummer}}, {"BY", zone{3, noSummer}}, {"SA", zone{3, noSummer}}, {"IQ", zone{3, noSummer}}, {"KE", zone{3, noSummer}},
	{"TZ", zone{3, noSummer}}, {"UG", zone{3, noSummer}}, {"ET", zone{3, noSummer}}, {"QA", zone{3, noSummer}}, {"KW", zone{3, noSummer}}, {"JO", zone{3, noSummer}},
	{"IR", zone{3.5, noSummer}}, {"AE", zone{4, noSummer}}, {"GE", zone{4, noSummer}}, {"AM", zone{4, noSummer}}, {"AZ", zone{4, noSummer}}, {"AF", zone{4.5, noSummer}},
	{"PK", zone{5, noSummer}}, {"UZ", zone{5, noSummer}}, {"KZ", zone{5, noSummer}}, {"IN", zone{5.5, noSummer}}, {"LK", zone{5.5, noSummer}}, {"NP", zone{5.75, noSummer}},
	{"BD", zone{6, noSummer}}, {"MM", zone{6.5, noSummer}}, {"TH", zone{7, noSummer}}, {"VN", zone{7, noSummer}}, {"ID", zone{7, noSummer}}, {"KH", zone{7, noSummer}},
	{"LA", zone{7, noSummer}}, {"CN", zone{8, noSummer}}, {"TW", zone{8, noSummer}}, {"HK", zone{8, noSummer}}, {"SG", zone{8, noSummer}}, {"MY", zone{8, noSummer}},
	{"PH", zone{8, noSummer}}, {"MN", zone{8, noSummer}}, {"JP", zone{9, noSummer}}, {"KR", zone{9, noSummer}}, {"AU", zone{10, southern}}, {"NZ", zone{12, southern}},
	{"GH", zone{0, noSummer}}, {"SN", zone{0, noSummer}}, {"CI", zone{0, noSummer}},
	{"US", zone{-5, american}}, {"CA", zone{-5, american}}, {"CU", zone{-5, american}}, {"PE", zone{-5, noSummer}}, {"CO", zone{-5, noSummer}}, {"EC", zone{-5, noSummer}},
	{"PA", zone{-5, noSummer}}, {"JM", zone{-5, noSummer}}, {"MX", zone{-6, noSummer}}, {"GT", zone{-6, noSummer}}, {"CR", zone{-6, noSummer}}, {"HN", zone{-6, noSummer}},
	{"SV", zone{-6, noSummer}}, {"NI", zone{-6, noSummer}}, {"VE", zone{-4, noSummer}}, {"BO", zone{-4, noSummer}}, {"DO", zone{-4, noSummer}}, {"PR", zone{-4, noSummer}},
	{"PY", zone{-3, noSummer}}, {"CL", zone{-4, southern}}, {"AR", zone{-3, noSummer}}, {"BR", zone{-3, noSummer}}, {"UY", zone{-3, noSummer}},
}

// farZones are the westernmost clocks of the mainland where a country's press has
// several. A day that these two do not agree on is not known by the country.
var farZones = zoneTable{{"US", zone{-8, american}}, {"CA", zone{-8, american}}, {"AU", zone{8, noSummer}}, {"BR", zone{-4, noSummer}}}

// zoneTable is a list, not a map, so that importing the package costs nothing.
type zoneTable []struct {
	country string
	zone    zone
}

func (t zoneTable) of(country string) (zone, bool) {
	for i := range t {
		if t[i].country == country {
			return t[i].zone, true
		}
	}
	return zone{}, false
}

// at returns a moment by the zone's clock.
func (z zone) at(t time.Time) time.Time {
	seconds := int(z.hours * 3600)
	if z.isSummer(t.UTC()) {
		seconds += 3600
	}
	return t.In(time.FixedZone("", seconds))
}

// isSummer reports whether a moment in UTC falls into the zone's summer. The
// hour of the change is that of Greenwich, which is right to within half a day.
func (z zone) isSummer(t time.Time) bool {
	y := t.Year()
	switch z.summer {
	case european:
		return between(t, lastSunday(y, time.March, 0), lastSunday(y, time.October, 0))
	case israeli:
		return between(t, lastSunday(y, time.March, -2), lastSunday(y, time.October, 0))
	case american:
		return between(t, sunday(y, time.March, 2), sunday(y, time.November, 1))
	case southern:
		return !between(t, sunday(y, time.April, 1), sunday(y, time.October, 1))
	}
	return false
}

func between(t, first, end time.Time) bool { return !t.Before(first) && t.Before(end) }

// sunday returns the nth Sunday of a month.
func sunday(year int, m time.Month, n int) time.Time {
	first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// lastSunday returns the last Sunday of a month, and so many days from it.
func lastSunday(year int, m time.Month, days int) time.Time {
	last := time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, days-int(last.Weekday()))
}
