package warc

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// sync goes to the start of the next record and opens the member if it is
// compressed. What it passes over, other than empty lines, is a lost record
// unless the damage has been told.
func (f *framer) sync() (*frame, error) {
	ended(f.outer)
	if f.begin() {
		f.quiet = false
		return nil, nil
	}
	start, junk := f.pos(), false
	for {
		window, err := f.outer.Peek(bufferSize)
		i, found := f.nextStart(window)
		junk = junk || i > 0
		f.skip(i)
		switch {
		case junk && !f.quiet && (found || len(window) == 0):
			f.quiet = true
			return &frame{offset: start, err: errNoRecord}, nil
		case len(window) == 0:
			return nil, err
		case found && f.begin():
			f.quiet = false
			return nil, nil
		case found:
			f.skip(1)
			junk = true
		}
	}
}

// skip passes over bytes that are in the buffer, so that it cannot fail.
func (f *framer) skip(n int) { _, _ = f.outer.Discard(min(n, f.outer.Buffered())) }

// nextStart returns where in the window a record starts. Without one it
// returns how much can be passed over.
func (f *framer) nextStart(window []byte) (int, bool) {
	for i := 0; i < len(window); i++ {
		n := bytes.IndexAny(window[i:], "W\x1f")
		if n < 0 {
			break
		}
		i += n
		rest := window[i:]
		if len(rest) < minStart && len(window) == bufferSize {
			return i, false
		}
		if isVersion(rest) || f.probe.holdsRecord(rest) {
			return i, true
		}
	}
	return len(window), false
}

// isVersion reports whether b starts as the first line of a record does.
func isVersion(b []byte) bool {
	if !bytes.HasPrefix(b, warcMagic) {
		return false
	}
	line, _, ok := bytes.Cut(b[:min(len(b), minStart)], []byte("\n"))
	version := bytes.TrimRight(line[len(warcMagic):], "\r")
	return ok && len(version) > 2 && len(bytes.Trim(version, ".0123456789")) == 0
}

// probe looks into compressed data without reading it.
type probe struct{ gz gzip.Reader }

// holdsRecord reports whether the compressed data starts a record: other data
// has the magic bytes once in 16 million.
func (p *probe) holdsRecord(data []byte) bool {
	const reserved = 0xe0 // bits of the flags, RFC 1952
	if len(data) < minStart || !bytes.HasPrefix(data, gzipMagic) || data[3]&reserved != 0 {
		return false
	}
	if p.gz.Reset(bytes.NewReader(data)) != nil {
		return false
	}
	start := make([]byte, len(warcMagic))
	_, err := io.ReadFull(&p.gz, start)
	return err == nil && bytes.Equal(start, warcMagic)
}

// begin opens the record at the reader's position. It reports false at the end
// of the file and where the header of the member is not one.
func (f *framer) begin() bool {
	magic, _ := f.outer.Peek(len(warcMagic))
	if !bytes.HasPrefix(magic, gzipMagic) {
		return bytes.Equal(magic, warcMagic)
	}
	f.member = f.pos()
	if f.gz == nil {
		f.gz = new(gzip.Reader)
	}
	if err := f.gz.Reset(f.outer); err != nil {
		return false
	}
	f.gz.Multistream(false)
	f.unpacked = &counter{r: f.gz}
	f.spare.Reset(f.unpacked)
	f.inner = f.spare
	return true
}
