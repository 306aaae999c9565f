package meta_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
)

// shippedWords are the words of the lexicon that ships.
var shippedWords = meta.NewWords(lexicon.Default())

// collect reads a page given as HTML, its address being
// https://www.example.com/2024/05/03/a-quiet-day.
func collect(t testing.TB, src string, change ...func(*meta.Input)) *meta.Data {
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(root)
	defer doc.Release()
	in := meta.Input{Doc: doc, URL: "https://www.example.com/news/a-quiet-day", Words: shippedWords}
	for _, f := range change {
		f(&in)
	}
	return meta.Collect(in)
}

// collectAt is collect of a page at an address.
func collectAt(t testing.TB, src, address string) *meta.Data {
	return collect(t, src, func(in *meta.Input) { in.URL = address })
}

func TestTitle(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, why, src, want string }{
		{"headline", "the visible one wins over a search title",
			`<title>Quiet day, all of it | Example</title><h1 class="logo">Example</h1><article><h1>A quiet day by the sea</h1><p>x</p></article>`,
			"A quiet day by the sea"},
		{"news", "a news article's structured headline is the newsroom's own",
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Sea stays quiet"}</script><h1>A quiet sea, again</h1>`,
			"Sea stays quiet"},
		{"cut headline", "a structured headline that was cut gives way",
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day by…"}</script><h1>A quiet day by the sea</h1>`,
			"A quiet day by the sea"},
		{"site name", "the site's name goes off the end",
			`<meta property="og:site_name" content="The Example"><title>A quiet day - The Example</title>`, "A quiet day"},
		{"site first", "and off the start", `<title>Example: A quiet day</title>`, "A quiet day"},
		{"entities", "some pages encode twice", `<meta property="og:title" content="Ham &amp;amp; eggs">`, "Ham & eggs"},
		{"logo only", "an h1 that has nothing to do with the page is no headline",
			`<title>A quiet day by the sea</title><h1>Welcome</h1>`, "A quiet day by the sea"},
		{"tag in title", "a title may speak of an element", `<title>Thirty years of &lt;br&gt;</title>`, "Thirty years of <br>"},
		{"none", "an empty page has no title", `<p>x</p>`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, collect(t, c.src).Title.Text, c.why)
		})
	}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	ld := func(author string) string {
		return `<script type="application/ld+json">{"@type":"Article","author":` + author + `}</script>`
	}
	cases := []struct {
		name, why, src string
		want           []string
	}{
		{"object", "the usual form", ld(`{"@type":"Person","name":"Ann Lee"}`), []string{"Ann Lee"}},
		{"list", "names in an array", ld(`["Ann Lee",{"name":["Bo Berg","Cy Doe"]}]`), []string{"Ann Lee", "Bo Berg", "Cy Doe"}},
		{"joined", "several in one text", ld(`"By Ann Lee and Bo Berg, Reuters"`), []string{"Ann Lee", "Bo Berg", "Reuters"}},
		{"twice", "each once, accents aside", ld(`["Zoë Vos","ZOE VOS"]`), []string{"Zoë Vos"}},
		{"role", "roles are no names", ld(`"Ann Lee, Chief Reporter"`), []string{"Ann Lee"}},
		{"german", "lead and conjunction", `<meta name="author" content="Von Max Müller und Eva Roth">`, []string{"Max Müller", "Eva Roth"}},
		{"spanish", "lead and conjunction", `<meta name="author" content="Por Ana Gil y Luis Paz">`, []string{"Ana Gil", "Luis Paz"}},
		{"japanese", "the role follows the name", `<meta name="author" content="山田太郎記者">`, []string{"山田太郎"}},
		{"address", "an email is nobody's name", `<meta name="author" content="ann@example.com">`, nil},
		{"page", "nor is the address of a profile", `<meta property="article:author" content="https://social.example/ann">`, nil},
		{"admin", "nor the account that posted", `<meta name="author" content="admin">`, nil},
		{"byline", "a visible byline with links side by side",
			`<h1>A quiet day</h1><div class="byline">By <a href="/a">Ann Lee</a><a href="/b">Bo Berg</a> <time>May 3, 2024</time><span>5 min read</span></div>`,
			[]string{"Ann Lee", "Bo Berg"}},
		{"email the author", "a call to action is not a name",
			`<h1>A quiet day</h1><div class="author">Ann Lee</div><div class="author-contact">Email the author</div>`, []string{"Ann Lee"}},
		{"person before site", "the site's name stands back for a visible person",
			`<meta property="og:site_name" content="Example">` + ld(`{"@type":"Organization","name":"Example"}`) +
				`<h1>A quiet day</h1><p class="byline">By Ann Lee</p>`, []string{"Ann Lee"}},
		{"site alone", "but is better than nobody", ld(`{"@type":"Organization","name":"Example Desk"}`), []string{"Example Desk"}},
		{"no class", "a line that starts with By", `<h1>A quiet day</h1><p>By Ann Lee</p><p>It was quiet.</p>`, []string{"Ann Lee"}},
		{"related", "the byline of a teaser is another text's",
			`<h1>A quiet day</h1><p>It was quiet.</p><aside class="related"><p class="byline">By Cy Doe</p></aside>`, nil},
		{"pen name", "one word in a link to the author", `<h1>A quiet day</h1><a rel="author" href="/x">seagull</a>`, []string{"seagull"}},
		{"scholar", "citation metas have the last name first", `<meta name="citation_author" content="Lee, Ann">`, []string{"Ann Lee"}},
		{"microdata", "names inside an author",
			`<h1>A</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Lee</span></span>`, []string{"Ann Lee"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, names(collect(t, c.src).Authors), c.why)
		})
	}
}

func TestAuthorKinds(t *testing.T) {
	t.Parallel()
	d := collect(t, `<script type="application/ld+json">{"@type":"Article","author":["Ann Lee","Reuters"]}</script>`)
	require.Len(t, d.Authors, 2)
	assert.Equal(t, meta.Person, d.Authors[0].Kind)
	assert.Equal(t, meta.Organisation, d.Authors[1].Kind)
}

func TestPublished(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, why, src, want string }{
		{"structured", "datePublished before dateCreated",
			`<script type="application/ld+json">{"@type":"Article","dateCreated":"2024-05-01","datePublished":"2024-05-03"}</script>`, "2024-05-03"},
		{"meta", "Open Graph", `<meta property="article:published_time" content="2024-05-03T10:00:00Z">`, "2024-05-03"},
		{"time", "a time element by the headline", `<h1>A quiet day</h1><time datetime="2024-05-03">Friday</time>`, "2024-05-03"},
		{"masthead", "the day on which the page was served is not the story's",
			`<header class="masthead"><div class="date">June 9, 2026</div></header><h1>A quiet day</h1><p>x</p>`, ""},
		{"navigation", "nor is one in a menu", `<nav><time datetime="2026-06-09">9 June</time></nav><h1>A quiet day</h1>`, ""},
		{"bare text", "a date without a class", `<h1>A quiet day</h1><p>May 3, 2024</p><p>It was quiet.</p>`, "2024-05-03"},
		{"updated", "a change comes after the publication",
			`<h1>A quiet day</h1><p class="date">Updated: May 9, 2024</p><p class="date">Published: May 3, 2024</p>`, "2024-05-03"},
		{"relative", "a relative date is none", `<h1>A quiet day</h1><time>3 hours ago</time>`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := collect(t, c.src).Published.Time
			if c.want == "" {
				assert.True(t, got.IsZero(), "%s: %v", c.why, got)
				return
			}
			assert.Equal(t, c.want, got.Format(time.DateOnly), c.why)
		})
	}
}

func TestUnreadDateKeepsItsText(t *testing.T) {
	t.Parallel()
	d := collect(t, `<meta property="article:published_time" content="last Tuesday">`).Published
	assert.True(t, d.Time.IsZero())
	assert.Equal(t, "last Tuesday", d.Raw)
	assert.Equal(t, "meta:article:published_time", d.Source)
}

func TestURLDate(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"https://example.com/2024/05/03/a":     "2024-05-03 day",
		"https://example.com/2024/may/3/a":     "2024-05-03 day",
		"https://example.com/2012/05/a":        "2012-05-01 month",
		"https://example.com/a-2024-05-03":     "2024-05-03 day",
		"https://example.com/n/20240503-a":     "2024-05-03 day",
		"https://example.com/23-05-2024":       "2024-05-23 day",
		"https://example.com/03-05-2024":       "0001-01-01 ",
		"https://example.com/1234/56/a":        "0001-01-01 ",
		"https://example.com/a/12345678901234": "0001-01-01 ",
	} {
		d := collect(t, "<p>x</p>", func(in *meta.Input) { in.URL = url }).Published
		assert.Equal(t, want, d.Time.Format(time.DateOnly)+" "+string(d.Precision), url)
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	d := collect(t, `<html lang="en_gb"><head>
		<link rel="canonical" href="/"><meta property="og:url" content="/news/a-quiet-day?id=1">
		<meta property="og:image" content="//img.example.com/a.jpg"><meta property="article:section" content="Coast">
		<meta property="article:tag" content="sea"><meta property="article:tag" content="Sea, weather">
		<meta name="description" content="one"><meta property="og:description" content="two">
		<link rel="license" href="https://licences.example/by"></head><body>x</body></html>`)
	assert.Equal(t, "https://www.example.com/news/a-quiet-day?id=1", d.CanonicalURL.Text, "a canonical link to the home page is a mistake")
	assert.Equal(t, "https://img.example.com/a.jpg", d.Image.Text)
	assert.Equal(t, "Coast", d.Section.Text)
	assert.Equal(t, []string{"sea", "weather"}, d.Tags)
	assert.Equal(t, "en-GB", d.Language.Text)
	assert.Equal(t, "ltr", d.Direction.Text)
	assert.Equal(t, "https://licences.example/by", d.License.Text)
	assert.Equal(t, "two", d.Description.Text)
	assert.Equal(t, []meta.Value{{Text: "one", Source: "meta:description"}}, d.Description.Others, "both readings are kept")
	assert.Equal(t, "rtl", collect(t, `<html lang="ar"><p>x</p>`).Direction.Text)
}

func TestRights(t *testing.T) {
	t.Parallel()
	d := collect(t, `<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://example.com/tdm">
		<meta name="robots" content="index, NOAI, max-snippet:50, max-image-preview:large"><meta name="bingbot" content="noarchive">
		<link rel="alternate" type="application/rsl+xml" href="/l.xml">`)
	got := map[string]string{}
	for _, r := range d.Rights {
		got[r.Name+"@"+r.Source] = r.Value
	}
	assert.Equal(t, map[string]string{
		"tdm-reservation@meta:tdm-reservation": "1", "tdm-policy@meta:tdm-policy": "https://example.com/tdm",
		"noai@meta:robots": "NOAI", "max-snippet@meta:robots": "50", "noarchive@meta:bingbot": "noarchive", "rsl@link:rsl": "/l.xml",
	}, got)
}

func TestRuleSourcesComeFirst(t *testing.T) {
	t.Parallel()
	d := collect(t, `<meta property="article:section" content="Generic"><meta name="own" content="Coast"><h1>A</h1><p id="k">Kicker</p>`,
		func(in *meta.Input) {
			in.Trace = true
			in.RuleNodes = func(int) []page.ID { return []page.ID{page.ID(in.Doc.Len() - 2)} }
			in.RuleFields = map[string][]meta.FieldSource{
				"section":   {{Kind: meta.Meta, Arg: "none", Origin: "x.toml:3"}, {Kind: meta.Meta, Arg: "own", Origin: "x.toml:4"}},
				"kicker":    {{Kind: meta.CSS, Arg: "#k"}},
				"authors":   {{Kind: meta.Const, Arg: "Ann Lee"}},
				"published": {{Kind: meta.URL, Arg: "{yyyy}", Find: func(string) (string, bool) { return "2024-05-03", true }}},
			}
		})
	assert.Equal(t, "Coast", d.Section.Text)
	assert.Equal(t, "rule:x.toml:4", d.Section.Source)
	assert.Equal(t, []meta.Value{{Text: "Generic", Source: "meta:article:section"}}, d.Section.Others)
	assert.Equal(t, "Kicker", d.Kicker.Text)
	assert.Equal(t, []string{"Ann Lee"}, names(d.Authors))
	assert.Equal(t, "2024-05-03", d.Published.Time.Format(time.DateOnly))
	require.NotEmpty(t, d.Tried["section"])
	assert.Equal(t, "rule:x.toml:3", d.Tried["section"][0].Source, "a source that gave nothing was tried too")
}

func TestSiteRulesNameTheirAuthors(t *testing.T) {
	t.Parallel()
	for origin, want := range map[string]string{"sites/x.toml:3": "Harbour Newsroom", "platforms/x.toml:3": "Ann Lee"} {
		d := collect(t, `<h1>A</h1><p class="byline">By Ann Lee</p>`, func(in *meta.Input) {
			in.RuleFields = map[string][]meta.FieldSource{"authors": {{Kind: meta.Const, Arg: "Harbour Newsroom", Origin: origin}}}
		})
		assert.Equal(t, []string{want}, names(d.Authors), "a platform's rule is no more sure than a byline")
	}
}

func TestRuleSourcesReadThePageAsItIsWritten(t *testing.T) {
	t.Parallel()
	d := collect(t, `<meta name="articleAuthor" content="Bo Berg"><p id="k"><b>High</b> <b>water</b>`,
		func(in *meta.Input) {
			in.RuleNodes = func(int) []page.ID {
				for i := range in.Doc.Nodes {
					if in.Doc.Attr(page.ID(i), "id") == "k" {
						return []page.ID{page.ID(i)}
					}
				}
				return nil
			}
			in.RuleFields = map[string][]meta.FieldSource{
				"authors": {{Kind: meta.Meta, Arg: "articleAuthor"}},
				"kicker":  {{Kind: meta.CSS, Arg: "#k"}},
			}
		})
	assert.Equal(t, []string{"Bo Berg"}, names(d.Authors), "names have capitals in rules and pages")
	assert.Equal(t, "Bo Berg", d.Meta("articleAuthor"))
	assert.Equal(t, "High water", d.Kicker.Text, "white space that stands alone between two elements")
}

func TestRulePathsNameEveryAuthor(t *testing.T) {
	t.Parallel()
	d := collect(t, `<script type="application/ld+json">{"@type":"Article","author":[{"name":"Ann Lee"},{"name":"Bo Berg"}]}</script>`,
		func(in *meta.Input) {
			in.RuleFields = map[string][]meta.FieldSource{"authors": {{Kind: meta.JSONLD, Arg: "author.name", Origin: "x.toml:3"}}}
		})
	require.Len(t, d.Authors, 2)
	assert.Equal(t, "Bo Berg", d.Authors[1].Name)
	assert.Equal(t, "rule:x.toml:3", d.Authors[1].Source)
}

func TestLabelsOfAuthorsNeedNoColon(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"Autorin/Autor", "Author"} {
		d := collect(t, `<meta name="author" content="`+label+` Bo Berg"><h1>A</h1>`)
		assert.Equal(t, []string{"Bo Berg"}, names(d.Authors), label)
	}
}

// FuzzCollect: whatever the page, texts are tidy and addresses absolute.
func FuzzCollect(f *testing.F) {
	f.Add(`<title>A - B</title><h1>A</h1><p class=byline>By Ann Lee</p><time>3 May 2024</time>`)
	f.Add(`<script type="application/ld+json">{"@graph":[{"@id":"#a","author":{"@id":"#a"}}]}</script><div itemscope itemprop=author>`)
	f.Add(`<meta name=author content="By , and &amp;"><link rel=canonical href="http://[">`)
	f.Fuzz(func(t *testing.T, src string) {
		d := collect(t, src)
		for _, text := range []string{d.Title.Text, d.Description.Text, d.Section.Text} {
			require.Equal(t, strings.Join(strings.Fields(text), " "), text)
		}
		for _, a := range d.Authors {
			require.NotEmpty(t, strings.TrimSpace(a.Name))
		}
		for _, u := range []string{d.CanonicalURL.Text, d.Image.Text} {
			require.True(t, u == "" || strings.HasPrefix(u, "http"), u)
		}
	})
}
