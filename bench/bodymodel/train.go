package bodymodel

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
)

// Config says what to train on and where to write.
type Config struct {
	Corpus string
	// Sets are the folders of the corpus to train on, with the weight of a
	// page of each.
	Sets map[string]float64
	// Out is the folder for body.bin and kind.bin; empty writes nothing.
	Out string
	// Worst is how many of the worst pages of each set to list.
	Worst int
	// Models is a folder in which the models of a cross-validation are kept;
	// empty trains them anew each time.
	Models string
	Log    io.Writer
}

// order is the fixed order of the sets, so that a training run is the same
// every time.
var order = []string{"articles", "publishers", "readability", "snippets", "paywall", "nonarticles"}

// Sets are the parts of the corpus that the shipped model learned from, with
// the weight of a page. Snippets label few segments of a page each, and so
// take a large factor to count at all; above 20 they cost the whole bodies
// what they gain. The bodies of the readability set are another program's
// output.
func Sets() map[string]float64 {
	return map[string]float64{"articles": 1, "publishers": 3, "snippets": 20, "readability": 0.5, "paywall": 1.5}
}

// FoldModels returns for each part of the cross-validation the model that
// learned from all other parts.
func FoldModels(c Config) ([][]byte, error) {
	all, err := load(c)
	if err != nil {
		return nil, err
	}
	return c.foldModels(all, bodyTable, c.params())
}

// foldModels trains for each part on all other parts.
func (c Config) foldModels(all []*sample, t table, p gbdt.Params) ([][]byte, error) {
	models := make([][]byte, Folds)
	for fold := range Folds {
		var err error
		rows := rowsOf(all, t, func(s *sample) bool { return s.fold != fold && s.rows != nil })
		if models[fold], err = gbdt.TrainKept(c.Models, rows, p); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// LoadFolds reads the models of a cross-validation.
func LoadFolds(models [][]byte) ([]*trees.Ensemble, error) {
	out := make([]*trees.Ensemble, len(models))
	for fold, data := range models {
		var err error
		if out[fold], err = trees.Load(data); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Run trains the model of bodies with cross-validation by domain, prints the
// figures and writes the model that all pages gave. It returns the models of
// the cross-validation, as [FoldModels] does.
func Run(c Config) ([][]byte, error) {
	all, err := load(c)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(c.Log, "%d pages, %d rows\n", len(all), countRows(all))
	folds, err := c.foldModels(all, bodyTable, c.params())
	if err != nil {
		return nil, err
	}
	oof, err := outOfFold(all, folds)
	if err != nil {
		return nil, err
	}
	c.report(all, oof)
	for _, set := range order {
		if _, ok := c.Sets[set]; ok && c.Worst > 0 {
			dump(c.Log, all, oof, set, c.Worst)
		}
	}
	return folds, c.save(all, bodyTable, c.params(), "body.bin")
}

// table says what the values of a sample's rows are.
type table struct{ names trees.Features }

func (t table) width() int { return len(t.names) }

var bodyTable = table{roles.Features()}

func countRows(all []*sample) (n int) {
	for _, s := range all {
		n += len(s.y)
	}
	return n
}

// params were chosen by cross-validation; deeper or more trees gain nothing on
// pages of other domains and cost time on every page.
func (c Config) params() gbdt.Params {
	return gbdt.Params{
		Trees: 170, Depth: 6, LearningRate: 0.08, MinChildWeight: 8, Lambda: 10, RowFraction: 0.7, FeatureFraction: 0.3, Seed: 1,
	}
}

// outOfFold returns for each page the predictions of the model that saw no page
// of the same domain.
func outOfFold(all []*sample, folds [][]byte) ([][]float32, error) {
	models, err := LoadFolds(folds)
	if err != nil {
		return nil, err
	}
	oof := make([][]float32, len(all))
	each(all, func(i int, s *sample) {
		if s.rows != nil {
			oof[i] = predict(models[s.fold], s)
		}
	})
	return oof, nil
}

func rowsOf(all []*sample, t table, use func(*sample) bool) gbdt.Data {
	d := gbdt.Data{Features: t.width(), Names: t.names}
	for _, s := range all {
		if !use(s) {
			continue
		}
		rows, width := s.rows, t.width()
		for k := range s.y {
			if s.w[k] == 0 {
				continue
			}
			d.X = append(d.X, rows[k*width:(k+1)*width]...)
			d.Y = append(d.Y, s.y[k])
			d.W = append(d.W, s.w[k])
		}
	}
	return d
}

func predict(m *trees.Ensemble, s *sample) []float32 {
	out := make([]float32, len(s.y))
	m.ScoreRows(s.rows, out)
	for i, v := range out {
		out[i] = trees.Probability(v)
	}
	return out
}

// save trains on all pages and writes the model if a folder is named.
func (c Config) save(all []*sample, t table, p gbdt.Params, name string) error {
	data, err := gbdt.TrainKept("", rowsOf(all, t, func(s *sample) bool { return s.rows != nil }), p)
	if err != nil || c.Out == "" {
		return err
	}
	fmt.Fprintf(c.Log, "%s: %d bytes\n", name, len(data))
	return os.WriteFile(filepath.Join(c.Out, name), data, 0o644)
}

// each calls f for every page on all cores.
func each(all []*sample, f func(i int, s *sample)) {
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) { f(i, all[i]) })
}
