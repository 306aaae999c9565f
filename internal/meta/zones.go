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
var countryZones = map[string]zone{
	"GB": {0, european}, "IE": {0, european}, "PT": {0, european}, "IS": {0, noSummer}, "MA": {1, noSummer},
	"DE": {1, european}, "AT": {1, european}, "CH": {1, european}, "LI": {1, european}, "FR": {1, european}, "BE": {1, european},
	"NL": {1, european}, "LU": {1, european}, "IT": {1, european}, "ES": {1, european}, "DK": {1, european}, "SE": {1, european},
	"NO": {1, european}, "PL": {1, european}, "CZ": {1, european}, "SK": {1, european}, "SI": {1, european}, "HU": {1, european},
	"HR": {1, european}, "RS": {1, european}, "BA": {1, european}, "ME": {1, european}, "MK": {1, european}, "AL": {1, european},
	"XK": {1, european}, "MT": {1, european}, "TN": {1, noSummer}, "DZ": {1, noSummer}, "NG": {1, noSummer}, "CM": {1, noSummer},
	"FI": {2, european}, "EE": {2, european}, "LV": {2, european}, "LT": {2, european}, "GR": {2, european}, "CY": {2, european},
	"RO": {2, european}, "BG": {2, european}, "UA": {2, european}, "MD": {2, european}, "IL": {2, israeli}, "LB": {2, european},
	"ZA": {2, noSummer}, "NA": {2, noSummer}, "ZW": {2, noSummer}, "BW": {2, noSummer}, "RW": {2, noSummer},
	"TR": {3, noSummer}, "RU": {3, noSummer}, "BY": {3, noSummer}, "SA": {3, noSummer}, "IQ": {3, noSummer}, "KE": {3, noSummer},
	"TZ": {3, noSummer}, "UG": {3, noSummer}, "ET": {3, noSummer}, "QA": {3, noSummer}, "KW": {3, noSummer}, "JO": {3, noSummer},
	"IR": {3.5, noSummer}, "AE": {4, noSummer}, "GE": {4, noSummer}, "AM": {4, noSummer}, "AZ": {4, noSummer}, "AF": {4.5, noSummer},
	"PK": {5, noSummer}, "UZ": {5, noSummer}, "KZ": {5, noSummer}, "IN": {5.5, noSummer}, "LK": {5.5, noSummer}, "NP": {5.75, noSummer},
	"BD": {6, noSummer}, "MM": {6.5, noSummer}, "TH": {7, noSummer}, "VN": {7, noSummer}, "ID": {7, noSummer}, "KH": {7, noSummer},
	"LA": {7, noSummer}, "CN": {8, noSummer}, "TW": {8, noSummer}, "HK": {8, noSummer}, "SG": {8, noSummer}, "MY": {8, noSummer},
	"PH": {8, noSummer}, "MN": {8, noSummer}, "JP": {9, noSummer}, "KR": {9, noSummer}, "AU": {10, southern}, "NZ": {12, southern},
	"GH": {0, noSummer}, "SN": {0, noSummer}, "CI": {0, noSummer},
	"US": {-5, american}, "CA": {-5, american}, "CU": {-5, american}, "PE": {-5, noSummer}, "CO": {-5, noSummer}, "EC": {-5, noSummer},
	"PA": {-5, noSummer}, "JM": {-5, noSummer}, "MX": {-6, noSummer}, "GT": {-6, noSummer}, "CR": {-6, noSummer}, "HN": {-6, noSummer},
	"SV": {-6, noSummer}, "NI": {-6, noSummer}, "VE": {-4, noSummer}, "BO": {-4, noSummer}, "DO": {-4, noSummer}, "PR": {-4, noSummer},
	"PY": {-3, noSummer}, "CL": {-4, southern}, "AR": {-3, noSummer}, "BR": {-3, noSummer}, "UY": {-3, noSummer},
}

// farZones are the westernmost clocks of the mainland where a country's press has
// several. A day that these two do not agree on is not known by the country.
var farZones = map[string]zone{"US": {-8, american}, "CA": {-8, american}, "AU": {8, noSummer}, "BR": {-4, noSummer}}

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
