package main

import (
	"bytes"
	"context"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/preview"
)

const previewUsage = `Writes one HTML file that shows the page's blocks in reading order, coloured by
role, with what decided each, beside the fields, promos and evidence on access.
The file needs no network and runs nothing of the page's.

--serve shows it in a browser instead, at an address of this machine, and anew
whenever a file in a folder of --rules is saved: a rule is written looking at the page.`

func rulesPreviewCommand() *cli.Command {
	return &cli.Command{
		Name:        "preview",
		Usage:       "show what a page was taken for, as an HTML file",
		ArgsUsage:   "PAGE",
		Description: previewUsage,
		Flags: append(pageFlags(),
			&cli.StringFlag{Name: "o", Usage: "write to `FILE` instead of standard output"},
			&cli.BoolFlag{Name: "serve", Usage: "show it at an address of this machine, and anew when a file of --rules is saved"},
			&cli.IntFlag{Name: "port", Usage: "the port of --serve (default: any that is free)"}),
		DisableSliceFlagSeparator: true,
		Action:                    rulesPreview,
	}
}

func rulesPreview(ctx context.Context, cmd *cli.Command) error {
	if cmd.Bool("serve") {
		if cmd.String("o") != "" {
			return usagef(cmd, "--serve and -o exclude each other")
		}
		return servePreview(ctx, cmd)
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
	if report == nil {
		return named(src.file, err)
	}
	// A page that could be read in part only is shown as far as it goes.
	return writeTo(cmd.String("o"), cmd.Root().Writer, func(w io.Writer) error {
		return preview.Write(w, shown(src.file), report)
	})
}

// writeTo calls write with the file of that name, or with stdout if the name
// is empty. The file is touched only when all of it is there.
func writeTo(name string, stdout io.Writer, write func(io.Writer) error) error {
	if name == "" {
		return write(stdout)
	}
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	return os.WriteFile(name, buf.Bytes(), 0o666)
}
