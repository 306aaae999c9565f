package body

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/weburl"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

func TestInlineText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want, why string }{
		{"words stay apart", "<p>a <b>b</b> <i>c</i>\n<u>d</u></p>", "a b c d", "the blanks are texts of their own"},
		{"words stay together", "<p>un<b>believ</b>able<wbr>s</p>", "unbelievables", "markup is no word break"},
		{"no-break space", "<p>10&nbsp;000&#8239;km&emsp;x</p>", "10 000 km x", "a search for a space finds it"},
		{"edges", "<p>\n &nbsp;a&nbsp; </p>", "a", ""},
		{"break", "<p>a <br> b</p>", "a\nb", ""},
		{"breaks at the edges", "<p><br>a<br></p>", "a", ""},
		{"drop cap", "<p><span class=drop-cap>T</span> he end</p>", "The end", "no word is a single T"},
		{"drop cap that is a word", "<p><span class=dropcap>A</span> man</p>", "A man", ""},
		{"soft hyphen", "<p>Donau&shy;dampf</p>", "Donaudampf", ""},
		{"zero-width joiner", "<p>a&zwj;b 👩&zwj;🚀 न्&zwj;त</p>", "ab 👩\u200d🚀 न्\u200dत", "it shapes only some scripts"},
		{"direction mark", "<p>abc&lrm; שלום&rlm;</p>", "abc שלום\u200f", "it orders only right-to-left text"},
		{"controls", "<p>a\x01\u0090b\ufffc</p>", "ab", ""},
		{"picture in a sentence", "<p>a<img src=/i.png>b</p>", "a b", ""},
		{"emoji", `<p>a<img class=emoji alt="🙂">b</p>`, "a🙂b", ""},
		{"emoji with a word", `<p>a <img class=emoji alt="smile"> b</p>`, "a b", "a word was not on the page"},
		{"formula", "<p><math><mi>x</mi><annotation>\\x</annotation></math></p>", "x", ""},
		{"script and style", "<p>a<script>b</script><style>c</style><svg><title>d</title></svg>e</p>", "ae", ""},
		{"reader text", "<p>a<span class=sr-only> b</span></p>", "a", "it is not on the screen"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := textBlocks(assemble(t, tt.src).body)
			require.Len(t, body, 1)
			assert.Equal(t, tt.want, body[0].Text, tt.why)
		})
	}
}

func textBlocks(bs []article.Block) (out []article.Block) {
	for _, b := range bs {
		if b.Kind != article.BlockFigure {
			out = append(out, b)
		}
	}
	return out
}

func TestInvalidTextStaysInvalid(t *testing.T) {
	t.Parallel()
	p := &html.Node{Type: html.ElementNode, Data: "p"}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: "a\xd9\u200b\x86b"})
	body := assembleTree(t, p).body
	require.Len(t, body, 1)
	assert.Equal(t, "a\ufffd\ufffdb", body[0].Text)
}

func TestInlineForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []article.Span
		why       string
	}{
		{"plain", "<p>a</p>", nil, ""},
		{"link in emphasis", "<p><em><a href=/x>a</a></em></p>",
			[]article.Span{{Text: "a", Kind: article.SpanLink, URL: "https://news.example/x"}}, "a link inside emphasis stays a link"},
		{"strong around", "<b><p>a</p></b>", []article.Span{{Text: "a", Kind: article.SpanStrong}}, "browsers carry it into the paragraph"},
		{"equal neighbours", "<p><b>a</b><strong>b</strong></p>", []article.Span{{Text: "ab", Kind: article.SpanStrong}}, ""},
		{"space after a link", "<p><a href=/x>a </a>b</p>",
			[]article.Span{{Text: "a", Kind: article.SpanLink, URL: "https://news.example/x"}, {Text: " b", Kind: article.SpanPlain}}, "a link does not end in a space"},
		{"note", "<p>a<sup><a href=#n1>1</a></sup></p>",
			[]article.Span{{Text: "a", Kind: article.SpanPlain}, {Text: "[1]", Kind: article.SpanSuperscript, URL: "https://news.example/2024/story#n1"}}, "the mark is no part of the word before it"},
		{"heading", "<h2><b>a</b></h2>", nil, "a heading is bold by itself"},
		{"script link", "<p><a href='JavaScript:x()'>a</a></p>", nil, ""},
		{"link around the article", "<a href=/x><article><p>a</p></article></a>", nil, "it is no link of the sentence"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := assemble(t, tt.src).body
			require.Len(t, body, 1)
			assert.Equal(t, tt.want, body[0].Spans, tt.why)
		})
	}
}

func TestSrcset(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, set string
		want      []article.Image
	}{
		{"widths", "/a.jpg 300w, /b.jpg 600w", []article.Image{{URL: "https://news.example/a.jpg", Width: 300}, {URL: "https://news.example/b.jpg", Width: 600}}},
		{"densities", "/a.jpg, /b.jpg 2x", []article.Image{{URL: "https://news.example/a.jpg"}, {URL: "https://news.example/b.jpg"}}},
		{"commas in the address", "/w_300,h_200/a.jpg 300w,/b.jpg 600w", []article.Image{
			{URL: "https://news.example/w_300,h_200/a.jpg", Width: 300}, {URL: "https://news.example/b.jpg", Width: 600}}},
		{"stand-in", "data:image/gif;base64,R0lG 1w, /b.jpg 600w", []article.Image{{URL: "https://news.example/b.jpg", Width: 600}}},
		{"the same twice", "/a.jpg 1x, /a.jpg 2x", []article.Image{{URL: "https://news.example/a.jpg"}}},
		{"template", "/{width}.jpg 300w", nil},
		{"nothing", " , ,", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := &assembler{urls: testURLs}
			assert.Equal(t, tt.want != nil, a.addSet(tt.set))
			assert.Equal(t, tt.want, a.images)
		})
	}
}

func FuzzSrcset(f *testing.F) {
	f.Add("/a.jpg 300w, /b.jpg 2x,,c,d, e")
	f.Fuzz(func(t *testing.T, set string) {
		a := &assembler{urls: testURLs}
		a.addSet(set)
		assert.LessOrEqual(t, len(a.images), maxVariants)
		for _, img := range a.images {
			assert.True(t, weburl.HasHTTPScheme(img.URL), img.URL)
			assert.GreaterOrEqual(t, img.Width, 0)
		}
	})
}

func TestSamePicture(t *testing.T) {
	t.Parallel()
	assert.True(t, samePicture("https://x.example/harbour-300x200.jpg?w=1", "http://x.example/harbour-1024x683.jpg"))
	assert.True(t, samePicture("https://x.example/fit/300/harbour-dusk.jpg", "https://x.example/fit/900/harbour-dusk.jpg"))
	assert.False(t, samePicture("https://x.example/a/1.jpg", "https://x.example/b/1.jpg"))
	assert.False(t, samePicture("https://x.example/image?id=1", "https://x.example/image?id=2"))
	assert.False(t, samePicture("https://x.example/boat-1.jpg", "https://x.example/boat-2.jpg"))
}

func TestCodeGutter(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want, why string }{
		{"column", "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td><pre>x = 1\ny = 2</pre></table>", "x = 1\ny = 2", ""},
		{"spans", "<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>b</pre>", "a\nb", ""},
		{"class on the code", "<pre class=line-numbers><code>a</code></pre>", "a", "Prism marks the code itself"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := assemble(t, tt.src).body
			require.Len(t, body, 1)
			assert.Equal(t, article.Block{Kind: article.BlockCode, Text: tt.want}, body[0], tt.why)
		})
	}
}

func TestCodeLanguage(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		`<pre class="language-C++">x</pre>`:                                       "c++",
		`<pre><code class="hljs lang-rust">x</code></pre>`:                        "rust",
		`<div class="highlight highlight-source-js"><pre>x</pre></div>`:           "js",
		`<div class="highlight-python notranslate"><div><pre>x</pre></div></div>`: "python",
		`<pre class="sourceCode haskell">x</pre>`:                                 "haskell",
		`<pre class="brush: php; gutter: true">x</pre>`:                           "php",
		`<pre data-language="SQL">x</pre>`:                                        "sql",
		`<pre class="language-none">x</pre>`:                                      "",
		`<pre class="language-&quot;&gt;&lt;script&gt;">x</pre>`:                  "",
		`<pre>x</pre>`: "",
	} {
		body := assemble(t, src).body
		require.Len(t, body, 1, src)
		assert.Equal(t, want, body[0].Language, src)
	}
}

func TestStamp(t *testing.T) {
	t.Parallel()
	cet := time.FixedZone("", 3600)
	for s, want := range map[string]time.Time{
		"2024-05-01T12:30:00+01:00": time.Date(2024, 5, 1, 12, 30, 0, 0, cet),
		"2024-05-01T12:30+0100":     time.Date(2024, 5, 1, 12, 30, 0, 0, cet),
		" 2024-05-01 12:30 ":        time.Date(2024, 5, 1, 12, 30, 0, 0, time.UTC),
		"2024-05-01T12:30:00.5Z":    time.Date(2024, 5, 1, 12, 30, 0, 5e8, time.UTC),
		"2024-05-01":                {},
		"noon":                      {},
		"":                          {},
	} {
		assert.Equal(t, want, stamp(s), s)
	}
}

func TestProvider(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"www.youtube.com": "youtube", "youtu.be": "youtube", "notyoutube.com": "notyoutube.com", "x.com": "twitter",
		"netflix.com": "netflix.com", "www.elsewhere.example": "elsewhere.example", "datawrapper.dwcdn.net": "datawrapper",
	} {
		assert.Equal(t, want, providerOf(host), host)
	}
}

// A class that only looks like a part's must not change what the element is.
func TestHintsOfContainers(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Many words of the story. ", 60)
	tests := []struct {
		name, src string
		want      []article.BlockKind
		why       string
	}{
		{"has-pullquote", "<div class=has-pullquote><p>" + long + "</p></div>", []article.BlockKind{article.BlockParagraph}, "too much text for a quote"},
		{"footnotes of all", "<div class=with-footnotes><p>a</p><p>b</p></div>", []article.BlockKind{article.BlockParagraph, article.BlockParagraph}, "it is the story"},
		{"one live post", "<div class=live-post><time datetime=2024-01-01T01:02Z data-role=dateline>x</time><p>a</p></div>",
			[]article.BlockKind{article.BlockParagraph}, "nothing repeats"},
		{"live without time", "<div class=live-post><p>a</p></div><div class=live-post><p>b</p></div>",
			[]article.BlockKind{article.BlockParagraph, article.BlockParagraph}, "a post is dated"},
		{"unclosed heading", "<h2><p>" + long + "</p></h2>", []article.BlockKind{article.BlockParagraph}, "a heading is short"},
		{"item without list", "<li>a</li>", []article.BlockKind{article.BlockParagraph}, ""},
		{"heading by role", "<div role=heading aria-level=3>a</div>", []article.BlockKind{article.BlockHeading}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []article.BlockKind
			for _, b := range assemble(t, tt.src).body {
				got = append(got, b.Kind)
			}
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}
