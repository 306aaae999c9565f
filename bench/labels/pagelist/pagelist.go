// Package pagelist runs an extractor over the pages of the benchmark and writes what it
// says in the form that labels score reads.
package pagelist

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// Main runs extract over the folder that is the program's argument, and ends the program
// with status 1 where that does not work out.
func Main(extract func(html []byte, url string) (blocks.Output, error)) {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: "+filepath.Base(os.Args[0])+" FOLDER > OUT.jsonl")
		os.Exit(1)
	}
	if err := Run(os.Args[1], os.Stdout, os.Stderr, extract); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Run reads FOLDER/pages.jsonl, calls extract for each page with its bytes as they were
// served, and writes an object a line to w. A page that extract fails or panics on is
// named in log and written without a text.
func Run(folder string, w, log io.Writer, extract func(html []byte, url string) (blocks.Output, error)) error {
	f, err := os.Open(filepath.Join(folder, "pages.jsonl"))
	if err != nil {
		return fmt.Errorf("pagelist: %w", err)
	}
	defer f.Close()
	enc := json.NewEncoder(w)
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var page struct{ ID, URL, File string }
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			return fmt.Errorf("pagelist: %w", err)
		}
		html, err := readPacked(filepath.Join(folder, filepath.FromSlash(page.File)))
		if err != nil {
			return fmt.Errorf("pagelist: page %q: %w", page.ID, err)
		}
		out, err := safely(extract, html, page.URL)
		if err != nil {
			fmt.Fprintf(log, "%s: %v\n", page.ID, err)
		}
		out.ID = page.ID
		if err := enc.Encode(out); err != nil {
			return fmt.Errorf("pagelist: %w", err)
		}
	}
	return lines.Err()
}

func safely(extract func([]byte, string) (blocks.Output, error), html []byte, url string) (out blocks.Output, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = blocks.Output{}, fmt.Errorf("panic: %v", p)
		}
	}()
	return extract(html, url)
}

func readPacked(file string) ([]byte, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
