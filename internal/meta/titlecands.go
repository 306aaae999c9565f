package meta

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/page"
)

// titleTable holds what a page calls itself: the readings of every source, and
// the candidates for the title that they give, each distinct text once.
type titleTable struct {
	c        *collector
	readings [numTitleSources]titleText
	cands    []titleCand
	h1       *place // of the visible headline, nil without one
	h1s      int    // elements h1 of the page
	heads    []titleHead
	// kicker says that the visible headline begins with a part whose class is
	// that of a kicker.
	kicker bool
	// tail and front are the visible headline without its first and without its
	// last element.
	tail, front titleText
	// first is what the order of sources gives.
	first titleText
}

// titleSource is where a reading of the title stood.
type titleSource uint8

const (
	fromH1 titleSource = iota
	fromHeadline
	fromOG
	fromTwitter
	fromMeta // another meta element or property
	fromDoc  // <title>
	numTitleSources

	// What follows gives candidates, and is no source to compare with.
	fromOtherH1
	fromAlternative
	fromLead // another heading
)

// titleCut says how a candidate was made of its reading.
type titleCut uint8

const (
	cutNone titleCut = iota
	// cutNames: of the names of site and section, see trimSite.
	cutNames
	// cutFree: at a separator, with nothing to say that what went is a name.
	cutFree
	// cutMiddle: of more than what stands beside one separator.
	cutMiddle
	// cutFirst and cutLast: of the first or last element of a heading, a kicker
	// or a second line.
	cutFirst
	cutLast
)

// titleText is a text with the forms in which it is compared.
type titleText struct {
	text string
	// key is the text in small letters.
	key   string
	fold  string
	words []string
}

type titleCand struct {
	Value
	titleText
	from titleSource
	cut  titleCut
	// rest is what was cut off, where that is known.
	rest string
	// head is the heading that it was cut out of, page.None for another source.
	head page.ID
}

// maxTitleCands and maxTitle bound the candidates of a page and their bytes.
const (
	maxTitleCands = 32
	maxTitle      = 600
)

// maxReading is how much of a text that is given as the title is looked at, in
// bytes: each of two dozen separators is looked for in it, and one may be as long
// as the page.
const maxReading = 4096

func newTitleText(s string) titleText {
	return titleText{text: s, key: strings.ToLower(s), fold: fold(s), words: titleWords(s)}
}

// titleTable collects the candidates for the title, the most trusted first.
func (c *collector) titleTable() *titleTable {
	t := &titleTable{c: c}
	doc := clean(c.docTitle)
	var metas []Value
	for v := range c.readingsOf("title", titleSources) {
		metas = append(metas, Value{atMost(v.Text, maxReading), v.Source})
	}
	h1 := c.headline(metas, doc)
	c.tried("title", h1)
	ranked := c.rankTitles(metas, h1, doc)
	i := slices.IndexFunc(ranked, func(v Value) bool { return v.Text != "" })
	if i < 0 {
		return t
	}
	t.findHeads()
	if agreed(ranked[i:]) && t.isSettled(h1) {
		t.add(ranked[i], sourceOfTitle(ranked[i].Source), cutNone)
		return t
	}
	t.first = newTitleText(ranked[i].Text)
	t.readings[fromH1] = newTitleText(h1.Text)
	t.add(h1, fromH1, cutNone)
	for _, v := range ranked {
		if v != h1 {
			t.add(v, sourceOfTitle(v.Source), cutNames)
		}
	}
	for _, v := range append(metas, Value{doc, "html:title"}) {
		t.variants(v)
	}
	for v := range c.readingsOf("title", alternativeTitles) {
		t.add(v, fromAlternative, cutNone)
	}
	t.headings()
	t.parts()
	t.leads()
	t.dropFramed()
	return t
}

// dropFramed takes out what no heading shows of a <title> where one shows a part
// of it: then the rest is the template's, surely so where it stands before. A short
// part may be the name of the site.
func (t *titleTable) dropFramed() {
	framed := make([]bool, len(t.cands))
	for i := range t.cands {
		whole := &t.cands[i]
		framed[i] = whole.from == fromDoc && t.shown(whole) == nil &&
			slices.ContainsFunc(t.cands, func(part titleCand) bool { return t.isFramed(&part, whole) })
	}
	kept := t.cands[:0]
	for i := range t.cands {
		if !framed[i] {
			kept = append(kept, t.cands[i])
		}
	}
	t.cands = kept
}

// isFramed reports whether a heading shows a part of a <title>.
func (t *titleTable) isFramed(part, whole *titleCand) bool {
	if part.cut < cutFree || len(part.words) < minFramed || part.key == whole.key {
		return false
	}
	if !strings.HasSuffix(whole.key, part.key) && (whole.cut != cutNone || !strings.Contains(whole.key, part.key)) {
		return false
	}
	h := t.shown(part)
	return h != nil && h.rank >= 2 && !h.home
}

// minFramed is how many words of a <title> a heading must show.
const minFramed = 4

// agreed reports whether three titles or more are one but for case: nothing is
// left to choose.
func agreed(titles []Value) bool {
	n := 0
	for _, v := range titles {
		if v.Text != "" && !strings.EqualFold(v.Text, titles[0].Text) {
			return false
		}
		n += min(1, len(v.Text))
	}
	return n >= 3
}

// isSettled reports whether titles that agree leave nothing to choose: a plain
// headline shows them, and not one that only search engines are to read.
func (t *titleTable) isSettled(h1 Value) bool {
	if h1.Text == "" {
		return len(t.heads) == 0
	}
	for i := range t.heads {
		if h := &t.heads[i]; h.id == t.c.data.Headline && (h.listed || h.hidden) {
			return false
		}
	}
	if t.hasLead() {
		return false
	}
	kids := t.c.headingKids(t.c.data.Headline)
	return len(kids) < 2 || !isPart(&t.c.Doc.Nodes[kids[0]]) && !isPart(&t.c.Doc.Nodes[kids[len(kids)-1]])
}

// alternativeTitles are candidates that seldom are the title.
var alternativeTitles = []FieldSource{ld("alternativeHeadline"), ld("name")}

func sourceOfTitle(source string) titleSource {
	switch source {
	case "jsonld:headline":
		return fromHeadline
	case "meta:og:title":
		return fromOG
	case "meta:twitter:title":
		return fromTwitter
	case "html:title":
		return fromDoc
	}
	return fromMeta
}

// variants keeps a reading and adds it as it stands and cut at its separators.
func (t *titleTable) variants(v Value) {
	from := sourceOfTitle(v.Source)
	whole := v.Text
	if t.readings[from].text == "" {
		t.readings[from] = newTitleText(whole)
	}
	t.add(v, from, cutNone)
	for _, sep := range separators {
		last := strings.LastIndex(whole, sep)
		if last <= 0 {
			continue
		}
		first := strings.Index(whole, sep)
		if sep != ": " {
			t.addCut(Value{whole[:last], v.Source}, from, cutFree, whole[last+len(sep):])
		}
		if first > 0 {
			t.addCut(Value{whole[first+len(sep):], v.Source}, from, cutFree, whole[:first])
			t.addCut(Value{whole[:first], v.Source}, from, cutFree, whole[first+len(sep):])
		}
		if first+len(sep) < last {
			t.addCut(Value{whole[last+len(sep):], v.Source}, from, cutMiddle, whole[:last])
			t.middle(whole[first+len(sep):last], sep, v.Source, from)
		}
	}
}

// middle adds the parts of a reading that have a separator on both sides.
func (t *titleTable) middle(s, sep, source string, from titleSource) {
	n := 0
	for part := range strings.SplitSeq(s, sep) {
		if n++; n > maxParts {
			return
		}
		t.addCut(Value{part, source}, from, cutMiddle, "")
	}
}

// maxParts bounds the parts of one reading that are tried alone.
const maxParts = 3

// addCut takes a candidate that was cut out of a longer text.
func (t *titleTable) addCut(v Value, from titleSource, cut titleCut, rest string) {
	n := len(t.cands)
	v.Text = strings.TrimSpace(v.Text)
	if t.add(v, from, cut); len(t.cands) > n {
		t.cands[n].rest = strings.TrimSpace(rest)
	}
}

// addPart takes a candidate that was cut out of a heading.
func (t *titleTable) addPart(v Value, from titleSource, cut titleCut, rest string, head page.ID) {
	n := len(t.cands)
	if t.addCut(v, from, cut, rest); len(t.cands) > n {
		t.cands[n].head = head
	}
}

// headings adds the elements h1 beside the visible headline.
func (t *titleTable) headings() {
	for i := range t.c.places {
		p := &t.c.places[i]
		if p.id == t.c.data.Headline {
			t.h1 = p
		}
		if p.kind != placeH1 {
			continue
		}
		t.h1s++
		if t.h1s <= maxHeadings && !p.apart && p.id != t.c.data.Headline && t.c.sizedAsHeading(p.id) {
			t.add(Value{t.c.heading(p.id), "css:" + t.c.label(p.id)}, fromOtherH1, cutNone)
		}
	}
}

// maxHeadings bounds the elements h1 that are tried beside the headline.
const maxHeadings = 6

// add takes a candidate unless an earlier one has its text. The title of a
// page has a letter or a digit.
func (t *titleTable) add(v Value, from titleSource, cut titleCut) {
	if len(v.Text) > maxTitle || cut >= cutFree && utf8.RuneCountInString(v.Text) < 2 || len(t.cands) >= maxTitleCands {
		return
	}
	key := strings.ToLower(v.Text)
	if slices.ContainsFunc(t.cands, func(c titleCand) bool { return c.key == key }) {
		return
	}
	text := newTitleText(v.Text)
	if text.fold == "" {
		return
	}
	t.cands = append(t.cands, titleCand{Value: v, titleText: text, from: from, cut: cut, head: page.None})
}

// headlineInArticle reports whether the visible headline stands in an article
// or the main part of the page.
func (t *titleTable) headlineInArticle() bool {
	h := t.c.data.Headline
	return h != page.None && t.c.Doc.Closest(h, articleTags...) != page.None
}
