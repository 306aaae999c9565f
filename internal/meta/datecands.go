package meta

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
)

// dateCand is one date that a page states anywhere, with what tells whose it is.
type dateCand struct {
	date.Date
	source string
	from   dateFrom
	says   saying
	// at is the node that states it, page.None in metadata.
	at page.ID
	// nth numbers those of one source; usual says that the source has a name that
	// many sites use.
	nth   int
	usual bool
	// shown is the day that the text of an element with a stamp names, zero
	// without one.
	shown date.Date
	// shows is what the classes of the elements around say, prop what their
	// itemprop does.
	shows classname.Field
	prop  saying
	// lineChars is the length of the line, rest what stands in it beside the
	// date, lineDates how many dates it has and inLine which of these this is.
	lineChars, rest, lineDates, inLine int
	own                                belonging
	// para says that its line is a paragraph.
	para bool
	// rival says that it is a bare date below the text, and that the page has such
	// dates of several days.
	rival bool
}

// dateFrom is the kind of source of a date. The order is that in which sources
// that name one day are taken for its moment.
type dateFrom uint8

const (
	fromLD dateFrom = iota
	fromMetaDate
	fromProp // microdata and RDFa in the body
	fromTime // an element with a stamp
	fromLine // what a reader sees
	fromScript
	fromLate // what metadata call created or uploaded
	fromURL
)

// dateTable holds the dates of a page.
type dateTable struct {
	c     *collector
	cands []dateCand
	props []dateProp
	// raw is the first text in the place of a date of publication that could not
	// be read.
	raw Date
	url date.Date
	buf lineBuf
}

// dateProp is a property of the body that is a date.
type dateProp struct {
	at   page.ID
	says saying
}

// maxDateCands bounds the dates of a page: one with more is a list of something.
const maxDateCands = 200

// dateTable collects the dates of the page in one pass, those of metadata first.
func (c *collector) dateTable() *dateTable {
	t := &dateTable{c: c, cands: make([]dateCand, 0, 16)}
	t.structured()
	t.metas()
	t.properties()
	t.lines()
	t.address()
	if !t.declared() {
		t.scripts()
	}
	t.settleOrder()
	t.findRivals()
	return t
}

// findRivals marks the bare dates below the text of a page that has several: each
// may be another thing's.
func (t *dateTable) findRivals() {
	first, rivals := "", false
	for i := range t.cands {
		if c := &t.cands[i]; c.isBareBelow() {
			rivals = rivals || first != "" && first != c.Civil()
			first = c.Civil()
		}
	}
	for i := range t.cands {
		c := &t.cands[i]
		c.rival = rivals && c.isBareBelow()
	}
}

// isBareBelow reports a date in a line below the text that nothing calls one.
func (c *dateCand) isBareBelow() bool {
	return c.from == fromLine && c.says == 0 && c.shows&(classname.FieldDate|classname.FieldByline) == 0 && !c.own.above && c.own.prose > maxBoxChars && !c.own.teaser && !c.own.other
}

// declared reports whether metadata name a date of publication.
func (t *dateTable) declared() bool {
	return slices.ContainsFunc(t.cands, func(c dateCand) bool { return c.from <= fromProp && c.says == saysPublished })
}

// add keeps a candidate if its text is a date.
func (t *dateTable) add(raw string, c dateCand) bool {
	if raw == "" || len(t.cands) >= maxDateCands {
		return false
	}
	d, ok := date.Parse(raw, t.c.data.Language.Text, t.c.order)
	t.c.tried(dateField(c.says), Value{raw, c.source})
	if !ok {
		if t.raw.Raw == "" && c.says == saysPublished && c.from <= fromMetaDate {
			t.raw = Date{Date: date.Date{Raw: strings.Clone(raw)}, Source: c.source}
		}
		return false
	}
	c.Date = d
	t.keep(c)
	return true
}

// keep numbers a candidate among those of its source. The day on which the clocks
// of computers begin is what a system writes that has no date.
func (t *dateTable) keep(c dateCand) {
	if c.Time.Unix() < secondsADay && c.Time.Unix() > -secondsADay {
		return
	}
	for i := range t.cands {
		if t.cands[i].from == c.from && t.cands[i].says == c.says {
			c.nth++
		}
	}
	t.cands = append(t.cands, c)
}

const secondsADay = 24 * 60 * 60

func dateField(s saying) string {
	if s == saysUpdated {
		return "modified"
	}
	return "published"
}

// structured reads the article's object in the structured data, and the page's.
func (t *dateTable) structured() {
	for _, s := range [...]struct {
		key  string
		from dateFrom
		says saying
	}{
		{"datePublished", fromLD, saysPublished}, {"dateModified", fromLD, saysUpdated}, {"dateCreated", fromLate, 0}, {"uploadDate", fromLate, 0},
	} {
		own := t.c.data.Article.Path(s.key)
		t.ldDate(own, dateCand{from: s.from, says: s.says, source: "jsonld:" + s.key, at: page.None})
		other := t.c.data.Page.Path(s.key)
		if !other.Same(own) && other.Text() != own.Text() {
			source := "jsonld:" + s.key
			if !own.IsZero() {
				source = "jsonld:page." + s.key
			}
			t.ldDate(other, dateCand{from: s.from, says: s.says, source: source, at: page.None})
		}
	}
}

func (t *dateTable) ldDate(v jsonld.Value, c dateCand) {
	if !v.IsZero() {
		t.add(clean(v.Text()), c)
	}
}

// metas reads the meta elements whose names say that they hold a date.
func (t *dateTable) metas() {
	for i := range t.c.data.Metas {
		m := &t.c.data.Metas[i]
		says, late, ok := dateMeta(m.Name)
		if !ok || m.Place == "itemprop" && t.c.inPart(m.Node) {
			continue
		}
		c := dateCand{from: fromMetaDate, says: says, source: "meta:" + m.Name, at: page.None, usual: slices.Contains(usualDates[:], m.Name)}
		if m.Place == "itemprop" {
			c.source = "meta:itemprop:" + m.Name
		}
		if late {
			c.from = fromLate
		}
		t.add(clean(m.Content), c)
	}
}

// The parts of the names of meta elements, their signs left out, by which
// publishing systems call dates. Whatever says when something ends or takes
// place is none of a story's.
var (
	publishedNames = [...]string{"publish", "pubdate", "pubtime", "pubdatetime", "dateissued", "issued", "originaldate", "dateoriginal", "firstpub", "onlinedate", "displaydate", "releasedate", "publicationdate"}
	modifiedNames  = [...]string{"modif", "updated", "updatetime", "updatedate", "lastmod", "revised", "lastupdate"}
	otherDates     = [...]string{"expir", "unpublish", "publisher", "valid", "available", "until", "birth", "event", "start", "end", "deadline", "copyright", "refresh", "interval", "build", "verification", "frequency"}
)

// dateMeta reports whether the name of a meta element is that of a date, what it
// says of it, and whether it names a step before the publication.
func dateMeta(name string) (says saying, late, ok bool) {
	if len(name) > maxMetaName || !hasAny(name, dateSigns[:]) {
		return 0, false, false
	}
	var b [maxMetaName]byte
	n := 0
	for i := range len(name) {
		if 'a' <= name[i] && name[i] <= 'z' {
			b[n] = name[i]
			n++
		}
	}
	key := string(b[:n])
	switch {
	case hasAny(key, otherDates[:]) || strings.HasSuffix(key, "id"):
		return 0, false, false
	case hasAny(key, modifiedNames[:]):
		return saysUpdated, false, true
	case hasAny(key, publishedNames[:]):
		return saysPublished, false, true
	case strings.HasSuffix(key, "created") || strings.HasSuffix(key, "uploaddate"):
		return 0, true, true
	case strings.HasSuffix(key, "date") || strings.HasPrefix(key, "date"):
		return 0, false, true
	}
	return 0, false, false
}

// usualDates are the names that are written by many sites' systems.
var usualDates = [...]string{
	"article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "parsely-pub-date", "publishdate", "publish-date",
	"sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "citation_publication_date", "article:modified_time", "og:updated_time",
	"datemodified", "last-modified", "cxenseparse:recs:publishtime",
}

// maxMetaName bounds the names of meta elements that are looked at.
const maxMetaName = 48

// dateSigns are in every name of a date.
var dateSigns = [...]string{"dat", "publ", "time", "modif", "issued", "created", "revised", "pub"}

// properties notes the properties of the body that are dates and reads those
// whose elements state them in an attribute.
func (t *dateTable) properties() {
	for i := range t.c.props {
		p := &t.c.props[i]
		n := &t.c.Doc.Nodes[p.id]
		says, late, ok := dateMeta(p.name)
		if !ok || n.Tag == atom.Meta || n.Tag == atom.Link || p.apart || t.c.partScope(p.scope) {
			continue
		}
		t.props = append(t.props, dateProp{p.id, says})
		if n.Tag == atom.Time || n.Is(page.Text) {
			continue // read with the line
		}
		c := dateCand{from: fromProp, says: says, prop: says, source: "css:" + t.c.label(p.id) + " @content", at: p.id}
		if late {
			c.from = fromLate
		}
		if raw := page.Attr(n.N, "content"); raw != "" && t.add(clean(raw), c) {
			t.cands[len(t.cands)-1].own = t.c.belonging(p.id)
		}
	}
}

// propAt returns what the property says in whose element a node stands.
func (t *dateTable) propAt(id page.ID) saying {
	for _, p := range t.props {
		if p.at == id || t.c.Doc.Contains(p.at, id) {
			return p.says
		}
	}
	return 0
}

// address reads the date that many addresses hold: /2024/05/03/, /2024/may/03/,
// /2024-05-03-title, /20240503/, /2012/05/.
func (t *dateTable) address() {
	u, err := url.Parse(t.c.URL)
	if err != nil || u.Path == "" {
		if u, err = url.Parse(t.c.data.CanonicalURL.Text); err != nil {
			return
		}
	}
	d, ok := date.InPath(u.Path)
	if !ok {
		return
	}
	t.url = d
	t.c.tried("published", Value{d.Raw, "url:" + d.Raw})
	t.keep(dateCand{Date: d, from: fromURL, source: "url:" + d.Raw, at: page.None})
}

// scriptKeys are what the state of a page's program calls the date of
// publication.
var scriptKeys = [...]string{
	"datePublished", "publishedAt", "published_at", "publishedDate", "published_date", "publishDate", "publish_date", "publicationDate",
	"publication_date", "published_time", "publishedTime", "firstPublished", "firstPublishedAt", "pubDate", "pub_date", "published_on",
	"publishedOn", "publishTime", "publish_time", "datePublication", "articlePublishDate", "firstPublishDate",
}

// maxScripts bounds the dates that are read out of scripts.
const maxScripts = 4

// scripts looks into the page's scripts, and into the attributes that hold the
// state of its program, for dates of publication where its metadata have none.
func (t *dateTable) scripts() {
	left := maxScripts
	for i := range t.c.Doc.Nodes {
		n := &t.c.Doc.Nodes[i]
		if n.Is(page.Text) || left == 0 {
			continue
		}
		for k := range n.N.Attr {
			if a := &n.N.Attr[k]; len(a.Val) >= minState && a.Val[0] == '{' {
				t.state(a.Val, &left)
			}
		}
		if n.Tag == atom.Script && n.N.FirstChild != nil && !isLD(page.Attr(n.N, "type")) {
			t.state(n.N.FirstChild.Data, &left)
		}
	}
}

// minState is the least size of an attribute that holds a program's state.
const minState = 200

// state adds the dates in the state of a program.
func (t *dateTable) state(s string, left *int) {
	for *left > 0 {
		at := strings.Index(s, "ub")
		if at < 0 {
			return
		}
		raw, ok := scriptDate(s, at)
		s = s[at+2:]
		if ok && t.add(raw, dateCand{from: fromScript, says: saysPublished, source: "script", at: page.None}) {
			*left--
		}
	}
}

// scriptDate reads the value of the key around byte i of a script.
func scriptDate(s string, i int) (string, bool) {
	first, end := i, i
	for first > 0 && isKeyByte(s[first-1]) && i-first < 32 {
		first--
	}
	for end < len(s) && isKeyByte(s[end]) && end-i < 32 {
		end++
	}
	if !slices.Contains(scriptKeys[:], s[first:end]) {
		return "", false
	}
	rest := strings.TrimLeft(s[end:min(len(s), end+60)], `\"' `)
	rest, ok := strings.CutPrefix(rest, ":")
	if !ok {
		return "", false
	}
	rest = strings.TrimLeft(rest, `\"' `)
	if j := strings.IndexAny(rest, `\"',}`); j >= 0 {
		rest = rest[:j]
	}
	return rest, len(rest) >= 8
}

func isKeyByte(c byte) bool { return ascii.IsLetter(c) || c == '_' }

// settleOrder lets the other dates of the page decide how its numbers are read
// where day and month can be changed for one another.
func (t *dateTable) settleOrder() {
	for i := range t.cands {
		c := &t.cands[i]
		other, ok := c.Swapped()
		if !ok {
			continue
		}
		asRead, asSwapped := false, false
		for j := range t.cands {
			d := &t.cands[j]
			if _, ambiguous := d.Swapped(); ambiguous || !d.IsDay() {
				continue
			}
			asRead = asRead || d.Civil() == c.Civil()
			asSwapped = asSwapped || d.Civil() == other.Civil()
		}
		if !asRead && (asSwapped || t.laterThanChange(&c.Date) && !t.laterThanChange(&other)) {
			c.Date = other
		}
	}
}

// laterThanChange reports whether a date comes after the last change that the
// metadata state: nothing is published in its own future.
func (t *dateTable) laterThanChange(d *date.Date) bool {
	for i := range t.cands {
		c := &t.cands[i]
		if _, ambiguous := c.Swapped(); c.from <= fromMetaDate && c.says == saysUpdated && !ambiguous && d.Time.Sub(c.Time) > 48*time.Hour {
			return true
		}
	}
	return false
}
