package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

const paragraphs = `<p>The smallest boat of the fleet is four metres long and has not caught a herring since Easter. What hangs in its nets each morning are <a href="/bottles" rel="nofollow">bottles</a>, most of them green.</p>
<p>The skipper has lined them up along the harbour wall by size. She says that the café takes the large ones for flowers, and that the museum has asked for one with a stamp that no glassworks remembers.</p>`

// site is made up. Its pages link to each other, to another host, to a page that
// is not there and to one that robots.txt closes.
var site = map[string]string{
	"/robots.txt": "User-agent: *\nDisallow: /closed\n",
	"/":           `<html><title>The Ropewalk</title><h1>The Ropewalk</h1><ul><li><a href="/net">A net full of bottles</a><li><a href="/crane">Who owns the old crane?</a></ul>`,
	"/net":        `<html lang="en"><title>A net full of bottles</title><meta property="og:type" content="article"><body><nav><a href="/">Home</a></nav><article><h1>A net full of bottles</h1>` + paragraphs + `</article><a href="/missing">More</a><a href="https://elsewhere.example/">Elsewhere</a>`,
	"/crane": `<html lang="en"><title>Who owns the old crane?</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Who owns the old crane?","isAccessibleForFree":false}</script>
<body><article><h1>Who owns the old crane?</h1>` + paragraphs + `<div class="paywall"><h2>Subscribe to read on</h2><p>Only €5 a month</p><a href="/subscribe">Subscribe now</a></div></article><a href="/closed">Closed</a>`,
	"/subscribe": `<html><title>Subscribe</title><h1>Subscribe</h1><form><input type="email"><button>Go on</button></form>`,
	"/closed":    `<html><title>Closed</title>`,
	"/bottles":   `<html><title>Bottles</title>`,
}

// serve serves the site and notes what was asked for.
func serve(t *testing.T) (address string, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var paths []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		paths = append(paths, r.URL.Path)
		mu.Unlock()
		page, ok := site[r.URL.Path]
		if !ok || r.UserAgent() != userAgent {
			http.NotFound(w, r)
			return
		}
		if r.URL.Path == "/robots.txt" {
			w.Header().Set("Content-Type", "text/plain")
		} else {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		_, err := w.Write([]byte(page))
		assert.NoError(t, err)
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return paths
	}
}

func TestCrawl(t *testing.T) {
	t.Parallel()
	address, asked := serve(t)
	var out strings.Builder
	c := Crawler{Pages: 20, Found: func(art *article.Article) {
		assert.True(t, strings.HasPrefix(art.URL, address), art.URL)
		report(&out, art)
	}}
	err := c.Crawl(address + "/")
	require.ErrorContains(t, err, "/missing: Not Found", "what could not be had is told")
	assert.NotContains(t, err.Error(), "elsewhere", "another host is nobody's failure")
	assert.ElementsMatch(t, []string{"/robots.txt", "/", "/net", "/missing", "/crane", "/subscribe"}, asked(), "each once, none that is closed, marked or elsewhere")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 2)
	assert.Regexp(t, `^free full, words \d+, links 1: A net full of bottles$`, lines[0])
	assert.Regexp(t, `^subscription preview, words \d+, links 1: Who owns the old crane\?$`, lines[1])
}

func TestCrawlEnds(t *testing.T) {
	t.Parallel()
	address, asked := serve(t)
	c := Crawler{Pages: 2, Found: func(*article.Article) {}}
	require.NoError(t, c.Crawl(address+"/"))
	assert.Equal(t, []string{"/robots.txt", "/", "/net"}, asked())
	require.Error(t, c.Crawl("http://[bad"))
}

// What goquery selects stands as it stood: reading changes no tree. And what
// Gatefold reads of a tree is what it reads of the bytes.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	page := site["/crane"]
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	require.NoError(t, err)
	offer := doc.Find(".paywall")
	before, err := doc.Html()
	require.NoError(t, err)

	var x gatefold.Extractor
	fromTree, err := x.ExtractNode(doc.Get(0), gatefold.Page{URL: "https://ropewalk.example/crane"})
	require.NoError(t, err)
	fromBytes, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: "https://ropewalk.example/crane"})
	require.NoError(t, err)
	assert.Equal(t, fromBytes, fromTree)

	after, err := doc.Html()
	require.NoError(t, err)
	assert.Equal(t, before, after)
	require.Len(t, fromTree.Promos, 1)
	for _, line := range strings.Split(fromTree.Promos[0].Text, "\n") {
		assert.Contains(t, offer.Text(), line, "the promo is what the selection holds")
	}
}
