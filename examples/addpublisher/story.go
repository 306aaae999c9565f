package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/gatefold/gatefold"
)

// printStory reads a page and prints what the rule adds to the generic way.
func printStory(w io.Writer, x *gatefold.Extractor, page string) error {
	art, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: "https://www.tide-table.example/2031/04/slack-water"})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "rule       %s\n", art.Rule.File)
	fmt.Fprintf(w, "kicker     %s\n", art.Kicker)
	fmt.Fprintf(w, "title      %s\n", art.Title)
	fmt.Fprintf(w, "published  %s\n", art.Published.Time.Format("2006-01"))
	fmt.Fprintf(w, "policy     %s\n", art.Access.Policy)
	for _, p := range art.Promos {
		fmt.Fprintf(w, "promo      %s: %s\n", p.Kind, p.Heading)
	}
	_, err = fmt.Fprintf(w, "\n%s\n", art.Text())
	return err
}
