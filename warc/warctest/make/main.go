// Command make writes WARC files: a large one to measure by, of the pages of a
// folder over and over, or one with every habit of crawls that the reader
// knows, of the folder's first page.
//
//	go run ./warc/warctest/make -size 1000 -o big.warc.gz testdata
//	go run ./warc/warctest/make -cases -o cases.warc.gz testdata
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gatefold/gatefold/warc/warctest"
)

func main() {
	size := flag.Int64("size", 200, "write `N` million bytes, before compression")
	name := flag.String("o", "big.warc.gz", "write to `FILE`, compressed if it ends with .gz")
	cases := flag.Bool("cases", false, "write one record for each habit")
	flag.Parse()
	n, err := write(*name, flag.Arg(0), func(w io.Writer, pages []warctest.Fixture, compress bool) (int, error) {
		if *cases {
			return habits(w, pages[0].HTML, compress)
		}
		return warctest.Large(w, pages, *size*1e6, compress)
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
	fmt.Println(n, "pages in", *name)
}

// habits writes the cases and returns how many of them are pages.
func habits(w io.Writer, page []byte, compress bool) (int, error) {
	n := 0
	for _, c := range warctest.Cases(page) {
		if c.Outcome == "page" {
			n++
		}
		b := c.Bytes()
		if compress {
			b = c.Packed()
		}
		if _, err := w.Write(b); err != nil {
			return n, err
		}
	}
	return n, nil
}

// write opens the file and lets fill write the pages of a folder into it.
func write(name, dir string, fill func(io.Writer, []warctest.Fixture, bool) (int, error)) (int, error) {
	pages, err := warctest.Fixtures(os.DirFS(dir))
	if err != nil {
		return 0, err
	}
	f, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(f)
	n, err := fill(w, pages, strings.HasSuffix(name, ".gz"))
	return n, errors.Join(err, w.Flush(), f.Close())
}
