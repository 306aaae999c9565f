package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

const (
	// maxHeader bounds the header of a record. Those of browser crawlers with
	// their JSON run to some tens of kilobytes.
	maxHeader = 1 << 20
	// headOfBlock is how much of a block has the head of the response in it. Of
	// a block beyond the limit it is all that is kept.
	headOfBlock = 64 << 10
	// firstBuffer is the most that is reserved for a block because its header
	// says so. Beyond it the block itself must come.
	firstBuffer = 1 << 20
	// minStart is how many bytes must follow for the start of a record to be
	// known for one.
	minStart = 64
	// bufferSize is that of the reader of the file, and the window in which
	// the start of the next record is looked for.
	bufferSize = 256 << 10
	// maxRatio is the compression beyond which a member is left rather than
	// skipped: HTML stays under 20, and deflate cannot pass 1,032.
	maxRatio = 100
)

var (
	warcMagic = []byte("WARC/")
	gzipMagic = []byte{0x1f, 0x8b, 0x08}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	lineEnds  = []byte("\r\n")
	boundary  = []byte("\r\n\r\nWARC/")
)

var (
	errNoLength  = errors.New("no Content-Length")
	errHeader    = errors.New("no end of the header")
	errBoundary  = errors.New("the record does not end where its Content-Length says")
	errNoRecord  = errors.New("no record where one should start")
	errTooLarge  = errors.New("beyond the limit")
	errNotMember = errors.New("the compressed member holds no record")
)

// frame is the bytes of one record.
type frame struct {
	offset int64
	data   []byte // the header and the block, as far as it is there
	head   int    // the length of the header
	cut    bool   // the file ends before the block does
	err    error  // why the record cannot be used
}

// lost reports whether nothing of the record can be used.
func (fr *frame) lost() bool { return fr.err != nil && !errors.Is(fr.err, errTooLarge) }

// framer cuts a file into records. gowarc, which reads them afterwards, can do
// that too, but holds a header of any length in memory, gives up where a
// compressed member is damaged, and follows a wrong length over the records
// behind it.
type framer struct {
	file  io.Reader
	seek  io.Seeker // nil where the file cannot be read again
	count *counter
	outer *bufio.Reader
	limit int64

	probe    probe
	gz       *gzip.Reader
	unpacked *counter      // what the open member has given
	inner    *bufio.Reader // over that, nil where no member is open
	spare    *bufio.Reader // the same, kept for the next member
	member   int64         // where it starts

	quiet  bool  // what is skipped next has been told
	reread int64 // bytes that were read twice
	far    int64 // how far the file was read
}

// counter counts what was read of a file, from its start.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func newFramer(file io.Reader, limit int64) *framer {
	f := &framer{file: file, limit: limit, count: &counter{r: file}}
	f.seek, _ = file.(io.Seeker)
	f.outer = bufio.NewReaderSize(f.count, bufferSize)
	f.spare = bufio.NewReader(nil)
	return f
}

func (f *framer) pos() int64 { return f.count.n - int64(f.outer.Buffered()) }

// next returns the next record. A frame with an error is a record that is
// lost; an error is the end of all, io.EOF where that is in order.
func (f *framer) next() (frame, error) {
	for {
		if f.inner == nil {
			if lost, err := f.sync(); lost != nil || err != nil {
				return deref(lost), err
			}
		}
		if f.inner == nil {
			return f.plain(), nil
		}
		if fr, ok := f.packed(); ok {
			return fr, nil
		}
	}
}

func deref(fr *frame) frame {
	if fr == nil {
		return frame{}
	}
	return *fr
}

// plain reads a record that is not compressed.
func (f *framer) plain() frame {
	fr := frame{offset: f.pos()}
	rest := fr.read(f.outer, f.limit)
	if fr.lost() {
		f.quiet = true
		return fr
	}
	if rest > 0 {
		// What the error was comes again from the next read.
		n, _ := io.CopyN(io.Discard, f.outer, rest)
		fr.cut = n < rest
	}
	if !fr.cut && ended(f.outer) {
		return fr
	}
	if !fr.cut {
		fr.err = errBoundary
		f.quiet = true
	}
	f.swallowed(&fr)
	return fr
}

// swallowed goes back where a record, cut or with a wrong end, has others in
// it: then its length was wrong.
func (f *framer) swallowed(fr *frame) {
	i := bytes.Index(fr.data[fr.head:], boundary)
	if i < 0 {
		return
	}
	if f.back(fr.offset + int64(fr.head+i)) {
		fr.err, fr.cut = errBoundary, false
		f.quiet = true
	}
}

// back goes back to an offset. In all it reads no more than about twice what
// the file has, or a file of nothing but wrong lengths would take for ever.
func (f *framer) back(to int64) bool {
	f.far = max(f.far, f.pos())
	again := f.pos() - to
	if f.seek == nil || f.reread+again > f.far+2*f.limit {
		return false
	}
	if _, err := f.seek.Seek(to, io.SeekStart); err != nil {
		return false
	}
	f.reread += again
	f.count.n = to
	f.outer.Reset(f.count)
	return true
}

// read reads the header and the block. Of a block beyond the limit it keeps
// the start and returns how much is left to be passed over.
func (fr *frame) read(r *bufio.Reader, limit int64) (rest int64) {
	if fr.data, fr.err = readHeader(r); fr.err != nil {
		return 0
	}
	fr.head = len(fr.data)
	length, ok := contentLength(fr.data)
	if !ok {
		fr.err = errNoLength
		return 0
	}
	keep := length
	if length > limit {
		fr.err = errTooLarge
		keep = min(headOfBlock, limit)
	}
	buf := bytes.NewBuffer(fr.data)
	buf.Grow(int(min(keep, firstBuffer)) + bytes.MinRead)
	n, err := io.CopyN(buf, r, keep)
	fr.data = buf.Bytes()
	// What the error was comes again from the next read.
	fr.cut = err != nil && n < keep
	if fr.cut {
		return 0
	}
	return length - keep
}

// readHeader reads up to and including the empty line.
func readHeader(r *bufio.Reader) ([]byte, error) {
	var head []byte
	for len(head) < maxHeader {
		line, err := r.ReadSlice('\n')
		head = append(head, line...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return head, fmt.Errorf("%w: %w", errHeader, err)
		case len(bytes.TrimRight(line, "\r\n")) == 0:
			return head, nil
		}
	}
	return head, errHeader
}

func contentLength(head []byte) (int64, bool) {
	n, err := strconv.ParseInt(field(head, "Content-Length"), 10, 64)
	return n, err == nil && n >= 0
}

// field returns the value of the first field of that name in a header.
func field(head []byte, name string) string {
	for line := range bytes.Lines(head) {
		n, value, _ := bytes.Cut(line, []byte(":"))
		if strings.EqualFold(string(bytes.TrimSpace(n)), name) {
			return string(bytes.TrimSpace(value))
		}
	}
	return ""
}

// ended passes over the empty lines behind a record and reports whether the
// record ends here: there are two of them, or another record follows, or
// nothing. Writers exist that leave the lines out.
func ended(r *bufio.Reader) bool {
	for feeds := 0; ; {
		next, err := r.Peek(1)
		switch {
		case err != nil:
			return true // damage is found by the next read
		case next[0] == '\n':
			feeds++
		case next[0] != '\r':
			start, _ := r.Peek(len(warcMagic))
			return feeds > 1 || bytes.Equal(start, warcMagic) || bytes.HasPrefix(start, gzipMagic)
		}
		_, _ = r.Discard(1) // it is in the buffer
	}
}
