package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

const extractUsage = `Each PATH is a page, a folder, an http or https address, or - for standard
input. Pages may be compressed with gzip. In folders the files *.html, *.htm,
*.xhtml and the same with .gz are read, sub-folders included; symbolic links to
folders are not followed.

One page gives indented JSON. Several pages, a folder and --list give JSON Lines
in the order of the input, each with the path as "file"; a page that fails gives
a line with "error", and the exit status is 1, as it is where there is no page.
In the other formats several pages are separated by a line that names the file:
"==> file <==" in text, a comment in Markdown and HTML. A name that is not valid
UTF-8, holds control characters or starts with a quotation mark is written as a
string literal of Go.

An address may be private if it stands on the command line. What a redirect or
a line of --list leads to may not, unless --allow-private is given. The user
name and password of an address are sent to its server and written nowhere.`

func extractCommand() *cli.Command {
	return &cli.Command{
		Name:        "extract",
		Usage:       "read pages and write what they hold",
		ArgsUsage:   "[PATH...]",
		Description: extractUsage,
		Flags: append(pageFlags(),
			&cli.StringFlag{Name: "format", Value: "json", Usage: "`FORMAT` of the output: " + strings.Join(formatNames(), ", ")},
			&cli.StringFlag{Name: "list", Usage: "read the pages that `FILE` names, a line each: path, tab, address"},
			&cli.BoolFlag{Name: "withheld", Usage: "include text that the publisher's gate holds back, for those entitled to it"},
			&cli.IntFlag{Name: "j", Value: runtime.GOMAXPROCS(0), Usage: "read `N` pages at the same time"},
		),
		// A folder's name may have a comma.
		DisableSliceFlagSeparator: true,
		Action:                    extract,
	}
}

// pageFlags are the flags of all commands that read a page.
func pageFlags() []cli.Flag {
	return []cli.Flag{
		urlFlag(),
		privateFlag(),
		&cli.StringSliceFlag{Name: "rules", Usage: "put the rule files of `DIR` before those that ship; may be repeated"},
		&cli.BoolFlag{Name: "no-rules", Usage: "use no rules of publishers and platforms"},
	}
}

func urlFlag() cli.Flag {
	return &cli.StringFlag{Name: "url", Usage: "the page's `ADDRESS`, if the page does not tell"}
}

func privateFlag() cli.Flag {
	return &cli.BoolFlag{Name: "allow-private", Usage: "let redirects and the addresses of a list lead to private addresses"}
}

// newExtractor returns the extractor that the flags ask for.
func newExtractor(cmd *cli.Command) (*gatefold.Extractor, error) {
	var opts []gatefold.Option
	dirs := cmd.StringSlice("rules")
	if cmd.Bool("no-rules") {
		if len(dirs) > 0 {
			return nil, usagef(cmd, "--rules and --no-rules exclude each other")
		}
		opts = append(opts, gatefold.WithoutRules())
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, usagef(cmd, "--rules %q: no such folder", dir)
		}
		opts = append(opts, gatefold.WithRules(os.DirFS(dir)))
	}
	if cmd.Bool("withheld") {
		opts = append(opts, gatefold.WithWithheld())
	}
	x, err := gatefold.New(opts...)
	if err != nil {
		return nil, &usageError{cmd.FullName(), err}
	}
	return x, nil
}

// errNoPages is the error of folders and lists without a page.
var errNoPages = errors.New("no pages to read: in folders those are *.html, *.htm, *.xhtml and the same with .gz")

func extract(ctx context.Context, cmd *cli.Command) error {
	opts, err := extractFlags(cmd)
	if err != nil {
		return err
	}
	pages, err := findPages(cmd)
	if err != nil {
		return err
	}
	if len(pages) == 0 {
		return errNoPages
	}
	return opts.extractAll(ctx, cmd.Root(), pages)
}

// extractRun is one call of extract.
type extractRun struct {
	extractor *gatefold.Extractor
	opener    *opener
	format    format
	several   bool // the form of output for more than one page
	workers   int
}

func extractFlags(cmd *cli.Command) (*extractRun, error) {
	name := cmd.String("format")
	f := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if f < 0 {
		return nil, usagef(cmd, "unknown format %q: it is one of %s", name, strings.Join(formatNames(), ", "))
	}
	several := cmd.NArg() > 1 || cmd.IsSet("list") || cmd.NArg() == 1 && isDir(cmd.Args().First())
	switch {
	case cmd.NArg() == 0 && !cmd.IsSet("list"):
		return nil, usagef(cmd, "no page given")
	case cmd.Int("j") < 1:
		return nil, usagef(cmd, "-j %d: it must be at least 1", cmd.Int("j"))
	case several && cmd.IsSet("url"):
		return nil, usagef(cmd, "--url is for one page; use --list for several")
	}
	x, err := newExtractor(cmd)
	if err != nil {
		return nil, err
	}
	return &extractRun{
		extractor: x, opener: newOpener(cmd), format: formats[f], several: several, workers: cmd.Int("j"),
	}, nil
}

// extractAll reads pages at the same time and writes them in their order.
func (e *extractRun) extractAll(ctx context.Context, root *cli.Command, pages []target) error {
	bar := newProgress(root.Writer, root.ErrWriter, len(pages))
	defer bar.close()
	var failed int
	for out := range ordered(ctx, pages, e.workers, e.one) {
		if out.err != nil {
			failed++
			if !e.several || !e.format.lines {
				bar.say("gatefold: %v", out.err)
			}
		}
		if _, err := root.Writer.Write(out.data); err != nil {
			return err
		}
		bar.step()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return e.verdict(bar, failed, len(pages))
}

func (e *extractRun) verdict(bar *progress, failed, all int) error {
	if failed == 0 {
		return nil
	}
	if e.several {
		bar.say("gatefold: %d of %d pages failed", failed, all)
	}
	return errFailed
}

// output is what one page gives: the bytes to write and, where the page
// failed, why.
type output struct {
	data []byte
	err  error
}

// one reads a page and writes it into memory, so that this work too is done
// at the same time for several pages.
func (e *extractRun) one(ctx context.Context, t target) output {
	art, err := e.article(ctx, t)
	if err != nil {
		err = named(t.file, err)
	}
	data, renderErr := e.format.render(item{t.file, art, err}, e.several)
	return output{data, errors.Join(err, renderErr)}
}

func (e *extractRun) article(ctx context.Context, t target) (*article.Article, error) {
	src, err := e.opener.open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer src.close()
	return e.extractor.Extract(src, src.page)
}
