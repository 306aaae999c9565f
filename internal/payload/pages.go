package payload

import (
	"encoding/json"
	"html"
	"iter"
	"strings"
)

// Page is a page with one payload in one position. Escaped tells whether the
// payload stands there as HTML text or as it is: a page that escapes rightly must
// come out as harmless as one that does not.
type Page struct {
	Position, Payload string
	Escaped           bool
	// URL is the page's address, with a user and [Secret].
	URL, HTML string
}

// Address is the address of every page. It has a user and a password, since what
// a caller pastes from a browser may have them, and no output may repeat them.
const Address = "https://reader:" + Secret + "@news.example/2024/05/03/harbour-wall"

// position is a place in a page: what is written there, with @@ for the
// payload, and the part of the page that it goes to. Several @@ in one position
// put the payload into all fields that the code reads together.
type position struct {
	name string
	slot slot
	html string
}

// slot is a part of the page.
type slot int

const (
	inHead slot = iota
	inHTML      // the attributes of the html element
	inLD        // a JSON-LD object
	inBody      // among the paragraphs of the story
	atTop       // before the headline
	atEnd       // after the story
)

// positions are all places from which an article takes anything: a field, a text, an
// attribute, an address. A new source of a field belongs here too, or nothing
// attacks it.
var positions = [...]position{
	// Metadata: what becomes a field, an address of the page or its rights.
	{"title element", inHead, `<title>@@</title>`},
	{"base", inHead, `<base href="@@">`},
	{"base with a user", inHead, `<base href="https://reader:` + Secret + `@news.example/@@/">`},
	{"canonical", inHead, `<link rel=canonical href="@@">`},
	{"canonical path", inHead, `<link rel=canonical href="https://news.example/@@">`},
	{"og:url", inHead, `<meta property="og:url" content="@@">`},
	{"og:title", inHead, `<meta property="og:title" content="@@">`},
	{"og:description", inHead, `<meta property="og:description" content="@@">`},
	{"og:site_name", inHead, `<meta property="og:site_name" content="@@">`},
	{"og:image", inHead, `<meta property="og:image" content="@@">`},
	{"og:locale", inHead, `<meta property="og:locale" content="@@">`},
	{"meta author", inHead, `<meta name=author content="@@">`},
	{"meta section", inHead, `<meta property="article:section" content="@@">`},
	{"meta tag", inHead, `<meta property="article:tag" content="@@">`},
	{"keywords", inHead, `<meta name=news_keywords content="@@, harbour">`},
	{"meta date", inHead, `<meta property="article:published_time" content="@@">`},
	{"content tier", inHead, `<meta property="article:content_tier" content="@@">`},
	{"tdm-policy", inHead, `<meta name=tdm-reservation content=1><meta name=tdm-policy content="@@">`},
	{"rights meta", inHead, `<meta name="dc.rights" content="@@">`},
	{"license link", inHead, `<link rel=license href="@@">`},
	{"rsl link", inHead, `<link rel=license type="application/rsl+xml" href="@@">`},
	{"language", inHTML, `lang="@@"`},
	{"direction", inHTML, `dir="@@"`},

	// Structured data, whose strings may hold what no element can.
	{"ld headline", inLD, `"headline":"@@"`},
	{"ld description", inLD, `"description":"@@"`},
	{"ld author", inLD, `"author":{"@type":"Person","name":"@@"}`},
	{"ld author url", inLD, `"author":{"@type":"Person","name":"Alex Sample","url":"@@"}`},
	{"ld publisher", inLD, `"publisher":{"@type":"Organization","name":"@@"}`},
	{"ld section", inLD, `"articleSection":"@@"`},
	{"ld keywords", inLD, `"keywords":["@@","harbour"]`},
	{"ld image", inLD, `"image":{"url":"@@"}`},
	{"ld license", inLD, `"license":"@@"`},
	{"ld usage", inLD, `"usageInfo":"@@","acquireLicensePage":"@@"`},
	{"ld date", inLD, `"datePublished":"@@"`},
	{"ld free", inLD, `"isAccessibleForFree":"@@"`},
	{"ld part", inLD, `"isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":"@@"}`},
	{"ld body", inLD, `"isAccessibleForFree":false,"articleBody":"` + words + ` @@ ` + words + `"`},

	// The lines around the headline.
	{"headline", atTop, `<h1>@@</h1>`},
	{"kicker", atTop, `<p class=kicker>@@</p>`},
	{"standfirst", atTop, `<p class=standfirst>The council has found the money for it @@ at last.</p>`},
	{"byline", atTop, `<p class=byline>By <a rel=author href="/a">@@</a></p>`},
	{"byline link", atTop, `<p class=byline>By <a rel=author href="@@">Alex Sample</a></p>`},
	{"dateline", atTop, `<time datetime="@@">@@</time>`},

	// The story: every kind of block, each place of a block that is text, and each
	// attribute that a rendering keeps or must not keep.
	{"paragraph", inBody, `<p>@@</p>`},
	{"start of a paragraph", inBody, `<p>@@ and so the harbour waits for the spring.</p>`},
	{"end of a paragraph", inBody, `<p>And so the harbour waits for the spring @@</p>`},
	{"text without element", inBody, `@@`},
	{"line break", inBody, `<p>The harbour waits<br>@@<br>for the spring.</p>`},
	{"heading", inBody, `<h2>@@</h2><p>` + words + `</p>`},
	{"link", inBody, `<p>The harbour <a href="@@">waits for</a> the spring.</p>`},
	{"link path", inBody, `<p>The harbour <a href="https://news.example/@@">waits for</a> the spring.</p>`},
	{"link with a user", inBody, `<p>The harbour <a href="//reader:` + Secret + `@news.example/@@">waits for</a> the spring.</p>`},
	{"text of a link", inBody, `<p>The harbour <a href="/a">@@</a> the spring.</p>`},
	{"title of a link", inBody, `<p>The harbour <a href="/a" title="@@">waits</a> for the spring.</p>`},
	{"emphasis", inBody, `<p>The <em>@@</em><strong>@@</strong> harbour <s>@@</s> waits.</p>`},
	{"superscript", inBody, `<p>The harbour<sup>@@</sup><sub>@@</sub> waits.</p>`},
	{"code in a line", inBody, `<p>The harbour <code>@@</code> waits.</p>`},
	{"attributes", inBody, `<p class="@@" id="@@" style="@@" data-x="@@">` + words + `</p>`},
	{"handlers", inBody, `<p onclick="@@" onmouseover='@@'>` + words + `</p>`},
	{"picture", inBody, `<figure><img src="@@" width=900 height=600 alt="The wall"><figcaption>The wall</figcaption></figure>`},
	{"srcset", inBody, `<figure><img src="/i.jpg" srcset="@@ 900w, /i/@@ 800w" width=900 alt="The wall"></figure>`},
	{"alternative text", inBody, `<figure><img src="/i.jpg" width=900 height=600 alt="@@"></figure>`},
	{"caption", inBody, `<figure><img src="/i.jpg" width=900 height=600 alt=""><figcaption>@@</figcaption></figure>`},
	{"credit", inBody, `<figure><img src="/i.jpg" width=900 height=600 alt=""><figcaption>The wall <span class=credit>@@</span></figcaption></figure>`},
	{"list entry", inBody, `<ul><li>@@</li><li>Second entry of the list<ul><li>@@</li></ul></li></ul>`},
	{"list start", inBody, `<ol start="@@"><li>First entry of the list</li><li>@@</li></ol>`},
	{"largest list start", inBody, `<ol start="9223372036854775807"><li>First entry of the list</li><li>@@</li></ol>`},
	{"definition", inBody, `<dl><dt>@@</dt><dd>@@</dd></dl>`},
	{"quote", inBody, `<blockquote>@@</blockquote>`},
	{"quote of blocks", inBody, `<blockquote><p>` + words + `</p><pre>@@</pre><ul><li>@@</li></ul></blockquote>`},
	{"code", inBody, `<pre><code>@@</code></pre>`},
	{"language of code", inBody, `<pre data-lang="@@"><code class="language-@@">open gate</code></pre>`},
	{"table", inBody, `<table><caption>@@</caption><tr><th>@@</th><th>Price</th></tr><tr><td>@@</td><td><code>@@</code></td></tr></table>`},
	{"spans of a cell", inBody, `<table><tr><td colspan="@@" rowspan="@@">Ship</td><td>2</td></tr><tr><td>Boat</td><td>3</td></tr></table>`},
	{"frame", inBody, `<iframe src="@@" width=560 height=315></iframe>`},
	{"frame of a player", inBody, `<iframe src="https://www.youtube.com/embed/@@" width=560 height=315 title="@@"></iframe>`},
	{"video", inBody, `<video src="@@" poster="@@"><source src="@@"></video>`},
	{"post", inBody, `<blockquote class="twitter-tweet"><p>@@</p>— @@ <a href="https://twitter.com/x/status/@@">May 3</a></blockquote>`},
	{"drawing", inBody, `<svg><title>@@</title><a href="@@"><text>@@</text></a></svg>`},
	{"comment", inBody, `<!-- @@ --><p>` + words + `</p>`},
	{"noscript", inBody, `<noscript>@@</noscript>`},
	{"template", inBody, `<template><p>@@</p></template>`},
	{"hidden", inBody, `<div hidden><p>@@ ` + words + `</p></div>`},
	{"live post", inBody, `<div class="live-post"><time datetime="2024-05-03T08:00:00Z">@@</time><h3>@@</h3><p>` + words + ` @@</p></div>`},
	{"pull quote", inBody, `<aside class=pullquote><p>@@</p></aside>`},

	// What becomes a promo with its parts, or has a role of its own.
	{"promo", atEnd, `<div class=newsletter-box><h3>Sign up for our newsletter @@</h3><p>The week in one letter @@</p><form><input type=email placeholder="@@"><button>Sign up @@</button></form></div>`},
	{"promo link", atEnd, `<section class=paywall><h2>Subscribe to continue reading</h2><p>Only $1 for the first month, then $9 a month.</p><a class=btn href="@@">Subscribe now</a></section>`},
	{"promo path", atEnd, `<section class=paywall><h2>Subscribe to continue reading</h2><p>Only $1 for the first month.</p><a class=btn href="/join/@@">Subscribe now</a></section>`},
	{"offer", atEnd, `<section class=paywall><h2>Subscribe to continue reading</h2><p>Only $1 @@ for the first month, then $9 @@ a month. Cancel @@ any time.</p><ul><li>All stories @@</li><li>No ads</li></ul><a class=btn href="/s">Subscribe @@ now</a><small>Terms @@ apply.</small></section>`},
	{"promo form", atEnd, `<form class=subscribe action="@@"><p>Subscribe to read on for $1 a month</p><input type=submit value="Subscribe @@" formaction="@@"></form>`},
	{"author bio", atEnd, `<div class=author-bio><p>Alex Sample @@ writes about the coast and its harbours for this paper.</p></div>`},
	{"correction", atEnd, `<p class=correction>Correction: an earlier version of this story @@ gave another year.</p>`},
	{"footnote", atEnd, `<section class=footnotes role=doc-endnotes><ol><li>@@ as the council says.</li></ol></section>`},
	{"related", atEnd, `<aside><h2>Related stories</h2><a href="@@">A ferry that is late every day @@</a></aside>`},
	{"script state", atEnd, `<script>window.state = {"tier":"@@","paywall":"@@"}</script>`},
}

// words make a paragraph that is long enough for the story's classifier. A position
// that needs its block to be story has them beside the payload.
const words = "The harbour wall that broke in the storm of last winter is to be rebuilt in stone, and the boats will land their catch at the north pier until then."

// Positions is the number of places in a page.
const Positions = len(positions)

// Pages yields each payload in each position, as it stands and escaped. There are
// some 76,000; a test in short mode takes a part of them.
func Pages() iter.Seq[Page] {
	return func(yield func(Page) bool) {
		for _, text := range Texts() {
			for i := range positions {
				for _, escaped := range [...]bool{false, true} {
					if !yield(positions[i].page(text, escaped)) {
						return
					}
				}
			}
		}
	}
}

// page puts a payload into the position.
func (p *position) page(text string, escaped bool) Page {
	in := text
	if escaped {
		in = html.EscapeString(in)
	}
	// In JSON-LD the payload has to survive the quotes of JSON. The script element
	// has no escapes, so that "</script>" still ends it there.
	if p.slot == inLD {
		in = jsonString(in)
	}
	var at [atEnd + 1]string
	at[p.slot] = strings.ReplaceAll(p.html, "@@", in)
	return Page{Position: p.name, Payload: text, Escaped: escaped, URL: Address, HTML: fill(&at)}
}

// jsonString returns s between the quotes of JSON, < and > as they are.
func jsonString(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	// The encoder would write < as an escape and disarm the attack.
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // strings can be encoded
	return strings.TrimSuffix(b.String()[1:], "\"\n")
}

// fill returns the page, in which what stands in a slot comes first: of a
// field that is named twice the first counts. Around the slots is a sound article
// with enough text to be read as one, so that a payload cannot hide behind a page
// that gives no article at all.
func fill(at *[atEnd + 1]string) string {
	ld := ""
	if at[inLD] != "" {
		ld = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",` + at[inLD] + `}</script>`
	}
	return `<!DOCTYPE html><html ` + at[inHTML] + `><head>` + at[inHead] + `<meta charset=utf-8><title>Harbour wall to be rebuilt</title>` + ld + `</head>
<body><header><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav></header><main><article>` + at[atTop] + `<h1>Harbour wall to be rebuilt</h1>
<div class="article-body"><p>` + words + `</p>
` + at[inBody] + `
<p>The work is to start in the spring, and it will cost about four million, of which the ministry pays one half.</p>
<p>“We have waited long enough,” said the harbour master, who has watched the sea come over the quay since the autumn.</p></div>
` + at[atEnd] + `</article></main><footer><p>All rights reserved.</p></footer></body></html>`
}
