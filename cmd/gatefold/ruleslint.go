package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

const lintUsage = suiteUsage + `

Every problem is printed as file:line:column. Mistakes are errors; names that
change with the next build, chains of positions, selectors that no fixture
needs and the like are warnings, and do not count for the exit status. A comment
"# lint: reason" on the line, or above it, accepts what is found there.`

func rulesLintCommand() *cli.Command {
	return &cli.Command{
		Name:        "lint",
		Usage:       "check rule files and print every problem",
		ArgsUsage:   suiteArgs,
		Description: lintUsage,
		Flags:       []cli.Flag{fixturesFlag()},
		Action:      rulesLint,
	}
}

// rulesLint takes folders and files of several folders, unlike the other commands on
// rules, each of which works on one suite.
func rulesLint(_ context.Context, cmd *cli.Command) error {
	folders, err := ruleFolders(cmd.Args().Slice())
	if err != nil {
		return &usageError{cmd.FullName(), err}
	}
	errs, warnings := 0, 0
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		for _, f := range lintFolder(cmd, dir, folders[dir]) {
			f.File = filepath.Join(dir, filepath.FromSlash(f.File))
			printLine(cmd, f.String())
			if f.Warning {
				warnings++
			} else {
				errs++
			}
		}
	}
	if errs+warnings == 0 {
		return nil
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "gatefold: problems found: %d, warnings: %d\n", errs, warnings)
	if errs > 0 {
		return errFailed
	}
	return nil
}

// lintFolder looks at some files of a folder, or at all for nil; "" is the
// rules that ship.
func lintFolder(cmd *cli.Command, dir string, files []string) []ruletest.Finding {
	s, err := openFolder(cmd, dir, files)
	if err == nil {
		return s.Lint()
	}
	var out []ruletest.Finding
	// A folder that cannot be opened at all still gives its problems with their
	// places.
	for _, e := range leaves(err) {
		f := ruletest.Finding{File: ".", Line: 1, Column: 1, Check: "load", Problem: e.Error()}
		var at *rules.Error
		if errors.As(e, &at) {
			f.File, f.Line, f.Column, f.Problem = at.File, at.Line, at.Column, at.Err.Error()
		}
		out = append(out, f)
	}
	return out
}

// ruleFolders sorts the arguments into folders of rules. The value is the
// files to check, below the folder, and nil for all. Without arguments it is
// the rules that ship, under "".
func ruleFolders(args []string) (map[string][]string, error) {
	folders := map[string][]string{}
	if len(args) == 0 {
		folders[""] = nil
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if info.IsDir() {
			folders[arg] = nil
			continue
		}
		dir, file := ruleFolder(arg)
		// A folder that is checked whole needs none of its files named.
		if files, known := folders[dir]; !known || files != nil {
			folders[dir] = append(files, file)
		}
	}
	return folders, nil
}
