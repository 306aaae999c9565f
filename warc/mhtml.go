package warc

import (
	"errors"

	"github.com/gatefold/gatefold/internal/mhtml"
)

var errNoPage = errors.New("the file holds no page")

// readMHTML reads the page of a "web page, single file".
func readMHTML(data []byte, limit int64) (Record, error) {
	p, err := mhtml.Read(data, limit)
	rec := Record{Type: "mhtml", URL: p.URL, Date: p.Date, ContentType: p.ContentType, Body: p.Body}
	switch {
	case errors.Is(err, mhtml.ErrNoPage):
		return rec, errNoPage
	case errors.Is(err, mhtml.ErrTooLarge):
		return rec, errTooLarge
	case err != nil:
		return rec, err
	}
	if p.Cut {
		rec.Truncated = Truncated{"mhtml", cutValue}
	}
	return rec, nil
}
