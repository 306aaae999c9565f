package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/draft"
)

const newUsage = `Writes the start of a site file from saved pages of one publisher: several
sorts, one of them behind the gate. A selector is proposed where a stable name
on all pages agrees with what the generic way reads; a comment says how sure it
is. What needs no rule is left out.`

func rulesNewCommand() *cli.Command {
	return &cli.Command{
		Name:        "new",
		Usage:       "draft a site file from saved pages",
		ArgsUsage:   "PAGE...",
		Description: newUsage,
		Flags: []cli.Flag{
			urlFlag(),
			&cli.StringFlag{Name: "rules", Usage: "a folder with further platforms and vendors"},
		},
		Action: rulesNew,
	}
}

// rulesNew writes the draft to standard output and never to a file: it is to be read
// before it becomes a rule.
func rulesNew(_ context.Context, cmd *cli.Command) error {
	if cmd.NArg() == 0 {
		return usagef(cmd, "no page given")
	}
	address, err := addressFlag(cmd)
	if err != nil {
		return err
	}
	var pages []ruletest.Page
	for _, name := range cmd.Args().Slice() {
		// --url is for pages that do not state their own address.
		p, err := ruletest.FilePage(os.DirFS(filepath.Dir(name)), filepath.Base(name), address)
		if err != nil {
			return named(name, err)
		}
		pages = append(pages, p)
	}
	set := rules.Embedded()
	if dir := cmd.String("rules"); dir != "" {
		if set, err = set.With(os.DirFS(dir)); err != nil {
			return err
		}
	}
	text, err := draft.Rule(set, pages)
	// The library's message cannot name the flag that helps.
	if errors.Is(err, draft.ErrNoAddress) {
		return usagef(cmd, "no page states its address: give it with --url")
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(cmd.Root().Writer, text)
	return err
}
