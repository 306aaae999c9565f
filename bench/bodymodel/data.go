// Package bodymodel trains the models of internal/roles: the one that tells the
// segments of a story from the rest of a page, and the one that tells articles
// from other pages.
//
//	go run ./bench train -out internal/models
//
// The training pages stay outside the repository; what is written are the
// models and the figures of their cross-validation, in which pages of one
// registrable domain are in one part.
package bodymodel

import (
	"bytes"
	"hash/fnv"
	"path/filepath"
	"sync"

	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/wording"
)

// Words are the words of dates and bylines that the models are trained with: those
// that ship.
var Words = sync.OnceValue(func() *meta.Words { return meta.NewWords(lexicon.Default()) })

// goldLine is a page of the corpus with what its set says of it: a whole body, or snippets
// that must and must not be in it. Labels are those of a reader for each block, nil where
// the page has none.
type goldLine struct {
	corpus.Page
	labels *blocks.Page
}

// sample is one page of the training table.
// y, w, class and words go by text number; kept and rows have only the texts of
// which a model is asked.
type sample struct {
	set           string
	fold          int
	scale         float64 // weight of the page
	line          goldLine
	gold          []string
	with, without []string  // snippets, as folded words
	kept          []int32   // the texts that have a row
	rows          []float32 // roles.NumFeatures each
	y, w          []float32 // by text: is it body, and what does that weigh
	class         []roles.Class
	promosOnly    bool // class tells promos from the rest and no more
	words         [][]string
	// confidence is what the held-out models expect, assigned the word F1 of what
	// they took for the body.
	confidence, assigned float64
}

// Folds is the number of parts of the cross-validation; pages of one
// registrable domain are in one part.
// By domain, since pages of one publisher share their markup: a model that saw one
// of them knows the others.
const Folds = 5

// FoldOf returns the part of the cross-validation that a page's address falls
// into.
//
// It follows from the name alone, so that a page is in the same part in every run
// and for every model: only then can one model learn from what another says of pages
// that it has not seen.
func FoldOf(rawURL string) int {
	h := fnv.New32a()
	h.Write([]byte(corpus.Domain(rawURL)))
	return int(h.Sum32() % Folds)
}

// readGold reads a set of the corpus, or the pages of [training.Name].
func (c Config) readGold(set string) ([]goldLine, error) {
	var pages corpus.Set
	var labels []blocks.Page
	var err error
	switch dir := filepath.Join(c.Corpus, set); set {
	case training.Name:
		var learned training.Set
		learned, err = training.Open(c.Corpus)
		pages.Pages, labels = learned.Pages, learned.Labels
	case "blocks":
		pages, labels, err = blocks.Open(dir)
	default:
		pages, err = corpus.Open(dir)
	}
	if err != nil {
		return nil, err
	}
	out := make([]goldLine, len(pages.Pages))
	for i, p := range pages.Pages {
		out[i].Page = p
		if labels != nil {
			out[i].labels = &labels[i]
		}
	}
	return out, nil
}

// Open reads a page as the library does up to its roles, without rules and with the
// models of roles or, where they are nil, those that ship.
//
// The caller releases the page.
func Open(src []byte, rawURL string, model *roles.Models) (*Page, error) {
	parsed, err := page.Parse(bytes.NewReader(src), "", page.Limits{})
	if err != nil {
		return nil, err
	}
	doc := page.Index(parsed.Root)
	segs := block.Segment(doc, nil)
	m := meta.Collect(meta.Input{Doc: doc, URL: rawURL, Words: Words()})
	words := wording.Read(wording.Default(), doc, segs)
	in := roles.Input{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc), Model: model}
	kind.Describe(&in, m, rawURL)
	return &Page{doc, segs, words, in.Links, m, roles.NewFrame(in)}, nil
}

// Page is a page with what the stages up to the roles make of it.
type Page struct {
	Doc   *page.Doc
	Segs  []block.Seg
	Words *wording.Text
	Links target.Links
	Meta  *meta.Data
	Frame *roles.Frame
}

// Release gives the memory back. The page must not be used after.
func (p *Page) Release() {
	p.Frame.Release()
	p.Words.Release()
	p.Doc.Release()
}
