package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/warc"
	"github.com/gatefold/gatefold/warc/jsonl"
)

// extraction is one call of extract.
type extraction struct {
	extractor *gatefold.Extractor
	opts      warc.Options
	stdin     io.Reader
	counts    warc.Counts
	files     int
}

func extract(ctx context.Context, cmd *cli.Command) error {
	if cmd.NArg() == 0 {
		return usagef("no file given")
	}
	if cmd.Int("j") < 1 {
		return usagef("-j %d: it must be at least 1", cmd.Int("j"))
	}
	x, err := newExtractor(cmd)
	if err != nil {
		return err
	}
	e := &extraction{
		extractor: x, opts: warc.Options{MaxBytes: cmd.Int64("max-bytes")}, stdin: cmd.Root().Reader, counts: warc.Counts{},
	}
	return e.run(ctx, cmd)
}

func newExtractor(cmd *cli.Command) (*gatefold.Extractor, error) {
	var opts []gatefold.Option
	dirs := cmd.StringSlice("rules")
	if cmd.Bool("no-rules") {
		if len(dirs) > 0 {
			return nil, usagef("-rules and -no-rules exclude each other")
		}
		opts = append(opts, gatefold.WithoutRules())
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, usagef("-rules %q: no such folder", dir)
		}
		opts = append(opts, gatefold.WithRules(os.DirFS(dir)))
	}
	x, err := gatefold.New(opts...)
	if err != nil {
		return nil, usageError{err}
	}
	return x, nil
}

func (e *extraction) run(ctx context.Context, cmd *cli.Command) error {
	out := bufio.NewWriter(cmd.Root().Writer)
	var failed int
	for line := range ordered(ctx, e.pages(cmd.Args().Slice()), cmd.Int("j"), e.line) {
		if line.err != nil {
			failed++
		}
		if _, err := out.Write(line.data); err != nil {
			return err
		}
	}
	if err := errors.Join(out.Flush(), ctx.Err()); err != nil {
		return err
	}
	stderr := cmd.Root().ErrWriter
	fmt.Fprintf(stderr, "gatefold-warc: %d files, %d records: %s\n", e.files, e.counts.Total(), e.counts)
	if failed > 0 {
		fmt.Fprintf(stderr, "gatefold-warc: %d failed\n", failed)
		return errFailed
	}
	return nil
}

// item is one page of a file, or what went wrong in its place.
type item struct {
	file string
	rec  warc.Record
	err  error
}

// pages gives the pages of all files in their order.
func (e *extraction) pages(args []string) iter.Seq[item] {
	return func(yield func(item) bool) {
		for _, arg := range args {
			for _, file := range filesOf(arg) {
				if !e.file(file, yield) {
					return
				}
			}
		}
	}
}

// file gives the pages of one file. What cannot be read gives an item with
// that error.
func (e *extraction) file(name string, yield func(item) bool) bool {
	e.files++
	r, err := e.open(name)
	if err != nil {
		return yield(item{file: name, err: err})
	}
	// It was only read, so that an error of closing it tells nothing.
	defer func() { _ = r.Close() }()
	rd, err := warc.NewReader(r, e.opts)
	if err != nil {
		return yield(item{file: name, err: err})
	}
	defer func() { e.counts.Add(rd.Counts()) }()
	for rec, err := range rd.Pages() {
		if !yield(item{name, rec, err}) {
			return false
		}
	}
	return true
}

func (e *extraction) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		// Without its Seek, which a pipe has and which fails.
		return io.NopCloser(struct{ io.Reader }{e.stdin}), nil
	}
	return os.Open(name)
}

// endings are those of the files that are read of a folder.
var endings = []string{".warc", ".warc.gz", ".mhtml", ".mht", ".webarchive"}

// filesOf returns the files that an argument names, those of a folder sorted
// by path. A folder that cannot be listed stays what it is: opening it gives
// the error.
func filesOf(arg string) []string {
	info, err := os.Stat(arg)
	if err != nil || !info.IsDir() {
		return []string{arg}
	}
	var files []string
	err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		name := strings.ToLower(path)
		if err == nil && d.Type().IsRegular() && slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(name, end) }) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return []string{arg}
	}
	return files
}

// output is the line of one page, and why it failed where it did.
type output struct {
	data []byte
	err  error
}

func (e *extraction) line(it item) output {
	env := jsonl.Envelope{File: it.file, Offset: it.rec.Offset, URL: it.rec.URL, Fetched: it.rec.Date}
	var art *article.Article
	err := it.err
	if err == nil {
		art, err = it.rec.Extract(e.extractor)
	}
	if err != nil {
		env.Error = err.Error()
	}
	data, renderErr := jsonl.Append(nil, env, art)
	return output{data, errors.Join(err, renderErr)}
}
