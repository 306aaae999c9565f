package scrub_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/cmd/gatefold/internal/scrub"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/rules"
)

// made returns the fixture of a page written out, without the comment.
func made(t *testing.T, page string, o scrub.Options) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	out, err := scrub.Page(root, o)
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(out), "-->\n")
	require.True(t, ok, "the comment that says what made it")
	return rest
}

func textBetween(t *testing.T, page, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, from)
	require.True(t, ok, "%q in %s", from, page)
	text, _, _ := strings.Cut(rest, to)
	return text
}

func TestAgreementSurvives(t *testing.T) {
	t.Parallel()
	out := made(t, `<html lang="en"><head><title>Harriers nest on the chimney | Daily Stub</title>
<meta property="og:site_name" content="Daily Stub"><meta name="author" content="Gwendolyn Quist">
<meta property="og:description" content="Two harriers have built"><link rel="canonical" href="https://stub.example/2024/05/harriers-nest">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harriers nest on the chimney","author":{"name":"Gwendolyn Quist"},"isAccessibleForFree":false,"datePublished":"2024-05-03","wordCount":12}</script>
</head><body><h1>Harriers nest on the chimney</h1><p class="byline">By Gwendolyn Quist</p>
<p>Two harriers have built a nest on it, Gwendolyn Quist says.</p></body></html>`, scrub.Options{})
	headline := textBetween(t, out, "<h1>", "</h1>")
	assert.Contains(t, out, "<title>"+headline+" | Daily Stub</title>")
	assert.Contains(t, out, `"headline":"`+headline+`"`)
	name := textBetween(t, out, `name="author" content="`, `"`)
	assert.Contains(t, out, "By "+name+"<")
	assert.Contains(t, out, `"name":"`+name+`"`)
	assert.Contains(t, textBetween(t, out, "</p>\n<p>", "</p>"), name, "who is named in the story")
	assert.Contains(t, out, "<p>"+textBetween(t, out, `og:description" content="`, `"`), "a description that starts the text")
	for _, fact := range []string{`"isAccessibleForFree":false`, `"2024-05-03"`, `"wordCount":12`, "stub.example/2024/05/"} {
		assert.Contains(t, out, fact)
	}
	for _, word := range []string{"Harriers", "harriers", "Gwendolyn", "Quist", "chimney"} {
		assert.NotContains(t, out, word)
	}
}

func TestSignalsStay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, page, want string }{
		{"tier", `<meta property="article:content_tier" content="locked">`, `property="article:content_tier" content="locked"`},
		{"publisher's own meta", `<meta name="isPremium" content="true">`, `name="isPremium" content="true"`},
		{"hidden attribute", `<p hidden>Some words that are hidden here</p>`, `<p hidden="">`},
		{"hiding style", `<p style="color:red; display : none">Some words that are hidden here</p>`, `<p style="display:none">`},
		{"utility class that hides", `<p class="mt-4 hidden">Some words that are hidden here</p>`, `<p class="hidden">`},
		{"mail form", `<form><input type="email" name="mail"></form>`, `<input type="email" name="mail"/>`},
		{"data attribute of access", `<div data-paywall="true"><p>Some words to read here</p></div>`, `data-paywall="true"`},
		{"key in a script", `<script>window.page = {"isPremium": "true", "secret": "a sentence"}</script><p>Text</p>`, `{"isPremium":"true"}`},
		{"empty gate", `<div class="paywall-root"></div>`, `<div class="paywall-root"></div>`},
		{"price", `<p>Subscribe now for $4.50 a month</p>`, `$4.50`},
		{"date in words", `<time>3 May 2024, 10:30</time>`, `3 May 2024, 10:30`},
		{"template", `<template><p>Some words that are hidden here</p></template>`, `<template>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Contains(t, made(t, `<html lang="en"><body>`+c.page+`</body></html>`, scrub.Options{}), c.want)
		})
	}
}

func TestPrivateThingsGo(t *testing.T) {
	t.Parallel()
	out := made(t, `<html lang="en"><body><!-- a remark --><script>track("secret")</script><style>.x{}</style><svg><path d="M0"/></svg>
<img src="https://pictures.example/people/minister.jpg" alt="The minister at work" srcset="big.jpg 2x"><a href="mailto:me@mail.example">Mail</a>
<a href="https://partner.example/deal?id=99">Partner</a><a href="/stories/ministers-long-day-out?utm=1">Day</a><a href="javascript:x()">X</a>
<h2 id="the-ministers-long-day-out">The minister's long day out</h2><p>Call 555 0123 4567 now.</p></body></html>`, scrub.Options{})
	for _, gone := range []string{"remark", "track", ".x{}", "path", "minister", "big.jpg", "me@mail", "partner", "utm", "javascript", "0123", "4567"} {
		assert.NotContains(t, out, gone)
	}
	for _, kept := range []string{"img/1.jpg", "mailto:desk@example.org", "https://example.org/"} {
		assert.Contains(t, out, kept)
	}
}

func TestRunsAreThinned(t *testing.T) {
	t.Parallel()
	paragraph := "<p>" + strings.Repeat("Many words stand here. ", 30) + "</p>"
	page := `<html lang="en"><body><nav>` + strings.Repeat(`<a class="m" href="/x">Entry</a>`, 30) + `</nav><main>` +
		strings.Repeat(paragraph, 20) + `</main><ul>` + strings.Repeat(`<li class="teaser"><a href="/y">Another title</a></li>`, 20) + `</ul></body></html>`
	out := made(t, page, scrub.Options{})
	assert.Equal(t, scrub.DefaultParagraphs, strings.Count(out, "<p>"))
	assert.LessOrEqual(t, strings.Count(out, "<a "), 6)
	assert.Less(t, len(out), 2500)
	assert.Equal(t, 8, strings.Count(made(t, page, scrub.Options{Paragraphs: 8}), "<p>"))
	assert.Equal(t, 30, strings.Count(made(t, page, scrub.Options{Keep: []string{"nav"}}), `class="m"`))
	assert.Contains(t, out, ".</p>", "a text ends as it did")
}

func TestRulesSayWhatStays(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{"stub.example.toml": &fstest.MapFile{Data: []byte(`name = "Stub"
hosts = ["stub.example"]
[fields]
title = [".t @data-headline", "meta:stub-title", "jsonld:stubTitle"]
[roles]
related = [".x-9f3a1234 > li"]
`)}})
	require.NoError(t, err)
	page := `<html lang="en"><head><meta name="stub-title" content="Otters"><script type="application/ld+json">{"@type":"Article","stubTitle":"Otters","other":"Otters"}</script></head>
<body><div class="t" data-headline="Otters" data-else="Otters"></div><ul class="x-9f3a1234"><li>One</li></ul></body></html>`
	out := made(t, page, scrub.Options{URL: "https://www.stub.example/a", Rules: set})
	for _, kept := range []string{"data-headline=", `name="stub-title"`, `"stubTitle"`, `class="x-9f3a1234"`} {
		assert.Contains(t, out, kept)
	}
	assert.NotContains(t, out, "data-else")
	assert.NotContains(t, made(t, page, scrub.Options{}), "data-headline")
}

// TestOwnWordingStays holds that the phrases of a caller's lexicon are words that
// say what a fixture must say.
func TestOwnWordingStays(t *testing.T) {
	t.Parallel()
	own, err := rules.Load(fstest.MapFS{"lexicon/cy.toml": {Data: []byte("lang = \"cy\"\n[seen]\nsubscription = [\"tanysgrifiad digidol\"]\n")}})
	require.NoError(t, err)
	const page = `<h1>Y cwch</h1><p>Tanysgrifiad digidol i bawb</p>`
	assert.Contains(t, made(t, page, scrub.Options{Rules: own}), "Tanysgrifiad digidol ")
	assert.NotContains(t, made(t, page, scrub.Options{}), "Tanysgrifiad")
}

func TestScriptsOfTheWorld(t *testing.T) {
	t.Parallel()
	for lang, text := range map[string]string{
		"ru": "Маяк на берегу снова работает каждую ночь.", "ja": "灯台は毎晩また光っている。", "zh": "灯塔每天晚上重新亮起来了。",
		"ar": "المنارة تضيء الساحل كل ليلة", "he": "המגדלור מאיר את החוף בכל לילה", "ko": "등대가 매일 밤 다시 빛난다.", "el": "Ο φάρος ανάβει πάλι κάθε νύχτα.",
		"th": "ประภาคารส่องสว่างทุกคืน", "hi": "प्रकाशस्तंभ हर रात चमकता है", "ta": "கலங்கரை விளக்கம் ஒளிர்கிறது", "ka": "შუქურა ისევ ანათებს",
	} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			out := made(t, `<html lang="`+lang+`"><body><p>`+text+`</p></body></html>`, scrub.Options{})
			got := textBetween(t, out, "<p>", "</p>")
			assert.NotEqual(t, text, got)
			shared, err := scrub.Shared([]byte(out), []byte(`<p>`+strings.Repeat(text+" ", 3)+`</p>`))
			require.NoError(t, err)
			assert.Empty(t, shared)
			assert.Equal(t, strings.HasSuffix(text, "."), strings.HasSuffix(got, "."))
		})
	}
}

func TestSharedFindsARun(t *testing.T) {
	t.Parallel()
	page := []byte(`<p>The otters came back to the river in the spring.</p>`)
	shared, err := scrub.Shared([]byte(`<p title="x">They say: the OTTERS came back, to the river in the end</p>`), page)
	require.NoError(t, err)
	assert.NotEmpty(t, shared)
	shared, err = scrub.Shared([]byte(`<p>The otters came back to the river</p>`), page)
	require.NoError(t, err)
	assert.Empty(t, shared, "seven words")
	_, err = scrub.Shared(nil, page)
	assert.Error(t, err)
}

func TestAddress(t *testing.T) {
	t.Parallel()
	got := scrub.Address("https://www.stub.example/news/2024/05/03/otters-are-back?x=1#top")
	assert.True(t, strings.HasPrefix(got, "https://www.stub.example/news/2024/"), got)
	assert.NotContains(t, got, "otters")
	assert.NotContains(t, got, "x=1")
	assert.Empty(t, scrub.Address("not an address"))
}

func TestBadSelector(t *testing.T) {
	t.Parallel()
	root, err := html.Parse(strings.NewReader("<p>x</p>"))
	require.NoError(t, err)
	_, err = scrub.Page(root, scrub.Options{Keep: []string{"div["}})
	assert.Error(t, err)
}

func FuzzPage(f *testing.F) {
	badges, err := os.ReadFile("../../../../testdata/nknews.org/badges.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(badges))
	f.Add(`<script type=application/ld+json>{"a":["</script>`)
	f.Add(`<table><p>x<template><div><br><br><br>`)
	f.Add("\xf8X" + strings.Repeat("\xf8", 30))
	f.Fuzz(func(t *testing.T, saved string) {
		// Decoded, as the command reads pages and Shared does.
		parsed, err := page.Parse(strings.NewReader(saved), "", page.Limits{})
		if err != nil {
			return
		}
		again, err := page.Parse(strings.NewReader(saved), "", page.Limits{})
		require.NoError(t, err)
		one, err := scrub.Page(parsed.Root, scrub.Options{})
		require.NoError(t, err)
		two, err := scrub.Page(again.Root, scrub.Options{})
		require.NoError(t, err)
		assert.Equal(t, string(one), string(two))
		assert.True(t, utf8.Valid(one))
		shared, err := scrub.Shared(one, []byte(saved))
		if err == nil {
			assert.Empty(t, shared)
		}
	})
}
