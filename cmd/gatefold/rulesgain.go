package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

const gainUsage = suiteUsage + `

Reads every page with gold of a corpus with the rules and without them, and
prints for each site's and platform's file what that adds (+) and takes (-): body
and authors in points of F1, the rest in pages, promos, offers or blocks; then
the figures of each set with the rules and, in brackets, without. Given files,
it reads only the pages that they can serve.

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
			&cli.StringFlag{Name: "write", Usage: "write what each file does into `FILE`, for rules list --gain"},
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
	root, err := corpus.Dir(cmd.String("corpus"))
	if err != nil {
		return err
	}
	sets, err := gain.OpenSets(root)
	if err != nil {
		return err
	}
	rep, err := gain.Measure(s, sets, which)
	if err != nil {
		return err
	}
	if err := printGain(cmd, rep); err != nil {
		return err
	}
	if name := cmd.String("write"); name != "" {
		if err := writeGain(name, rep); err != nil {
			return err
		}
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

// writeGain writes a line for each file, without what is held against it.
func writeGain(name string, rep *gain.Report) error {
	var b bytes.Buffer
	b.WriteString("# Written by gatefold rules gain --write: what each file adds to the generic way (+) and takes (-).\n")
	for _, f := range rep.Files {
		f.Fails = nil
		fmt.Fprintln(&b, f.String())
	}
	return replaceFile(name, b.Bytes())
}

// readGain reads what [writeGain] wrote: by file, the pages and the changes.
func readGain(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if file, what, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(file, "#") {
			out[file] = strings.TrimPrefix(what, "pages ")
		}
	}
	return out, nil
}

func printGain(cmd *cli.Command, rep *gain.Report) error {
	if cmd.Bool("json") {
		enc := json.NewEncoder(cmd.Root().Writer)
		enc.SetIndent("", "  ")
		return enc.Encode(rep)
	}
	for i := range rep.Files {
		printLine(cmd, rep.Files[i].String())
		if cmd.Bool("v") {
			for _, p := range rep.Files[i].PageChanges() {
				printLine(cmd, "    "+p.String())
			}
		}
	}
	fmt.Fprintln(cmd.Root().Writer)
	return rep.WriteTotals(cmd.Root().Writer)
}

// judgeGain returns how many failures are new and how many known ones are none any
// more.
func judgeGain(cmd *cli.Command, rep *gain.Report) (int, error) {
	verdicts := rep.Verdicts()
	if cmd.Bool("write-known") {
		var b bytes.Buffer
		if err := gain.WriteKnown(&b, verdicts); err != nil {
			return 0, err
		}
		return 0, replaceFile(cmd.String("known"), b.Bytes())
	}
	known, err := readKnown(cmd.String("known"))
	if err != nil {
		return 0, err
	}
	fresh, gone := rep.Against(known)
	// Without a list each file's line says it already.
	if cmd.String("known") != "" {
		for _, v := range fresh {
			complain(cmd.Root().ErrWriter, "gatefold", fmt.Errorf("%s", v))
		}
		for _, v := range gone {
			complain(cmd.Root().ErrWriter, "gatefold", fmt.Errorf("%s: no longer; take the line out of %s", v, cmd.String("known")))
		}
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "files: %d, failures: %d, known: %d, new: %d, gone: %d\n", len(rep.Files), len(verdicts), len(known), len(fresh), len(gone))
	return len(fresh) + len(gone), nil
}

func readKnown(name string) ([]gain.Verdict, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return gain.ReadKnown(f)
}
