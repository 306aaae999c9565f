package gain

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// SetNames are the sets that are looked at, the best gold first. A page that stands in
// several is judged by the first of them.
func SetNames() []string { return []string{"blocks", "publishers", "second", "articles", "snippets"} }

// hiddenSets are read for the hash alone that keeps pages away: a publisher's pages are
// counted over all sets.
var hiddenSets = []string{"paywall"}

// Set is a set of pages with gold.
type Set struct {
	Name  string
	Pages []Page
}

// Page is a page with its gold: labels of every block, or a body or snippets of it.
type Page struct {
	corpus.Page
	Labels *blocks.Page
	// Same names the page in whichever set it stands, KeptAway says that whoever
	// writes rules does not open it.
	Same     string
	KeptAway bool
}

// OpenSets opens the sets of a corpus that are there; one that is not is left out, but
// there has to be one.
func OpenSets(root string) ([]Set, error) {
	var sets, hidden []Set
	for _, name := range SetNames() {
		s, err := openSet(root, name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, corpus.ErrNoSet) {
			continue
		}
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	for _, name := range hiddenSets {
		if s, err := corpus.Open(filepath.Join(root, name)); err == nil {
			hidden = append(hidden, setOf(s, nil))
		}
	}
	if len(sets) == 0 {
		return nil, corpus.ErrNoSet
	}
	keepAway(append(hidden, sets...))
	return sets, nil
}

func openSet(root, name string) (Set, error) {
	dir := filepath.Join(root, name)
	if name == "blocks" {
		s, labels, err := blocks.Open(dir)
		return setOf(s, labels), err
	}
	s, err := corpus.Open(dir)
	return setOf(s, nil), err
}

func setOf(s corpus.Set, labels []blocks.Page) Set {
	out := Set{Name: s.Name}
	for i, p := range s.Pages {
		page := Page{Page: p, Same: sameID(p.ID)}
		if i < len(labels) {
			page.Labels = &labels[i]
		}
		out.Pages = append(out.Pages, page)
	}
	return out
}
