// Addpublisher reads a page by a rule file of its own, which is embedded in the
// program. A folder on disk does as well: gatefold.WithRules(os.DirFS(dir)).
//
//	go run ./examples/addpublisher
package main

import (
	"embed"
	"io"
	"io/fs"
	"log"
	"os"

	"github.com/gatefold/gatefold"
)

// ruleFiles has the folder rules with one file for each publisher; the manual
// of the format is rules/README.md at the root of the module.
//
//go:embed rules
var ruleFiles embed.FS

//go:embed testdata/tides.html
var page string

func main() {
	log.SetFlags(0)
	if err := read(os.Stdout, page); err != nil {
		log.Fatal(err)
	}
}

func read(w io.Writer, page string) error {
	x, err := newExtractor()
	if err != nil {
		return err
	}
	return printStory(w, x, page)
}

// newExtractor returns an extractor that knows the publishers in rules beside
// those that ship with the module. An error names each problem of the rule
// files with its line.
func newExtractor() (*gatefold.Extractor, error) {
	dir, err := fs.Sub(ruleFiles, "rules")
	if err != nil {
		return nil, err
	}
	return gatefold.New(gatefold.WithRules(dir))
}
