// Package fieldmodel trains the models of internal/meta that choose the title of
// a page, and say how likely a date is that of publication and a name an
// author's.
//
//	go run ./bench train -titles -out internal/models
//	go run ./bench train -dates -out internal/models
//	go run ./bench train -authors -out internal/models
//
// It prints how often the choice is right in cross-validation, in which pages
// of one registrable domain are in one part.
package fieldmodel

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/trees"
)

// Config says what to train on and where to write.
type Config struct {
	Corpus string
	// Out is the folder for the model; empty writes nothing.
	Out string
	// Models keeps the models of the cross-validation, "" for nowhere.
	Models string
	Log    io.Writer
	// Worst lists so many of the pages that are wrong.
	Worst int
}

// Field is one of the fields with a model.
type Field struct {
	// Name is what the report calls it, File the model's file.
	Name, File string
	features   trees.Features
	params     gbdt.Params
	// weights are the sets that are learned from, with the weight of a page.
	weights []weight
	// ranks says that the model chooses one candidate of a page: it then learns
	// which, and not how likely each is.
	ranks bool
	// read makes the rows of a page, says which are right, and whether the page
	// teaches anything.
	read func(p corpus.Page, in meta.Input) *table
}

// table is one page: the features of its candidates and which of them gold has.
type table struct {
	rows []float32
	y    []float32
	// score judges what the model makes of the page: from 0 to 1. Of a page that
	// has no gold because it states nothing, 1 is nothing found. It and got are
	// given what the model says of each candidate, as a probability unless the
	// field ranks.
	score func(p []float32) float64
	// got says what was chosen, for the list of the wrong.
	got func(p []float32) string
	// none says that the page is known to state nothing, dull that it teaches
	// nothing.
	none, dull bool
}

type sample struct {
	set  string
	page corpus.Page
	fold int
	w    float32
	*table
}

// weight is a set, with the weight of each of its pages.
type weight struct {
	set  string
	each float32
}

// Run trains the model of a field, prints the figures of its cross-validation
// and writes the model that all pages gave.
func Run(c Config, f Field) error {
	all, err := load(c.Corpus, f)
	if err != nil {
		return err
	}
	folds, err := foldModels(all, c.Models, f)
	if err != nil {
		return err
	}
	if err := report(c, all, folds, f); err != nil {
		return err
	}
	if c.Out == "" {
		return nil
	}
	data, err := gbdt.TrainKept("", rowsOf(all, -1, f), f.params)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "%s: %d bytes\n", f.File, len(data))
	return os.WriteFile(filepath.Join(c.Out, f.File), data, 0o644)
}

// FoldModels returns for each part of the cross-validation the model that
// learned from all other parts.
func FoldModels(c Config, f Field) ([][]byte, error) {
	all, err := load(c.Corpus, f)
	if err != nil {
		return nil, err
	}
	return foldModels(all, c.Models, f)
}

func foldModels(all []*sample, keep string, f Field) ([][]byte, error) {
	models := make([][]byte, bodymodel.Folds)
	for fold := range models {
		var err error
		if models[fold], err = gbdt.TrainKept(keep, rowsOf(all, fold, f), f.params); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// load reads the pages of all sets and makes their tables on all cores.
func load(folder string, f Field) ([]*sample, error) {
	var all []*sample
	for _, s := range f.weights {
		pages, err := pagesOf(folder, s.set)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			all = append(all, &sample{set: s.set, page: p, fold: bodymodel.FoldOf(p.URL), w: s.each})
		}
	}
	errs := make([]error, len(all))
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) {
		if err := all[i].read(f); err != nil {
			errs[i] = fmt.Errorf("fieldmodel: %s: %w", all[i].page.ID, err)
		}
	})
	kept := all[:0]
	for _, s := range all {
		if s.table != nil {
			kept = append(kept, s)
		}
	}
	return kept, errors.Join(errs...)
}

// pagesOf are the pages of a set of the corpus, or of [training.Name].
func pagesOf(folder, name string) ([]corpus.Page, error) {
	if name == training.Name {
		set, err := training.Open(folder)
		return set.Pages, err
	}
	set, err := corpus.Open(filepath.Join(folder, name))
	return set.Pages, err
}

func (s *sample) read(f Field) error {
	src, err := s.page.HTML()
	if err != nil {
		return err
	}
	parsed, err := page.Parse(bytes.NewReader(src), "", page.Limits{})
	if err != nil {
		return err
	}
	doc := page.Index(parsed.Root)
	defer doc.Release()
	s.table = f.read(s.page, meta.Input{Doc: doc, URL: s.page.URL, Words: bodymodel.Words()})
	return nil
}

// rowsOf are the rows of the pages of all parts but one.
func rowsOf(all []*sample, without int, f Field) gbdt.Data {
	d := gbdt.Data{Features: len(f.features), Names: f.features}
	for _, s := range all {
		if s.fold == without || s.dull {
			continue
		}
		d.X = append(d.X, s.rows...)
		d.Y = append(d.Y, s.y...)
		if f.ranks {
			d.Groups = append(d.Groups, len(s.y))
		}
		for range s.y {
			d.W = append(d.W, s.w)
		}
	}
	return d
}

// report prints for each set and for the halves of it by domain how often the
// choice is right, and on how many pages that state nothing nothing is found.
func report(c Config, all []*sample, folds [][]byte, f Field) error {
	models, err := bodymodel.LoadFolds(folds)
	if err != nil {
		return err
	}
	worst := 0
	for _, set := range f.weights {
		var known, none, best tally
		for _, s := range all {
			if s.set != set.set {
				continue
			}
			p := make([]float32, len(s.y))
			models[s.fold].ScoreRows(s.rows, p)
			for i := range p {
				if !f.ranks {
					p[i] = meta.Probability(p[i])
				}
			}
			score, to := s.score(p), &known
			if s.none {
				to = &none
			}
			to.add(corpus.HalfOf(s.page.URL), score)
			if !s.none {
				best.add(corpus.HalfOf(s.page.URL), float64(max(0, slices.Max(append(slices.Clone(s.y), 0)))))
			}
			if score < 1 && worst < c.Worst {
				worst++
				fmt.Fprintf(c.Log, "%s %s %s: gold %q %v %s, got %s\n", f.Name, s.set, s.page.ID, s.page.Title, s.page.Authors, s.page.Date, s.got(p))
			}
		}
		fmt.Fprintf(c.Log, "%s %-12s right %s  of those without one %s  the best candidates %s\n", f.Name, set.set, known, none, best)
	}
	return nil
}

// tally sums up scores by half.
type tally struct{ sum, n [2]float64 }

func (t *tally) add(half string, score float64) {
	h := 0
	if half == "b" {
		h = 1
	}
	t.sum[h] += score
	t.n[h]++
}

func (t tally) String() string {
	share := func(sum, n float64) float64 { return 100 * sum / max(n, 1) }
	return fmt.Sprintf("%.1f %% of %d (halves %.1f, %.1f)", share(t.sum[0]+t.sum[1], t.n[0]+t.n[1]), int(t.n[0]+t.n[1]),
		share(t.sum[0], t.n[0]), share(t.sum[1], t.n[1]))
}
