package article

import (
	_ "embed"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

//go:embed standalone.css
var standaloneStyle string

// standalonePolicy lets a page show its pictures and its own style, and
// nothing else.
const standalonePolicy = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"

// StandaloneHTML returns the article as a page of its own: a document with a
// small style for light, dark and print, which shows the kicker, the headline,
// the standfirst, the authors, the date and a link to the source before the body.
// Where the page held a part of the story only, the end says so.
//
// It is as safe as [Article.HTML], with classes for the style beside. Its own
// content security policy and referrer policy keep a browser from running
// anything and from telling where the page is read; pictures are loaded from
// where they are.
func (a *Article) StandaloneHTML() string { return rendered(a.standalone) }

// WriteStandaloneHTML writes [Article.StandaloneHTML] to w and returns the
// first error of w.
func (a *Article) WriteStandaloneHTML(w io.Writer) error { return render(w, a.standalone) }

func (a *Article) standalone(out sink) {
	h := htmlWriter{out: out, standalone: true}
	h.raw("<!DOCTYPE html>\n<html")
	h.languageOf(a)
	h.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")
	h.attr("content", standalonePolicy)
	h.raw(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
	h.text(cleantext.Line(a.Title))
	h.raw("</title>\n")
	if u := a.address(); u != "" {
		h.raw("<link rel=\"canonical\"")
		h.attr("href", u)
		h.raw(">\n")
	}
	h.raw("<style>\n")
	h.raw(standaloneStyle)
	h.raw("</style>\n</head>\n<body>\n<main>\n<article>\n<header>\n")
	h.classed("kicker", a.Kicker)
	if a.Title != "" {
		h.element("h1", a.Title, nil)
	}
	h.classed("standfirst", a.Standfirst)
	h.byline(a)
	h.raw("</header>\n")
	h.blocks(a.Body)
	if a.isCut() {
		h.raw("<p class=\"cut\" lang=\"en\" dir=\"ltr\">The page held a part of this story only.</p>\n")
	}
	h.raw("</article>\n</main>\n</body>\n</html>\n")
}

// isCut reports whether the body ends before the story does. Where the blocks
// that the gate holds back are in it, nobody knows.
func (a *Article) isCut() bool {
	switch a.Access.Completeness {
	case CompletenessPreview, CompletenessNone:
		return !slices.ContainsFunc(a.Body, func(b Block) bool { return b.Withheld })
	}
	return false
}

// languageOf writes the language and the direction of a as attributes.
func (h htmlWriter) languageOf(a *Article) {
	if isLanguageTag(a.Language) {
		h.attr("lang", a.Language)
	}
	if a.Direction == "ltr" || a.Direction == "rtl" {
		h.attr("dir", a.Direction)
	}
}

// classed writes a paragraph of a class where there is text for it.
func (h htmlWriter) classed(class, text string) {
	if text == "" {
		return
	}
	h.raw("<p")
	h.attr("class", class)
	h.raw(">")
	h.text(text)
	h.raw("</p>\n")
}

// byline writes who wrote the story, when, and where it was found. It has no
// words of its own, which would be in the wrong language.
func (h htmlWriter) byline(a *Article) {
	var parts []func()
	if slices.ContainsFunc(a.Authors, func(w Author) bool { return w.Name != "" }) {
		parts = append(parts, func() { h.authors(a.Authors) })
	}
	if stamp := a.Published.stamp(); stamp != "" {
		parts = append(parts, func() {
			h.raw("<time")
			h.attr("datetime", a.Published.String())
			h.raw(">")
			h.text(stamp)
			h.raw("</time>")
		})
	}
	if u := a.address(); u != "" {
		parts = append(parts, func() { h.link(u, a.sourceName(u)) })
	}
	if len(parts) == 0 {
		return
	}
	h.raw("<p class=\"byline\">")
	for i, write := range parts {
		if i > 0 {
			h.raw(" · ")
		}
		write()
	}
	h.raw("</p>\n")
}

func (h htmlWriter) authors(list []Author) {
	first := true
	for i := range list {
		w := &list[i]
		if w.Name == "" {
			continue
		}
		if !first {
			h.raw(", ")
		}
		first = false
		h.raw("<span class=\"author\">")
		if u := weburl.Web(w.URL); u != "" {
			h.link(u, w.Name)
		} else {
			h.text(w.Name)
		}
		h.raw("</span>")
	}
}

// sourceName returns the name of the publication, or the host of its address.
func (a *Article) sourceName(address string) string {
	if a.SiteName != "" {
		return a.SiteName
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// stamp returns a date as people of every language read it, "2031-05-03 08:20",
// with its offset from UTC where that is known; "" for one that could not be
// read.
func (d Date) stamp() string {
	switch {
	case !d.hasTimeOfDay():
		return d.String()
	case d.Zone != ZoneKnown:
		return d.Time.Format("2006-01-02 15:04")
	}
	if _, offset := d.Time.Zone(); offset == 0 {
		return d.Time.Format("2006-01-02 15:04 UTC")
	}
	return d.Time.Format("2006-01-02 15:04 -07:00")
}
