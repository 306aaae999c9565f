package bodymodel

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

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
	// Out is the folder for body.bin and stage2.bin; empty writes nothing.
	Out                 string
	Trees, Depth        int
	MCW, Lambda, LR, FF float64
	Log                 io.Writer
	// Folds is how many of the cross-validation's parts to run.
	Folds int
}

// order is the fixed order of the sets, so that a training run is the same
// every time.
var order = []string{"articles", "publishers", "readability", "snippets", "paywall", "nonarticles"}

// Run trains both stages with cross-validation by domain, prints the figures
// and writes the models that all pages gave.
func Run(c Config) error {
	all, err := load(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "%d pages, %d rows\n", len(all), countRows(all))
	oof := make([][]float32, len(all))
	if err := c.crossValidate(all, oof, firstTable); err != nil {
		return err
	}
	c.report("first stage", all, oof)
	dump(c.Log, all, oof, "publishers", 25)
	dump(c.Log, all, oof, "articles", 70)
	if c.Out == "" {
		return nil
	}
	return c.save(all, firstTable, "body.bin")
}

type table func(*sample) (rows []float32, width int)

func firstTable(s *sample) ([]float32, int) { return s.rows, roles.NumFeatures }

func countRows(all []*sample) (n int) {
	for _, s := range all {
		n += len(s.y)
	}
	return n
}

func (c Config) params() gbdt.Params {
	return gbdt.Params{Trees: c.Trees, Depth: c.Depth, LearningRate: c.LR, MinChildWeight: c.MCW, Lambda: c.Lambda,
		RowFraction: 0.7, FeatureFraction: c.FF, Seed: 1}
}

// crossValidate fills oof with predictions by models that saw no page of the
// same domain.
func (c Config) crossValidate(all []*sample, oof [][]float32, t table) error {
	for fold := range Folds {
		if c.Folds > 0 && fold >= c.Folds {
			break
		}
		m, err := fit(all, t, c.params(), func(s *sample) bool { return s.fold != fold })
		if err != nil {
			return err
		}
		each(all, func(i int, s *sample) {
			if s.fold == fold {
				oof[i] = predict(m, s, t)
			}
		})
	}
	return nil
}

func fit(all []*sample, t table, p gbdt.Params, use func(*sample) bool) (*trees.Ensemble, error) {
	m, err := train(all, t, p, use)
	if err != nil {
		return nil, err
	}
	data, err := m.Bytes()
	if err != nil {
		return nil, err
	}
	return trees.Load(data)
}

func train(all []*sample, t table, p gbdt.Params, use func(*sample) bool) (*gbdt.Model, error) {
	var d gbdt.Data
	for _, s := range all {
		if !use(s) {
			continue
		}
		rows, width := t(s)
		d.Features = width
		for k := range s.y {
			if s.w[k] == 0 {
				continue
			}
			d.X = append(d.X, rows[k*width:(k+1)*width]...)
			d.Y = append(d.Y, s.y[k])
			d.W = append(d.W, s.w[k])
		}
	}
	return gbdt.Train(d, gbdt.Data{}, p)
}

func predict(m *trees.Ensemble, s *sample, t table) []float32 {
	rows, _ := t(s)
	out := make([]float32, len(s.y))
	m.ScoreRows(rows, out)
	for i, v := range out {
		out[i] = roles.Logistic(v)
	}
	return out
}

func (c Config) save(all []*sample, t table, name string) error {
	m, err := train(all, t, c.params(), func(*sample) bool { return true })
	if err != nil {
		return err
	}
	data, err := m.Bytes()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "%s: %d bytes\n", name, len(data))
	return os.WriteFile(filepath.Join(c.Out, name), data, 0o644)
}

// each calls f for every page on all cores.
func each(all []*sample, f func(i int, s *sample)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i, all[i])
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	wg.Wait()
}
