package mhtml_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/mhtml"
)

const saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ferry\r\nDate: Tue, 3 Nov 2020 10:00:00 -0000\r\n" +
	"MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n" +
	"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n" +
	"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/other\r\n\r\n" +
	"<p>Caf=C3=A9 at the =\r\nharbour</p>\r\n--b--\r\n"

func TestRead(t *testing.T) {
	t.Parallel()
	p, err := mhtml.Read([]byte(saved), 1<<20)
	require.NoError(t, err)
	assert.Equal(t, "<p>Café at the harbour</p>", strings.TrimSpace(string(p.Body)))
	assert.Equal(t, "https://news.example/ferry", p.URL, "the message's own address comes first")
	assert.Equal(t, "text/html", p.ContentType)
	assert.Equal(t, time.Date(2020, 11, 3, 10, 0, 0, 0, time.UTC), p.Date.UTC())
	assert.False(t, p.Cut)
}

func TestReadOfDamagedFiles(t *testing.T) {
	t.Parallel()
	p, err := mhtml.Read([]byte(strings.TrimSuffix(saved, "rbour</p>\r\n--b--\r\n")), 1<<20)
	require.NoError(t, err)
	assert.True(t, p.Cut)
	assert.Contains(t, string(p.Body), "at the ha")

	_, err = mhtml.Read([]byte(saved), 4)
	require.ErrorIs(t, err, mhtml.ErrTooLarge)
	p, err = mhtml.Read([]byte(strings.Replace(saved, "text/html\r\n", "text/css\r\n", 1)), 1<<20)
	require.ErrorIs(t, err, mhtml.ErrNoPage)
	assert.Equal(t, "https://news.example/ferry", p.URL, "what is known of the page stays")
	_, err = mhtml.Read([]byte("no message"), 1<<20)
	assert.Error(t, err)
}

func TestIs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		start string
		want  bool
		why   string
	}{
		{saved, true, "as Chrome writes it"},
		{"MIME-Version: 1.0\nContent-Type: text/html\n", true, "line feeds alone"},
		{"Subject: hello\r\nFrom: a@b.example\r\n\r\n", false, "mail without MIME"},
		{"<!DOCTYPE html>\n<p>MIME-Version: 1.0", false, "a page that talks of it"},
		{"<p>a: b\nmime-version: 1.0", false, "a tag before the colon"},
		{"", false, "nothing"},
	} {
		assert.Equal(t, tt.want, mhtml.Is([]byte(tt.start)), tt.why)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(saved))
	f.Fuzz(func(t *testing.T, data []byte) {
		const limit = 1 << 10
		p, err := mhtml.Read(data, limit)
		assert.LessOrEqual(t, len(p.Body), limit)
		if err != nil {
			assert.Empty(t, p.Body)
		}
	})
}
