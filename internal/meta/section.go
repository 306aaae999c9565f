package meta

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/byline"
)

// maxSection is the length of a section's name, in characters.
const maxSection = 60

// section reads the part of the site that the story stands in, without what names
// no part of a site for readers.
func (c *collector) section() (f Field) {
	for v := range c.readings("section", generic["section"]) {
		if !strings.HasPrefix(v.Source, "rule:") {
			v.Text = c.sectionName(v.Text)
		}
		if v.Text != "" {
			f.add(v)
		}
		if len(f.Others) >= maxOthers && !c.Trace {
			break
		}
	}
	return f
}

// sectionName returns the name of a section as a source writes it: the first of a
// list, and "" for an address, a name for machines, words that name none, a value of the
// page's own type, the title or the site.
//
//	Mundo,América   →  Mundo
//	/sports/psg/    →
//	news_news       →
func (c *collector) sectionName(s string) string {
	if parts := strings.Split(s, ","); len(parts) > 2 || len(parts) == 2 && !strings.HasPrefix(parts[1], " ") {
		s = strings.TrimSpace(parts[0])
	}
	kind := strings.ToLower(c.metaText("og:type"))
	switch lower := strings.ToLower(s); {
	case lower == "null" || lower == "undefined" || lower == "true" || lower == "false": // of a template's program
		return ""
	case slices.Contains(c.Words.noSection, lower):
		return ""
	case kind != "" && (lower == kind || lower == kind+"s"):
		return ""
	case strings.ContainsAny(s, "_@<>{}") || strings.HasPrefix(s, "/") || strings.Contains(s, "://"):
		return ""
	case utf8.RuneCountInString(s) > maxSection || fold(s) == "":
		return ""
	}
	if key := fold(s); c.isSite(key) || key == fold(c.metaText("og:title")) {
		return ""
	}
	return s
}

// siteName reads the name of the site; that of an account on another is none, and that of
// a host goes without its first label.
func (c *collector) siteName() (f Field) {
	for v := range c.readings("site_name", generic["site_name"]) {
		if byline.IsDomain(v.Text) {
			v.Text = strings.TrimPrefix(v.Text, "www.")
		}
		if !strings.HasPrefix(v.Text, "@") {
			f.add(v)
		}
		if len(f.Others) >= maxOthers && !c.Trace {
			break
		}
	}
	return f
}
