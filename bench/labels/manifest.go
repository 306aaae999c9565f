package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// entry is a page of the manifest: which set it belongs to, where it can be had, and the
// hash of its bytes.
type entry struct {
	set, id string
	// repository is OWNER/NAME on GitHub, blob the object in it that holds the page,
	// path where it stood. All are empty where no public place is known.
	repository, blob, path string
	// sum is the SHA-256 of the page, unpacked.
	sum string
}

const manifestHead = "set\tid\trepository\tblob\tpath\tsha256"

func readManifest(file string) ([]entry, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	defer f.Close()
	var all []entry
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if n == 1 && lines.Text() == manifestHead {
			continue
		}
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 6 || cells[1] == "" || len(cells[5]) != 64 {
			return nil, fmt.Errorf("labels: %s:%d: want six cells, the last a SHA-256", file, n)
		}
		all = append(all, entry{cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]})
	}
	return all, lines.Err()
}
