package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/rules"
)

func TestScrub(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("The Ferry Was Late Again on Monday")})
	page := filepath.Join(dir, "a.html")
	got := invoke(t, "", "rules", "scrub", "-url", "https://news.example/ferry-late", "-expect", page)
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Contains(t, got.stdout, "<!-- made by gatefold rules scrub; structure of news.example; words are ours -->")
	assert.NotContains(t, got.stdout, "ferry to the island")
	assert.NotContains(t, got.stdout, "sailor")
	assert.Contains(t, got.stderr, "[[expect]]\nurl = \"https://news.example/")

	file := filepath.Join(dir, "fixture.html")
	require.Equal(t, statusDone, invoke(t, "", "rules", "scrub", "-url", "https://news.example/ferry-late", "-o", file, page).status)
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, got.stdout, string(written), "the same page gives the same bytes")
}

// A rule file that holds the draft loads, whatever words the page has.
func TestDraftIsARuleFile(t *testing.T) {
	t.Parallel()
	a := &article.Article{
		Title: "A \"quoted\" \\ title\n", Authors: []article.Author{{Name: "Zoë “Z” Sample"}},
		Body:   []article.Block{{Kind: article.BlockParagraph, Text: "One two three four five six seven."}, {Kind: article.BlockHeading, Text: "No"}},
		Promos: []article.Promo{{Kind: article.PromoSubscription, Gate: true, Offers: []article.Offer{{Text: "Only $1\tnow"}}}},
		Access: article.Access{Policy: article.PolicyMetered, Completeness: article.CompletenessPreview},
	}
	draft := expectTable(a, "x.example/plain.html", "https://x.example/a")
	for _, want := range []string{
		"first = \"One two three four five six\"", "last = \"three four five six seven. No\"", "[[expect.promo]]\nkind = \"subscription\"\ngate = true\noffers = [\"Only $1\\tnow\"]\n",
		"standfirst = \"\"", "completeness = \"preview\"",
	} {
		assert.Contains(t, draft, want)
	}
	_, err := rules.Load(os.DirFS(folder(t, map[string]string{"x.toml": "name = \"X\"\nhosts = [\"x.example\"]\n" + draft})))
	assert.NoError(t, err)
	assert.Contains(t, expectTable(&article.Article{}, "f.html", ""), "authors = []\n")
}

// TestDraftHolds is the way of a rule's author: what scrub drafts for a fixture is an
// expectation that loads and that the fixture meets.
func TestDraftHolds(t *testing.T) {
	t.Parallel()
	promo := `<aside class="box"><h3>Subscribe to read on</h3><p>Only $4 a month for “all” of it. Cancel any time.</p><a href="/subscribe">Subscribe now</a></aside>`
	dir := folder(t, map[string]string{
		"a.html":                        strings.Replace(story("The \"Ferry\" Was Late Again"), "</p>", "</p>"+promo, 1),
		"rules/sites/news.example.toml": "name = \"News\"\nhosts = [\"news.example\"]\n[roles]\nbody = [\"article\"]\n",
		"testdata/news.example/x":       "",
	})
	fixture := filepath.Join(dir, "testdata", "news.example", "plain.html")
	got := invoke(t, "", "rules", "scrub", "--url", "https://news.example/ferry-late", "--expect", "-o", fixture, filepath.Join(dir, "a.html"))
	require.Equal(t, statusDone, got.status, got.stderr)
	file := filepath.Join(dir, "rules", "sites", "news.example.toml")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, append(text, got.stderr...), 0o644))
	tested := invoke(t, "", "rules", "test", "--fixtures", filepath.Join(dir, "testdata"), filepath.Join(dir, "rules"))
	assert.Equal(t, statusDone, tested.status, tested.stdout+got.stderr)
	assert.Contains(t, tested.stderr, "expectations: 1, problems: 0")
}

// A fixture that is written anew has the same elements, addresses and dates, and other
// words.
func TestScrubAgain(t *testing.T) {
	t.Parallel()
	const old = `<!-- made by gatefold rules scrub; structure of news.example; words are ours -->
<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="https://news.example/2024/05/03/harbour/"/><meta name="author" content="Kim Sample"/><meta name="description" content="The miller watered the roses early."/>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"The miller came home","url":"https://news.example/2024/05/03/harbour/","wordCount":88,"datePublished":"2024-05-03"}</script><script>dataLayer=[{"tier":"paid"}]</script></head>
<body><h1 class="top">The miller came home</h1><p class="byline">By <a href="/people/kim-sample" rel="author">Kim Sample</a></p>
<p id="p-48113">The miller watered the roses early, and nobody in Stonebridge had an answer to that.</p>
<p>The miller painted the door blue without haste, and everyone in Mill Lane laughed for hours.</p>
<p>The miller lit the lamps in the rain, and everyone in Mill Lane watched the snow fall at dawn.</p>
<noscript><img src="/img/7.jpg"></noscript><img src="/img/3.jpg" width="600"/></body></html>`
	dir := folder(t, map[string]string{"a.html": old})
	got := invoke(t, "", "rules", "scrub", "--again", filepath.Join(dir, "a.html"))
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.NotContains(t, got.stdout, "miller")
	assert.NotContains(t, got.stdout, "Kim Sample")
	for _, kept := range []string{
		`href="https://news.example/2024/05/03/harbour/"`, `"url":"https://news.example/2024/05/03/harbour/"`, `"wordCount":88`, `"2024-05-03"`,
		`dataLayer=[{"tier":"paid"}]`, `href="/people/kim-sample"`, `id="p-48113"`, `<noscript><img src="/img/7.jpg"></noscript>`, `<img src="/img/3.jpg" width="600"/>`,
	} {
		assert.Contains(t, got.stdout, kept)
	}
	tags := regexp.MustCompile(`</?[a-z]+`)
	assert.Equal(t, tags.FindAllString(old, -1)[:20], tags.FindAllString(got.stdout, -1)[:20])
	assert.Equal(t, strings.Count(old, "<p"), strings.Count(got.stdout, "<p"))
	assert.Equal(t, 1, strings.Count(got.stdout, "<!-- made by"))
	assert.Equal(t, got.stdout, invoke(t, "", "rules", "scrub", "--again", filepath.Join(dir, "a.html")).stdout)
}

func TestScrubBytes(t *testing.T) {
	t.Parallel()
	page := strings.Replace(story("The Ferry Was Late Again"), "</body>", "<footer>"+strings.Repeat(`<div class="col"><h4>Entry of it</h4><ul><li><a href="/x">One of them</a></li><li><a href="/y">Another one</a></li><li><a href="/z">A third</a></li></ul></div>`, 20)+"</footer></body>", 1)
	dir := folder(t, map[string]string{"a.html": page})
	whole := invoke(t, "", "rules", "scrub", filepath.Join(dir, "a.html")).stdout
	less := invoke(t, "", "rules", "scrub", "--bytes", "1", filepath.Join(dir, "a.html")).stdout
	assert.Less(t, len(less), len(whole))
	assert.NotEmpty(t, less, "what cannot be smaller is written nevertheless")
	assert.Equal(t, whole, invoke(t, "", "rules", "scrub", "--bytes", "100000", filepath.Join(dir, "a.html")).stdout)
}

func TestPreview(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("The Ferry")})
	file := filepath.Join(dir, "out.html")
	got := invoke(t, "", "rules", "preview", "-o", file, filepath.Join(dir, "a.html"))
	require.Equal(t, statusDone, got.status, got.stderr)
	assert.Empty(t, got.stdout)
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(written), "The ferry to the island was late")
	assert.Contains(t, invoke(t, story("The Ferry"), "rules", "preview", "-").stdout, "Content-Security-Policy")
}

func TestScrubAndPreviewFail(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "empty.html": " "})
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"scrub nothing", []string{"rules", "scrub"}, statusUsage, "it takes one page, not 0"},
		{"no paragraphs", []string{"rules", "scrub", "-paragraphs", "0", in("a.html")}, statusUsage, "at least 1"},
		{"fewer bytes than none", []string{"rules", "scrub", "-bytes", "-1", in("a.html")}, statusUsage, "must not be negative"},
		{"no folder of rules", []string{"rules", "scrub", "-rules", in("none"), in("a.html")}, statusUsage, "no such folder"},
		{"bad selector", []string{"rules", "scrub", "-keep", "div[", in("a.html")}, statusFailed, "div["},
		{"scrub an empty page", []string{"rules", "scrub", in("empty.html")}, statusFailed, "empty.html"},
		{"scrub no page", []string{"rules", "scrub", in("none.html")}, statusFailed, "none.html"},
		{"preview nothing", []string{"rules", "preview"}, statusUsage, "it takes one page, not 0"},
		{"preview an empty page", []string{"rules", "preview", in("empty.html")}, statusFailed, "empty.html"},
		{"preview into no folder", []string{"rules", "preview", "-o", in("none/x.html"), in("a.html")}, statusFailed, "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", tt.args...)
			assert.Equal(t, tt.status, got.status)
			assert.Empty(t, got.stdout)
			assert.Contains(t, got.stderr, tt.want)
		})
	}
}
