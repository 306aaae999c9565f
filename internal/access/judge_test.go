package access_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/offer"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// sentence is prose of a paragraph's length.
const sentence = "The ferry that used to carry the mail across the sound was sold in spring, and since then the islanders have rowed " +
	"over by turns, each with a bag of letters and a list of what the others want from the shop. "

// paragraphs returns n paragraphs of story.
func paragraphs(n int) string {
	return strings.Repeat("<p class=b>"+sentence+"Nobody complained about it.</p>", n)
}

// doc is a page with structured data ld in front of body.
func doc(ld, body string) string {
	head := ""
	if ld != "" {
		head = `<script type="application/ld+json">` + ld + `</script>`
	}
	return "<html><head>" + head + "</head><body><h1>The ferry</h1>" + body + "</body></html>"
}

// judge reads a page whose parts are marked for the test: class b is body,
// an element with data-promo is a promo of that kind, a gate if it has
// data-gate.
func judge(t testing.TB, src string, rules ...access.RuleEvidence) access.Result {
	t.Helper()
	return judgeWith(t, src, func(*page.Doc) []access.RuleEvidence { return rules })
}

// judgeWith reads a page for which rules name nodes.
func judgeWith(t testing.TB, src string, rules func(*page.Doc) []access.RuleEvidence) access.Result {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	d := page.Index(root)
	defer d.Release()
	in := access.Input{Doc: d, Segs: block.Segment(d, nil), LD: &jsonld.Graph{}, Rules: rules(d)}
	in.Words = wording.Read(wording.Default(), d, in.Segs)
	defer in.Words.Release()
	for i := range in.Segs {
		in.Segs[i].Role = roleOf(d, in.Segs[i].Box)
	}
	for id := range d.Nodes {
		n := &d.Nodes[id]
		if n.N.Data == "script" && n.N.FirstChild != nil && page.Attr(n.N, "type") == "application/ld+json" {
			in.LD.Add(n.N.FirstChild.Data)
		}
		if kind := page.Attr(n.N, "data-promo"); kind != "" {
			in.Promos = append(in.Promos, markedPromo(t, d, in.Segs, page.ID(id), kind))
		}
	}
	return access.Judge(in)
}

func roleOf(d *page.Doc, id page.ID) term.Role {
	for ; id != page.None; id = d.Nodes[id].Parent {
		switch {
		case d.Attr(id, "data-promo") != "":
			return term.Promo
		case d.Attr(id, "class") == "b":
			return term.Body
		case d.Nodes[id].N.Data == "h1":
			return term.Headline
		}
	}
	return term.Other
}

func markedPromo(t testing.TB, d *page.Doc, segs []block.Seg, id page.ID, kind string) promo.Promo {
	t.Helper()
	k, ok := term.ParsePromoKind(kind)
	require.True(t, ok, kind)
	p := promo.Promo{Kind: k, Root: id, Gate: page.HasAttr(d.Nodes[id].N, "data-gate"), ByName: d.Attr(id, "data-gate") == "name", Hidden: d.Nodes[id].Is(page.Hidden), Placement: term.AfterBody}
	if price := d.Attr(id, "data-price"); price != "" {
		p.Offers = []offer.Offer{{Amount: price}}
	}
	if d.Attr(id, "data-at") == "overlay" {
		p.Placement = term.Overlay
	}
	for i := range segs {
		if d.Contains(id, segs[i].First) {
			p.Segs = append(p.Segs, int32(i))
			p.Text = "words of the promo"
		}
	}
	require.NotEmpty(t, p.Segs)
	return p
}

// gate stands for a publisher's gate at the end of a text.
const gate = `<div data-promo=subscription data-gate><h3>More below</h3><p>Ask for a pass.</p></div>`

func TestPolicy(t *testing.T) {
	t.Parallel()
	flag := func(v string) string { return `{"@type":"NewsArticle","isAccessibleForFree":` + v + `}` }
	text := paragraphs(6)
	tests := []struct {
		name, page string
		want       term.Policy
		why        string
	}{
		{"flag false", doc(flag("false"), text), term.SubscriptionWall, "a plain not-free counts as subscription"},
		{"flag string", doc(flag(`"False"`), text), term.SubscriptionWall, "a third of the values are strings"},
		{"flag address", doc(flag(`"http://schema.org/True"`), text), term.Free, "schema.org's own value"},
		{"flag key", doc(`{"@type":"Article","isAccessibleforFree":"false"}`, text), term.SubscriptionWall, "the small f occurs"},
		{"flag in graph", doc(`{"@graph":[{"@type":"WebPage","isAccessibleForFree":false}]}`, text), term.SubscriptionWall, ""},
		{"picture's flag", doc(`{"@type":"ImageObject","isAccessibleForFree":false}`, text), term.Free, "a picture says nothing of the text"},
		{"part only", doc(`{"@type":"NewsArticle","hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".x"}}`, text),
			term.SubscriptionWall, "a page may flag only the part"},
		{"part true", doc(`{"@type":"NewsArticle","hasPart":{"isAccessibleForFree":true,"cssSelector":".paywall"}}`, text), term.Free,
			"free pages keep a gate's name"},
		{"tier beats flag", `<meta name="article:content_tier" content="free">` + doc(flag("false"), text), term.Free, "the flag is boilerplate more often"},
		{"tier beats flag and part", `<meta name="article:content_tier" content="free">` +
			doc(`{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}`, text), term.Free, "both come from one template"},
		{"locked beats flag", `<meta property="article:content_tier" content="locked">` + doc(flag("true"), text), term.SubscriptionWall, ""},
		{"metered refines", `<meta property="article:content_tier" content="metered">` + doc(flag("false"), text), term.Metered, "not free of what kind"},
		{"value attribute", `<meta name="article:content_tier" value="metered">` + doc("", text), term.Metered, "some archives write value for content"},
		{"microdata", doc("", `<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="isAccessibleForFree" content="False"></div>`+text),
			term.SubscriptionWall, ""},
		{"microdata of a video", doc("", `<div itemscope itemtype="http://schema.org/VideoObject"><meta itemprop="isAccessibleForFree" content="False"></div>`+text),
			term.Free, "its scope is the video"},
		{"cxense", `<meta name="cXenseParse:abc-ispaidcontent" content="true">` + doc("", text), term.SubscriptionWall, "the prefix is the site's"},
		{"data layer", doc("", `<script>dataLayer.push({"isPremium":true,"page":"article"})</script>`+text), term.SubscriptionWall, ""},
		{"teasers' data", doc("", `<script>var list=[{"is_premium":true},{"is_premium":false}]</script>`+text), term.Free, "both values: other articles"},
		{"visitor", doc("", `<script>var user={"isSubscriber":false,"userType":"anonymous"}</script>`+text), term.Free, "who reads"},
		{"amp section", doc("", `<section subscriptions-section="content">`+text+`</section>`), term.SubscriptionWall, ""},
		{"amp on teasers", doc("", text+`<div subscriptions-section="content"><a href=x>Most read</a></div>`), term.Free, "the story is not in it"},
		{"gate at the cut", doc("", text+gate), term.SubscriptionWall, ""},
		{"gate beats the flag", doc(flag("true"), text+gate), term.SubscriptionWall, "what a reader would go by"},
		{"box of a gate, declared free", doc(flag("true"), text+`<div data-promo=subscription data-gate=name>Ask for a pass</div>`), term.Free, "it stands under free articles too"},
		{"box of a gate, nothing declared", doc("", text+`<div data-promo=subscription data-gate=name>Ask for a pass</div>`), term.SubscriptionWall, ""},
		{"dormant gate", doc("", text+`<div hidden data-promo=subscription data-gate>More below</div>`), term.Free, "a template for other readers"},
		{"promo that is no gate", doc("", text+`<div data-promo=subscription>Take a pass</div>`), term.Free, "an offer limits nothing"},
		{"registration gate", doc(flag("false"), text+`<div data-promo=registration data-gate>Open an account</div>`), term.RegistrationWall,
			"the wording says of what kind"},
		{"nothing", doc("", text), term.Free, "an absent flag means free"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := judge(t, tt.page)
			assert.Equal(t, tt.want.String(), got.Policy.String(), tt.why)
			assert.NotEmpty(t, got.Evidence, "a verdict has a reason")
		})
	}
}

func TestCompleteness(t *testing.T) {
	t.Parallel()
	notFree := `{"@type":"NewsArticle","isAccessibleForFree":false}`
	counts := func(words string) string {
		return `{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":` + words + `}`
	}
	tests := []struct {
		name, page string
		want       term.Completeness
		why        string
	}{
		{"whole", doc("", paragraphs(6)), term.Full, ""},
		{"declared closed", doc(notFree, paragraphs(6)), term.Full, "most such pages hold the whole text"},
		{"gate at the cut", doc(notFree, paragraphs(2)+gate), term.Preview, ""},
		{"gate without a flag", doc("", paragraphs(3)+gate), term.Preview, "words and place are two cues"},
		{"gate under a free article", `<meta name="article:content_tier" content="free">` +
			doc(`{"@type":"NewsArticle","isAccessibleForFree":true}`, paragraphs(6)+gate), term.Full, "declared twice: the gate is an offer"},
		{"gate after a credible count", doc(counts("340"), paragraphs(7)+gate), term.Full, "an offer stands behind a whole text as well"},
		{"offer after the text", doc(notFree, paragraphs(6)+`<div data-promo=subscription>Take a pass</div>`), term.Full, "a promo alone cuts nothing"},
		{"overlay", doc(notFree, paragraphs(6)+`<div data-promo=subscription data-gate data-at=overlay>Read on</div>`), term.Full, "it covers, it does not cut"},
		{"dormant gate", doc(notFree, paragraphs(6)+`<div hidden data-promo=subscription data-gate>Read on</div>`), term.Full, ""},
		{"gate before more story", doc("", paragraphs(2)+gate+paragraphs(3)), term.Full, "the story goes on after it"},
		{"gate behind other things", doc("", paragraphs(3)+`<p>`+sentence+`</p>`+gate), term.Full, "not where the text ends"},
		{"gate before comments", doc("", `<div><div>`+paragraphs(2)+gate+`</div><section>`+paragraphs(12)+`</section></div>`), term.Preview,
			"it closes the element that holds the story"},
		{"gate between sections", doc("", `<div><div>`+paragraphs(1)+gate+`</div><div>`+paragraphs(12)+`</div></div>`), term.Full,
			"elements of one kind are one story"},
		{"gate after a list", doc("", `<div>`+paragraphs(4)+`<ul><li class=b>`+sentence+`</li><li class=b>`+sentence+`</li></ul>`+gate+`</div>`),
			term.Preview, "a list is part of the story around it"},
		{"gate inside the declared part", doc(`{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"isAccessibleForFree":false,"cssSelector":".x"}}`,
			`<div class=x>`+paragraphs(20)+gate+`</div>`), term.Preview, "what is shown of the part is what comes before the gate"},
		{"broken end", doc(notFree, paragraphs(1)+`<p class=b>`+sentence+`And then the isl…</p>`), term.Preview, "an ellipsis on a closed page"},
		{"count far above", doc(counts("900"), paragraphs(1)), term.Preview, ""},
		{"count of characters", doc(counts("9000000"), paragraphs(1)), term.Full, "no story has so many words"},
		{"unfinished", doc("", paragraphs(9)+`<p class=b>`+sentence+`And then the islanders went</p>`), term.CompletenessUnknown, "it alone has no full stop: one cue is no verdict"},
		{"signature", doc("", paragraphs(9)+`<p class=b>By the ferry desk</p>`), term.Full, "too short for a sentence"},
		{"verses", doc("", strings.Repeat(`<p class=b>`+sentence+`And so it goes</p>`, 12)), term.Full, "none of them has one"},
		{"no text", doc("", gate), term.NoText, "a gate in place of the story"},
		{"no text and no gate", doc("", `<p>Loading</p>`), term.NoText, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := judge(t, tt.page)
			assert.Equal(t, tt.want.String(), got.Completeness.String(), tt.why)
		})
	}
}

func TestWithheld(t *testing.T) {
	t.Parallel()
	held := strings.Repeat("<p>"+sentence+"More of it.</p>", 5)
	tests := []struct {
		name, page string
		words      int
		where, why string
	}{
		{"hidden behind the gate", doc("", paragraphs(1)+`<div class="paywall" hidden>`+held+`</div>`), 225, "div.paywall", ""},
		{"inline style", doc("", paragraphs(1)+`<div class="paywall-full-content" style="display:none">`+held+`</div>`), 225, "div.paywall-full-content", ""},
		{"selector of the part", doc(`{"@type":"NewsArticle","hasPart":{"isAccessibleForFree":false,"cssSelector":".rest"}}`,
			paragraphs(1)+`<div class="rest" hidden>`+held+`</div>`), 225, "div.rest", "the publisher names the block itself"},
		{"streamed", doc("", paragraphs(1)+`<div hidden id="S:0" class="paywall">`+held+`</div>`), 0, "", "React moves it into place"},
		{"tab", doc("", paragraphs(1)+`<div hidden class="tab-pane">`+held+`</div>`), 0, "", "no gate's name"},
		{"gate's own words", doc("", paragraphs(1)+`<div class="paywall" hidden data-promo=subscription>`+held+`</div>`), 0, "", "they are the promo"},
		{"links", doc("", paragraphs(1)+`<div class="paywall" hidden>`+strings.ReplaceAll(held, sentence, "<a href=x>"+sentence+"</a>")+`</div>`), 0, "", "teasers"},
		{"in the metadata", doc(`{"@type":"NewsArticle","isAccessibleForFree":false,"articleBody":"`+strings.Repeat(sentence+"Nobody complained about it. ", 1)+
			strings.Repeat(sentence, 5)+`"}`, paragraphs(1)), 170, "jsonld:articleBody", "it goes on after the last shown words"},
		{"free page's metadata", doc(`{"@type":"NewsArticle","isAccessibleForFree":true,"articleBody":"`+sentence+"Nobody complained about it. "+
			strings.Repeat(sentence, 5)+`"}`, paragraphs(1)), 0, "", "nothing is held back"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := judge(t, tt.page).Withheld
			assert.InDelta(t, tt.words, got.Words, 40, tt.why)
			assert.Equal(t, tt.where, got.Where)
		})
	}
}

func TestRulesDecide(t *testing.T) {
	t.Parallel()
	src := doc(`{"@type":"NewsArticle","isAccessibleForFree":true}`, paragraphs(6))
	site := access.RuleEvidence{Node: page.None, Policy: term.Metered, Completeness: term.Preview, Origin: "example.org.toml:7"}
	got := judge(t, src, site)
	assert.Equal(t, term.Metered, got.Policy)
	assert.Equal(t, term.Preview, got.Completeness)
	require.NotEmpty(t, got.Conflicts)
	assert.Equal(t, "policy", got.Conflicts[0].About)
	e := got.Evidence[got.Conflicts[0].Evidence[0]]
	assert.Equal(t, "jsonld:isAccessibleForFree", e.Source, "the loser is shown")

	site.Vendor = true
	got = judge(t, src, site)
	assert.Equal(t, term.Full, got.Completeness, "a vendor's word counts only at the end of the text")
}

func TestConflictsAreReported(t *testing.T) {
	t.Parallel()
	got := judge(t, `<meta name="article:content_tier" content="free">`+doc(`{"@type":"NewsArticle","isAccessibleForFree":false}`, paragraphs(6)))
	require.Len(t, got.Conflicts, 1)
	c := got.Conflicts[0]
	assert.Equal(t, "policy", c.About)
	require.Len(t, c.Evidence, 1)
	assert.Equal(t, "subscription", got.Evidence[c.Evidence[0]].Supports)

	agree := judge(t, `<meta name="article:content_tier" content="metered">`+doc(`{"@type":"NewsArticle","isAccessibleForFree":false}`, paragraphs(6)))
	assert.Empty(t, agree.Conflicts, "not free and metered agree")
}
