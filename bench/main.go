// Command bench measures Gatefold beside other extractors: how good the text
// and the metadata are, how well promos, offers and gates are told apart, and
// what it costs.
//
//	go run ./bench quality -set publishers -v
//	go run ./bench paywall -v
//	go run ./bench paywall cuttest
//	go run ./bench blocks -cv -rules off
//	go run ./bench blocks -held -cv -peers=false
//	go run ./bench gain -cv -v
//	go run ./bench speed -write
//	go run ./bench hostile
//	go run ./bench train -out internal/models
//	go run ./bench compare -v before.jsonl after.jsonl
//	go run ./bench quality -rules off -peers=false -want "publishers word F1>=96.5"
//
// # What a figure says
//
// A figure on pages that anybody looked at while writing a rule, a phrase or a weight
// says little of pages that nobody saw. Flags keep them apart:
//
//	-rules off   without the files of publishers, which know their pages
//	-half b      the half of the domains that nothing is tuned on; -half a is for tuning
//	-cv          each page read with models that saw no page of its domain
//	-held        of the publishers that have a rule, the third of the pages that its writer did not open
//
// With -cv five of each model are trained, which takes long: -models keeps them by what
// they were trained from. To know what that is, all pages are read nevertheless; the
// command folds writes the models into a folder, and -folds reads them at once. Wording and
// weights are not trained, so that they are the same in every fold.
//
// # Where what stands
//
//	quality.go, qualityreport.go, misses.go   text and metadata of all extractors
//	paywall.go, cuttest.go                    promos, offers, access; previews made by cutting
//	blocks.go                                 pages labelled block by block
//	gain.go                                   what each rule file adds to the generic way
//	speed.go, stagecost.go, startup.go        time and memory; by stage; of a process's first page
//	madepages.go, hostile.go                  pages of a size; pages made to exhaust a reader
//	train.go, folds.go                        the models that ship; those of a cross-validation
//	headline.go, node.go                      the table in short; extractors in JavaScript
//	compare.go                                two outputs of the command, field by field
//	extractors.go, sets.go                    who is compared, and on which pages
//	report.go, wants.go                       tables of BENCHMARKS.md; floors for a build
//
// The page sets are not part of the repository; -corpus or the environment
// variable GATEFOLD_CORPUS names their folder.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"
)

// main prints what is wrong and ends with status 1, which is what a build looks at.
func main() {
	if err := command().Run(context.Background(), os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// command returns the tree of commands, one file each.
func command() *cli.Command {
	return &cli.Command{
		Name:  "bench",
		Usage: "measure Gatefold beside other extractors",
		Commands: []*cli.Command{
			qualityCommand(), paywallCommand(), blocksCommand(), speedCommand(), firstPageCommand(), hostileCommand(), trainCommand(), foldsCommand(), gainCommand(), compareCommand(), headlineCommand(),
		},
		// Errors are printed by main: the library would print some of them
		// a second time.
		ExitErrHandler: func(context.Context, *cli.Command, error) {},
	}
}

// commonFlags are those that every command has.
func commonFlags(more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "corpus", Usage: "the `FOLDER` of page sets", Sources: cli.EnvVars("GATEFOLD_CORPUS")},
		&cli.StringFlag{Name: "rules", Value: "both", Usage: "run Gatefold with its site rules: on, off or both"},
		&cli.BoolFlag{Name: "peers", Value: true, Usage: "run the other extractors too"},
		&cli.IntFlag{Name: "every", Value: 1, Usage: "take only every `N`th page"},
		&cli.StringFlag{Name: "half", Usage: "take only the pages of one half of the hosts: a or b"},
		&cli.StringSliceFlag{Name: "want", Usage: "fail unless the first extractor's figure is so good: `NAME>=PERCENT` or NAME<=PERCENT"},
		&cli.BoolFlag{Name: "write", Usage: "put the tables into BENCHMARKS.md"},
	}, more...)
}
