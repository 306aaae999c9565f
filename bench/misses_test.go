package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

const missedPage = `<html><head><title>The pier stands again | The Post</title>
<meta property="og:title" content="Pier mended"><script type="application/ld+json">{"alternativeHeadline":"Old pier \u2013 new planks"}</script>
<style>.day { content: "Boats and bridges" }</style></head>
<body><h1>The <em>old</em> pier is mended</h1><h2>A town “rejoices”</h2><p>Printed on 3 May 2024, changed on 2024-05-07.</p></body></html>`

func TestTitleMiss(t *testing.T) {
	t.Parallel()
	texts := readTexts([]byte(missedPage))
	tests := []struct {
		gold, got string
		want      miss
	}{
		{"The old pier is mended", "", titleNone},
		{`A town "rejoices"`, "A town “rejoices”", titleSigns},
		{"A town rejoices", "The old pier is mended", titleBoth},
		{"The old pier is mended", "Pier mended", titleNotShown},
		{"Pier mended", "The old pier is mended", titleShown},
		{"Old pier – new planks", "The old pier is mended", titleShown},
		{"The pier stands again", "Pier mended", titleDeclared},
		{"Boats and bridges", "The old pier is mended", titleNowhere},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, texts.titleMiss(tt.gold, tt.got), "gold %q, got %q", tt.gold, tt.got)
	}
}

func TestDayMiss(t *testing.T) {
	t.Parallel()
	texts := readTexts([]byte(missedPage))
	day := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		assert.NoError(t, err)
		return at
	}
	changed := &article.Article{Modified: article.Date{Time: day("2024-05-07T10:00:00Z")}}
	tests := []struct {
		gold    string
		got     time.Time
		article *article.Article
		want    miss
	}{
		{"2024-05-07", day("2024-05-03T10:00:00Z"), changed, dayChanged},
		{"2024-05-07", day("2024-05-03T10:00:00Z"), nil, dayOther},
		{"2024-05-04 00:30:00+00:00", day("2024-05-03T20:30:00-04:00"), nil, dayUTC},
		{"2024-05-03", time.Time{}, nil, dayNone},
		{"2024-05-12", day("2024-05-03T10:00:00Z"), nil, dayNowhere},
		{"2023-05-03", time.Time{}, nil, dayNowhere},
		{"2024-99-99", time.Time{}, nil, dayOther},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, texts.dayMiss(tt.gold, tt.got, tt.article), tt.gold)
	}
}

func TestWrites(t *testing.T) {
	t.Parallel()
	day := time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		source string
		want   bool
	}{
		{"3. Mai 2024", true},
		{"2024年5月3日", true},
		{"/2024/05/03/pier", true},
		{"id 20240503123", true},
		{"on day 3 of the year that was wet and cold and long, 2024", false},
		{"13 May 2024", false},
		{"3 May 2023", false},
		{"", false},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, pageTexts{source: []byte(tt.source)}.writes(day), tt.source)
	}
}

func TestMissReport(t *testing.T) {
	t.Parallel()
	set := scoredSet{
		set: corpus.Set{Name: "articles", Pages: []corpus.Page{
			{ID: "pier", Title: "Pier mended", Date: "2024-05-12"},
			{ID: "boats", Title: "Boats", Date: "2024-05"},
			{ID: "bare"},
		}},
		extractors: []extractor{{name: "gatefold", ours: true}},
		scores:     make([][]pageScore, 3),
	}
	for i, p := range set.set.Pages {
		res := result{title: "Boats", day: time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC)}
		s := scorePage(p, res, false)
		s.explain(p, res, []byte(missedPage))
		set.scores[i] = []pageScore{s}
	}
	report := missReport([]scoredSet{set}, true)
	assert.Contains(t, report, "Of 2 pages of articles the title of 1:\n\n- stands in the metadata only, as gold does, 1: pier\n")
	assert.Contains(t, report, "Of 1 pages of articles the day of 1:\n\n- is another or none, gold stands nowhere on the page, 1: pier\n")
	counts := missReport([]scoredSet{set}, false)
	assert.Contains(t, counts, "- stands in the metadata only, as gold does: 1\n")
	assert.NotContains(t, counts, "pier")
	assert.Empty(t, missReport([]scoredSet{{set: corpus.Set{Name: "snippets"}}}, true), "gold of other sets is not looked at")
}

// TestScoreWithLead checks that the standfirst counts where the gold holds it,
// and only there.
func TestScoreWithLead(t *testing.T) {
	p := corpus.Page{Body: "The pier is mended. Boats come again."}
	res := result{text: "Boats come again.", article: &article.Article{Standfirst: "The pier is mended."}}
	assert.InDelta(t, 1, scorePage(p, res, true).words.F1, 1e-9)
	assert.Less(t, scorePage(p, res, false).words.F1, 0.7)
	assert.Less(t, scorePage(p, result{text: res.text}, true).words.F1, 0.7, "another extractor's text is all it gives")
}
