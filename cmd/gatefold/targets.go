package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"
)

// target is one page to read. Whatever is wrong with it is kept in it: one bad line must
// not end a run over a million.
type target struct {
	file  string        // a path, an address without login, or "-" for standard input
	login *url.Userinfo // of the address
	own   bool          // the address was given on the command line
	url   string        // the page's address, where it is known
	err   error         // why it cannot be read, where that was found on the way
}

// newTarget returns the page that an argument or a line of a list names.
func newTarget(name string) target {
	t := target{file: name}
	switch {
	case isWebAddress(name):
		t.file, t.login, t.err = readAddress(name)
	case strings.Contains(name, "://"):
		// No file: what the operating system says would repeat a password.
		if _, err := os.Stat(name); err != nil {
			t.file, t.err = withoutLogin(name), errAddress
		}
	}
	return t
}

// onePage opens the page that is the only argument.
func onePage(ctx context.Context, cmd *cli.Command) (*source, error) {
	if cmd.NArg() != 1 {
		return nil, usagef(cmd, "it takes one page, not %d", cmd.NArg())
	}
	address, err := addressFlag(cmd)
	if err != nil {
		return nil, err
	}
	t := newTarget(cmd.Args().First())
	t.own, t.url = true, address
	src, err := newOpener(cmd).open(ctx, t)
	if err != nil {
		return nil, named(t.file, err)
	}
	return src, nil
}

// pageEndings are the endings of the files that are pages in a folder.
var pageEndings = []string{".html", ".htm", ".xhtml"}

// findPages returns the pages that the command line names, those of --list before the
// arguments. Folders are replaced by their pages; a message names those that have
// none.
func findPages(cmd *cli.Command) ([]target, error) {
	address, err := addressFlag(cmd)
	if err != nil {
		return nil, err
	}
	var pages []target
	if cmd.IsSet("list") {
		if pages, err = listed(cmd); err != nil {
			return nil, err
		}
	}
	for _, arg := range cmd.Args().Slice() {
		if isDir(arg) {
			found := pagesIn(arg)
			if len(found) == 0 {
				fmt.Fprintf(cmd.Root().ErrWriter, "gatefold: %s: no page in this folder\n", oneLine(shown(arg)))
			}
			pages = append(pages, found...)
			continue
		}
		t := newTarget(arg)
		t.own, t.url = true, address
		pages = append(pages, t)
	}
	// The list itself may be standard input as well.
	if uses(pages, "-")+uses([]target{{file: cmd.String("list")}}, "-") > 1 {
		return nil, usagef(cmd, "standard input can be read once only")
	}
	return pages, nil
}

// uses counts the pages that are read from one file.
func uses(pages []target, file string) int {
	n := 0
	for i := range pages {
		if pages[i].file == file {
			n++
		}
	}
	return n
}

// isDir reports whether a name is a folder, or a link to one.
func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// pagesIn returns the pages below a folder, sorted by path. What cannot be
// read becomes a page that fails. A link to a folder is not followed, so that
// there are no loops; the folder itself may be a link, hence the slash.
func pagesIn(dir string) []target {
	var pages []target
	// The function never returns an error, and so neither does WalkDir.
	_ = filepath.WalkDir(dir+string(filepath.Separator), func(path string, d fs.DirEntry, err error) error {
		// The slash that was added above is not part of the name.
		path = filepath.Join(path)
		switch {
		case err != nil:
			pages = append(pages, target{file: path, err: err})
		case !d.IsDir() && isPage(path) && isRegular(path, d):
			pages = append(pages, target{file: path})
		}
		return nil
	})
	return pages
}

// isPage reports whether a file is a page by its name, in any case and compressed or
// not.
func isPage(path string) bool {
	name := strings.TrimSuffix(strings.ToLower(path), ".gz")
	return slices.Contains(pageEndings, filepath.Ext(name))
}

// isRegular tells files, and links to files, from pipes and devices, which
// would never end.
func isRegular(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	// A link to nowhere stays and becomes a page that fails, with a reason.
	return err != nil || info.Mode().IsRegular()
}

// listed reads the file of --list: a line for each page, its path and, after a
// tab, its address. Paths are relative to the working directory.
//
//	saved/0001.html<TAB>https://news.example/late-ferry
//	https://pier.example/late-ferry
func listed(cmd *cli.Command) ([]target, error) {
	name := cmd.String("list")
	r := cmd.Root().Reader
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, usagef(cmd, "--list: %w", err)
		}
		defer f.Close()
		r = f
	}
	pages, err := readList(r)
	if err != nil {
		return nil, usagef(cmd, "--list: %s:%w", shown(name), err)
	}
	return pages, nil
}

// readList reads the lines of a list. Files from Windows have a mark at their start
// and carriage returns at the ends of lines.
func readList(r io.Reader) ([]target, error) {
	var pages []target
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(strings.TrimPrefix(lines.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		file, address, _ := strings.Cut(line, "\t")
		// A mistake in the form of the list ends the run before it starts; one in an
		// address fails its page only.
		if file == "" {
			return nil, fmt.Errorf("%d: no path before the tab", n)
		}
		if strings.ContainsRune(address, '\t') {
			return nil, fmt.Errorf("%d: more than two columns", n)
		}
		pages = append(pages, listedTarget(file, strings.TrimSpace(address)))
	}
	// Such a file is hardly a list: the bound is the scanner's own.
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return nil, errors.New(" a line is longer than 64 KiB")
	}
	return pages, lines.Err()
}

// listedTarget is the page of a line. An address that is not one fails the page, not
// the list.
func listedTarget(file, address string) target {
	t := newTarget(file)
	if address == "" || t.err != nil {
		return t
	}
	var err error
	if t.url, _, err = readAddress(address); err != nil {
		t.url, t.err = "", fmt.Errorf("the address %q: %w", t.url, err)
	}
	return t
}
