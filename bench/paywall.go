package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/bench/wall"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// paywallCommand scores on pages whose promos, offers and access people have labelled.
func paywallCommand() *cli.Command {
	return &cli.Command{
		Name:  "paywall",
		Usage: "score promos, offers, gates, policy and completeness",
		Flags: commonFlags(
			&cli.StringFlag{Name: "labels", Usage: "a labels `FILE`, its pages in the folder pages beside it"},
			&cli.BoolFlag{Name: "cv", Usage: "add Gatefold with models that saw no page of the domain (trains five)"},
			modelsFlag(),
			&cli.BoolFlag{Name: "v", Usage: "list for each page what the first extractor got wrong"},
			&cli.StringFlag{Name: "page", Usage: "score only the page with this `ID`, and show it in full"},
		),
		Action:   paywall,
		Commands: []*cli.Command{cutTestCommand()},
	}
}

// paywall scores all extractors on the labelled pages. Wants are checked last, so that
// the tables are printed even where a floor does not hold.
func paywall(_ context.Context, cmd *cli.Command) error {
	extractors, err := chooseExtractors(cmd.String("rules"), cmd.Bool("peers"), foldModels{})
	if err != nil {
		return err
	}
	if cmd.Bool("cv") {
		held, err := heldOut(cmd)
		if err != nil {
			return err
		}
		extractors = append(extractors, held...)
	}
	set, err := openLabels(cmd)
	if err != nil {
		return err
	}
	if id := cmd.String("page"); id != "" {
		if err := showPage([]corpus.Set{set}, id, extractors); err != nil {
			return err
		}
		for _, p := range set.Pages {
			if p.ID == id {
				set.Pages = []corpus.Page{p}
				break
			}
		}
	}
	scores, err := scoreWalls(set, extractors)
	if err != nil {
		return err
	}
	if cmd.Bool("v") || cmd.String("page") != "" {
		for i, p := range set.Pages {
			printNotes(p, scores[i][0])
		}
	}
	text := wallReport(set, extractors, scores)
	fmt.Println(text)
	if cmd.Bool("write") {
		if err := (section{"paywall", text}).write(); err != nil {
			return err
		}
	}
	return wallFigures(scores).check(cmd.StringSlice("want"))
}

// heldOut are Gatefold's ways, each page read with a model that saw no page of
// its registrable domain. Wording, weights and rules are not a matter of training and
// stay as they ship.
func heldOut(cmd *cli.Command) ([]extractor, error) {
	folds, err := trainFolds(foldConfig(cmd))
	if err != nil {
		return nil, err
	}
	return chooseExtractors(cmd.String("rules"), false, folds)
}

// wallFigures are the first extractor's figures, named as in the tables. A share of
// nothing is left out and so cannot meet a want.
func wallFigures(scores [][]wall.Score) figures {
	sum := sumOf(scores, 0)
	f := figures{"gate F1": 100 * sum.GateF1()}
	for name, count := range map[string]wall.Count{
		"with": sum.With, "leak": sum.Leak, "promo leak": sum.PromoLeak, "clean pages": sum.Clean, "policy": sum.Policy,
		"completeness": sum.Completeness, "promo recall": sum.Promos, "right kind": sum.Kind,
		"promos with story": sum.Stole, "offers": sum.Offers,
	} {
		if share, ok := count.Share(); ok {
			f.set(name, share)
		}
	}
	return f
}

// sumOf adds one extractor's scores up over all pages.
func sumOf(scores [][]wall.Score, extractor int) wall.Score {
	var sum wall.Score
	for _, page := range scores {
		sum.Add(page[extractor])
	}
	return sum
}

// openLabels opens the labelled pages: a file that is given, or the corpus's own.
func openLabels(cmd *cli.Command) (corpus.Set, error) {
	file := cmd.String("labels")
	if file == "" {
		root, err := corpus.Dir(cmd.String("corpus"))
		if err != nil {
			return corpus.Set{}, err
		}
		file = filepath.Join(root, "paywall", "gold.jsonl")
	}
	set, err := corpus.OpenLabels(file)
	if err != nil {
		return corpus.Set{}, err
	}
	set.Pages, err = choosePages(cmd, set.Pages)
	return set, err
}

// scoreWalls returns the scores by page and by extractor. Peers give a text and nothing
// else, so that only bodies are scored of them.
func scoreWalls(set corpus.Set, extractors []extractor) ([][]wall.Score, error) {
	scores := make([][]wall.Score, len(set.Pages))
	err := eachPage(set, func(i int, p corpus.Page, html []byte) {
		for _, e := range extractors {
			// An extractor that fails has found nothing, which is scored.
			res, err := e.run(html, p.URL)
			// On a page whose text stands in a hidden gate the peers need not give it: they
			// have no way to say that it is held back.
			score := wall.Body(p, res.text, p.HiddenBody && !e.ours)
			if res.article != nil {
				score = wall.Article(p, res.article)
			}
			if err != nil {
				score.Notes = append(score.Notes, err.Error())
			}
			scores[i] = append(scores[i], score)
		}
	})
	return scores, err
}

// printNotes lists what an extractor got wrong on one page.
func printNotes(p corpus.Page, s wall.Score) {
	if len(s.Notes) == 0 {
		return
	}
	fmt.Printf("%s %s %s\n", p.ID, p.Publisher(), p.URL)
	listLines(os.Stdout, "    ", s.Notes, 40)
}

// wallReport writes the tables as BENCHMARKS.md has them.
func wallReport(set corpus.Set, extractors []extractor, scores [][]wall.Score) string {
	body := table{head: []string{"extractor", "with", "leak", "promo leak", "clean pages"}}
	whole := table{head: []string{
		"extractor", "policy", "completeness", "promo recall", "right kind", "promos with story", "gate F1", "offers",
	}}
	for x, e := range extractors {
		sum := sumOf(scores, x)
		body.add(e.name, share(sum.With), share(sum.Leak), share(sum.PromoLeak), share(sum.Clean))
		if e.ours {
			whole.add(e.name, share(sum.Policy), share(sum.Completeness), share(sum.Promos), share(sum.Kind),
				share(sum.Stole), percent(sum.GateF1()), share(sum.Offers))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## Promos, offers and access\n\n%d labelled pages. With: snippets of the story that are in the body; leak: other snippets that are; promo leak:\nthose of promos; clean: pages with all of the first and none of the second.\n\n%s", len(set.Pages), body.String())
	if len(whole.rows) > 0 {
		fmt.Fprintf(&b, "\nNo other extractor answers the following.\n\n%s", whole.String())
	}
	return b.String()
}

// share is a count in percent, "-" of nothing.
func share(c wall.Count) string { return shareOf(c.Yes, c.All) }
