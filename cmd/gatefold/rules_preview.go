package main

import (
	"context"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/cmd/gatefold/internal/preview"
)

const previewUsage = `Writes one HTML file that shows the page's blocks in reading order, coloured by
role, with what decided each, beside the fields, promos and evidence on access.
The file needs no network and runs nothing of the page's.`

func rulesPreviewCommand() *cli.Command {
	return &cli.Command{
		Name:        "preview",
		Usage:       "show what a page was taken for, as an HTML file",
		ArgsUsage:   "PAGE",
		Description: previewUsage,
		Flags: append(pageFlags(),
			&cli.StringFlag{Name: "o", Usage: "write to `FILE` instead of standard output"}),
		DisableSliceFlagSeparator: true,
		Action:                    rulesPreview,
	}
}

func rulesPreview(ctx context.Context, cmd *cli.Command) error {
	if cmd.NArg() != 1 {
		return usagef(cmd, "it takes one page, not %d", cmd.NArg())
	}
	x, err := newExtractor(cmd)
	if err != nil {
		return err
	}
	t := target{file: cmd.Args().First(), url: cmd.String("url")}
	src, err := newOpener(cmd.Root().Reader).open(ctx, t)
	if err != nil {
		return named(t.file, err)
	}
	defer src.close()
	report, err := x.Explain(src, src.page)
	if report == nil {
		return named(t.file, err)
	}
	// A page that could be read in part only is shown as far as it goes.
	return writeTo(cmd.String("o"), cmd.Root().Writer, func(w io.Writer) error {
		return preview.Write(w, t.file, report)
	})
}

// writeTo calls write with the file of that name, or with stdout if the name
// is empty.
func writeTo(name string, stdout io.Writer, write func(io.Writer) error) error {
	if name == "" {
		return write(stdout)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
