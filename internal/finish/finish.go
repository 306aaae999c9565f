// Package finish is the last that an article passes on its way out: every
// string becomes fit to be printed, and every address goes through the filter
// of package weburl. The stages keep to both already where they can; here
// nothing is passed over, whatever a stage or a field that is added later
// forgets.
package finish

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

// Article cleans a in place. A field whose address does not pass is empty, and
// so is its source.
func Article(a *article.Article) {
	a.URL = weburl.Web(a.URL)
	a.Confidence = Probability(a.Confidence)
	metadata(a)
	blocks(a.Body)
	for i := range a.Asides {
		text(&a.Asides[i].Text)
	}
	for i := range a.Promos {
		promo(&a.Promos[i])
	}
	access(&a.Access)
	for i := range a.Rights {
		r := &a.Rights[i]
		lines(&r.Name, &r.Value, &r.Where)
		r.Value = weburl.LinkOrWords(r.Value)
	}
	a.Rights = slices.DeleteFunc(a.Rights, func(r article.Right) bool { return r.Value == "" })
	lines(&a.Rule.File, &a.Rule.Platform, &a.Rule.Stale)
	for i, o := range a.SchemaOrg {
		a.SchemaOrg[i] = object(o)
	}
}

// Probability returns p with three digits, more than a calibration tells. What
// is not certain does not become so.
func Probability(p float64) float64 {
	if p <= 0 || p >= 1 {
		return p
	}
	return min(max(math.Round(p*1000)/1000, 0.001), 0.999)
}

// holdsAddress tells the properties of schema.org whose values are addresses.
func holdsAddress(key string) bool {
	switch key = strings.ToLower(key[strings.LastIndexByte(key, '/')+1:]); key {
	case "image", "logo", "sameas", "thumbnail":
		return true
	}
	return strings.HasSuffix(key, "url")
}

// object returns o with clean names and values.
func object(o map[string]any) map[string]any {
	out := make(map[string]any, len(o))
	for _, key := range slices.Sorted(maps.Keys(o)) {
		clean := weburl.LinkOrWords(cleantext.Line(key))
		out[clean] = value(clean, o[key])
	}
	return out
}

// value returns a clean value of the property key. A property may be given an
// address that is none of those named for it.
func value(key string, v any) any {
	switch v := v.(type) {
	case string:
		if holdsAddress(key) {
			return reference(v)
		}
		return weburl.LinkOrWords(cleantext.Line(v))
	case []any:
		for i := range v {
			v[i] = value(key, v[i])
		}
	case map[string]any:
		return object(v)
	}
	return v
}

func metadata(a *article.Article) {
	lines(&a.Title, &a.Kicker, &a.Standfirst, &a.Description, &a.SiteName, &a.Section, &a.Language, &a.Direction, &a.License,
		&a.Published.Raw, &a.Modified.Raw,
		&a.Published.Day, &a.Modified.Day, &a.Published.DaySource, &a.Modified.DaySource)
	list(a.Tags)
	for i := range a.Authors {
		w := &a.Authors[i]
		line(&w.Name)
		w.URL = weburl.Web(w.URL)
	}
	for name, source := range a.Sources {
		a.Sources[name] = Provenance(source)
	}
	a.CanonicalURL = stated(a, "canonical_url", weburl.Web(a.CanonicalURL))
	a.Image = stated(a, "image", weburl.Web(a.Image))
	a.License = stated(a, "license", weburl.LinkOrWords(a.License))
	disagreements(a)
}

// stated returns value; one that the filter emptied has no source.
func stated(a *article.Article, field, value string) string {
	if value == "" {
		delete(a.Sources, field)
	}
	return value
}

func disagreements(a *article.Article) {
	for i := range a.Disagreements {
		d := &a.Disagreements[i]
		lines(&d.Field, &d.Value)
		d.Source = Provenance(d.Source)
		d.Value = reading(d.Field, d.Value)
	}
	a.Disagreements = slices.DeleteFunc(a.Disagreements, func(d article.Disagreement) bool { return d.Value == "" })
}

// Tried returns a reading of a field as a report may show it. An address is
// there as the page spells it, perhaps relative.
func Tried(field, value string) string {
	if value = cleantext.Line(value); isAddress(field) {
		value = weburl.LinkOrWords(value)
	}
	return value
}

func isAddress(field string) bool {
	return field == "canonical_url" || field == "image" || field == "license"
}

// reading returns a clean reading as it may be shown.
func reading(field, value string) string {
	switch {
	case field == "license":
		return weburl.LinkOrWords(value)
	case isAddress(field):
		return weburl.Web(value)
	}
	return value
}

func promo(p *article.Promo) {
	lines(&p.Heading, &p.Vendor)
	text(&p.Text)
	list(p.Benefits)
	list(p.Notes)
	for i := range p.Actions {
		a := &p.Actions[i]
		line(&a.Text)
		a.URL = reference(a.URL)
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		lines(&o.Amount, &o.Currency, &o.Period, &o.Renewal.Amount, &o.Renewal.Currency, &o.Renewal.Period,
			&o.Was, &o.Discount, &o.Cancel, &o.Text)
	}
}

func access(a *article.Access) {
	place(&a.Withheld.Where)
	for i := range a.Conflicts {
		line(&a.Conflicts[i].About)
	}
	for i := range a.Evidence {
		e := &a.Evidence[i]
		lines(&e.Value, &e.Supports)
		place(&e.Path)
		e.Source = Provenance(e.Source)
		e.Value = weburl.LinkOrWords(e.Value)
	}
}

func blocks(bs []article.Block) {
	for i := range bs {
		block(&bs[i])
	}
}

func block(b *article.Block) {
	inline(&b.Text, b.Spans)
	blocks(b.Blocks)
	for i := range b.Items {
		it := &b.Items[i]
		inline(&it.Text, it.Spans)
		blocks(it.Blocks)
	}
	for _, row := range b.Rows {
		for i := range row {
			inline(&row[i].Text, row[i].Spans)
		}
	}
	for i := range b.Images {
		img := &b.Images[i]
		text(&img.Alt)
		img.URL = reference(img.URL)
	}
	text(&b.Caption)
	text(&b.Credit)
	lines(&b.Provider, &b.Language)
	b.URL = reference(b.URL)
}

func inline(s *string, spans []article.Span) {
	text(s)
	for i := range spans {
		text(&spans[i].Text)
		spans[i].URL = reference(spans[i].URL)
	}
}

// reference is the filter of what may be relative: where the page's address is
// not known, its links stay as they are.
func reference(s string) string {
	if s == "" {
		return ""
	}
	ref, _ := weburl.Resolver{}.Link(s)
	return ref
}

func text(s *string) { *s = cleantext.Text(*s) }

func line(s *string) { *s = cleantext.Line(*s) }

// place cleans a path or a selector, which may quote an address.
func place(s *string) { *s = weburl.WithoutUsers(cleantext.Line(*s)) }

func lines(all ...*string) {
	for _, s := range all {
		line(s)
	}
}

func list(all []string) {
	for i := range all {
		line(&all[i])
	}
}

// Provenance cleans what names a source: a path of the page's classes, a string
// of a rule file.
func Provenance(p article.Provenance) article.Provenance {
	line(&p.File)
	place(&p.Selector)
	place(&p.Detail)
	return p
}
