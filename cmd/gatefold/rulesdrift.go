package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/ruletest"
)

const driftUsage = `Reads a folder of pages and prints the rules that no longer fit them: that are
stale, that find far less text than the generic way, whose sources of a field
all fail, and selectors without a match on three pages or more. A page whose
text is short because it is gated or a preview proves nothing and is counted
apart. The exit status is 1 if a rule has drifted.`

func rulesDriftCommand() *cli.Command {
	return &cli.Command{
		Name:        "drift",
		Usage:       "show rules that no longer fit pages",
		ArgsUsage:   "PAGES",
		Description: driftUsage,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "rules", Usage: "a folder of rules to look at, in place of those that ship"},
			&cli.BoolFlag{Name: "all", Usage: "print the rules that fit too"},
		},
		Action: rulesDrift,
	}
}

// rulesDrift works without fixtures: what it judges by is the pages that are given.
func rulesDrift(_ context.Context, cmd *cli.Command) error {
	if cmd.NArg() != 1 {
		return usagef(cmd, "give one folder of pages")
	}
	s, err := openFolder(cmd, cmd.String("rules"), nil)
	if err != nil {
		return err
	}
	bad := report(cmd, s.Broken())
	pages, err := openPages(cmd, cmd.Args().First())
	if err != nil {
		return err
	}
	drifts := s.Drift(pages)
	drifted := 0
	for i := range drifts {
		d := &drifts[i]
		if !d.Fits() {
			drifted++
		}
		if cmd.Bool("all") || !d.Fits() {
			printDrift(cmd, d)
		}
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "pages: %d, rules: %d, drifted: %d\n", len(pages), len(drifts), drifted)
	if bad+drifted > 0 {
		return errFailed
	}
	return nil
}

// printDrift writes a rule's line, and under it what speaks against the rule.
func printDrift(cmd *cli.Command, d *ruletest.Drift) {
	printLine(cmd, fmt.Sprintf("%s: pages %d, gated %d, misfits %d, dead selectors %d", d.File, d.Pages, d.Gated, len(d.Misfits), len(d.Dead)))
	for _, m := range d.Misfits {
		for _, w := range m.What {
			printLine(cmd, fmt.Sprintf("    %s: %s", m.ID, w))
		}
	}
	for _, f := range d.Dead {
		printLine(cmd, "    "+f.String())
	}
}
