package main

import (
	"errors"
	"io/fs"

	"github.com/gatefold/gatefold/internal/page"
)

// pageError is why a page could not be read, with the page's name.
type pageError struct {
	file string
	err  error
}

// Error names the page as the output does.
func (e *pageError) Error() string { return shown(e.file) + ": " + reason(e.err) }

func (e *pageError) Unwrap() error { return e.err }

// named returns err with the name of its page.
func named(file string, err error) error { return &pageError{file, err} }

// reason is what is wrong with a page without the page's name, and what to do
// about it where that is known. It may quote what a server said.
func reason(err error) string { return oneLine(explained(err)) }

func explained(err error) string {
	var at *pageError
	if errors.As(err, &at) {
		return explained(at.err)
	}
	// The path is the page's name, which whoever prints the reason has already.
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	text := withoutLogins(err.Error())
	var other *page.NotHTMLError
	if errors.As(err, &other) {
		if hint := hints[other.Format]; hint != "" {
			text += ", " + hint
		}
	}
	return text
}

// hints say how to get at pages inside files of other formats. They
// continue the sentence of package page, "not HTML: a PDF document".
var hints = map[page.Format]string{
	page.WARC:       "which holds many pages: " + manual,
	page.ARC:        "which holds many pages: " + manual,
	page.MHTML:      "which holds a page and its pictures: save it as HTML only, or see " + manual,
	page.Mail:       "whose HTML part may be a page: " + manual,
	page.WebArchive: "which holds a page and its pictures: save it as HTML only, or see " + manual,
	page.JSON:       "which may hold a page in one of its strings: " + manual,
	page.PDF:        "and only the HTML of a story is read",
	page.Feed:       "which names pages: give their addresses with --list",
}

// manual is where it says how to get at pages inside other formats.
const manual = "https://github.com/gatefold/gatefold/blob/main/docs/formats.md"
