package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

func TestDeclared(t *testing.T) {
	t.Parallel()
	text := paragraphs(6)
	tests := []struct {
		name, page string
		policy     term.Policy
		want       bool
		why        string
	}{
		{"flag", doc(`{"@type":"NewsArticle","isAccessibleForFree":true}`, text), term.Free, true, "its metadata say so"},
		{"silence", doc("", text), term.Free, false, "no sign of a limit states nothing"},
		{"gate", doc("", paragraphs(2)+gate), term.SubscriptionWall, true, "words that are shown state it"},
	}
	for _, tt := range tests {
		got := judge(t, tt.page)
		assert.Equal(t, tt.policy, got.Policy, tt.name)
		assert.Equal(t, tt.want, got.Declared, "%s: %s", tt.name, tt.why)
	}
}

func TestOfferAfterShortTextLeavesItOpen(t *testing.T) {
	t.Parallel()
	const priced = `<div data-promo=subscription data-price=9><h3>A year of stories</h3><p>Nine a month.</p></div>`
	tests := []struct {
		name, page string
		policy     term.Policy
		complete   term.Completeness
	}{
		{"two paragraphs and an offer", doc("", paragraphs(2)+priced), term.PolicyUnknown, term.CompletenessUnknown},
		{"a whole story and an offer", doc("", paragraphs(9)+priced), term.Free, term.Full},
		{"declared free", doc(`{"@type":"NewsArticle","isAccessibleForFree":true}`, paragraphs(2)+priced), term.Free, term.Full},
		{"an appeal without a price", doc("", paragraphs(2)+`<div data-promo=subscription><p>Subscribe to the paper.</p></div>`), term.Free, term.Full},
	}
	for _, tt := range tests {
		got := judge(t, tt.page)
		assert.Equal(t, tt.policy, got.Policy, tt.name)
		assert.Equal(t, tt.complete, got.Completeness, tt.name)
	}
}

func TestFalseSignsOfALimit(t *testing.T) {
	t.Parallel()
	text := paragraphs(6)
	for name, src := range map[string]string{
		"a button that enlarges the letters": doc("", `<button>+</button>`+text),
		"a sign alone":                       doc("", `<p>+</p>`+text),
		"a picture's empty slot":             doc("", text+`<div class="gated"><img src="/a.jpg"></div>`),
	} {
		got := judge(t, src)
		assert.Equal(t, term.Free, got.Policy, name)
		assert.Equal(t, term.Full, got.Completeness, name)
	}
}

func TestSupplierAmongComments(t *testing.T) {
	t.Parallel()
	src := doc("", paragraphs(6)+`<section id="comments"><div class="regwall"><p>Log in to write one.</p></div></section>`)
	got := judgeWith(t, src, func(d *page.Doc) []access.RuleEvidence {
		for id := range d.Nodes {
			if d.Attr(page.ID(id), "class") == "regwall" {
				return []access.RuleEvidence{{Node: page.ID(id), Vendor: true, Policy: term.RegistrationWall, Completeness: term.Preview, Origin: "v.toml:1"}}
			}
		}
		return nil
	})
	assert.Equal(t, term.Free, got.Policy, "commenting is not reading")
	assert.Equal(t, term.Full, got.Completeness)
}
