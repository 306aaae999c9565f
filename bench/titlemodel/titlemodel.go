// Package titlemodel trains the model by which internal/meta chooses the title
// of a page among what its sources say.
//
//	go run ./bench train -titles -out internal/models
//
// It prints how often the choice is right in cross-validation, in which pages
// of one registrable domain are in one part.
package titlemodel

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/trees"
)

// Config says what to train on and where to write.
type Config struct {
	Corpus string
	// Out is the folder for title.bin; empty writes nothing.
	Out string
	// Models is a folder in which the models of a cross-validation are kept;
	// empty trains them anew each time.
	Models string
	Log    io.Writer
}

// sets are the sets with titles, with the weight of a page.
var sets = []struct {
	name   string
	weight float32
}{{"articles", 1}, {"publishers", 2}, {"snippets", 0.5}, {"readability", 0.5}}

// params were chosen by cross-validation; more or deeper trees gain nothing. One
// seed moves the figures by half a point, the mean of three by less.
func params() gbdt.Params {
	return gbdt.Params{
		Trees: 200, Depth: 3, LearningRate: 0.06, MinChildWeight: 0.5, Lambda: 2, RowFraction: 0.7, FeatureFraction: 0.4, Bins: 32, Seed: 1, Bags: 3,
	}
}

// sample is one page: its candidates and which of them the gold has.
type sample struct {
	set   string
	page  corpus.Page
	fold  int
	w     float32
	cands meta.TitleCandidates
	y     []float32 // 1 for each candidate that the gold has
	any   bool      // one of them does
}

// Run trains the model, prints the figures of its cross-validation and writes
// the model that all pages gave.
func Run(c Config) error {
	all, err := load(c.Corpus)
	if err != nil {
		return err
	}
	folds, err := foldModels(all, c.Models)
	if err != nil {
		return err
	}
	picks, err := outOfFold(all, folds)
	if err != nil {
		return err
	}
	report(c.Log, all, picks)
	data, err := gbdt.TrainKept("", rowsOf(all, -1), params())
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "title.bin: %d bytes\n", len(data))
	if c.Out == "" {
		return nil
	}
	return os.WriteFile(filepath.Join(c.Out, "title.bin"), data, 0o644)
}

// FoldModels returns for each part of the cross-validation the model that
// learned from all other parts.
func FoldModels(c Config) ([][]byte, error) {
	all, err := load(c.Corpus)
	if err != nil {
		return nil, err
	}
	return foldModels(all, c.Models)
}

func foldModels(all []*sample, keep string) ([][]byte, error) {
	models := make([][]byte, bodymodel.Folds)
	for fold := range models {
		var err error
		if models[fold], err = gbdt.TrainKept(keep, rowsOf(all, fold), params()); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// load reads the pages that have a title and makes their tables.
func load(folder string) ([]*sample, error) {
	var all []*sample
	for _, s := range sets {
		set, err := corpus.Open(filepath.Join(folder, s.name))
		if err != nil {
			return nil, err
		}
		for _, p := range set.Pages {
			if p.Title != "" {
				all = append(all, &sample{set: s.name, page: p, fold: bodymodel.FoldOf(p.URL), w: s.weight})
			}
		}
	}
	return all, readAll(all)
}

// readAll makes the tables of all pages on all cores.
func readAll(all []*sample) error {
	errs := make([]error, len(all))
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) {
		if err := all[i].read(); err != nil {
			errs[i] = fmt.Errorf("titlemodel: %s: %w", all[i].page.ID, err)
		}
	})
	return errors.Join(errs...)
}

func (s *sample) read() error {
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
	s.cands = meta.Titles(meta.Input{Doc: doc, URL: s.page.URL, Words: bodymodel.Words()})
	for _, text := range s.cands.Texts {
		right := float32(0)
		if metric.SameTitle(s.page.Title, text) {
			right, s.any = 1, true
		}
		s.y = append(s.y, right)
	}
	return nil
}

// rowsOf are the rows of the pages of all parts but one; a page whose title none
// of its candidates has teaches nothing.
func rowsOf(all []*sample, without int) gbdt.Data {
	d := gbdt.Data{Features: meta.NumTitleFeatures, Names: meta.TitleFeatures()}
	for _, s := range all {
		if s.fold == without || !s.any {
			continue
		}
		d.X = append(d.X, s.cands.Rows...)
		d.Y = append(d.Y, s.y...)
		d.Groups = append(d.Groups, len(s.y))
		for range s.y {
			d.W = append(d.W, s.w)
		}
	}
	return d
}

// outOfFold returns the candidate chosen on each page by the model that saw no
// page of the same domain, -1 on a page without any.
func outOfFold(all []*sample, folds [][]byte) ([]int, error) {
	models, err := bodymodel.LoadFolds(folds)
	if err != nil {
		return nil, err
	}
	picks := make([]int, len(all))
	for i, s := range all {
		picks[i] = pick(models[s.fold], s)
	}
	return picks, nil
}

func pick(e *trees.Ensemble, s *sample) int {
	best := -1
	scores := make([]float32, len(s.y))
	e.ScoreRows(s.cands.Rows, scores)
	for i, v := range scores {
		if best < 0 || v > scores[best] {
			best = i
		}
	}
	return best
}

// report prints for each set and for the halves of it by domain how often the
// choice is right, and on how many pages any candidate is.
func report(log io.Writer, all []*sample, picks []int) {
	for _, set := range sets {
		var right, known, n [2]int
		for i, s := range all {
			if s.set != set.name {
				continue
			}
			h := 0
			if corpus.HalfOf(s.page.URL) == "b" {
				h = 1
			}
			n[h]++
			if s.any {
				known[h]++
			}
			if picks[i] >= 0 && s.y[picks[i]] == 1 {
				right[h]++
			}
		}
		fmt.Fprintf(log, "titles %-12s right %.1f %% (halves %.1f, %.1f)  among the candidates %.1f %%\n", set.name,
			share(right[0]+right[1], n[0]+n[1]), share(right[0], n[0]), share(right[1], n[1]), share(known[0]+known[1], n[0]+n[1]))
	}
}

func share(part, all int) float64 { return 100 * float64(part) / float64(max(all, 1)) }
