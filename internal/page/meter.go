package page

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// ErrBudget is returned, beside what could be read by then, for a page that
// costs more work than [Limits] allow.
var ErrBudget = errors.New("page: too much work")

// DefaultWork is the work that the zero value of [Meter] allows.
const DefaultWork = 1 << 30

// The costs of what a page has much of, in units of two nanoseconds at most. On
// the machine they were set on, a loaded virtual one of two processors, Extract
// took 14 to 54 ns for a byte of text, 27 to 46 ns for a byte of tags of hundreds
// of attributes, 2.8 to 3.5 µs for a paragraph, cell or entry of one letter, and
// 5 ns for each element around a tag: the costs are up to three times as much, so
// that none of the shapes of package hostile, each of 30 MB, took more than 1.6 s
// of user CPU before the default ended it, the collector's included.
const (
	costByte    = 46
	costGap     = 80 // between attributes, or words
	costElement = 800
	// costLevel is that of each element around a tag, which the parser looks at.
	costLevel = 4
	// CostSegment is that of one block of text in all stages after the index.
	CostSegment = 5000
)

// Meter counts the work that a page costs and says when it must end, because
// the limit is reached or the caller has gone. It counts what the page has, not
// time, so that one page gives one result on every machine. A nil Meter never
// ends anything.
type Meter struct {
	ctx        context.Context
	used, most int64
	over       bool
	// lap is told what was done since the last call.
	lap func(stage string)
}

// NewMeter returns a meter that ends at most units, DefaultWork for 0, never
// for less.
func NewMeter(ctx context.Context, most int64) *Meter {
	if most == 0 {
		most = DefaultWork
	}
	m := &Meter{ctx: ctx, most: most}
	m.lap, _ = ctx.Value(lapKey{}).(func(string))
	return m
}

type lapKey struct{}

// WithLaps returns a context with which pages say what they did: lap is called at
// the end of each stage with its name. It is how the benchmark times the parts of
// an extraction without a second way through them.
func WithLaps(ctx context.Context, lap func(stage string)) context.Context {
	return context.WithValue(ctx, lapKey{}, lap)
}

// Lap says that what was done since the last call was that stage.
func (m *Meter) Lap(stage string) {
	if m != nil && m.lap != nil {
		m.lap(stage)
	}
}

// limited reports whether the work has a limit.
func (m *Meter) limited() bool { return m != nil && m.most >= 0 }

// Room returns how many things of that cost the page may still have.
func (m *Meter) Room(cost int64) int64 {
	switch {
	case !m.limited():
		return 1 << 62
	case m.used >= m.most:
		return 0
	}
	return (m.most - m.used) / cost
}

// Spend counts n things of a cost and reports whether the work may go on.
func (m *Meter) Spend(n int, cost int64) bool {
	if m == nil {
		return true
	}
	m.used += int64(n) * cost
	if m.most >= 0 && m.used > m.most {
		m.over = true
	}
	return !m.over && !m.Gone()
}

// forReading is the part of the work that may go into the tree. The rest is for
// the stages after: a page of which nothing is left for them would have no text.
func (m *Meter) forReading() int64 { return m.most - m.most/4 }

// Gone reports whether the caller waits no longer.
func (m *Meter) Gone() bool { return m != nil && m.ctx != nil && m.ctx.Err() != nil }

// Used returns the units spent.
func (m *Meter) Used() int64 { return m.used }

// Err returns the cause of the context, [ErrBudget] past the limit, or nil.
func (m *Meter) Err() error {
	switch {
	case m == nil:
		return nil
	case m.Gone():
		return context.Cause(m.ctx)
	case m.over:
		return ErrBudget
	}
	return nil
}

// metered is the source of a page on its way to the parser, to which a page
// past its budget ends where the budget does.
type metered struct {
	src []byte
	m   *Meter
	// levels is set for a page that is large enough for its depth to matter, and
	// depth bounds the elements that are open.
	levels bool
	depth  int64
}

// levelled is the size from which the depth of tags counts: a page of a megabyte
// that is as deep as can be takes the parser less than half a second.
const levelled = 1 << 20

func newMetered(src []byte, m *Meter) *metered {
	return &metered{src: src, m: m, levels: len(src) > levelled}
}

// maxRead is the most that is handed on at once.
const maxRead = 16 << 10

func (r *metered) Read(p []byte) (int, error) {
	if len(r.src) == 0 || r.m.ended() {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), maxRead)], r.src)
	r.src = r.src[n:]
	if r.m.limited() {
		r.m.used += r.costOf(p[:n])
	}
	return n, nil
}

// ended reports whether nothing more is to be read.
func (m *Meter) ended() bool {
	if m.limited() && m.used > m.forReading() {
		m.over = true
	}
	return m != nil && (m.over || m.Gone())
}

// costOf is what the parser and the index take for the next part of the source.
func (r *metered) costOf(p []byte) int64 {
	gaps := bytes.Count(p, []byte(" ")) + bytes.Count(p, []byte("/")) + bytes.Count(p, []byte("\n"))
	cost := int64(len(p))*costByte + int64(gaps)*costGap + int64(bytes.Count(p, []byte("<")))*costElement
	if r.levels {
		cost += r.levelsIn(p) * costLevel
	}
	return cost
}

// levelsIn adds up the elements around each tag. It knows no end that is not
// written, and so counts more of them than there are.
func (r *metered) levelsIn(p []byte) (sum int64) {
	for {
		i := bytes.IndexByte(p, '<')
		if i < 0 || i+1 == len(p) {
			return sum
		}
		p = p[i+1:]
		sum += r.depth
		switch {
		case p[0] == '/':
			r.depth = max(r.depth-1, 0)
		case !leaf(string(tagName(p))):
			r.depth = min(r.depth+1, maxOpen)
		}
	}
}
