package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/RadhiFadlillah/whatlanggo"
	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
)

// qualityCommand scores what all extractors give: text, title, authors and day.
func qualityCommand() *cli.Command {
	return &cli.Command{
		Name:  "quality",
		Usage: "score text, titles, authors and dates",
		Flags: commonFlags(
			&cli.StringFlag{
				Name: "set", Value: "articles,publishers,nonarticles,snippets,readability",
				Usage: "sets of the corpus, or folders, `NAME,...`",
			},
			&cli.BoolFlag{Name: "cv", Usage: "cross-validate: read each page with a model that saw no page of its domain (trains five of each model)"},
			modelsFlag(),
			foldsFlag(),
			leanFlag(),
			fieldsFlag(),
			&cli.BoolFlag{Name: "v", Usage: "list the worst pages of the first extractor, and those with another title or day"},
			&cli.IntFlag{Name: "worst", Value: 15, Usage: "how many pages -v lists"},
			&cli.StringFlag{Name: "page", Usage: "show the page with this `ID` in full"},
		),
		Action: quality,
	}
}

// quality scores the extractors set by set and prints each as soon as it is done.
func quality(_ context.Context, cmd *cli.Command) error {
	folds, err := foldsOf(cmd)
	if err != nil {
		return err
	}
	extractors, err := chooseExtractors(cmd.String("rules"), cmd.Bool("peers"), folds)
	if err != nil {
		return err
	}
	if extractors, err = withLeans(extractors, cmd.FloatSlice("lean"), cmd.String("rules"), folds); err != nil {
		return err
	}
	sets, err := openSets(cmd, strings.Split(cmd.String("set"), ","))
	if err != nil {
		return err
	}
	if id := cmd.String("page"); id != "" {
		return showPage(sets, id, extractors)
	}
	var scored []scoredSet
	for _, set := range sets {
		s, err := scoreSet(set, extractors)
		if err != nil {
			return err
		}
		scored = append(scored, s)
		fmt.Println(s.report())
		if cmd.Bool("v") {
			s.listWorst(os.Stdout, cmd.Int("worst"))
		}
	}
	text := wholeReport(scored)
	fmt.Println(text)
	if cmd.Bool("v") {
		fmt.Println(missReport(scored, true))
	}
	if cmd.Bool("write") {
		if err := writeQuality(scored, text); err != nil {
			return err
		}
	}
	return qualityFigures(scored).check(cmd.StringSlice("want"))
}

// writeQuality puts the tables of all sets, and what they say together, into
// BENCHMARKS.md.
func writeQuality(scored []scoredSet, rest string) error {
	var all strings.Builder
	all.WriteString("## Text and metadata\n\n")
	for _, s := range scored {
		all.WriteString(s.report() + "\n")
	}
	return section{"quality", all.String() + rest}.write()
}

// qualityFigures are named by the set and the column, and "balanced accuracy".
func qualityFigures(sets []scoredSet) figures {
	f := figures{}
	for _, s := range sets {
		for _, c := range columns {
			if pages := s.pick(c.has); len(pages) > 0 {
				f.set(s.set.Name+" "+c.name, c.figure(s.of(0, pages)))
			}
		}
	}
	// Balanced, or calling everything an article would look good wherever articles
	// are the larger set.
	if yes, no, ok := kindShares(sets); ok {
		f.set("balanced accuracy", (yes+no)/2)
	}
	return f
}

// scoredSet holds what each extractor scored on each page. Everything that is printed is
// worked out from it, so that a run scores once.
type scoredSet struct {
	set        corpus.Set
	extractors []extractor
	langs      []string      // by page
	scores     [][]pageScore // by page, by extractor
}

// pageScore is one extractor's score on one page. What the page has no gold
// for stays zero; see the methods of scoredSet for who counts where.
type pageScore struct {
	words      metric.Score
	shingle    metric.Shingle
	rouge      metric.Score
	snippets   metric.Tally
	title, day bool
	site       bool
	// readers says that the title is what readers took for it.
	readers    bool
	authors    float64
	article    bool // the page was taken for an article
	confidence float64
	text       string
	failed     error
	// titleMiss and dayMiss are set for ours where they differ from gold, in
	// the sets that [missReport] lists.
	titleMiss, dayMiss miss
}

// rougeLimit bounds the longest texts that ROUGE-LSum is worked out for: it
// takes time by the product of both lengths.
const rougeLimit = 6000

// scoreSet runs all extractors on each page, so that a page is read from disk once.
func scoreSet(set corpus.Set, extractors []extractor) (scoredSet, error) {
	s := scoredSet{
		set: set, extractors: extractors,
		langs: make([]string, len(set.Pages)), scores: make([][]pageScore, len(set.Pages)),
	}
	err := eachPage(set, func(i int, p corpus.Page, html []byte) {
		s.langs[i] = language(p)
		for _, e := range extractors {
			res, err := e.run(html, p.URL)
			score := scorePage(p, res, countsLead[set.Name])
			score.failed = err
			// The page is read again for its texts, for the sets that are listed only.
			if e.ours && listsMisses(set) {
				score.explain(p, res, html)
			}
			s.scores[i] = append(s.scores[i], score)
		}
	})
	return s, err
}

// countsLead are the sets whose gold counts the standfirst as text. What sets it
// apart is scored with it in front there, as the others print it.
var countsLead = map[string]bool{"publishers": true, "snippets": true}

// scorePage works out every measure that the page has gold for; lead says whether the
// gold counts the standfirst as text.
func scorePage(p corpus.Page, res result, lead bool) pageScore {
	if lead && res.article != nil && res.article.Standfirst != "" {
		res.text = res.article.Standfirst + "\n\n" + res.text
	}
	s := pageScore{
		snippets: metric.Snippets(res.text, p.With, p.Without),
		title:    metric.SameTitle(p.Title, res.title),
		site:     metric.SameTitle(p.Site, res.site),
		readers:  metric.SameTitle(p.ReadersTitle, res.title),
		day:      metric.SameDay(p.Date, res.civil, res.day),
		authors:  metric.AuthorScore(p.Authors, res.authors).F1,
		text:     res.text,
	}
	if p.Body != "" {
		s.words = metric.WordScore(p.Body, res.text)
		s.shingle = metric.Shingles(p.Body, res.text)
		if len(p.Body) < rougeLimit && len(res.text) < 2*rougeLimit {
			s.rouge = metric.RougeLSum(p.Body, res.text)
		}
	}
	if res.article != nil {
		s.article, s.confidence = res.article.Kind.IsArticle(), res.article.Confidence
	}
	return s
}

// language names the language of a page's gold: what the gold says, else what
// its text looks like.
func language(p corpus.Page) string {
	if p.Lang != "" {
		lang, _, _ := strings.Cut(strings.ToLower(p.Lang), "-")
		return lang
	}
	text := p.Body
	if text == "" {
		text = strings.Join(p.With, "\n")
	}
	info := whatlanggo.Detect(text)
	// A page in the wrong row would be worse than one in none.
	if !info.IsReliable() {
		return "unclear"
	}
	return whatlanggo.LangToStringShort(info.Lang)
}

// pick returns the numbers of the pages that have gold of some kind.
func (s scoredSet) pick(has func(p corpus.Page) bool) []int {
	var pages []int
	for i, p := range s.set.Pages {
		if has(p) {
			pages = append(pages, i)
		}
	}
	return pages
}

// The has… functions say which pages count for a column.
func hasBody(p corpus.Page) bool { return p.Body != "" }

// Texts that ROUGE-LSum was not worked out for count nowhere in its column.
func hasRouge(p corpus.Page) bool { return p.Body != "" && len(p.Body) < rougeLimit }

func hasSnippets(p corpus.Page) bool { return len(p.With)+len(p.Without) > 0 }

func hasTitle(p corpus.Page) bool { return p.Title != "" }

// hasReadersTitle wants pages with both, so that the two columns can be compared.
func hasReadersTitle(p corpus.Page) bool { return p.Title != "" && p.ReadersTitle != "" }

func hasAuthors(p corpus.Page) bool { return len(p.Authors) > 0 }

func hasSite(p corpus.Page) bool { return p.Site != "" }

// hasDate wants a whole day: with gold of a year or a month there is no day to be
// right about.
func hasDate(p corpus.Page) bool { return len(p.Date) >= len(time.DateOnly) }

// column is a figure of an extractor over some pages of a set, with its
// standard error where that is worth the room. Pages without gold for it are left out,
// not counted as wrong.
type column struct {
	name   string
	has    func(corpus.Page) bool
	figure func(scores []pageScore) float64
	error  bool
}

// columns are the columns of the tables, in their order. Those without pages in a set
// are left out of its table.
var columns = []column{
	{"word F1", hasBody, func(s []pageScore) float64 { return metric.Mean(words(s)).F1 }, true},
	{"P", hasBody, func(s []pageScore) float64 { return metric.Mean(words(s)).Precision }, false},
	{"R", hasBody, func(s []pageScore) float64 { return metric.Mean(words(s)).Recall }, false},
	{"4-gram F1", hasBody, shingleF1, true},
	{"ROUGE-LSum", hasRouge, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return p.rouge.F1 })
	}, false},
	{"snippet F1", hasSnippets, func(s []pageScore) float64 { return tally(s).Score().F1 }, true},
	{"P", hasSnippets, func(s []pageScore) float64 { return tally(s).Score().Precision }, false},
	{"R", hasSnippets, func(s []pageScore) float64 { return tally(s).Score().Recall }, false},
	{"title", hasTitle, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return one(p.title) })
	}, false},
	{"readers' title", hasReadersTitle, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return one(p.readers) })
	}, false},
	{"authors", hasAuthors, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return p.authors })
	}, false},
	{"day", hasDate, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return one(p.day) })
	}, false},
	{"site name", hasSite, func(s []pageScore) float64 {
		return mean(s, func(p pageScore) float64 { return one(p.site) })
	}, false},
}

// words, shingleF1, tally and mean make a column's figure of the scores of its pages.
func words(scores []pageScore) []metric.Score {
	out := make([]metric.Score, len(scores))
	for i, s := range scores {
		out[i] = s.words
	}
	return out
}

func shingleF1(scores []pageScore) float64 {
	pages := make([]metric.Shingle, len(scores))
	for i, s := range scores {
		pages[i] = s.shingle
	}
	return metric.ShingleScore(pages).F1
}

func tally(scores []pageScore) metric.Tally {
	var t metric.Tally
	for _, s := range scores {
		t = t.Add(s.snippets)
	}
	return t
}

func mean(scores []pageScore, value func(pageScore) float64) float64 {
	var sum float64
	for _, s := range scores {
		sum += value(s)
	}
	return sum / float64(max(1, len(scores)))
}

// one counts a yes.
func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ours is the number of the first extractor that is Gatefold, -1 without one.
func (s scoredSet) ours() int {
	return slices.IndexFunc(s.extractors, func(e extractor) bool { return e.ours })
}

// of returns one extractor's scores on the given pages.
func (s scoredSet) of(extractor int, pages []int) []pageScore {
	out := make([]pageScore, len(pages))
	for i, p := range pages {
		out[i] = s.scores[p][extractor]
	}
	return out
}

// report is the table of a set.
func (s scoredSet) report() string {
	t := table{head: []string{"extractor"}}
	var cols []column
	for _, c := range columns {
		if len(s.pick(c.has)) > 0 {
			cols = append(cols, c)
			t.head = append(t.head, c.name)
		}
	}
	t.head = append(t.head, "failed")
	for x, e := range s.extractors {
		row := []string{e.name}
		for _, c := range cols {
			row = append(row, c.cell(s.of(x, s.pick(c.has))))
		}
		t.add(append(row, fmt.Sprint(s.failures(x)))...)
	}
	return fmt.Sprintf("### %s, %d pages\n\n%s", s.set.Name, len(s.set.Pages), t.String())
}

// cell is a figure as the table has it. The standard error is that of the figure over
// pages drawn again and again from those that there are (bootstrap).
func (c column) cell(scores []pageScore) string {
	if !c.error {
		return percent(c.figure(scores))
	}
	drawn := make([]pageScore, len(scores))
	// drawn is filled anew for each draw, so that thousands of draws make no garbage.
	se := metric.Bootstrap(len(scores), func(pages []int) float64 {
		for i, p := range pages {
			drawn[i] = scores[p]
		}
		return c.figure(drawn)
	})
	return percentWithError(c.figure(scores), se)
}

// failures counts the pages on which an extractor gave an error. They are scored as no
// text found.
func (s scoredSet) failures(extractor int) int {
	n := 0
	for _, page := range s.scores {
		if page[extractor].failed != nil {
			n++
		}
	}
	return n
}

// primary is the page's score by the measure that its gold allows.
func (s scoredSet) primary(page, extractor int) float64 {
	score := s.scores[page][extractor]
	if hasBody(s.set.Pages[page]) {
		return score.words.F1
	}
	return score.snippets.Score().F1
}

// worst returns the pages on which the first extractor did worst.
func (s scoredSet) worst(n int) []int {
	pages := make([]int, len(s.set.Pages))
	for i := range pages {
		pages[i] = i
	}
	slices.SortStableFunc(pages, func(a, b int) int {
		switch x, y := s.primary(a, 0), s.primary(b, 0); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return pages[:min(n, len(pages))]
}
