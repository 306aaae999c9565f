package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"time"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/cputime"
	"github.com/gatefold/gatefold/internal/page"
)

// stageOrder is the way of a page. A stage that is missing here comes last.
var stageOrder = []string{
	"decode", "cut", "html.Parse", "index", "segments", "wording", "rules", "metadata", "title", "dates", "authors",
	"frame", "features", "trees", "promos", "settle", "offers", "kind", "leads", "access", "article",
}

// renderings are what a caller may ask of the article beyond.
var renderings = []string{"text", "JSON", "Markdown"}

// stageCosts are what one group of pages takes by stage, in seconds.
type stageCosts struct {
	parse, whole time.Duration
	stages       map[string]time.Duration
	allocs       int // of a whole extraction beyond html.Parse of the same bytes
	bytes        int
}

// measureStages takes each page through html.Parse, through an extraction and through one
// that tells its stages, in turns, and adds up the medians. The extraction that counts
// as the whole is not the one that looks at the clock twenty times.
func measureStages(x *gatefold.Extractor, g group, rounds int) stageCosts {
	c := stageCosts{stages: map[string]time.Duration{}}
	runs := []contender{
		{name: "parse", run: func(p *sample) { parse(p.html) }},
		{name: "whole", run: func(p *sample) { _, _ = x.Extract(bytes.NewReader(p.html), gatefold.Page{URL: p.address}) }},
	}
	defer alone()()
	for i := range g.samples {
		p := &g.samples[i]
		costs := make([][]cost, len(runs))
		laps := map[string][]time.Duration{}
		for round := range max(1, rounds) {
			runtime.GC()
			for turn := range runs {
				n := (turn + round) % len(runs)
				costs[n] = append(costs[n], measureOne(runs[n], p))
			}
			for stage, took := range lapsOf(x, p) {
				laps[stage] = append(laps[stage], took)
			}
		}
		first, whole := medianCost(costs[0]), medianCost(costs[1])
		c.parse += first.time
		c.whole += whole.time
		c.allocs += int(whole.allocs) - int(first.allocs)
		c.bytes += int(whole.bytes) - int(first.bytes)
		for stage, took := range laps {
			c.stages[stage] += median(took)
		}
	}
	return c
}

// lapsOf takes one page through an extraction and the renderings.
func lapsOf(x *gatefold.Extractor, p *sample) map[string]time.Duration {
	laps := map[string]time.Duration{}
	last := cputime.Thread()
	lap := func(stage string) {
		now := cputime.Thread()
		laps[stage] += now - last
		// What the map took is nobody's.
		last = cputime.Thread()
	}
	art, _ := x.ExtractContext(page.WithLaps(context.Background(), lap), bytes.NewReader(p.html), gatefold.Page{URL: p.address})
	if art == nil {
		return laps
	}
	last = cputime.Thread()
	art.Text()
	lap("text")
	// As the command writes it: json.Marshal goes over what this returns once more.
	_, _ = art.MarshalJSON()
	lap("JSON")
	art.Markdown()
	lap("Markdown")
	return laps
}

// stageTable writes the costs of all groups as multiples of html.Parse on the same pages.
func stageTable(groups []group, costs []stageCosts) string {
	head := []string{"times html.Parse"}
	for i := range groups {
		head = append(head, groups[i].name)
	}
	t := table{head: head}
	row := func(name string, cell func(i int, c *stageCosts) string) {
		cells := []string{name}
		for i := range costs {
			cells = append(cells, cell(i, &costs[i]))
		}
		t.add(cells...)
	}
	times := func(name string, of func(c *stageCosts) time.Duration) {
		row(name, func(_ int, c *stageCosts) string { return fmt.Sprintf("%.2f", ratio(of(c), c.parse)) })
	}
	row("pages", func(i int, _ *stageCosts) string { return fmt.Sprint(len(groups[i].samples)) })
	row("KB/page", func(i int, _ *stageCosts) string { return fmt.Sprintf("%.0f", groups[i].size()) })
	row("html.Parse, µs/page", func(i int, c *stageCosts) string { return perPage(c.parse, groups[i]) })
	row("gatefold, µs/page", func(i int, c *stageCosts) string { return perPage(c.whole, groups[i]) })
	times("**gatefold**", func(c *stageCosts) time.Duration { return c.whole })
	for _, stage := range stagesOf(costs) {
		times(stage, func(c *stageCosts) time.Duration { return c.stages[stage] })
	}
	for _, name := range renderings {
		times("and as "+name, func(c *stageCosts) time.Duration { return c.stages[name] })
	}
	row("allocations beyond", func(i int, c *stageCosts) string { return fmt.Sprintf("%d", c.allocs/len(groups[i].samples)) })
	row("KB beyond", func(i int, c *stageCosts) string { return fmt.Sprintf("%d", c.bytes/1000/len(groups[i].samples)) })
	return t.String()
}

// stagesOf lists the stages that any group has, in the order of the way.
func stagesOf(costs []stageCosts) []string {
	has := map[string]bool{}
	for i := range costs {
		for stage := range costs[i].stages {
			has[stage] = true
		}
	}
	for _, name := range renderings {
		delete(has, name)
	}
	var list []string
	for _, stage := range stageOrder {
		if has[stage] {
			list = append(list, stage)
			delete(has, stage)
		}
	}
	return append(list, slices.Sorted(maps.Keys(has))...)
}

func perPage(d time.Duration, g group) string {
	return fmt.Sprintf("%.0f", float64(d.Nanoseconds())/1000/float64(len(g.samples)))
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }
