package promomodel

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
)

// FoldModels returns for each part of the cross-validation the model that
// learned from all other parts.
//
// Nothing is written or printed: it is for tools that measure whole extractions.
func FoldModels(c Config) ([][]byte, error) {
	all, err := load(c)
	if err != nil {
		return nil, err
	}
	return c.foldModels(all)
}

func (c Config) foldModels(all []*sample) ([][]byte, error) {
	models := make([][]byte, bodymodel.Folds)
	for fold := range models {
		var err error
		if models[fold], err = train(c.Models, all, func(s *sample) bool { return s.fold != fold }); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// Run trains the models with cross-validation by domain, prints the figures and
// writes what all pages gave.
//
// The model that is written has learned from all pages; the figures are those of
// the models of the parts, as it has no page left that it did not see.
func Run(c Config) error {
	all, err := load(c)
	if err != nil {
		return err
	}
	folds, err := c.foldModels(all)
	if err != nil {
		return err
	}
	if err := report(c.Log, measured(all), folds); err != nil {
		return err
	}
	if c.Folds != "" {
		if err := bodymodel.WriteFolds(c.Folds, "promo", folds); err != nil {
			return err
		}
	}
	if c.Out == "" {
		return nil
	}
	data, err := train("", all, func(*sample) bool { return true })
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Log, "promo.bin: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(c.Out, "promo.bin"), data, 0o644)
}

// These parameters were chosen by cross-validation on half a.
//
// boxParams are for the ensemble that says which boxes are promos. It alone sees
// boxes that are none.
func boxParams() gbdt.Params {
	return gbdt.Params{Trees: 140, Depth: 8, Leaves: 28, LearningRate: 0.1, MinChildWeight: 4, Lambda: 10, RowFraction: 0.7, FeatureFraction: 0.2, Seed: 1, Bags: 2}
}

// kindParams are for the ensembles of the kinds, which see promos alone.
func kindParams() gbdt.Params {
	return gbdt.Params{Trees: 60, Depth: 5, Leaves: 10, LearningRate: 0.12, MinChildWeight: 3, Lambda: 5, RowFraction: 0.7, FeatureFraction: 0.3, Seed: 1, Bags: 3}
}

// gateParams are for the ensemble of gates, which sees the same rows as those of the
// kinds.
func gateParams() gbdt.Params {
	return gbdt.Params{Trees: 160, Depth: 4, Leaves: 10, LearningRate: 0.06, MinChildWeight: 2, Lambda: 3, RowFraction: 0.7, FeatureFraction: 0.2, Seed: 1, Bags: 6}
}

// fits is the overlap from which a candidate is taken for the promo itself.
// Only such a candidate teaches kinds and gates: a worse one holds words of
// something else.
const fits = 0.5

// train trains all parts of a model on the pages that use chooses.
//
// Boxes far from any promo are most of what a page gives, so that they are
// thinned, by number and not by chance: the same pages give the same table. Gates
// and kinds share rows and differ in their answers.
func train(dir string, all []*sample, use func(*sample) bool) ([]byte, error) {
	boxes, kinds := table(promo.Features()), table(promo.KindFeatures())
	var gates []float32
	var kind []term.PromoKind
	for _, s := range all {
		if !use(s) {
			continue
		}
		for i := range s.boxes {
			b := &s.boxes[i]
			if b.overlap > 0 || i%farShare == 0 {
				boxes.X, boxes.Y = append(boxes.X, b.Row[:promo.NumFeatures]...), append(boxes.Y, answer(b.overlap))
				boxes.W = append(boxes.W, weight(b.overlap))
			}
			if b.overlap >= fits {
				g := &s.promos[b.of]
				kinds.X = append(kinds.X, b.Row...)
				kind, gates = append(kind, g.kind), append(gates, truth(g.gate))
			}
		}
	}
	members := map[string][]byte{promo.WordsMember: trainWords(all, use), promo.ToldMember: trainTold(all, use)}
	add := func(name string, d gbdt.Data, p gbdt.Params) error {
		data, err := gbdt.TrainKept(dir, d, p)
		members[name] = data
		return err
	}
	if err := add("box", boxes, boxParams()); err != nil {
		return nil, err
	}
	// The table is the same for all of these; only the answers are put in anew.
	kinds.Y = gates
	if err := add("gate", kinds, gateParams()); err != nil {
		return nil, err
	}
	for k := range promo.NumKinds {
		kinds.Y = make([]float32, len(kind))
		for i := range kind {
			kinds.Y[i] = truth(kind[i] == term.Subscription+term.PromoKind(k))
		}
		if err := add(promo.KindName(k), kinds, kindParams()); err != nil {
			return nil, err
		}
	}
	return trees.Pack(members), nil
}

// The names give the model its hash, without which the library refuses it.
func table(names trees.Features) gbdt.Data {
	return gbdt.Data{Features: len(names), Names: names}
}

// truth is a yes or no as the trainer has it.
func truth(yes bool) float32 {
	if yes {
		return 1
	}
	return 0
}

// Of the boxes far from any promo, one in farShare is learned from: there are many,
// and they are much alike.
const farShare = 3

// Those that stand for the ones left out weigh as much as all of them.
func weight(overlap float32) float32 {
	if overlap > 0 {
		return 1
	}
	return farShare
}

// answer is what the model is to say of a box that overlaps a promo so far: of
// two boxes the one that fits better is to win.
//
// The labels are not yes or no but how well a box fits, from 0 at an overlap of
// 0.3 to 1 at 0.9, so that choosing the likeliest box chooses the one that fits
// best.
func answer(overlap float32) float32 {
	return min(1, max(0, (overlap-0.3)/0.6))
}
