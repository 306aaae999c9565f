package main

import (
	"context"
	"encoding/json"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
)

const explainUsage = `Prints the blocks of the story with their role, what decided it and the start
of their text, a promo between them as one line; then the value of each field with
what other sources gave, the promos, and the evidence behind policy and
completeness. --all prints every block of the page in its order, and every source
that was asked. What the page hides is marked with ~, the value that was taken with
*, evidence against the verdict with !.

A terminal shows colours, unless the environment has NO_COLOR.`

func explainCommand() *cli.Command {
	return &cli.Command{
		Name:        "explain",
		Usage:       "show what each block of a page was taken for, and why",
		ArgsUsage:   "PAGE",
		Description: explainUsage,
		Flags: append(pageFlags(),
			&cli.BoolFlag{Name: "all", Usage: "print all blocks of the page, navigation and hidden ones too, and all sources of the fields"},
			&cli.BoolFlag{Name: "json", Usage: "write the whole report as JSON"},
		),
		DisableSliceFlagSeparator: true,
		Action:                    explain,
	}
}

// explain prints the report even where it comes with an error: a page that could be
// read in part is the one that needs explaining.
func explain(ctx context.Context, cmd *cli.Command) error {
	if cmd.Bool("all") && cmd.Bool("json") {
		return usagef(cmd, "--json has all blocks: leave out --all")
	}
	x, err := newExtractor(cmd)
	if err != nil {
		return err
	}
	src, err := onePage(ctx, cmd)
	if err != nil {
		return err
	}
	defer src.close()
	report, err := x.Explain(src, src.page)
	if report != nil {
		if writeErr := writeReport(cmd, report); writeErr != nil {
			return writeErr
		}
	}
	if err != nil {
		return named(src.file, err)
	}
	return nil
}

// writeReport writes the report as a table or as JSON. Only the table is coloured.
func writeReport(cmd *cli.Command, r *gatefold.Report) error {
	if !cmd.Bool("json") {
		colours := coloured(cmd)
		return writeTable(painted(cmd.Root().Writer, colours), r, cmd.Bool("all"), colours)
	}
	enc := json.NewEncoder(cmd.Root().Writer)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
