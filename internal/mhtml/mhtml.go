// Package mhtml reads the page out of a file in which browsers keep it with its
// pictures: MHTML, also called "web page, single file" (RFC 2557).
package mhtml

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

var (
	// ErrNoPage is returned for a file without a part that is HTML.
	ErrNoPage = errors.New("the file holds no page")
	// ErrTooLarge is returned for a page beyond the limit.
	ErrTooLarge = errors.New("beyond the limit")
)

// Page is the page of a file. Its zero fields are what the file does not tell.
type Page struct {
	URL         string
	Date        time.Time
	ContentType string
	Body        []byte
	// Cut is set where the file ends inside the page.
	Cut bool
}

// Is reports whether a file that starts so is a message that browsers write.
func Is(start []byte) bool {
	first, _, _ := bytes.Cut(start, []byte("\n"))
	name, _, ok := bytes.Cut(first, []byte(":"))
	if !ok || len(name) == 0 || bytes.ContainsAny(name, " \t<>{\"") {
		return false
	}
	lower := bytes.ToLower(start)
	return bytes.Contains(lower, []byte("\nmime-version:")) || bytes.HasPrefix(lower, []byte("mime-version:")) ||
		bytes.Contains(lower, []byte("content-type: multipart/related"))
}

// Read returns the page of a file: the part that the header names as the
// start, or the first that is HTML. The page may have limit bytes. Besides
// ErrNoPage and ErrTooLarge it returns the errors of damaged messages, beside
// what is known of the page.
func Read(data []byte, limit int64) (Page, error) {
	msg, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		return Page{}, err
	}
	var p Page
	// Chrome and Edge; others state the address in the part.
	p.URL = msg.Header.Get("Snapshot-Content-Location")
	p.Date, _ = msg.Header.Date() // unreadable is the same as absent
	part, err := findPage(textproto.MIMEHeader(msg.Header), msg.Body, limit, maxNesting)
	if err != nil {
		return p, err
	}
	p.URL = cmp.Or(p.URL, part.header.Get("Content-Location"))
	p.ContentType = part.header.Get("Content-Type")
	p.Body, p.Cut = part.body, part.cut
	return p, nil
}

// maxNesting is how deep parts may stand in each other. Old browsers wrap the
// page into an alternative.
const maxNesting = 4

// mimePart is one part of a message.
type mimePart struct {
	header textproto.MIMEHeader
	body   []byte
	cut    bool
}

// findPage returns the part that is the page: the start if that is HTML, and
// the first part of HTML otherwise.
func findPage(header textproto.MIMEHeader, r io.Reader, limit int64, depth int) (mimePart, error) {
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && media == "" {
		return mimePart{}, fmt.Errorf("Content-Type %q: %w", header.Get("Content-Type"), err)
	}
	if !strings.HasPrefix(media, "multipart/") {
		if media != "text/html" && media != "application/xhtml+xml" {
			return mimePart{}, ErrNoPage
		}
		return readPart(header, r, limit)
	}
	if depth == 0 {
		return mimePart{}, ErrNoPage
	}
	var first *mimePart
	for parts := multipart.NewReader(r, params["boundary"]); ; {
		// The raw part: the other would hide how its encoding ends.
		next, err := parts.NextRawPart()
		if err != nil {
			return firstOr(first, err)
		}
		page, err := findPage(next.Header, next, limit, depth-1)
		switch {
		case errors.Is(err, ErrNoPage):
			continue
		case err != nil:
			return mimePart{}, err
		case params["start"] == "" || params["start"] == next.Header.Get("Content-ID") || page.cut:
			return page, nil
		case first == nil:
			first = &page
		}
	}
}

func firstOr(first *mimePart, err error) (mimePart, error) {
	switch {
	case first != nil:
		return *first, nil
	case errors.Is(err, io.EOF):
		return mimePart{}, ErrNoPage
	}
	return mimePart{}, err
}

// readPart undoes the transfer encoding of a part. What can be read of a
// damaged one is kept.
func readPart(header textproto.MIMEHeader, r io.Reader, limit int64) (mimePart, error) {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(body)) > limit {
		return mimePart{}, ErrTooLarge
	}
	if len(body) == 0 && err != nil {
		return mimePart{}, err
	}
	return mimePart{header: header, body: body, cut: err != nil}, nil
}
