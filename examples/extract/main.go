// Extract reads one saved page and prints its title, its text, and what the
// page says of access.
//
//	go run ./examples/extract testdata/nknews.org/badges.html
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: extract PAGE.html")
	}
	if err := extract(os.Stdout, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func extract(w io.Writer, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	// The page's address is not known here; the page's canonical link tells.
	art, err := gatefold.Extract(f, gatefold.Page{})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprintf(w, "%s\n\n%s\n\n", art.Title, art.Text())
	fmt.Fprintf(w, "policy %s, completeness %s, %d words\n", art.Access.Policy, art.Access.Completeness, art.WordCount)
	if art.Access.Completeness == article.CompletenessPreview {
		fmt.Fprintln(w, "The page holds the beginning of the story only.")
	}
	for _, p := range art.Promos {
		fmt.Fprintf(w, "promo: %s, %q\n", p.Kind, p.Heading)
	}
	return nil
}
