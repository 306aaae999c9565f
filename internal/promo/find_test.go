package promo_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// story is prose of the length that a body's paragraph has.
const story = "The harbour town kept its old lighthouse because the fishermen, who had long since bought radios, " +
	"still set their clocks by the hour at which its lamp was lit, and because nobody on the council wanted to be the one " +
	"who signed the paper that would have ended it."

// run finds and places the promos of a page. A segment counts as body if it is
// a piece of story.
func run(t testing.TB, src string) []promo.Promo {
	t.Helper()
	n, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(n)
	segs := block.Segment(doc, nil)
	words := wording.Read(wording.Default(), doc, segs)
	found := find(doc, segs, words, nil)
	for i := range segs {
		segs[i].Role = term.Other
		if txt := segText(doc, &segs[i]); strings.Contains(txt, "harbour town") || strings.Contains(txt, "STORY") {
			segs[i].Role = term.Body
		}
	}
	return promo.Place(promo.Page{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc), Language: "en", Country: "US"}, found)
}

// find asks the models what the segments say and finds the promos.
func find(doc *page.Doc, segs []block.Seg, words *wording.Text, rules []promo.RuleHit) []promo.Promo {
	frame := roles.NewFrame(roles.Input{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc)})
	defer frame.Release()
	frame.Probabilities()
	return promo.Find(promo.Input{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc), Rules: rules})
}

func segText(doc *page.Doc, s *block.Seg) string {
	var b strings.Builder
	for id := s.First; id < s.End; id++ {
		if s.Owns(&doc.Nodes[id]) {
			b.WriteString(doc.Nodes[id].N.Data)
		}
	}
	return b.String()
}

// trialOffer is one subscription box as three publishers might mark it up: as
// a section, as loose paragraphs among the story's, and as table cells with
// line breaks.
var trialOffer = map[string]string{
	"section after the body": `<main><article><h1>Lamp</h1><div class="entry-content"><p>` + story + `</p><p>` + story + `</p></div>
<section class="subscribe-offer" id="paywall"><h2>Try unlimited access</h2><p class="price">Only $1 for four weeks</p>
<ul><li>Unlimited access to all of Harbour News: reporting, analysis</li><li>Year-one discount if you continue past $1 trial period</li>
<li>The Harbour Daily Update, an email newsletter to keep you in the loop</li><li>Searchable archive of all content, photo galleries, special columns</li>
<li>Contact our reporters with tips or requests for reporting</li></ul>
<p>Get unlimited access to all Harbour News content, including original reporting by our team of experts.</p><a class="btn" href="/subscribe/?offer=trial">Subscribe now</a>
<p class="small">All major cards accepted. No commitments – you can cancel any time.</p></section></article></main>`,
	"inside the body": `<article><h1>Lamp</h1><div><p>` + story + `</p><p>` + story + `</p>
<h2>Try unlimited access</h2><p>Only $1 for four weeks</p>
<ul><li>Unlimited access to all of Harbour News: reporting, analysis</li><li>Year-one discount if you continue past $1 trial period</li>
<li>The Harbour Daily Update, an email newsletter to keep you in the loop</li><li>Searchable archive of all content, photo galleries, special columns</li>
<li>Contact our reporters with tips or requests for reporting</li></ul>
<p>Get unlimited access to all Harbour News content, including original reporting by our team of experts.</p><a href="/subscribe/?offer=trial">Subscribe now</a>
<p>All major cards accepted. No commitments – you can cancel any time.</p><p>` + story + `</p></div></article>`,
	"paragraphs only": `<div><p>` + story + `</p><p>` + story + `</p>
<p>Try unlimited access</p><p>Only $1 for four weeks</p>
<p>Unlimited access to all of Harbour News: reporting, analysis</p><p>Year-one discount if you continue past $1 trial period</p>
<p>The Harbour Daily Update, an email newsletter to keep you in the loop</p><p>Searchable archive of all content, photo galleries, special columns</p>
<p>Contact our reporters with tips or requests for reporting</p>
<p>Get unlimited access to all Harbour News content, including original reporting by our team of experts.</p><p><a href="/subscribe/?offer=trial">Subscribe now</a></p>
<p>All major cards accepted. No commitments – you can cancel any time.</p></div>`,
	"table and breaks": `<table><tr><td>` + story + `<br><br>` + story + `<br><br>
Try unlimited access<br>Only $1 for four weeks<br><br>
Unlimited access to all of Harbour News: reporting, analysis<br>Year-one discount if you continue past $1 trial period<br>
The Harbour Daily Update, an email newsletter to keep you in the loop<br>Searchable archive of all content, photo galleries, special columns<br>
Contact our reporters with tips or requests for reporting<br><br>
Get unlimited access to all Harbour News content, including original reporting by our team of experts.<br><br><a href="/subscribe/?offer=trial">Subscribe now</a><br><br>
All major cards accepted. No commitments – you can cancel any time.</td></tr></table>`,
}

const offerMenu = `<body><header><nav><a href="/">News</a> <a href="/subscribe/">Subscribe</a> <a href="/login/">Log in</a></nav></header>`

func TestPlaceReadsTheWholeOffer(t *testing.T) {
	t.Parallel()
	got := run(t, offerMenu+trialOffer["section after the body"])
	require.Len(t, got, 1)
	p := got[0]
	assert.Equal(t, term.Subscription, p.Kind)
	assert.Equal(t, "Try unlimited access", p.Heading)
	assert.Len(t, p.Benefits, 5)
	assert.Equal(t, []promo.Action{{Text: "Subscribe now", URL: "/subscribe/?offer=trial"}}, p.Actions)
	assert.Equal(t, []string{"All major cards accepted. No commitments – you can cancel any time."}, p.Notes)
	require.Len(t, p.Offers, 1)
	assert.Equal(t, "Only $1 for four weeks", p.Offers[0].Text)
	assert.NotContains(t, p.Text, "harbour town")
}

func TestOfferAmongTheStory(t *testing.T) {
	t.Parallel()
	for name, src := range trialOffer {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := run(t, offerMenu+src)
			require.NotEmpty(t, got)
			for _, p := range got {
				assert.Equal(t, term.Subscription.String(), p.Kind.String(), p.Text)
				assert.NotContains(t, p.Text, "harbour town", "the story stays out")
				assert.NotContains(t, p.Text, "Log in", "the menu stays out")
			}
		})
	}
}

// A price that is crossed out is no offer: it is what the next one cost before.
func TestCrossedOutPrices(t *testing.T) {
	t.Parallel()
	for _, old := range []string{"<s>$120</s>", "<del>$120</del>", "<strike><span>$120</span></strike>"} {
		got := run(t, `<main><article><p>`+story+`</p><p>`+story+`</p></article><section class="subscribe"><h2>Subscribe to the Weekly</h2><p>`+old+
			` $60 a year</p><a class="button" href="/subscribe">Subscribe</a></section></main>`)
		require.Len(t, got, 1, old)
		require.Len(t, got[0].Offers, 1, old)
		assert.Equal(t, "60", got[0].Offers[0].Amount)
		assert.Equal(t, "120", got[0].Offers[0].Was)
	}
}

// Asking for an account to comment keeps nobody from reading on.
func TestBoxesForCommentersAreNoGates(t *testing.T) {
	t.Parallel()
	for _, box := range []string{
		`<div class="comments-gate"><h3>Join the conversation</h3><p>Only subscribers can comment on this article. <a href="/subscribe">Subscribe</a> or <a href="/login">log in</a> to take part.</p></div>`,
		`<section><h3>Comments</h3><p>You must be logged in to post a comment.</p><a href="/login">Log in</a></section>`,
	} {
		for _, p := range run(t, `<main><article><p>`+story+`</p><p>`+story+`</p>`+box+`</article></main>`) {
			assert.False(t, p.Gate, p.Text)
		}
	}
}
