package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// URLPattern is a form of URL path with places to read from, such as
// "/{yyyy}/{mm}/{dd}/". It is looked for anywhere in a path.
//
// The places are {yyyy}, {yy}, {mm} (one or two digits), {mon} (the first
// three letters of an English month) and {dd} for dates, and {value} for one
// whole segment. An asterisk stands for any one segment. "^" before the
// pattern ties it to the path's start.
type URLPattern struct {
	parts    []urlPart
	anchored bool
	dated    bool // reads a date
	valued   bool // reads a segment
}

// urlPart is a literal text or a place of a pattern.
type urlPart struct {
	kind byte // 'l' literal, 'v' value, '*' any segment, else the date part
	text string
}

const (
	partLiteral = 'l'
	partValue   = 'v'
	partAny     = '*'
	partYear    = 'Y'
	partYear2   = 'y'
	partMonth   = 'm'
	partMon     = 'n'
	partDay     = 'd'
)

// urlPlaces are the places by their words, in the order of the manual.
var urlPlaces = [...]struct {
	word string
	kind byte
}{
	{"{yyyy}", partYear}, {"{yy}", partYear2}, {"{mm}", partMonth}, {"{mon}", partMon}, {"{dd}", partDay}, {"{value}", partValue},
}

// ParseURLPattern reads a pattern. The error quotes the pattern and says which
// part of it has no meaning.
func ParseURLPattern(s string) (URLPattern, error) {
	p := URLPattern{}
	var rest string
	if rest, p.anchored = strings.CutPrefix(s, "^"); rest == "" {
		return p, errors.New("empty URL pattern")
	}
	for rest != "" {
		n, part, err := nextPart(rest)
		if err != nil {
			return p, fmt.Errorf("URL pattern %q: %w", s, err)
		}
		// "/{value}.html" would read up to the slash and never find ".html".
		if whole := part.kind == partValue || part.kind == partAny; whole {
			if len(rest) > n && rest[n] != '/' {
				return p, fmt.Errorf("URL pattern %q: %s takes a whole segment: a slash must follow", s, rest[:n])
			}
		}
		p.valued = p.valued || part.kind == partValue
		p.dated = p.dated || part.kind == partYear || part.kind == partYear2
		p.parts = append(p.parts, part)
		rest = rest[n:]
	}
	return p, p.check(s)
}

// nextPart reads the part at the start of s and returns its length.
func nextPart(s string) (int, urlPart, error) {
	switch s[0] {
	case '*':
		return 1, urlPart{kind: partAny}, nil
	case '{':
		for _, pl := range urlPlaces {
			if strings.HasPrefix(s, pl.word) {
				return len(pl.word), urlPart{kind: pl.kind}, nil
			}
		}
		word, _, _ := strings.Cut(s, "}")
		return 0, urlPart{}, unknownWord("place", word+"}", placeWords())
	}
	n := strings.IndexAny(s, "*{")
	if n < 0 {
		n = len(s)
	}
	return n, urlPart{partLiteral, s[:n]}, nil
}

// placeWords lists the places, for messages.
func placeWords() []string {
	var out []string
	for _, pl := range urlPlaces {
		out = append(out, pl.word)
	}
	return out
}

// check refuses a pattern that reads two things, or half a date: "{mm}/{dd}" alone
// names a day of no year.
func (p URLPattern) check(s string) error {
	seen := map[byte]int{}
	for _, part := range p.parts {
		seen[part.kind]++
	}
	month := seen[partMonth] + seen[partMon]
	switch {
	case seen[partValue] > 1 || seen[partYear]+seen[partYear2] > 1 || month > 1 || seen[partDay] > 1:
		return fmt.Errorf("URL pattern %q: the same part of it is read twice", s)
	case p.dated && p.valued:
		return fmt.Errorf("URL pattern %q: reads a date and a value", s)
	case month > 0 && !p.dated, seen[partDay] > 0 && month == 0:
		return fmt.Errorf("URL pattern %q: a day needs a month, a month needs a year", s)
	}
	return nil
}

// Find looks for the pattern in a URL's path. It returns what the pattern
// reads: a date as "2006", "2006-01" or "2006-01-02", a segment as it stands
// in the path, or "" where the pattern only asks for presence.
func (p URLPattern) Find(path string) (string, bool) {
	if len(p.parts) == 0 {
		return "", false
	}
	// Each start costs at most the pattern's length, and the places read no
	// further than a segment.
	for i := range len(path) {
		if v, ok := p.match(path[i:]); ok {
			return v, true
		}
		if p.anchored {
			break
		}
	}
	return "", false
}

// match fits the pattern to the start of s, from left to right without going back:
// no part can be read in two ways.
func (p URLPattern) match(s string) (string, bool) {
	var date [3]int
	value := ""
	for _, part := range p.parts {
		var n int
		switch part.kind {
		case partLiteral:
			if !strings.HasPrefix(s, part.text) {
				return "", false
			}
			n = len(part.text)
		case partValue, partAny:
			if n = segment(s); n == 0 {
				return "", false
			}
			if part.kind == partValue {
				value = s[:n]
			}
		default:
			if n = readDate(part.kind, s, &date); n == 0 {
				return "", false
			}
		}
		s = s[n:]
	}
	if p.dated {
		return formatDate(date), true
	}
	return value, true
}

// segment returns the length of the path's segment at the start of s.
func segment(s string) int {
	if n := strings.IndexByte(s, '/'); n >= 0 {
		return n
	}
	return len(s)
}

// readDate reads one part of a date from the front of s. It returns the bytes
// taken, 0 if there is no such part. A year outside 1600-2199 is a number of
// another kind; 1600 is before the first newspaper.
func readDate(kind byte, s string, date *[3]int) int {
	switch kind {
	case partYear:
		v, n := number(s, 4, 4)
		date[0] = v
		return keep(n, v >= 1600 && v < 2200)
	case partYear2:
		v, n := number(s, 2, 2)
		date[0] = 2000 + v
		return n
	case partMonth:
		v, n := number(s, 1, 2)
		date[1] = v
		return keep(n, v >= 1 && v <= 12)
	case partMon:
		v := monthNumber(s)
		date[1] = v
		return keep(3, v > 0)
	}
	v, n := number(s, 1, 2)
	date[2] = v
	return keep(n, v >= 1 && v <= 31)
}

// keep is n if what was read makes sense, or 0 as if nothing had been read.
func keep(n int, ok bool) int {
	if !ok {
		return 0
	}
	return n
}

// number reads least to most digits that no further digit follows, except
// where the run may be cut: "20120507" is read by three places in a row.
func number(s string, least, most int) (int, int) {
	n := 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n < least {
		return 0, 0
	}
	v, err := strconv.Atoi(s[:n])
	if err != nil {
		return 0, 0
	}
	return v, n
}

// monthNumber reads an English month from its first three letters. A match that
// does not start at a multiple of three straddles two months.
func monthNumber(s string) int {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(s) < 3 {
		return 0
	}
	i := strings.Index(months, strings.ToLower(s[:3]))
	if i < 0 || i%3 != 0 {
		return 0
	}
	return i/3 + 1
}

// formatDate writes as much of the date as the pattern reads. Months and days that
// the path lacks are not made up.
func formatDate(d [3]int) string {
	switch {
	case d[1] == 0:
		return fmt.Sprintf("%04d", d[0])
	case d[2] == 0:
		return fmt.Sprintf("%04d-%02d", d[0], d[1])
	}
	return fmt.Sprintf("%04d-%02d-%02d", d[0], d[1], d[2])
}
