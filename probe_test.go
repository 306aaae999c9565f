package gatefold_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/models"
)

func TestProbe(t *testing.T) {
	t.Parallel()
	const asks = `<aside class="newsletter-box"><h3>The sound, weekly</h3><form><input type="email"><button>Sign up</button></form></aside>`
	src := strings.Replace(ferryPage(asks, ""), `"headline"`, `"isAccessibleForFree":false,"author":{"@type":"Person","name":"Ragna Holm"},"headline"`, 1)
	p := gatefold.Page{URL: "https://sound.example/news/an-island-counts-its-thursdays"}
	var x gatefold.Extractor
	got, err := x.Probe(strings.NewReader(src), p)
	require.NoError(t, err)
	full, err := x.Extract(strings.NewReader(src), p)
	require.NoError(t, err)
	assert.Equal(t, article.KindNews, got.Kind)
	assert.Equal(t, "An island counts its Thursdays", got.Title)
	assert.Equal(t, "en", got.Language)
	assert.Equal(t, full.Authors, got.Authors)
	assert.Equal(t, full.Published, got.Published)
	assert.Equal(t, article.PolicySubscription, got.Access.Policy)
	assert.True(t, got.Access.Declared)
	require.NotEmpty(t, got.Access.Evidence)
	assert.Equal(t, "isAccessibleForFree", got.Access.Evidence[0].Source.Detail)
	assert.NotEmpty(t, full.Body)
	assert.NotEmpty(t, full.Promos)
	assert.Empty(t, got.Body)
	assert.Empty(t, got.Promos)
	assert.Equal(t, article.CompletenessUnknown, got.Access.Completeness)
}

// Silence is no declaration: Extract takes a page that ends well for free, which a
// probe cannot see.
func TestProbeOfASilentPage(t *testing.T) {
	t.Parallel()
	var x gatefold.Extractor
	got, err := x.Probe(strings.NewReader(ferryPage("", "")), gatefold.Page{URL: "https://sound.example/news/an-island-counts-its-thursdays"})
	require.NoError(t, err)
	assert.Equal(t, article.PolicyUnknown, got.Access.Policy)
	assert.False(t, got.Access.Declared)
}

// Pages without a declaration are told by their text.
func TestProbeTellsKindsByTheText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, html, url string
		want            bool
	}{
		{"story", "<title>The weir lies dry</title><article><h1>The weir lies dry</h1><p>" + strings.Join(ferryParagraphs, "</p><p>") + "</p></article>", "https://sound.example/news/2025/11/the-weir-lies-dry", true},
		{"menu", "<title>Shop</title><ul>" + strings.Repeat(`<li><a href="/product/1">A coil of rope</a></li>`, 60) + "</ul>", "https://rope.example/shop/", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var x gatefold.Extractor
			got, err := x.Probe(strings.NewReader(tt.html), gatefold.Page{URL: tt.url})
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.Kind.IsArticle(), got.Kind)
		})
	}
}

// A page of which the sketch says nothing sure is read as Extract reads it; where it is
// sure, the sketch is all that is asked.
func TestProbeInDoubt(t *testing.T) {
	t.Parallel()
	story := "<title>The weir lies dry</title><article><h1>The weir lies dry</h1><p>" + strings.Join(ferryParagraphs, "</p><p>") + "</p></article>"
	menu := "<title>Shop</title><ul>" + strings.Repeat(`<li><a href="/product/1">A coil of rope</a></li>`, 60) + "</ul>"
	for _, tt := range []struct {
		name        string
		logOdds     float32
		story, menu bool
	}{
		{"in doubt", 0, true, false},
		{"sure of articles", 20, true, true},
		{"sure of others", -20, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x, err := gatefold.New(gatefold.WithModels(fstest.MapFS{"probe.bin": {Data: without(models.Probe, tt.logOdds)}}))
			require.NoError(t, err)
			for src, want := range map[string]bool{story: tt.story, menu: tt.menu} {
				p := gatefold.Page{URL: "https://sound.example/2025/11/the-weir-lies-dry"}
				got, err := x.Probe(strings.NewReader(src), p)
				require.NoError(t, err)
				assert.Equal(t, want, got.Kind.IsArticle(), got.Kind)
				assert.Empty(t, got.Body)
				full, err := x.Extract(strings.NewReader(src), p)
				require.NoError(t, err)
				assert.Equal(t, src == story, full.Kind.IsArticle(), "Extract has a model of its own")
			}
		})
	}
}

// Of a long page only the beginning is read, and structured data wherever they are.
func TestProbeReadsStructuredDataAtTheEnd(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("<p>"+ferryParagraphs[0]+"</p>\n", 2000)
	src := "<html><title>Long</title><body><article>" + long + `<h2>The last of it</h2></article><script type="application/ld+json">{"@type":"OpinionNewsArticle",` +
		`"headline":"The longest of all stories","datePublished":"2025-11-20T07:00:00Z","isAccessibleForFree":true,"keywords":"boats"}</script></body></html>`
	var x gatefold.Extractor
	got, err := x.Probe(strings.NewReader(src), gatefold.Page{})
	require.NoError(t, err)
	assert.Equal(t, article.KindOpinion, got.Kind)
	assert.Equal(t, "2025-11-20", got.Published.Day)
	assert.Equal(t, article.PolicyFree, got.Access.Policy)
}

func TestProbeEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var x gatefold.Extractor
	got, err := x.ProbeContext(ctx, strings.NewReader(ferryPage("", "")), gatefold.Page{})
	assert.Nil(t, got)
	require.ErrorIs(t, err, context.Canceled)
	_, err = x.Probe(strings.NewReader(" "), gatefold.Page{})
	assert.ErrorIs(t, err, gatefold.ErrEmpty)
}

// probedPages are every Nth page of a set of the corpus.
func probedPages(t testing.TB, set string, step int) (pages []string) {
	t.Helper()
	dir := corpusDir()
	if dir == "" {
		t.Skip("no corpus: set GATEFOLD_CORPUS")
	}
	files, err := filepath.Glob(filepath.Join(dir, set, "pages", "*.gz"))
	require.NoError(t, err)
	for i := 0; i < len(files); i += step {
		pages = append(pages, readSaved(t, files[i]))
	}
	return pages
}

func readSaved(t testing.TB, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	return unzip(t, raw)
}

func TestProbeAgreesWithExtract(t *testing.T) {
	if testing.Short() {
		t.Skip("reads saved pages")
	}
	var x gatefold.Extractor
	same, n, declared, policies := 0, 0, 0, 0
	for _, set := range []string{"publishers", "second", "blocks"} {
		for _, src := range probedPages(t, set, 24) {
			full, _ := x.Extract(strings.NewReader(src), gatefold.Page{})
			got, _ := x.Probe(strings.NewReader(src), gatefold.Page{})
			if full == nil || got == nil {
				assert.Equal(t, full == nil, got == nil)
				continue
			}
			n++
			if full.Kind == got.Kind {
				same++
			}
			if full.Access.Declared && got.Access.Declared {
				declared++
				if full.Access.Policy == got.Access.Policy {
					policies++
				}
			}
		}
	}
	require.Positive(t, n)
	// Of all pages of these sets 99 in 100 agree, with their addresses.
	assert.GreaterOrEqual(t, float64(same)/float64(n), 0.95, "%d of %d", same, n)
	assert.GreaterOrEqual(t, float64(policies), 0.95*float64(declared))
}
