package meta

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// publishedSources and modifiedSources are what metadata call the date of
// publication and of the last change; what says "created" or "uploaded" comes
// after what stands on the page itself.
var (
	publishedSources = []FieldSource{
		ld("datePublished"), meta("article:published_time"), meta("og:article:published_time"), meta("article:published"),
		meta("itemprop:datepublished"), meta("parsely-pub-date"), meta("og:published_time"), meta("datepublished"),
		meta("sailthru.date"), meta("cxenseparse:recs:publishtime"), meta("cxenseparse:publishtime"),
		meta("article.published"), meta("published-date"), meta("published_time"), meta("publish-date"), meta("publish_date"),
		meta("publishdate"), meta("pubdate"), meta("article_date_original"), meta("originalpublicationdate"), meta("date_published"),
		meta("dc.date.issued"), meta("dcterms.issued"), meta("dcterms.date"), meta("dc.date"), meta("dcterms.created"), meta("dc.date.created"),
		meta("citation_publication_date"), meta("citation_online_date"), meta("citation_date"), meta("shareaholic:article_published_time"),
		meta("rnews:datepublished"), meta("bt:pubdate"), meta("cse_date"), meta("date"), meta("published"), meta("w-published-date"),
	}
	modifiedSources = []FieldSource{
		ld("dateModified"), meta("article:modified_time"), meta("og:updated_time"), meta("itemprop:datemodified"),
		meta("og:article:modified_time"), meta("article:modified"), meta("article:updated_time"), meta("dcterms.modified"),
		meta("dc.date.modified"), meta("last-modified"), meta("lastmod"), meta("modified_time"), meta("cxenseparse:modifiedtime"),
		meta("revised"), meta("dateupdated"), meta("datemodified"),
	}
	lateSources = []FieldSource{ld("uploadDate"), ld("dateCreated"), meta("itemprop:datecreated"), meta("itemprop:uploaddate")}
)

func (c *collector) dates() {
	d := c.data
	d.Published = c.date("published", c.RuleFields["published"], publishedSources)
	if d.Published.isPrinted() {
		c.preferShown(&d.Published)
	}
	if d.Published.Time.IsZero() {
		c.fallback("published", &d.Published, c.visibleDate(false))
	}
	if !isDay(&d.Published) {
		if near := c.nearDate(false); !c.servedLater(&near) {
			c.fallback("published", &d.Published, near)
		}
	}
	if !isDay(&d.Published) {
		c.fallback("published", &d.Published, c.farDate(false))
	}
	if !isDay(&d.Published) {
		late := c.date("published", lateSources)
		c.keep(&d.Published, &late)
	}
	if !isDay(&d.Published) {
		c.fallback("published", &d.Published, c.urlDate())
	}
	c.settleDay(&d.Published)
	d.Modified = c.date("modified", c.RuleFields["modified"], modifiedSources)
	if d.Modified.Time.IsZero() {
		c.fallback("modified", &d.Modified, c.visibleDate(true))
	}
	if d.Modified.Time.IsZero() {
		c.fallback("modified", &d.Modified, c.nearDate(true))
	}
	if d.Modified.Time.IsZero() && !isDay(&d.Published) {
		c.fallback("modified", &d.Modified, c.farDate(true))
	}
	if !isDay(&d.Published) {
		// A page whose only date says when it was last changed was published
		// as it stands on that day; the source tells.
		c.fallback("published", &d.Published, d.Modified)
	}
	if !isDay(&d.Published) {
		c.fallback("published", &d.Published, c.soleDate())
	}
}

// isPrinted reports a date of structured data that is written out for readers:
// schema.org asks for ISO 8601, and a template that prints another form there
// prints what it has, on some systems the day on which all pages were last made.
func (d *Date) isPrinted() bool {
	return isDay(d) && strings.HasPrefix(d.Source, "jsonld:") && strings.IndexFunc(d.Raw, func(r rune) bool { return r < '0' || r > '9' }) < 4
}

// preferShown takes the date that the page shows by its headline, or calls that
// of publication, if it is the earlier one.
func (c *collector) preferShown(d *Date) {
	shown := c.nearDate(false)
	if !isDay(&shown) {
		shown = c.farDate(false)
	}
	if isDay(&shown) && shown.Time.Before(d.Time) && !sameDay(&shown, d) {
		c.tried("published", Value{shown.Raw, shown.Source})
		shown.Others = append(shown.Others, Value{d.Raw, d.Source})
		*d = shown
	}
}

// servedLater reports whether a date without a name of its own is months after
// the one in the page's address: it is the day on which the page was served.
func (c *collector) servedLater(d *Date) bool {
	url := c.urlDate()
	return !url.Time.IsZero() && !d.Time.IsZero() && d.Time.Sub(url.Time) > maxDelay
}

// maxDelay is how long after the month or day of its address a page may still
// be published.
const maxDelay = 62 * 24 * time.Hour

// isDay reports whether a date names a day.
func isDay(d *Date) bool {
	return !d.Time.IsZero() && d.Precision != Month && d.Precision != Year
}

func hasDigit(s string) bool {
	for _, r := range s {
		if digit(r) >= 0 {
			return true
		}
	}
	return false
}

// updatedWords say that a visible date is that of a change. Each is the start
// of a word or two in small letters.
var updatedWords = [...]string{
	"updated", "last update", "modified", "last edited", "aktualisiert", "zuletzt", "mis à jour", "actualizado", "actualizada",
	"atualizado", "atualizada", "aggiornat", "bijgewerkt", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "aktualizacja",
	"aktualizováno", "frissítve", "actualizat", "обновлено", "оновлено", "güncelle", "更新", "수정", "cập nhật", "diperbarui",
}

// saysUpdated reports whether a date's text begins with such a word. A text
// that names both dates has the publication first.
func saysUpdated(s string) bool {
	s = strings.ToLower(strings.TrimLeft(s, " (*|·•"))
	for _, w := range updatedWords {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// fallback takes a reading of a later source where the earlier ones gave none.
// Raw text that none could read stays.
func (c *collector) fallback(field string, d *Date, next Date) {
	if !next.IsZero() {
		c.tried(field, Value{next.Raw, next.Source})
	}
	c.keep(d, &next)
}

func (c *collector) keep(d, next *Date) {
	if !next.Time.IsZero() || d.Raw == "" {
		*d = *next
	}
}

// date takes the first source that can be read, and keeps the raw text of the
// first that cannot.
func (c *collector) date(field string, lists ...[]FieldSource) Date {
	var got Date
	for v := range c.readingsOf(field, lists...) {
		d, ok := parseDate(v.Text, c.data.Language.Text, c.order)
		d.Source, d.Raw = v.Source, strings.Clone(d.Raw)
		switch {
		case got.Raw == "" || ok && got.Time.IsZero():
			got = d
		case ok && len(got.Others) < maxOthers && !sameDay(&got, &d):
			got.Others = append(got.Others, Value{d.Raw, d.Source})
		}
	}
	return got
}

func sameDay(a, b *Date) bool {
	return a.Time.Truncate(24*3600e9).Equal(b.Time.Truncate(24*3600e9)) || a.Time.Equal(b.Time)
}

// visibleDate finds the date that the page shows with the article: a <time>
// or an element whose class says date, near the headline, never in the
// masthead or beside another text.
func (c *collector) visibleDate(modified bool) Date {
	var best Date
	bestScore := 0
	for _, id := range c.propNodes("datepublished", "datemodified", modified) {
		if d, ok := c.dateOf(id); ok {
			return d
		}
	}
	for i := range c.places {
		p := &c.places[i]
		if p.kind != placeTime && p.shows&classname.FieldDate == 0 || p.masthead || p.apart && !c.followsHead(p.id) || c.inSiteHead(p.id) {
			continue
		}
		if (p.shows&(classname.FieldUpdated|classname.FieldPosted) == classname.FieldUpdated) && !modified {
			continue
		}
		s := c.dateScore(p)
		if s <= bestScore {
			continue
		}
		if d, ok := c.dateOf(p.id); ok && (p.shows&classname.FieldUpdated != 0 || saysUpdated(c.text(p.id, 40)) == modified) {
			best, bestScore = d, s
		}
	}
	return best
}

// inSiteHead reports whether a node stands in a page header before the title and
// without it: a date there is that of the visit.
func (c *collector) inSiteHead(id page.ID) bool {
	h := c.anchor()
	return h != page.None && id < h && c.inMasthead(id, h)
}

// dateScore prefers what stands close after the headline.
func (c *collector) dateScore(p *place) int {
	s := 20
	if p.kind == placeTime {
		s += 10
	}
	if p.shows&classname.FieldPosted != 0 {
		s += 15
	}
	if h := c.data.Headline; h != page.None {
		switch gap := int(p.id - h); {
		case gap < -120 || gap > 2000:
			s -= 15
		case gap < -40:
			s -= 5
		case gap < 0:
			s += 8
		case gap < 80:
			s += 12
		case gap > 600:
			s -= 12
		case gap > 200:
			s -= 6
		}
	}
	return s
}

// dateOf reads the date of an element: its datetime, content or title, else
// its text, which must be short.
func (c *collector) dateOf(id page.ID) (Date, bool) {
	n := &c.Doc.Nodes[id]
	chars, shown := c.Doc.Chars(id), ""
	if chars <= maxDateText {
		shown = c.spaced(id, maxDateText)
		if low := strings.ToLower(shown); hasAny(low, visitWords[:]) || hasAny(low, joinedWords[:]) {
			return Date{}, false
		}
	}
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-date", "data-published", "title"} {
		if raw := page.Attr(n.N, key); raw != "" {
			if d, ok := parseDate(raw, c.data.Language.Text, c.order); ok && d.Precision != Month {
				d.Source, d.Raw = "css:"+c.label(id)+" @"+key, strings.Clone(d.Raw)
				return d, true
			}
		}
	}
	if chars < 6 || chars > 120 || n.End-id > 60 {
		return Date{}, false
	}
	d, ok := parseDate(shown, c.data.Language.Text, c.order)
	d.Source = "css:" + c.label(id)
	return d, ok && d.Precision != Month
}

// spaced returns the texts at or below id with a space between each two: the
// parts of a date may stand in elements of their own.
func (c *collector) spaced(id page.ID, limit int) string {
	var b strings.Builder
	for i := id; i < c.Doc.Nodes[id].End && b.Len() < limit; i++ {
		if n := &c.Doc.Nodes[i]; n.IsText() && !n.Is(page.Raw|page.Hidden) {
			appendText(&b, n.N.Data, b.Len() > 0)
		}
	}
	return b.String()
}

// propNodes returns the elements of the body with the microdata property.
func (c *collector) propNodes(published, modified string, wantModified bool) []page.ID {
	name := published
	if wantModified {
		name = modified
	}
	var out []page.ID
	for i := range c.props {
		p := &c.props[i]
		if hasWord(p.name, name) && c.Doc.Nodes[p.id].Tag != atom.Meta && !p.apart && !c.partScope(p.scope) {
			out = append(out, p.id)
		}
	}
	return out
}

// urlDate reads the date that many addresses hold: /2024/05/03/, /2024/may/03/,
// /2024-05-03-title, /20240503/, /2012/05/.
func (c *collector) urlDate() Date {
	u, err := url.Parse(c.URL)
	if err != nil || u.Path == "" {
		u, err = url.Parse(c.data.CanonicalURL.Text)
		if err != nil {
			return Date{}
		}
	}
	d, _ := urlDate(u.Path)
	return d
}
