package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// otherFormats are files that an HTML parser would make a page of.
var otherFormats = map[string]string{
	"a WARC file":                  "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + story("A"),
	"an MHTML file":                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n" + story("A"),
	"a browser's web archive":      "bplist00\xd1\x01\x02" + story("A"),
	"JSON":                         `{"title": "A", "body": "` + strings.ReplaceAll(story("A"), `"`, `\"`) + `"}`,
	"a PDF document":               "%PDF-1.7\n" + story("A"),
	"a MIME message, as of e-mail": "From: a@pier.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + story("A"),
	"a feed or a site map":         `<rss version="2.0"><channel><item><description>` + story("A") + `</description></item></channel></rss>`,
	"an ARC file":                  "filedesc://a.arc 0.0.0.0 20080430204825 text/plain 1301\n" + story("A"),
	"JSON, which may hold a page in one of its strings": `[{"html": "<p>It was late.</p>"}]`,
}

func TestOtherFormats(t *testing.T) {
	t.Parallel()
	for name, content := range otherFormats {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t, map[string]string{"a.html": content, "a.html.gz": gzipped(t, content)})
			for _, file := range []string{"a.html", "a.html.gz"} {
				file = filepath.Join(dir, file)
				for _, args := range [][]string{{"extract"}, {"extract", "--format", "markdown"}, {"explain"}, {"rules", "preview"}, {"rules", "scrub"}} {
					got := invoke(t, "", append(args, file)...)
					assert.Equal(t, statusFailed, got.status, args)
					assert.Contains(t, got.stderr, "not HTML: "+name, args)
					assert.Contains(t, got.stderr, ", ", "it says what to do")
				}
			}
			lines := linesOf(t, invoke(t, "", "extract", dir).stdout)
			require.Len(t, lines, 2)
			assert.Contains(t, lines[0].Error, "not HTML: "+name)
			assert.Empty(t, lines[0].Title)
		})
	}
}

// bomb is a page in gzip that unpacks to size bytes.
func bomb(t *testing.T, size int64) string {
	t.Helper()
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestSpeed)
	require.NoError(t, err)
	_, err = io.WriteString(w, "<title>A</title>")
	require.NoError(t, err)
	piece := []byte(strings.Repeat("<p>A boat.", 1<<14))
	for n := int64(0); n < size; n += int64(len(piece)) {
		_, err = w.Write(piece)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return buf.String()
}

// TestBombs is not parallel: it measures what all of the process allocates.
func TestBombs(t *testing.T) {
	const size = 320 << 20
	small := bomb(t, size)
	dir := folder(t, map[string]string{"a.html.gz": small, "rules/x.toml": goodSite, "rules/testdata/pier.example/a.html": small})
	page := filepath.Join(dir, "a.html.gz")
	for _, args := range [][]string{
		{"extract", page}, {"explain", page}, {"rules", "preview", page}, {"rules", "scrub", page}, {"rules", "new", page},
		{"rules", "new", "--url", "https://pier.example/", page}, {"rules", "test", filepath.Join(dir, "rules")}, {"rules", "drift", dir},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := invoke(t, "", args...)
		runtime.ReadMemStats(&after)
		assert.Equal(t, statusFailed, got.status, args)
		assert.Contains(t, got.stdout+got.stderr, "too large", args)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(size), "%s", args)
	}
}

func TestWorkersBeyondPages(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": story("B")})
	for _, n := range []string{"2000000000", "9223372036854775807"} {
		got := invoke(t, "", "extract", "-j", n, dir)
		assert.Equal(t, statusDone, got.status)
		assert.Len(t, linesOf(t, got.stdout), 2)
	}
}
