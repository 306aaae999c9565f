package meta_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/page"
)

func titleInput(t testing.TB, src string) meta.Input {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(root)
	t.Cleanup(doc.Release)
	return meta.Input{Doc: doc, URL: "https://www.example.com/news/a-quiet-day-by-the-sea", Words: shippedWords}
}

func TestTitleCandidates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		src  string
		want []string
		why  string
	}{
		"none": {`<p>Only a text.</p>`, nil, "a page that calls itself nothing has no title"},
		"one": {
			`<meta property="og:title" content="A quiet day"><h1>A Quiet  Day</h1>`, []string{"A Quiet Day"},
			"texts that differ in case and white space are one",
		},
		"quotes apart": {
			`<meta property="og:title" content="A sailor's day"><h1>A sailor’s day</h1>`, []string{"A sailor’s day", "A sailor's day"},
			"marks tell candidates apart",
		},
		"cut": {
			`<title>A quiet day | Coast | The Example</title>`,
			[]string{"A quiet day | Coast", "A quiet day | Coast | The Example", "Coast | The Example", "A quiet day", "The Example", "Coast"}, "at each separator",
		},
		"between separators": {
			`<title>Example - A quiet day - Coast - News</title>`,
			[]string{
				"A quiet day - Coast - News", "Example - A quiet day - Coast - News", "Example - A quiet day - Coast", "Example", "News", "A quiet day", "Coast",
			}, "a part with a name on both sides",
		},
		"overlapping separators": {`<title>Quiet --- day</title>`, []string{"Quiet --- day", "Quiet -", "- day", "Quiet"}, "no part between"},
		"title in the body": {
			`<p>Warning: no database</p><title>A quiet day</title>`, []string{"A quiet day"}, "a program's message has ended the head early",
		},
		"picture's title": {`<svg><title>Anchor</title></svg><h1>A quiet day</h1>`, []string{"A quiet day"}, "that is of the picture alone"},
		"readings of characters": {
			`<h1><ruby>海<rp>(</rp><rt>うみ</rt><rp>)</rp></ruby>の日</h1>`, []string{"海の日"}, "a reading is no part of the text",
		},
		"escaped twice": {`<h1>Salt &amp;#x26; sand</h1>`, []string{"Salt & sand"}, "what the reader means to see"},
		"kicker within": {
			`<h1><span class="kicker">Coast</span> <span>: A quiet day</span></h1>`,
			[]string{"Coast : A quiet day", "A quiet day", "Coast"}, "each side of the border between two elements",
		},
		"second line within": {
			`<h1><div><b>A quiet day</b><br><small>By the sea</small></div></h1>`,
			[]string{"A quiet day By the sea", "By the sea", "A quiet day"}, "below what wraps all of it",
		},
		"words in italics": {
			`<h1><i>Quiet</i> days <b>do</b> end</h1>`, []string{"Quiet days do end"}, "an element that sets a word off divides nothing",
		},

		"set apart by style": {
			`<h1><span>Coast</span><span>A quiet day</span></h1>`, []string{"Coast A quiet day", "A quiet day", "Coast"}, "no white space stands between two lines",
		},
		"headline beside h1": {
			`<meta property="og:title" content="Day: quiet"><ol><li><h1>Day: quiet</h1></li></ol><article><h2><span>Coast</span> <span>A quiet day</span></h2></article>`,
			[]string{"Day: quiet", "quiet", "Day", "Coast A quiet day", "A quiet day", "Coast"}, "an h1 among breadcrumbs is for search engines",
		},
		"links and menus beside h1": {
			`<h1>A quiet day</h1><h2><a href="/other">Another story</a></h2><div class="nav"><h2>Sections</h2></div>`, []string{"A quiet day"},
			"a heading that is a link is another story's",
		},
		"second heading": {
			`<title>Quiet</title><h1>Quiet</h1><h1>By the sea</h1>`, []string{"Quiet", "By the sea"}, "any h1 of the page itself",
		},
		"other text's heading": {
			`<title>Quiet</title><h1>Quiet</h1><footer><h1>By the sea</h1></footer>`, []string{"Quiet"}, "but not of what lies beside it",
		},
		"one letter":  {`<title>A</title>`, []string{"A"}, "a title may be short"},
		"marks alone": {`<title>***</title>`, nil, "a title has a letter or a digit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := titleInput(t, c.src)
			got := meta.Titles(in)
			assert.Equal(t, c.want, got.Texts, c.why)
			assert.Len(t, got.Rows, len(got.Texts)*meta.NumTitleFeatures)
			for i, v := range got.Rows {
				assert.False(t, math.IsNaN(float64(v)) || math.IsInf(float64(v), 0), "feature %d", i%meta.NumTitleFeatures)
			}
			title := meta.Collect(in).Title
			if len(c.want) == 0 {
				assert.Empty(t, title, "nothing is invented")
				return
			}
			assert.Contains(t, got.Texts, title.Text, "the choice is a candidate")
			assert.NotEmpty(t, title.Source)
		})
	}
}

func TestTitleCandidatesAreBounded(t *testing.T) {
	t.Parallel()
	got := meta.Titles(titleInput(t, "<title>"+strings.Repeat("sea - day | ", 2000)+"</title><h1>Sea</h1>"+strings.Repeat("<h1>day</h1>", 2000)))
	assert.LessOrEqual(t, len(got.Texts), 32)
}

func TestLoadTitleModel(t *testing.T) {
	t.Parallel()
	data := slices.Clone(models.Title)
	assert.Less(t, len(data), 50_000, "it is linked into every program")
	m, err := meta.LoadTitleModel(data)
	require.NoError(t, err)
	assert.Len(t, meta.TitleFeatures(), meta.NumTitleFeatures, "every feature has a name")
	assert.Positive(t, m.Trees())
	_, err = meta.LoadTitleModel(data[:len(data)-1])
	require.Error(t, err, "cut short")
	data[8]++
	_, err = meta.LoadTitleModel(data)
	require.Error(t, err, "other features")
}
