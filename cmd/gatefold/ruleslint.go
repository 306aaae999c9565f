package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/rules"
)

const lintUsage = `Reads rule files as the program does, over those that ship with it, and prints
every problem as file:line:column. A folder has the form of the rules folder:
sites, platforms and vendors, or site files at its root.`

func rulesLintCommand() *cli.Command {
	return &cli.Command{
		Name:        "lint",
		Usage:       "check rule files and print every problem",
		ArgsUsage:   "DIR|FILE...",
		Description: lintUsage,
		Action:      rulesLint,
	}
}

func rulesLint(_ context.Context, cmd *cli.Command) error {
	if cmd.NArg() == 0 {
		return usagef(cmd, "no folder or file given")
	}
	folders, err := ruleFolders(cmd.Args().Slice())
	if err != nil {
		return &usageError{cmd.FullName(), err}
	}
	found := 0
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		found += lintFolder(cmd.Root().Writer, dir, folders[dir])
	}
	if found == 0 {
		return nil
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "gatefold: problems found: %d\n", found)
	return errFailed
}

// ruleFolders sorts the arguments into folders of rules. The value is the
// files to check, below the folder, and nil for all.
func ruleFolders(args []string) (map[string][]string, error) {
	folders := map[string][]string{}
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
		if files, known := folders[dir]; !known || files != nil {
			folders[dir] = append(files, file)
		}
	}
	return folders, nil
}

// lintFolder prints the problems of a folder of rules, or of some of its
// files, and returns their number.
func lintFolder(w io.Writer, dir string, files []string) int {
	var fsys fs.FS = os.DirFS(dir)
	if files != nil {
		fsys = only{fsys, files}
	}
	_, err := rules.Embedded().With(fsys)
	problems := flatten(err)
	for _, p := range problems {
		fmt.Fprintln(w, oneLine(placed(dir, p)))
	}
	return len(problems)
}

// flatten returns the errors that errors.Join joined.
func flatten(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, flatten(e)...)
	}
	return out
}

// placed returns a problem with the path by which an editor finds the file.
func placed(dir string, err error) string {
	var p *rules.Error
	if !errors.As(err, &p) {
		return dir + ": " + err.Error()
	}
	place := fmt.Sprintf("%s:%d:%d: ", filepath.Join(dir, filepath.FromSlash(p.File)), p.Line, p.Column)
	if p.Key != "" {
		place += p.Key + ": "
	}
	return place + p.Err.Error()
}

// only shows some of the files of a file system, and all platforms, from which
// those may start.
type only struct {
	fs.FS
	files []string
}

// ReadDir lists a folder without what is left out.
func (o only) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return !o.shows(path.Join(name, e.Name()))
	}), err
}

func (o only) shows(name string) bool {
	return strings.HasPrefix(name, "platforms") || slices.ContainsFunc(o.files, func(file string) bool {
		return file == name || strings.HasPrefix(file, name+"/")
	})
}
