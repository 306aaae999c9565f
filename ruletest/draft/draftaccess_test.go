package draft_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest/draft"
	"github.com/gatefold/gatefold/ruletest/internal/pier"
)

// other is a page of another story.
func other(s string) string {
	return strings.NewReplacer("late ferry", "new engine", "harbour", "island", "sailor", "teacher", "noon", "evening").Replace(s)
}

func TestRuleOfSeveralPages(t *testing.T) {
	t.Parallel()
	meta := func(s, value string) string {
		return strings.Replace(s, "<head>", `<head><meta name="pier:tier" content="`+value+`"><meta name="author" content="Ada Pierson">`, 1)
	}
	const mail = `<section class="mail-box"><h2>Our letter from the harbour</h2><p>Sign up for our newsletter and get the week in one letter.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></section>`
	plain, gated := pier.Story("", ""), other(pier.Story("", pier.Offer))
	for _, tt := range []struct {
		name      string
		pages     []string
		want, not []string
	}{
		{"a page that was saved twice", []string{plain, strings.Replace(plain, "<main>", "<main><!-- again -->", 1), other(plain)},
			[]string{"# 2.html is 1.html saved twice, and counts once", "all 2 pages"}, []string{"2.html: "}},
		{"two stories of one author", []string{meta(plain, "open"), meta(other(plain), "open")},
			[]string{"# authors: the same on 1.html, 2.html; if that is the site's"}, []string{"saved twice", "# standfirst"}},
		{"a promo that is no gate", []string{pier.Story("", mail), other(pier.Story("", mail))},
			[]string{"kind = \"newsletter\"\nmatch = [\".mail-box\"] # likely: on all 2 pages, without a word of the story\n"}, []string{"gate = true", "[access]"}},
		{"a gate, and a meta element that tells it", []string{meta(plain, "open"), meta(gated, "closed")},
			[]string{"gate = true\n", "[access]\npreview = [\".offer\"] # likely", "subscription = [\"meta:pier:tier=closed\"] # likely: pages that are free have open"}, []string{"# [access]"}},
		{"nothing to compare with", []string{meta(gated, "closed")},
			[]string{"# [access]\n# subscription = [\"meta:pier:tier=closed\"] # doubtful: no page"}, []string{"\nsubscription"}},
		{"the same value on both", []string{meta(plain, "all"), meta(gated, "all")}, nil, []string{"pier:tier"}},
		{"a value that would break out", []string{meta(plain, "open"), meta(gated, "a=b|c")}, nil, []string{"pier:tier"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			for i, p := range tt.pages {
				fsys[string(rune('1'+i))+".html"] = page(p)
			}
			got, err := draft.Rule(rules.Embedded(), pages(t, fsys))
			require.NoError(t, err)
			for _, w := range tt.want {
				assert.Contains(t, got, w)
			}
			for _, w := range tt.not {
				assert.NotContains(t, got, w)
			}
			_, err = rules.Embedded().With(fstest.MapFS{"a.toml": {Data: []byte(got)}})
			assert.NoError(t, err, got)
		})
	}
}
