package pipeline

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/sdf"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/rtrackers/offsetrange"

	"github.com/gatefold/gatefold/warc"
	"github.com/gatefold/gatefold/warc/jsonl"
)

func init() { beam.RegisterType(reflect.TypeFor[readFn]()) }

// Page is a page on its way.
type Page struct {
	File            string
	Offset          int64
	URL             string
	ContentType     string
	ContentLanguage string
	Fetched         string // as RFC 3339 has it
	Body            []byte
	// Truncated is [warc.Truncated].
	TruncatedSource, TruncatedValue string
}

// InputLine is a page in a file of JSON Lines. The bytes of the page stand in
// HTML, or in base64 in Body where they are not UTF-8.
type InputLine struct {
	URL             string    `json:"url"`
	ContentType     string    `json:"content_type"`
	ContentLanguage string    `json:"content_language"`
	Fetched         time.Time `json:"fetched"`
	HTML            string    `json:"html"`
	Body            []byte    `json:"body"`
}

// ReadConfig configures [Read]. The zero value serves.
type ReadConfig struct {
	// MaxBytes bounds a page, 32 MiB where it is 0.
	MaxBytes int64
	// SplitBytes is the size of the ranges by which compressed WARC files and
	// JSON Lines are read, 32 MiB where it is 0.
	SplitBytes int64
}

const (
	defaultMaxBytes   = 32 << 20
	defaultSplitBytes = 32 << 20
)

// Read gives the pages of the files, and a line of JSON for each file, record
// and line that cannot be read.
func Read(s beam.Scope, files beam.PCollection, cfg ReadConfig) (pages, failed beam.PCollection) {
	if cfg.MaxBytes <= 0 {
		cfg.MaxBytes = defaultMaxBytes
	}
	if cfg.SplitBytes <= 0 {
		cfg.SplitBytes = defaultSplitBytes
	}
	return beam.ParDo2(s.Scope("gatefold.Read"), &readFn{cfg}, files)
}

// readFn reads files by ranges of bytes.
type readFn struct{ ReadConfig }

// CreateInitialRestriction returns the bytes of the file. One that cannot be
// split is a single position.
func (*readFn) CreateInitialRestriction(f File) offsetrange.Restriction {
	if !splits(f.Name) {
		return offsetrange.Restriction{Start: 0, End: 1}
	}
	return offsetrange.Restriction{Start: 0, End: max(f.Size, 1)}
}

// SplitRestriction cuts a large file into ranges.
func (fn *readFn) SplitRestriction(_ File, r offsetrange.Restriction) []offsetrange.Restriction {
	return r.SizedSplits(fn.SplitBytes)
}

// RestrictionSize is the work of a range.
func (*readFn) RestrictionSize(f File, r offsetrange.Restriction) float64 {
	if !splits(f.Name) {
		return float64(f.Size)
	}
	return r.Size()
}

// CreateTracker returns the tracker of a range.
func (*readFn) CreateTracker(r offsetrange.Restriction) *sdf.LockRTracker {
	return sdf.NewLockRTracker(offsetrange.NewTracker(r))
}

// reading is a range of a file that is being read.
type reading struct {
	cfg    ReadConfig
	file   File
	start  int64
	rt     *sdf.LockRTracker
	last   int64 // claimed
	emit   func(Page)
	failed func([]byte)
}

// ProcessElement reads the pages that start in a range.
func (fn *readFn) ProcessElement(ctx context.Context, rt *sdf.LockRTracker, f File, emit func(Page), failed func([]byte)) error {
	r := &reading{fn.ReadConfig, f, rt.GetRestriction().(offsetrange.Restriction).Start, rt, -1, emit, failed}
	if !splits(f.Name) && !r.claim(0) {
		return nil
	}
	file, err := open(ctx, f.Name)
	if err == nil {
		err = r.all(ctx, file)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		r.fail(ctx, jsonl.Envelope{}, "file", err)
	}
	r.finish()
	return nil
}

// claim reports whether the position is still this worker's. Records of one
// member have the same.
func (r *reading) claim(at int64) bool {
	if at == r.last {
		return true
	}
	r.last = at
	return r.rt.TryClaim(at)
}

// finish claims the rest of the range, which has no further page.
func (r *reading) finish() {
	if r.rt.IsDone() {
		return
	}
	r.rt.TryClaim(r.rt.GetRestriction().(offsetrange.Restriction).End)
}

func open(ctx context.Context, name string) (io.ReadCloser, error) {
	fsys, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	return fsys.OpenRead(ctx, name)
}

func (r *reading) all(ctx context.Context, file io.Reader) error {
	switch formatOf(r.file.Name) {
	case linesFormat:
		return r.lines(ctx, file)
	case pageFormat:
		return r.page(file)
	}
	return r.records(ctx, file)
}

// fail writes a dead letter.
func (r *reading) fail(ctx context.Context, env jsonl.Envelope, kind string, err error) {
	env.File = r.file.Name
	deadLetter(ctx, env, kind, err, r.failed)
}

// records reads the pages of a WARC file, and of the files that are one page.
func (r *reading) records(ctx context.Context, file io.Reader) error {
	opts := warc.Options{MaxBytes: r.cfg.MaxBytes, Start: r.start}
	if splits(r.file.Name) {
		opts.Claim = r.claim
	}
	rd, err := warc.NewReader(file, opts)
	if err != nil {
		return err
	}
	defer func() {
		for outcome, n := range rd.Counts() {
			count(ctx, "records "+string(outcome), int64(n))
		}
	}()
	for rec, err := range rd.Pages() {
		var lost *warc.RecordError
		switch {
		case errors.As(err, &lost):
			r.fail(ctx, jsonl.Envelope{Offset: rec.Offset, URL: rec.URL, Fetched: rec.Date}, "record", err)
		case err != nil:
			return err
		default:
			r.emit(r.pageOf(&rec))
		}
	}
	return nil
}

func (r *reading) pageOf(rec *warc.Record) Page {
	p := Page{
		File: r.file.Name, Offset: rec.Offset, URL: rec.URL, ContentType: rec.ContentType, ContentLanguage: rec.ContentLanguage,
		Body: rec.Body, TruncatedSource: rec.Truncated.Source, TruncatedValue: rec.Truncated.Value,
	}
	if !rec.Date.IsZero() {
		p.Fetched = rec.Date.UTC().Format(time.RFC3339Nano)
	}
	return p
}

// page reads a file that is a page.
func (r *reading) page(file io.Reader) error {
	in, err := unzipped(r.file.Name, file)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(io.LimitReader(in, r.cfg.MaxBytes+1))
	if err != nil {
		return err
	}
	// One that is too large fails where it is extracted, as any other does.
	r.emit(Page{File: r.file.Name, Body: body})
	return nil
}

func unzipped(name string, file io.Reader) (io.Reader, error) {
	if !isCompressed(name) {
		return file, nil
	}
	return gzip.NewReader(file)
}

// lines reads the pages of a file of JSON Lines that start in the range.
func (r *reading) lines(ctx context.Context, file io.Reader) error {
	in, err := unzipped(r.file.Name, file)
	if err != nil {
		return err
	}
	at, err := lineStart(in, r.start)
	if err != nil {
		return err
	}
	// Base64 takes four bytes for three, escapes more.
	lines := &lineReader{r: at.r, limit: 2*r.cfg.MaxBytes + 1<<16}
	for pos := at.pos; ; {
		line, n, err := lines.next()
		if n == 0 && errors.Is(err, io.EOF) || splits(r.file.Name) && !r.claim(pos) {
			return nil
		}
		env := jsonl.Envelope{Offset: pos}
		pos += n
		switch {
		case errors.Is(err, errLongLine):
			r.fail(ctx, env, "record", err)
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case len(line) == 0:
			continue
		}
		r.line(ctx, env, line)
	}
}

func (r *reading) line(ctx context.Context, env jsonl.Envelope, line []byte) {
	var in InputLine
	if err := json.Unmarshal(line, &in); err != nil {
		r.fail(ctx, env, "record", fmt.Errorf("no page in JSON: %w", err))
		return
	}
	p := Page{
		File: r.file.Name, Offset: env.Offset, URL: in.URL, ContentType: in.ContentType, ContentLanguage: in.ContentLanguage,
		Body: in.Body,
	}
	if in.HTML != "" {
		p.Body = []byte(in.HTML)
	}
	if !in.Fetched.IsZero() {
		p.Fetched = in.Fetched.UTC().Format(time.RFC3339Nano)
	}
	r.emit(p)
}

// place is a reader and where in the file it stands.
type place struct {
	r   *bufio.Reader
	pos int64
}

// lineStart goes to the first line that starts at a position or after it.
func lineStart(in io.Reader, start int64) (place, error) {
	if start == 0 {
		return place{bufio.NewReader(in), 0}, nil
	}
	// The byte before tells whether a line starts at the position itself.
	if err := skipTo(in, start-1); err != nil {
		return place{}, err
	}
	r := bufio.NewReader(in)
	for pos := start - 1; ; pos++ {
		c, err := r.ReadByte()
		if errors.Is(err, io.EOF) || c == '\n' {
			return place{r, pos + 1}, nil
		}
		if err != nil {
			return place{}, err
		}
	}
}

func skipTo(in io.Reader, pos int64) error {
	if s, ok := in.(io.Seeker); ok {
		_, err := s.Seek(pos, io.SeekStart)
		return err
	}
	_, err := io.CopyN(io.Discard, in, pos)
	return err
}

var errLongLine = errors.New("the line is beyond the limit")

// lineReader reads lines of bounded length.
type lineReader struct {
	r     *bufio.Reader
	limit int64
	buf   []byte
}

// next returns a line without its end, and how many bytes it took.
func (l *lineReader) next() (line []byte, n int64, err error) {
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		n += int64(len(part))
		if n <= l.limit {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case n > l.limit && (err == nil || errors.Is(err, io.EOF)):
			return nil, n, errLongLine
		}
		return trimEnd(l.buf), n, err
	}
}

func trimEnd(line []byte) []byte {
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}
