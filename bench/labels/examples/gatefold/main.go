// Command gatefold writes what Gatefold says of the pages, without its rule files: some
// of them were written with these pages in sight. The models that ship have learned from
// all of the pages; bench blocks -cv -out writes what models say that saw none of the
// page's domain.
//
//	go run ./bench/labels/examples/gatefold FOLDER > gatefold.jsonl
package main

import (
	"bytes"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/bench/labels/pagelist"
	"github.com/gatefold/gatefold/internal/gold/blocks"
)

func main() {
	x, err := gatefold.New(gatefold.WithoutRules())
	if err != nil {
		panic(err) // no option of these can fail
	}
	pagelist.Main(func(html []byte, url string) (blocks.Output, error) {
		art, err := x.Extract(bytes.NewReader(html), gatefold.Page{URL: url})
		// Of a page that is nested too deep an article comes with the error.
		if art == nil {
			return blocks.Output{Policy: "unknown"}, err
		}
		return blocks.OutputOf("", art), nil
	})
}
