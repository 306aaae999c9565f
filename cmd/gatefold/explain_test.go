package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	file := filepath.Join(folder(t, map[string]string{"a.html.gz": gzipped(t, story("A"))}), "a.html.gz")
	got := invoke(t, "", "explain", file)
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Regexp(t, `(?m)^  body +\S.*  The ferry to the island`, got.stdout)
	for _, part := range []string{"BLOCKS  ", "\nFIELDS  ", "\nPROMOS  0\n", "\nACCESS  policy "} {
		assert.Contains(t, got.stdout, part)
	}

	got = invoke(t, story("A"), "explain", "-json", "-url", "https://news.example/a", "-")
	var r gatefold.Report
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &r))
	assert.Equal(t, "https://news.example/a", r.Article.URL)
	assert.NotEmpty(t, r.Blocks)
}

func TestExplainFails(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"empty.html": "", "deep.html": "<title>Deep</title>" + strings.Repeat("<div>", 600) + "<p>Down."})
	for _, name := range []string{"empty.html", "none.html", "deep.html"} {
		got := invoke(t, "", "explain", filepath.Join(dir, name))
		assert.Equal(t, statusFailed, got.status, name)
		assert.Regexp(t, `^gatefold: .*`+name+`: `, got.stderr)
		assert.Equal(t, name == "deep.html", got.stdout != "", "only a page that is too deep has a part to show")
	}
}

// TestTable writes a report by hand, one of everything, with bytes in it that
// would clear a terminal.
func TestTable(t *testing.T) {
	t.Parallel()
	r := &gatefold.Report{
		Coverage: 0.875,
		Blocks: []gatefold.ReportBlock{
			{Role: article.RoleBody, Text: strings.Repeat("word ", 40), Decided: article.ParseProvenance("classifier")},
			{Role: article.RoleAuthorBio, Text: "Esc\x1b[2J and\nline", Decided: article.ParseProvenance("sites/a.example.toml:12 .a-very-long-selector-of-a-rule"), Hidden: true},
		},
		Fields: map[string][]gatefold.Tried{
			"title":     {{Source: article.ParseProvenance("jsonld:headline")}, {Source: article.ParseProvenance("meta:og:title"), Value: "A"}, {Source: article.ParseProvenance("meta:title")}, {Source: article.ParseProvenance("h1"), Value: "B"}},
			"published": {{Source: article.ParseProvenance("url:/{yyyy}/")}},
		},
		Article: &article.Article{
			WordCount: 12,
			Rule:      article.Rule{File: "sites/a.example.toml", Layout: 1, Platform: "wordpress", Stale: "the body is empty"},
			Promos: []article.Promo{{
				Kind: article.PromoSubscription, Text: "Read on", Gate: true, Hidden: true, Vendor: "piano", Placement: article.PlacementAfterBody,
				Offers: []article.Offer{{Amount: "1", Currency: "USD", Period: "4 weeks", Trial: true, Text: "$1 for four weeks"}},
			}},
			Access: article.Access{
				Policy: article.PolicySubscription, Completeness: article.CompletenessPreview, Withheld: article.Withheld{Words: 300, Where: "body > div.rest"},
				Evidence:  []article.Evidence{{Source: article.ParseProvenance("promo"), Value: "gate", Supports: "preview"}, {Source: article.ParseProvenance("jsonld:isAccessibleForFree"), Value: "true", Supports: "free"}},
				Conflicts: []article.Conflict{{About: "policy", Evidence: []int{1}}},
			},
		},
	}
	var b strings.Builder
	require.NoError(t, writeTable(&b, r))
	want := `BLOCKS  2, 87.5 % of the visible text explained
  body         classifier                            word word word word word word word word word word word word word word wo…
~ author-bio   sites/a.example.toml:12 .a-very-long-selector-of-a-rule  Esc [2J and line

FIELDS  rule sites/a.example.toml, layout 2, platform wordpress, stale: the body is empty
  published      nothing from url:/{yyyy}/
* title          meta:og:title                       A
                 h1                                  B
                 nothing from 2 sources

PROMOS  1
  subscription  after-body gate hidden piano  Read on
    offer 1 USD for 4 weeks, trial: $1 for four weeks

ACCESS  policy subscription, completeness preview, 12 words
  300 words withheld in body > div.rest
  preview        promo                               gate
! free           jsonld:isAccessibleForFree          true
`
	assert.Equal(t, want, b.String())
}
