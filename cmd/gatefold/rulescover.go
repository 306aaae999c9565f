package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/ruletest"
)

const coverUsage = suiteUsage + `

Prints the selectors that find nothing on any fixture or page, and for each
page the shares of its visible text that a rule gave its role, that only the
classifier took for the story, and that has no role. Phrases of the folder's own
lexicon that stand on no page are printed too; they do not count for the exit
status.`

func rulesCoverCommand() *cli.Command {
	return &cli.Command{
		Name:        "cover",
		Usage:       "show selectors that no page needs and text that no rule claims",
		ArgsUsage:   suiteArgs,
		Description: coverUsage,
		Flags: []cli.Flag{
			fixturesFlag(),
			pagesFlag("a folder of further pages"),
			&cli.BoolFlag{Name: "v", Usage: "print the blocks that no rule claims"},
		},
		Action: rulesCover,
	}
}

// rulesCover fails for selectors without a page, but not for phrases: wording is
// written for a language and not for the pages at hand.
func rulesCover(_ context.Context, cmd *cli.Command) error {
	s, err := openSuite(cmd)
	if err != nil {
		return err
	}
	bad := report(cmd, s.Broken())
	var pages []ruletest.Page
	if dir := cmd.String("pages"); dir != "" {
		if pages, err = openPages(cmd, dir); err != nil {
			return err
		}
	}
	c := s.Cover(pages)
	for _, f := range append(c.Idle, c.Unmet...) {
		printLine(cmd, f.String())
	}
	if err := printCover(cmd, c.Pages); err != nil {
		return err
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "selectors: %d, without a page: %d\n", c.Selectors, len(c.Idle))
	if c.Phrases > 0 {
		fmt.Fprintf(cmd.Root().ErrWriter, "phrases: %d, without a page: %d\n", c.Phrases, len(c.Unmet))
	}
	if bad+len(c.Idle) > 0 {
		return errFailed
	}
	return nil
}

// printCover writes a line for each page, with -v its blocks below it.
func printCover(cmd *cli.Command, pages []ruletest.PageCover) error {
	w := tabwriter.NewWriter(cmd.Root().Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "page\truled\tstory\tother\trule")
	for _, p := range pages {
		if p.Err != nil {
			fmt.Fprintf(w, "%s\t\t\t\t%s\n", oneLine(p.ID), oneLine(p.Err.Error()))
			continue
		}
		fmt.Fprintf(w, "%s\t%.1f %%\t%.1f %%\t%.1f %%\t%s\n", oneLine(p.ID), 100*p.Ruled, 100*p.Story, 100*p.Other, orNone(p.File))
		if !cmd.Bool("v") {
			continue
		}
		for _, b := range p.Blocks {
			fmt.Fprintf(w, "  %s: %s: %s\n", b.Role, oneLine(b.Path), short(b.Text))
		}
	}
	return w.Flush()
}
