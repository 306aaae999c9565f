package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

// gated is a fixture with a gate, an offer and a standfirst.
var gated = filepath.Join("..", "..", "testdata", "nknews.org", "badges.html")

func extracted(t *testing.T, args ...string) string {
	t.Helper()
	got := invoke(t, "", append([]string{"extract"}, args...)...)
	require.Equal(t, statusDone, got.status, got.stderr)
	return got.stdout
}

// Each flag that changes a format chooses it too, and gives the same where the
// format is named.
func TestVariantsOfFormats(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		flag, format string
		starts       string
		contains     []string
	}{
		{"--front-matter", "markdown", "---\ntitle: \"Brass Buttons Return to the Harbour Police\"\nsource: \"https://www.nknews.org/", []string{"access: \"subscription\"\ncompleteness: \"preview\"\n", "---\n\n# Brass Buttons"}},
		{"--standalone", "html", "<!DOCTYPE html>\n<html lang=\"en-US\"", []string{"<meta charset=\"utf-8\">", "<h1>Brass Buttons", ">NK News</a>", "a part of this story only"}},
		{"--title", "text", "Brass Buttons Return to the Harbour Police\n\nWould anyone notice", nil},
		{"--schema-org", "json", "{\n", []string{`"schema_org": [`, `"@type": "NewsArticle"`}},
	} {
		page := gated
		if tt.flag == "--schema-org" {
			page = filepath.Join(folder(t, map[string]string{"a.html": strings.Replace(story("A"), "</head>", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A"}</script></head>`, 1)}), "a.html")
		}
		alone := extracted(t, tt.flag, page)
		assert.True(t, strings.HasPrefix(alone, tt.starts), "%s: %.200s", tt.flag, alone)
		for _, part := range tt.contains {
			assert.Contains(t, alone, part, tt.flag)
		}
		assert.Equal(t, alone, extracted(t, tt.flag, "--format", tt.format, page), tt.flag)
		assert.NotEqual(t, alone, extracted(t, "--format", tt.format, page), tt.flag)
	}
	untitled := invoke(t, "<p>The ferry to the island was late again this morning, and the people on the pier had stopped asking why.</p>", "extract", "--title", "-")
	assert.True(t, strings.HasPrefix(untitled.stdout, "The ferry"), "no empty line for a title that is not there")
}

func TestConfidenceHasThreeDigits(t *testing.T) {
	t.Parallel()
	var found struct{ Confidence json.Number }
	require.NoError(t, json.Unmarshal([]byte(extracted(t, gated)), &found))
	assert.LessOrEqual(t, len(found.Confidence), len("0.999"))
}

func TestViews(t *testing.T) {
	t.Parallel()
	promos := extracted(t, "--promos", gated)
	assert.True(t, strings.HasPrefix(promos, "PROMOS  1\n  subscription  after-body gate  Try unlimited"), promos)
	assert.Contains(t, promos, "offer 1 USD for 4 weeks (currency uncertain), trial: Only $1 for four weeks\n")
	access := extracted(t, "--access", gated)
	assert.True(t, strings.HasPrefix(access, "ACCESS  policy subscription, completeness preview, 117 words\n"), access)
	assert.Equal(t, promos+"\n"+access, extracted(t, "--promos", "--access", gated))
	several := extracted(t, "--access", filepath.Dir(gated))
	assert.Contains(t, several, "==> "+gated+" <==\n\nACCESS  ")
	for line := range strings.Lines(promos + access) {
		assert.LessOrEqual(t, len([]rune(line)), 140, line)
	}
}

func rowsOf(t *testing.T, out string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	return rows
}

func TestCSV(t *testing.T) {
	t.Parallel()
	rows := rowsOf(t, extracted(t, "--format", "csv", gated))
	require.Len(t, rows, 2)
	assert.Equal(t, defaultFields, rows[0])
	assert.Equal(t, gated, rows[1][0])
	assert.Equal(t, []string{"subscription", "preview", "117", ""}, rows[1][5:])

	rows = rowsOf(t, extracted(t, "--fields", " title, offers,promos,text ,kind", gated))
	assert.Equal(t, []string{"title", "offers", "promos", "text", "kind"}, rows[0])
	assert.Equal(t, []string{"Brass Buttons Return to the Harbour Police", "1 USD for 4 weeks (currency uncertain), trial", "subscription (gate)"}, rows[1][:3])
	assert.Contains(t, rows[1][3], "\n\n", "a cell may have lines")
}

// A page that fails has a row where a column says why, and a message where none
// does.
func TestTableOfFailures(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": "", "c.html": story("C")})
	got := invoke(t, "", "extract", "--format", "csv", dir)
	assert.Equal(t, statusFailed, got.status)
	rows := rowsOf(t, got.stdout)
	require.Len(t, rows, 4)
	assert.Equal(t, filepath.Join(dir, "b.html"), rows[2][0])
	assert.Contains(t, rows[2][8], "empty")
	assert.Regexp(t, `^gatefold: 3 pages, 1 failed, 0 previews; policy: 2 \w+\n$`, got.stderr)

	got = invoke(t, "", "extract", "--fields", "title", dir)
	assert.Equal(t, [][]string{{"title"}, {"A"}, {"C"}}, rowsOf(t, got.stdout))
	assert.Contains(t, got.stderr, "b.html: ")
}

func TestTSV(t *testing.T) {
	t.Parallel()
	out := extracted(t, "--format", "tsv", "--fields", "title,word_count,text", gated)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	require.Len(t, lines, 2)
	assert.Equal(t, "title\tword_count\ttext", lines[0])
	cells := strings.Split(lines[1], "\t")
	require.Len(t, cells, 3)
	assert.Contains(t, cells[2], "Would anyone notice a button?")
}

// Every column has a value on a page that has everything, and documents and
// help name it.
func TestEveryColumn(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "article", "testdata", "render", "article.json"))
	require.NoError(t, err)
	var art article.Article
	require.NoError(t, json.Unmarshal(data, &art))
	art.URL, art.Kicker, art.License, art.Rule.File = "https://a.example/", "K", "CC", "sites/a.toml"
	art.Section, art.Image, art.Modified = "S", "https://a.example/a.jpg", art.Published
	art.Tags = []string{"a", "b"}
	art.CanonicalURL, art.Description, art.SiteName, art.Language, art.Title, art.Standfirst = "https://a.example/b", "D", "A", "en", "T", "S"
	art.Published.Time, art.Published.Precision = time.Date(2031, 5, 3, 0, 0, 0, 0, time.UTC), article.PrecisionDay
	art.Modified = art.Published
	art.Authors = []article.Author{{Name: "Ann"}, {Name: "Bo"}}
	art.Promos = []article.Promo{{Kind: article.PromoDonation, Offers: []article.Offer{{Amount: "1"}}}}
	art.Access.Policy, art.Access.Completeness = article.PolicyFree, article.CompletenessFull
	manual, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats.md"))
	require.NoError(t, err)
	for _, c := range columns {
		assert.True(t, isQuoted(string(manual), c.name), "%s is not in docs/formats.md", c.name)
		assert.Contains(t, strings.FieldsFunc(extractUsage, func(r rune) bool { return strings.ContainsRune(", \n.", r) }), c.name)
		if c.value != nil {
			assert.NotEmpty(t, c.value(&art), c.name)
		}
	}
	for _, name := range defaultFields {
		assert.Contains(t, columnNames(), name)
	}
	assert.Equal(t, "Ann; Bo", authorNames(&art))
}

// What a spreadsheet would run is text.
func TestCellsAreInert(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u00a0=1", "＝1", "＋1", "－1", "＠A"} {
		assert.Equal(t, "'"+s, inert(s), "%q", s)
	}
	for _, s := range []string{"", "a", "1-1", "– dash", "'=1", "a=b", " a", "§", "ü"} {
		assert.Equal(t, s, inert(s), "%q", s)
	}
	dir := folder(t, map[string]string{"a.html": story("=HYPERLINK(1)")})
	for _, name := range []string{"csv", "tsv"} {
		out := extracted(t, "--format", name, "--fields", "title", filepath.Join(dir, "a.html"))
		assert.Equal(t, "title\n'=HYPERLINK(1)\n", out, name)
	}
}

func TestQuiet(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": story("B")})
	loud, quiet := invoke(t, "", "extract", dir), invoke(t, "", "extract", "--quiet", dir)
	assert.Regexp(t, `^gatefold: 2 pages, 0 failed, 0 previews; policy: 2 \w+\n$`, loud.stderr)
	assert.Empty(t, quiet.stderr)
	assert.Equal(t, loud.stdout, quiet.stdout)
	assert.Empty(t, invoke(t, "", "extract", filepath.Join(dir, "a.html")).stderr, "one page needs no summary")
}

func TestSummary(t *testing.T) {
	t.Parallel()
	var s summary
	assert.Equal(t, "0 pages, 0 failed, 0 previews", s.String())
	assert.Equal(t, "1 page, 0 failed, 1 preview", (&summary{pages: 1, previews: 1}).String())
	for _, out := range []output{
		{policy: article.PolicySubscription, preview: true}, {policy: article.PolicyFree}, {policy: article.PolicyFree},
		{policy: article.PolicyUnknown, err: os.ErrClosed}, {err: os.ErrClosed}, {policy: article.PolicyMetered}, {policy: article.PolicyRegistration, preview: true},
	} {
		s.add(&out)
	}
	assert.Equal(t, "7 pages, 2 failed, 2 previews; policy: 2 free, 1 metered, 1 registration, 1 subscription, 1 unknown", s.String())
}
