package engine

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/mhtml"
	"github.com/gatefold/gatefold/internal/page"
)

// said are the errors with a sentence of their own, and what to do about them.
var said = []struct {
	err   error
	words string
}{
	{ErrAddress, "That is no address of the web. It looks like https://news.example/story, or leave it empty."},
	{gatefold.ErrEmpty, "There is nothing in it. Choose a saved page, or paste its HTML."},
	{gatefold.ErrTooLarge, "This is more than the 32 MiB that a page may have."},
	{gatefold.ErrTooDeep, "The elements of this page nest deeper than a browser would allow. What stands above that depth was read."},
	{gatefold.ErrBudget, "This page costs more work than is allowed for one. The beginning of it was read."},
	{mhtml.ErrNoPage, "This is an MHTML file without an HTML page in it."},
	{mhtml.ErrTooLarge, "The page in this MHTML file has more than the 32 MiB that a page may have."},
	{gzip.ErrHeader, "This file looks like gzip and is not: its first bytes are damaged."},
	{gzip.ErrChecksum, "This file is damaged: what it holds does not fit its checksum."},
	{io.ErrUnexpectedEOF, "This file ends too early. Save or copy it again."},
}

// advice says how to come to a page from what is none.
var advice = map[page.Format]string{
	page.WARC:       "It holds many pages: read them with gatefold-warc.",
	page.ARC:        "It holds many pages: make a WARC of it and read that with gatefold-warc.",
	page.Mail:       "Its HTML part may be a page: save that by itself.",
	page.WebArchive: "Save the page as “Page Source” instead.",
	page.JSON:       "If one of its strings is HTML, paste that.",
	page.PDF:        "Save the page of the story as HTML.",
	page.Feed:       "It names pages: open one of them and save that.",
}

// Words says for a person what is wrong with a page.
func Words(err error) string {
	for _, s := range said {
		if errors.Is(err, s.err) {
			return s.words
		}
	}
	var other *gatefold.NotHTMLError
	if errors.As(err, &other) {
		text := "This is " + string(other.Format) + ", not an HTML page."
		if more := advice[other.Format]; more != "" {
			text += " " + more
		}
		return text
	}
	if damaged := flate.CorruptInputError(0); errors.As(err, &damaged) {
		return "This file is damaged: its compression cannot be undone."
	}
	return "This cannot be read: " + err.Error() + "."
}
