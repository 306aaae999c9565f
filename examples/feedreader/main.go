// Feedreader prints the entries of a feed with the full text of their pages,
// as a feed reader shows them. It takes the pages from a folder, in place of a
// fetcher and its cache, so that it runs without network.
//
//	go run . testdata/feed.xml testdata/pages
package main

import (
	"fmt"
	"io"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	args := os.Args[1:]
	if len(args) == 0 {
		args = []string{"testdata/feed.xml", "testdata/pages"}
	}
	if len(args) != 2 {
		log.Fatal("usage: feedreader FEED.xml FOLDER")
	}
	entries, err := Read(args[0], os.DirFS(args[1]))
	if err != nil {
		log.Fatal(err)
	}
	if err := write(os.Stdout, entries); err != nil {
		log.Fatal(err)
	}
}

func write(w io.Writer, entries []Entry) error {
	for _, e := range entries {
		if _, err := fmt.Fprintf(w, "# %s\n%s\n[%s]\n\n%s\n\n", e.Title, e.Link, e.Source, e.Text); err != nil {
			return err
		}
	}
	return nil
}
