package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/ruletest"
)

const gainUsage = suiteUsage + `

Reads every page with gold of a corpus with the rules and without them, and
prints for each site's and platform's file what that adds (+) and takes (-): body
and authors in points of F1, the rest in pages, promos, offers or blocks; then
the figures of each set with the rules and, in brackets, without. Given files,
it reads only the pages that they can serve.

The models that ship learned from most public pages with gold; on one that they
know a rule can add little. For pages of that sort "go run ./bench gain --cv" in a
checkout is the same with models that saw no page of the publisher, and writes
rules/gain.txt, which --check holds against the files as they are.

A file fails that adds nothing to any page, that takes something away, or that
no page shows at work. A comment in the file says why a loss is right:
  # loses standfirst: the gold takes the first paragraph for one
The exit status is 1 for a file that fails and is not in the list of --known, and
for a line of that list that holds no more.

A third of each publisher's pages, chosen by a hash of their ids, is kept away
from whoever writes its rules: --held reads these, --seen the others. -v never
lists one of them.`

func rulesGainCommand() *cli.Command {
	return &cli.Command{
		Name:        "gain",
		Usage:       "show what each rule file adds to the generic way, on pages with gold",
		ArgsUsage:   suiteArgs,
		Description: gainUsage,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "corpus", Usage: "the folder of the sets (default: $GATEFOLD_CORPUS, or ../shared/corpus)"},
			&cli.BoolFlag{Name: "held", Usage: "read only the pages that are kept away from whoever writes rules"},
			&cli.BoolFlag{Name: "seen", Usage: "read only the others"},
			&cli.StringFlag{Name: "known", Usage: "a file with the failures that are known; it may lose lines and not gain any"},
			&cli.BoolFlag{Name: "write-known", Usage: "write the failures to the file of --known"},
			&cli.StringFlag{Name: "check", Usage: "read no page, and fail for each file that says something else than when `FILE` was written"},
			&cli.BoolFlag{Name: "v", Usage: "list under each file the pages that it changes"},
			&cli.BoolFlag{Name: "json", Usage: "write all as one JSON object"},
		},
		Action: rulesGain,
	}
}

func rulesGain(_ context.Context, cmd *cli.Command) error {
	which, err := whichPages(cmd)
	if err != nil {
		return err
	}
	s, err := openSuite(cmd)
	if err != nil {
		return err
	}
	bad := report(cmd, s.Broken())
	if name := cmd.String("check"); name != "" {
		return checkGain(cmd, s, name)
	}
	root, err := corpus.Dir(cmd.String("corpus"))
	if err != nil {
		return err
	}
	sets, err := gain.OpenSets(root)
	if err != nil {
		return err
	}
	readers, err := gain.Shipped(s.Set())
	if err != nil {
		return err
	}
	rep, err := gain.Measure(s, sets, which, readers)
	if err != nil {
		return err
	}
	if cmd.Bool("json") {
		err = rep.WriteJSON(cmd.Root().Writer)
	} else {
		err = rep.Write(cmd.Root().Writer, cmd.Bool("v"))
	}
	if err != nil {
		return err
	}
	failed, err := judgeGain(cmd, rep)
	if err == nil && bad+failed > 0 {
		err = errFailed
	}
	return err
}

// whichPages reads the flags that choose pages. Known failures are of all pages: what
// fails on a part of them may not fail on the whole.
func whichPages(cmd *cli.Command) (gain.Which, error) {
	held, seen := cmd.Bool("held"), cmd.Bool("seen")
	switch {
	case held && seen:
		return gain.All, usagef(cmd, "--held and --seen exclude each other")
	case (held || seen) && cmd.String("known") != "":
		return gain.All, usagef(cmd, "--known is about all pages")
	case cmd.Bool("write-known") && cmd.String("known") == "":
		return gain.All, usagef(cmd, "--write-known needs --known")
	case held:
		return gain.Held, nil
	case seen:
		return gain.Seen, nil
	}
	return gain.All, nil
}

// judgeGain returns how many failures are new and how many known ones are none any
// more.
func judgeGain(cmd *cli.Command, rep *gain.Report) (int, error) {
	known := cmd.String("known")
	if cmd.Bool("write-known") {
		var b bytes.Buffer
		if err := gain.WriteKnown(&b, rep.Verdicts()); err != nil {
			return 0, err
		}
		return 0, replaceFile(known, b.Bytes())
	}
	errs, counts, err := gain.Judge(rep.Verdicts(), known)
	if err != nil {
		return 0, err
	}
	// Without a list each file's line says it already.
	if known != "" {
		complain(cmd.Root().ErrWriter, "gatefold", errors.Join(errs...))
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "files: %d, %s\n", len(rep.Files), counts)
	return len(errs), nil
}

// checkGain holds the files against what was recorded of them.
func checkGain(cmd *cli.Command, s *ruletest.Suite, name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	outdated := gain.ReadRecord(data).Outdated(s)
	for _, v := range outdated {
		complain(cmd.Root().ErrWriter, "gatefold", errors.New(v.String()))
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "files: %d, outdated: %d\n", len(s.Files()), len(outdated))
	if len(outdated) > 0 {
		return errFailed
	}
	return nil
}
