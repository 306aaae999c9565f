package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

const story = `<!DOCTYPE html><html lang="en"><head><title>New lamps for the old pier - The Example</title>
<meta property="og:site_name" content="The Example"><meta name="author" content="Alex Sample">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"><meta name="article:content_tier" content="metered"></head><body>
<header><nav><a href="/news">News</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a> <a href="/subscribe">Subscribe</a></nav></header>
<main><article><h1>New lamps for the old pier</h1><p class="byline">By <a rel="author" href="/a">Alex Sample</a></p><time datetime="2024-05-03">3 May 2024</time>
<p>The town has bought forty lamps for the pier, and the first of them were lit on Monday evening while the ferry was coming in. People who walk there say that they can see the boards again.</p>
<p>It is the first change to the pier in twenty years. The lamps that stood there before came from a ship that was broken up in the harbour, and no one knew how to mend them any more, says the keeper.</p>
<p>The new ones burn all night. Their light is warm, the keeper says, and it does not trouble the birds that sleep under the boards, which was what the neighbours had feared most of all.</p>
<div class="newsletter-box"><h3>Sign up for our newsletter</h3><p>The week in one letter.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></div>
<p>More lamps will follow in autumn, when the road along the shore is mended, and after that the town wants to look at the steps that lead down to the small boats in the old basin.</p>
<section class="paywall"><h2>Subscribe to continue reading</h2><p>Only $1 for the first month, then $9 a month. Cancel any time.</p><a class="btn" href="/subscribe">Subscribe now</a></section></article>
<aside><h2>Related stories</h2><a href="/r/1">A ferry that is late every day</a><a href="/r/2">The birds under the boards</a></aside></main>
<div hidden><p>You have read all your free articles this month. Log in to go on.</p></div>
<footer><p>© The Example. All rights reserved.</p></footer></body></html>`

func explain(t *testing.T, page string) *gatefold.Report {
	t.Helper()
	x, err := gatefold.New()
	require.NoError(t, err)
	r, err := x.Explain(strings.NewReader(page), gatefold.Page{URL: "https://www.news.example/2024/05/03/lamps"})
	require.NoError(t, err)
	return r
}

const shownBlocks = `[...document.querySelectorAll(".block")].filter(b => b.offsetParent !== null).length`

func TestMouse(t *testing.T) {
	report := explain(t, story)
	ctx, seen := open(t, report)
	all := eval[int](t, ctx, shownBlocks)
	require.Equal(t, len(report.Blocks), all)
	assert.Contains(t, eval[string](t, ctx, `document.querySelector(".legend").innerText`), "body")

	run(t, ctx, click(`.block.r-body summary`))
	why := eval[string](t, ctx, `document.querySelector(".block.r-body .why").innerText`)
	assert.Contains(t, why, "decided by")
	assert.Contains(t, why, "article > p")

	run(t, ctx, click(`.legend input[value=body]`))
	assert.Zero(t, eval[int](t, ctx, `[...document.querySelectorAll(".block.r-body")].filter(b => b.offsetParent !== null).length`))
	assert.Less(t, eval[int](t, ctx, shownBlocks), all)
	run(t, ctx, click(`#all`), click(`#hidden`))
	assert.Zero(t, eval[int](t, ctx, `[...document.querySelectorAll(".is-hidden")].filter(b => b.offsetParent !== null).length`))
	run(t, ctx, click(`#hidden`), click(`#story`))
	assert.Zero(t, eval[int](t, ctx, `[...document.querySelectorAll(".r-promo.block")].filter(b => b.offsetParent !== null).length`))

	run(t, ctx, click(`.promos a`))
	assert.True(t, eval[bool](t, ctx, `document.activeElement.closest(".block").querySelector("details").open`), "a link shows and opens its block")
	assert.Empty(t, seen.all())
}

func TestKeyboard(t *testing.T) {
	ctx, seen := open(t, explain(t, story))
	at := `document.activeElement.closest(".block")?.id ?? ""`
	run(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	assert.Equal(t, "b1", eval[string](t, ctx, at))
	run(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp))
	assert.Equal(t, "b2", eval[string](t, ctx, at))
	assert.Equal(t, "3px", eval[string](t, ctx, `getComputedStyle(document.activeElement).outlineWidth`), "the focus can be seen")
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
	assert.True(t, eval[bool](t, ctx, `document.querySelector("#b2 details").open`))

	run(t, ctx, chromedp.KeyEvent("/"))
	assert.Equal(t, "search", eval[string](t, ctx, `document.activeElement.id`))
	// The driver types the character although the page took the key.
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.activeElement.value = ""`), chromedp.KeyEvent("steps basin"))
	assert.Equal(t, 1, eval[int](t, ctx, shownBlocks))
	assert.Contains(t, eval[string](t, ctx, `document.getElementById("status").textContent`), "1 of ")
	run(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	assert.Contains(t, eval[string](t, ctx, `document.activeElement.innerText`), "basin")
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	assert.Greater(t, eval[int](t, ctx, shownBlocks), 5)
	assert.Empty(t, seen.all())
}

// The texts of a page are data: nothing in them may run, load or leave its
// place.
func TestHostilePage(t *testing.T) {
	evil := `"><img src=x onerror=hit()><script>hit()</script></script></style><!-- javascript:hit() {{.}} ${hit()}`
	r := explain(t, story)
	a := r.Article
	a.Title, a.URL, a.Image, a.SiteName, a.Description = evil, "javascript:hit()", "https://pictures.example/x.png", evil, evil
	a.Rule.Stale, a.Access.Withheld = evil, article.Withheld{Words: 3, Where: evil}
	a.Promos = []article.Promo{{Kind: article.PromoKind(evil), Heading: evil, Vendor: evil, Actions: []article.Action{{Text: evil, URL: "javascript:hit()"}},
		Offers: []article.Offer{{Amount: evil, Currency: evil, Text: evil}}}}
	a.Access.Evidence = append(a.Access.Evidence, article.Evidence{Source: article.ParseProvenance(evil), Value: evil, Path: evil, Supports: evil})
	for i := range r.Blocks {
		b := &r.Blocks[i]
		b.Role, b.Text, b.Path, b.Decided, b.Promo = article.Role(evil), evil, evil, article.ParseProvenance(evil), 0
	}
	ctx, seen := open(t, r)
	assert.Equal(t, evil, eval[string](t, ctx, `document.querySelector("h1").textContent`))
	assert.Equal(t, len(r.Blocks), eval[int](t, ctx, `document.querySelectorAll(".block").length`))
	assert.Zero(t, eval[int](t, ctx, `document.querySelectorAll("img, iframe, object, embed, link, body script + script, [onerror]").length`))
	assert.Equal(t, 1, eval[int](t, ctx, `document.scripts.length`))
	assert.Zero(t, eval[int](t, ctx, `document.querySelectorAll("a[href^=javascript]").length`))
	assert.Empty(t, seen.all())
}

// contrast finds the texts whose contrast is below AA, by the formula of WCAG
// 2. Backgrounds are opaque throughout.
const contrast = `(() => {
  const ctx = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const rgb = (c) => { ctx.clearRect(0, 0, 1, 1); ctx.fillStyle = c; ctx.fillRect(0, 0, 1, 1); return ctx.getImageData(0, 0, 1, 1).data; };
  const lum = (d) => { const f = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(d[0]) + .7152 * f(d[1]) + .0722 * f(d[2]); };
  const out = [];
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || e.offsetParent === null) continue;
    let p = e, bg;
    do { bg = rgb(getComputedStyle(p).backgroundColor); p = p.parentElement; } while (bg[3] < 255 && p);
    const a = lum(rgb(getComputedStyle(e).color)), b = lum(bg);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) out.push(e.className + " " + e.textContent.slice(0, 20) + " " + ratio.toFixed(2));
  }
  return out;
})()`

func TestLooks(t *testing.T) {
	ctx, seen := open(t, everyRole(explain(t, story)))
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach((d, i) => { if (d.matches(".panel") || i % 5 === 0) d.open = true })`))
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 1000}, {"tablet", 800, 1000}, {"phone", 320, 700}} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(size.name+" "+scheme, func(t *testing.T) {
				run(t, ctx, Look(scheme, size.width, size.height))
				shot(t, ctx, size.name+"-"+scheme)
				assert.Empty(t, eval[[]string](t, ctx, contrast))
				assert.LessOrEqual(t, eval[int64](t, ctx, `document.documentElement.scrollWidth`), size.width, "nothing scrolls sideways")
			})
		}
	}
	assert.Empty(t, seen.all())
}

// everyRole adds a block of each role, since each has its colours.
func everyRole(r *gatefold.Report) *gatefold.Report {
	for i, role := range []article.Role{
		article.RoleHeadline, article.RoleKicker, article.RoleStandfirst, article.RoleByline, article.RoleDateline, article.RoleBody,
		article.RoleCaption, article.RolePromo, article.RoleRelated, article.RoleComments, article.RoleAuthorBio, article.RoleCorrection,
		article.RoleNavigation, article.RoleAd, article.RoleConsent, article.RoleLegal, article.RoleOther,
	} {
		r.Blocks = append(r.Blocks, gatefold.ReportBlock{
			Role: role, Text: fmt.Sprintf("A block that is %s", role), Path: "body > " + strings.Repeat("div.wrapper-with-a-long-name > ", i) + "p", Promo: -1,
			Hidden: i%3 == 0, Decided: article.ParseProvenance("sites/news.example.toml:12 .story"),
		})
	}
	return r
}
