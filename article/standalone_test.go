package article

import (
	"strings"
	"testing"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/payload"
)

func standaloneStory() *Article {
	return &Article{
		URL: "https://www.pier.example/a?utm=1", CanonicalURL: "https://www.pier.example/a", Title: "T & U\nV", Kicker: "K", Standfirst: "S",
		Authors:   []Author{{Name: "Ann Lee", URL: "https://www.pier.example/ann"}, {}, {Name: "Bo"}},
		Published: Date{Time: time.Date(2031, 5, 3, 8, 20, 0, 0, time.FixedZone("", 7200)), Precision: PrecisionMinute, Zone: ZoneKnown},
		Language:  "ar", Direction: "rtl", Body: Blocks{{Text: "b"}, {Kind: BlockTable, Text: "t"}}, Access: Access{Completeness: CompletenessPreview},
	}
}

func TestStandaloneHTML(t *testing.T) {
	t.Parallel()
	page := standaloneStory().StandaloneHTML()
	style := strings.Index(page, "<style>")
	require.Positive(t, style)
	assert.Equal(t, `<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src http: https:; style-src &#39;unsafe-inline&#39;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>T &amp; U V</title>
<link rel="canonical" href="https://www.pier.example/a">
`, page[:style])
	assert.Equal(t, `<body>
<main>
<article>
<header>
<p class="kicker">K</p>
<h1>T &amp; U<br>
V</h1>
<p class="standfirst">S</p>
<p class="byline"><span class="author"><a href="https://www.pier.example/ann" rel="nofollow">Ann Lee</a></span>, <span class="author">Bo</span> · <time datetime="2031-05-03T08:20:00+02:00">2031-05-03 08:20 +02:00</time> · <a href="https://www.pier.example/a" rel="nofollow">pier.example</a></p>
</header>
<p>b</p>
<div class="wide" tabindex="0">
<table>
<tr><td>t</td></tr>
</table>
</div>
<p class="cut" lang="en" dir="ltr">The page held a part of this story only.</p>
</article>
</main>
</body>
</html>
`, page[strings.Index(page, "<body>"):])
}

func TestStandaloneHTMLOfLittle(t *testing.T) {
	t.Parallel()
	page := new(Article).StandaloneHTML()
	assert.Contains(t, page, "<html>\n")
	assert.Contains(t, page, "<body>\n<main>\n<article>\n<header>\n</header>\n</article>\n</main>\n</body>\n")
	assert.NotContains(t, page, "canonical")

	full := standaloneStory()
	full.Access.Completeness, full.SiteName = CompletenessFull, "The Pier"
	assert.NotContains(t, full.StandaloneHTML(), `"cut"`)
	assert.Contains(t, full.StandaloneHTML(), ">The Pier</a>")
	held := standaloneStory()
	held.Body = append(held.Body, Block{Text: "c", Withheld: true})
	assert.NotContains(t, held.StandaloneHTML(), `"cut"`, "what the gate holds back is in it")
}

func TestStandaloneDates(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 3, 8, 20, 7, 0, time.UTC)
	for _, tt := range []struct {
		date Date
		want string
	}{
		{Date{Time: at, Precision: PrecisionYear}, `<time datetime="2031">2031</time>`},
		{Date{Time: at, Precision: PrecisionMonth}, `<time datetime="2031-05">2031-05</time>`},
		{Date{Time: at, Precision: PrecisionDay}, `<time datetime="2031-05-03">2031-05-03</time>`},
		{Date{Time: at, Precision: PrecisionMinute, Zone: ZoneAssumed}, `<time datetime="2031-05-03T08:20:07">2031-05-03 08:20</time>`},
		{Date{Time: at, Precision: PrecisionSecond, Zone: ZoneKnown}, `<time datetime="2031-05-03T08:20:07Z">2031-05-03 08:20 UTC</time>`},
		{Date{Raw: "in May"}, ""},
		{Date{Time: at.AddDate(9000, 0, 0), Precision: PrecisionDay}, ""},
	} {
		page := (&Article{Published: tt.date}).StandaloneHTML()
		if tt.want == "" {
			assert.NotContains(t, page, "<time")
			continue
		}
		assert.Contains(t, page, `<p class="byline">`+tt.want+"</p>")
	}
}

// pageSanitiser is the policy for users' content with what the style of a page
// needs beside.
func pageSanitiser() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowAttrs("class").OnElements("p", "span")
	p.AllowElements("header", "span")
	return p
}

// checkStandalone holds that a page has no elements but those of its frame and
// those that a sanitiser lets through, and one style, ours.
func checkStandalone(t *testing.T, art *Article, policy *bluemonday.Policy) {
	t.Helper()
	page := art.StandaloneHTML()
	head, body, ok := strings.Cut(page, "<body>\n<main>\n")
	require.True(t, ok)
	body, ok = strings.CutSuffix(body, "</main>\n</body>\n</html>\n")
	require.True(t, ok)
	body = strings.ReplaceAll(body, `<div class="wide" tabindex="0">`, "<div>")
	body = strings.Replace(body, ` lang="en" dir="ltr">The page`, `>The page`, 1)
	require.Equal(t, policy.Sanitize(body), body)
	var names []string
	z := html.NewTokenizer(strings.NewReader(head))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		tok := z.Token()
		if kind != html.StartTagToken {
			continue
		}
		if tok.Data == "link" {
			require.Contains(t, tok.Attr, html.Attribute{Key: "rel", Val: "canonical"})
			continue
		}
		names = append(names, tok.Data)
		if tok.Data == "style" {
			z.Next()
			require.Equal(t, "\n"+standaloneStyle, string(z.Raw()))
		}
	}
	require.Equal(t, []string{"html", "head", "meta", "meta", "meta", "meta", "meta", "title", "style"}, names)
}

func TestStandaloneCarriesNoPayload(t *testing.T) {
	t.Parallel()
	policy := pageSanitiser()
	for _, p := range payload.Texts() {
		for _, art := range poisoned(p) {
			art.SiteName, art.Access.Completeness = p, CompletenessNone
			art.Published = Date{Time: time.Date(2031, 5, 3, 0, 0, 0, 0, time.FixedZone(p, 90)), Precision: Precision(p), Zone: Zone(p), Raw: p}
			checkStandalone(t, art, policy)
		}
	}
}

// The style names only classes and elements that a page may have, so that
// none of its lines is dead.
func TestStandaloneStyleIsUsed(t *testing.T) {
	t.Parallel()
	for _, class := range []string{"kicker", "standfirst", "byline", "author", "cut", "wide"} {
		assert.Contains(t, standaloneStyle, "."+class)
		assert.Contains(t, standaloneStory().StandaloneHTML(), `class="`+class+`"`)
	}
	assert.NotContains(t, standaloneStyle, "url(", "nothing is loaded")
	assert.NotContains(t, standaloneStyle, "<", "it ends the element")
}
