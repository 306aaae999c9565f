// Package warctest makes WARC files for tests: well-formed ones, ones with
// every damage and habit that crawls are known for, and large ones to measure
// by. It writes bytes of its own, not those of the library that reads them.
package warctest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Date is when the pages of all made files were fetched.
var Date = time.Date(2019, 5, 3, 12, 30, 0, 0, time.UTC)

// Record is one record to write.
type Record struct {
	Type string // "response", if empty
	URL  string
	// Fields are further lines of the header: "WARC-Truncated: length".
	Fields      []string
	ContentType string // that of a response, if empty
	Block       []byte
	// Length is the Content-Length, if it is not that of the block.
	Length int
}

// Response returns a record of a response of status 200. Each line of head is
// one of its header.
func Response(url string, body []byte, head ...string) Record {
	return ResponseOf(http.StatusOK, url, body, head...)
}

// ResponseOf is [Response] with another status.
func ResponseOf(status int, url string, body []byte, head ...string) Record {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	for _, line := range head {
		b.WriteString(line + "\r\n")
	}
	b.WriteString("\r\n")
	b.Write(body)
	return Record{URL: url, Block: b.Bytes()}
}

// With returns the record with further lines of the header.
func (r Record) With(fields ...string) Record {
	r.Fields = append(r.Fields, fields...)
	return r
}

// Bytes returns the record as it stands in a file that is not compressed.
func (r Record) Bytes() []byte {
	var b bytes.Buffer
	kind, contentType, length := r.Type, r.ContentType, r.Length
	if kind == "" {
		kind = "response"
	}
	if contentType == "" {
		contentType = "application/http; msgtype=response"
	}
	if length == 0 {
		length = len(r.Block)
	}
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n", kind, length)
	fmt.Fprintf(&b, "WARC-Date: %s\r\n", Date.Format(time.RFC3339))
	if r.URL != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", r.URL)
	}
	for _, f := range r.Fields {
		b.WriteString(f + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n", contentType, length)
	b.Write(r.Block)
	b.WriteString("\r\n\r\n")
	return b.Bytes()
}

// Packed returns the record as a member of a compressed file.
func (r Record) Packed() []byte { return Gzip(r.Bytes()) }

// Warcinfo is the record that files start with.
func Warcinfo() Record {
	return Record{Type: "warcinfo", ContentType: "application/warc-fields", Block: []byte("software: warctest\r\nformat: WARC File Format 1.0\r\n")}
}

// Request is the record that stands beside a response.
func Request(url string) Record {
	return Record{
		Type: "request", URL: url, ContentType: "application/http; msgtype=request",
		Block: []byte("GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"),
	}
}

// Gzip returns b compressed.
func Gzip(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

// packed runs b through an encoder. Writing to memory cannot fail.
func packed(b []byte, open func(io.Writer) io.WriteCloser) []byte {
	var buf bytes.Buffer
	w := open(&buf)
	_, err := w.Write(b)
	if closeErr := w.Close(); err != nil || closeErr != nil {
		panic(fmt.Sprint("warctest: ", err, closeErr))
	}
	return buf.Bytes()
}

// Chunked returns b in chunks of at most size bytes, as servers send it.
func Chunked(b []byte, size int) []byte {
	var buf bytes.Buffer
	for len(b) > 0 {
		n := min(size, len(b))
		fmt.Fprintf(&buf, "%x\r\n%s\r\n", n, b[:n])
		b = b[n:]
	}
	buf.WriteString("0\r\n\r\n")
	return buf.Bytes()
}

// MHTML returns a page as browsers save it in a single file, beside a picture.
func MHTML(url string, page []byte, encoding string, encode func([]byte) string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "From: <Saved by warctest>\r\nSnapshot-Content-Location: %s\r\nSubject: a page\r\n", url)
	fmt.Fprintf(&b, "Date: %s\r\nMIME-Version: 1.0\r\n", Date.Format(time.RFC1123Z))
	b.WriteString("Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary--x----\"\r\n\r\n\r\n")
	fmt.Fprintf(&b, "------Boundary--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"+
		"Content-Transfer-Encoding: %s\r\nContent-Location: %s\r\n\r\n%s\r\n", encoding, url, encode(page))
	b.WriteString("------Boundary--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n" +
		"Content-Location: https://news.example/dot.png\r\n\r\niVBORw0KGgo=\r\n------Boundary--x------\r\n")
	return []byte(b.String())
}
