package meta

import (
	"strings"
	"time"
	"unicode"

	"github.com/gatefold/gatefold/internal/page"
)

// publishedWords stand before the date of publication wherever on the page it
// is. Each is the start of a text in small letters.
var publishedWords = [...]string{
	"published", "posted", "first published", "date published", "publication date", "veröffentlicht", "publié", "publicado", "pubblicato",
	"gepubliceerd", "publicerad", "publisert", "udgivet", "julkaistu", "opublikowano", "publikováno", "objavljeno", "опубликовано", "опубліковано",
	"yayınlanma", "yayın tarihi", "发布时间", "發布時間", "公開日", "掲載日", "تاريخ النشر",
}

// maxLabel bounds the text of a date and the words that lead to it.
const maxLabel = 75

// farDate finds a date away from the headline, in a margin of the page or below
// the text, that the words before it say is that of publication or of the last
// change.
func (c *collector) farDate(modified bool) Date {
	leads := func(s string) bool { return leadsTo(s, publishedWords[:]) }
	if modified {
		leads = func(s string) bool { return hasAny(strings.ToLower(s), updatedWords[:]) }
	}
	labelled := page.None // the last text that leads to a date
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InForm|page.Raw) || len(n.N.Data) > 2*maxLabel || c.Doc.Chars(i) > maxLabel {
			continue
		}
		digits := hasDigit(n.N.Data)
		if !digits && c.Doc.Chars(i) > maxDated {
			continue
		}
		found := leads(n.N.Data)
		if !found && (labelled == page.None || i-labelled > maxHelper) {
			continue
		}
		if digits && (found || c.Doc.Chars(i) <= maxDated) {
			if d, ok := c.textDate(n.N.Data, n.Parent); ok {
				return d
			}
		}
		if found {
			labelled = i
		}
	}
	return Date{}
}

// maxTried bounds the short texts with a digit that are read: a page with more
// is a list of something.
const maxTried = 300

func leadsTo(s string, words []string) bool {
	s = strings.TrimLeftFunc(s, notLetter)
	return startsWith(s, words)
}

// soleDate returns the only day that short texts of the page name, if that is
// not in a masthead, where it may be that of the visit. A page that shows more
// than one shows other things' dates too.
func (c *collector) soleDate() Date {
	h := c.anchor()
	var sole Date
	tried := 0
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InForm|page.Raw) || c.Doc.Chars(i) > maxDated {
			continue
		}
		if !hasDigit(n.N.Data) {
			continue
		}
		if tried++; tried > maxTried {
			return Date{}
		}
		d, ok := c.shortDate(i)
		switch {
		case !ok || d.Time.Year() < firstYear || c.saysOther(i, false) || !c.ownLine(i):
		case !c.isOwn(i, h) || c.inMasthead(i, h):
			return Date{}
		case sole.Time.IsZero():
			sole = d
		case !sameDay(&sole, &d):
			return Date{}
		}
	}
	return sole
}

// maxOffset is how far from Greenwich nearly all of the press lies. Beyond it
// the address rather has the day of the printed paper.
const maxOffset = 12 * time.Hour

// settleDay lets the day in the page's own address decide where a date can be
// read as either of two, and else the midnight of its readers.
func (c *collector) settleDay(d *Date) {
	day := c.urlDate()
	if !isDay(d) {
		return
	}
	if !isDay(&day) {
		c.atMidnight(d)
		return
	}
	y, m, n := d.Time.Date()
	urlYear, urlMonth, urlDay := day.Time.Date()
	if d.Precision != Day {
		toOwnZone(d, &day)
	} else if y == urlYear && int(m) == urlDay && n == int(urlMonth) && !strings.ContainsFunc(d.Raw, unicode.IsLetter) {
		d.Time = day.Time // 3/10/2024 in the other order
	}
}

// toOwnZone sets a moment that a template states in UTC to the day of the page
// where a zone exists in which it falls on that day: what is published late in
// the evening in America has a stamp of the day after. The moment stays; the
// zone is the nearest that fits, and assumed.
func toOwnZone(d, day *Date) {
	if _, offset := d.Time.Zone(); offset != 0 {
		return
	}
	var shift time.Duration
	switch early, late := d.Time.Sub(day.Time.Add(24*time.Hour)), day.Time.Sub(d.Time); {
	case early >= 0 && early < maxOffset:
		shift = -(early.Truncate(time.Hour) + time.Hour)
	case late > 0 && late <= maxOffset:
		shift = (late + time.Hour - 1).Truncate(time.Hour)
	default:
		return
	}
	d.assumeZone(shift)
}

// assumeZone states a moment in a zone so far ahead of Greenwich.
func (d *Date) assumeZone(east time.Duration) {
	d.Time, d.Zone = d.Time.In(time.FixedZone("", int(east/time.Second))), ZoneAssumed
}

// atMidnight sets a moment in UTC that is midnight where the page's language is
// spoken to the day that begins there: it is a day, written as a moment by a
// program that is given days.
func (c *collector) atMidnight(d *Date) {
	if _, offset := d.Time.Zone(); offset != 0 || d.Precision == Day || d.Time.Minute() != 0 || d.Time.Second() != 0 {
		return
	}
	language, _, _ := strings.Cut(strings.ToLower(c.data.Language.Text), "-")
	for _, east := range hoursEast[language] {
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
