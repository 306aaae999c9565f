// Package corpus reads sets of saved pages with gold: folders in this
// project's own form, and three public data sets as their authors ship them.
package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Set is a named list of pages.
type Set struct {
	Name  string
	Pages []Page
}

// Page is a saved page and what a good extractor should say of it. A field
// without gold is empty and is not scored.
type Page struct {
	ID      string   `json:"id"`
	URL     string   `json:"url"`
	Title   string   `json:"title"`
	Authors []string `json:"authors"`
	// Date starts with a day, as in 2024-05-03; a clock and a zone may follow.
	Date string `json:"date"`
	// Body is the whole text.
	Body string `json:"body"`
	// With and Without are snippets that the text must and must not hold.
	With    []string `json:"with"`
	Without []string `json:"without"`
	// Type is the kind of page, as the set's authors name it.
	Type string `json:"type"`
	Lang string `json:"lang"`
	// Site is the name of the site.
	Site string `json:"site"`
	// ReadersTitle is what readers took for the title, of a page that is labelled
	// block by block too: what stands over the story, where Title may be what its
	// metadata say to search engines.
	ReadersTitle string `json:"-"`
	Wall

	file string
}

// Publisher names who published the page, by its host.
func (p Page) Publisher() string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// Wall is what a reader has labelled on the pages of the paywall set.
type Wall struct {
	Kind string `json:"kind"`
	// Policy is the reading of the labeller, PolicyAlt others that count as
	// right too.
	Policy    string   `json:"policy"`
	PolicyAlt []string `json:"policy_alt"`
	// Content is full, preview or none.
	Content     string   `json:"content"`
	BodyFirst   string   `json:"body_first"`
	BodyLast    string   `json:"body_last"`
	BodyWith    []string `json:"body_with"`
	BodyWithout []string `json:"body_without"`
	Promos      []Promo  `json:"promos"`
	// HiddenBody marks pages whose text stands in a hidden gate container:
	// full is right there, and so is preview with the text withheld.
	HiddenBody bool `json:"hidden_body"`
}

// Promo is a labelled promotional block.
type Promo struct {
	Kind    string `json:"kind"`
	Snippet string `json:"snippet"`
	Where   string `json:"where"`
	Gate    bool   `json:"gate"`
	Offer   *Offer `json:"offer"`
}

// Offer is a labelled price.
type Offer struct {
	Price string `json:"price"`
	// Currency and Period are nil where the page names none.
	Currency *string `json:"currency"`
	Period   *string `json:"period"`
}

// HTML returns the page's bytes as they were served.
func (p Page) HTML() ([]byte, error) {
	raw, err := os.ReadFile(p.file)
	if err != nil {
		return nil, fmt.Errorf("corpus: page %q: %w", p.ID, err)
	}
	if !bytes.HasPrefix(raw, []byte{0x1f, 0x8b}) {
		return raw, nil
	}
	zr, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("corpus: page %q: %w", p.ID, err)
	}
	raw, err = io.ReadAll(zr)
	if err != nil {
		return nil, fmt.Errorf("corpus: page %q: %w", p.ID, err)
	}
	return raw, nil
}

// ErrNoSet is returned for a folder in none of the known forms.
var ErrNoSet = errors.New("corpus: neither gold.jsonl, nor ground-truth, nor evaldata.json in the folder")

// Dir finds the folder of sets: the argument, else the environment variable
// GATEFOLD_CORPUS, else shared/corpus beside the repository.
func Dir(given string) (string, error) {
	if given == "" {
		given = os.Getenv("GATEFOLD_CORPUS")
	}
	if given != "" {
		return given, nil
	}
	for _, dir := range []string{"../shared/corpus", "../../shared/corpus"} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir, nil
		}
	}
	return "", fmt.Errorf("corpus: no ../shared/corpus; name the folder or set GATEFOLD_CORPUS: %w", fs.ErrNotExist)
}

// Open reads the set in dir, whatever its form.
func Open(dir string) (Set, error) {
	for _, form := range []struct {
		mark string
		read func(string) ([]Page, error)
	}{
		{"gold.jsonl", func(dir string) ([]Page, error) { return readLines(filepath.Join(dir, "gold.jsonl")) }},
		{"ground-truth.json", readScrapingHub},
		{"ground-truth", readWCXB},
		{"evaldata.json", readTrafilatura},
	} {
		if _, err := os.Stat(filepath.Join(dir, form.mark)); err != nil {
			continue
		}
		pages, err := form.read(dir)
		if err != nil {
			return Set{}, err
		}
		return Set{Name: filepath.Base(dir), Pages: pages}, nil
	}
	return Set{}, fmt.Errorf("%w: %q", ErrNoSet, dir)
}

// OpenLabels reads a labels file in the form of gold.jsonl, its pages in the
// folder pages beside it.
func OpenLabels(file string) (Set, error) {
	pages, err := readLines(file)
	return Set{Name: filepath.Base(filepath.Dir(file)), Pages: pages}, err
}

// WritePacked writes a page as the sets hold it, and makes the folders above.
func WritePacked(file string, html []byte) error {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(html); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	return os.WriteFile(file, packed.Bytes(), 0o644)
}
