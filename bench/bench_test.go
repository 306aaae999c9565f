package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/bench/cut"
	"github.com/gatefold/gatefold/bench/wall"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/models"
)

const goldLines = `{"id":"a","url":"https://a.example/1","title":"The Ferry","authors":["Ann Lee"],"date":"2024-05-03","body":"the ferry came late and the harbour was quiet","with":["ferry came"],"without":["join now"],"type":"article"}
{"id":"b","url":"https://b.example/2","title":"Other","body":"nothing happened in the harbour on this day","type":"article"}
`

// smallSet is a set of two pages on disk.
func smallSet(t *testing.T) corpus.Set {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "articles")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "pages"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "gold.jsonl"), []byte(goldLines), 0o644))
	for _, id := range []string{"a", "b"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "pages", id+".html.gz"), []byte("<p>"+id), 0o644))
	}
	set, err := corpus.Open(dir)
	require.NoError(t, err)
	return set
}

// fakes are an extractor that knows page a, and one that panics.
func fakes() []extractor {
	return []extractor{
		{name: "knows a", ours: true, extract: func(html []byte, _ string) (result, error) {
			if string(html) != "<p>a" {
				return result{}, errors.New("unknown page")
			}
			return result{
				text: "The ferry came late\nand the harbour was quiet", title: "the ferry", authors: []string{"ann lee"},
				day:     time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC),
				article: &article.Article{Confidence: 0.97},
			}, nil
		}},
		{name: "panics", extract: func([]byte, string) (result, error) { panic("no") }},
	}
}

func TestScoreSet(t *testing.T) {
	t.Parallel()
	s, err := scoreSet(smallSet(t), fakes())
	require.NoError(t, err)
	first := s.scores[0][0]
	assert.Equal(t, 1.0, first.words.F1)
	assert.True(t, first.title)
	assert.True(t, first.day)
	assert.Equal(t, 1.0, first.authors)
	assert.Equal(t, 1, first.snippets.TP)
	assert.Equal(t, 1, first.snippets.TN)
	assert.ErrorContains(t, s.scores[1][0].failed, "unknown page")
	assert.ErrorContains(t, s.scores[0][1].failed, "panic: no")
	assert.Zero(t, s.scores[0][1].words.F1, "what fails counts as no text")
	assert.Equal(t, []int{1}, s.worst(1))

	report := s.report()
	assert.Contains(t, report, "### articles, 2 pages")
	assert.Regexp(t, `\| knows a +\| +50\.0 ±3\d\.\d \| +50\.0 \| +50\.0 \|`, report)
	assert.Regexp(t, `\| panics .* 2 \|`, report)
}

func TestWorstPagesSayWhatWasMissed(t *testing.T) {
	t.Parallel()
	s, err := scoreSet(smallSet(t), fakes())
	require.NoError(t, err)
	var out strings.Builder
	s.listWorst(&out, 1)
	assert.Contains(t, out.String(), "b  https://b.example/2")
	assert.Contains(t, out.String(), "missed nothing happened in the harbour")
}

func TestKindReport(t *testing.T) {
	t.Parallel()
	ours := []extractor{{name: "x", ours: true}}
	pages := []corpus.Page{{ID: "1", Body: "b"}, {ID: "2", Body: "b"}}
	articles := scoredSet{corpus.Set{Name: "articles", Pages: pages}, ours, []string{"en", "en"}, [][]pageScore{{{article: true}}, {{article: true}}}}
	others := scoredSet{corpus.Set{Name: "nonarticles", Pages: pages}, ours, []string{"en", "en"}, [][]pageScore{{{article: true}}, {{}}}}
	assert.Contains(t, kindReport([]scoredSet{articles, others}), "balanced accuracy 75.0 %")
	assert.Empty(t, kindReport([]scoredSet{articles}))
	assert.NoError(t, qualityFigures([]scoredSet{articles, others}).check([]string{"balanced accuracy>=75", "articles word F1<=0"}))
}

func TestCalibrationReport(t *testing.T) {
	t.Parallel()
	s := scoredSet{
		corpus.Set{Name: "articles", Pages: []corpus.Page{{Body: "b"}, {Body: "b"}, {Body: "b"}}},
		[]extractor{{name: "x", ours: true}}, []string{"en", "en", "en"},
		[][]pageScore{{good(0.96)}, {{confidence: 0.96}}, {good(1)}},
	}
	report := calibrationReport([]scoredSet{s})
	assert.Regexp(t, `0\.95 to 0\.98 \| +2 \| +96\.0 \| +50\.0`, report)
	assert.Regexp(t, `0\.98 to 1\.00 \| +1 \| +100\.0 \| +100\.0`, report, "a confidence of 1 is in the last bin")
}

func good(confidence float64) pageScore {
	s := pageScore{confidence: confidence}
	s.words.F1 = 0.95
	return s
}

func TestTableLinesUp(t *testing.T) {
	t.Parallel()
	tab := table{head: []string{"name", "n"}}
	tab.add("é", "100")
	assert.Equal(t, "| name |   n |\n|------|----:|\n| é    | 100 |\n", tab.String())
}

func TestSectionReplacesOnlyItself(t *testing.T) {
	t.Parallel()
	one := section{"speed", "fast"}.within("")
	two := section{"quality", "good"}.within(one)
	three := section{"speed", "faster"}.within(two)
	assert.Contains(t, three, "good")
	assert.Contains(t, three, "faster")
	assert.NotContains(t, three, "fast\n")
	assert.Less(t, strings.Index(three, "good"), strings.Index(three, "faster"), "in the order of sections")
	assert.True(t, strings.HasPrefix(three, preface))
	assert.Equal(t, 1, strings.Count(three, preface))
}

func TestNamesSayWhatIsHeldOut(t *testing.T) {
	t.Parallel()
	e, err := ours(false, foldModels{bodies: [][]byte{models.Roles}})
	require.NoError(t, err)
	assert.Equal(t, "gatefold, no rules, held out", e.name)
	e, err = ours(true, foldModels{titles: [][]byte{models.Title}})
	require.NoError(t, err)
	assert.Equal(t, "gatefold, fields held out", e.name, "the other models saw the pages")
	e, err = ours(true, foldModels{})
	require.NoError(t, err)
	assert.Equal(t, "gatefold", e.name)
}

func TestReadersTitle(t *testing.T) {
	t.Parallel()
	p := corpus.Page{Title: "Ferry: the ferry is late", ReadersTitle: "The ferry is late"}
	assert.True(t, hasReadersTitle(p))
	assert.False(t, hasReadersTitle(corpus.Page{Title: "Ferry"}), "no reader took it")
	s := scorePage(p, result{title: "The Ferry is late"}, false)
	assert.True(t, s.readers)
	assert.False(t, s.title, "gold is what search engines are told")
}

func TestSiteName(t *testing.T) {
	t.Parallel()
	set := func(pages ...corpus.Page) scoredSet { return scoredSet{set: corpus.Set{Pages: pages}} }
	p := corpus.Page{Site: "Bay Courier"}
	assert.Equal(t, []int{1}, set(corpus.Page{Title: "Ferry"}, p).pick(hasSite), "only pages whose gold has one count")
	assert.True(t, scorePage(p, result{site: "bay courier"}, false).site, "case aside")
	assert.False(t, scorePage(p, result{site: "courier.example"}, false).site)
}

func TestHalfKeepsAPublisherTogether(t *testing.T) {
	t.Parallel()
	assert.Equal(t, corpus.HalfOf("https://www.news.co.uk/a"), corpus.HalfOf("https://sport.news.co.uk/b"))
	halves := map[string]bool{}
	for _, host := range []string{"a", "b", "c", "d", "e", "f"} {
		halves[corpus.HalfOf("https://"+host+".example.com/")] = true
		halves[corpus.HalfOf("https://"+host+".com/")] = true
	}
	assert.Equal(t, map[string]bool{"a": true, "b": true}, halves)
}

func TestMadePage(t *testing.T) {
	t.Parallel()
	page := madePage(50_000, "")
	assert.InDelta(t, 50_000, len(page), 1000)
	assert.Equal(t, page, madePage(50_000, ""))
	assert.True(t, bytes.HasSuffix(page, []byte("</html>")))
}

func TestMeasureKeepsEachContenderApart(t *testing.T) {
	t.Parallel()
	var sink []byte
	runs := [2]int{}
	contenders := []contender{
		{name: "parse", run: func(*sample) { runs[0]++ }},
		{name: "allocates", run: func(*sample) { runs[1]++; sink = make([]byte, 1<<20) }},
	}
	totals := measure(contenders, make([]sample, 3), 2)
	assert.Equal(t, [2]int{6, 6}, runs)
	assert.GreaterOrEqual(t, totals[1].bytes, uint64(3<<20))
	assert.NotNil(t, sink)
	report := speedTable(contenders, totals, make([]time.Duration, 2), 3)
	assert.Contains(t, report, "| parse ")
	assert.Contains(t, report, "1.00")
}

func TestCutPageIsDeterministicAndToldBothWays(t *testing.T) {
	t.Parallel()
	var page, gold strings.Builder
	for i := range 10 {
		line := strings.Repeat(string(rune('a'+i))+" word in this paragraph ", 4)
		page.WriteString("<p>" + line + "</p>")
		gold.WriteString(line + "\n")
	}
	// Told by whether the last paragraph is there.
	e := extractor{name: "x", extract: func(html []byte, _ string) (result, error) {
		art := &article.Article{}
		if bytes.Contains(html, []byte("j word")) {
			art.Access.Completeness = article.CompletenessFull
		} else {
			art.Access.Completeness = article.CompletenessPreview
		}
		return result{article: art}, nil
	}}
	p := corpus.Page{ID: "p", Body: gold.String(), Lang: "en"}
	all, err := cutPage(e, p, []byte(page.String()), 3)
	require.NoError(t, err)
	require.Len(t, all, 7)
	for _, m := range all {
		assert.False(t, m.wrong(), "%+v", m)
	}
	again, err := cutPage(e, p, []byte(page.String()), 3)
	require.NoError(t, err)
	assert.Equal(t, all, again)

	report := cutReport("x", 1, all)
	assert.Regexp(t, `\| all +\| +3 \| +100\.0 \|`, report)
	assert.Regexp(t, `\| all +\| +3 \| +0\.0 \|`, report)
	assert.Contains(t, report, cut.None.Name)
	assert.NoError(t, cutFigures(all).check([]string{"previews told>=100", "whole called previews<=0"}))
}

func TestWants(t *testing.T) {
	t.Parallel()
	f := figures{}
	f.set("leak", 0.031)
	f.set("leak", 0.5)
	assert.NoError(t, f.check([]string{"leak<=4", " leak >= 3.1"}), "the first figure of a name stays")
	assert.ErrorContains(t, f.check([]string{"leak<=3"}), "leak<=3, got 3.10")
	assert.ErrorContains(t, f.check([]string{"leak>=5"}), "got 3.10")
	assert.ErrorContains(t, f.check([]string{"other>=5"}), `no figure "other"`)
	assert.ErrorContains(t, f.check([]string{"leak=5"}), ">= or <=")
	assert.ErrorContains(t, f.check([]string{"leak<=x"}), "invalid syntax")
}

func TestWallReport(t *testing.T) {
	t.Parallel()
	p := corpus.Page{Wall: corpus.Wall{BodyWith: []string{"the ferry came late"}, BodyWithout: []string{"join now"}, Policy: "free", Content: "full"}}
	set := corpus.Set{Pages: []corpus.Page{p}}
	art := &article.Article{
		Body:   []article.Block{{Text: "The ferry came late."}},
		Access: article.Access{Policy: article.PolicyFree, Completeness: article.CompletenessFull},
	}
	extractors := []extractor{{name: "x", ours: true}, {name: "peer"}}
	scores := [][]wall.Score{{wall.Article(p, art), wall.Body(p, "Join now", false)}}
	report := wallReport(set, extractors, scores)
	assert.Regexp(t, `\| x +\| +100\.0 \| +0\.0 \| +- \| +100\.0 \|`, report, "no promos: no promo leak")
	assert.Regexp(t, `\| peer +\| +0\.0 \| +100\.0 \| +- \| +0\.0 \|`, report)
	assert.Regexp(t, `\| x +\| +100\.0 \| +100\.0 \|`, report)
	assert.Equal(t, 1, strings.Count(report, "| peer"), "peers say nothing of access")
	assert.NoError(t, wallFigures(scores).check([]string{"with>=100", "leak<=0", "policy>=100", "clean pages>=100"}))
}

func TestChooseExtractorsRefuses(t *testing.T) {
	t.Parallel()
	_, err := chooseExtractors("maybe", true, foldModels{})
	assert.ErrorContains(t, err, `"maybe"`)
}

func TestPeersReadAPage(t *testing.T) {
	t.Parallel()
	page := madePage(20_000, "")
	for _, e := range peerExtractors() {
		res, err := e.run(page, "https://news.example/story")
		require.NoError(t, err, e.name)
		assert.Contains(t, res.text, "put the vote off until the week after", e.name)
		assert.Equal(t, "A long story", res.title, e.name)
	}
}

func TestStagesAddUp(t *testing.T) {
	x, err := gatefold.New()
	require.NoError(t, err)
	g := group{"made", []sample{{html: madePage(20_000, stated), address: "https://news.example/story"}}}
	c := measureStages(x, g, 3)
	var sum time.Duration
	for stage, took := range c.stages {
		if !slices.Contains(renderings, stage) {
			sum += took
			assert.Contains(t, stageOrder, stage, "a stage without a place in the table")
		}
	}
	assert.Len(t, c.stages, len(stageOrder)+len(renderings), "a stage that no page tells")
	// What no stage tells is the opening and closing of a page, and the clock.
	assert.InDelta(t, 1, ratio(sum, c.whole), 0.5)
	assert.Positive(t, c.allocs)
	text := stageTable([]group{g}, []stageCosts{c})
	assert.Regexp(t, `\| pages +\| +1 \|`, text)
	assert.Regexp(t, `\| trees +\| +\d\.\d\d \|`, text)
}

func TestADatedPageNeedsNoVisibleDate(t *testing.T) {
	t.Parallel()
	x, err := gatefold.New()
	require.NoError(t, err)
	for head, day := range map[string]string{stated: "2025-11-20", "": ""} {
		art, err := x.Extract(bytes.NewReader(madePage(5_000, head)), gatefold.Page{URL: "https://news.example/story"})
		require.NoError(t, err)
		assert.Equal(t, day, art.Published.Day)
	}
}

func TestMedian(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 2, median([]int{3, 1, 2}))
	assert.Equal(t, 1, median([]int{2, 1}), "the lower of two")
	assert.Zero(t, median[int](nil))
	m := medianCost([]cost{{time: 1, bytes: 30, allocs: 200}, {time: 3, bytes: 10, allocs: 100}, {time: 2, bytes: 20, allocs: 300}})
	assert.Equal(t, cost{time: 2, bytes: 20, allocs: 200}, m, "each for itself")
}

func TestTheFirstPageIsRead(t *testing.T) {
	took := firstPage()
	assert.Positive(t, took)
	s := startup{first: 12_300_000, idle: 5_000_000, page: 20_000_000}
	assert.Contains(t, s.String(), "12.3 ms of all threads")
}
