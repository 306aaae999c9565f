package main

import (
	"bytes"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/article"
)

// format is one of the forms of output.
type format struct {
	name string
	// head stands before the first page.
	head string
	// reports is set for the forms in which a page that fails has a place of
	// its own, so that its error is part of the output.
	reports bool
	// colours is set for a form that may have them.
	colours paint
	// render returns the form of one page, alone or as one of several.
	render func(it item, several bool) ([]byte, error)
}

// formats are the forms that --format names. jsonl writes a line for a single page
// too, which is what a program wants that calls with one page or with many.
var formats = []format{
	{name: "json", reports: true, render: renderJSON},
	{name: "jsonl", reports: true, render: func(it item, _ bool) ([]byte, error) { return line(it.fields(true)) }},
	{name: "text", render: document((*article.Article).Text, banner)},
	{name: "markdown", render: document((*article.Article).Markdown, comment)},
	{name: "html", render: document((*article.Article).HTML, comment)},
	{name: "csv"}, // of the columns that are asked for
	{name: "tsv"},
}

// formatNames are the names of the formats in the order of the help.
func formatNames() []string {
	names := make([]string, len(formats))
	for i := range formats {
		names[i] = formats[i].name
	}
	return names
}

// variants are the flags that change a format, and the formats that they are
// for: without --format they choose the first.
var variants = []struct {
	flag    string
	formats []string
}{
	{"front-matter", []string{"markdown"}},
	{"standalone", []string{"html"}},
	{"title", []string{"text"}},
	{"fields", []string{"csv", "tsv"}},
	{"schema-org", []string{"json", "jsonl"}},
	{"promos", nil},
	{"access", nil},
}

// formatFlags are the flags that say what extract writes.
func formatFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "json", Usage: "`FORMAT` of the output: " + strings.Join(formatNames(), ", ")},
		&cli.BoolFlag{Name: "front-matter", Usage: "Markdown with the metadata before it as YAML"},
		&cli.BoolFlag{Name: "standalone", Usage: "HTML as a page of its own, with a style, headline, byline, date and source"},
		&cli.BoolFlag{Name: "title", Usage: "text with the headline above it"},
		&cli.StringFlag{Name: "fields", Value: strings.Join(defaultFields, ","), Usage: "the columns of csv and tsv, `NAME,...`"},
		&cli.BoolFlag{Name: "promos", Usage: "in place of the story, a table of the promos and their offers"},
		&cli.BoolFlag{Name: "access", Usage: "in place of the story, policy and completeness with the evidence"},
		&cli.BoolFlag{Name: "schema-org", Usage: "add the schema.org objects of the page to the JSON"},
	}
}

// chosenFormat returns the format that the flags ask for, or says which of them do not
// go together.
func chosenFormat(cmd *cli.Command, several bool) (*format, error) {
	name, err := formatName(cmd)
	if err != nil {
		return nil, err
	}
	// Two pages in one such file would be neither a note nor a page.
	for _, flag := range []string{"front-matter", "standalone"} {
		if several && cmd.Bool(flag) {
			return nil, usagef(cmd, "--%s makes a file of its own and is for one page", flag)
		}
	}
	switch {
	case cmd.Bool("promos") || cmd.Bool("access"):
		return viewFormat(cmd.Bool("promos"), cmd.Bool("access"), coloured(cmd)), nil
	case name == "csv" || name == "tsv":
		return tableFormat(cmd, name)
	case cmd.Bool("front-matter"):
		return &format{name: name, render: document(note, comment)}, nil
	case cmd.Bool("standalone"):
		return &format{name: name, render: document((*article.Article).StandaloneHTML, comment)}, nil
	case cmd.Bool("title"):
		return &format{name: name, render: document(titled, banner)}, nil
	}
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return nil, usagef(cmd, "unknown format %q: it is one of %s", name, strings.Join(formatNames(), ", "))
	}
	return &formats[i], nil
}

// formatName returns the name of the format, which a flag that changes one
// need not be given with:
//
//	--standalone                      html
//	--fields title                    csv
//	--fields title --format tsv       tsv
//	--standalone --format text        an error
//	--standalone --front-matter       an error
func formatName(cmd *cli.Command) (string, error) {
	name, by := cmd.String("format"), ""
	if cmd.IsSet("format") {
		by = "format"
	}
	// by is the flag that has chosen the format so far, "" for none.
	for _, v := range variants {
		switch {
		case !cmd.IsSet(v.flag):
		case len(v.formats) == 0 && by != "":
			return "", usagef(cmd, "--%s is a form of its own: leave out --%s", v.flag, by)
		case len(v.formats) == 0:
		case by == "format" && !slices.Contains(v.formats, name):
			return "", usagef(cmd, "--%s is for --format %s", v.flag, strings.Join(v.formats, " and "))
		case by != "" && by != "format":
			return "", usagef(cmd, "--%s and --%s exclude each other", v.flag, by)
		case by == "":
			name, by = v.formats[0], v.flag
		}
	}
	return name, nil
}

// item is one page for the output. Both article and err are set for a page
// that could be read in part.
type item struct {
	file    string
	article *article.Article
	err     error
}

// document returns the renderer of a format that makes a text of an article;
// separator is what stands before each of several pages.
func document(text func(*article.Article) string, separator func(file string) string) func(item, bool) ([]byte, error) {
	return func(it item, several bool) ([]byte, error) {
		// A page that failed has no place in a text; its error is a message.
		if it.article == nil {
			return nil, nil
		}
		var buf bytes.Buffer
		if several {
			buf.WriteString(separator(it.file))
		}
		if err := ended(&buf, text(it.article)); err != nil {
			return nil, err
		}
		if several {
			buf.WriteByte('\n')
		}
		return buf.Bytes(), nil
	}
}

// note is Markdown with its metadata, as note-taking programs read it.
func note(a *article.Article) string { return a.FrontMatter() + "\n" + a.Markdown() }

// titled is the text under its headline.
func titled(a *article.Article) string {
	if a.Title == "" {
		return a.Text()
	}
	return a.Title + "\n\n" + a.Text()
}

// ended writes s so that it ends with a line feed, as text files do.
func ended(w io.Writer, s string) error {
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	_, err := io.WriteString(w, s)
	return err
}

// banner names a file in text, as head and tail do.
func banner(file string) string { return "==> " + oneLine(shown(file)) + " <==\n\n" }

// comment names a file in HTML and Markdown. Escaping takes the angle
// brackets that could end the comment.
func comment(file string) string {
	return "<!-- " + html.EscapeString(oneLine(shown(file))) + " -->\n\n"
}
