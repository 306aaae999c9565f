package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

func TestRead(t *testing.T) {
	t.Parallel()
	entries, err := Read("testdata/feed.xml", os.DirFS("testdata/pages"))
	require.NoError(t, err)
	require.Len(t, entries, 3)
	net, crane, fog := entries[0], entries[1], entries[2]

	assert.Equal(t, FullText, net.Source)
	assert.True(t, strings.HasPrefix(net.Text, "The smallest boat of the fleet is four metres long"))
	assert.True(t, strings.HasSuffix(net.Text, "where the other finds hang."))

	assert.Equal(t, Preview, crane.Source)
	assert.True(t, strings.HasSuffix(crane.Text, "would not have bought the chain."), crane.Text)

	assert.Equal(t, Entry{Title: "Fog until noon", Link: "https://ropewalk.example/2031/05/fog", Text: "No ferries before twelve.", Source: Summary}, fog)

	var out strings.Builder
	require.NoError(t, write(&out, entries))
	assert.Equal(t, 3, strings.Count(out.String(), "# "))
}

func TestReadFails(t *testing.T) {
	t.Parallel()
	_, err := Read("testdata/none.xml", fstest.MapFS{})
	require.ErrorContains(t, err, "none.xml")
	_, err = Read("testdata/pages/net.html", fstest.MapFS{})
	require.ErrorContains(t, err, "testdata/pages/net.html: ")
	_, err = Read("testdata/feed.xml", fstest.MapFS{"net.html": {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")}})
	require.ErrorIs(t, err, gatefold.ErrNotHTML)
}

func TestPageName(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		"https://ropewalk.example/2031/05/net?x=1#y": "net.html",
		"https://ropewalk.example/2031/05/net/":      "net.html",
		"https://ropewalk.example/":                  "/.html",
		"http://[bad":                                "",
	} {
		assert.Equal(t, want, pageName(link), link)
	}
}
