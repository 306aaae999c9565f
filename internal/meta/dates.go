package meta

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/classname"
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
	if best < 0 && change < 0 {
		return t.sole(order)
	}
	if best < 0 || change >= 0 && t.cands[change].own.isNear() && t.cands[best].isFarBare() && t.before(change, best, order) {
		return change
	}
	if b := &t.cands[best]; b.from == fromURL || b.from == fromMetaDate && !b.usual {
		best = t.stampedFirst(best, order)
	}
	if t.cands[best].at == page.None {
		best = t.shownEarlier(best, order)
	}
	if t.isConfirmed(&t.cands[best]) {
		return best
	}
	for _, r := range order {
		c := &t.cands[r.i]
		declared := c.isDeclared() || c.from <= fromMetaDate && c.says == saysPublished && t.laterThanChange(&t.cands[best].Date)
		later := t.cands[best].Time.After(c.Time)
		over := t.cands[best].isBare() && c.isDeclared() || later
		declared = declared || c.isPrinted() && c.says == saysPublished && later && t.cands[best].isBare()
		if r.p >= minEarlier && declared && c.IsDay() && over && !agree(&c.Date, &t.cands[best].Date) {
			return r.i
		}
	}
	return best
}

// before reports whether one candidate is likelier than another.
func (t *dateTable) before(a, b int, order []rankedDate) bool {
	at := func(i int) int { return slices.IndexFunc(order, func(r rankedDate) bool { return r.i == i }) }
	return at(a) < at(b)
}

// isFarBare reports a date that nothing calls one, away from the headline: a number in a
// table.
func (c *dateCand) isFarBare() bool { return c.isBare() && !c.own.isNear() }

// isConfirmed reports a date on whose day metadata of two kinds agree with what the
// page shows right below its headline: an earlier one is that of a draft.
func (t *dateTable) isConfirmed(best *dateCand) bool {
	shown, stated := false, 0
	for i := range t.cands {
		c := &t.cands[i]
		if !c.IsDay() || c.isChanged() || !agree(&c.Date, &best.Date) {
			continue
		}
		shown = shown || c.at != page.None && c.own.isNear() && !c.isBarred()
		stated += one(c.isDeclared() || c.from == fromMetaDate)
	}
	return shown && stated > 1
}

// sole returns the one day that the page shows below its headline and that
// nothing gives to something else, -1 where there is none or more than one: a page
// that shows one date shows its own. Else the one right below the headline.
func (t *dateTable) sole(order []rankedDate) int {
	if i := t.soleOf(order, func(c *dateCand) bool { return !c.own.above }); i >= 0 {
		return i
	}
	return t.soleOf(order, func(c *dateCand) bool { return c.own.isNear() && c.rest <= maxRest })
}

func (t *dateTable) soleOf(order []rankedDate, where func(*dateCand) bool) int {
	only := -1
	for _, r := range order {
		c := &t.cands[r.i]
		if c.at == page.None || !c.IsDay() || c.isBarred() || c.isChanged() || c.own.teaser || c.own.other || !where(c) {
			continue
		}
		if only >= 0 && !agree(&c.Date, &t.cands[only].Date) {
			return -1
		}
		if only < 0 && r.p >= minSole {
			only = r.i
		}
	}
	return only
}

// stampedFirst returns the date that metadata declare, that stands beside the
// headline, or that an element of time or words call that of publication, in place of the one in the address or in a
// meta element of a name of the site's own: addresses are made when a story is
// planned, and such names tell of programs.
func (t *dateTable) stampedFirst(stated int, order []rankedDate) int {
	for _, r := range order {
		c := &t.cands[r.i]
		if !c.IsDay() || c.isBarred() || c.isChanged() {
			continue
		}
		own := !c.own.teaser && !c.own.other && c.own.gap <= bylineAfter && c.at != page.None
		said := c.from == fromTime || c.says == saysPublished || c.prop == saysPublished
		set := c.own.gap <= maxGap && c.rest <= maxRest/2 && r.p >= minBeside
		if own && (said || set) || c.isDeclared() && r.p >= minEarlier {
			return r.i
		}
	}
	return stated
}

// shownEarlier returns the earlier date that the page shows as that of
// publication, or alone right below the headline, in place of the one that
// metadata state: templates print there the day on which a page was last made, or
// moved to a new system.
func (t *dateTable) shownEarlier(stated int, order []rankedDate) int {
	at := &t.cands[stated]
	if u := t.url.Time; !u.IsZero() && u.Year() == at.Time.Year() && u.Month() == at.Time.Month() {
		return stated // the address says so too
	}
	earlier := stated
	for _, r := range order {
		c := &t.cands[r.i]
		if c.at == page.None || !c.IsDay() || c.isBarred() || c.isChanged() || c.own.teaser || c.own.other {
			continue
		}
		if agree(&c.Date, &at.Date) {
			return stated // the page shows it
		}
		alone := c.says == 0 && !c.own.above && c.own.gap <= maxBox && c.own.prose <= maxBefore && c.rest <= maxRest/2 && (at.isPrinted() || c.shows&classname.FieldDate != 0 || c.shown.IsDay())
		said := c.says == saysPublished && (at.isPrinted() || c.own.isNear())
		if earlier == stated && c.Time.Before(at.Time) && (said || alone) {
			earlier = r.i
		}
	}
	return earlier
}

// isDeclared reports a date of publication that metadata state under a name
// that many use, in a form made for programs.
func (c *dateCand) isDeclared() bool {
	return c.IsDay() && c.says == saysPublished && (c.from == fromLD && !c.isPrinted() || c.from == fromMetaDate && c.usual)
}

// isChanged reports a date that is said to be that of a change, whoever's.
func (c *dateCand) isChanged() bool {
	return c.says == saysUpdated || c.says == 0 && c.shows&(classname.FieldUpdated|classname.FieldPosted) == classname.FieldUpdated
}

// isBarred reports a date that no likelihood makes the story's: the day of the
// visit in the page's head, what its words say is another thing's.
func (c *dateCand) isBarred() bool {
	const others = saysVisit | saysJoined | saysEvent
	if c.says&others != 0 || c.own.comment || c.own.event || c.rival || c.isOthers() {
		return true
	}
	if c.at != page.None && c.own.teaser && c.says != saysPublished && (c.own.gap > maxBox || c.own.prose > maxBoxChars && c.shows&classname.FieldDate == 0) {
		return true // another story's
	}
	if c.from == fromLine && c.says == 0 && c.rest > maxRest && c.shows&(classname.FieldDate|classname.FieldByline) == 0 && (c.para || !c.own.isNear()) {
		return true // a sentence that names a day
	}
	// A date above the headline that no words call that of publication counts
	// only if something less than the page holds both.
	return c.from >= fromTime && c.from <= fromLine && c.says == 0 && (c.shows&classname.FieldPosted == 0 || c.own.masthead) && c.own.served()
}

// isBare reports a date that the page shows without any word or class for it.
func (c *dateCand) isBare() bool {
	return c.from == fromLine && c.says == 0 && c.shows&(classname.FieldDate|classname.FieldByline) == 0
}

// isOthers reports a date that no words call one of publication, in a part of the
// page that is another's: below the first lines, or anywhere in a bare text.
func (c *dateCand) isOthers() bool {
	bare := c.from == fromLine && c.shows&classname.FieldDate == 0
	return c.own.other && c.says == 0 && c.own.prose > maxBoxChars && (c.own.gap > maxBox || bare)
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
	if says == 0 && c.shows&(classname.FieldUpdated|classname.FieldPosted) == classname.FieldUpdated {
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
