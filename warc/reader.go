package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/nlnwa/gowarc/v3"

	"github.com/gatefold/gatefold/internal/mhtml"
)

// defaultMaxBytes is the size up to which the library reads a page.
const defaultMaxBytes = 32 << 20

// Options configure a [Reader]. The zero value serves.
type Options struct {
	// MaxBytes bounds a page, before and after its encodings are undone: 32 MiB
	// where it is 0. Memory is a small multiple of it.
	MaxBytes int64
	// Start is the offset from which a WARC file is read, if it can seek: the
	// first record that starts there or later is the first to come. It must be
	// the start of a record in a file that is not compressed.
	Start int64
	// Claim, if it is set, is asked with the offset of each record before that
	// is read further. Where it returns false, reading ends.
	Claim func(offset int64) bool
}

// Reader reads the pages of one file. It is not safe for concurrent use.
type Reader struct {
	opts   Options
	next   func() (Record, Outcome, error)
	counts Counts
}

// NewReader returns a reader of a WARC, MHTML or .webarchive file: its first
// bytes tell which it is. It returns [ErrFormat] for anything else. A reader
// that can seek recovers more of a damaged file.
func NewReader(r io.Reader, opts Options) (*Reader, error) {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = defaultMaxBytes
	}
	rd := &Reader{opts: opts, counts: Counts{}}
	if s, ok := r.(io.Seeker); ok && opts.Start > 0 {
		if _, err := s.Seek(opts.Start, io.SeekStart); err != nil {
			return nil, err
		}
		rd.warc(newFramer(r, opts.MaxBytes), opts.Start)
		return rd, nil
	}
	f := newFramer(r, opts.MaxBytes)
	start, err := f.outer.Peek(sniffLen)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	return rd, rd.detect(f, start)
}

// sniffLen is how much of a file is looked at to tell its format.
const sniffLen = 4096

func (rd *Reader) detect(f *framer, start []byte) error {
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	switch {
	case len(bytes.TrimSpace(start)) == 0:
		return fmt.Errorf("%w: the file is empty", ErrFormat)
	case bytes.HasPrefix(start, warcMagic), f.probe.holdsRecord(start):
		rd.warc(f, 0)
	case bytes.HasPrefix(start, plistMagic):
		rd.single(f.outer, webarchive)
	case mhtml.Is(start):
		rd.single(f.outer, readMHTML)
	case bytes.HasPrefix(start, zstdMagic):
		return fmt.Errorf("%w: WARC compressed with zstd is not read: zstd -d makes a WARC of it", ErrFormat)
	default:
		return fmt.Errorf("%w: it starts with %.40q", ErrFormat, start)
	}
	return nil
}

// ErrFormat is returned for a file of none of the formats.
var ErrFormat = errors.New("warc: neither WARC nor MHTML nor .webarchive")

// RecordError is a record that is lost, and why.
type RecordError struct {
	Offset int64
	URL    string // where it is known
	Err    error
}

// Error says which record failed and why.
func (e *RecordError) Error() string {
	return fmt.Sprintf("warc: record at %d: %v", e.Offset, e.Err)
}

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// Counts says what became of the records that were read so far.
func (rd *Reader) Counts() Counts { return rd.counts }

// Pages gives the pages in the order of the file. An error is a
// [*RecordError], beside which the record has what is known of it, and the
// next record follows; any other error, that of reading the file, is the last.
// A reader gives its pages once.
func (rd *Reader) Pages() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for {
			rec, outcome, err := rd.next()
			// First, since what is wrong with a record may be its end.
			var lost *RecordError
			if err != nil && !errors.As(err, &lost) {
				if !errors.Is(err, io.EOF) {
					yield(rec, err)
				}
				return
			}
			rd.counts[outcome]++
			if (outcome == Page || err != nil) && !yield(rec, err) {
				return
			}
		}
	}
}

// single makes a reader of a file that is one page.
func (rd *Reader) single(r io.Reader, read func([]byte, int64) (Record, error)) {
	done := false
	rd.next = func() (Record, Outcome, error) {
		if done {
			return Record{}, "", io.EOF
		}
		done = true
		// Pictures stand beside the page in the same file, in base64.
		limit := rd.opts.MaxBytes * singleFactor
		data, err := io.ReadAll(io.LimitReader(r, limit+1))
		if err != nil {
			return Record{}, "", err
		}
		if int64(len(data)) > limit {
			return Record{}, TooLarge, &RecordError{Err: errTooLarge}
		}
		rec, err := read(data, rd.opts.MaxBytes)
		if err != nil {
			return rec, outcomeOf(err), &RecordError{URL: rec.URL, Err: err}
		}
		return rec, Page, nil
	}
}

// singleFactor is how much larger than its page a file with all its pictures
// may be.
const singleFactor = 8

func outcomeOf(err error) Outcome {
	switch {
	case errors.Is(err, errTooLarge):
		return TooLarge
	case errors.Is(err, errNoPage):
		return NotHTML
	}
	return Broken
}

// warc makes a reader of a WARC file that starts at an offset.
func (rd *Reader) warc(f *framer, start int64) {
	f.count.n = start + f.count.n
	f.quiet = start > 0
	// The default mode: WithNoValidation loses payloads without an error.
	p := &parser{
		u:     gowarc.NewUnmarshaler(),
		buf:   bufio.NewReader(nil),
		limit: rd.opts.MaxBytes,
	}
	rd.next = func() (Record, Outcome, error) {
		fr, err := f.next()
		if err != nil {
			return Record{}, "", err
		}
		if rd.opts.Claim != nil && !rd.opts.Claim(fr.offset) {
			return Record{}, "", io.EOF
		}
		return p.record(fr)
	}
}
