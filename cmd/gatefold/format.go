package main

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// format is one of the forms of output.
type format struct {
	name string
	// lines is set for the forms that give a line of JSON for each of several
	// pages; their errors are part of the output.
	lines bool
	write func(io.Writer, *article.Article) error
	// separator is what stands before each of several pages.
	separator func(file string) string
}

var formats = []format{
	{name: "json", lines: true},
	{name: "jsonl", lines: true},
	{name: "text", write: writeText, separator: func(file string) string {
		return "==> " + oneLine(shown(file)) + " <==\n\n"
	}},
	{name: "markdown", write: writeMarkdown, separator: comment},
	{name: "html", write: writeHTML, separator: comment},
}

func formatNames() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// item is one page for the output. Both article and err are set for a page
// that could be read in part.
type item struct {
	file    string
	article *article.Article
	err     error
}

// render returns the form of one page, alone or as one of several.
func (f *format) render(it item, several bool) ([]byte, error) {
	switch {
	case f.name == "json" && !several:
		return indented(it.fields(false))
	case f.lines:
		return line(it.fields(true))
	case it.article == nil:
		return nil, nil
	}
	var buf bytes.Buffer
	if several {
		buf.WriteString(f.separator(it.file))
	}
	if err := f.write(&buf, it.article); err != nil {
		return nil, err
	}
	if several && buf.Len() > 0 {
		buf.WriteByte('\n')
	}
	return buf.Bytes(), nil
}

// fields returns the page as the parts of one JSON object: file and error,
// where they are wanted, and the article.
func (it item) fields(withFile bool) []any {
	var parts []any
	var head struct {
		File  string `json:"file,omitempty"`
		Error string `json:"error,omitempty"`
	}
	if withFile || it.err != nil {
		head.File = shown(it.file)
	}
	if it.err != nil {
		head.Error = reason(it.err)
	}
	if head.File != "" {
		parts = append(parts, head)
	}
	if it.article != nil {
		parts = append(parts, it.article)
	}
	return parts
}

// line writes the parts as one JSON object on one line. Angle brackets stay
// as they are: the output is no part of a page.
func line(parts []any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for i, p := range parts {
		end := buf.Len()
		if err := enc.Encode(p); err != nil {
			return nil, err
		}
		if i > 0 {
			joinObjects(&buf, end)
		}
	}
	return buf.Bytes(), nil
}

// joinObjects makes one of the two objects of which the second starts at
// split: "{a}\n{b}\n" becomes "{a,b}\n". Neither may be empty.
func joinObjects(buf *bytes.Buffer, split int) {
	b := buf.Bytes()
	second := bytes.Clone(b[split+1:])
	buf.Truncate(split - len("}\n"))
	buf.WriteByte(',')
	buf.Write(second)
}

func indented(parts []any) ([]byte, error) {
	compact, err := line(parts)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = json.Indent(&buf, compact, "", "  ")
	return buf.Bytes(), err
}

func writeText(w io.Writer, a *article.Article) error { return ended(w, a.Text()) }

func writeMarkdown(w io.Writer, a *article.Article) error { return ended(w, a.Markdown()) }

func writeHTML(w io.Writer, a *article.Article) error { return ended(w, a.HTML()) }

// ended writes s so that it ends with a line feed, as text files do.
func ended(w io.Writer, s string) error {
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	_, err := io.WriteString(w, s)
	return err
}

// comment names a file in HTML and Markdown. Escaping takes the angle
// brackets that could end the comment.
func comment(file string) string {
	return "<!-- " + html.EscapeString(oneLine(shown(file))) + " -->\n\n"
}
