package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/ruletest"
)

const suiteArgs = "[DIR|FILE...]"

const suiteUsage = `Without an argument it works on the rules that ship with the program. A folder
has the form of the rules folder; files are looked at with the folder that
they stand in.`

// fixturesFlag and pagesFlag are shared by the commands that work on a suite.
func fixturesFlag() cli.Flag {
	return &cli.StringFlag{
		Name:  "fixtures",
		Usage: "the folder of the fixtures (default: testdata in DIR, and in the working directory for the rules that ship)",
	}
}

func pagesFlag(usage string) cli.Flag { return &cli.StringFlag{Name: "pages", Usage: usage} }

// openSuite opens the rules that the arguments name.
func openSuite(cmd *cli.Command) (*ruletest.Suite, error) {
	dir, files, err := ruleArguments(cmd)
	if err != nil {
		return nil, err
	}
	return openFolder(cmd, dir, files)
}

// openFolder opens some files of a folder of rules, or all for nil; "" is the
// rules that ship.
func openFolder(cmd *cli.Command, dir string, files []string) (*ruletest.Suite, error) {
	o := ruletest.Options{Files: files}
	fixtures := cmd.String("fixtures")
	if dir != "" {
		o.Rules = os.DirFS(dir)
	}
	// Without a folder this is testdata in the working directory, where the
	// fixtures of the rules that ship stand in a checkout.
	if fixtures == "" {
		fixtures = filepath.Join(dir, "testdata")
	}
	o.Fixtures = os.DirFS(fixtures)
	return ruletest.Open(o)
}

// ruleArguments returns the folder of rules, "" for those that ship, and the
// files in it that the arguments name, nil for all.
func ruleArguments(cmd *cli.Command) (dir string, files []string, err error) {
	for _, arg := range cmd.Args().Slice() {
		at, file := arg, ""
		if !isDir(arg) {
			if _, err := os.Stat(arg); err != nil {
				return "", nil, &usageError{cmd.FullName(), err}
			}
			at, file = ruleFolder(arg)
		}
		// A suite is one folder: a file's platform is looked for beside it.
		if dir != "" && at != dir || file == "" && cmd.NArg() > 1 {
			return "", nil, usagef(cmd, "give one folder, or files of one folder")
		}
		if dir = at; file != "" {
			files = append(files, file)
		}
	}
	return dir, files, nil
}

// ruleFolder splits the path of a rule file into the folder of rules and the
// path below it: what a file is depends on the folder that it is in.
//
//	my-rules/sites/news.example.toml   my-rules   sites/news.example.toml
//	my-rules/news.example.toml         my-rules   news.example.toml
func ruleFolder(name string) (dir, file string) {
	dir, file = filepath.Split(filepath.Clean(name))
	dir = filepath.Clean(dir)
	switch parent := filepath.Base(dir); parent {
	case "sites", "platforms", "vendors", "lexicon":
		return filepath.Dir(dir), parent + "/" + file
	}
	return dir, file
}

// openPages reads the list of the pages of a folder.
func openPages(cmd *cli.Command, dir string) ([]ruletest.Page, error) {
	if !isDir(dir) {
		return nil, usagef(cmd, "%q is not a folder of pages", dir)
	}
	pages, err := ruletest.ReadPages(os.DirFS(dir))
	if err == nil && len(pages) == 0 {
		err = usagef(cmd, "no page in %q", dir)
	}
	return pages, err
}

// report prints errors of rule files and returns how many there are.
func report(cmd *cli.Command, broken []error) int {
	for _, err := range broken {
		printLine(cmd, strings.TrimPrefix(err.Error(), "rules: "))
	}
	return len(broken)
}

// printLine prints a line that may hold words of a page or a file.
func printLine(cmd *cli.Command, s string) {
	// Standard output keeps its first error, which ends the run.
	_, _ = cmd.Root().Writer.Write([]byte(oneLine(s) + "\n"))
}
