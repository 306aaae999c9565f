package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "score what extractors say of the pages, JSON Lines of one extractor a file",
		ArgsUsage: "OUT.jsonl…",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "gold", Value: "../shared/corpus/blocks/gold.jsonl", Usage: "the labels, a `FILE` that rebuild has written"},
			&cli.StringFlag{Name: "half", Usage: "only the pages of one half of the domains, a or b"},
			&cli.BoolFlag{Name: "json", Usage: "an object for each extractor, with figures from 0 to 1"},
			&cli.BoolFlag{Name: "v", Usage: "list for each page what is not as labelled"},
		},
		Action: func(_ context.Context, cmd *cli.Command) error { return score(cmd) },
	}
}

func score(cmd *cli.Command) error {
	if cmd.NArg() == 0 {
		return errors.New("labels: score wants a file of JSON Lines for each extractor")
	}
	pages, err := blocks.ReadGold(cmd.String("gold"))
	if err != nil {
		return err
	}
	half := cmd.String("half")
	if half != "" && half != "a" && half != "b" {
		return fmt.Errorf("labels: --half %q, want a or b", half)
	}
	var chosen []blocks.Page
	for _, p := range pages {
		if half == "" || corpus.HalfOf(p.URL) == half {
			chosen = append(chosen, p)
		}
	}
	w := cmd.Root().Writer
	var rows []blocks.Row
	for _, file := range cmd.Args().Slice() {
		outputs, err := readOutputs(file, pages)
		if err != nil {
			return err
		}
		row := blocks.Row{Name: strings.TrimSuffix(filepath.Base(file), ".jsonl")}
		row.Score, row.Tells = scoreOutputs(w, chosen, outputs, cmd.Bool("v"))
		rows = append(rows, row)
	}
	if cmd.Bool("json") {
		return writeFigures(w, len(chosen), rows)
	}
	_, err = io.WriteString(w, blocks.Tables(blocks.Heading(len(chosen), half), rows))
	return err
}

// scoreOutputs adds up the scores of all pages, and reports whether the extractor tells
// access. A page that it left out counts as one of which it found nothing.
func scoreOutputs(w io.Writer, pages []blocks.Page, outputs map[string]blocks.Output, verbose bool) (sum blocks.Score, tells bool) {
	for _, o := range outputs {
		tells = tells || o.Policy != ""
	}
	for i := range pages {
		o, ok := outputs[pages[i].ID]
		if !ok && tells {
			o.Policy = "unknown"
		}
		s := blocks.ScorePage(&pages[i], o)
		sum.Add(s)
		if verbose && len(s.Notes) > 0 {
			fmt.Fprintf(w, "%s  %s\n", pages[i].ID, pages[i].URL)
			for _, note := range s.Notes {
				fmt.Fprintf(w, "    %s\n", cut(note, 150))
			}
		}
	}
	return sum, tells
}

// readOutputs reads an extractor's lines. A page that the labels do not have is an
// error: it is misspelt, or the labels are of another version.
func readOutputs(file string, pages []blocks.Page) (map[string]blocks.Output, error) {
	outputs, err := blocks.ReadOutputs(file)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, p := range pages {
		known[p.ID] = true
	}
	for id := range outputs {
		if !known[id] {
			return nil, fmt.Errorf("labels: %s: page %q is not in the labels", file, id)
		}
	}
	return outputs, nil
}

// writeFigures writes an object a line, the figures by the names of the columns.
func writeFigures(w io.Writer, pages int, rows []blocks.Row) error {
	enc := json.NewEncoder(w)
	for _, r := range rows {
		figures := map[string]float64{}
		for _, c := range blocks.Columns {
			if v, ok := c.Figure(r.Score); ok && (r.Tells || c.Topic != blocks.OfPromos) {
				figures[c.Name] = v
			}
		}
		if err := enc.Encode(map[string]any{"extractor": r.Name, "pages": pages, "figures": figures}); err != nil {
			return err
		}
	}
	return nil
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
