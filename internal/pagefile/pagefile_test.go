package pagefile

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/page"
)

func zipped(t *testing.T, s string) string {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := io.WriteString(w, s)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.String()
}

func TestReadAll(t *testing.T) {
	t.Parallel()
	whole := zipped(t, "a page")
	limit := strings.Repeat("x", page.DefaultBytes)
	for _, tt := range []struct {
		name, in, want string
		err            error
		why            string
	}{
		{"plain", "a page", "a page", nil, "the common case"},
		{"compressed", whole, "a page", nil, "the bytes tell"},
		{"nothing", "", "", nil, "what to make of it is for the parser"},
		{"one byte", "\x1f", "\x1f", nil, "too short for the mark of gzip"},
		{"of the limit's size", limit, limit, nil, "the limit itself is allowed"},
		{"too large", limit + "x", "", page.ErrTooLarge, "also without compression"},
		{"too large when unpacked", zipped(t, limit+"x"), "", page.ErrTooLarge, "the size that counts is the page's"},
		{"cut off", whole[:len(whole)-6], "", io.ErrUnexpectedEOF, "half a page is no page"},
		{"no gzip", "\x1f\x8bnot really", "", gzip.ErrHeader, "the mark alone"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := ReadAll(strings.NewReader(tt.in))
			assert.ErrorIs(t, err, tt.err, tt.why)
			same := tt.want == string(got)
			assert.True(t, same, tt.why) // nobody wants to read 32 MiB of difference
		})
	}
}

// endless never ends, as what a small file unpacks to may not.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.read += len(p)
	return len(p), nil
}

func TestReadAllStops(t *testing.T) {
	t.Parallel()
	e := &endless{}
	_, err := ReadAll(e)
	require.ErrorIs(t, err, page.ErrTooLarge)
	assert.Less(t, e.read, page.DefaultBytes+1<<20, "it reads no more than it needs to know")
}

func TestLargeArchiveIsNamed(t *testing.T) {
	t.Parallel()
	_, err := ReadAll(strings.NewReader("WARC/1.0\r\n" + strings.Repeat("x", page.DefaultBytes)))
	require.ErrorIs(t, err, page.ErrNotHTML, "that it is too large for a page says nothing of it")
}
