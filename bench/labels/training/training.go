// Package training holds labels of further pages, which models learn from and nothing is
// measured on: those of the benchmark, in the folder records, are chosen for measuring.
package training

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// records are named by the set of the corpus whose pages they label. A record's id is
// that of its page behind the set's name, "articles-0014".
//
//go:embed *.txt
var records embed.FS

// Name is what the pages that are only learned from are called beside the sets of a
// corpus.
const Name = "training"

// Set are pages of a corpus that are labelled block by block.
type Set struct {
	Pages []corpus.Page
	// Labels are in the order of Pages.
	Labels []blocks.Page
	// Measured is how many of the pages, the first ones, are of the set of blocks, on which
	// models are measured. The labels of the others stand here.
	Measured int
}

// All opens the set of blocks of a corpus and the pages that [Open] opens.
func All(root string) (Set, error) { return withBlocks(root, records) }

func withBlocks(root string, dir fs.FS) (Set, error) {
	set, labels, err := blocks.Open(filepath.Join(root, "blocks"))
	if err != nil {
		return Set{}, err
	}
	further, err := open(root, dir)
	return Set{append(set.Pages, further.Pages...), append(labels, further.Labels...), len(labels)}, err
}

// Open opens the pages of a corpus whose labels stand here. It may lack some.
func Open(root string) (Set, error) { return open(root, records) }

func open(root string, dir fs.FS) (all Set, err error) {
	further, err := record.Read(dir)
	if err != nil {
		return all, err
	}
	files, err := fs.Glob(dir, "*.txt")
	if err != nil {
		return all, err
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".txt")
		of, err := corpus.Open(filepath.Join(root, name))
		if errors.Is(err, corpus.ErrNoSet) {
			continue
		}
		if err != nil {
			return all, err
		}
		for _, p := range of.Pages {
			r := further[name+"-"+p.ID]
			if r == nil {
				continue
			}
			l, err := labelsOf(r, p)
			if err != nil {
				return all, err
			}
			all.Pages, all.Labels = append(all.Pages, labelled(p, &l)), append(all.Labels, l)
		}
	}
	return all, nil
}

// labelled is a page with what the labels say in place of what its set says, as it is in
// the set of blocks.
func labelled(p corpus.Page, l *blocks.Page) corpus.Page {
	p.ID, p.Title, p.Authors, p.Date, p.Lang, p.Kind = l.ID, l.Title, l.Authors, l.Date, l.Lang, l.Kind
	p.Body, p.With, p.Without, p.Type = "", nil, nil, ""
	return p
}

func labelsOf(r *record.Record, p corpus.Page) (blocks.Page, error) {
	src, err := p.HTML()
	if err != nil {
		return blocks.Page{}, fmt.Errorf("training: %w", err)
	}
	return r.Compile(src)
}
