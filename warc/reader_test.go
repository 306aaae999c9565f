package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/warc/warctest"
)

// page is long enough that each encoding has several blocks of it.
var page = func() []byte {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head><title>The ferry</title></head><body><article><h1>The ferry</h1>")
	for i := range 200 {
		fmt.Fprintf(&b, "<p>Sailing number %d left the harbour with %d passengers, two dogs and a crate of lemons on deck.</p>\n", i, i*37%101)
	}
	return []byte(b.String() + "</article></body></html>")
}()

// result is all that a file gave.
type result struct {
	pages  []Record
	lost   []error
	counts Counts
}

func read(t *testing.T, r io.Reader, opts Options) result {
	t.Helper()
	rd, err := NewReader(r, opts)
	require.NoError(t, err)
	var res result
	for rec, err := range rd.Pages() {
		if err != nil {
			res.lost = append(res.lost, err)
			continue
		}
		res.pages = append(res.pages, rec)
	}
	res.counts = rd.Counts()
	return res
}

// onlyReader hides that a reader can seek.
type onlyReader struct{ io.Reader }

// TestCases reads each record alone and in one file with all others, plain and
// compressed.
func TestCases(t *testing.T) {
	t.Parallel()
	cases := warctest.Cases(page)
	for _, form := range []struct {
		name  string
		bytes func(warctest.Record) []byte
	}{{"plain", warctest.Record.Bytes}, {"packed", warctest.Record.Packed}} {
		var all []byte
		want := Counts{}
		for _, tt := range cases {
			file := form.bytes(tt.Record)
			all = append(all, file...)
			want[Outcome(tt.Outcome)]++
			t.Run(form.name+"/"+tt.Name, func(t *testing.T) {
				t.Parallel()
				got := read(t, bytes.NewReader(file), Options{})
				assert.Equal(t, Counts{Outcome(tt.Outcome): 1}, got.counts, tt.Why)
				assert.Empty(t, got.lost)
				if tt.Outcome != "page" {
					return
				}
				require.Len(t, got.pages, 1)
				checkPage(t, tt, got.pages[0])
			})
		}
		t.Run(form.name+"/all", func(t *testing.T) {
			t.Parallel()
			for name, r := range map[string]io.Reader{"seeking": bytes.NewReader(all), "streaming": onlyReader{bytes.NewReader(all)}} {
				got := read(t, r, Options{})
				assert.Equal(t, want, got.counts, name)
				assert.Empty(t, got.lost, name)
			}
		})
	}
}

func checkPage(t *testing.T, tt warctest.Case, got Record) {
	t.Helper()
	assert.Equal(t, strings.Trim(tt.URL, "<>"), got.URL)
	assert.Equal(t, warctest.Date, got.Date)
	assert.Equal(t, tt.Truncated, got.Truncated.Source, tt.Why)
	if tt.Truncated == "" {
		assert.Equal(t, string(page), string(got.Body), tt.Why)
		return
	}
	assert.True(t, bytes.HasPrefix(page, got.Body), tt.Why)
	assert.Greater(t, len(got.Body), len(page)/4, "what is there is kept")
}

// three returns the bytes of three records, the middle one as bad makes it.
func three(form func(warctest.Record) []byte, bad func([]byte) []byte) []byte {
	var parts [][]byte
	for i := range 3 {
		parts = append(parts, form(warctest.Response(fmt.Sprintf("https://news.example/%d", i), page, "Content-Type: text/html")))
	}
	return bytes.Join([][]byte{parts[0], bad(parts[1]), parts[2]}, nil)
}

func urlsOf(pages []Record) string {
	var names []string
	for _, p := range pages {
		names = append(names, strings.TrimPrefix(p.URL, "https://news.example/"))
	}
	return strings.Join(names, " ")
}

func TestDamageCostsOneRecord(t *testing.T) {
	t.Parallel()
	length := fmt.Sprintf("Content-Length: %d", len(warctest.Response("", page, "Content-Type: text/html").Block))
	swap := func(from, to string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) }
	}
	packed := func(change func([]byte) []byte) func([]byte) []byte {
		return func(b []byte) []byte {
			return warctest.Gzip(change(warctest.Response("https://news.example/1", page, "Content-Type: text/html").Bytes()))
		}
	}
	flip := func(at float64) func([]byte) []byte {
		return func(b []byte) []byte {
			i := int(float64(len(b)-1) * at)
			b[i] ^= 0xff
			return b
		}
	}
	plainForm, packedForm := warctest.Record.Bytes, warctest.Record.Packed
	for _, tt := range []struct {
		name, why string
		form      func(warctest.Record) []byte
		bad       func([]byte) []byte
		streaming string // the pages that a reader which cannot seek gives
	}{
		{"length too long", "it covers the next record", plainForm, swap(length, "Content-Length: 40000"), "0"},
		{"length too short", "the rest of the page follows", plainForm, swap(length, "Content-Length: 400"), "0 2"},
		{"length beyond the limit", "it covers the whole file", plainForm, swap(length, "Content-Length: 99999999999"), "0"},
		{"no length", "nothing tells where it ends", plainForm, swap("Content-Length", "X-Length"), "0 2"},
		{"length is no number", "nothing tells where it ends", plainForm, swap(length, "Content-Length: many"), "0 2"},
		{"length is negative", "nothing tells where it ends", plainForm, swap(length, "Content-Length: -1"), "0 2"},
		{"no magic", "the start was overwritten", plainForm, swap("WARC/1.0", "XXXX/1.0"), "0 2"},
		{"short head", "a response of three bytes", plainForm, func([]byte) []byte {
			return warctest.Record{URL: "https://news.example/1", Block: []byte("HTT")}.Bytes()
		}, "0 2"},
		{"rubbish", "a disk fault", plainForm, func(b []byte) []byte { return bytes.Repeat([]byte("\x00\x1f\x8b\x08WARC"), len(b)/8) }, "0 2"},
		{"packed length too short", "the member has more", packedForm, packed(swap(length, "Content-Length: 400")), "0 2"},
		{"packed no length", "the member tells the end", packedForm, packed(swap("Content-Length", "X-Length")), "0 2"},
		{"packed something else", "a member that holds no record", packedForm, packed(func([]byte) []byte { return []byte("a note") }), "0 2"},
		{"packed length beyond the limit", "the member tells the end", packedForm, packed(swap(length, "Content-Length: 99999999999")), "0 2"},
		{"magic of member", "two bytes flipped", packedForm, flip(0), "0 2"},
		{"start of member", "a byte flipped", packedForm, flip(0.02), "0 2"},
		{"middle of member", "a byte flipped", packedForm, flip(0.5), "0 2"},
		{"checksum", "a byte flipped", packedForm, flip(0.9999), "0 2"},
		{"member cut", "a writer that was killed", packedForm, func(b []byte) []byte { return b[:len(b)/2] }, "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file := three(tt.form, tt.bad)
			got := read(t, bytes.NewReader(file), Options{})
			assert.Equal(t, "0 2", urlsOf(got.pages), tt.why)
			assert.Len(t, got.lost, 1)
			var lost *RecordError
			for _, err := range got.lost {
				assert.ErrorAs(t, err, &lost)
			}
			assert.Equal(t, 1, got.counts[Broken]+got.counts[TooLarge])
			got = read(t, onlyReader{bytes.NewReader(file)}, Options{})
			assert.Equal(t, tt.streaming, strings.TrimSuffix(strings.Replace(urlsOf(got.pages), "0 1", "0", 1), " "), "without seeking: %s", tt.why)
		})
	}
}

// TestCutFile cuts a file at every place: what is before the cut is whole, and
// what is cut says so.
func TestCutFile(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]func(warctest.Record) []byte{"plain": warctest.Record.Bytes, "packed": warctest.Record.Packed} {
		first := form(warctest.Response("https://news.example/0", page, "Content-Type: text/html"))
		file := append(bytes.Clone(first), form(warctest.Response("https://news.example/1", page, "Content-Type: text/html"))...)
		var cuts int
		for end := len(first); end < len(file); end += 7 {
			got := read(t, bytes.NewReader(file[:end]), Options{})
			require.NotEmpty(t, got.pages, "%s %d", name, end)
			assert.Equal(t, string(page), string(got.pages[0].Body))
			assert.Empty(t, got.pages[0].Truncated)
			for _, p := range got.pages[1:] {
				if len(p.Body) < len(page) {
					cuts++
					require.Equal(t, Truncated{"warc:Content-Length", cutValue}, p.Truncated, "%s %d", name, end)
				}
			}
		}
		assert.Greater(t, cuts, 10, name)
	}
}

func TestOneMemberForAll(t *testing.T) {
	t.Parallel()
	file := warctest.Gzip(three(warctest.Record.Bytes, func(b []byte) []byte { return b }))
	got := read(t, bytes.NewReader(file), Options{})
	assert.Equal(t, "0 1 2", urlsOf(got.pages), "a file that was compressed as a whole")
	assert.Empty(t, got.lost)
}

func TestLimits(t *testing.T) {
	t.Parallel()
	zeros := append(bytes.Clone(page), bytes.Repeat([]byte(" "), 2<<20)...)
	other := warctest.Response("https://news.example/1", page, "Content-Type: text/html").Bytes()
	limit := Options{MaxBytes: 64 << 10}
	for _, tt := range []struct {
		name string
		bad  warctest.Record
		want Outcome
	}{
		{"block", warctest.Response("https://news.example/0", zeros, "Content-Type: text/html"), TooLarge},
		{"gzip", warctest.Response("https://news.example/0", warctest.Gzip(zeros), "Content-Type: text/html", "Content-Encoding: gzip"), TooLarge},
		{"brotli", warctest.Response("https://news.example/0", warctest.Brotli(zeros), "Content-Type: text/html", "Content-Encoding: br"), TooLarge},
		{"zstd", warctest.Response("https://news.example/0", warctest.Zstd(zeros), "Content-Type: text/html"), TooLarge},
		{"film", warctest.Response("https://news.example/0", zeros, "Content-Type: video/mp4"), NotHTML},
	} {
		for form, b := range map[string][]byte{"plain": append(tt.bad.Bytes(), other...), "packed": append(tt.bad.Packed(), warctest.Gzip(other)...)} {
			got := read(t, bytes.NewReader(b), limit)
			assert.Equal(t, Counts{tt.want: 1, Page: 1}, got.counts, "%s %s", tt.name, form)
			for _, err := range got.lost {
				require.ErrorIs(t, err, errTooLarge)
			}
		}
	}
}

// TestWrongLengthsAreLinear reads a file of nothing but records each of which
// claims all that follows.
func TestWrongLengthsAreLinear(t *testing.T) {
	t.Parallel()
	r := warctest.Response("https://news.example/1", []byte("<p>Short.</p>"), "Content-Type: text/html")
	r.Length = 1 << 20
	file := &counter{r: nil}
	data := bytes.NewReader(bytes.Repeat(r.Bytes(), 10_000))
	size := data.Size()
	rd, err := NewReader(struct {
		io.Reader
		io.Seeker
	}{readerFunc(func(p []byte) (int, error) { n, err := data.Read(p); file.n += int64(n); return n, err }), data}, Options{MaxBytes: 2 << 20})
	require.NoError(t, err)
	for range rd.Pages() { //nolint:errcheck // records that are broken are read past
	}
	assert.Less(t, file.n, 4*size+32<<20)
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestSplit reads a file in parts, as several workers do: each record is read
// by exactly one.
func TestSplit(t *testing.T) {
	t.Parallel()
	var file []byte
	for i := range 40 {
		file = append(file, warctest.Response(fmt.Sprintf("https://news.example/%d", i), page, "Content-Type: text/html").Packed()...)
	}
	whole := read(t, bytes.NewReader(file), Options{})
	for _, parts := range []int{2, 3, 7, 100} {
		var got []Record
		step := len(file)/parts + 1
		for start := 0; start < len(file); start += step {
			end := int64(start + step)
			part := read(t, bytes.NewReader(file), Options{Start: int64(start), Claim: func(at int64) bool { return at < end }})
			got = append(got, part.pages...)
			assert.Empty(t, part.lost)
		}
		assert.Equal(t, urlsOf(whole.pages), urlsOf(got), parts)
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"html": "<!doctype html><p>MIME-Version: 1.0", "empty": "", "picture": "\x89PNG\r\n\x1a\n", "text": "Dear all,\nno.",
		"gzip of a page": string(warctest.Gzip(page)), "zstd": string(warctest.Zstd(page)),
	} {
		_, err := NewReader(strings.NewReader(data), Options{})
		assert.ErrorIs(t, err, ErrFormat, name)
	}
}

func TestReadError(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	file := warctest.Response("https://news.example/1", page, "Content-Type: text/html").Bytes()
	rd, err := NewReader(io.MultiReader(bytes.NewReader(file), readerFunc(func([]byte) (int, error) { return 0, broken })), Options{})
	require.NoError(t, err)
	var last error
	for _, err := range rd.Pages() {
		last = err
	}
	require.ErrorIs(t, last, broken, "a file that cannot be read is not one that has ended")
}

func FuzzReader(f *testing.F) {
	for _, c := range warctest.Cases(page[:400]) {
		f.Add(c.Bytes())
		f.Add(c.Packed())
	}
	f.Add(warctest.MHTML("https://news.example/", page[:400], "8bit", func(b []byte) string { return string(b) }))
	f.Fuzz(func(t *testing.T, data []byte) {
		rd, err := NewReader(bytes.NewReader(data), Options{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		seen := 0
		for rec, err := range rd.Pages() {
			seen++
			if err == nil && (len(rec.Body) == 0 || len(rec.Body) > 1<<16) {
				t.Fatalf("a page of %d bytes", len(rec.Body))
			}
		}
		if seen > rd.Counts().Total() {
			t.Fatal("pages that were not counted")
		}
	})
}
