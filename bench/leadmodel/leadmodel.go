// Package leadmodel trains the model of internal/lead, which chooses the kicker and the
// standfirst of a page.
//
//	go run ./bench train -leads -folds DIR -out internal/models
//
// It learns from the pages labelled block by block. Each is read with the models of
// roles that saw no page of its domain, and the figures are of models that saw none
// either.
package leadmodel

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
)

// Config says what to train on and where to write.
type Config struct {
	Corpus string
	// Out is the folder for lead.bin; empty writes nothing.
	Out string
	// Models keeps the models of a cross-validation, "" for nowhere.
	Models string
	Log    io.Writer
	// Roles are the models of segments by part of the cross-validation.
	Roles [][]byte
	// Folds is a folder into which Run writes the models of its cross-validation,
	// lead-0.bin and so on; empty writes none.
	Folds string
	// Worst lists so many of the pages that are wrong.
	Worst int
}

// sample is one page: its candidates and which of them the labels call what.
type sample struct {
	page corpus.Page
	fold int
	// measured is false of a page that is only learned from.
	measured bool
	lead.Candidates
	// y is 1 for a right candidate and w its weight, by field.
	y, w [lead.NumFields][]float32
	gold [lead.NumFields]string
	// section is right for a kicker too where the labellers took it for one.
	section string
	// skipped is what readers differ on.
	skipped func(text string) bool
}

// params were chosen by cross-validation on half a, and small: more trees gain less than
// what another seed changes.
func params(f lead.Field) gbdt.Params {
	p := gbdt.Params{
		Trees: 80, Depth: 4, Leaves: 7, LearningRate: 0.09, MinChildWeight: 1.5, Lambda: 2, RowFraction: 0.7, FeatureFraction: 0.3, Bins: 32, Seed: 1, Bags: 4,
	}
	if f == lead.Kicker {
		p.Trees, p.Leaves = 70, 9
	}
	return p
}

// Run trains the model with cross-validation by domain, prints its figures and writes
// what all pages gave.
func Run(c Config) error {
	all, err := load(c)
	if err != nil {
		return err
	}
	folds, err := foldModels(c, all)
	if err != nil {
		return err
	}
	if err := report(c, all, folds); err != nil {
		return err
	}
	if c.Folds != "" {
		if err := bodymodel.WriteFolds(c.Folds, "lead", folds); err != nil {
			return err
		}
	}
	if c.Out == "" {
		return nil
	}
	data, err := train("", all, -1)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "lead.bin: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(c.Out, "lead.bin"), data, 0o644)
}

// FoldModels returns for each part of the cross-validation the model that learned from
// all other parts.
func FoldModels(c Config) ([][]byte, error) {
	all, err := load(c)
	if err != nil {
		return nil, err
	}
	return foldModels(c, all)
}

func foldModels(c Config, all []*sample) ([][]byte, error) {
	models := make([][]byte, bodymodel.Folds)
	for fold := range models {
		var err error
		if models[fold], err = train(c.Models, all, fold); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// train trains both ensembles on the pages of all parts but one.
func train(keep string, all []*sample, without int) ([]byte, error) {
	members := map[string][]byte{}
	for f := range lead.Field(lead.NumFields) {
		d := gbdt.Data{Features: lead.NumFeatures, Names: lead.Features()}
		for _, s := range all {
			if s.fold == without {
				continue
			}
			d.X, d.Y, d.W = append(d.X, s.Rows...), append(d.Y, s.y[f]...), append(d.W, s.w[f]...)
		}
		var err error
		if members[f.String()], err = gbdt.TrainKept(keep, d, params(f)); err != nil {
			return nil, err
		}
	}
	return trees.Pack(members), nil
}

// load reads all labelled articles, in a fixed order.
func load(c Config) ([]*sample, error) {
	set, err := training.All(c.Corpus)
	if err != nil {
		return nil, err
	}
	models, err := bodymodel.LoadRoles(c.Roles)
	if err != nil {
		return nil, err
	}
	var all []*sample
	var gold []*blocks.Page
	for i, p := range set.Pages {
		if l := &set.Labels[i]; l.Kind == "article" {
			all, gold = append(all, &sample{page: p, fold: bodymodel.FoldOf(p.URL), measured: i < set.Measured}), append(gold, l)
		}
	}
	errs := make([]error, len(all))
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) {
		if err := all[i].read(gold[i], models[all[i].fold]); err != nil {
			errs[i] = fmt.Errorf("leadmodel: %s: %w", all[i].page.ID, err)
		}
	})
	return all, errors.Join(errs...)
}

// read makes the candidates of a page as the library does, and labels them.
func (s *sample) read(l *blocks.Page, model *roles.Models) error {
	src, err := s.page.HTML()
	if err != nil {
		return err
	}
	opened, err := bodymodel.Open(src, s.page.URL, model)
	if err != nil {
		return err
	}
	defer opened.Release()
	opened.Frame.Probabilities()
	s.Candidates = lead.Of(lead.Input{Doc: opened.Doc, Segs: opened.Segs, Meta: opened.Meta, Frame: opened.Frame, URL: s.page.URL})
	s.gold = [lead.NumFields]string{lead.Kicker: l.Kicker, lead.Standfirst: l.Standfirst}
	s.section, s.skipped = opened.Meta.Section.Text, l.Skipped()
	labels := blocks.Align(l, opened.Doc, opened.Segs)
	roleOf := [lead.NumFields]blocks.Role{lead.Kicker: blocks.Kicker, lead.Standfirst: blocks.Standfirst}
	for f := range s.y {
		s.y[f], s.w[f] = make([]float32, len(s.List)), make([]float32, len(s.List))
		for j, cand := range s.List {
			s.w[f][j] = s.weight()
			label := labels[cand.Seg]
			switch {
			case s.gold[f] != "" && blocks.Same(cand.Text, s.gold[f]):
				s.y[f][j] = 1
			case cand.Part:
			case label.Role == roleOf[f] && label.Share >= wholly:
				s.y[f][j] = 1
			case label.Role == blocks.Unknown || label.Role == blocks.Skip || label.Role == roleOf[f]:
				s.w[f][j] = 0
			}
		}
	}
	return nil
}

// learnedOnly is what a page weighs that is only learned from. Its readers differed more
// in what they took for a label over the headline: at 1, on half a, a kicker is returned
// on 6.1 of 100 pages without one and found on 73.7 with one, at 0.1 on 3.4 and 74.3.
const learnedOnly = 0.1

func (s *sample) weight() float32 {
	if s.measured {
		return 1
	}
	return learnedOnly
}

// wholly is the share of a text that must have a role for the text to have it.
const wholly = 0.6

// report prints for each field, and for the halves of the domains, how often the choice
// is right, and on how many pages without one something is chosen.
func report(c Config, all []*sample, folds [][]byte) error {
	models := make([]*lead.Model, len(folds))
	for i, data := range folds {
		var err error
		if models[i], err = lead.LoadModel(data); err != nil {
			return err
		}
	}
	for f := range lead.Field(lead.NumFields) {
		var right, extra, best tally
		worst := 0
		for _, s := range all {
			if !s.measured {
				continue
			}
			half := corpus.HalfOf(s.page.URL)
			p := s.Probabilities(models[s.fold], f)
			got, gold := s.Choose(f, p, nil).Text, s.gold[f]
			wrong := got != gold && !blocks.Same(got, gold)
			if gold == "" {
				wrong = wrong && !s.skipped(got)
				extra.add(half, wrong)
			} else {
				wrong = wrong && (f != lead.Kicker || !blocks.Same(s.label(p, got), gold))
				right.add(half, !wrong)
				best.add(half, sumOf(s.y[f]) > 0)
			}
			if wrong && worst < c.Worst && half == "a" {
				worst++
				fmt.Fprintf(c.Log, "%s %s: want %q, got %q\n", f, s.page.ID, gold, got)
				s.list(c.Log, p, f)
			}
		}
		fmt.Fprintf(c.Log, "%-10s right %s  of none %s  among the candidates %s\n", f, right, extra, best)
	}
	return nil
}

// label returns the section that the library names beside the kicker: of the label over
// the headline where that is no kicker, else of the metadata.
func (s *sample) label(p []float32, kicker string) string {
	if l := s.Label(p, s.section != "", nil).Text; kicker == "" && l != "" {
		return l
	}
	return s.section
}

// list prints the likeliest candidates and the right ones.
func (s *sample) list(w io.Writer, p []float32, f lead.Field) {
	for j, cand := range s.List {
		if p[j] >= 0.2 || s.y[f][j] == 1 {
			fmt.Fprintf(w, "      %.2f y%.0f w%.0f %v %.90q\n", p[j], s.y[f][j], s.w[f][j], cand.Part, cand.Text)
		}
	}
}

func sumOf(values []float32) (sum float32) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// tally counts pages by half.
type tally struct{ yes, n [2]float64 }

func (t *tally) add(half string, yes bool) {
	h := 0
	if half == "b" {
		h = 1
	}
	t.n[h]++
	if yes {
		t.yes[h]++
	}
}

func (t tally) String() string {
	share := func(yes, n float64) float64 { return 100 * yes / max(n, 1) }
	return fmt.Sprintf("%.1f %% of %d (halves %.1f, %.1f)", share(t.yes[0]+t.yes[1], t.n[0]+t.n[1]), int(t.n[0]+t.n[1]),
		share(t.yes[0], t.n[0]), share(t.yes[1], t.n[1]))
}
