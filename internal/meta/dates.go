package meta

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/page"
)

// dates chooses the dates of publication and of the last change, and returns all
// that the page states.
func (c *collector) dates() *dateTable {
	t := c.dateTable()
	order := t.ranked(c.DateModel)
	var p *dateCand
	if i := t.chosen(order); i >= 0 {
		p = &t.cands[i]
	}
	if ruled := c.ruledDate("published"); ruled.IsDay() {
		c.data.Published = ruled
		c.settleDay(t, &c.data.Published, nil)
	} else if p != nil {
		c.data.Published = t.published(p)
		c.settleDay(t, &c.data.Published, p)
	} else {
		c.data.Published = ruled
		if c.data.Published.IsZero() {
			c.data.Published = t.unsure()
		}
	}
	c.data.Modified = c.ruledDate("modified")
	if !c.data.Modified.IsDay() {
		if m := t.modified(); m != nil {
			c.data.Modified = dateOf(m)
		}
	}
	if c.data.Modified.IsDay() {
		c.settleDay(t, &c.data.Modified, nil)
	}
	return t
}

// ruledDate reads the sources that a rule names, the first that is a date.
func (c *collector) ruledDate(field string) Date {
	var got Date
	for v := range c.readings(field, nil) {
		d, ok := date.Parse(v.Text, c.data.Language.Text, c.order)
		next := Date{Date: d, Source: v.Source}
		next.Raw = strings.Clone(next.Raw)
		if got.Raw == "" || ok && got.Time.IsZero() {
			got = next
		}
	}
	return got
}

func dateOf(c *dateCand) Date {
	d := Date{Date: c.Date, Source: c.source}
	d.Raw = strings.Clone(d.Raw)
	return d
}

// chosen returns the number of the likeliest candidate for the date of
// publication, -1 where none is likely enough. What is said to be the date of a
// change is one only where the page states no other, and a later date than the
// one that metadata declare in due form is that of a change, whatever it is
// called.
func (t *dateTable) chosen(order []rankedDate) int {
	best, change := -1, -1
	for _, r := range order {
		if r.p < minDate {
			break
		}
		switch c := &t.cands[r.i]; {
		case !c.IsDay() || c.isBarred():
		case c.isChanged():
			if change < 0 {
				change = r.i
			}
		case best < 0:
			best = r.i
		}
	}
	if best < 0 {
		return change
	}
	if t.cands[best].from == fromURL {
		best = t.stampedFirst(best, order)
	}
	if t.cands[best].isPrinted() {
		best = t.labelledEarlier(best)
	}
	for _, r := range order {
		if c := &t.cands[r.i]; r.p >= minEarlier && c.isDeclared() && t.cands[best].Time.After(c.Time) && !agree(&c.Date, &t.cands[best].Date) {
			return r.i
		}
	}
	return best
}

// stampedFirst returns the date that an element of time by the headline, or its
// words, call that of publication, in place of the one in the address: addresses
// are made when a story is planned.
func (t *dateTable) stampedFirst(address int, order []rankedDate) int {
	for _, r := range order {
		c := &t.cands[r.i]
		stated := c.from == fromTime || c.says == saysPublished || c.prop == saysPublished
		own := !c.own.teaser && !c.own.other && c.own.gap <= bylineAfter && c.at != page.None
		if stated && own && c.IsDay() && !c.isBarred() && !c.isChanged() {
			return r.i
		}
	}
	return address
}

// labelledEarlier returns the earlier date that the page shows as that of
// publication, in place of one that a template has printed into the metadata.
func (t *dateTable) labelledEarlier(printed int) int {
	for i := range t.cands {
		c := &t.cands[i]
		if c.at != page.None && c.says == saysPublished && c.IsDay() && !c.isBarred() && !c.own.teaser && c.Time.Before(t.cands[printed].Time) {
			return i
		}
	}
	return printed
}

// isDeclared reports a date of publication that metadata state under a name
// that many use, in a form made for programs.
func (c *dateCand) isDeclared() bool {
	return c.IsDay() && c.says == saysPublished && (c.from == fromLD && !c.isPrinted() || c.from == fromMetaDate && c.usual)
}

// isChanged reports a date that is said to be that of a change, whoever's.
func (c *dateCand) isChanged() bool {
	return c.says == saysUpdated || c.says == 0 && c.bits&(isUpdated|isPosted) == isUpdated
}

// isBarred reports a date that no likelihood makes the story's: the day of the
// visit in the page's head, what its words say is another thing's.
func (c *dateCand) isBarred() bool {
	const others = saysVisit | saysJoined | saysEvent
	if c.says&others != 0 || c.own.comment || c.own.event || c.rival || c.own.other && c.says == 0 && c.own.prose > maxBoxChars {
		return true
	}
	if c.at != page.None && c.own.teaser && c.own.gap > maxBox && c.says != saysPublished {
		return true // another story's
	}
	if c.from == fromLine && c.says == 0 && c.rest > maxRest && c.bits&(isDate|isByline) == 0 {
		return true // a sentence that names a day
	}
	// A date above the headline that no words call that of publication counts
	// only if something less than the page holds both.
	return c.from >= fromTime && c.from <= fromLine && c.says == 0 && (c.bits&isPosted == 0 || c.own.masthead) && c.own.served()
}

// maxRest is how much may stand in a line beside a date that no words and no
// class say is one, in bytes: the author's name and what he is.
const maxRest = 60

// published makes the date of the choice: of all that name its day, the one of
// the most trusted source, which has the clock most often.
func (t *dateTable) published(p *dateCand) Date {
	best := p
	for i := range t.cands {
		c := &t.cands[i]
		if c.IsDay() && c.says != saysUpdated && c.from < best.from && !c.isBarred() && agree(&c.Date, &p.Date) && (c.at < 0 || !c.own.teaser) {
			best = c
		}
	}
	d := dateOf(best)
	for i := range t.cands {
		c := &t.cands[i]
		if c.from <= fromProp && c.says == saysPublished && !agree(&c.Date, &best.Date) && len(d.Others) < maxOthers {
			d.Others = append(d.Others, Value{strings.Clone(c.Raw), c.source})
		}
	}
	return d
}

// unsure returns what the page states where nothing is a day that is likely
// enough: the month in its address, or the text in the place of a date.
func (t *dateTable) unsure() Date {
	for i := range t.cands {
		if c := &t.cands[i]; !c.IsDay() && (c.from <= fromMetaDate && c.says == saysPublished || c.from == fromURL) {
			return dateOf(c)
		}
	}
	return t.raw
}

// modified returns the date of the last change: the first that metadata state,
// else the one by the headline that its words or its element call so.
func (t *dateTable) modified() *dateCand {
	var best *dateCand
	for i := range t.cands {
		c := &t.cands[i]
		if !c.IsDay() || !c.isChange() {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(c.from, best.from), cmp.Compare(c.own.gap, best.own.gap)) < 0 {
			best = c
		}
	}
	return best
}

// isChange reports a date that is said to be that of a change to this story.
func (c *dateCand) isChange() bool {
	if c.from <= fromProp {
		return c.says == saysUpdated
	}
	says := c.says
	if says == 0 && c.bits&(isUpdated|isPosted) == isUpdated {
		says = saysUpdated
	}
	own := !c.own.teaser && !c.own.other && !c.own.comment && !c.own.event && !c.own.masthead
	return says == saysUpdated && own
}

// rankedDate is a candidate by its number, and how likely it is.
type rankedDate struct {
	i int
	p float32
}

func sortRanked(out []rankedDate) {
	slices.SortStableFunc(out, func(a, b rankedDate) int { return cmp.Compare(b.p, a.p) })
}
