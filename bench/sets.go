package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// openSets opens sets by name in the corpus, or by folder: a name with a slash is one.
func openSets(cmd *cli.Command, names []string) ([]corpus.Set, error) {
	var sets []corpus.Set
	for _, name := range names {
		dir := name
		if !strings.ContainsRune(name, filepath.Separator) {
			root, err := corpus.Dir(cmd.String("corpus"))
			if err != nil {
				return nil, err
			}
			dir = filepath.Join(root, name)
		}
		set, err := corpus.Open(dir)
		if err != nil {
			return nil, err
		}
		if set.Pages, err = choosePages(cmd, set.Pages); err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, readersTitles(cmd, sets)
}

// readersTitles notes on the pages of the sets what readers took for their titles,
// where the corpus has the set of blocks.
func readersTitles(cmd *cli.Command, sets []corpus.Set) error {
	root, err := corpus.Dir(cmd.String("corpus"))
	if err != nil {
		return err
	}
	_, labels, err := blocks.Open(filepath.Join(root, "blocks"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	titles := map[string]string{}
	for i := range labels {
		titles[labels[i].URL] = labels[i].Title
	}
	for i := range sets {
		for j := range sets[i].Pages {
			p := &sets[i].Pages[j]
			p.ReadersTitle = titles[p.URL]
		}
	}
	return err
}

// choosePages applies the flags every and half. The half comes first, so that
// every takes its share of that half.
func choosePages(cmd *cli.Command, pages []corpus.Page) ([]corpus.Page, error) {
	half, every := cmd.String("half"), max(1, cmd.Int("every"))
	if half != "" && half != "a" && half != "b" {
		return nil, fmt.Errorf("bench: -half %q, want a or b", half)
	}
	var chosen []corpus.Page
	for _, p := range pages {
		if half == "" || corpus.HalfOf(p.URL) == half {
			chosen = append(chosen, p)
		}
	}
	var thinned []corpus.Page
	// Every Nth, and not the first ones, which may be of one publisher.
	for i := 0; i < len(chosen); i += every {
		thinned = append(thinned, chosen[i])
	}
	return thinned, nil
}

// eachPage calls f for every page of a set, as many at once as there are
// cores, and says on standard error how far it is. f gets the page's number and may
// write to a place of that number without a lock.
func eachPage(set corpus.Set, f func(i int, p corpus.Page, html []byte)) error {
	var next, done atomic.Int64
	// The first error counts. The worker that met it ends; the others go on, which
	// costs time and nothing else.
	var failed error
	var once sync.Once
	var wg sync.WaitGroup
	// Each worker takes the next page that nobody has, as pages differ much in what
	// they cost.
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(set.Pages); i = int(next.Add(1)) - 1 {
				html, err := set.Pages[i].HTML()
				if err != nil {
					once.Do(func() { failed = err })
					return
				}
				f(i, set.Pages[i], html)
				if n := done.Add(1); n%50 == 0 {
					fmt.Fprintf(os.Stderr, "\r%s %d/%d ", set.Name, n, len(set.Pages))
				}
			}
		})
	}
	wg.Wait()
	fmt.Fprint(os.Stderr, "\r\x1b[K")
	return failed
}
