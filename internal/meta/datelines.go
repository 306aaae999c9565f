package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/page"
)

// The texts in which dates are looked for, in characters: a line, a date and the
// little that may stand with it, and an element whose class says date.
const (
	maxLineText = 160
	maxDated    = 45
	maxDateBox  = 60
	// maxDateLines bounds the lines with digits that are read of a page.
	maxDateLines = 1000
)

// lineBuf is the text of a line and which node each part of it is.
type lineBuf struct {
	text  strings.Builder
	parts []linePart
	spans []dateSpan
	found []date.Found
}

type linePart struct {
	at   page.ID
	from int
}

// dateSpan is an element of a line that states a date in an attribute.
type dateSpan struct {
	at         page.ID
	key        string
	stamp      date.Date
	start, end int
}

// lines reads the visible lines that have a digit, and the elements of time.
func (t *dateTable) lines() {
	doc := t.c.Doc
	done, tried := page.ID(0), 0
	first, end := t.c.around(slices.ContainsFunc(t.cands, func(c dateCand) bool { return c.isDeclared() }))
	for i := first; i < end; i++ {
		n := &doc.Nodes[i]
		isTime := n.Tag == atom.Time
		if i < done || !isTime && (!n.IsText() || n.Is(page.Hidden) || !digits(cutBytes(n.N.Data, 3*maxLineText), minDigits)) || n.Is(page.InForm|page.Raw|page.InHead) {
			continue
		}
		line, lead := t.line(i)
		if line == page.None {
			continue
		}
		if tried++; tried > maxDateLines {
			return
		}
		t.readLine(line, lead)
		done = max(i+1, doc.Nodes[line].End)
	}
}

// line returns the element or text that is the line around a node: the block
// that holds it, a part of a longer one between two breaks, or the start of a
// paragraph, lead bytes of which are set off from the story.
func (t *dateTable) line(id page.ID) (line page.ID, lead int) {
	doc := t.c.Doc
	block := doc.Nodes[id].Parent
	for block != page.None && !doc.Nodes[block].Is(page.Block) {
		block = doc.Nodes[block].Parent
	}
	if doc.Nodes[id].Is(page.Block) {
		block = id
	}
	h := t.c.data.Headline
	switch {
	case block == page.None:
		return id, 0
	case t.named(id, block) != page.None:
		return t.named(id, block), 0
	case doc.Nodes[block].Tag == atom.P && doc.Chars(block) > maxDated && doc.Nodes[id].IsText() && t.leadIn(doc.Nodes[id].N.Data) > 0:
		return id, t.leadIn(doc.Nodes[id].N.Data)
	case doc.Chars(block) <= maxLineText && !(h != page.None && doc.Contains(block, h)):
		return t.wider(block), 0
	}
	for x := id; x != block && doc.Chars(x) <= maxDated && !doc.Contains(x, h); x = doc.Nodes[x].Parent {
		up := &doc.Nodes[doc.Nodes[x].Parent]
		if !up.Is(page.Block) && doc.Nodes[x].Parent+1 == x && up.End == doc.Nodes[x].End {
			continue // all that an inline element holds
		}
		if t.c.setOff(x) {
			return x, 0
		}
	}
	if doc.Nodes[id].Tag == atom.Time {
		return id, 0
	}
	if doc.Nodes[id].IsText() {
		if n := t.leadIn(doc.Nodes[id].N.Data); n > 0 {
			return id, n
		}
	}
	return page.None, 0
}

// named returns the inline element around a node whose class says that it is a
// date, of a block that is longer than a line; page.None without one.
func (t *dateTable) named(id, block page.ID) page.ID {
	doc := t.c.Doc
	if doc.Chars(block) <= maxLineText {
		return page.None
	}
	for x := id; x != block && doc.Chars(x) <= maxDated; x = doc.Nodes[x].Parent {
		if !doc.Nodes[x].IsText() && doc.Named(x).Field&classname.FieldDate != 0 {
			return x
		}
	}
	return page.None
}

// wider returns the element of a date's class around a line, or of time, the
// parts of which may each have a line: a sheet of a calendar.
func (t *dateTable) wider(line page.ID) page.ID {
	doc := t.c.Doc
	for p, up := doc.Nodes[line].Parent, 0; p != page.None && up < 3 && doc.Chars(p) <= maxDateBox; p, up = doc.Nodes[p].Parent, up+1 {
		if doc.Contains(p, t.c.data.Headline) {
			break
		}
		if doc.Nodes[p].Tag == atom.Time || doc.Named(p).Field&classname.FieldDate != 0 {
			line = p
		}
	}
	return line
}

// leadEnds set the date at the start of a paragraph off from the story.
var leadEnds = [...]string{") ", "). ", "): ", " – ", " — ", " - ", " |", " /", "–", "—", " „", ": "}

// maxLead bounds the place and the date that may open a paragraph, in bytes.
const maxLead = 80

// leadIn returns the bytes of the date that opens a paragraph, alone or after the
// place and set off from the story: "Bern, 3. Mai 2024 – ", "(May 3, 2024) ", or
// behind the words of a press release.
func (t *dateTable) leadIn(text string) int {
	s := text
	if len(s) > maxLead {
		s = s[:maxLead]
	}
	cut := -1
	for _, sign := range leadEnds {
		if i := strings.Index(s, sign); i > 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut < 0 {
		return 0
	}
	s = strings.TrimSpace(s[:cut])
	if s == "" || !isDigit(s[len(s)-1]) {
		return 0
	}
	place := strings.TrimSpace(s[:strings.IndexFunc(s, unicode.IsDigit)])
	word := strings.LastIndexAny(place, " (") + 1
	if date.MonthOf(strings.ToLower(place[word:]), t.c.data.Language.Text) != 0 {
		place = strings.TrimSpace(place[:word])
	}
	says, _ := t.c.Words.dates.last(place)
	if place != "" && !strings.HasSuffix(place, ",") && !strings.HasSuffix(place, "(") && says != saysRelease {
		return 0
	}
	return cut
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func hasDigit(s string) bool { return digits(s, 1) }

// digits reports whether a text has so many digits, or one that is not of ASCII.
func digits(s string, least int) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			if n++; n >= least {
				return true
			}
		case c >= 0xD9: // where the digits of other scripts begin
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsDigit(r) {
				return true
			}
		}
	}
	return false
}

// minDigits are in every date with a year: 3 May 24.
const minDigits = 3

// readLine adds the dates of a line.
func (t *dateTable) readLine(line page.ID, lead int) {
	b := &t.buf
	t.fill(line, lead)
	text := b.text.String()
	b.found = date.All(b.found[:0], text, t.c.data.Language.Text, t.c.order)
	t.mergeSpans()
	if len(b.found) == 0 {
		return
	}
	says := t.sayings(line, text)
	worded := len(b.found) > 1 && slices.ContainsFunc(says, func(s saying) bool { return s != 0 })
	for k := range b.found {
		f := &b.found[k]
		if len(t.cands) >= maxDateCands || !f.IsDay() || f.Time.Year() < firstYear {
			continue
		}
		t.fromLine(line, f, dateCand{
			says: says[min(k, len(says)-1)], lineChars: len(text), rest: len(text) - (f.End - f.Start), lineDates: len(b.found), inLine: k,
			para: t.c.Doc.Nodes[line].Tag == atom.P,
		}, worded)
	}
}

// firstYear is the one before which no page was published.
const firstYear = 1990

// fromLine adds one date of a line. Where words tell its dates apart, the property
// of an element around them says nothing of the others.
func (t *dateTable) fromLine(line page.ID, f *date.Found, c dateCand, worded bool) {
	c.Date, c.at, c.from = f.Date, t.buf.nodeAt(f.Start, line), fromLine
	holder := c.at
	if t.c.Doc.Nodes[holder].Is(page.Text) {
		holder = t.c.Doc.Nodes[holder].Parent
	}
	c.source = "css:" + t.c.label(holder)
	for i := range t.buf.spans {
		s := &t.buf.spans[i]
		if f.Start != s.start || f.End != s.end {
			continue
		}
		c.from, c.at, holder = fromTime, s.at, s.at
		c.source = "css:" + t.c.label(s.at) + " @" + s.key
		if shown, ok := date.Parse(t.buf.text.String()[s.start:s.end], t.c.data.Language.Text, t.c.order); ok && shown.IsDay() {
			c.shown = shown
		}
	}
	c.shows = t.shownAround(holder)
	if c.prop = t.propAt(c.at); worded && c.says == 0 {
		c.prop = 0
		c.shows &^= classname.FieldUpdated
	}
	if c.says == 0 {
		c.says = c.prop
	}
	c.own = t.c.belonging(c.at)
	t.c.tried(dateField(c.says), Value{c.Raw, c.source})
	t.keep(c)
}

// shownAround returns what the classes of an element and of the three around it
// say, as long as they hold little more.
func (t *dateTable) shownAround(id page.ID) classname.Field {
	var b classname.Field
	for up := 0; id != page.None && up < 4 && t.c.Doc.Chars(id) <= maxLineText; id, up = t.c.Doc.Nodes[id].Parent, up+1 {
		b |= t.c.Doc.Named(id).Field
	}
	return b
}

// fill reads the text of a line, with a space between each two texts: the parts
// of a date may stand in elements of their own.
func (t *dateTable) fill(line page.ID, lead int) {
	b := &t.buf
	b.text.Reset()
	b.parts, b.spans = b.parts[:0], b.spans[:0]
	doc := t.c.Doc
	for i := line; i < doc.Nodes[line].End && b.text.Len() < 2*maxLineText; i++ {
		n := &doc.Nodes[i]
		for k := range b.spans { // end those that are over
			if s := &b.spans[k]; s.end < 0 && i >= doc.Nodes[s.at].End {
				s.end = b.text.Len()
			}
		}
		if !n.Is(page.Text) {
			t.span(i, n)
			continue
		}
		if n.Is(page.Raw | page.Hidden) {
			continue
		}
		s := n.N.Data
		if lead > 0 {
			s = s[:lead]
		}
		if b.text.Len() > 0 {
			b.text.WriteByte(' ')
		}
		b.parts = append(b.parts, linePart{i, b.text.Len()})
		appendText(&b.text, s, false)
	}
	for k := range b.spans {
		if s := &b.spans[k]; s.end < 0 {
			s.end = b.text.Len()
		}
	}
}

// span notes an element that states a date in an attribute: one of time, or one
// whose class or property says that it is a date.
func (t *dateTable) span(id page.ID, n *page.Node) {
	if n.Tag != atom.Time && t.c.Doc.Named(id).Field&classname.FieldDate == 0 && !n.Is(page.Marked) {
		return
	}
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-date", "data-published", "title"} {
		raw := page.Attr(n.N, key)
		if raw == "" {
			continue
		}
		if d, ok := date.Parse(raw, t.c.data.Language.Text, t.c.order); ok && d.IsDay() {
			d.Raw = strings.Clone(d.Raw)
			start := t.buf.text.Len()
			if start > 0 {
				start++ // the space before its text
			}
			t.buf.spans = append(t.buf.spans, dateSpan{at: id, key: key, stamp: d, start: start, end: -1})
			return
		}
	}
}

// mergeSpans puts the stamps of a line in place of the dates that their texts
// show.
func (t *dateTable) mergeSpans() {
	b := &t.buf
	for i := range b.spans {
		s := &b.spans[i]
		s.start = min(s.start, s.end)
		if within := countWithin(b.found, s); within > 1 {
			continue // its text tells more than its stamp
		}
		at := len(b.found)
		out := b.found[:0]
		for _, f := range b.found {
			if f.Start >= s.start && f.Start < s.end {
				at = min(at, len(out))
				continue
			}
			if f.Start >= s.end {
				at = min(at, len(out))
			}
			out = append(out, f)
		}
		at = min(at, len(out))
		stamp := date.Found{Date: s.stamp, Start: s.start, End: s.end}
		out = append(out, date.Found{})
		copy(out[at+1:], out[at:])
		out[at] = stamp
		b.found = out
	}
}

// countWithin counts the dates in the text of an element with a stamp.
func countWithin(found []date.Found, s *dateSpan) int {
	n := 0
	for i := range found {
		n += one(found[i].Start >= s.start && found[i].Start < s.end)
	}
	return n
}

// nodeAt returns the node of the text at an offset of the line.
func (b *lineBuf) nodeAt(offset int, line page.ID) page.ID {
	at := line
	for _, p := range b.parts {
		if p.from > offset {
			break
		}
		at = p.at
	}
	return at
}

// sayings returns what the words of a line say of each of its dates: those
// before it, after the date before; on a line that has words behind its last
// date and none before its first, those behind. What leads to the first date may
// stand in the text before the line.
func (t *dateTable) sayings(line page.ID, text string) []saying {
	found, words := t.buf.found, t.c.Words.dates
	out := make([]saying, len(found))
	from := 0
	for k := range found {
		out[k], _ = words.last(text[from:max(from, found[k].Start)])
		if out[k] == 0 { // an element with a stamp has words of its own
			out[k], _ = words.first(text[found[k].Start:found[k].End])
		}
		from = found[k].End
	}
	if out[0] != 0 {
		return out
	}
	if after, at := words.first(text[from:]); after != 0 && at <= maxPostfix {
		for k := range found {
			end := len(text)
			if k+1 < len(found) {
				end = max(found[k].End, found[k+1].Start)
			}
			out[k], _ = words.first(text[found[k].End:end])
		}
		return out
	}
	if i := t.c.textBefore(line); i != page.None && t.c.Doc.Chars(i) <= maxDated && !hasDigit(t.c.Doc.Nodes[i].N.Data) {
		out[0], _ = words.last(t.c.Doc.Nodes[i].N.Data)
	}
	return out
}

// maxPostfix is how far behind a date the words on it begin, in bytes: "2026年3月14日
// 公開", "14 March (updated)".
const maxPostfix = 4
