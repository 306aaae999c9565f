package metric_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/gold/metric"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
		why  string
	}{
		"latin":  {"The U.S. won't—quite", []string{"the", "u", "s", "won", "t", "quite"}, "\\w+ splits at every mark"},
		"digits": {"3.5 m² a_b", []string{"3", "5", "m²", "a_b"}, "underscores and superscripts are \\w"},
		"case":   {"ÄRGER Über", []string{"ärger", "über"}, "lower case beyond ASCII"},
		"han":    {"東京GDP3%増", []string{"東", "京", "gdp3", "増"}, "a word a character, Latin runs whole"},
		"kana":   {"カナ かな", []string{"カ", "ナ", "か", "な"}, ""},
		"thai":   {"ไทย", []string{"ไ", "ท", "ย"}, ""},
		"hangul": {"한국 말", []string{"한국", "말"}, "Korean has spaces"},
		"arabic": {"سلام، دنيا", []string{"سلام", "دنيا"}, ""},
		"empty":  {" — ", nil, ""},
	} {
		assert.Equal(t, c.want, metric.Words(c.text), "%s: %s", name, c.why)
	}
}

func TestWordScore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, got string
		p, r      float64
		why       string
	}{
		"same":        {"a b c", "C B A", 1, 1, "order and case do not count"},
		"half missed": {"a b c d", "a b", 1, 0.5, ""},
		"leak":        {"a b", "a b c d", 0.5, 1, ""},
		"repeated":    {"a a b", "a b b b", 2.0 / 4, 2.0 / 3, "a word counts as often as it stands in both"},
		"nothing":     {"a", "", 0, 0, ""},
		"both empty":  {"", "", 1, 1, "nothing found where nothing is wanted"},
	} {
		s := metric.WordScore(c.gold, c.got)
		assert.InDelta(t, c.p, s.Precision, 1e-9, "%s: %s", name, c.why)
		assert.InDelta(t, c.r, s.Recall, 1e-9, "%s: %s", name, c.why)
		if c.p+c.r > 0 {
			assert.InDelta(t, 2*c.p*c.r/(c.p+c.r), s.F1, 1e-9, name)
		}
	}
}

func TestMeanIsOfF1s(t *testing.T) {
	t.Parallel()
	m := metric.Mean([]metric.Score{{1, 1, 1}, {1, 0, 0}})
	assert.Equal(t, metric.Score{Precision: 1, Recall: 0.5, F1: 0.5}, m, "not 2/3, the F1 of the means")
	assert.Zero(t, metric.Mean(nil))
}

func TestSnippets(t *testing.T) {
	t.Parallel()
	text := "First line\nand the second.\n\nThird."
	a := metric.Snippets(text, []string{"line and the", "missing"}, []string{"Third.", "Subscribe", "first line"})
	assert.Equal(t, metric.Tally{TP: 1, FN: 1, FP: 1, TN: 2}, a, "white space is one, case counts")
	b := metric.Snippets("x", []string{"x"}, nil)
	// 2 of 3 found are right, 2 of 3 wanted are found: over all pages, not
	// the mean of two pages.
	s := a.Add(b).Score()
	assert.InDelta(t, 2.0/3, s.Precision, 1e-9)
	assert.InDelta(t, 2.0/3, s.Recall, 1e-9)
	assert.InDelta(t, 2.0/3, s.F1, 1e-9)
}

func TestShingles(t *testing.T) {
	t.Parallel()
	// Gold has shingles abcd, bcde; got has abcd, bcdx: 1 in both, 1 only in
	// each, so a third each.
	s := metric.Shingles("a b c d e", "a b c d x")
	assert.InDelta(t, 1.0/3, s.TP, 1e-9)
	assert.InDelta(t, 1.0/3, s.FP, 1e-9)
	assert.InDelta(t, 1.0/3, s.FN, 1e-9)
	assert.Equal(t, metric.Shingle{TP: 1}, metric.Shingles("a, b!", "a b"), "a short text is one shingle")
	assert.Equal(t, metric.Shingle{FP: 0.5, FN: 0.5}, metric.Shingles("A b c d", "a b c d"), "case counts")
	assert.Zero(t, metric.Shingles("", "—"))

	// Precision (1/2 + 1) / 2, recall (1/2 + 1 + 0) / 3: a page without text
	// has no precision.
	score := metric.ShingleScore([]metric.Shingle{s, {TP: 1}, {FN: 1}})
	assert.InDelta(t, 0.75, score.Precision, 1e-9)
	assert.InDelta(t, 0.5, score.Recall, 1e-9)
	assert.InDelta(t, 0.6, score.F1, 1e-9)
}

func TestRougeLSum(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, got string
		p, r      float64
		why       string
	}{
		"same":     {"a b c\nd e", "a b c\nd e", 1, 1, ""},
		"order":    {"a b c d", "d c b a", 0.25, 0.25, "only one word can be in order"},
		"the gap":  {"a b c d", "a x c d", 0.75, 0.75, "a subsequence may leave words out"},
		"two of c": {"w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", 0.4, 0.8, "Lin 2004's example: the union w1 w2 w3 w5"},
		"twice":    {"a b", "a b\na b", 0.5, 1, "a word counts once"},
		"lines":    {"a b\nc d", "c d\na b", 1, 1, "order of sentences is free"},
		"empty":    {"a", "", 0, 0, ""},
	} {
		s := metric.RougeLSum(c.gold, c.got)
		assert.InDelta(t, c.p, s.Precision, 1e-9, "%s: %s", name, c.why)
		assert.InDelta(t, c.r, s.Recall, 1e-9, "%s: %s", name, c.why)
	}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	s := metric.AuthorScore([]string{"Ann Lee", "Bo Ek"}, []string{"ann  LEE", "Staff", "Desk", "Ann Lee"})
	assert.InDelta(t, 1.0/3, s.Precision, 1e-9, "a set: the name given twice counts once")
	assert.InDelta(t, 0.5, s.Recall, 1e-9)
	assert.Equal(t, 0.0, metric.AuthorScore([]string{"Ann"}, nil).F1)
}

func TestSameTitle(t *testing.T) {
	t.Parallel()
	assert.True(t, metric.SameTitle("The  Day", "the day\n"))
	assert.True(t, metric.SameTitle("The Hol\u00adiday\u200b", "The Holiday"), "where a line may break")
	assert.False(t, metric.SameTitle("The Day", "The Day | News"))
}

func TestSameDay(t *testing.T) {
	t.Parallel()
	seoul := time.FixedZone("", 9*3600)
	for name, c := range map[string]struct {
		gold string
		got  time.Time
		want bool
		why  string
	}{
		"day alone":     {"2024-05-03", time.Date(2024, 5, 3, 23, 0, 0, 0, seoul), true, "the page's own zone"},
		"next day":      {"2024-05-03", time.Date(2024, 5, 4, 0, 0, 0, 0, seoul), false, ""},
		"same moment":   {"2024-05-03 20:00:00+00:00", time.Date(2024, 5, 4, 5, 0, 0, 0, seoul), true, "two dates, one moment"},
		"fraction":      {"2024-05-03 15:47:42.389000+00:00", time.Date(2024, 5, 3, 15, 47, 0, 0, time.UTC), true, ""},
		"other moment":  {"2024-05-03 10:00:00+00:00", time.Date(2024, 5, 4, 5, 0, 0, 0, seoul), false, ""},
		"nothing found": {"2024-05-03", time.Time{}, false, ""},
	} {
		assert.Equal(t, c.want, metric.SameDay(c.gold, "", c.got), "%s: %s", name, c.why)
	}
	utc := time.Date(2024, 5, 4, 2, 0, 0, 0, time.UTC)
	assert.True(t, metric.SameDay("2024-05-03", "2024-05-03", utc), "the day that the readers saw")
	assert.False(t, metric.SameDay("2024-05-04", "2024-05-03", utc))
}

func TestBootstrap(t *testing.T) {
	t.Parallel()
	// 100 pages of which half score 1: the error of the mean is 0.5/sqrt(100).
	values := make([]float64, 100)
	for i := range 50 {
		values[i] = 1
	}
	se := metric.BootstrapMean(values)
	assert.InDelta(t, 0.05, se, 0.004)
	assert.Equal(t, math.Float64bits(se), math.Float64bits(metric.BootstrapMean(values)), "the seed is fixed")
	assert.Zero(t, metric.BootstrapMean(nil))
	assert.Zero(t, metric.BootstrapMean([]float64{3, 3, 3}))
}

func TestDiff(t *testing.T) {
	t.Parallel()
	gold := "The story starts here and goes on.\nA second part that is lost on the way.\nEnd."
	got := "the story starts here and goes on!\nSubscribe to our letter for more of this.\nEnd."
	missed, leaked := metric.Diff(gold, got)
	assert.Equal(t, []string{"A second part that is lost on the way."}, missed)
	assert.Equal(t, []string{"Subscribe to our letter for more of this."}, leaked)
}
