// Archive keeps articles in a SQLite file and finds them by their words. The
// database is pure Go, so that the program is one file without a C library.
//
//	go run . add archive.db testdata/*.html
//	go run . search archive.db harbour crane
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gatefold/gatefold"
)

const usage = "usage: archive add FILE.db PAGE.html... | archive search FILE.db WORD..."

func main() {
	log.SetFlags(0)
	if len(os.Args) < 4 {
		log.Fatal(usage)
	}
	if err := run(context.Background(), os.Stdout, os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, verb, file string, args []string) error {
	a, err := Open(ctx, file)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, w, a, verb, args), a.Close())
}

func do(ctx context.Context, w io.Writer, a *Archive, verb string, args []string) error {
	switch verb {
	case "add":
		for _, page := range args {
			if err := add(ctx, w, a, page); err != nil {
				return fmt.Errorf("%s: %w", page, err)
			}
		}
		return nil
	case "search":
		return search(ctx, w, a, args)
	}
	return fmt.Errorf("unknown verb %q; %s", verb, usage)
}

func add(ctx context.Context, w io.Writer, a *Archive, page string) error {
	f, err := os.Open(page)
	if err != nil {
		return err
	}
	defer f.Close()
	// The address is that of the page's canonical link.
	art, err := gatefold.Extract(f, gatefold.Page{})
	if err != nil {
		return err
	}
	kept, err := a.Add(ctx, art)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %s, %s\n", page, art.Access.Completeness, kept)
	return nil
}

func search(ctx context.Context, w io.Writer, a *Archive, words []string) error {
	hits, err := a.Search(ctx, words, 10)
	if err != nil {
		return err
	}
	for _, h := range hits {
		fmt.Fprintf(w, "%s\n%s\n%s, %s\n    %s\n", h.Title, h.URL, h.Policy, h.Completeness, h.Snippet)
	}
	return nil
}
