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
const maxLabel = 60

// farDate finds a date away from the headline, in a margin of the page or below
// the text, that the words before it say is that of publication.
func (c *collector) farDate() Date {
	labelled := page.None // the last text that leads to a date
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InForm|page.Raw) || len(n.N.Data) > 2*maxLabel || c.Doc.Chars(i) > maxLabel {
			continue
		}
		leads := saysPublished(n.N.Data)
		if !leads && (labelled == page.None || i-labelled > maxHelper) {
			continue
		}
		if d, ok := c.shortDate(i); ok && hasDigit(n.N.Data) {
			return d
		}
		if leads {
			labelled = i
		}
	}
	return Date{}
}

func saysPublished(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	return startsWith(s, publishedWords[:])
}

// maxOffset is how far from Greenwich nearly all of the press lies. Beyond it
// the address rather has the day of the printed paper.
const maxOffset = 12 * time.Hour

// settleDay lets the day in the page's own address decide where a date can be
// read as either of two.
func (c *collector) settleDay(d *Date) {
	day := c.urlDate()
	if !isDay(d) || !isDay(&day) {
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
	d.Time, d.Zone = d.Time.In(time.FixedZone("", int(shift/time.Second))), ZoneAssumed
}
