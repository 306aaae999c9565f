package warc

import (
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"howett.net/plist"

	"github.com/gatefold/gatefold/warc/warctest"
)

func quoted(b []byte) string {
	var buf bytes.Buffer
	w := quotedprintable.NewWriter(&buf)
	_, _ = w.Write(b) // memory
	_ = w.Close()
	return buf.String()
}

func TestMHTML(t *testing.T) {
	t.Parallel()
	html := append([]byte("<!-- Café, façade -->"), page...)
	const url = "https://news.example/ferry"
	alternative := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n" +
		"--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: " + url + "\r\n\r\n" +
		string(html) + "\r\n--b--\r\n--a--\r\n"
	started := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a; start=\"<2>\"\r\n\r\n" +
		"--a\r\nContent-Type: text/html\r\nContent-ID: <1>\r\n\r\n<p>A frame</p>\r\n" +
		"--a\r\nContent-Type: text/html\r\nContent-ID: <2>\r\nContent-Location: " + url + "\r\n\r\n" + string(html) + "\r\n--a--\r\n"
	for name, file := range map[string]string{
		"quoted-printable": string(warctest.MHTML(url, html, "quoted-printable", quoted)),
		"base64":           string(warctest.MHTML(url, html, "base64", base64.StdEncoding.EncodeToString)),
		"8bit":             string(warctest.MHTML(url, html, "8bit", func(b []byte) string { return string(b) })),
		"alternative":      alternative,
		"start named":      started,
		"single part":      "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: " + url + "\r\n\r\n" + string(html),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, strings.NewReader(file), Options{})
			require.Empty(t, got.lost)
			require.Len(t, got.pages, 1)
			rec := got.pages[0]
			assert.Equal(t, "mhtml", rec.Type)
			assert.Equal(t, url, rec.URL)
			assert.Equal(t, string(html), strings.ReplaceAll(string(rec.Body), "\r\n", "\n"))
			assert.Empty(t, rec.Truncated)
		})
	}
}

func TestMHTMLDamaged(t *testing.T) {
	t.Parallel()
	whole := string(warctest.MHTML("https://news.example/ferry", page, "quoted-printable", quoted))
	got := read(t, strings.NewReader(whole[:len(whole)/2]), Options{})
	require.Len(t, got.pages, 1)
	assert.Equal(t, Truncated{"mhtml", cutValue}, got.pages[0].Truncated)
	assert.Greater(t, len(got.pages[0].Body), len(page)/4)

	picture := strings.Replace(whole, "Content-Type: text/html\r\n", "Content-Type: image/png\r\n", 1)
	assert.Equal(t, Counts{NotHTML: 1}, read(t, strings.NewReader(picture), Options{}).counts)
	assert.Equal(t, Counts{TooLarge: 1}, read(t, strings.NewReader(whole), Options{MaxBytes: 8 << 10}).counts)
}

func TestWebarchive(t *testing.T) {
	t.Parallel()
	archive := func(mime string, data []byte) []byte {
		b, err := plist.Marshal(map[string]any{
			"WebMainResource": map[string]any{
				"WebResourceData": data, "WebResourceURL": "https://news.example/ferry",
				"WebResourceMIMEType": mime, "WebResourceTextEncodingName": "UTF-8",
			},
			"WebSubresources": []any{map[string]any{"WebResourceData": []byte("GIF89a"), "WebResourceURL": "https://news.example/x.gif"}},
		}, plist.BinaryFormat)
		require.NoError(t, err)
		return b
	}
	file := archive("text/html", page)
	got := read(t, bytes.NewReader(file), Options{})
	require.Len(t, got.pages, 1)
	assert.Equal(t, "https://news.example/ferry", got.pages[0].URL)
	assert.Equal(t, string(page), string(got.pages[0].Body))
	assert.Equal(t, `text/html; charset="UTF-8"`, got.pages[0].ContentType)
	assert.Equal(t, Counts{NotHTML: 1}, read(t, bytes.NewReader(archive("application/pdf", []byte("%PDF"))), Options{}).counts)
	assert.Equal(t, Counts{Broken: 1}, read(t, bytes.NewReader(file[:len(file)/2]), Options{}).counts)
}
