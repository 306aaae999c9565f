package payload

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
)

// Reader is a way to render Markdown that lets raw HTML through. It is the worst
// that a caller may do with an article's Markdown, which promises to be safe even
// then.
type Reader struct {
	Name string
	md   goldmark.Markdown
	// more are the elements and attributes that its extensions add.
	more []string
}

// Readers returns three: plain CommonMark, what GitHub adds, and all that
// goldmark has, with attributes in braces. What is text for one may be markup for
// another: a colon begins a definition, a bar a table.
func Readers() []Reader {
	unsafe := goldmark.WithRendererOptions(html.WithUnsafe())
	return []Reader{
		{Name: "CommonMark", md: goldmark.New(unsafe)},
		{
			Name: "GitHub", md: goldmark.New(unsafe, goldmark.WithExtensions(extension.GFM)),
			more: []string{"td style=text-align", "th style=text-align", "scheme ftp"},
		},
		{
			Name: "all extensions", md: goldmark.New(
				goldmark.WithRendererOptions(html.WithUnsafe(), html.WithXHTML(), html.WithHardWraps()),
				goldmark.WithParserOptions(parser.WithAttribute()),
				goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote, extension.Typographer),
			),
			more: []string{"td style=text-align", "th style=text-align", "scheme ftp"},
		},
	}
}

// Render returns the HTML of source.
func (r *Reader) Render(source string) (string, error) {
	var b strings.Builder
	err := r.md.Convert([]byte(source), &b)
	return b.String(), err
}

// Harm is [Harm] of what source becomes, without what the reader's own
// extensions add.
func (r *Reader) Harm(source string) (found []string) {
	out, err := r.Render(source)
	if err != nil {
		return []string{err.Error()}
	}
	for _, f := range Harm(out) {
		if !r.adds(f) {
			found = append(found, f)
		}
	}
	return found
}

// adds reports whether a finding is the extension's own doing: a table's alignment
// is a style, and a bare address becomes a link of any scheme that it knows.
func (r *Reader) adds(f string) bool {
	for _, prefix := range r.more {
		if strings.HasPrefix(f, prefix) {
			return true
		}
	}
	return false
}
