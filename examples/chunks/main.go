// Chunks cuts saved pages into pieces for retrieval: each has one role, the
// headings that it stands under, and a bounded size. Promos and everything
// else that is not the story stay out of the index.
//
//	go run ./examples/chunks -size 400 examples/chunks/testdata/lighthouse.html
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gatefold/gatefold"
)

func main() {
	log.SetFlags(0)
	size := flag.Int("size", 800, "the largest chunk in characters")
	flag.Parse()
	if *size < 1 || flag.NArg() == 0 {
		log.Fatal("usage: chunks [-size N] PAGE.html...")
	}
	for _, file := range flag.Args() {
		if err := write(os.Stdout, file, *size); err != nil {
			log.Fatal(err)
		}
	}
}

// write writes the chunks of a page as JSON Lines.
func write(w io.Writer, file string, size int) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	art, err := gatefold.Extract(f, gatefold.Page{})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	enc := json.NewEncoder(w)
	for _, c := range Cut(art, size) {
		if err := enc.Encode(c); err != nil {
			return err
		}
	}
	return nil
}
