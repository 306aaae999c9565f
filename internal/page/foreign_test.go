package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const warcRecord = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>A boat.</p>"

func TestForeign(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in string
		want     Format
		why      string
	}{
		{"WARC", warcRecord, WARC, "many pages with their headers"},
		{"old WARC behind empty lines", "\r\n\r\nWARC/0.18\r\nWARC-Type: warcinfo\r\n", WARC, "records end in two empty lines, where a file may be cut"},
		{"ARC", "filedesc://a.arc 0.0.0.0 20080430204825 text/plain 1301\n1 0 Archive\n", ARC, "what came before WARC"},
		{"Chrome's MHTML", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://pier.example/\r\nSubject: A boat\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n--x\r\n", MHTML, "the single file of a browser"},
		{"MHTML whose type stands on the next line", "MIME-Version: 1.0\nContent-Type:\n multipart/related; boundary=x\n\n--x\n", MHTML, "headers are folded"},
		{"MHTML in other letters", "content-type: Multipart/Related; boundary=x\n\n", MHTML, "names and types have no case"},
		{"e-mail", "From: a@pier.example\nTo: b@pier.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n<p>A boat.", Mail, "a newsletter that was saved"},
		{"mailbox", "From a@pier.example Fri May  3 08:00:00 2024\nMIME-Version: 1.0\n\n<p>A boat.", Mail, "the first line is the mailbox's"},
		{"Safari's web archive", "bplist00\xd1\x01\x02_\x10\x0fWebMainResource", WebArchive, "a binary property list"},
		{"web archive as XML", "<?xml version=\"1.0\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"\">\n<plist version=\"1.0\"><dict/></plist>", WebArchive, "its other form"},
		{"JSON object", `{"title": "A boat", "body": "<p>It was late.</p>"}`, JSON, "an answer of an interface"},
		{"JSON list", "\ufeff\n[{\"html\": \"<p>It was late.</p>\"}]", JSON, "behind a mark and a line feed"},
		{"JSON Lines", "{\"a\": 1}\n{\"a\": 2}\n", JSON, "several objects"},
		{"empty object", "{}", JSON, "holds nothing"},
		{"cut JSON", `{"title": "A boat", "body": "<p>It was`, JSON, "a download that broke off"},
		{"large JSON", `{"list": [` + strings.Repeat(`{"a": [1, 2, 3]},`, 100) + `!`, JSON, "mistakes far behind do not count"},
		{"JSON with a line feed in a string", "{\"body\": \"<p>\n</p>\"}", JSON, "written by hand"},
		{"JSON with what is no value", `[ {"body" : undefined}]`, JSON, "written by a script"},
		{"PDF", "%PDF-1.7\n", PDF, "a story as it was printed"},
		{"PDF behind line feeds", "\r\n%PDF-1.4\n", PDF, "readers allow that"},
		{"RSS", `<rss version="2.0"><channel>`, Feed, "entries of other pages"},
		{"Atom", "<?xml version=\"1.0\"?><!-- made by hand --><feed xmlns=\"http://www.w3.org/2005/Atom\">", Feed, "behind a comment"},
		{"site map", "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a.xsl\"?><urlset>", Feed, "behind an instruction"},
		{"gzip", "\x1f\x8b\x08\x00", "gzip data", "the caller unpacks"},
		{"ZIP", "PK\x03\x04", "a ZIP archive", "a folder of pages perhaps"},
		{"picture", "\x89PNG\r\n\x1a\n", "a picture", "by its first bytes"},
		{"NULs", strings.Repeat("\x00", 5000), binary, "no text at all"},
		{"NULs behind a tag", "<p>" + strings.Repeat("\x00", 5000), binary, "no page either"},

		{"page", "<!doctype html><p>A boat.", "", ""},
		{"XHTML", "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\">", "", "XML that is a page"},
		{"page in UTF-16", "\xff\xfe<\x00p\x00>\x00{\x00", "", "half of its bytes are NUL"},
		{"plain text", "A boat.", "", "the parser makes a page of it"},
		{"text with colons", "Note: the boat was late.\nWhy: nobody knows.\n\n<p>More.", "", "lines of a form that headers have, but none of MIME"},
		{"page behind headers of HTTP", "Content-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><p>A boat.", "", "what servers with a mistake send"},
		{"headers behind text", "A boat.\nMIME-Version: 1.0\n\n<p>", "", "the first line is none"},
		{"about WARC", "WARC files hold pages.<p>", "", "prose"},
		{"template before the page", "{{ header }}<html><p>A boat.", "", "brackets of a template"},
		{"a word in brackets", "[Update] The boat was late.<p>", "", "prose"},
		{"a number in brackets", "[1] The boat was late.<p>", "", "a footnote"},
		{"quotation in brackets", "[\"No boat\"] he said.<p>", "", "prose behind what would be a list"},
		{"a quotation in braces", `{"No boat"} he said.<p>`, "", "no key"},
		{"code", "{ color: red }<p>", "", "a style that lost its tag"},
		{"feed element", "<feed><p>A boat.", "", "an element of some page's own"},
		{"an open bracket", "{", "", "nothing follows"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, foreign([]byte(tt.in)), tt.why)
			_, err := Parse(strings.NewReader(tt.in), "", Limits{})
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			var at *NotHTMLError
			require.ErrorAs(t, err, &at)
			assert.ErrorIs(t, err, ErrNotHTML)
			assert.Contains(t, err.Error(), string(tt.want))
		})
	}
}

func TestLargeArchiveIsNamed(t *testing.T) {
	t.Parallel()
	in := warcRecord + strings.Repeat("<p>More.", 1000)
	_, err := Parse(strings.NewReader(in), "", Limits{Bytes: 2000})
	var at *NotHTMLError
	require.ErrorAs(t, err, &at, "that it is too large for a page says nothing of it")
	assert.Equal(t, WARC, at.Format)
	_, err = Parse(strings.NewReader("<p>"+in), "", Limits{Bytes: 2000})
	assert.ErrorIs(t, err, ErrTooLarge)
}

// FuzzForeign holds that a page stays one whatever follows its doctype, and
// that the verdict rests on the start of the input.
func FuzzForeign(f *testing.F) {
	f.Add([]byte(warcRecord))
	f.Add([]byte(`[{"a": 1}]`))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type:\n multipart/related\n\n"))
	f.Add([]byte("<?xml?><!----><feed>"))
	f.Fuzz(func(t *testing.T, in []byte) {
		got := foreign(in)
		if text := bytes.ToLower(bytes.TrimSpace(in)); bytes.HasPrefix(text, []byte("<!doctype html")) {
			assert.Contains(t, []Format{"", binary}, got)
		}
		if err := CheckFormat(in); (err == nil) != (got == "") {
			t.Errorf("%v for %q", err, got)
		}
	})
}
