// Command trafilatura writes what go-trafilatura says of the pages, with its fallback to
// other extractors and without comments, as its own evaluation calls it.
//
//	go run ./bench/labels/examples/trafilatura FOLDER > go-trafilatura.jsonl
package main

import (
	"bytes"
	"net/url"

	"github.com/markusmobius/go-trafilatura"

	"github.com/gatefold/gatefold/bench/labels/pagelist"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func main() {
	pagelist.Main(func(html []byte, address string) (blocks.Output, error) {
		opts := trafilatura.Options{EnableFallback: true, ExcludeComments: true}
		if u, err := url.Parse(address); err == nil && u.IsAbs() {
			opts.OriginalURL = u
		}
		res, err := trafilatura.Extract(bytes.NewReader(html), opts)
		if err != nil {
			return blocks.Output{}, err
		}
		m := res.Metadata
		return blocks.Output{Text: res.ContentText, Title: m.Title, Authors: corpus.People(m.Author), Date: blocks.Day(m.Date)}, nil
	})
}
