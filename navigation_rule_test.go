package gatefold_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func TestWhatARuleCallsNavigationAsksForNothing(t *testing.T) {
	t.Parallel()
	const form = `<div class="box"><h3>The Sunday letter</h3><p>Stories from the valley, once a week, by email.</p><form action="/letter"><input type="email" name="email"><button>Sign up</button></form></div>`
	tests := []struct {
		name, rule string
		want       []article.PromoKind
		why        string
	}{
		{"no rule", `[roles]
caption = [".none"]`, []article.PromoKind{article.PromoNewsletter}, "the box asks"},
		{"navigation", `[roles]
navigation = [".box"]`, nil, "the publisher's file says that it is none"},
		{"ad", `[roles]
ad = [".box"]`, nil, "what others sell is no promo of the publisher"},
		{"related", `[roles]
related = [".box"]`, []article.PromoKind{article.PromoNewsletter}, "a box of teasers may hold one"},
		{"one line of it", `[roles]
navigation = [".box h3"]`, []article.PromoKind{article.PromoNewsletter}, "the rest still asks"},
		{"promo inside navigation", `[roles]
navigation = ["article"]
[[promo]]
kind = "app"
match = [".box"]`, []article.PromoKind{article.PromoApp}, "the promo is named, and further in"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x, err := gatefold.New(gatefold.WithRules(fstest.MapFS{"valleypost.example.toml": {Data: []byte(
				"name = \"The Valley Post\"\nhosts = [\"valleypost.example\"]\n" + tt.rule + "\n")}}))
			require.NoError(t, err)
			art, err := x.Extract(strings.NewReader(housePage(form)), gatefold.Page{URL: "https://valleypost.example/village/clock"})
			require.NoError(t, err)
			var got []article.PromoKind
			for _, p := range art.Promos {
				got = append(got, p.Kind)
			}
			assert.Equal(t, tt.want, got, tt.why)
			assert.NotContains(t, art.Text(), "once a week")
		})
	}
}
