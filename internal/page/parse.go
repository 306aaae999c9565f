package page

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/scratch"
)

// The errors of input that is no page or beyond the limits.
var (
	// ErrEmpty is returned for input of white space only, or none.
	ErrEmpty = errors.New("page: empty input")
	// ErrNotHTML is returned, in a [NotHTMLError], for pictures, PDF and other
	// binary input, for archives of pages, messages, feeds and JSON. Plain text
	// is not among them: the parser makes a page of it.
	ErrNotHTML = errors.New("page: not HTML")
	// ErrTooLarge is returned for a page beyond [Limits].
	ErrTooLarge = errors.New("page: too large")
	// ErrTooDeep is returned for a page that the parser refuses because more
	// than 512 elements are open at one place, and by [Read] for one nested deeper
	// than the index goes.
	ErrTooDeep = errors.New("page: nested too deep")
)

// The limits that the zero value of [Limits] stands for.
const (
	DefaultBytes = 32 << 20
	DefaultNodes = 1 << 20
)

// Limits bound what [Parse] takes. Zero stands for the default; a negative
// value lifts the bound.
type Limits struct {
	// Bytes is the size of the input as given.
	Bytes int64
	// Nodes bounds the tree's elements, texts and comments. They are estimated
	// before the tree is built: never too low, up to three times too high.
	Nodes int
	// Meter bounds the work, nil for no bound.
	Meter *Meter
	// Attrs are attributes that are read. Where it is not nil, [Read] may leave out of
	// the tree others that begin with data- or aria-.
	Attrs *AttrNames
	// Markup, where it is more than 0, is how much [Read] takes of a page without its
	// scripts and styles, in bytes. Of the rest it takes the structured data. The
	// whole page is read where that is not sure.
	Markup int
}

func (l Limits) bytes() int64 {
	if l.Bytes == 0 {
		return DefaultBytes
	}
	return l.Bytes
}

// NodeLimit returns the bound on the nodes with the default filled in.
func (l Limits) NodeLimit() int {
	if l.Nodes == 0 {
		return DefaultNodes
	}
	return l.Nodes
}

// Parsed is a page's tree with what was found on the way to it.
type Parsed struct {
	Root *html.Node
	// Charset is the name of the encoding as the WHATWG Encoding Standard
	// spells it, in lower case: "utf-8", "shift_jis".
	Charset string
	// From says what decided the charset.
	From CharsetSource
	// Size is the number of bytes after decoding to UTF-8.
	Size int
}

// Parse reads one page. contentType is the value of the HTTP header, "" if
// there was none. It returns an error that wraps [ErrEmpty], [ErrNotHTML] or
// [ErrTooLarge], or the error of r. With [ErrTooDeep] comes a tree of the same
// text and the same head, in which elements nested deeper than the parser
// allows are left out and their content stands in the element above.
func Parse(r io.Reader, contentType string, lim Limits) (*Parsed, error) {
	buf := buffers.Get()
	defer recycle(buf)
	text, err := source(buf, r, contentType, lim)
	if err != nil {
		return nil, err
	}
	return parse(text, lim.Meter)
}

// Read is [Parse] and [Index] in one, which is faster than one after the
// other. It returns the errors of Parse; with [ErrTooDeep] comes an index.
func Read(r io.Reader, contentType string, lim Limits) (*Doc, error) {
	buf := buffers.Get()
	defer recycle(buf)
	text, err := source(buf, r, contentType, lim)
	if err != nil {
		return nil, err
	}
	lim.Meter.Lap("decode")
	if d := readCut(text.bytes, lim); d != nil {
		return d, d.depthErr(lim.Meter.Err())
	}
	p, err := parse(text, lim.Meter)
	if p == nil {
		return nil, err
	}
	d := Index(p.Root)
	lim.Meter.Lap("index")
	return d, d.depthErr(err)
}

// depthErr returns err, and [ErrTooDeep] where elements were left out.
func (d *Doc) depthErr(err error) error {
	switch {
	case !d.deep || errors.Is(err, ErrTooDeep):
		return err
	case err == nil:
		return ErrTooDeep
	}
	return errors.Join(ErrTooDeep, err)
}

// readCut parses src without its scripts and styles and puts them back. It
// returns nil where that is not sure to give the tree of the uncut source.
func readCut(src []byte, lim Limits) *Doc {
	m := lim.Meter
	buf := buffers.Get()
	defer recycle(buf)
	c := cut(buf, src, lim.Attrs, lim.Markup)
	defer c.trim.packs.release()
	m.Lap("cut")
	if len(c.content)+c.trim.cuts+len(c.trim.packs.tags) == 0 && !c.short {
		return nil
	}
	if !c.trim.sure {
		c.src = boundAttrs(c.src)
	}
	root, err := html.Parse(newMetered(c.src, m))
	m.Lap("html.Parse")
	if err != nil {
		return nil
	}
	c.trim.packs.unpack(src, root)
	d := index(root, c)
	m.Lap("index")
	if c.left > 0 && m.Err() == nil {
		d.Release()
		return nil
	}
	return d
}

// source reads the page and decodes it. The bytes are those of buf, or new.
func source(buf *bytes.Buffer, r io.Reader, contentType string, lim Limits) (decoded, error) {
	err := read(buf, r, lim.bytes())
	src := buf.Bytes()
	if errors.Is(err, ErrTooLarge) {
		// An archive is no page, however large.
		err = cmp.Or(CheckFormat(src), err)
	}
	if err != nil {
		return decoded{}, err
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return decoded{}, ErrEmpty
	}
	if err := CheckFormat(src); err != nil {
		return decoded{}, err
	}
	text := decode(src, contentType)
	if len(bytes.TrimSpace(text.bytes)) == 0 {
		return decoded{}, ErrEmpty
	}
	if n := lim.NodeLimit(); n >= 0 && exceeds(text.bytes, n) {
		return decoded{}, fmt.Errorf("%w: more than %d nodes", ErrTooLarge, n)
	}
	text.bytes = boundRoots(text.bytes)
	return text, nil
}

func parse(text decoded, m *Meter) (*Parsed, error) {
	p := &Parsed{Charset: text.charset, From: text.from, Size: len(text.bytes)}
	text.bytes = boundAttrs(text.bytes)
	root, err := html.Parse(newMetered(text.bytes, m))
	m.Lap("html.Parse")
	if err == nil {
		p.Root = root
		return p, m.Err()
	}
	// The bytes are in memory, so that the only error left is the parser's
	// own: more than 512 open elements.
	if p.Root = parseClamped(text.bytes, m); p.Root == nil {
		return nil, fmt.Errorf("%w: %w", ErrTooDeep, err)
	}
	if err := m.Err(); err != nil {
		return p, errors.Join(ErrTooDeep, err)
	}
	return p, ErrTooDeep
}

func recycle(buf *bytes.Buffer) { buffers.Put(buf, (*bytes.Buffer).Reset) }

// buffers keep the bytes of finished pages: the tree holds none of them, the
// tokenizer copies what it keeps.
var buffers = scratch.NewPool[bytes.Buffer](nil).Keeping(maxBuffer)

// maxBuffer bounds the bytes that go back to the pool. Of 2,443 saved pages 7 are
// larger.
const maxBuffer = 4 << 20

func read(buf *bytes.Buffer, r io.Reader, limit int64) error {
	// A page in memory is copied once, not again for each doubling.
	if b, ok := r.(*bytes.Reader); ok && (limit < 0 || int64(b.Len()) <= limit) {
		buf.Grow(b.Len() + bytes.MinRead)
	}
	if limit >= 0 {
		r = io.LimitReader(r, limit+1)
	}
	n, err := buf.ReadFrom(r)
	if err != nil {
		return fmt.Errorf("page: reading: %w", err)
	}
	if limit >= 0 && n > limit {
		return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return nil
}
