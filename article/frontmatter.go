package article

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

// FrontMatter returns the metadata as a block of YAML between two lines of
// three dashes, which note-takers and site generators read when it stands
// before the Markdown:
//
//	note := art.FrontMatter() + "\n" + art.Markdown()
//
// The keys, in this order, are title, source (the canonical address, else the
// page's), author, published, modified, site, section, description (the
// standfirst, else the description of the metadata), tags, language, license,
// image, access (the policy), completeness and words. Author and tags are lists.
// What is empty is left out, but for the last three.
//
// Every text is quoted, so that none can be read as another type. A date that
// states a time is a YAML timestamp, without a zone where the page states none;
// one of a month or a year is a text. Characters that a tag of a note may not
// have become hyphens: "climate change" is the tag climate-change.
func (a *Article) FrontMatter() string { return rendered(a.frontMatter) }

// WriteFrontMatter writes [Article.FrontMatter] to w and returns the first
// error of w.
func (a *Article) WriteFrontMatter(w io.Writer) error { return render(w, a.frontMatter) }

func (a *Article) frontMatter(out sink) {
	y := yamlWriter{out}
	y.line("---")
	y.text("title", a.Title)
	y.text("source", a.address())
	var names, tags []string
	for i := range a.Authors {
		names = append(names, a.Authors[i].Name)
	}
	for _, t := range a.Tags {
		tags = append(tags, noteTag(t))
	}
	y.list("author", names)
	y.plain("published", yamlDate(a.Published))
	y.plain("modified", yamlDate(a.Modified))
	y.text("site", a.SiteName)
	y.text("section", a.Section)
	if a.Standfirst != "" {
		y.text("description", a.Standfirst)
	} else {
		y.text("description", a.Description)
	}
	y.list("tags", tags)
	y.text("language", a.Language)
	y.text("license", a.License)
	y.text("image", weburl.Web(a.Image))
	access := a.Access.jsonForm()
	y.text("access", string(access.Policy))
	y.text("completeness", string(access.Completeness))
	y.line(fmt.Sprintf("words: %d", a.WordCount))
	y.line("---")
}

// address returns the address under which others find the story.
func (a *Article) address() string {
	if u := weburl.Web(a.CanonicalURL); u != "" {
		return u
	}
	return weburl.Web(a.URL)
}

// yamlWriter writes a mapping of texts and of lists of texts.
type yamlWriter struct{ out sink }

// line writes one line. The sink keeps its first error and render returns it.
func (y yamlWriter) line(s string) {
	_, _ = y.out.WriteString(s)
	_ = y.out.WriteByte('\n')
}

// plain writes a value that is YAML already.
func (y yamlWriter) plain(key, value string) {
	if value != "" {
		y.line(key + ": " + value)
	}
}

func (y yamlWriter) text(key, value string) {
	if value = cleantext.Line(value); value != "" {
		y.line(key + ": " + yamlQuote(value))
	}
}

func (y yamlWriter) list(key string, values []string) {
	started := false
	for _, v := range values {
		if v = cleantext.Line(v); v == "" {
			continue
		}
		if !started {
			y.line(key + ":")
			started = true
		}
		y.line("  - " + yamlQuote(v))
	}
}

// yamlQuote returns s as a double-quoted scalar. Readers of YAML 1.1 take some
// characters for the end of a line, and all refuse those that are not printable
// (YAML 1.2.2, 5.1): both kinds are escaped.
func yamlQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// yamlDate returns a date as YAML writes it, "" for one that is not known.
func yamlDate(d Date) string {
	s := d.String()
	if s != "" && (d.Precision == PrecisionYear || d.Precision == PrecisionMonth) {
		return yamlQuote(s)
	}
	return s
}

// noteTag returns a keyword as a tag: letters, digits, hyphens, underscores and
// slashes.
func noteTag(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && !strings.ContainsRune("-_/", r)
	})
	return strings.Join(words, "-")
}
