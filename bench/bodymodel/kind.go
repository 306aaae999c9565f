package bodymodel

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
)

// kindSets are the sets that the model of page kinds learns from, with the weight
// of a page. The set of articles and those of other pages come from one collection.
// Sets that hold articles alone weigh little: with more of them the model would
// learn to tell the collections apart.
var kindSets = []struct {
	name    string
	article float32
	weight  float32
}{
	{"articles", 1, 1}, {"publishers", 1, 0.3}, {"snippets", 1, 0.1}, {"second", 1, 0.2}, {"nonarticles", 0, 1.3}, {"otherpages", 0, 1.3},
}

// kindParams are those of the model of page kinds. Of several models the mean is
// taken, since one moves by a point with its seed.
func kindParams() gbdt.Params {
	return gbdt.Params{Trees: 120, Depth: 4, LearningRate: 0.06, MinChildWeight: 3, Lambda: 10, RowFraction: 0.7, FeatureFraction: 0.3, Seed: 1, Bags: 5}
}

// RunKinds trains the model that tells articles from other pages and prints
// its balanced accuracy in cross-validation by domain. bodies are the models
// that [FoldModels] returns.
//
// Balanced accuracy is the mean of the shares of articles and of other pages that
// are told right, so that it does not depend on how many of either there are. It
// is taken over the two sets that come from one collection.
func RunKinds(c Config, bodies [][]byte) error {
	all, err := loadPages(c, bodies)
	if err != nil {
		return err
	}
	folds, err := c.foldKinds(all)
	if err != nil {
		return err
	}
	probs, err := kindsOutOfFold(all, folds)
	if err != nil {
		return err
	}
	// These lines are for choosing the cut in internal/kind.
	for _, t := range []float32{0.5, 0.6, 0.7, 0.75, 0.8, 0.83, 0.85, 0.87, 0.9} {
		fmt.Fprintf(c.Log, "kinds t=%.2f", t)
		for _, set := range kindSets {
			fmt.Fprintf(c.Log, "  %s %.3f", set.name, shareRight(all, probs, set.name, t))
		}
		bal := (shareRight(all, probs, "articles", t) + shareRight(all, probs, "nonarticles", t)) / 2
		fmt.Fprintf(c.Log, "  balanced %.3f\n", bal)
	}
	data, err := gbdt.TrainKept("", pageRows(all, -1), kindParams())
	if err != nil || c.Out == "" {
		return err
	}
	fmt.Fprintf(c.Log, "kind.bin: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(c.Out, "kind.bin"), data, 0o644)
}

// foldKinds trains for each part on all other parts.
//
// Models of a run before are taken from the folder that the configuration names.
func (c Config) foldKinds(all []*sample) ([][]byte, error) {
	models := make([][]byte, Folds)
	for fold := range Folds {
		var err error
		if models[fold], err = gbdt.TrainKept(c.Models, pageRows(all, fold), kindParams()); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// pageRows are the pages of all parts but one.
//
// With but of -1 they are all pages. What could not be read has no rows.
func pageRows(all []*sample, but int) gbdt.Data {
	d := gbdt.Data{Features: kind.NumFeatures, Names: kind.Features()}
	for _, s := range all {
		if s.fold != but && s.rows != nil {
			d.X, d.Y, d.W = append(d.X, s.rows...), append(d.Y, s.y...), append(d.W, s.w...)
		}
	}
	return d
}

// Only the first row of a page is asked, the one with its address.
func kindsOutOfFold(all []*sample, folds [][]byte) ([][]float32, error) {
	models, err := LoadFolds(folds)
	if err != nil {
		return nil, err
	}
	probs := make([][]float32, len(all))
	for i, s := range all {
		if s.rows != nil {
			probs[i] = []float32{trees.Probability(models[s.fold].Score(s.rows))}
		}
	}
	return probs, nil
}

// FoldKindModels returns for each part of the cross-validation the model of page
// kinds that learned from all other parts, for the models of bodies that
// [FoldModels] returned.
func FoldKindModels(c Config, bodies [][]byte) ([][]byte, error) {
	all, err := loadPages(c, bodies)
	if err != nil {
		return nil, err
	}
	return c.foldKinds(all)
}

// loadPages makes the table of pages. Each page is read with the model of bodies
// that saw no page of its domain: one that has learned its articles by heart is
// surer of them than of the other pages, which it never learned from, and the
// model of kinds would come to trust that.
func loadPages(c Config, bodies [][]byte) ([]*sample, error) {
	models, err := LoadRoles(bodies)
	if err != nil {
		return nil, err
	}
	var all []*sample
	for _, set := range kindSets {
		golds, err := c.readGold(set.name)
		if err != nil {
			return nil, err
		}
		for _, g := range golds {
			all = append(all, &sample{
				set: set.name, line: g, fold: FoldOf(g.URL), y: []float32{set.article}, w: []float32{set.weight},
			})
		}
	}
	each(all, func(_ int, s *sample) { s.readKind(models[s.fold]) })
	return all, nil
}

// A page that cannot be read stays without rows: it is left out, as the library
// would refuse it too.
func (s *sample) readKind(model *roles.Models) {
	src, err := s.line.HTML()
	if err != nil {
		return
	}
	opened, err := Open(src, s.line.URL, model)
	if err != nil {
		return
	}
	defer opened.Release()
	m, frame := opened.Meta, opened.Frame
	res := frame.Assign(roles.Options{})
	// Callers do not always know a page's address: each page is learned with
	// and without it.
	s.rows = make([]float32, 2*kind.NumFeatures)
	in := kind.Input{Meta: m, Roles: res, Shape: frame.Shape(), URL: s.line.URL}
	kind.Row(s.rows[:kind.NumFeatures], &in)
	in.URL = ""
	kind.Row(s.rows[kind.NumFeatures:], &in)
	s.y, s.w = append(s.y, s.y[0]), append(s.w, s.w[0]/2)
}

// shareRight is the share of a set's pages that fall on the right side of t.
func shareRight(all []*sample, probs [][]float32, set string, t float32) float64 {
	right, n := 0, 0
	for i, s := range all {
		if s.set != set || probs[i] == nil {
			continue
		}
		n++
		if (probs[i][0] >= t) == (s.y[0] > 0.5) {
			right++
		}
	}
	return float64(right) / float64(max(n, 1))
}
