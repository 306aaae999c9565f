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

// The costs of what a page has much of, in units that come to a nanosecond or
// less on a machine of 2024, so that the default ends a page within two
// seconds. They are what the stages take together for the worst pages of
// package hostile: a byte of Chinese text, an attribute of a tag of a million,
// an element of deep tables, a list item of one letter.
const (
	costByte    = 12
	costGap     = 40
	costElement = 700
	// CostSegment is that of one block of text in all stages after the index.
	CostSegment = 4000
)

// Meter counts the work that a page costs and says when it must end, because
// the limit is reached or the caller has gone. It counts what the page has, not
// time, so that one page gives one result on every machine. A nil Meter never
// ends anything.
type Meter struct {
	ctx        context.Context
	used, most int64
	over       bool
}

// NewMeter returns a meter that ends at most units, DefaultWork for 0, never
// for less.
func NewMeter(ctx context.Context, most int64) *Meter {
	if most == 0 {
		most = DefaultWork
	}
	return &Meter{ctx: ctx, most: most}
}

// Room returns how many things of that cost the page may still have.
func (m *Meter) Room(cost int64) int64 {
	switch {
	case m == nil || m.most < 0:
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
}

// maxRead is the most that is handed on at once.
const maxRead = 16 << 10

func (r *metered) Read(p []byte) (int, error) {
	if len(r.src) == 0 || r.m != nil && (r.m.over || r.m.Gone()) {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), maxRead)], r.src)
	r.src = r.src[n:]
	if r.m != nil {
		gaps := bytes.Count(p[:n], []byte(" ")) + bytes.Count(p[:n], []byte("/")) + bytes.Count(p[:n], []byte("\n"))
		r.m.Spend(n, costByte)
		r.m.Spend(gaps, costGap)
		r.m.Spend(bytes.Count(p[:n], []byte("<")), costElement)
	}
	return n, nil
}
