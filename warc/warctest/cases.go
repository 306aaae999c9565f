package warctest

import (
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Case is a record with one habit or damage, and what has to become of it.
type Case struct {
	Name string
	Why  string
	Record
	// Outcome is the name of what the record counts as.
	Outcome string
	// Truncated is what tells that the page may have lost its end, if so.
	Truncated string
}

const html = "Content-Type: text/html; charset=utf-8"

// Cases returns a record for each habit of crawls, all with the same page. The
// body of each that counts as a page has to come out as that page, or for a
// truncated one as its start.
func Cases(page []byte) []Case {
	n := 0
	url := func() string { n++; return fmt.Sprintf("https://news.example/story-%d", n) }
	return append(append(encodings(page, url), kinds(page, url)...), truncations(page, url)...)
}

func encodings(page []byte, url func() string) []Case {
	gz, br := Gzip(page), Brotli(page)
	is := func(name, why string, body []byte, head ...string) Case {
		return Case{Name: name, Why: why, Outcome: "page", Record: Response(url(), body, append([]string{html}, head...)...)}
	}
	const te, ce = "Transfer-Encoding: chunked", "Content-Encoding: "
	return []Case{
		is("plain", "nothing to undo", page),
		is("gzip", "as browsers get it", gz, ce+"gzip"),
		is("zlib", "deflate as the standard means it", Zlib(page), ce+"deflate"),
		is("deflate", "deflate as some servers send it", Deflate(page), ce+"deflate"),
		is("brotli", "no magic bytes", br, ce+"br"),
		is("zstd", "the newest encoding", Zstd(page), ce+"zstd"),
		is("chunked", "transfer encoding kept", Chunked(page, 1000), te),
		is("chunked gzip", "both, the outer first", Chunked(gz, 500), te, ce+"gzip"),
		is("gzip twice", "a server that compresses and a proxy that does again", Gzip(gz), ce+"gzip, gzip"),
		is("gzip declared only", "CC-NEWS before May 2019", page, ce+"gzip"),
		is("brotli declared only", "CC-NEWS before May 2019", page, ce+"br"),
		is("deflate declared only", "CC-NEWS before May 2019", page, ce+"deflate"),
		is("zstd declared only", "CC-NEWS before May 2019", page, ce+"zstd"),
		is("chunked declared only", "CC-NEWS before May 2019", page, te),
		is("all declared only", "CC-NEWS before May 2019, its length that of the compressed bytes", page, te, ce+"gzip", fmt.Sprintf("Content-Length: %d", len(page)*2)),
		is("gzip undeclared", "the header was dropped", gz),
		is("chunked undeclared", "the header was dropped", Chunked(page, 700)),
		is("bad line in the head", "net/http refuses the whole head for it", page, "X-Broken header without colon"),
	}
}

func kinds(page []byte, url func() string) []Case {
	resource := func(kind, contentType string, body []byte) Record {
		return Record{Type: kind, URL: url(), ContentType: contentType, Block: body}
	}
	return []Case{
		{Name: "warcinfo", Why: "the first record of a file", Outcome: "warcinfo", Record: Warcinfo()},
		{Name: "request", Why: "beside each response", Outcome: "request", Record: Request(url())},
		{Name: "metadata", Why: "what the crawler notes", Outcome: "metadata", Record: resource("metadata", "application/warc-fields", []byte("fetchTimeMs: 12\r\n"))},
		{Name: "resource", Why: "a page without a response around it", Outcome: "page", Record: resource("resource", "text/html", page)},
		{Name: "conversion", Why: "the page as a browser rendered it", Outcome: "page", Record: resource("conversion", "text/html", page)},
		{Name: "conversion to text", Why: "WET files", Outcome: "not-html", Record: resource("conversion", "text/plain", []byte("The ferry is late."))},
		{Name: "revisit", Why: "seen again unchanged", Outcome: "revisit", Record: func() Record {
			r := Response(url(), nil, html).With("WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest")
			r.Type = "revisit"
			return r
		}()},
		{Name: "address in brackets", Why: "wget", Outcome: "page", Record: Response("<"+url()+">", page, html)},
		{Name: "type unknown", Why: "the bytes tell", Outcome: "page", Record: Response(url(), page)},
		{Name: "picture", Why: "passed over", Outcome: "not-html", Record: Response(url(), []byte("\x89PNG\r\n\x1a\n"), "Content-Type: image/png")},
		{Name: "redirect", Why: "no page", Outcome: "status", Record: ResponseOf(301, url(), page, html)},
		{Name: "not found", Why: "not the page that was asked for", Outcome: "status", Record: ResponseOf(404, url(), page, html)},
		{Name: "no body", Why: "HEAD, or a server that hangs up", Outcome: "empty", Record: Response(url(), nil, html)},
		{Name: "wrong digest", Why: "crawlers compute it of other bytes", Outcome: "page", Record: Response(url(), page, html).With("WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")},
		{Name: "dns", Why: "what Heritrix looks up", Outcome: "not-html", Record: Record{URL: "dns:news.example", ContentType: "text/dns", Block: []byte("20190503 192.0.2.1")}},
	}
}

func truncations(page []byte, url func() string) []Case {
	half, gz := page[:len(page)/2], Gzip(page)
	is := func(name, why, truncated string, r Record) Case {
		return Case{Name: name, Why: why, Outcome: "page", Truncated: truncated, Record: r}
	}
	return []Case{
		is("truncated by length", "the crawler's limit", "warc:WARC-Truncated", Response(url(), half, html).With("WARC-Truncated: length")),
		is("truncated in gzip", "the limit counts compressed bytes", "http:Content-Encoding", Response(url(), gz[:len(gz)*2/3], html, "Content-Encoding: gzip")),
		is("truncated in chunks", "the connection broke", "http:Transfer-Encoding", Response(url(), Chunked(page, 700)[:len(page)/2], html, "Transfer-Encoding: chunked")),
		is("shorter than it says", "the connection broke", "http:Content-Length", Response(url(), half, html, fmt.Sprintf("Content-Length: %d", len(page)))),
	}
}

// Zlib returns b in the form that HTTP calls deflate.
func Zlib(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
}

// Deflate returns b as some servers send what they call deflate.
func Deflate(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser {
		f, err := flate.NewWriter(w, flate.DefaultCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		return f
	})
}

// Brotli returns b compressed with brotli.
func Brotli(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
}

// Zstd returns b compressed with zstd.
func Zstd(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser {
		z, err := zstd.NewWriter(w)
		if err != nil {
			panic(err) // without options it has none
		}
		return z
	})
}
