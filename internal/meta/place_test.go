package meta

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/page"
)

func TestCountry(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, lang, host, want, why string }{
		{"region of the tag", "en-CA", "paper.com", "CA", "the tag says it"},
		{"tag before host", "fr-CH", "paper.fr", "CH", "the page's own word counts first"},
		{"no region", "en", "paper.com", "", "English is no country's"},
		{"national host", "es", "www.paper.pe", "PE", "the top-level domain is a country's"},
		{"second level", "en", "paper.co.uk", "GB", "uk is not the code of ISO 3166"},
		{"sold to anyone", "en", "paper.io", "", "the domain says nothing"},
		{"broken tag", "!!", "paper.de", "DE", "an unreadable tag is passed over"},
		{"nothing", "", "", "", "nothing is known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, Country(tt.lang, tt.host), tt.why)
		})
	}
}

// The base of a page is one for all of its addresses.
func TestBase(t *testing.T) {
	t.Parallel()
	const own = "https://reader:secret@paper.example/a/b"
	tests := []struct{ name, url, head, want, why string }{
		{"rooted", own, `<base href="/c/">`, "https://paper.example/c/x", ""},
		{"host", own, `<base href="//cdn.example/d/">`, "https://cdn.example/d/x", ""},
		{"target only", own, `<base target=_top>`, "https://paper.example/a/x", "it names no address"},
		{"first", own, `<base target=_top><base href="/c/"><base href="/d/">`, "https://paper.example/c/x", "the first with an address holds"},
		{"none", own, "", "https://paper.example/a/x", "the page's own, without who reads it"},
		{"script", own, `<base href="javascript:alert(1)//">`, "https://paper.example/a/x", "no address of the web"},
		{"canonical", "", `<link rel=canonical href="https://paper.example/e/f">`, "https://paper.example/e/x", "the page knows where it stands"},
		{"unknown", "", "", "x", "it stays relative"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root, err := html.Parse(strings.NewReader(tt.head + "<p>x"))
			require.NoError(t, err)
			doc := page.Index(root)
			defer doc.Release()
			got, _ := Collect(Input{Doc: doc, URL: tt.url, Words: NewWords(lexicon.Default())}).URLs.Link("x")
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}
