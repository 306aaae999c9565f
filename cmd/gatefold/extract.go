package main

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"runtime"

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
csv and tsv have a line for each page under one head. Their columns (--fields) are
file, error, url, canonical_url, kind, confidence, title, kicker, standfirst,
description, authors, published, modified, site_name, section, tags, language,
license, image, word_count, text, promos, offers, policy, completeness, withheld
and rule. A cell that a spreadsheet would take for a formula begins with '.

A run over several pages ends with a line on standard error: pages, failed,
previews, and pages by policy. --quiet leaves it out.

An address may be private if it stands on the command line. What a redirect or
a line of --list leads to may not, unless --allow-private is given. The user
name and password of an address are sent to its server and written nowhere.`

// extractCommand reads pages. Like the other commands it is a value that is made anew
// for each run, so that tests share nothing.
func extractCommand() *cli.Command {
	return &cli.Command{
		Name:        "extract",
		Usage:       "read pages and write what they hold",
		ArgsUsage:   "[PATH...]",
		Description: extractUsage,
		Flags: append(append(formatFlags(), pageFlags()...),
			&cli.StringFlag{Name: "list", Usage: "read the pages that `FILE` names, a line each: path, tab, address"},
			&cli.BoolFlag{Name: "withheld", Usage: "include text that the publisher's gate holds back, for those entitled to it"},
			&cli.BoolFlag{Name: "probe", Usage: "only look whether a page is an article, at its metadata and its declared access"},
			&cli.IntFlag{Name: "j", Value: runtime.GOMAXPROCS(0), Usage: "read `N` pages at the same time"},
			&cli.BoolFlag{Name: "quiet", Usage: "write neither progress nor a summary of several pages"},
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
		&cli.FloatFlag{Name: "lean", Usage: "take more of what is doubtful for the story (`N` above 0, for recall) or less (below 0, for precision)"},
	}
}

// urlFlag and privateFlag are shared by the commands that read one page.
func urlFlag() cli.Flag {
	return &cli.StringFlag{Name: "url", Usage: "the page's `ADDRESS`, if the page does not tell"}
}

func privateFlag() cli.Flag {
	return &cli.BoolFlag{Name: "allow-private", Usage: "let redirects and the addresses of a list lead to private addresses"}
}

// newExtractor returns the extractor that the flags ask for. Mistakes in rule files are
// usage errors: the user gave the folder.
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
	if lean := cmd.Float("lean"); lean != 0 {
		if math.IsNaN(lean) || math.Abs(lean) > gatefold.MaxLean {
			return nil, usagef(cmd, "--lean %v, want a number from %d to %d", lean, -gatefold.MaxLean, gatefold.MaxLean)
		}
		opts = append(opts, gatefold.WithLean(lean))
	}
	if cmd.Bool("withheld") {
		opts = append(opts, gatefold.WithWithheld())
	}
	if cmd.Bool("schema-org") {
		opts = append(opts, gatefold.WithSchemaOrg())
	}
	x, err := gatefold.New(opts...)
	if err != nil {
		return nil, &usageError{cmd.FullName(), err}
	}
	return x, nil
}

// errNoPages is the error of folders and lists without a page.
var errNoPages = errors.New("no pages to read: in folders those are *.html, *.htm, *.xhtml and the same with .gz")

// extract finds all pages before it reads the first, so that the progress has a total
// and a mistake in the last argument costs no waiting.
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

// extractRun is one call of extract: what the flags have come to, the same for all pages.
type extractRun struct {
	read    func(context.Context, io.Reader, gatefold.Page) (*article.Article, error)
	opener  *opener
	format  *format
	several bool // the form of output for more than one page
	quiet   bool
	workers int
}

// extractFlags checks the flags against each other. A folder counts as several pages
// even if it holds one, so that scripts can rely on the form of the output.
func extractFlags(cmd *cli.Command) (*extractRun, error) {
	several := cmd.NArg() > 1 || cmd.IsSet("list") || cmd.NArg() == 1 && isDir(cmd.Args().First())
	switch {
	case cmd.NArg() == 0 && !cmd.IsSet("list"):
		return nil, usagef(cmd, "no page given")
	case cmd.Int("j") < 1:
		return nil, usagef(cmd, "-j %d: it must be at least 1", cmd.Int("j"))
	// One address for several pages would choose one publisher's rule for all.
	case several && cmd.IsSet("url"):
		return nil, usagef(cmd, "--url is for one page; use --list for several")
	}
	f, err := chosenFormat(cmd, several)
	if err != nil {
		return nil, err
	}
	if err := checkProbe(cmd); err != nil {
		return nil, err
	}
	x, err := newExtractor(cmd)
	if err != nil {
		return nil, err
	}
	read := x.ExtractContext
	if cmd.Bool("probe") {
		read = x.ProbeContext
	}
	return &extractRun{
		read: read, opener: newOpener(cmd), format: f, several: several, quiet: cmd.Bool("quiet"), workers: cmd.Int("j"),
	}, nil
}

// checkProbe refuses what would show nothing of a probe, which has neither story nor
// promos.
func checkProbe(cmd *cli.Command) error {
	if !cmd.Bool("probe") {
		return nil
	}
	for _, flag := range []string{"promos", "withheld", "schema-org", "front-matter", "standalone", "title"} {
		if cmd.Bool(flag) {
			return usagef(cmd, "--probe has no story and no promos: it does not go with --%s", flag)
		}
	}
	switch f := cmd.String("format"); f {
	case "text", "markdown", "html":
		return usagef(cmd, "--probe has no story: it is for json, jsonl, csv, tsv and --access, not for %s", f)
	}
	return nil
}

// extractAll reads several pages at once and writes them in their order.
func (e *extractRun) extractAll(ctx context.Context, root *cli.Command, pages []target) error {
	bar := e.progress(root, len(pages))
	defer bar.close()
	w := painted(root.Writer, e.format.colours)
	// A table has its head even if every page fails.
	if _, err := io.WriteString(w, e.format.head); err != nil {
		return err
	}
	var sum summary
	for out := range ordered(ctx, pages, e.workers, e.one) {
		// In a form with a place for errors, the output has said it.
		if out.err != nil && (!e.several || !e.format.reports) {
			bar.say("gatefold: %v", out.err)
		}
		if _, err := w.Write(out.data); err != nil {
			return err
		}
		sum.add(&out)
		bar.step()
	}
	// An interrupted run has no summary: what it counted is not what was asked for.
	if err := ctx.Err(); err != nil {
		return err
	}
	if e.several && !e.quiet {
		bar.say("gatefold: %v", &sum)
	}
	if sum.failed > 0 {
		return errFailed
	}
	return nil
}

// progress returns the bar, or with --quiet what only prints messages.
func (e *extractRun) progress(root *cli.Command, pages int) *progress {
	if e.quiet {
		return &progress{stderr: root.ErrWriter}
	}
	return newProgress(root.Writer, root.ErrWriter, pages)
}

// output is what one page gives: the bytes to write, what the summary counts
// and, where the page failed, why.
type output struct {
	data    []byte
	policy  article.Policy // "" without an article
	preview bool
	err     error
}

// one reads a page and writes it into memory, so that rendering, too, is done for
// several pages at once.
func (e *extractRun) one(ctx context.Context, t target) output {
	var out output
	art, err := e.article(ctx, t)
	if err != nil {
		err = named(t.file, err)
	}
	// A page that was read in part counts with what was found.
	if art != nil {
		out.policy, out.preview = art.Access.Policy, art.Access.Completeness == article.CompletenessPreview
	}
	var renderErr error
	out.data, renderErr = e.format.render(item{t.file, art, err}, e.several)
	out.err = errors.Join(err, renderErr)
	return out
}

// article reads one page. Both results are set for a page that could be read in part.
func (e *extractRun) article(ctx context.Context, t target) (*article.Article, error) {
	src, err := e.opener.open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer src.close()
	return e.read(ctx, src, src.page)
}
