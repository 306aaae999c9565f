package gatefold_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/japanese"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/payload"
)

// story is a page with a story of several paragraphs.
const story = `<!doctype html><html lang="en"><head><title>Harbour wall to be rebuilt | The Tidewater Post</title>
<meta property="og:site_name" content="The Tidewater Post"><meta property="og:type" content="article"></head><body><header><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav></header>
<main><article><h1>Harbour wall to be rebuilt</h1><div class="article-body">
<p>The harbour wall that broke in the storm of last winter is to be rebuilt in stone, the council said on Monday.</p>
<p>The work is to start in the spring, and it will cost about four million, of which the ministry pays one half.</p>
<p>“We have waited long enough,” said the harbour master, who has watched the sea come over the quay since the autumn.</p>
<p>Fishing boats will have to land their catch at the north pier until the summer, and the market moves there as well.</p>
</div></article></main><footer><p>All rights reserved.</p></footer></body></html>`

func extract(t testing.TB, src string) *article.Article {
	t.Helper()
	art, err := gatefold.Extract(strings.NewReader(src), gatefold.Page{})
	require.NoError(t, err)
	return art
}

func TestExtractStory(t *testing.T) {
	t.Parallel()
	art := extract(t, story)
	assert.Equal(t, "Harbour wall to be rebuilt", art.Title)
	assert.Equal(t, "The Tidewater Post", art.SiteName)
	assert.Equal(t, "en", art.Language)
	require.Len(t, art.Body, 4)
	assert.True(t, strings.HasPrefix(art.Text(), "The harbour wall that broke"))
	assert.True(t, strings.HasSuffix(art.Text(), "moves there as well."))
	assert.NotContains(t, art.Text(), "rights reserved")
	assert.True(t, art.Kind.IsArticle())
	assert.Equal(t, article.CompletenessFull, art.Access.Completeness)
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<div>", 600) + "<p>Text at the bottom of it all.</p>"
	tests := []struct {
		name, why string
		in        io.Reader
		err       error
		check     func(t *testing.T, art *article.Article)
	}{
		{"empty", "there is no page", strings.NewReader(""), gatefold.ErrEmpty, nil},
		{"white space", "nothing to read either", strings.NewReader(" \n\t "), gatefold.ErrEmpty, nil},
		{"binary", "a picture is no page", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), gatefold.ErrNotHTML, nil},
		{"too large", "beyond the default limit", io.LimitReader(zeros{}, 40<<20), gatefold.ErrTooLarge, nil},
		{"too deep", "the parser gives up, the metadata stand", strings.NewReader(
			`<html><head><title>Deep down</title><meta property="og:title" content="Deep down"></head><body>` + deep),
			gatefold.ErrTooDeep, func(t *testing.T, art *article.Article) { assert.Equal(t, "Deep down", art.Title) }},
		{"cut inside a tag", "the best partial result", strings.NewReader(story[:strings.Index(story, "Fishing")] + `<p class="x`), nil,
			func(t *testing.T, art *article.Article) { assert.Len(t, art.Body, 3) }},
		{"UTF-16", "found by its byte-order mark", bytes.NewReader(utf16Bytes(story)), nil,
			func(t *testing.T, art *article.Article) {
				assert.Contains(t, art.Text(), "“We have waited long enough,”")
			}},
		{"Shift-JIS without declaration", "found by its bytes", bytes.NewReader(shiftJIS(t)), nil,
			func(t *testing.T, art *article.Article) { assert.Contains(t, art.Text(), "港の防波堤") }},
		{"reader's error", "it is passed on", iotest.ErrReader(io.ErrUnexpectedEOF), io.ErrUnexpectedEOF, nil},
		{"plain text", "the parser makes a page of it", strings.NewReader("Just a line of text."), nil,
			func(t *testing.T, art *article.Article) { assert.NotNil(t, art) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			art, err := gatefold.Extract(tt.in, gatefold.Page{})
			if tt.err != nil {
				require.ErrorIs(t, err, tt.err, tt.why)
			} else {
				require.NoError(t, err, tt.why)
			}
			if tt.check == nil {
				assert.Nil(t, art, tt.why)
				return
			}
			require.NotNil(t, art, tt.why)
			tt.check(t, art)
		})
	}
}

// zeros is an endless page of spaces and letters.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "a "[i%2]
	}
	return len(p), nil
}

func utf16Bytes(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func shiftJIS(t *testing.T) []byte {
	t.Helper()
	page := `<html><body><article><h1>港の防波堤を再建</h1>` +
		strings.Repeat(`<p>港の防波堤は昨年の冬の嵐で壊れたため、市は石で再建すると月曜日に発表した。工事は春に始まる予定である。</p>
<p>費用の半分は国が負担し、残りは市と県が分担する。漁船は夏まで北の桟橋を使うことになると担当者は話した。</p>`, 2) +
		`</article></body></html>`
	out, err := japanese.ShiftJIS.NewEncoder().String(page)
	require.NoError(t, err)
	return []byte(out)
}

func TestExtractNodeLeavesTheTreeAlone(t *testing.T) {
	t.Parallel()
	doc, err := html.Parse(strings.NewReader(story))
	require.NoError(t, err)
	var before, after bytes.Buffer
	require.NoError(t, html.Render(&before, doc))
	var x gatefold.Extractor
	fromNode, err := x.ExtractNode(doc, gatefold.Page{})
	require.NoError(t, err)
	require.NoError(t, html.Render(&after, doc))
	assert.Equal(t, before.String(), after.String())
	assert.Equal(t, extract(t, story), fromNode, "bytes and tree give the same article")
}

func TestExtractNodeObeysLimits(t *testing.T) {
	t.Parallel()
	doc, err := html.Parse(strings.NewReader(story))
	require.NoError(t, err)
	x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Nodes: 10}))
	require.NoError(t, err)
	_, err = x.ExtractNode(doc, gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrTooLarge)
	_, err = x.Extract(strings.NewReader(story), gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrTooLarge)
}

func TestDeepTreeOfTheCallersOwn(t *testing.T) {
	t.Parallel()
	root := &html.Node{Type: html.ElementNode, Data: "div"}
	at := root
	for range 20000 {
		next := &html.Node{Type: html.ElementNode, Data: "div"}
		at.AppendChild(next)
		at = next
	}
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "A line of text at the bottom of twenty thousand boxes."})
	var x gatefold.Extractor
	art, err := x.ExtractNode(root, gatefold.Page{})
	assert.ErrorIs(t, err, gatefold.ErrTooDeep, "as for a page of that depth")
	require.NotNil(t, art, "what could be read comes with the error")
}

func TestExtractorIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	x, err := gatefold.New()
	require.NoError(t, err)
	page, err := os.ReadFile("testdata/nknews.org/badges.html")
	require.NoError(t, err)
	want, err := x.Extract(bytes.NewReader(page), gatefold.Page{})
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				got, err := x.Extract(bytes.NewReader(page), gatefold.Page{})
				assert.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	wg.Wait()
}

func TestNewReportsEveryProblemOfARuleFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(dir+"/paper.example.toml", []byte(
		"name = \"Paper\"\nhosts = [\"paper.example\"]\ncolour = \"red\"\n[roles]\nbody = [\"div[\"]\n"), 0o600))
	_, err := gatefold.New(gatefold.WithRules(os.DirFS(dir)))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "paper.example.toml:3")
	assert.Contains(t, err.Error(), "paper.example.toml:5")
}

// FuzzExtract holds that no page makes the extraction fail in another way
// than by its typed errors, and of what comes out all that [judge] holds:
// strings without control characters, addresses that pass the filter, HTML
// that the sanitiser leaves alone, Markdown without script, JSON that
// round-trips.
func FuzzExtract(f *testing.F) {
	f.Add([]byte(story))
	f.Add([]byte("<table><tr><td><p>a<br><br>b<li>c<form><input type=email><button>Subscribe for $1"))
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False","hasPart":{"cssSelector":".x"}}</script><div class=x hidden>t`))
	f.Add([]byte("<pre>a\x1b]0;x\x07</pre><ol start=9223372036854775807><li>a<li>&lt;\u017fcript>\u202e</ol><a href='//u:p@x/'>subscribe for $1</a>"))
	at := 0
	for p := range payload.Pages() {
		if at++; at%997 == 0 {
			f.Add([]byte(p.HTML))
		}
	}
	x, err := gatefold.New(gatefold.WithWithheld())
	require.NoError(f, err)
	j := newJudge()
	f.Fuzz(func(t *testing.T, src []byte) {
		art, err := x.Extract(bytes.NewReader(src), gatefold.Page{URL: payload.Address})
		if art == nil {
			for _, known := range []error{gatefold.ErrEmpty, gatefold.ErrNotHTML, gatefold.ErrTooLarge, gatefold.ErrTooDeep} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatalf("unexpected error %v", err)
		}
		if bytes.Contains(src, []byte(payload.Secret)) {
			return // the page itself may show it as a word
		}
		require.Empty(t, j.faults(art))
	})
}
