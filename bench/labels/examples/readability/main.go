// Command readability writes what go-readability says of the pages.
//
//	go run ./bench/labels/examples/readability FOLDER > go-readability.jsonl
package main

import (
	"bytes"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"

	"github.com/gatefold/gatefold/bench/labels/pagelist"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func main() {
	pagelist.Main(func(html []byte, address string) (blocks.Output, error) {
		u, err := url.Parse(address)
		if err != nil || !u.IsAbs() {
			u = nil
		}
		art, err := readability.FromReader(bytes.NewReader(html), u)
		if err != nil {
			return blocks.Output{}, err
		}
		out := blocks.Output{Title: art.Title(), Authors: corpus.People(art.Byline())}
		if day, err := art.PublishedTime(); err == nil {
			out.Date = blocks.Day(day)
		}
		// An article without a node has metadata only.
		if art.Node == nil {
			return out, nil
		}
		var text strings.Builder
		if err := art.RenderText(&text); err != nil {
			return blocks.Output{}, err
		}
		out.Text = text.String()
		return out, nil
	})
}
