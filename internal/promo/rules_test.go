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
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// byID returns the element with the id.
func byID(t testing.TB, d *page.Doc, id string) page.ID {
	t.Helper()
	for k := range d.Nodes {
		if d.Attr(page.ID(k), "id") == id {
			return page.ID(k)
		}
	}
	require.Fail(t, "no element", id)
	return page.None
}

// ruled finds the promos of a page of which rules name elements by id.
func ruled(t testing.TB, src string, role func(string) term.Role, hits func(*page.Doc) []promo.RuleHit) []promo.Promo {
	t.Helper()
	n, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	d := page.Index(n)
	segs := block.Segment(d, nil)
	words := wording.Read(wording.Default(), d, segs)
	found := find(d, segs, words, hits(d))
	for i := range segs {
		segs[i].Role = role(segText(d, &segs[i]))
	}
	return promo.Place(promo.Page{Doc: d, Segs: segs, Words: words, Links: target.Read(d)}, found)
}

func bodyIfStory(text string) term.Role {
	if strings.Contains(text, "harbour town") {
		return term.Body
	}
	return term.Other
}

func TestRuleNamesThePromoAndItsParts(t *testing.T) {
	t.Parallel()
	src := `<p>` + story + `</p><div id=box><p id=head>Come aboard</p><p id=one>Maps of the harbour</p><p id=two>Tides by the hour</p><p id=go>Yes</p></div>`
	got := ruled(t, src, bodyIfStory, func(d *page.Doc) []promo.RuleHit {
		return []promo.RuleHit{{
			Node: byID(t, d, "box"), Kind: term.Membership, Gate: true, Placement: term.Overlay, Origin: "x.toml:3",
			Heading: []page.ID{byID(t, d, "head")}, Benefits: []page.ID{byID(t, d, "one"), byID(t, d, "two")}, Action: []page.ID{byID(t, d, "go")},
		}}
	})
	require.Len(t, got, 1)
	p := got[0]
	assert.Equal(t, term.Membership, p.Kind, "a rule's kind is not doubted")
	assert.True(t, p.Gate)
	assert.Equal(t, term.Overlay, p.Placement)
	assert.Equal(t, "x.toml:3", p.Origin)
	assert.Equal(t, "Come aboard", p.Heading)
	assert.Equal(t, []string{"Maps of the harbour", "Tides by the hour"}, p.Benefits)
	assert.Equal(t, []promo.Action{{Text: "Yes"}}, p.Actions)
}

func TestVendorFormGrowsToItsWords(t *testing.T) {
	t.Parallel()
	src := `<p>` + story + `</p><div><h3>Sign up for our newsletter</h3><div id=embed><form><input type=email><button>OK</button></form></div></div><p>` + story + `</p>`
	got := ruled(t, src, bodyIfStory, func(d *page.Doc) []promo.RuleHit {
		return []promo.RuleHit{{Node: byID(t, d, "embed"), Kind: term.Newsletter, Vendor: "embedder", Origin: "v.toml:1"}}
	})
	require.Len(t, got, 1)
	assert.Equal(t, "Sign up for our newsletter", got[0].Heading)
	assert.Equal(t, "embedder", got[0].Vendor)
}

func TestPlaceGivesStoryBack(t *testing.T) {
	t.Parallel()
	src := `<p>` + story + `</p><div id=box><p>Subscribe now</p><p>` + story + `</p></div>`
	hits := func(d *page.Doc) []promo.RuleHit {
		return []promo.RuleHit{{Node: byID(t, d, "box"), Origin: "x.toml:1"}}
	}
	assert.Empty(t, ruled(t, src, bodyIfStory, hits), "most of it is story")

	short := `<p>` + story + `</p><div id=box><p>Subscribe now and get unlimited access to all our articles</p><p>STORY goes on</p></div>`
	got := ruled(t, short, func(text string) term.Role {
		if strings.Contains(text, "STORY") {
			return term.Body
		}
		return bodyIfStory(text)
	}, hits)
	require.Len(t, got, 1)
	assert.NotContains(t, got[0].Text, "STORY")
}

func TestNoTwoPromosShareASegment(t *testing.T) {
	t.Parallel()
	for name, src := range trialOffer {
		n, err := html.Parse(strings.NewReader(src + src))
		require.NoError(t, err)
		d := page.Index(n)
		segs := block.Segment(d, nil)
		seen := map[int32]bool{}
		for _, p := range find(d, segs, wording.Read(wording.Default(), d, segs), nil) {
			for _, s := range p.Segs {
				assert.False(t, seen[s], "%s: segment %d", name, s)
				seen[s] = true
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, src := range trialOffer {
		f.Add(src)
	}
	f.Add(`<form><input type=email>x<textarea></form><a href="/subscribe">Subscribe</a><table><td><br><br>$1`)
	f.Fuzz(func(t *testing.T, src string) {
		n, err := html.Parse(strings.NewReader(src))
		if err != nil {
			return
		}
		d := page.Index(n)
		segs := block.Segment(d, nil)
		words := wording.Read(wording.Default(), d, segs)
		last := int32(-1)
		found := find(d, segs, words, nil)
		for _, p := range found {
			assert.NotEmpty(t, p.Segs)
			assert.Greater(t, p.Segs[0], last, "promos come in page order")
			last = p.Segs[0]
		}
		for _, p := range promo.Place(promo.Page{Doc: d, Segs: segs, Words: words, Links: target.Read(d)}, found) {
			assert.NotContains(t, p.Text, "  ")
			for _, b := range p.Benefits {
				assert.NotEmpty(t, b)
			}
		}
	})
}
