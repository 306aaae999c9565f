// Policywatch compares two readings of the same addresses and prints what has
// changed in between: stories that went behind a gate or came out of it, prices,
// and how many stories of each publisher are open. A reading is what
//
//	gatefold extract --format jsonl --list addresses.tsv > 2031-05-03.jsonl
//
// writes. The program reads stored articles and nothing else, so that it links
// package article only.
//
//	go run ./examples/policywatch examples/policywatch/testdata/may.jsonl examples/policywatch/testdata/june.jsonl
package main

import (
	"fmt"
	"io"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: policywatch BEFORE.jsonl AFTER.jsonl")
	}
	if err := watch(os.Stdout, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func watch(w io.Writer, before, after string) error {
	var readings [2]Reading
	for i, name := range []string{before, after} {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		readings[i], err = Read(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return write(w, readings[0], readings[1])
}

func write(w io.Writer, before, after Reading) error {
	for _, c := range Compare(before, after) {
		if _, err := fmt.Fprintf(w, "%s\n    %s: %s -> %s\n", c.URL, c.What, c.Before, c.After); err != nil {
			return err
		}
	}
	for _, s := range Shares(before, after) {
		if _, err := fmt.Fprintf(w, "%s: free %d -> %d, whole text %d -> %d, of %d in both\n", s.Host, s.Free[0], s.Free[1], s.Full[0], s.Full[1], s.Stories); err != nil {
			return err
		}
	}
	return nil
}
