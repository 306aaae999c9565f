package cssname

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHashed(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"css-1x2y3z":               true,
		"css-0":                    false,
		"css-g5piaz":               true,
		"css-at9mc1":               true,
		"sc-77igqf-0":              true,
		"sc-gsnTZi":                true,
		"sc-bdVaJa":                true,
		"jsx-2437165390":           true,
		"svelte-1q7y8zm":           true,
		"data-v-7ba5bd90":          true,
		"Article_body__x3Yz1":      true,
		"ArticleBody_root__2gF8p":  true,
		"styles_paywall__aXbQz":    true,
		"e1jlspyv3":                true,
		"_3eFg9":                   true,
		"StyledText-a1b2c3":        true,
		"dcr-4cudl2":               true,
		"dcr-article":              false,
		"x-4cudl2":                 true,
		"article-body":             false,
		"article__body":            false,
		"Article__Body":            false,
		"c-article__paywall":       false,
		"entry-content":            false,
		"col-md-8":                 false,
		"grid12":                   false,
		"story2016":                false,
		"wp-block-post-content":    false,
		"rp4wp-related-posts":      false,
		"TextBlock":                false,
		"storyBodyText":            false,
		"div-gpt-ad-300x250":       false,
		"js-subscribe-offer":       false,
		"css-article":              false,
		"sc-paywall":               false,
		"b-article":                false,
		"id-StoryBody":             false,
		"mw1280":                   false,
		"NewsletterCTA":            false,
		"article-paragraph--xs-12": false,
		"_articleBody":             false,
		"html5player":              false,
	} {
		assert.Equal(t, want, Hashed(name), name)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for sel, want := range map[string][]string{
		`div.a > p#b.c`:                {"a", "b", "c"},
		`[class*="x__y"] [href="a.b"]`: {"x__y"},
		`.md\:grid-2`:                  {"md:grid-2"},
		`p[data-v-1a2b3c4d]`:           {"data-v-1a2b3c4d"},
		`main > p`:                     nil,
		`:not(.ad):has(.b)`:            {"ad", "b"},
	} {
		assert.Equal(t, want, In(sel), sel)
	}
}
