package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/ruletest"
)

const testUsage = suiteUsage + `

Each [[expect]] of each file is checked on its fixture. With --pages, real pages
with gold are read as well: a folder with gold.jsonl, an object a line with id,
url, title, authors, date and body, and pages/<id>.html.gz. The table shows for
each publisher the mean F1 of the body's words and the shares of pages with the
right title, authors and day, with the rules and, in brackets, without.

With --write, the values of the named keys of [[expect]] become what the pages
give, where they are stated and differ: after models were trained anew, say.
Comments and order stay. The key promo stands for those of [[expect.promo]]. Read
the difference: what a rule has lost shows there and nowhere else.`

func rulesTestCommand() *cli.Command {
	return &cli.Command{
		Name:        "test",
		Usage:       "check what rule files promise",
		ArgsUsage:   suiteArgs,
		Description: testUsage,
		Flags: []cli.Flag{
			fixturesFlag(),
			pagesFlag("a folder of pages with gold"),
			&cli.StringFlag{Name: "floor", Usage: "a file with the score below which no publisher must fall"},
			&cli.BoolFlag{Name: "write-floor", Usage: "write what was measured to the file of --floor"},
			&cli.BoolFlag{Name: "write-finds", Usage: "write into each [[expect]] of DIR or FILE what its file's selectors find on the fixture"},
			&cli.StringSliceFlag{Name: "write", Usage: "write what a run finds for `KEY` into each [[expect]] that states it otherwise, and show the difference; may be repeated"},
			&cli.BoolFlag{Name: "dry-run", Usage: "with --write, show the difference alone"},
			&cli.BoolFlag{Name: "v", Usage: "print what is wrong on each page of --pages"},
		},
		Action: rulesTest,
	}
}

// rulesTest checks the expectations first and the pages, which take longer, after
// them.
func rulesTest(_ context.Context, cmd *cli.Command) error {
	if cmd.Bool("dry-run") && !cmd.IsSet("write") {
		return usagef(cmd, "--dry-run needs --write")
	}
	if cmd.String("pages") == "" && cmd.String("floor") != "" {
		return usagef(cmd, "--floor needs --pages")
	}
	s, err := openSuite(cmd)
	if err != nil {
		return err
	}
	bad := report(cmd, s.Broken())
	// It stands in for the test: what it writes is what a test would compare with.
	if cmd.Bool("write-finds") {
		return writeFinds(cmd, s, bad)
	}
	if cmd.IsSet("write") {
		return writeKeys(cmd, s, bad)
	}
	for _, f := range s.Test() {
		printLine(cmd, f.String())
		bad++
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "files: %d, expectations: %d, problems: %d\n", len(s.Files()), s.Promises(), bad)
	if cmd.String("pages") != "" {
		fallen, err := testPages(cmd, s)
		if err != nil {
			return err
		}
		bad += fallen
	}
	if bad > 0 {
		return errFailed
	}
	return nil
}

// writeFinds writes the key finds into the files of the suite. It does so only where
// all other promises hold: what a broken rule finds must not become a promise.
func writeFinds(cmd *cli.Command, s *ruletest.Suite, bad int) error {
	dir, _, err := ruleArguments(cmd)
	if err != nil {
		return err
	}
	if dir == "" {
		return usagef(cmd, "--write-finds needs the folder or the files to write to")
	}
	for _, f := range s.Test() {
		if f.What != "finds" {
			printLine(cmd, f.String())
			bad++
		}
	}
	if bad > 0 {
		return errFailed
	}
	n := 0
	for _, f := range slices.Backward(s.Finds()) { // from the end, so that line numbers stay
		if f.Same {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.File))
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := replaceFile(name, ruletest.SetFinds(text, f.Line, f.Finds)); err != nil {
			return err
		}
		n++
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "expectations: %d, written: %d\n", s.Promises(), n)
	return nil
}

// writeKeys writes what a run finds for some keys and prints each line that changes.
func writeKeys(cmd *cli.Command, s *ruletest.Suite, bad int) error {
	dir, _, err := ruleArguments(cmd)
	if err != nil {
		return err
	}
	if dir == "" {
		return usagef(cmd, "--write needs the folder or the files to write to")
	}
	if bad > 0 {
		return errFailed
	}
	updates, err := s.Updates(cmd.StringSlice("write"))
	if err != nil {
		return usagef(cmd, "--write: %v", err)
	}
	// From the end of each file, so that line numbers stay.
	slices.SortStableFunc(updates, func(a, b ruletest.Update) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(b.Line, a.Line))
	})
	for rest := updates; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].File == rest[0].File {
			n++
		}
		if err := writeFile(cmd, dir, rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "expectations: %d, changed keys: %d\n", s.Promises(), len(updates))
	return nil
}

// writeFile writes the updates of one file, from the end on, and prints them.
func writeFile(cmd *cli.Command, dir string, updates []ruletest.Update) error {
	name := filepath.Join(dir, filepath.FromSlash(updates[0].File))
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, u := range updates {
		was := text
		text = ruletest.SetKey(text, u.Line, u.Key, u.Value)
		old, now := changedLines(was, text)
		printLine(cmd, fmt.Sprintf("%s:%d: %s", u.File, u.Line, u.Key))
		for _, line := range slices.Concat(marked("-", old), marked("+", now)) {
			printLine(cmd, line)
		}
	}
	if cmd.Bool("dry-run") {
		return nil
	}
	return replaceFile(name, text)
}

// changedLines returns the lines of two texts between their equal starts and ends.
func changedLines(a, b []byte) (onlyA, onlyB []string) {
	la, lb := strings.SplitAfter(string(a), "\n"), strings.SplitAfter(string(b), "\n")
	for len(la) > 0 && len(lb) > 0 && la[0] == lb[0] {
		la, lb = la[1:], lb[1:]
	}
	for len(la) > 0 && len(lb) > 0 && la[len(la)-1] == lb[len(lb)-1] {
		la, lb = la[:len(la)-1], lb[:len(lb)-1]
	}
	return la, lb
}

// marked puts a sign before each line.
func marked(sign string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = sign + " " + strings.TrimRight(l, "\n")
	}
	return out
}

// testPages prints the scores of a folder of pages and returns how many are
// below their floor. Where floors are written nothing is compared with them.
func testPages(cmd *cli.Command, s *ruletest.Suite) (int, error) {
	pages, err := openPages(cmd, cmd.String("pages"))
	if err != nil {
		return 0, err
	}
	scores := s.Score(pages)
	if err := printScores(cmd, scores); err != nil {
		return 0, err
	}
	if cmd.String("floor") == "" {
		return 0, nil
	}
	floors, err := readFloors(cmd)
	if err != nil {
		return 0, err
	}
	if cmd.Bool("write-floor") {
		var out bytes.Buffer
		if err := ruletest.WriteFloors(&out, scores, floors); err != nil {
			return 0, err
		}
		// What was measured becomes the floor, so that nothing can be below it.
		return 0, replaceFile(cmd.String("floor"), out.Bytes())
	}
	fallen := ruletest.BelowFloors(scores, floors)
	for _, f := range fallen {
		printLine(cmd, f.String())
	}
	return len(fallen), nil
}

// readFloors reads the file of --floor, which --write-floor may be about to
// make.
func readFloors(cmd *cli.Command) ([]ruletest.Floor, error) {
	f, err := os.Open(cmd.String("floor"))
	if errors.Is(err, fs.ErrNotExist) && cmd.Bool("write-floor") {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ruletest.ReadFloors(f)
}

// printScores writes the publishers, the worst first: that is where to work.
func printScores(cmd *cli.Command, scores []ruletest.PublisherScore) error {
	w := tabwriter.NewWriter(cmd.Root().Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "publisher\tpages\tbody\ttitle\tauthors\tday\trule")
	row := func(name string, pages int, a, b ruletest.Score, rule string) {
		fmt.Fprintf(w, "%s\t%d\t%.4f (%.4f)\t%s\t%s\t%s\t%s\n", oneLine(name), pages, a.Body, b.Body,
			both(a.Title, b.Title), both(a.Authors, b.Authors), both(a.Day, b.Day), oneLine(rule))
	}
	for _, p := range ruletest.Worst(scores) {
		row(p.Name, len(p.Pages), p.Ruled, p.Generic, ruleState(p))
	}
	ruled, generic, pages := ruletest.Mean(scores)
	row("all", pages, ruled, generic, "")
	if err := w.Flush(); err != nil || !cmd.Bool("v") {
		return err
	}
	for _, p := range ruletest.Worst(scores) {
		for _, ps := range p.Pages {
			printPage(cmd, &ps)
		}
	}
	return nil
}

// both sets a share with the rules beside the one without.
func both(a, b float64) string { return fmt.Sprintf("%.2f (%.2f)", a, b) }

// ruleState is the publisher's rule, or what is wrong with it on one of the pages.
func ruleState(p ruletest.PublisherScore) string {
	for _, ps := range p.Pages {
		switch {
		case ps.Err != nil:
			return ps.Err.Error()
		case ps.Stale != "":
			return "stale " + ps.File
		}
	}
	return orNone(p.Pages[0].File)
}

// printPage writes what is wrong on one page, nothing for one without a fault.
func printPage(cmd *cli.Command, ps *ruletest.PageScore) {
	if len(ps.Notes) == 0 {
		return
	}
	printLine(cmd, fmt.Sprintf("%s  body %.4f  %s", ps.ID, ps.Ruled.Body, withoutLogins(ps.URL)))
	for _, n := range ps.Notes {
		printLine(cmd, "    "+n)
	}
}
