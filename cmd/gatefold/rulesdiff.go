package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/ruletest"
)

const diffUsage = `Reads each page of a folder with the rules of folder A and of folder B and
prints what comes out differently: fields, the words of the body, promos,
access. "-" as A or B stands for the rules that ship with the program.`

func rulesDiffCommand() *cli.Command {
	return &cli.Command{
		Name:        "diff",
		Usage:       "show what two versions of a folder of rules make differently",
		ArgsUsage:   "A B PAGES",
		Description: diffUsage,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "short", Usage: "print one line for each page"},
		},
		Action: rulesDiff,
	}
}

// rulesDiff reads each page twice. That pages differ is what it was asked about and no
// failure.
func rulesDiff(_ context.Context, cmd *cli.Command) error {
	if cmd.NArg() != 3 {
		return usagef(cmd, "give two folders of rules and one of pages")
	}
	var suites [2]*ruletest.Suite
	for i := range suites {
		dir := cmd.Args().Get(i)
		switch {
		case dir == "-":
			dir = ""
		case !isDir(dir):
			return usagef(cmd, "%q is not a folder", dir)
		}
		s, err := openFolder(cmd, dir, nil)
		if err != nil {
			return err
		}
		// A file that is left out would show as a difference of all its pages.
		if report(cmd, s.Broken()) > 0 {
			return errFailed
		}
		suites[i] = s
	}
	pages, err := openPages(cmd, cmd.Args().Get(2))
	if err != nil {
		return err
	}
	changes := ruletest.Diff(suites[0], suites[1], pages)
	for i := range changes {
		printChange(cmd, &changes[i])
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "pages: %d, changed: %d\n", len(pages), len(changes))
	return nil
}

// printChange writes a page's differences under one line that sums them up.
func printChange(cmd *cli.Command, c *ruletest.Change) {
	if c.Err != nil {
		printLine(cmd, c.ID+": "+c.Err.Error())
		return
	}
	printLine(cmd, fmt.Sprintf("%s  %s  -%d +%d words, %d differences", c.ID, orNone(c.File), c.Lost, c.Won, len(c.Details)))
	if cmd.Bool("short") {
		return
	}
	for _, d := range c.Details {
		printLine(cmd, "    "+d)
	}
}
