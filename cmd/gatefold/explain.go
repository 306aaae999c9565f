package main

import (
	"context"
	"encoding/json"
	"io"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
)

const explainUsage = `Prints every block of the page with its role, what decided it and the start of
its text; then what the sources of each field gave, the promos, and the evidence
behind policy and completeness. A block that the page hides is marked with ~,
the value that was taken with *, evidence against the verdict with !.`

func explainCommand() *cli.Command {
	return &cli.Command{
		Name:                      "explain",
		Usage:                     "show what each block of a page was taken for, and why",
		ArgsUsage:                 "PAGE",
		Description:               explainUsage,
		Flags:                     append(pageFlags(), &cli.BoolFlag{Name: "json", Usage: "write the whole report as JSON"}),
		DisableSliceFlagSeparator: true,
		Action:                    explain,
	}
}

func explain(ctx context.Context, cmd *cli.Command) error {
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
		if writeErr := writeReport(cmd.Root().Writer, report, cmd.Bool("json")); writeErr != nil {
			return writeErr
		}
	}
	if err != nil {
		return named(src.file, err)
	}
	return nil
}

func writeReport(w io.Writer, r *gatefold.Report, asJSON bool) error {
	if !asJSON {
		return writeTable(w, r)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
