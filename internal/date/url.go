package date

import (
	"strings"
	"time"
)

// InPath finds a date in a URL's path: segments year, month and perhaps day,
// or a segment that starts or ends with one of 2024-05-03 or 20240503, or that is
// 23-05-2024 alone. Years before the web are numbers of something else.
func InPath(path string) (Date, bool) {
	parts := strings.Split(path, "/")
	for i, s := range parts {
		if d, ok := segmentDate(s); ok {
			return d, true
		}
		year, ok := urlNumber(s, 4, firstYear, endYear)
		if !ok || i+1 >= len(parts) {
			continue
		}
		month, ok := urlMonth(parts[i+1])
		if !ok {
			continue
		}
		d := Date{Raw: "/" + s + "/" + parts[i+1] + "/", Precision: Month}
		day := 1
		if i+2 < len(parts) {
			if n, ok := urlNumber(parts[i+2], 2, 1, daysIn(year, month)); ok {
				day, d.Precision = n, Day
				d.Raw += parts[i+2] + "/"
			}
		}
		d.Time = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		return d, true
	}
	return Date{}, false
}

// firstYear is the one before which no page was published, endYear the first
// that is none of the web's for long.
const (
	firstYear = 1990
	endYear   = 2100
)

func isWebYear(t time.Time) bool { return t.Year() >= firstYear && t.Year() < endYear }

// segmentDate reads a date at the start or the end of one segment.
func segmentDate(s string) (Date, bool) {
	if t, err := time.Parse("02-01-2006", s); err == nil && t.Day() > 12 && isWebYear(t) {
		return Date{Time: t, Raw: s, Precision: Day}, true
	}
	for _, n := range [...]int{10, 8} {
		if len(s) < n {
			continue
		}
		for i, part := range [...]string{s[:n], s[len(s)-n:]} {
			if n == 10 && (part[4] != '-' && part[4] != '_' || part[7] != part[4]) {
				continue
			}
			if n == 8 && len(s) > 8 && (i == 0 && isDigit(s[8]) || i == 1 && isDigit(s[len(s)-9])) {
				continue // part of a longer number
			}
			digits := strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return r
				}
				return -1
			}, part)
			if t, err := time.Parse("20060102", digits); err == nil && isWebYear(t) {
				return Date{Time: t, Raw: part, Precision: Day}, true
			}
		}
	}
	return Date{}, false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func urlNumber(s string, width, low, high int) (int, bool) {
	if len(s) == 0 || len(s) > width || width == 4 && len(s) < 4 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, n >= low && n <= high
}

// urlMonth reads a month in an address: 5, 05, oct, october.
func urlMonth(s string) (int, bool) {
	if n, ok := urlNumber(s, 2, 1, 12); ok {
		return n, true
	}
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	if t, err := time.Parse("January", s); err == nil {
		return int(t.Month()), true
	}
	if len(s) != 3 {
		return 0, false
	}
	if i := strings.Index(names, strings.ToLower(s)); i >= 0 && i%3 == 0 {
		return i/3 + 1, true
	}
	return 0, false
}
