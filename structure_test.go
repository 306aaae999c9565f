package gatefold_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// ferryParagraphs are a story of our own, between whose paragraphs the tests of
// this file put what publishers put there.
var ferryParagraphs = []string{
	"The ferry across the lower sound has not sailed since the storm in October, and the four hundred people of the island have begun to reckon with a winter without it. The hull is sound, the company says; the shaft is not.",
	"A new shaft has to be cast in a foundry that is booked until March. Until then the mail comes with the fishing boats, and whoever has to see a doctor calls the lifeboat, whose crew has sailed thirty-one times in six weeks.",
	"The council has asked the navy for a landing craft and has been told that there is none to spare. It has also asked the two neighbouring islands, which share a ship, and has been promised every second Thursday if the weather allows.",
	"At the school, where nine children are left, the teacher has turned the timetable around: on the Thursdays with a ship there are no lessons, since half of the class goes to the mainland for teeth, glasses and shoes.",
	"The shop has a list on the door on which everybody writes what they will need in three weeks. Flour and batteries lead it, and somebody has written, in very small letters, that a second ship would be welcome too.",
	"The company has offered to lower the fares for a year once the ferry sails again. The islanders have answered that they would rather have a spare shaft, and that they know a dry place where it could be kept.",
}

// ferryPage is a page of that story with more after its third paragraph and
// after its last.
func ferryPage(between, after string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>An island counts its Thursdays | The Sound</title>
<meta property="og:title" content="An island counts its Thursdays"><meta property="og:type" content="article">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"An island counts its Thursdays","datePublished":"2025-11-20T07:00:00Z"}</script>
</head><body><header class="site-header"><a href="/">The Sound</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><header><h1>An island counts its Thursdays</h1><p class="byline">By Ragna Holm</p></header><div class="story-body">`)
	for i, p := range ferryParagraphs {
		b.WriteString("<p>" + p + "</p>\n")
		if i == 2 {
			b.WriteString(between)
		}
	}
	b.WriteString(after + `</div></article></main><aside><h2>More stories</h2><ul><li><a href="/news/fares">Fares rise on the upper sound</a></li>
<li><a href="/news/chess">The chess club wins at last</a></li></ul></aside><footer><p>© 2025 The Sound. All rights reserved.</p></footer></body></html>`)
	return b.String()
}

func readFerry(t *testing.T, between, after string) *article.Article {
	t.Helper()
	art, err := gatefold.Extract(strings.NewReader(ferryPage(between, after)), gatefold.Page{URL: "https://sound.example/news/an-island-counts-its-thursdays"})
	require.NoError(t, err)
	text := art.Text()
	for _, p := range ferryParagraphs {
		require.Contains(t, text, p[:60], "the story itself")
	}
	return art
}

func countKind(bs article.Blocks, k article.BlockKind) (n int) {
	for i := range bs {
		if bs[i].Kind == k {
			n++
		}
	}
	return n
}

// What a browser does not show, or shows as a picture, is no text.
func TestTextThatNobodySees(t *testing.T) {
	t.Parallel()
	link := func(attrs string) string {
		return `<p>The foundry has <a href="https://foundry.example/queue">published its queue<span ` + attrs + `> opens elsewhere</span></a>, and the island is ninth.</p>`
	}
	for _, tt := range []struct{ name, between string }{
		{"Bootstrap", link(`class="visually-hidden"`)},
		{"of a build tool", link(`class="ssrcss-1f39n02-VisuallyHidden e16en2lz0"`)},
		{"of CSS modules", link(`class="VisuallyHidden_root__x1Yz"`)},
		{"with a prefix", link(`class="govuk-visually-hidden"`)},
		{"Tailwind with a prefix", link(`class="tw-sr-only"`)},
		{"Salesforce", link(`class="slds-assistive-text"`)},
		{"off the screen by name", link(`class="offscreen"`)},
		{"clipped by its style", link(`style="position:absolute;width:1px;height:1px;clip:rect(0, 0, 0, 0)"`)},
		{"clipped by a path", link(`style="position: absolute; clip-path: inset(50%)"`)},
		{"far to the left", link(`style="position:absolute;left:-9999px"`)},
		{"indented away", link(`style="text-indent:-10000em; display:block"`)},
		{"of no size", link(`style="font-size:0"`)},
		{"one pixel", link(`style="position: absolute; width: 1px; height: 1px; overflow: hidden"`)},
		{"far off in any script", link(`style="position:absolute;inset-inline-start:-9999px"`)},
		{"of another tool", link(`class="is-sr-only"`)},
		{"of the US design system", link(`class="usa-sr-only"`)},
		{"hidden but accessible", link(`class="ui-helper-hidden-accessible"`)},
		{"a component", `<p>The foundry has <a href="https://foundry.example/queue">published its queue<visually-hidden> opens elsewhere</visually-hidden></a>, and the island is ninth.</p>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := readFerry(t, tt.between, "").Text()
			assert.Contains(t, text, "published its queue, and the island is ninth.")
			assert.NotContains(t, text, "opens elsewhere")
		})
	}
	for _, tt := range []struct{ name, between, why string }{
		{"fading in", link(`style="opacity:0"`), "pages let their text appear so"},
		{"taken back", link(`class="not-sr-only"`), ""},
		{"at some widths", link(`class="md:sr-only"`), ""},
		{"a little to the left", link(`style="left:-20px"`), ""},
		{"a line of one pixel", link(`style="border:1px solid;height:1px"`), "a rule above the text"},
		{"gaps closed", `<p style="font-size:0"><span style="font-size:16px">The foundry has published its queue opens elsewhere, and the island is ninth.</span></p>`, "the children have sizes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Contains(t, readFerry(t, tt.between, "").Text(), "opens elsewhere", tt.why)
		})
	}
}

// The names of icons, which a font draws as pictures, are no words.
func TestIconFonts(t *testing.T) {
	t.Parallel()
	for _, icon := range []string{
		`<i class="material-icons">open_in_new</i>`, `<span class="material-symbols-outlined" aria-hidden="true">open_in_new</span>`,
		`<mat-icon class="mat-icon material-icons-round">open_in_new</mat-icon>`, `<md-icon>open_in_new</md-icon>`,
		`<mat-icon class="mat-icon mat-ligature-font" role="img">open_in_new</mat-icon>`, `<i class="google-material-icons">open_in_new</i>`,
		`<span style="font-family: 'Material Icons'">open_in_new</span>`, "<i class=\"fa\">\uf08e</i>",
	} {
		between := `<h2>The queue ` + icon + `</h2><p>The foundry has <a href="https://foundry.example/queue">published its queue ` + icon + `</a>, and the island is ninth.</p>`
		md := readFerry(t, between, "").Markdown()
		assert.NotContains(t, md, "open", icon)
		assert.NotContains(t, md, "\uf08e", icon)
		assert.Contains(t, md, "## The queue\n", icon)
	}
}

// A formula stands on a page twice, for eyes and for machines.
func TestFormulasOnce(t *testing.T) {
	t.Parallel()
	const mathml = `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>F</mi><mo>=</mo><mi>k</mi><mi>v</mi></mrow><annotation encoding="application/x-tex">F = kv</annotation></semantics></math>`
	for _, tt := range []struct{ name, formula string }{
		{"KaTeX", `<span class="katex"><span class="katex-mathml">` + mathml + `</span><span class="katex-html" aria-hidden="true"><span class="base"><span class="mord">F</span><span class="mrel">=</span></span><span class="base"><span class="mord">k</span><span class="mord">v</span></span></span></span>`},
		{"MathJax 2", `<span class="MathJax" role="presentation"><nobr aria-hidden="true"><span class="math"><span class="mi">F</span><span class="mo">=</span><span class="mi">k</span><span class="mi">v</span></span></nobr><span class="MJX_Assistive_MathML" role="presentation">` + mathml + `</span></span>`},
		{"MathJax 3", `<mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-c class="mjx-c46"></mjx-c></mjx-math><mjx-assistive-mml>` + mathml + `</mjx-assistive-mml></mjx-container>`},
		{"MediaWiki", `<span class="mwe-math-element"><span class="mwe-math-mathml-inline mwe-math-mathml-a11y" style="display: none;">` + mathml + `</span><img src="https://wiki.example/svg/a1" class="mwe-math-fallback-image-inline" alt="{\displaystyle F=kv}"></span>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := readFerry(t, `<p>The drag that the shaft has to overcome is about `+tt.formula+` at the speeds that matter here, the engineer of the company has written.</p>`, "").Text()
			i := strings.Index(text, "overcome is about ")
			require.GreaterOrEqual(t, i, 0)
			got := text[i+len("overcome is about "):]
			got = strings.ReplaceAll(got[:strings.Index(got, "at the speeds")], " ", "")
			assert.Equal(t, "F=kv", got)
		})
	}
}

// Collapsed text that the reader opens is text: questions and answers.
func TestAccordions(t *testing.T) {
	t.Parallel()
	const q1, q2 = "Why not weld the old shaft?", "Who pays for the lifeboat?"
	const a1 = "<p>Because the steel is of a sort that cracks beside the seam, as the company found out on another ship ten years ago, to its cost.</p>"
	const a2 = "<p>The lifeboat lives on gifts, and the islanders have begun to hold a market for it, on the Thursdays on which no ship comes.</p>"
	heads := func(open, end string) string {
		return open + q1 + end + `<div id="p1" role="region">` + a1 + `</div>` + open + q2 + end + `<div id="p2" role="region">` + a2 + `</div>`
	}
	for _, tt := range []struct{ name, between string }{
		{"buttons in headings", heads(`<h3><button type="button" aria-expanded="false" aria-controls="p1">`, `</button></h3>`)},
		{"with an icon", heads(`<h3 class="accordion-header"><button class="accordion-button collapsed"><span>`, `</span><svg></svg></button></h3>`)},
		{"found by a search", strings.ReplaceAll(heads(`<h3><button aria-expanded="false">`, `</button></h3>`), `role="region"`, `hidden="until-found"`)},
		{"plain headings", heads(`<h3>`, `</h3>`)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			md := readFerry(t, tt.between, "").Markdown()
			assert.Contains(t, md, "### "+q1+"\n")
			assert.Contains(t, md, "### "+q2+"\n")
			assert.Contains(t, md, "Because the steel")
			assert.Contains(t, md, "The lifeboat lives on gifts")
		})
	}
}

// Whose a picture is, the class of a box that holds nothing else does not say.
func TestPicturesInBoxesOfTheirOwn(t *testing.T) {
	t.Parallel()
	const img = `<img src="https://sound.example/photos/shaft.jpg" width="1200" height="800" alt="The shaft on the quay">`
	for _, class := range []string{
		"wp-block-image", "kg-card kg-image-card", "sqs-block image-block", "image-block", "content-block", "media-item", "image-grid",
		"featured-image", "image-link", "top-image", "cmp-image", "lightbox", "image-card", "article__item", "photo-column", "modal-image",
		"block-image", "list-image", "grid", "card-media", "feed-image", "lock-ratio",
	} {
		for name, box := range map[string]string{
			"div": `<div class="` + class + `">` + img + `</div>`, "figure": `<figure class="` + class + `">` + img + `</figure>`,
			"captioned": `<figure class="` + class + `">` + img + `<figcaption>The shaft on the quay, where it has lain since the storm</figcaption></figure>`,
		} {
			art := readFerry(t, box, "")
			assert.Equal(t, 1, countKind(art.Body, article.BlockFigure), "%s of class %s", name, class)
		}
	}
	for name, box := range map[string]string{
		"teaser":    `<div class="card"><a href="/news/chess">` + img + `<h3>The chess club wins at last</h3></a></div>`,
		"share bar": `<ul class="share"><li><a href="https://share.example/?u=1"><img src="/i/a.png"></a></li><li><a href="https://share.example/?u=2"><img src="/i/b.png"></a></li></ul>`,
		"advert":    `<div class="ad-banner"><a href="https://shop.example/">` + img + `</a></div>`,
	} {
		assert.Zero(t, countKind(readFerry(t, box, "").Body, article.BlockFigure), name)
	}
}

func TestEmbedsInBoxesOfTheirOwn(t *testing.T) {
	t.Parallel()
	const frame = `<iframe src="https://www.youtube.com/embed/abc123XYZ00" width="560" height="315"></iframe>`
	for _, class := range []string{
		"wp-block-embed is-provider-youtube", "video-block", "sqs-block-video", "cmp-embed", "social-embed", "story__item", "video-card",
		"kg-card kg-embed-card", "embed-responsive", "video-list", "media-item",
	} {
		for _, box := range []string{
			`<div class="` + class + `">` + frame + `</div>`, `<figure class="` + class + `"><div class="wrapper">` + frame + `</div></figure>`,
		} {
			assert.Equal(t, 1, countKind(readFerry(t, box, "").Body, article.BlockEmbed), box)
		}
	}
}

// A gallery has all of its pictures, at the end of a story too.
func TestGalleries(t *testing.T) {
	t.Parallel()
	pictures := func(open, end string) string {
		var b strings.Builder
		for _, name := range []string{"quay", "shaft", "lifeboat", "school", "shop", "list", "hull"} {
			b.WriteString(open + `<img src="https://sound.example/photos/` + name + `.jpg" width="1200" height="800" alt=""><figcaption>The ` + name + ` of the island, seen on a grey Thursday</figcaption>` + end)
		}
		return b.String()
	}
	for name, gallery := range map[string]string{
		"figures": pictures("<figure>", "</figure>"),
		"list":    `<ul class="gallery">` + pictures("<li><figure>", "</figure></li>") + `</ul>`,
		"slides":  `<div class="swiper-wrapper">` + pictures(`<div class="swiper-slide"><figure>`, "</figure></div>") + `</div>`,
	} {
		assert.Equal(t, 7, countKind(readFerry(t, "", gallery).Body, article.BlockFigure), "%s after the story", name)
		assert.Equal(t, 7, countKind(readFerry(t, gallery, "").Body, article.BlockFigure), "%s inside", name)
	}
	page := `<!DOCTYPE html><html lang="en"><title>Thursdays in pictures</title><script type="application/ld+json">{"@type":"ImageGallery","headline":"Thursdays in pictures"}</script>
		<main><article><h1>Thursdays in pictures</h1><p>For six weeks now an island in the lower sound has lived from Thursday to Thursday, and a photographer has lived there with it.</p>` +
		pictures("<figure>", "</figure>") + `</article></main>`
	art, err := gatefold.Extract(strings.NewReader(page), gatefold.Page{URL: "https://sound.example/pictures/thursdays"})
	require.NoError(t, err)
	assert.Equal(t, article.KindGallery, art.Kind)
	assert.Equal(t, 7, countKind(art.Body, article.BlockFigure))
}

// Notes are part of the story, however short they are.
func TestShortFootnotes(t *testing.T) {
	t.Parallel()
	const ref = `<p>The company bought the shaft in the last century.<sup id="fnref1"><a href="#fn1">1</a></sup> It had sailed before, under another flag,<sup id="fnref2"><a href="#fn2">2</a></sup> and nobody knows how far.</p>`
	for _, tt := range []struct{ name, notes string }{
		{"DPUB-ARIA", `<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>In May 1988. <a href="#fnref1" role="doc-backlink">↩︎</a></p></li><li id="fn2"><p>That of Malta. <a href="#fnref2" role="doc-backlink">↩</a></p></li></ol></section>`},
		{"with a heading", `<div class="footnotes"><h2>Notes</h2><ol><li id="fn1">In May 1988. <a href="#fnref1">↑</a></li><li id="fn2">That of Malta. <a href="#fnref2">↑</a></li></ol></div>`},
		{"Substack", `<div class="footnote" data-component-name="FootnoteToDOM"><a id="fn1" href="#fnref1" class="footnote-number">1</a><div class="footnote-content"><p>In May 1988.</p></div></div><div class="footnote" data-component-name="FootnoteToDOM"><a id="fn2" href="#fnref2" class="footnote-number">2</a><div class="footnote-content"><p>That of Malta.</p></div></div>`},
		{"no names", `<hr><ol><li id="fn1">In May 1988. <a href="#fnref1">↑</a></li><li id="fn2">That of Malta. <a href="#fnref2">↑</a></li></ol>`},
		{"paragraphs", `<p id="fn1"><sup><a href="#fnref1">1</a></sup> In May 1988.</p><p id="fn2"><sup><a href="#fnref2">2</a></sup> That of Malta.</p>`},
		{"a footer", `<footer><ol><li id="fn1"><p>In May 1988. <a href="#fnref1">↩</a></p></li><li id="fn2"><p>That of Malta. <a href="#fnref2">↩</a></p></li></ol></footer>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			art := readFerry(t, ref, tt.notes)
			var notes []string
			for _, b := range art.Body {
				if b.Kind == article.BlockFootnote {
					notes = append(notes, b.Text)
				}
			}
			assert.Equal(t, []string{"In May 1988.", "That of Malta."}, notes)
		})
	}
}

// Posts that a provider's script would draw stand in the story with their
// text.
func TestQuotedPosts(t *testing.T) {
	t.Parallel()
	const words = "No ship again. We have made soup."
	for _, tt := range []struct{ name, post, provider, url string }{
		{"Instagram", `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/abc/"><p>` + words + `</p><a href="https://www.instagram.com/p/abc/">A post by the shop</a></blockquote>`, "instagram", "https://www.instagram.com/p/abc/"},
		{"TikTok", `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@shop/video/1" data-video-id="1"><section><a href="https://www.tiktok.com/@shop">@shop</a><p>` + words + `</p></section></blockquote>`, "tiktok", "https://www.tiktok.com/@shop/video/1"},
		{"Threads", `<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@shop/post/1"><a href="https://www.threads.net/@shop/post/1">` + words + `</a></blockquote>`, "threads", "https://www.threads.net/@shop/post/1"},
		{"Reddit", `<blockquote class="reddit-embed-bq" style="height:316px"><a href="https://www.reddit.com/r/sound/comments/1/no_ship/">` + words + `</a><br> by <a href="https://www.reddit.com/user/shop/">u/shop</a></blockquote>`, "reddit", "https://www.reddit.com/r/sound/comments/1/no_ship/"},
		{"Bluesky", `<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p lang="en">` + words + `</p>— The shop (<a href="https://bsky.app/profile/shop">@shop</a>) <a href="https://bsky.app/profile/shop/post/1">20 November</a></blockquote>`, "bluesky", "https://bsky.app/profile/shop/post/1"},
		{"Mastodon", `<blockquote class="mastodon-embed" data-embed-url="https://social.example/@shop/1/embed"><a href="https://social.example/@shop/1">` + words + `</a></blockquote>`, "mastodon", "https://social.example/@shop/1/embed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			art := readFerry(t, tt.post, "")
			var posts []article.Block
			for _, b := range art.Body {
				if b.Kind == article.BlockEmbed {
					posts = append(posts, b)
				}
			}
			require.Len(t, posts, 1)
			assert.Equal(t, tt.provider, posts[0].Provider)
			assert.Contains(t, posts[0].Text, words)
			if tt.url != "" {
				assert.Equal(t, tt.url, posts[0].URL)
			}
		})
	}
}

func TestQuotesAndLines(t *testing.T) {
	t.Parallel()
	const said = "We have never been so many at the harbour, and never with so little to do there."
	for name, quote := range map[string]string{
		"footer": `<blockquote><p>` + said + `</p><footer>Ivar Brekke, ferryman</footer></blockquote>`,
		"class":  `<blockquote class="quote"><p>` + said + `</p><span class="quote__author">Ivar Brekke, ferryman</span></blockquote>`,
		"beside": `<div><blockquote>` + said + `</blockquote><div>Ivar Brekke, ferryman</div></div>`,
		"cite":   `<blockquote><p>` + said + `</p><cite>Ivar Brekke, ferryman</cite></blockquote>`,
	} {
		assert.Contains(t, readFerry(t, quote, "").Text(), "Ivar Brekke, ferryman", name)
	}
	text := readFerry(t, `<p>The ferryman says that he has heard <q>soon</q> too often, and that <q>soon</q> is a word for people with a bridge and a timetable.</p>`, "").Text()
	assert.Contains(t, text, "has heard “soon” too often", "q has its marks from the browser")

	art := readFerry(t, "<div style=\"white-space: pre-line\">The mail comes on Mondays with the smaller of the fishing boats.\n\nThe doctor comes on Tuesdays, if the sea lets her land at the old pier.\n\nNobody comes on Wednesdays, and everybody on the island is asleep by nine.</div>", "")
	assert.Contains(t, art.Text(), "fishing boats.\n\nThe doctor comes on Tuesdays", "the page's own lines are shown as lines")

	cjk := "<html lang=ja><article><h1>島の木曜日</h1>" + strings.Repeat("<p>島の連絡船は十月の嵐から動いていない。\n四百人の住民は、船のない冬を考え始めた。会社によると船体は無事だが、\n軸が折れたという。</p>", 1) +
		"<p>新しい軸を作る工場は三月まで予約で埋まっている。それまで郵便は漁船で届き、医者にかかる人は救命艇を呼ぶ。</p></article>"
	ja, err := gatefold.Extract(strings.NewReader(cjk), gatefold.Page{})
	require.NoError(t, err)
	assert.Contains(t, ja.Text(), "動いていない。四百人の住民は", "a line break between two characters of Han or Kana is no space")
}

// A caption may stand in the picture's own paragraph or in the one after it.
func TestCaptionsUnderPictures(t *testing.T) {
	t.Parallel()
	const img, caption = `<img src="https://sound.example/photos/shaft.jpg" width="1200" height="800">`, "The shaft on the quay, where it has lain since the storm."
	for name, between := range map[string]string{
		"after a break": `<p>` + img + `<br><i>` + caption + `</i></p>`,
		"in italics":    `<p>` + img + `</p><p><em>` + caption + `</em></p>`,
		"in a div":      `<div>` + img + `<br><i>` + caption + `</i></div>`,
	} {
		art := readFerry(t, between, "")
		i := slices.IndexFunc(art.Body, func(b article.Block) bool { return b.Kind == article.BlockFigure })
		require.GreaterOrEqual(t, i, 0, name)
		assert.Equal(t, caption, art.Body[i].Caption, name)
	}
	art := readFerry(t, `<p>`+img+`</p><p>The shaft lies on the quay, and it has lain there since the storm.</p>`, "")
	assert.Contains(t, art.Text(), "The shaft lies on the quay", "a paragraph after a picture is one")
}
