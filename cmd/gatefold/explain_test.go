package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	file := filepath.Join(folder(t, map[string]string{"a.html.gz": gzipped(t, withMenu(story("A")))}), "a.html.gz")
	got := invoke(t, "", "explain", file)
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Regexp(t, `(?m)^  body +\S.*  The ferry to the island`, got.stdout)
	for _, part := range []string{"STORY  ", "\nFIELDS  ", "\nPROMOS  0\n", "\nACCESS  policy "} {
		assert.Contains(t, got.stdout, part)
	}

	assert.NotContains(t, got.stdout, "Harbour | Weather")
	assert.Contains(t, got.stdout, "1 more: 1 navigation; --all shows them\n")
	assert.NotContains(t, got.stdout, "\x1b", "no terminal")

	got = invoke(t, "", "explain", "--all", file)
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Regexp(t, `^BLOCKS  `, got.stdout)
	assert.Regexp(t, `(?m)^  navigation .*Harbour | Weather`, got.stdout)

	got = invoke(t, story("A"), "explain", "-json", "-url", "https://news.example/a", "-")
	var r gatefold.Report
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &r))
	assert.Equal(t, "https://news.example/a", r.Article.URL)
	assert.NotEmpty(t, r.Blocks)
}

func withMenu(page string) string {
	return strings.Replace(page, "<body>", `<body><nav><a href="/h">Harbour</a> | <a href="/w">Weather</a></nav>`, 1)
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

// fullReport is one of everything, with bytes in it that would clear a terminal.
func fullReport() *gatefold.Report {
	return &gatefold.Report{
		Coverage: 0.875,
		Blocks: []gatefold.ReportBlock{
			{Role: article.RoleDateline, Text: "Far off", Decided: article.ParseProvenance("name"), Promo: -1},
			{Role: article.RoleNavigation, Text: "Menu", Decided: article.ParseProvenance("place"), Promo: -1},
			{Role: article.RoleKicker, Text: "Ferries", Decided: article.ParseProvenance("name"), Promo: -1},
			{Role: article.RoleBody, Text: strings.Repeat("word ", 40), Decided: article.ParseProvenance("classifier"), Promo: -1},
			{Role: article.RolePromo, Text: "Read on", Decided: article.ParseProvenance("promo: wording")},
			{Role: article.RolePromo, Text: "for $1", Decided: article.ParseProvenance("promo: wording")},
			{Role: article.RoleBody, Text: "Later.", Decided: article.ParseProvenance("classifier"), Hidden: true, Promo: -1},
			{Role: article.RoleBody, Path: "body > main > figure > img", Decided: article.ParseProvenance("place"), Promo: -1},
			{Role: article.RolePromo, Text: "A hidden one", Decided: article.ParseProvenance("promo: wording"), Hidden: true},
			{Role: article.RoleNavigation, Text: "Home", Decided: article.ParseProvenance("place")},
			{Role: article.RoleNavigation, Text: "Weather", Decided: article.ParseProvenance("place")},
			{Role: article.RolePromo, Text: "Our app", Decided: article.ParseProvenance("promo: link"), Promo: -1},
			{Role: article.RoleAuthorBio, Text: "Esc\x1b[2J and\nline", Decided: article.ParseProvenance("sites/a.example.toml:12 .a-very-long-selector-of-a-rule"), Hidden: true},
		},
		Fields: map[string][]gatefold.Tried{
			"title":     {{Source: article.ParseProvenance("jsonld:headline")}, {Source: article.ParseProvenance("meta:og:title"), Value: "A"}, {Source: article.ParseProvenance("meta:title")}, {Source: article.ParseProvenance("meta:twitter:title"), Value: "A"}, {Source: article.ParseProvenance("h1"), Value: "B"}},
			"published": {{Source: article.ParseProvenance("url:/{yyyy}/")}},
		},
		Article: &article.Article{
			WordCount: 12,
			Rule:      article.Rule{File: "sites/a.example.toml", Layout: 1, Platform: "wordpress", Stale: "the body is empty"},
			Promos: []article.Promo{{
				Kind: article.PromoSubscription, Text: "Read on", Gate: true, Hidden: true, Vendor: "piano", Placement: article.PlacementAfterBody,
				Offers: []article.Offer{{
					Amount: "1", Currency: "USD", Period: "4 weeks", Trial: true, Text: "$1 for four weeks",
					Renewal: article.Price{Amount: "9.50", Currency: "USD", Period: "1 month"},
				}},
			}},
			Access: article.Access{
				Policy: article.PolicySubscription, Completeness: article.CompletenessPreview, Withheld: article.Withheld{Words: 300, Where: "body > div.rest"},
				Evidence:  []article.Evidence{{Source: article.ParseProvenance("promo"), Value: "gate", Supports: "preview"}, {Source: article.ParseProvenance("jsonld:isAccessibleForFree"), Value: "true", Supports: "free"}},
				Conflicts: []article.Conflict{{About: "policy", Evidence: []int{1}}},
			},
		},
	}
}

const reportFields = `
FIELDS  rule sites/a.example.toml, layout 2, platform wordpress, stale: the body is empty
  published      nothing from url:/{yyyy}/
* title          meta:og:title                       A
                 meta:twitter:title                  A
                 h1                                  B
                 nothing from 2 sources
`

const reportTail = `
PROMOS  1
  subscription  after-body gate hidden piano  Read on
    offer 1 USD for 4 weeks, trial, then 9.50 USD for 1 month: $1 for four weeks

ACCESS  policy subscription, completeness preview, 12 words
  300 words withheld in body > div.rest
  preview        promo                               gate
! free           jsonld:isAccessibleForFree          true
`

func TestTable(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	require.NoError(t, writeTable(&b, fullReport(), true, false))
	assert.Equal(t, `BLOCKS  13, 87.5 % of the visible text explained
  dateline     name                                  Far off
  navigation   place                                 Menu
  kicker       name                                  Ferries
  body         classifier                            word word word word word word word word word word word word word word wo…
  promo        promo: wording                        Read on
  promo        promo: wording                        for $1
~ body         classifier                            Later.
  body         place                                 (figure > img)
~ promo        promo: wording                        A hidden one
  navigation   place                                 Home
  navigation   place                                 Weather
  promo        promo: link                           Our app
~ author-bio   sites/a.example.toml:12 .a-very-long-selector-of-a-rule  Esc [2J and line
`+reportFields+reportTail, b.String())

	b.Reset()
	require.NoError(t, writeTable(&b, fullReport(), false, false))
	assert.Equal(t, `STORY  6 of 13 blocks, 12 words, 87.5 % of the visible text explained
  kicker       name                                  Ferries
  body         classifier                            word word word word word word word word word word word word word word wo…
  promo        promo: wording                        Read on  + 1
~ body         classifier                            Later.
  body         place                                 (figure > img)
  7 more: 3 navigation, 2 promo, 1 author-bio, 1 dateline; --all shows them

FIELDS  rule sites/a.example.toml, layout 2, platform wordpress, stale: the body is empty
* title          meta:og:title                       A
                 h1                                  B
  nothing for published; --all shows what was asked
`+reportTail, b.String())
}

var ownColour = regexp.MustCompile("\x1b\\[[0-9]+m")

// Colours come from the program only: without them a table is the plain one,
// whatever the page says.
func TestTableInColour(t *testing.T) {
	t.Parallel()
	for _, all := range []bool{true, false} {
		var plain, inColour strings.Builder
		require.NoError(t, writeTable(&plain, fullReport(), all, false))
		require.NoError(t, writeTable(&inColour, fullReport(), all, true))
		assert.Contains(t, inColour.String(), "\x1b[1mACCESS\x1b[0m")
		assert.Contains(t, inColour.String(), "\x1b[31mgate\x1b[0m")
		assert.Equal(t, plain.String(), ownColour.ReplaceAllString(inColour.String(), ""))
		assert.NotContains(t, plain.String(), "\x1b")
	}
}

func TestColoursNeedATerminalThatWantsThem(t *testing.T) {
	t.Parallel()
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	assert.True(t, wantsColour(true, env("TERM", "xterm")))
	assert.True(t, wantsColour(true, env("NO_COLOR", "")), "an empty NO_COLOR is none")
	assert.False(t, wantsColour(true, env("NO_COLOR", "1")))
	assert.False(t, wantsColour(true, env("TERM", "dumb")))
	assert.False(t, wantsColour(false, env("TERM", "xterm")))

	var terminal, file bytes.Buffer
	_, err := painted(&sink{file: &terminal, terminal: true}, true).Write([]byte("\x1b[1mA\x1b[0m"))
	require.NoError(t, err)
	_, err = painted(&sink{file: &file, terminal: true}, false).Write([]byte("\x1b[1mA"))
	require.NoError(t, err)
	assert.Equal(t, "\x1b[1mA\x1b[0m", terminal.String())
	assert.Equal(t, " [1mA", file.String(), "what is not the program's own stays harmless")
}
