package article

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/payload"
)

// sanitiser is the oracle: the policy that sites use for what their users
// write.
var sanitiser = bluemonday.UGCPolicy()

func TestHTMLBlocks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		blocks Blocks
		want   string
		why    string
	}{
		{"escaped", Blocks{{Text: `a <b> & "c" 'd'`}}, "<p>a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</p>\n", ""},
		{"break", Blocks{{Text: "a\nb"}}, "<p>a<br>\nb</p>\n", "a line feed of the text is visible"},
		{"link", Blocks{{Spans: []Span{{Text: "x", Kind: SpanLink, URL: "HTTPS://x.example/a b?c=ü&d"}}}}, `<p><a href="https://x.example/a%20b?c=%C3%BC&amp;d" rel="nofollow">x</a></p>` + "\n", ""},
		{"relative link", Blocks{{Spans: []Span{{Text: "x", Kind: SpanLink, URL: "/logout"}}}}, "<p>x</p>\n", "it would lead into the site that shows it"},
		{
			"forms", Blocks{{Spans: []Span{
				{Text: "a", Kind: SpanEmphasis}, {Text: "b", Kind: SpanStrong}, {Text: "c", Kind: SpanCode}, {Text: "d", Kind: SpanSuperscript},
				{Text: "e", Kind: SpanSubscript}, {Text: "f", Kind: SpanStrike}, {Kind: SpanLineBreak}, {Text: "g", Kind: "blink"},
			}}}, "<p><em>a</em><strong>b</strong><code>c</code><sup>d</sup><sub>e</sub><s>f</s><br>\ng</p>\n", "",
		},
		{"heading", Blocks{{Kind: BlockHeading, Level: 9, Text: "a"}, {Kind: BlockHeading, Text: "b"}}, "<h6>a</h6>\n<h2>b</h2>\n", ""},
		{
			"list", Blocks{{Kind: BlockList, Ordered: true, Start: 4, Items: []Item{{Text: "a"}, {Text: "b", Blocks: []Block{{Text: "c"}}}}}},
			"<ol>\n<li value=\"4\">a</li>\n<li>b\n<p>c</p>\n</li>\n</ol>\n", "",
		},
		{"code", Blocks{{Kind: BlockCode, Text: "\na\n<b>\n"}}, "<pre><code>\na\n&lt;b&gt;</code></pre>\n", "a line feed stays one"},
		{
			"table", Blocks{{Kind: BlockTable, Caption: "C", Credit: "D", Rows: [][]Cell{{{Text: "a", Header: true, ColSpan: 2}}, {{Text: "b", RowSpan: 3}}}}},
			"<table>\n<caption>C <small>D</small></caption>\n<tr><th colspan=\"2\">a</th></tr>\n<tr><td rowspan=\"3\">b</td></tr>\n</table>\n", "",
		},
		{
			"figure", Blocks{{Kind: BlockFigure, Caption: "C", Images: []Image{{URL: "https://i.example/a.jpg", Alt: `Ships: "two" – no?`, Width: 640, Height: 1}}}},
			"<figure>\n<img src=\"https://i.example/a.jpg\" alt=\"Ships, &#39;two&#39; - no.\" width=\"640\">\n<figcaption>C</figcaption>\n</figure>\n",
			"the alternative text in plain punctuation",
		},
		{
			"embed", Blocks{{Kind: BlockEmbed, URL: "https://v.example/1", Credit: "D"}},
			"<figure>\n<a href=\"https://v.example/1\" rel=\"nofollow\">https://v.example/1</a>\n<figcaption><small>D</small></figcaption>\n</figure>\n", "no frame",
		},
		{
			"live post", Blocks{{Kind: BlockLivePost, Text: "a", Time: time.Date(2024, 5, 6, 7, 8, 0, 0, time.FixedZone("", 3600))}},
			"<section>\n<p><time datetime=\"2024-05-06T07:08:00+01:00\">2024-05-06 07:08 +01:00</time></p>\n<p>a</p>\n</section>\n", "",
		},
		{"rest", Blocks{{Kind: BlockQuote, Text: "q"}, {Kind: BlockSeparator}, {Kind: BlockFootnote, Text: "f"}}, "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n<aside>\n<p>f</p>\n</aside>\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := tt.blocks.HTML()
			assert.Equal(t, tt.want, got, tt.why)
			assert.Equal(t, got, sanitiser.Sanitize(got), "sanitiser")
		})
	}
}

func TestHTMLArticle(t *testing.T) {
	t.Parallel()
	art := &Article{Title: "T & U", Standfirst: "s", Language: "ar-EG", Direction: "rtl", Body: []Block{{Text: "b"}}}
	want := "<article lang=\"ar-EG\" dir=\"rtl\">\n<h1>T &amp; U</h1>\n<p><em>s</em></p>\n<p>b</p>\n</article>\n"
	assert.Equal(t, want, art.HTML())
	assert.Equal(t, want, sanitiser.Sanitize(want))
	art = &Article{Language: "en us", Direction: "up"}
	assert.Equal(t, "<article>\n</article>\n", art.HTML())
}

func TestPlainAlt(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "Déjà 'vu', 3-4.", plainAlt(" Déjà “vu”; 3–4? "))
	assert.Equal(t, "a b", plainAlt("a\n<>&b"))
	assert.Empty(t, plainAlt("हिन्दी"), "letters without their marks are other words")
}

// At least a hundred attacks, in every text and attribute of every block.
func TestHTMLCarriesNoPayload(t *testing.T) {
	t.Parallel()
	require.GreaterOrEqual(t, len(payload.Texts()), 300)
	for _, p := range payload.Texts() {
		for name, art := range poisoned(p) {
			checkHTML(t, art)
			assertHarmless(t, art.HTML(), name+": "+p)
		}
	}
}

// checkHTML holds that the sanitiser leaves the fragment as it is.
func checkHTML(t testing.TB, art *Article) {
	t.Helper()
	fragment := art.HTML()
	require.Equal(t, sanitiser.Sanitize(fragment), fragment)
}

func checkHTMLText(t testing.TB, blocks Blocks) {
	t.Helper()
	fragment := blocks.HTML()
	require.Equal(t, shownWords(blocks.Text()), shownWords(visibleText(t, fragment)), "%s", fragment)
}

func TestHTMLKeepsText(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3000) {
		blocks := newGenerator(seed).blocks(3)
		checkHTML(t, &Article{Title: newGenerator(seed).text(), Body: blocks})
		checkHTMLText(t, textOnly(tidied(blocks, 3)))
	}
}

func FuzzHTML(f *testing.F) {
	for seed := range uint64(20) {
		data, err := json.Marshal(&Article{Title: newGenerator(seed).text(), Body: newGenerator(seed).blocks(2)})
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var art Article
		if json.Unmarshal(data, &art) != nil {
			return
		}
		checkHTML(t, &art)
		checkHTMLText(t, textOnly(tidied(art.Body, 5)))
	})
}
