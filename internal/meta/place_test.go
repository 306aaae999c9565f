package meta

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

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

func TestBase(t *testing.T) {
	t.Parallel()
	own, err := url.Parse("https://paper.example/a/b")
	require.NoError(t, err)
	for src, want := range map[string]string{
		`<base href="/c/"><p>x`:             "https://paper.example/c/",
		`<base href="//cdn.example/d/"><p>`: "https://cdn.example/d/",
		`<base target=_top><p>x`:            "https://paper.example/a/b",
		`<p>x`:                              "https://paper.example/a/b",
	} {
		root, err := html.Parse(strings.NewReader(src))
		require.NoError(t, err)
		doc := page.Index(root)
		assert.Equal(t, want, Base(doc, own).String(), src)
		doc.Release()
	}
}
