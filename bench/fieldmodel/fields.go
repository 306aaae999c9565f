package fieldmodel

import (
	"fmt"
	"time"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
	"github.com/gatefold/gatefold/internal/meta"
)

// Dates is the date of publication. The pages of blocks and articles were read
// by people, so that one without a date states none.
func Dates() Field {
	return Field{
		Name: "dates", File: "date.bin", features: meta.DateFeatures(), read: readDates,
		params: gbdt.Params{
			Trees: 120, Depth: 4, LearningRate: 0.1, MinChildWeight: 0.5, Lambda: 1, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 48, Seed: 1, Bags: 1,
		},
	}
}

// Authors are those who wrote the story.
func Authors() Field {
	return Field{
		Name: "authors", File: "author.bin", features: meta.AuthorFeatures(), read: readAuthors,
		params: gbdt.Params{
			Trees: 140, Depth: 4, LearningRate: 0.1, MinChildWeight: 1, Lambda: 1, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 48, Seed: 1, Bags: 2,
		},
	}
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
