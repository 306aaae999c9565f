package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// labelled is the set of the manifest that the records belong to.
const labelled = "blocks"

func rebuildCommand() *cli.Command {
	return &cli.Command{
		Name:      "rebuild",
		Usage:     "write the pages of the manifest and their labels into a folder",
		ArgsUsage: "FOLDER",
		Flags: []cli.Flag{
			folder(),
			&cli.StringSliceFlag{Name: "from", Usage: "look for pages in `FOLDER`: checkouts as OWNER/NAME, objects by their names, or a corpus"},
			&cli.StringFlag{Name: "fetch", Usage: "first fetch the pages, and no more of their repositories, into `FOLDER`, and look there"},
			&cli.StringFlag{Name: "base", Value: "https://github.com/", Usage: "fetch from `ADDRESS` followed by OWNER/NAME"},
			&cli.StringSliceFlag{Name: "set", Value: []string{labelled}, Usage: "the `SET` of pages to write; \"all\" for all of the manifest"},
		},
		Action: func(_ context.Context, cmd *cli.Command) error {
			if cmd.NArg() != 1 {
				return errors.New("labels: rebuild takes one folder to write to")
			}
			return rebuild(cmd, cmd.Args().First())
		},
	}
}

func rebuild(cmd *cli.Command, out string) error {
	dir := cmd.String("labels")
	entries, err := readManifest(filepath.Join(dir, "manifest.tsv"))
	if err != nil {
		return err
	}
	if sets := cmd.StringSlice("set"); !slices.Contains(sets, "all") {
		entries = slices.DeleteFunc(entries, func(e entry) bool { return !slices.Contains(sets, e.set) })
	}
	if len(entries) == 0 {
		return fmt.Errorf("labels: no page of the sets %s in the manifest", strings.Join(cmd.StringSlice("set"), ", "))
	}
	records, err := record.Read(os.DirFS(filepath.Join(dir, "records")))
	if err != nil {
		return err
	}
	src := source{folders: cmd.StringSlice("from")}
	defer src.close()
	if to := cmd.String("fetch"); to != "" {
		if err := fetch(to, cmd.String("base"), entries, cmd.Root().ErrWriter); err != nil {
			return err
		}
		src.folders = append(src.folders, to)
	}
	b := builder{out: out, records: records, lost: map[string]int{}}
	for _, e := range entries {
		if err := b.add(&src, e); err != nil {
			return err
		}
	}
	return b.finish(cmd.Root().Writer)
}

// builder writes pages one by one and their labels in the end, in the order of ids.
type builder struct {
	out     string
	records map[string]*record.Record
	pages   []blocks.Page
	wrote   int
	// lost counts pages by why they are not there.
	lost map[string]int
	// missing are the labelled ones of them.
	missing []string
}

func (b *builder) add(src *source, e entry) error {
	page, err := src.page(e)
	if err != nil {
		why := err.Error()
		if e.repository == "" && errors.Is(err, errNotThere) {
			why = "in no public repository that is known"
		}
		b.lost[why]++
		if e.set == labelled {
			b.missing = append(b.missing, e.id+"\t"+why)
		}
		return nil
	}
	if err := corpus.WritePacked(filepath.Join(b.out, e.set, "pages", e.id+".html.gz"), page); err != nil {
		return err
	}
	b.wrote++
	if e.set != labelled {
		return nil
	}
	r := b.records[e.id]
	if r == nil {
		return fmt.Errorf("labels: no record of page %q", e.id)
	}
	p, err := r.Compile(page)
	b.pages = append(b.pages, p)
	return err
}

// pageLine is a line of pages.jsonl, which extractors read.
type pageLine struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	File string `json:"file"`
}

func (b *builder) finish(w io.Writer) error {
	slices.SortFunc(b.pages, func(x, y blocks.Page) int { return strings.Compare(x.ID, y.ID) })
	if len(b.pages) > 0 {
		var gold, list bytes.Buffer
		g, l := json.NewEncoder(&gold), json.NewEncoder(&list)
		g.SetEscapeHTML(false)
		l.SetEscapeHTML(false)
		for _, p := range b.pages {
			if err := errors.Join(g.Encode(p), l.Encode(pageLine{p.ID, p.URL, "pages/" + p.ID + ".html.gz"})); err != nil {
				return fmt.Errorf("labels: %w", err)
			}
		}
		for name, data := range map[string][]byte{
			"gold.jsonl": gold.Bytes(), "pages.jsonl": list.Bytes(), "missing.tsv": []byte(strings.Join(append(b.missing, ""), "\n")),
		} {
			if err := os.WriteFile(filepath.Join(b.out, labelled, name), data, 0o644); err != nil {
				return fmt.Errorf("labels: %w", err)
			}
		}
	}
	fmt.Fprintf(w, "%d pages written, %d of them labelled\n", b.wrote, len(b.pages))
	for _, why := range sortedKeys(b.lost) {
		fmt.Fprintf(w, "%d pages left out: %s\n", b.lost[why], why)
	}
	if b.wrote == 0 {
		return errors.New("labels: no page was found")
	}
	return nil
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
