package meta

import (
	"math"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/page"
)

// NumDateFeatures is the length of a row of [dateTable.row].
const NumDateFeatures = 55

// datePage holds what the candidates of a page are compared with.
type datePage struct {
	declared, changed, visible, days, named int
	first, last                             time.Time
	// published and modified are the first that metadata state.
	published, modified *dateCand
	classes             map[page.ClassRef]int
}

func (t *dateTable) shared() datePage {
	p := datePage{classes: map[page.ClassRef]int{}}
	seen := map[string]bool{}
	for i := range t.cands {
		c := &t.cands[i]
		switch {
		case c.from <= fromMetaDate && c.says == saysPublished:
			p.declared++
			if p.published == nil {
				p.published = c
			}
		case c.from <= fromMetaDate && c.says == saysUpdated:
			p.changed++
			if p.modified == nil {
				p.modified = c
			}
		}
		if c.at != page.None {
			p.visible++
			p.classes[t.classAt(c.at)]++
			if c.says == saysPublished {
				p.named++
			}
		}
		if !c.IsDay() {
			continue
		}
		if !seen[c.Civil()] {
			seen[c.Civil()] = true
			p.days++
		}
		if p.first.IsZero() || c.Time.Before(p.first) {
			p.first = c.Time
		}
		if c.Time.After(p.last) {
			p.last = c.Time
		}
	}
	return p
}

// classAt returns the class of the element that states a date.
func (t *dateTable) classAt(id page.ID) page.ClassRef {
	if t.c.Doc.Nodes[id].Is(page.Text) {
		id = t.c.Doc.Nodes[id].Parent
	}
	return t.c.Doc.Nodes[id].Class
}

// rows returns the features of all candidates, one row after the other.
func (t *dateTable) rows() []float32 {
	rows := make([]float32, 0, len(t.cands)*NumDateFeatures)
	p := t.shared()
	for i := range t.cands {
		rows = t.row(rows, &t.cands[i], &p)
	}
	return rows
}

// row appends the features of a candidate, NumDateFeatures of them.
func (t *dateTable) row(row []float32, c *dateCand, p *datePage) []float32 {
	row = append(row,
		float32(c.from), flag(c.says == saysPublished), flag(c.says == saysUpdated), flag(c.says&(saysVisit|saysJoined|saysEvent) != 0),
		flag(c.says == saysCopyright), float32(c.nth), flag(c.HasClock()), flag(c.Zone == date.ZoneKnown), flag(c.IsDay()),
		flag(c.shows&classname.FieldPosted != 0), flag(c.shows&classname.FieldUpdated != 0), flag(c.shows&classname.FieldDate != 0), flag(c.shows&classname.FieldByline != 0),
		flag(c.prop == saysPublished), flag(c.prop == saysUpdated), float32(c.lineChars), float32(c.rest), float32(c.lineDates), float32(c.inLine),
		flag(c.isPrinted()), flag(c.shown.IsDay()), flag(c.usual),
	)
	row = c.own.row(row, c.at != page.None)
	row = t.agreement(row, c, p)
	same := 0
	if c.at != page.None {
		same = p.classes[t.classAt(c.at)]
	}
	return append(row,
		float32(p.declared), float32(p.changed), float32(p.visible), float32(p.days), float32(p.named), float32(same),
		flag(t.c.anchor() != page.None), daysFrom(c, p.published), daysFrom(c, p.modified),
	)
}

// row appends the features of where a thing stands.
func (b *belonging) row(row []float32, visible bool) []float32 {
	if !visible {
		for range numPlaceFeatures {
			row = append(row, -1)
		}
		return row
	}
	return append(row,
		flag(b.above), logOf(b.gap), logOf(b.prose), b.before, b.joint, flag(b.masthead), flag(b.other), flag(b.teaser), flag(b.comment),
		flag(b.event), flag(b.link), flag(b.hidden), flag(b.margin), flag(b.served()),
	)
}

const numPlaceFeatures = 14

func logOf(n int) float32 { return float32(math.Log1p(float64(max(0, n)))) }

// agreement appends how many of the other dates are of the same day, by their
// source, and what the address says.
func (t *dateTable) agreement(row []float32, c *dateCand, p *datePage) []float32 {
	var declared, changed, visible, own float32
	for i := range t.cands {
		d := &t.cands[i]
		if d == c || !agree(&c.Date, &d.Date) {
			continue
		}
		switch {
		case d.at != page.None:
			visible++
			own += flag(!d.own.teaser && !d.own.other && !d.own.comment && !d.own.served())
		case d.says == saysUpdated:
			changed++
		case d.from <= fromMetaDate:
			declared++
		}
	}
	row = append(row, declared, changed, visible, own, flag(c.Time.Equal(p.first)), flag(c.Time.Equal(p.last)))
	if t.url.Time.IsZero() {
		return append(row, -1, -1, -1000, -1)
	}
	days := float32(c.Time.Sub(t.url.Time).Hours() / 24)
	return append(row, flag(t.url.IsDay()), flag(agree(&c.Date, &t.url)), clip(days, 800), flag(c.Time.Year() == t.url.Time.Year() && c.Time.Month() == t.url.Time.Month()))
}

// daysFrom is how many days a candidate comes after another one.
func daysFrom(c, other *dateCand) float32 {
	if other == nil {
		return -1000
	}
	return clip(float32(math.Floor(c.Time.Sub(other.Time).Hours()/24)), 800)
}

func clip(v, limit float32) float32 { return max(-limit, min(limit, v)) }

// isPrinted reports a date of structured data that is written out for readers:
// schema.org asks for ISO 8601, and a template that prints another form there
// prints what it has, on some systems the day on which all pages were last made.
func (c *dateCand) isPrinted() bool {
	return c.IsDay() && c.from == fromLD && strings.IndexFunc(c.Raw, func(r rune) bool { return r < '0' || r > '9' }) < 4
}

// agree reports whether two dates may be of one day: the same day as written, or
// a day that a moment in UTC falls on somewhere in the world's press.
func agree(a, b *date.Date) bool {
	if !a.IsDay() || !b.IsDay() {
		return false
	}
	if sameCivil(a.Time, b.Time) || a.Time.Equal(b.Time) {
		return true
	}
	return a.InUTC() && !b.InUTC() && within(a, b) || b.InUTC() && !a.InUTC() && within(b, a)
}

func sameCivil(a, b time.Time) bool {
	y, m, d := a.Date()
	yy, mm, dd := b.Date()
	return d == dd && m == mm && y == yy
}

// within reports whether a moment in UTC falls on a day somewhere between Hawaii
// and New Zealand.
func within(moment, day *date.Date) bool {
	t := moment.Time.UTC()
	return sameCivil(t.Add(-maxWest), day.Time) || sameCivil(t.Add(maxEast), day.Time)
}
