package bodymodel

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
)

// Config says what to train on and where to write.
type Config struct {
	Corpus string
	// Sets are the folders of the corpus to train on, with the weight of a
	// page of each.
	Sets map[string]float64
	// Out is the folder for roles.bin and kind.bin; empty writes nothing.
	Out string
	// Worst is how many of the worst pages of each set to list.
	Worst int
	// Models is a folder in which the models of a cross-validation are kept;
	// empty trains them anew each time.
	Models string
	// Folds is a folder into which Run writes the models of its
	// cross-validation, roles-0.bin and so on.
	Folds string
	Log   io.Writer
}

// order is the fixed order of the sets, so that a training run is the same
// every time. A page that stands in several is of the first of them.
var order = []string{
	"blocks", training.Name, "articles", "publishers", "second", "readability", "snippets", "paywall", "nonarticles", "otherpages",
}

// Sets are the parts of the corpus that the shipped model learned from, with
// the weight of a page. Snippets label few segments of a page, and so need a large
// factor to count at all; above 20 they cost the sets with whole bodies as much as
// they gain. The bodies of the readability set are another program's output.
func Sets() map[string]float64 {
	return map[string]float64{
		"blocks": 2, training.Name: 1, "articles": 1, "publishers": 3, "second": 0.5, "snippets": 20, "readability": 0.5, "paywall": 1.5,
		"nonarticles": 0.5, "otherpages": 0.5,
	}
}

// look trains the ensembles of one look at the pages.
// params differ by class: body is asked of most texts and decides most, so that it
// has more and deeper trees.
type look struct {
	second bool
	params func(roles.Class) gbdt.Params
}

// looks are both, in their order. The numbers of trees were chosen by
// cross-validation.
var looks = []look{
	{false, func(c roles.Class) gbdt.Params {
		switch c {
		case roles.ClassBody:
			return params(100, 6, 0.12)
		case roles.ClassFurniture:
			return params(40, 5, 0.2)
		}
		return params(40, 5, 0.18)
	}},
	{true, func(c roles.Class) gbdt.Params {
		if c == roles.ClassBody {
			return bagged(3, params(110, 6, 0.14))
		}
		return bagged(2, params(40, 5, 0.18))
	}},
}

// params are those that all ensembles of roles share.
func params(trees, depth int, rate float64) gbdt.Params {
	return gbdt.Params{
		Trees: trees, Depth: depth, LearningRate: rate, MinChildWeight: 8, Lambda: 10, RowFraction: 0.6, FeatureFraction: 0.2, Seed: 1,
	}
}

// bagged is the mean of so many ensembles, each by a seed of its own.
func bagged(n int, p gbdt.Params) gbdt.Params {
	p.Bags = n
	return p
}

// trained are the models by part of the cross-validation, and last the one of
// all pages.
// Members fill up look by look; a model without the second look is one that can be
// asked already.
type trained struct {
	members [Folds + 1]map[string][]byte
}

// packed returns the models as the library reads them.
func (t *trained) packed(i int) []byte { return trees.Pack(t.members[i]) }

// It lacks what is not trained yet.
func (t *trained) model(i int) (*roles.Models, error) { return roles.LoadPart(t.packed(i)) }

// FoldModels returns for each part of the cross-validation the model that
// learned from all other parts.
//
// It does not train the model of all pages.
func FoldModels(c Config) ([][]byte, error) {
	t, _, err := c.train(0, Folds)
	if err != nil {
		return nil, err
	}
	models := make([][]byte, Folds)
	for i := range models {
		models[i] = t.packed(i)
	}
	return models, nil
}

// train trains both looks. The rows of the second hold what models of the first
// that saw no page of the same domain say of the page and its surroundings.
//
// from and to bound the parts that are trained; part Folds is the one of all
// pages. Its rows of the second look come from the models of the parts as well, or
// it would learn from a first look that knows each page.
//
// So the second look is trained on pages as it will meet them: such as the first
// look has not seen.
func (c Config) train(from, to int) (*trained, []*sample, error) {
	t := newTrained()
	samples, err := c.looksOf(t, from, to)
	return t, samples, err
}

func newTrained() *trained {
	t := new(trained)
	for i := range t.members {
		t.members[i] = map[string][]byte{}
	}
	return t
}

// looksOf trains into t the tables of words and both looks of the parts from from to to.
func (c Config) looksOf(t *trained, from, to int) ([]*sample, error) {
	samples, err := list(c)
	if err != nil {
		return nil, err
	}
	c.trainWords(t, samples, from, to)
	for _, l := range looks {
		if samples, err = c.read(t, samples, l); err != nil {
			return nil, err
		}
		fmt.Fprintf(c.Log, "%d pages, %d rows\n", len(samples), countRows(samples))
		if err := c.trainLook(t, l, samples, from, to); err != nil {
			return nil, err
		}
		if err := c.keepFolds(t); err != nil {
			return nil, err
		}
	}
	return samples, nil
}

// The rows are laid out in bins once and serve all classes and parts: only answers
// and weights differ. The first look reads only the front of each row. The part of
// all pages comes first and is written at once.
func (c Config) trainLook(t *trained, l look, samples []*sample, from, to int) error {
	// A row is laid out for both looks, the first look's values in front.
	width := roles.NumFeatures
	if !l.second {
		width = roles.FirstFeatures
	}
	x := make([]float32, 0, countRows(samples)*width)
	for _, s := range samples {
		for j := range s.kept {
			x = append(x, s.rows[j*roles.NumFeatures:][:width]...)
		}
	}
	table, err := gbdt.NewTable(x, width, roles.Features(), gbdt.Params{})
	if err != nil {
		return err
	}
	for fold := to - 1; fold >= from; fold-- {
		for class := range roles.Class(roles.NumClasses) {
			y, w := answers(samples, class, fold)
			data, err := table.Train(c.Models, y, w, l.params(class))
			if err != nil {
				return err
			}
			t.members[fold][roles.MemberName(class, l.second)] = data
		}
		fmt.Fprintf(c.Log, "part %d is trained\n", fold)
		if fold == Folds && c.Out != "" {
			if err := c.write(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// It is called after each look, so that a run that is stopped leaves the first.
func (c Config) keepFolds(t *trained) error {
	if c.Folds == "" {
		return nil
	}
	models := make([][]byte, Folds)
	for i := range models {
		models[i] = t.packed(i)
	}
	return WriteFolds(c.Folds, "roles", models)
}

// answers are those of one class for the rows of all pages, and their weights: 0
// for the pages of the fold.
//
// All rows stay in the table, whatever the part: a weight of 0 takes a row out of
// the training.
func answers(samples []*sample, class roles.Class, fold int) (y, w []float32) {
	for _, s := range samples {
		for _, k := range s.kept {
			a, weight := s.answer(class, int(k))
			if s.fold == fold {
				weight = 0
			}
			y, w = append(y, a), append(w, weight)
		}
	}
	return y, w
}

// LoadFolds reads the models of a cross-validation that are one ensemble each.
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

// Run trains the models of roles with cross-validation by domain, prints the
// figures and writes the model that all pages gave. It returns the models of
// the cross-validation, as [FoldModels] does.
//
// With nothing to write, the model of all pages is not trained.
func Run(c Config) ([][]byte, error) {
	from, to := 0, Folds
	if c.Out != "" {
		to++
	}
	t, samples, err := c.train(from, to)
	if err != nil {
		return nil, err
	}
	oof, err := c.outOfFold(t, samples)
	if err != nil {
		return nil, err
	}
	c.report(samples, oof)
	reportClasses(c.Log, samples, oof)
	reportConfidence(c.Log, samples)
	for _, set := range order {
		if _, ok := c.Sets[set]; ok && c.Worst > 0 {
			dump(c.Log, samples, bodyOf(oof), set, c.Worst)
		}
	}
	folds := make([][]byte, Folds)
	for i := range folds {
		folds[i] = t.packed(i)
	}
	if c.Out == "" {
		return folds, nil
	}
	return folds, c.write(t)
}

// RunShipped trains the models of roles on all pages and writes them. The
// cross-validation was trained before, into the folder of Folds.
func RunShipped(c Config) error {
	t, err := c.readFirst()
	if err != nil {
		return err
	}
	c.Folds = ""
	if _, err := c.looksOf(t, Folds, Folds+1); err != nil {
		return err
	}
	return c.write(t)
}

// readFirst reads from the folder of a cross-validation what the second look's rows of
// its pages come from: the tables of words and the first look.
func (c Config) readFirst() (*trained, error) {
	packed, err := ReadFolds(c.Folds)
	if err != nil {
		return nil, err
	}
	t := newTrained()
	for i, data := range packed {
		members, err := trees.Unpack(data)
		if err != nil {
			return nil, err
		}
		for class := range roles.Class(roles.NumClasses) {
			delete(members, roles.MemberName(class, true))
		}
		t.members[i] = members
	}
	return t, nil
}

func (c Config) write(t *trained) error {
	data := t.packed(Folds)
	fmt.Fprintf(c.Log, "roles.bin: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(c.Out, "roles.bin"), data, 0o644)
}

// countRows counts the texts of all pages that have a row.
func countRows(all []*sample) (n int) {
	for _, s := range all {
		n += len(s.kept)
	}
	return n
}

// classes are the probabilities of a page's texts.
type classes [][roles.NumClasses]float32

// outOfFold returns for each page the predictions of the model that saw no page
// of the same domain.
//
// The pages are read anew, as the library would read them, since the rows of the
// training lack what was thinned out.
func (c Config) outOfFold(t *trained, samples []*sample) ([]classes, error) {
	var models [Folds]*roles.Models
	for i := range models {
		var err error
		if models[i], err = t.model(i); err != nil {
			return nil, err
		}
	}
	oof := make([]classes, len(samples))
	each(samples, func(i int, s *sample) {
		src, err := s.line.HTML()
		if err != nil {
			return
		}
		opened, err := Open(src, s.line.URL, models[s.fold])
		if err != nil {
			return
		}
		defer opened.Release()
		segs, frame := opened.Segs, opened.Frame
		for k := range frame.Texts() {
			oof[i] = append(oof[i], *frame.Classes(k))
		}
		s.confidence = float64(frame.Assign(roles.Options{}).Confidence)
		body := make([]float32, len(s.words))
		for k, at := range frame.Texts() {
			if segs[at].Role == term.Body {
				body[k] = 1
			}
		}
		// The roles are scored here and not the probabilities, since the confidence is about
		// the roles.
		s.assigned, _, _ = s.score(body, 0.5)
	})
	return oof, nil
}

// each calls f for every page on all cores.
func each(all []*sample, f func(i int, s *sample)) {
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) { f(i, all[i]) })
}
