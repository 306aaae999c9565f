package meta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The kinds of page whose day was wrong on pages that nobody had tuned for.
func TestDaysByKind(t *testing.T) {
	t.Parallel()
	head := func(metas string) string {
		return `<html lang="en"><title>A quiet day</title>` + metas + `<h1>A quiet day</h1>`
	}
	const (
		body   = `<p>The boats stayed in, since the ice had come early and the pilots waited for the wind to turn.</p>`
		stamp  = `<meta property="article:published_time" content="2026-03-20T00:08:44+00:00">`
		moment = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-09T18:01:39-04:00"}</script>`
	)
	for name, c := range map[string]struct{ src, day, why string }{
		"local stamp": {
			head(stamp+`<meta name="sailthru.date" content="2026-03-19 19:08:44">`) + body, "2026-03-19", "the same minute and second in the newsroom's time",
		},
		"shown and declared": {
			head(moment+`<meta name="date" content="March 10, 2026">`) + `<p class="date">Mar 10, 2026</p>` + body, "2026-03-10", "the day for readers, by two witnesses",
		},
		"shown only": {head(moment) + `<p>March 10, 2026</p>` + body, "2026-03-09", "a stated zone is believed against one"},
		"moved": {
			head(`<meta property="article:published_time" content="2026-03-20T10:00:00+00:00">`) + `<time class="post-date">8 May 2024</time>` + body, "2024-05-08",
			"the system that the page moved to has stamped it anew",
		},
		"moved, both shown": {
			head(`<meta property="article:published_time" content="2026-03-20T10:00:00+00:00">`) + `<time class="post-date">20 March 2026</time><p class="date">8 May 2024</p>` + body,
			"2026-03-20", "the page shows the stated day",
		},
		"state of a program": {
			head("") + `<div data-page='{"props":{"post":{"slug":"` + strings.Repeat("quiet-", 40) + `","datePublished":"2026-03-20T10:00:00Z"}}}'></div>` + body, "2026-03-20", "templates render from it",
		},
		"author's link": {
			head("") + body + `<div><p>By <a href="/author/ann-lee-of-the-harbour/">Ann Lee of the Northern Harbour</a></p><p class="date">May 8, 2024</p></div>`, "2024-05-08",
			"a link to the author makes no teaser",
		},
		"teaser's link": {
			head("") + body + body + body + `<div><p><a href="/2023/storm">A storm has closed the northern harbour</a></p><p>May 8, 2024</p></div>`, "", "another story's",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.day, publishedDay(t, c.src), c.why)
		})
	}
}

// The kinds of page whose authors were.
func TestAuthorsByKind(t *testing.T) {
	t.Parallel()
	const (
		site = `<title>A quiet day | Harbour Post</title><meta property="og:site_name" content="Harbour Post">`
		org  = site + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":{"@type":"Organization","name":"Harbour Post"}}</script><h1>A quiet day</h1>`
		body = `<p>The boats stayed in, since the ice had come early and the pilots waited for the wind to turn.</p>`
	)
	for name, c := range map[string]struct {
		src  string
		want []string
		why  string
	}{
		"signed":   {org + `<p><strong>Ann Lee/Bo Berg</strong></p>` + body, []string{"Ann Lee", "Bo Berg"}, "the system names the paper, the text who wrote"},
		"unsigned": {org + body, []string{"Harbour Post"}, ""},
		"initials": {
			site + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":{"@type":"Person","name":"Ann Lee"}}</script><h1>A quiet day</h1><a class="avatar" href="/author/al"><span class="avatar-square">AL</span></a>` + body,
			[]string{"Ann Lee"}, "what stands for a portrait is no name",
		},
		"reviewer":    {site + `<h1>A quiet day</h1><div class="byline">By <a href="/author/al">Ann Lee</a><div>Reviewed by</div><a href="/author/bb">Bo Berg</a></div>` + body, []string{"Ann Lee"}, ""},
		"white space": {site + "<h1>A quiet day</h1><p>\n    By Ann Lee</p>" + body, []string{"Ann Lee"}, "the markup's spaces do not count"},
		"certificate": {site + `<h1>A quiet day</h1><p class="byline">By Ann Lee CPP</p>` + body, []string{"Ann Lee"}, ""},
		"family name": {site + `<h1>A quiet day</h1><p class="byline">By Ann KLEIN</p>` + body, []string{"Ann KLEIN"}, "capitals with vowels are a name"},
		"in the text": {site + `<h1>A quiet day</h1><p>Bo Berg is the skipper of the island ferry, which has run since last spring.</p>` + body, nil, "whom the story is about"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, names(collect(t, c.src).Authors), c.why)
		})
	}
}
