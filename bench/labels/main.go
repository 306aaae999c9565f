// Command labels is a benchmark of its own: news pages labelled block by block, and a
// scorer for whatever program reads them.
//
//	go run ./bench/labels rebuild --fetch CHECKOUTS FOLDER   the pages, from where they can be had
//	go run ./bench/labels score --gold FOLDER/blocks/gold.jsonl OUT.jsonl
//	go run ./bench/labels outline PAGE.html                  a page as the labellers saw it
//
// The labels are numbers of blocks (records) and hold no text of the pages. The pages
// belong to their publishers; manifest.tsv says in which public repository each stands.
// docs/labels.md is the manual, GUIDE.md says what each label means.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"
)

func main() {
	if err := command().Run(context.Background(), os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func command() *cli.Command {
	return &cli.Command{
		Name:     "labels",
		Usage:    "news pages labelled block by block, and a scorer for any extractor",
		Commands: []*cli.Command{rebuildCommand(), scoreCommand(), outlineCommand()},
		// main prints the errors: the library would print some of them twice.
		ExitErrHandler: func(context.Context, *cli.Command, error) {},
	}
}

// folder is the flag that names where records and manifest stand.
func folder() cli.Flag {
	return &cli.StringFlag{Name: "labels", Value: "bench/labels", Usage: "the `FOLDER` with the records and manifest.tsv"}
}
