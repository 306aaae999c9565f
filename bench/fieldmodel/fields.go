package fieldmodel

import (
	"fmt"
	"time"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
	"github.com/gatefold/gatefold/internal/meta"
)

// Titles is what the page calls its story. One seed moves the figures by half a
// point, the mean of three by less; more or deeper trees gain nothing. The pages of
// blocks count most: readers took what stands over the story, while the gold of
// publishers, on a fifth of the same pages, is what the metadata say to search
// engines.
func Titles() Field {
	return Field{
		Name: "titles", File: "title.bin", features: meta.TitleFeatures(), read: readTitles, ranks: true,
		weights: []weight{{"articles", 1}, {"publishers", 1}, {"snippets", 0.5}, {"readability", 0.5}, {"blocks", 2}, {training.Name, 2}},
		params: gbdt.Params{
			Trees: 200, Depth: 3, LearningRate: 0.06, MinChildWeight: 0.5, Lambda: 2, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 32, Seed: 1, Bags: 3,
		},
	}
}

// weights are those of dates and authors. Pages of blocks stand in the other sets
// too, and were labelled once more.
func weights() []weight {
	return []weight{{"articles", 1}, {"publishers", 3}, {"snippets", 0.5}, {"readability", 0.5}, {"second", 0.5}, {"blocks", 1}}
}

// Dates is the date of publication. The pages of blocks and articles were read
// by people, so that one without a date states none.
func Dates() Field {
	return Field{
		Name: "dates", File: "date.bin", features: meta.DateFeatures(), read: readDates, weights: weights(),
		params: gbdt.Params{
			Trees: 120, Depth: 4, LearningRate: 0.1, MinChildWeight: 0.5, Lambda: 1, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 48, Seed: 1, Bags: 1,
		},
	}
}

// Authors are those who wrote the story.
func Authors() Field {
	return Field{
		Name: "authors", File: "author.bin", features: meta.AuthorFeatures(), read: readAuthors, weights: weights(),
		params: gbdt.Params{
			Trees: 140, Depth: 4, LearningRate: 0.1, MinChildWeight: 1, Lambda: 1, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 48, Seed: 1, Bags: 2,
		},
	}
}

func readTitles(p corpus.Page, in meta.Input) *table {
	if p.Title == "" || p.Kind == "other" {
		return nil
	}
	c := meta.Titles(in)
	t := &table{rows: c.Rows, y: make([]float32, len(c.Texts)), dull: true}
	same := metric.SameTitle
	if p.Kind != "" { // labelled block by block
		same = blocks.Same
	}
	for i, text := range c.Texts {
		if same(p.Title, text) {
			t.y[i], t.dull = 1, false
		}
	}
	best := func(scores []float32) int {
		best := -1
		for i, v := range scores {
			if best < 0 || v > scores[best] {
				best = i
			}
		}
		return best
	}
	t.score = func(scores []float32) float64 {
		if i := best(scores); i >= 0 {
			return float64(t.y[i])
		}
		return 0
	}
	t.got = func(scores []float32) string {
		i := best(scores)
		if i < 0 {
			return "none"
		}
		s := fmt.Sprintf("%q from %s", c.Texts[i], c.Sources[i])
		for i, text := range c.Texts {
			s += fmt.Sprintf("; %q %s %.2f", text, c.Sources[i], scores[i])
		}
		return s
	}
	return t
}

func readDates(p corpus.Page, in meta.Input) *table {
	gold, known := date.Date{}, len(p.Date) >= len(time.DateOnly)
	if known {
		gold, _ = date.Parse(p.Date, "", date.MonthFirst)
	}
	if !known && (p.Date != "" || p.Kind == "") {
		return nil
	}
	if p.Kind == "other" {
		return nil
	}
	c := meta.Dates(in)
	t := &table{rows: c.Rows, y: make([]float32, len(c.Dates)), none: !known}
	for i := range c.Dates {
		if known && meta.Agree(&c.Dates[i], &gold) {
			t.y[i] = 1
		}
	}
	t.dull = goldIsChange(&c, t.y)
	t.score = func(prob []float32) float64 {
		i := c.Choose(prob)
		switch {
		case i < 0 && !known, i >= 0 && known && t.y[i] == 1:
			return 1
		}
		return 0
	}
	t.got = func(prob []float32) string {
		i := c.Choose(prob)
		if i < 0 {
			s := ""
			for i := range prob {
				s += fmt.Sprintf("; %s %s %.2f", c.Dates[i].Raw, c.Sources[i], prob[i])
			}
			return fmt.Sprintf("none of %d%.300s", len(prob), s)
		}
		return fmt.Sprintf("%s from %s (%.2f)", c.Dates[i].Civil(), c.Sources[i], prob[i])
	}
	return t
}

// goldIsChange reports a page whose gold is the day of its last change while its
// metadata name one of publication too: those who made the gold took the wrong
// one, and learning it would teach that.
func goldIsChange(c *meta.DateCandidates, y []float32) bool {
	declared, right := false, false
	for i := range y {
		declared = declared || c.Declared[i]
		right = right || y[i] == 1 && !c.Changed[i]
	}
	return declared && !right
}

func readAuthors(p corpus.Page, in meta.Input) *table {
	if len(p.Authors) == 0 && p.Kind == "" || p.Kind == "other" {
		return nil
	}
	c := meta.Authors(in)
	t := &table{rows: c.Rows, y: make([]float32, len(c.Names)), none: len(p.Authors) == 0}
	for i, names := range c.Names {
		t.y[i] = float32(metric.AuthorScore(p.Authors, names).F1)
	}
	t.score = func(prob []float32) float64 {
		i := c.Choose(prob)
		switch {
		case i >= 0:
			return float64(t.y[i])
		case t.none:
			return 1
		}
		return 0
	}
	t.got = func(prob []float32) string {
		s := ""
		if i := c.Choose(prob); i >= 0 {
			s = fmt.Sprintf("%q of", c.Names[i])
		}
		for i, names := range c.Names {
			s += fmt.Sprintf("; %q %s %.2f", names, c.Sources[i], prob[i])
		}
		return s
	}
	return t
}
