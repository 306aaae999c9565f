package promo

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/offer"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// line is one line of a promo's text: a segment, or what stands between two line
// breaks of one.
//
//	<p><b>Only 1 €</b><br>You can cancel at any time.</p>   two lines
type line struct {
	text    string
	node    page.ID // its first text
	seg     int     // its segment, -1 for a control
	href    string
	heading bool
	item    bool
	action  bool
	note    bool
	price   bool
	strong  bool
	struck  string // what of it is crossed out
	kinds   block.Wording
	calls   []Action // links inside the line that ask for something
}

// describe fills the promo's texts from its segments.
//
// A line has one part. What a rule names comes after what was found, and before
// the parts are dealt out, so that it wins. Text has all lines, in page order,
// then the controls.
func (p *placer) describe(q *Promo) {
	var lines []line
	for _, k := range q.Segs {
		lines = p.lines(lines, int(k))
	}
	lines = p.buttons(lines, q)
	p.sort(lines)
	if q.rule != nil {
		p.obey(lines, q.rule)
	}
	q.Heading = heading(lines)
	for i := range lines {
		l := &lines[i]
		switch {
		case l.action:
			q.Actions = append(q.Actions, Action{Text: l.text, URL: l.href})
		case l.text == q.Heading:
		case l.note:
			q.Notes = append(q.Notes, l.text)
		case l.item:
			q.Benefits = append(q.Benefits, l.text)
		}
		q.Actions = append(q.Actions, l.calls...)
	}
	q.Text = joinLines(lines)
	q.Offers = settleOffers(p.offers(lines, q.Kind), q.Kind)
}

// obey gives the lines the parts that the rule names.
//
// Where a rule names a part, only what it names is that: found headings are taken
// back. An action is added to those that were found.
func (p *placer) obey(lines []line, r *RuleHit) {
	for i := range lines {
		l := &lines[i]
		if len(r.Heading) > 0 {
			l.heading = p.below(r.Heading, l.node)
		}
		if len(r.Benefits) > 0 {
			l.item = p.below(r.Benefits, l.node)
		}
		if len(r.Action) > 0 && p.below(r.Action, l.node) {
			l.action, l.item, l.heading = true, false, false
		}
	}
}

// below reports whether one of the nodes holds id.
func (p *placer) below(nodes []page.ID, id page.ID) bool {
	for _, n := range nodes {
		if p.Doc.Contains(n, id) {
			return true
		}
	}
	return false
}

// lines appends the lines of the segment k.
//
// It reads the text nodes that the segment owns, and the breaks between them.
func (p *placer) lines(dst []line, k int) []line {
	l := liner{placer: p, seg: k, out: dst, link: page.None}
	s := &p.Segs[k]
	for id := s.First; id < s.End; id++ {
		n := &p.Doc.Nodes[id]
		if n.Tag == atom.Br {
			l.flush()
		} else if s.Owns(n) {
			l.add(id, n)
		}
	}
	l.flush()
	return l.out
}

// liner cuts a segment into lines: at line breaks, between two links in a row,
// and around a link that is a button.
//
//	Hello.<a class="button">Join</a><a>Log in</a>  three lines
//	By going on you accept <a>our terms</a>.        one line
type liner struct {
	*placer
	seg   int
	out   []line
	text  strings.Builder
	cur   line
	link  page.ID // around all of the line so far, or None
	calls []Action
}

// add takes in a text node. White space alone starts no line and does not end a
// link's.
func (l *liner) add(id page.ID, n *page.Node) {
	a := page.None
	if n.Is(page.InLink) {
		a = l.Doc.Closest(id, atom.A)
	}
	blank := strings.TrimSpace(n.N.Data) == ""
	if l.text.Len() > 0 && !blank && l.breaks(a, n.N.Data) {
		l.flush()
	}
	if l.text.Len() == 0 {
		if blank {
			return
		}
		l.cur.node, l.cur.seg, l.link = id, l.seg, a
	} else if !blank && a != l.link {
		l.link = page.None
	}
	// A link inside a sentence that asks for something is an action as well:
	//
	//	<p>Already with us? <a href="/login">Log in</a> here.</p>
	if a != page.None && l.link == page.None && l.Links.Of(a)&(target.Asking&^target.Shop|target.Login) != 0 {
		l.calls = append(l.calls, Action{Text: squeeze(n.N.Data), URL: strings.Clone(l.Doc.Attr(a, "href"))})
	}
	l.cur.strong = l.cur.strong || l.isStrong(id)
	if l.isStruck(id) {
		l.cur.struck += n.N.Data
	}
	l.text.WriteString(n.N.Data)
}

// breaks reports whether text in the link a, or in none, begins a new line.
//
// After a link a new sentence is a new line, and the rest of the same one is not:
// what the link says goes on in it.
func (l *liner) breaks(a page.ID, next string) bool {
	switch {
	case l.link == a:
		return false
	case l.link == page.None:
		return nameOf(l.Doc, a)&classname.AsButton != 0
	case a != page.None:
		return true
	}
	return startsLine(next)
}

// flush ends the line. A link that fills it makes it an action; links inside
// a sentence follow it as actions of their own if they ask for something.
func (l *liner) flush() {
	if t := squeeze(l.text.String()); t != "" {
		l.cur.text = t
		if l.link != page.None {
			l.cur.action, l.cur.href = true, strings.Clone(l.Doc.Attr(l.link, "href"))
		} else {
			l.cur.calls = l.calls
		}
		l.out = append(l.out, l.shaped(l.cur, l.seg))
	}
	l.text.Reset()
	l.cur, l.link, l.calls = line{}, page.None, nil
}

// startsLine reports whether text that follows a link begins a sentence of its
// own.
//
// Scripts without capitals have no lower case either: there each text is taken for
// a new sentence.
func startsLine(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace))
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// isStrong reports whether the text stands in bold, as headings without the tag
// do.
func (p *placer) isStrong(id page.ID) bool {
	for n := 0; n < 3 && id != page.None; n++ {
		switch p.Doc.Nodes[id].Tag {
		case atom.B, atom.Strong:
			return true
		}
		id = p.Doc.Nodes[id].Parent
	}
	return false
}

// isStruck reports whether the text is crossed out: a price that no longer holds.
func (p *placer) isStruck(id page.ID) bool {
	for n := 0; n < 3 && id != page.None; n++ {
		switch p.Doc.Nodes[id].Tag {
		case atom.S, atom.Strike, atom.Del:
			return true
		}
		id = p.Doc.Nodes[id].Parent
	}
	return false
}

// shaped adds to a line what the elements around it and its words say.
//
// An asterisk at its start marks small print: "* Then 9 € a month."
func (p *placer) shaped(l line, k int) line {
	s := &p.Segs[k]
	for id, n := s.Box, 0; id != page.None && n < 3; id, n = p.Doc.Nodes[id].Parent, n+1 {
		switch p.Doc.Nodes[id].Tag {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			l.heading = true
		case atom.Li, atom.Dd:
			l.item = true
		case atom.Button:
			l.action = true
		case atom.Small:
			l.note = true
		}
		if n == 0 && nameOf(p.Doc, id)&classname.AsNote != 0 {
			l.note = true
		}
	}
	if s.Flags&page.InButton != 0 {
		l.action = true
	}
	p.folded = lexicon.Fold(p.folded[:0], l.text)
	l.kinds = p.Words.KindsOf(p.folded)
	l.price = hasPrice(p.folded)
	l.note = l.note || l.kinds&wording.Terms != 0 || strings.HasPrefix(l.text, "*")
	return l
}

// buttons adds the controls below the promo's root whose words are attributes.
//
// The words of <input type="submit" value="Sign up"> are no text node, and so in
// no segment. They come last, whatever their place in the form.
func (p *placer) buttons(dst []line, q *Promo) []line {
	if p.Doc.Nodes[q.Root].Is(page.Text) {
		return dst
	}
	for _, b := range p.Words.Buttons() {
		if p.Doc.Contains(q.Root, b.Node) {
			dst = append(dst, line{text: squeeze(b.Words), node: b.Node, seg: -1, action: true})
		}
	}
	return dst
}

// sort settles what each line is once all are known: a heading is not an
// action's container, a list of links is no list of benefits, and a run of
// short lines without a list's markup is one.
//
// Lists without markup are looked for only where there is no list with it: then
// lines beside the list are no part of it.
func (p *placer) sort(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.action {
			l.item, l.note, l.heading = false, false, false
		}
		if l.note && (l.heading || len(l.text) < 12) {
			l.note = false
		}
		if l.item && (l.note || l.price && l.kinds&wording.Terms != 0) {
			l.item = false
		}
		if t, ok := bullet(l.text); ok && !l.action {
			l.text, l.item = t, true
		}
	}
	for i := range lines {
		if lines[i].item {
			return
		}
	}
	markRuns(lines)
}

// minRun is how many short lines in a row make a list.
const minRun = 3

// markRuns marks runs of lines that look like entries. The first line is never one
// of them, as it heads what follows:
//
//	<p>What you get</p> <p>All our reports</p> <p>The daily puzzle</p> <p>Two guests</p>
func markRuns(lines []line) {
	start := 0
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) && i > 0 && looksItem(&lines[i]) {
			continue
		}
		if i-start >= minRun {
			for k := start; k < i; k++ {
				lines[k].item = true
			}
		}
		start = i + 1
	}
}

// looksItem reports whether a line could be an entry of a list without markup: it is
// not the heading, has no price of its own and is no sentence.
//
// A short line with a price is a plan, a line with a full stop is prose, and one
// with a colon introduces the list.
func looksItem(l *line) bool {
	if l.action || l.heading || l.note || l.strong || len(l.text) < 12 || len(l.text) > 140 {
		return false
	}
	if l.price && len(l.text) < 40 {
		return false
	}
	switch l.text[len(l.text)-1] {
	case '.', '!', '?', ':':
		return false
	}
	return true
}

// bullet cuts off the sign that pages without list markup put before an entry.
//
//	<p>✓ All our reports<br>✓ The daily puzzle</p>
func bullet(s string) (string, bool) {
	for _, b := range []string{"•", "·", "✓", "✔", "–", "- ", "▪", "►", "»", "✅", "☑"} {
		if rest, ok := strings.CutPrefix(s, b); ok && len(rest) > 4 {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// heading returns the first heading, or the first line of a promo that has
// none if it is short and more follows.
//
// The limit on its length keeps a pitch of a paragraph from being a heading.
func heading(lines []line) string {
	for i := range lines {
		if lines[i].heading && !lines[i].action {
			return lines[i].text
		}
	}
	if len(lines) > 1 && !lines[0].action && !lines[0].note && !lines[0].item && utf8.RuneCountInString(lines[0].text) <= 90 {
		return lines[0].text
	}
	return ""
}

func joinLines(lines []line) string { return joinWith(lines, '\n') }

func joinWith(lines []line, sep byte) string {
	n := 0
	for i := range lines {
		n += len(lines[i].text) + 1
	}
	var b strings.Builder
	b.Grow(n)
	for i := range lines {
		if i > 0 {
			b.WriteByte(sep)
		}
		b.WriteString(lines[i].text)
	}
	return b.String()
}

// offers reads the prices: those of the benefits only where no other line has
// one, since a benefit that mentions a price repeats or explains it.
//
// Prices are read from whole segments, as a line break often stands inside of one:
//
//	<p>Only<br><b>1 €</b><br>a month</p>
//
// Of one without a period the lines after it are read as well.
func (p *placer) offers(lines []line, kind term.PromoKind) []offer.Offer {
	var out []offer.Offer
	for i := 0; i < len(lines); {
		text, next := sameSegment(lines, i)
		if kind == term.Donation && len(text) > paragraphChars { // what came in, not what is asked for
			i = next
			continue
		}
		if !lines[i].item && lines[i].price || !lines[i].item && next == i+1 {
			found := offer.Parse(p.Words.Lexicon(), text, p.Language, p.Country)
			if len(found) == 1 && found[0].Period == "" && next < len(lines) {
				found = p.longer(found, lines, i, next)
			}
			out = append(out, p.withoutStruck(found, lines[i:next])...)
		} else if !lines[i].item {
			out = append(out, p.withoutStruck(offer.Parse(p.Words.Lexicon(), text, p.Language, p.Country), lines[i:next])...)
		}
		i = next
	}
	if len(out) > 0 {
		return out
	}
	for i := range lines {
		if lines[i].item {
			out = append(out, offer.Parse(p.Words.Lexicon(), lines[i].text, p.Language, p.Country)...)
		}
	}
	return out
}

// withoutStruck takes the prices that are crossed out from the offers of the same
// lines: each is what the next one cost before.
//
//	<p><s>$120</s> $60 a year</p>   60 a year, was 120
func (p *placer) withoutStruck(found []offer.Offer, lines []line) []offer.Offer {
	if len(found) < 2 {
		return found
	}
	for i := range lines {
		if lines[i].struck == "" {
			continue
		}
		for _, old := range offer.Parse(p.Words.Lexicon(), lines[i].struck, p.Language, p.Country) {
			k := slices.IndexFunc(found, func(o offer.Offer) bool { return o.Amount == old.Amount && o.Period == old.Period })
			if k < 0 || k+1 == len(found) || found[k+1].Currency != old.Currency {
				continue
			}
			if found[k+1].Was == "" {
				found[k+1].Was = old.Amount
			}
			found = slices.Delete(found, k, k+1)
		}
	}
	return found
}

// settleOffers leaves out offers without a price. If a product has two prices and
// nothing says which is which, the higher one is taken for what it cost before.
//
//	<s>49 €</s> <b>29 €</b>   becomes 29, was 49
//
// The old price may be struck out by <s> or by a style sheet, so that the markup
// does not tell. With three prices or more, or with periods, they are plans and
// stay.
func settleOffers(all []offer.Offer, kind term.PromoKind) []offer.Offer {
	all = slices.DeleteFunc(all, func(o offer.Offer) bool { return o.Amount == "" })
	if kind != term.Commerce || len(all) != 2 || all[0].Period != "" || all[1].Period != "" || all[0].Currency != all[1].Currency {
		return all
	}
	low, high := all[0], all[1]
	a, errA := strconv.ParseFloat(low.Amount, 64)
	b, errB := strconv.ParseFloat(high.Amount, 64)
	if errA != nil || errB != nil || a == b {
		return all
	}
	if a > b {
		low, high = high, low
	}
	low.Was = high.Amount
	return []offer.Offer{low}
}

// sameSegment joins the lines from i that one segment holds: a line break
// inside a price is usual.
//
// An action is a line of its own, whatever segment holds it.
func sameSegment(lines []line, i int) (text string, next int) {
	next = i + 1
	for next < len(lines) && lines[next].seg == lines[i].seg && lines[next].item == lines[i].item && !lines[next].action && !lines[i].action {
		next++
	}
	if next == i+1 {
		return lines[i].text, next
	}
	return joinWith(lines[i:next], ' '), next
}

// maxTail is how many short lines may complete a price.
const maxTail = 3

// longer reads a price without a period again with the lines after it: many
// boxes set the period under the price.
//
// The longer text counts only if it gives the same amount with a period: otherwise
// the lines after belong to another offer. If nothing is gained the first reading
// stays.
func (p *placer) longer(found []offer.Offer, lines []line, i, next int) []offer.Offer {
	for end := next + 1; end <= min(len(lines), next+maxTail); end++ {
		if l := &lines[end-1]; l.item || l.action || l.heading || len(l.text) > 40 {
			break
		}
		again := offer.Parse(p.Words.Lexicon(), joinWith(lines[i:end], ' '), p.Language, p.Country)
		if len(again) == 1 && again[0].Amount == found[0].Amount && again[0].Period != "" {
			return again
		}
	}
	return found
}

// squeeze returns s with every run of white space as one space, as a copy
// that shares no memory with the page.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
