package warc

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/nlnwa/gowarc/v3"

	"github.com/gatefold/gatefold"
)

// Record is one page of a file.
type Record struct {
	// Offset is where the record starts in the file: the position of its
	// member if it is compressed.
	Offset int64
	// Type is the type of the record: "response", "resource", "conversion", or
	// "mhtml" and "webarchive" for those formats.
	Type string
	URL  string
	// Date is when the page was fetched, the zero time where that is unknown.
	Date            time.Time
	ContentType     string
	ContentLanguage string
	// Body is the page with its transfer and content encodings undone.
	Body []byte
	// Truncated says why the end of the page may be missing, and is empty where
	// nothing tells that it is.
	Truncated Truncated
}

// Truncated is why the end of a page may be missing.
type Truncated struct {
	// Source is what tells: "warc:WARC-Truncated", "warc:Content-Length" for a
	// record that ends before the length that it states, "http:Content-Length"
	// for a response that does, "http:Transfer-Encoding" and
	// "http:Content-Encoding" for encodings without an end, "mhtml" for a file
	// without its last part's end.
	Source string
	// Value is what it says: the reason that the record gives ("length",
	// "time", "disconnect"), and "cut" elsewhere.
	Value string
}

const cutValue = "cut"

// Page returns what is known of the page beside its bytes.
func (r *Record) Page() gatefold.Page {
	return gatefold.Page{URL: r.URL, ContentType: r.ContentType, ContentLanguage: r.ContentLanguage}
}

// parser makes records of frames.
type parser struct {
	u     gowarc.Unmarshaler
	buf   *bufio.Reader
	limit int64
}

func (p *parser) record(fr frame) (Record, Outcome, error) {
	rec := Record{Offset: fr.offset}
	if fr.lost() {
		return rec, Broken, &RecordError{Offset: fr.offset, Err: fr.err}
	}
	// The start of the block is enough: it has the head of the response, and the
	// rest would be copied and hashed for digests that prove nothing here, since
	// crawlers exist that take them of other bytes.
	start := fr.data[:min(len(fr.data), fr.head+headOfBlock)]
	p.buf.Reset(io.MultiReader(bytes.NewReader(start), strings.NewReader("\r\n\r\n")))
	wr, _, _, err := p.u.Unmarshal(p.buf)
	if err != nil {
		return rec, Broken, &RecordError{Offset: fr.offset, Err: err}
	}
	// It was held in memory: closing it cannot fail.
	defer func() { _ = wr.Close() }()
	outcome, body, head := rec.fill(wr, fr)
	if outcome != Page {
		return rec, outcome, nil
	}
	if fr.err != nil {
		return rec, TooLarge, &RecordError{Offset: fr.offset, URL: rec.URL, Err: fr.err}
	}
	if outcome, err = rec.decode(body, head, p.limit); err != nil {
		return rec, outcome, &RecordError{Offset: fr.offset, URL: rec.URL, Err: err}
	}
	return rec, outcome, nil
}

// fill takes from the record what it says of itself, and returns what it is as
// far as its headers tell.
func (r *Record) fill(wr gowarc.WarcRecord, fr frame) (Outcome, []byte, httpHead) {
	fields := wr.WarcHeader()
	r.Type = wr.Type().String()
	// Not of gowarc, which empties a field that is not as the standard has it:
	// wget (1.21) writes the address in angle brackets.
	r.URL = strings.Trim(field(fr.data[:fr.head], gowarc.WarcTargetURI), "<>")
	r.Date, _ = wr.Date() // unreadable is the same as absent
	r.ContentType = fields.Get(gowarc.ContentType)
	if reason := fields.Get(gowarc.WarcTruncated); reason != "" {
		r.Truncated = Truncated{"warc:" + gowarc.WarcTruncated, reason}
	} else if fr.cut {
		r.Truncated = Truncated{"warc:" + gowarc.ContentLength, cutValue}
	}
	head, body := httpHead{length: -1}, fr.data[fr.head:]
	if block, ok := wr.Block().(gowarc.HttpResponseBlock); ok {
		start := block.ProtocolHeaderBytes()
		head, body = parseHead(start), body[min(len(start), len(body)):]
		r.ContentType, r.ContentLanguage = head.contentType, head.contentLanguage
	}
	outcome := kind(wr, &head, body)
	if outcome == Page && !mayBeHTML(r.ContentType) {
		outcome = NotHTML
	}
	return outcome, body, head
}

func kind(wr gowarc.WarcRecord, head *httpHead, body []byte) Outcome {
	switch wr.Type() {
	case gowarc.Response, gowarc.Resource, gowarc.Conversion:
	case gowarc.Revisit:
		return Revisit
	case gowarc.Request:
		return Request
	case gowarc.Metadata:
		return Metadata
	case gowarc.Warcinfo:
		return Warcinfo
	default:
		return Other
	}
	switch {
	case !head.success():
		return Status
	case len(body) == 0:
		return Empty
	}
	return Page
}

// decode undoes the encodings and tells whether what comes out is HTML.
func (r *Record) decode(raw []byte, head httpHead, limit int64) (Outcome, error) {
	body, cut, err := decode(raw, &head, limit)
	if err != nil {
		return TooLarge, err
	}
	if r.Truncated.Source == "" && cut != "" {
		r.Truncated = Truncated{cut, cutValue}
	}
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return Empty, nil
	case !isHTML(r.ContentType, body):
		return NotHTML, nil
	}
	r.Body = body
	return Page, nil
}

// mayBeHTML reports whether a record of the declared type needs a look at its
// bytes.
func mayBeHTML(contentType string) bool {
	switch mediaType(contentType) {
	case "", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "application/octet-stream", "unk", "unknown/unknown":
		return true
	}
	return false
}

// isHTML reports whether the record is a page: it is declared as one, or is
// declared as nothing in particular and looks like one.
func isHTML(contentType string, body []byte) bool {
	switch mediaType(contentType) {
	case "text/html", "application/xhtml+xml":
		return true
	case "application/xml", "text/xml":
		return bytes.Contains(body[:min(len(body), sniffLen)], []byte("<html"))
	}
	return strings.HasPrefix(http.DetectContentType(body), "text/html")
}

// mediaType is more lenient than mime.ParseMediaType, which refuses the whole
// for one bad parameter.
func mediaType(contentType string) string {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}
