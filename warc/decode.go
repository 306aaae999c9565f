package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// maxEncodings is how many encodings of one body are undone. Servers that
// compress twice exist, more than that does not.
const maxEncodings = 3

// decode undoes the encodings of a body. The bytes decide: an encoding is
// undone where the body has it, declared or not, and left where it is declared
// and not there. cut names what shows that the end is missing.
func decode(body []byte, head *httpHead, limit int64) (out []byte, cut string, err error) {
	raw := int64(len(body))
	body, chunked, whole := unchunk(body, strings.Contains(head.transferEncoding, "chunked"))
	if chunked && !whole {
		cut = "http:Transfer-Encoding"
	}
	packed := false
	for range maxEncodings {
		plain, whole, err := inflate(body, head.contentEncoding, limit)
		if errors.Is(err, errNotPacked) {
			break
		}
		if err != nil {
			return nil, cut, err
		}
		if !whole && cut == "" {
			cut = "http:Content-Encoding"
		}
		body, packed = plain, true
	}
	// A length beside an encoding that has been undone already is that of
	// other bytes.
	if cut == "" && !chunked && raw < head.length && (packed || head.contentEncoding == "" || head.contentEncoding == "identity") {
		cut = "http:Content-Length"
	}
	return body, cut, nil
}

var errNotPacked = errors.New("not packed")

// inflate undoes one encoding. What the body unpacks to is returned as far as
// it goes; if nothing comes out of it, it was not packed.
func inflate(body []byte, declared string, limit int64) (plain []byte, whole bool, err error) {
	open := opener(body, declared)
	if open == nil {
		return nil, false, errNotPacked
	}
	r, err := open(bytes.NewReader(body))
	if err != nil {
		return nil, false, errNotPacked
	}
	if c, ok := r.(interface{ Close() }); ok {
		defer c.Close()
	}
	plain, err = io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(plain)) > limit:
		return nil, false, errTooLarge
	case len(plain) == 0:
		return nil, false, errNotPacked
	}
	whole = err == nil
	return plain, whole, nil
}

// opener returns the decoder that the body needs, nil for none.
func opener(body []byte, declared string) func(io.Reader) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(body, gzipMagic):
		return func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }
	case bytes.HasPrefix(body, zstdMagic):
		return openZstd
	case isText(body):
		return nil
	case strings.Contains(declared, "deflate") && isZlib(body):
		return func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }
	case strings.Contains(declared, "deflate"):
		// What the name says, and not what the standard means by it.
		return func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil }
	case strings.Contains(declared, "br"):
		return func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }
	}
	return nil
}

// maxWindow bounds the memory that a zstd frame may ask for: RFC 9659 allows 8
// MiB to the encoding of the web.
const maxWindow = 8 << 20

func openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d, nil
}

// isZlib reports whether the body starts as RFC 1950 demands.
func isZlib(body []byte) bool {
	return len(body) > 1 && body[0]&0x0f == 8 && (int(body[0])<<8|int(body[1]))%31 == 0
}

// textLen is how much of a body tells that it is text. Compressed bytes have a
// control character, which HTML never has, in one of ten.
const textLen = 256

// isText reports whether the body starts as text in one of the charsets of the
// web does. UTF-16 has zeros, and a byte-order mark that tells it.
func isText(body []byte) bool {
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return true
	}
	for _, c := range body[:min(len(body), textLen)] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			return false
		}
	}
	return true
}

var errChunk = errors.New("no chunk")

// unchunk takes a body out of its chunks. Chunks that no header declares are
// believed only if they go all the way to the last one; found tells that there
// were some, whole that the last one was.
func unchunk(body []byte, declared bool) (out []byte, found, whole bool) {
	size, rest, err := chunkSize(body)
	if err != nil {
		return body, false, true
	}
	for err == nil && size > 0 {
		if size > len(rest) {
			out = append(out, rest...)
			err = errChunk
			break
		}
		out = append(out, rest[:size]...)
		rest = bytes.TrimPrefix(rest[size:], lineEnds)
		size, rest, err = chunkSize(rest)
	}
	whole = err == nil
	if !whole && !declared {
		return body, false, true
	}
	return out, true, whole
}

// maxSizeLine bounds the line that states the size of a chunk.
const maxSizeLine = 256

// chunkSize reads the line before a chunk: a number in hexadecimal, and
// extensions that nobody uses.
func chunkSize(b []byte) (size int, rest []byte, err error) {
	line, _, ok := bytes.Cut(b[:min(len(b), maxSizeLine)], []byte("\n"))
	if !ok {
		return 0, nil, errChunk
	}
	digits, _, _ := strings.Cut(string(line), ";")
	// Some servers pad the number with spaces.
	n, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 31)
	if err != nil {
		return 0, nil, errChunk
	}
	return int(n), b[len(line)+1:], nil
}
