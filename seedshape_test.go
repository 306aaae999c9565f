package gatefold_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// The texts of a story that ends in an offer, whatever elements they stand in.
const (
	seedHead = `<!DOCTYPE html><html lang="en"><head><title>Lamp Oil Runs Short on the Outer Islands | Tidewater Post</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Tidewater Post">
<meta property="og:title" content="Lamp Oil Runs Short on the Outer Islands | Tidewater Post"></head><body>`
	seedDay    = "March 3, 2025"
	seedTitle  = "Lamp Oil Runs Short on the Outer Islands"
	seedDek    = "A keeper says that two of the three lights were dark for most of last week"
	seedFirst  = "Would a boat come in without the light? The keeper of the eastern tower says that he counted eleven on Tuesday, all of them late and all of them slow, and that he stood at the rail with a hand lamp until the last was tied up."
	seedSecond = "It would not be the first time that the islands have had to do without. In the winter of the long ice the oil barge stayed in port for six weeks, and the keepers burned what they had, which by the end was fish oil and the legs of two chairs."
	seedOffer  = "Only $1 for four weeks"
	seedCopy   = "Read all that our reporters write about the islands, the ships and the people who keep the lights."
	seedSmall  = "Pay by any card. You can cancel any time."
	seedFoot   = `<p>© The publisher. All rights reserved.</p></body></html>`
)

var seedBenefits = []string{
	"Every report, interview and map on the site", "A lower price in the first year if you stay after the $1 trial",
	"One letter each morning with what happened overnight", "The archive, with photos and columns since the start",
	"A line to the reporters for tips and questions",
}

func seedList(before, after string) string {
	return before + strings.Join(seedBenefits, after+before) + after
}

// seedShapes are pages on which a masthead prints the day of serving and an offer
// stands in place of the rest, set in ways that no class name explains.
//
// open names what does not hold yet; a name goes from there once it does.
var seedShapes = []struct {
	name, why, src string
	open           []string
}{
	{
		name: "no class names", why: "only the order and the words are left",
		src: seedHead + `<header><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><div>` + seedDay + `</div><nav><a href="/news/">News</a> <a href="/maps/">Maps</a> <a href="/login/">Log in</a></nav></header>
<main><h1>` + seedTitle + `</h1><p>` + seedDek + `</p><div><p>` + seedFirst + `</p><p>` + seedSecond + `</p></div>
<section><h2>Try unlimited access</h2><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></section></main>` + seedFoot,
	},
	{
		name: "tables and line breaks", why: "a page of twenty years ago",
		src: seedHead + `<table width="100%"><tr><td><a href="/"><img src="/logo.gif" alt="Tidewater Post"></a></td><td align="right">` + seedDay + `</td></tr>
<tr><td colspan="2"><a href="/news/">News</a> | <a href="/maps/">Maps</a> | <a href="/login/">Log in</a></td></tr></table>
<table><tr><td><h1>` + seedTitle + `</h1><b>` + seedDek + `</b><br><br>` + seedFirst + `<br><br>` + seedSecond + `<br><br></td></tr>
<tr><td><table bgcolor="#eeeeee"><tr><td><b>Try unlimited access</b><br>` + seedOffer + `<br>` + seedList("• ", "<br>") + seedCopy + `<br><a href="/subscribe/">Subscribe now</a><br>` + seedSmall + `</td></tr></table></td></tr></table>` + seedFoot,
	},
	{
		name: "all in one cell", why: "only line breaks part the story from the offer",
		open: []string{"standfirst", "standfirst out of the body"},
		src: seedHead + `<table><tr><td><a href="/">Tidewater Post</a></td><td align="right">` + seedDay + `</td></tr></table>
<table><tr><td><h1>` + seedTitle + `</h1><b>` + seedDek + `</b><br><br>` + seedFirst + `<br><br>` + seedSecond + `<br><br>
<b>Try unlimited access</b><br>` + seedOffer + `<br>` + seedList("• ", "<br>") + seedCopy + `<br><a href="/subscribe/">Subscribe now</a><br>` + seedSmall + `</td></tr></table>` + seedFoot,
	},
	{
		name: "a row for each line", why: "a table that arranges the page",
		open: []string{"standfirst", "standfirst out of the body"},
		src: seedHead + `<table><tr><td><a href="/">Tidewater Post</a></td><td align="right">` + seedDay + `</td></tr></table>
<table><tr><td><h1>` + seedTitle + `</h1></td></tr><tr><td><i>` + seedDek + `</i></td></tr><tr><td><p>` + seedFirst + `</p><p>` + seedSecond + `</p></td></tr>
<tr><td><b>Try unlimited access</b></td></tr><tr><td>` + seedOffer + `</td></tr>` + seedList("<tr><td>", "</td></tr>") + `<tr><td>` + seedCopy + `</td></tr><tr><td><a href="/subscribe/">Subscribe now</a></td></tr><tr><td>` + seedSmall + `</td></tr></table>` + seedFoot,
	},
	{
		name: "nothing but div", why: "no paragraph, no list, no heading but the first",
		open: []string{"standfirst", "standfirst out of the body"},
		src: seedHead + `<div><div><a href="/">Tidewater Post</a></div><div>` + seedDay + `</div><div><a href="/news/">News</a></div></div>
<div><div><h1>` + seedTitle + `</h1></div><div>` + seedDek + `</div><div><div>` + seedFirst + `</div><div>` + seedSecond + `</div></div>
<div><div><b>Try unlimited access</b></div><div>` + seedOffer + `</div>` + seedList("<div>", "</div>") + `<div>` + seedCopy + `</div><div><a href="/subscribe/">Subscribe now</a></div><div>` + seedSmall + `</div></div></div>` + seedFoot,
	},
	{
		name: "offer without a box", why: "its lines follow the paragraphs in their own element",
		src: seedHead + `<header class="site-header"><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><span>` + seedDay + `</span><nav><a href="/news/">News</a> <a href="/login/">Log in</a></nav></header>
<article><h1>` + seedTitle + `</h1><p class="summary">` + seedDek + `</p><div class="content"><p>` + seedFirst + `</p><p>` + seedSecond + `</p><h2>Try unlimited access</h2><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></div></article>` + seedFoot,
	},
	{
		name: "offer in a dialog", why: "it lies over the story and not beside it",
		src: seedHead + `<header class="site-header"><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><span>` + seedDay + `</span><nav><a href="/news/">News</a> <a href="/login/">Log in</a></nav></header>
<article><h1>` + seedTitle + `</h1><p class="dek">` + seedDek + `</p><div><p>` + seedFirst + `</p><p>` + seedSecond + `</p></div></article><div role="dialog" aria-modal="true"><h2>Try unlimited access</h2><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></div>` + seedFoot,
	},
	{
		name: "two boxes after the story", why: "a form for an address comes last",
		src: seedHead + `<header class="site-header"><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><span>` + seedDay + `</span><nav><a href="/news/">News</a> <a href="/login/">Log in</a></nav></header>
<article><h1>` + seedTitle + `</h1><p class="dek">` + seedDek + `</p><div><p>` + seedFirst + `</p><p>` + seedSecond + `</p></div><section><h2>Try unlimited access</h2><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></section>
<section><h3>The morning tide</h3><p>Sign up for our newsletter and get the news of the islands.</p><form><input type="email"><button>Sign up</button></form></section></article>` + seedFoot,
	},
	{
		name: "offer in the body's container", why: "story and offer have one parent",
		src: seedHead + `<header class="site-header"><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><span>` + seedDay + `</span><nav><a href="/news/">News</a> <a href="/login/">Log in</a></nav></header>
<article class="post"><h1>` + seedTitle + `</h1><p class="dek">` + seedDek + `</p><div class="entry-content"><p>` + seedFirst + `</p><p>` + seedSecond + `</p>
<div class="offer"><h3>Try unlimited access</h3><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a class="button" href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></div></div></article>` + seedFoot,
	},
	{
		name: "newsletter between the paragraphs", why: "a second box that asks, and the story goes on behind it",
		src: seedHead + `<header class="site-header"><a href="/"><img src="/logo.svg" alt="Tidewater Post"></a><span>` + seedDay + `</span><nav><a href="/news/">News</a> <a href="/login/">Log in</a></nav></header>
<article class="post"><h1>` + seedTitle + `</h1><p class="dek">` + seedDek + `</p><div class="entry-content"><p>` + seedFirst + `</p>
<div class="newsletter"><h4>The morning tide</h4><p>Sign up for our newsletter and get the news of the islands in your inbox.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></div><p>` + seedSecond + `</p></div>
<section class="subscribe-offer"><h2>Try unlimited access</h2><p>` + seedOffer + `</p><ul>` + seedList("<li>", "</li>") + `</ul><p>` + seedCopy + `</p><a class="button" href="/subscribe/">Subscribe now</a><p>` + seedSmall + `</p></section></article>` + seedFoot,
	},
}

// seedWants are what must hold on each of them.
var seedWants = []struct {
	name string
	ok   func(a *article.Article) bool
}{
	{"title", func(a *article.Article) bool { return a.Title == seedTitle }},
	{"the masthead's day is no date of publication", func(a *article.Article) bool { return a.Published.Day != "2025-03-03" && a.Published.Time.IsZero() }},
	{"standfirst", func(a *article.Article) bool { return a.Standfirst == seedDek }},
	{"standfirst out of the body", func(a *article.Article) bool { return !strings.Contains(a.Text(), seedDek) }},
	{"story", func(a *article.Article) bool {
		return strings.Contains(a.Text(), seedFirst) && strings.Contains(a.Text(), seedSecond)
	}},
	{"offer out of the body", func(a *article.Article) bool {
		return !strings.Contains(a.Text(), seedOffer) && !strings.Contains(a.Text(), seedSmall) && !strings.Contains(a.Text(), seedBenefits[4])
	}},
	{"one subscription", func(a *article.Article) bool { return len(subscriptions(a)) == 1 }},
	{"its offer", func(a *article.Article) bool {
		s := subscriptions(a)
		return len(s) > 0 && len(s[0].Offers) > 0 && s[0].Offers[0].Currency == "USD"
	}},
	{"five benefits", func(a *article.Article) bool { s := subscriptions(a); return len(s) > 0 && len(s[0].Benefits) == 5 }},
	{"its action", func(a *article.Article) bool {
		s := subscriptions(a)
		return len(s) > 0 && len(s[0].Actions) > 0 && s[0].Actions[0].Text == "Subscribe now"
	}},
	{"not both free and full", func(a *article.Article) bool {
		return a.Access.Policy != article.PolicyFree || a.Access.Completeness != article.CompletenessFull
	}},
}

func subscriptions(a *article.Article) (out []article.Promo) {
	for _, p := range a.Promos {
		if p.Kind == article.PromoSubscription {
			out = append(out, p)
		}
	}
	return out
}

// TestStoryBeforeAnOfferInManyShapes reads the shapes with and without rules, with
// and without an address.
func TestStoryBeforeAnOfferInManyShapes(t *testing.T) {
	t.Parallel()
	for _, shape := range seedShapes {
		for _, address := range []string{"", "https://www.tidewater.example/2012/05/lamp-oil-runs-short/"} {
			for _, rules := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s/address %v/rules %v", shape.name, address != "", rules), func(t *testing.T) {
					t.Parallel()
					var opts []gatefold.Option
					if !rules {
						opts = append(opts, gatefold.WithoutRules())
					}
					x, err := gatefold.New(opts...)
					require.NoError(t, err)
					art, err := x.Extract(strings.NewReader(shape.src), gatefold.Page{URL: address})
					require.NoError(t, err)
					for _, want := range seedWants {
						if slices.Contains(shape.open, want.name) {
							continue
						}
						if want.name == "the masthead's day is no date of publication" && address != "" {
							assert.NotEqual(t, "2025-03-03", art.Published.Day, "%s: %s", want.name, shape.why)
							continue
						}
						assert.True(t, want.ok(art), "%s: %s", want.name, shape.why)
					}
				})
			}
		}
	}
}

// A gate that lies as a dialog over two paragraphs is one; under a whole story the same
// dialog waits for another reader.
func TestGateInADialog(t *testing.T) {
	t.Parallel()
	const gate = `<div role="dialog" aria-modal="true"><h2>Keep reading with a subscription</h2><p>This story is for subscribers.</p><p>` + seedOffer + `</p><a href="/subscribe">Subscribe now</a><p>Already a subscriber? <a href="/login">Log in</a></p></div>`
	page := func(story string) string {
		return seedHead + `<main><article><h1>` + seedTitle + `</h1><p class="byline">By Edda Norring</p><div class="story-body">` + story + `</div></article></main>` + gate + seedFoot
	}
	assert.Equal(t, article.CompletenessPreview, extractPlain(t, page("<p>"+reported[0]+"</p><p>"+reported[1]+"</p>")).Access.Completeness)
	assert.Equal(t, article.CompletenessFull, extractPlain(t, page("<p>"+strings.Join(reported[:], "</p><p>")+"</p>")).Access.Completeness)
}
