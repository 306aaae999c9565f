package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gold/mdtable"
)

// The headline is one table for the thirty seconds in which somebody chooses an
// extractor. It is taken from the tables of blocks and speed in BENCHMARKS.md whenever
// one of the parts is written, and stands there and in the README: a figure of its own
// could contradict them.

// headlineRows are its lines: what it is, and the column of the part that has it. Best
// is the largest figure, or the least.
var headlineRows = []struct {
	name, part, column string
	least              bool
}{
	{"text, word F1", "blocks", "word F1", false},
	{"pages with the whole text and nothing foreign in it, %", "blocks", "clean pages", false},
	{"pages with a promo in the text, %", "blocks", "promo leak", true},
	{"day of publication right, %", "blocks", "day", false},
	{"authors, F1", "blocks", "author F1", false},
	{"promos found, %", "blocks", "promo recall", false},
	{"promos returned that are some, %", "blocks", "promo precision", false},
	{"policy right, %", "blocks", "policy", false},
	{"whole text or preview right, %", "blocks", "completeness", false},
	{"time, where parsing the HTML alone is 1", "speed", "times parse", true},
}

// headliners are its columns, each with the names that its rows may have.
var headliners = []struct {
	name string
	rows []string
}{
	{"Gatefold", []string{"gatefold, no rules, held out", "gatefold, no rules"}},
	{"go-trafilatura", []string{"go-trafilatura, fallback"}},
	{"go-readability", []string{"go-readability"}},
	{"go-domdistiller", []string{"go-domdistiller"}},
	{"Defuddle", []string{"Defuddle"}},
	{"Readability.js", []string{"Readability.js"}},
}

// headline makes the table from the text of BENCHMARKS.md, and returns "" for one that
// has no part blocks.
func headline(benchmarks string) string {
	parts := map[string]cells{
		// Of several tables with one column the first counts, which is that of all pages.
		"blocks": cellsOf(between(benchmarks, begin("blocks"), end("blocks"))),
		"speed":  cellsOf(between(benchmarks, begin("speed"), end("speed"))),
	}
	if len(parts["blocks"]) == 0 {
		return ""
	}
	pages, _, _ := strings.Cut(afterMark(between(benchmarks, begin("blocks"), end("blocks")), "### "), "\n")
	head := []string{strings.Replace(pages, " pages", " news pages", 1) + ", labelled block by block"}
	// Who was not measured gets no column of dashes.
	measured := headliners[:0:0]
	for _, h := range headliners {
		if parts["blocks"].get(h.rows, "word F1") != "" {
			measured = append(measured, h)
			head = append(head, h.name)
		}
	}
	var rows [][]string
	for _, r := range headlineRows {
		row, best := []string{r.name}, ""
		for _, h := range measured {
			v := parts[r.part].get(h.rows, r.column)
			row = append(row, v)
			if v != "" && (best == "" || r.least == (number1(v) < number1(best)) && v != best) {
				best = v
			}
		}
		for i, v := range row[1:] {
			switch v {
			case "":
				row[i+1] = "–"
			case best:
				row[i+1] = "**" + v + "**"
			}
		}
		rows = append(rows, row)
	}
	return mdtable.Format(head, rows)
}

// number1 reads a figure of a table, which is one of our own.
func number1(s string) (v float64) {
	// What cannot be read is 0, and the table shows that it is no number.
	_, _ = fmt.Sscan(s, &v)
	return v
}

// cells are the figures of tables by row and column.
type cells map[[2]string]string

func (c cells) get(rows []string, column string) string {
	for _, row := range rows {
		if v := c[[2]string{row, column}]; v != "" && v != "-" {
			return v
		}
	}
	return ""
}

// cellsOf reads the tables of a text. Where two have the same row and column the first
// counts.
func cellsOf(text string) cells {
	all := cells{}
	var head []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			head = nil
			continue
		}
		row := strings.Split(strings.Trim(line, "|"), "|")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if head == nil {
			head = row
			continue
		}
		for i := 1; i < min(len(head), len(row)); i++ {
			key := [2]string{row[0], head[i]}
			if _, ok := all[key]; !ok {
				all[key] = row[i]
			}
		}
	}
	return all
}

func afterMark(s, mark string) string {
	_, s, _ = strings.Cut(s, mark)
	return s
}

// writeHeadline puts the table into the README, between the marks that it has there.
func writeHeadline(root, table string) error {
	file := filepath.Join(root, "README.md")
	old, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	const name = "headline"
	before, rest, ok := strings.Cut(string(old), begin(name))
	_, after, closed := strings.Cut(rest, end(name))
	if !ok || !closed {
		return errors.New("bench: README.md has no marks for the headline")
	}
	return os.WriteFile(file, slices.Concat([]byte(before), []byte(begin(name)+"\n"+table+end(name)), []byte(after)), 0o644)
}

// headlineCommand writes the preface and the headline anew from the figures that
// BENCHMARKS.md has, and measures nothing.
func headlineCommand() *cli.Command {
	return &cli.Command{
		Name:  "headline",
		Usage: "put the table in short, and the text around the figures, into BENCHMARKS.md and README.md anew",
		Action: func(context.Context, *cli.Command) error {
			return section{}.write()
		},
	}
}
