package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// Format is the name of a form of data that is no page.
type Format string

// The formats that hold pages, or stand where a page was expected, and that an
// HTML parser would make something of.
const (
	WARC       Format = "a WARC file"
	ARC        Format = "an ARC file"
	MHTML      Format = "an MHTML file"
	Mail       Format = "a MIME message, as of e-mail"
	WebArchive Format = "a browser's web archive"
	JSON       Format = "JSON"
	PDF        Format = "a PDF document"
	Feed       Format = "a feed or a site map"
)

// binary is what a format without a name of its own is called.
const binary Format = "binary data"

// NotHTMLError says what an input is that is no page. It wraps [ErrNotHTML].
type NotHTMLError struct{ Format Format }

// Error names the format.
func (e *NotHTMLError) Error() string { return ErrNotHTML.Error() + ": " + string(e.Format) }

// Unwrap returns [ErrNotHTML].
func (e *NotHTMLError) Unwrap() error { return ErrNotHTML }

// CheckFormat returns a [NotHTMLError] for data that is no page, or the start
// of such data.
func CheckFormat(src []byte) error {
	if f := foreign(src); f != "" {
		return &NotHTMLError{f}
	}
	return nil
}

// magics are the first bytes of the formats that archives of pages hold beside
// pages.
var magics = []struct {
	start  string
	format Format
}{
	{"%PDF-", PDF},
	{"bplist00", WebArchive},
	{"filedesc:", ARC},
	{"\x1f\x8b", "gzip data"},
	{"\x28\xb5\x2f\xfd", "zstd data"}, {"BZh", "bzip2 data"}, {"\xfd7zXZ", "xz data"},
	{"PK\x03\x04", "a ZIP archive"}, {"7z\xbc\xaf", "a 7z archive"}, {"Rar!", "a RAR archive"},
	{"\x89PNG\r\n", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF87a", "a picture"}, {"GIF89a", "a picture"},
	{"II*\x00", "a picture"}, {"MM\x00*", "a picture"}, {"\x00\x00\x01\x00", "a picture"},
	{"RIFF", binary}, {"\x7fELF", binary}, {"MZ\x90", binary}, {"ID3", binary}, {"OggS", binary}, {"fLaC", binary},
	{"\x1aE\xdf\xa3", binary}, {"wOFF", binary}, {"wOF2", binary}, {"\x00\x01\x00\x00", binary}, {"OTTO", binary},
	{"\x00asm", binary}, {"SQLite format 3\x00", binary}, {"\xd0\xcf\x11\xe0", binary},
}

// foreign returns what src is if it is no page, "" for a page. The first bytes
// tell. Of text only what has the whole look of another format counts, so that
// a page whose server put something before its first tag stays a page.
func foreign(src []byte) Format {
	if _, _, from := unicodeMark(src); from != 0 && from != FromBOM {
		return ""
	}
	for _, m := range magics {
		if len(src) >= len(m.start) && string(src[:len(m.start)]) == m.start {
			return m.format
		}
	}
	if len(src) >= 8 && string(src[4:8]) == "ftyp" {
		return binary
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	if f := foreignText(text); f != "" {
		return f
	}
	if isBinary(src) {
		return binary
	}
	return ""
}

func foreignText(text []byte) Format {
	switch {
	case len(text) == 0:
		return ""
	case text[0] == '<':
		return foreignXML(text)
	case text[0] == '{' || text[0] == '[':
		if isJSON(text) {
			return JSON
		}
		return ""
	case isWARC(text):
		return WARC
	case bytes.HasPrefix(text, []byte("%PDF-")):
		return PDF
	}
	return message(text)
}

// isBinary reports input with more control characters than a broken page has:
// of random or compressed bytes a tenth are, of text none.
func isBinary(src []byte) bool {
	if _, _, from := unicodeMark(src); from != 0 {
		return false
	}
	const sample = 4096
	head := src[:min(len(src), sample)]
	control := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control >= 4 && control*25 > len(head)
}

// isWARC reports the first line of a record: WARC/1.0, and 0.17 and 0.18
// before it.
func isWARC(text []byte) bool {
	rest, ok := bytes.CutPrefix(text, []byte("WARC/"))
	return ok && len(rest) > 1 && isDigit(rest[0]) && rest[1] == '.'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// jsonTokens is how much of a JSON text has to be right for it to be one. A
// sentence in brackets ends sooner.
const jsonTokens = 64

// isJSON reports an object or a list, or several of them as in JSON Lines, also
// one that is cut off. Behind a first key nothing else can be meant, whatever
// mistakes follow.
func isJSON(text []byte) bool {
	if inner := bytes.TrimLeft(text, "[ \t\r\n"); hasKey(inner) {
		return true
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	depth := 0
	for n := 0; n < jsonTokens; n++ {
		t, err := dec.Token()
		switch {
		case errors.Is(err, io.EOF):
			return n >= 2 // "{}"
		case errors.Is(err, io.ErrUnexpectedEOF):
			return n >= 3 // a key or two entries, and the text ends in the midst of something
		case err != nil:
			return false
		}
		switch d, bracket := t.(json.Delim); {
		case !bracket && depth == 0:
			return false // words behind the last bracket
		case !bracket:
		case d == '{' || d == '[':
			depth++
		default:
			depth--
		}
	}
	return true
}

// hasKey reports whether text starts with an object's bracket, a key and a
// colon.
func hasKey(text []byte) bool {
	rest, object := bytes.CutPrefix(text, []byte("{"))
	key, quoted := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(`"`))
	if !object || !quoted {
		return false
	}
	key = key[:min(len(key), maxKey)]
	end := bytes.IndexByte(key, '"')
	return end >= 0 && bytes.HasPrefix(bytes.TrimLeft(key[end+1:], " \t\r\n"), []byte(":"))
}

// maxKey bounds the first key and what stands before its colon.
const maxKey = 1024

// maxHeader bounds the head of a message that is looked at.
const maxHeader = 64 << 10

// message returns MHTML or Mail for a message in the form of RFC 5322: lines
// of a name, a colon and a value up to the first empty line, among them those
// that MIME asks for. Browsers save a page with its pictures in this form.
func message(text []byte) Format {
	text = text[:min(len(text), maxHeader)]
	var h header
	for n := 0; ; n++ {
		line, rest, more := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) == 0 {
			break
		}
		if !h.take(line, n) {
			return ""
		}
		if !more {
			break
		}
		text = rest
	}
	switch {
	case h.related:
		return MHTML
	case h.mime:
		return Mail
	}
	return ""
}

// header is what counts of the head of a message.
type header struct {
	mime, related bool
	ofType        bool // the line before was the content type, or went on with it
}

// take reads the line of that number and reports whether a message can have it.
func (h *header) take(line []byte, n int) bool {
	if n == 0 && bytes.HasPrefix(line, []byte("From ")) {
		return true // the line between the messages of a mailbox
	}
	if n > 0 && (line[0] == ' ' || line[0] == '\t') {
		h.related = h.related || h.ofType && hasFold(line, "multipart/related")
		return true
	}
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok || !isFieldName(name) {
		return false
	}
	h.ofType = false
	switch strings.ToLower(string(name)) {
	case "mime-version":
		h.mime = true
	case "snapshot-content-location":
		h.related = true
	case "content-type":
		h.ofType = true
		h.related = h.related || hasFold(value, "multipart/related")
	}
	return true
}

func hasFold(text []byte, word string) bool {
	return bytes.Contains(bytes.ToLower(text), []byte(word))
}

// isFieldName reports the characters that the name of a header may have, but
// for those that no header in use has.
func isFieldName(name []byte) bool {
	for _, c := range name {
		if c != '-' && c != '_' && !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return len(name) > 0
}

// feeds are the root elements of the XML that servers publish beside pages.
var feeds = []string{"rss", "feed", "rdf", "rdf:rdf", "urlset", "sitemapindex", "opml"}

// foreignXML returns what a document is whose root element is known not to be
// a page's. Without an XML declaration only RSS is so sure of itself.
func foreignXML(text []byte) Format {
	declared := bytes.HasPrefix(text, []byte("<?xml"))
	root := strings.ToLower(rootName(text[:min(len(text), maxHeader)]))
	switch {
	case root == "plist" && declared:
		return WebArchive
	case root == "rss":
		return Feed
	case declared:
		for _, f := range feeds {
			if root == f {
				return Feed
			}
		}
	}
	return ""
}

// rootName returns the name of the first element behind declarations and
// comments.
func rootName(text []byte) string {
	for {
		text = bytes.TrimLeft(text, " \t\r\n\f")
		var end string
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(text, []byte("<?")), bytes.HasPrefix(text, []byte("<!")):
			end = ">"
		default:
			text = bytes.TrimPrefix(text, []byte("<"))
			if i := bytes.IndexAny(text, " \t\r\n\f/>"); i >= 0 {
				text = text[:i]
			}
			return string(text)
		}
		_, rest, ok := bytes.Cut(text, []byte(end))
		if !ok {
			return ""
		}
		text = rest
	}
}
