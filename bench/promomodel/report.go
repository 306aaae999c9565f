package promomodel

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/gatefold/gatefold/internal/promo"
)

// measured are the pages that figures are of.
func measured(all []*sample) []*sample {
	return slices.DeleteFunc(slices.Clone(all), func(s *sample) bool { return !s.measured })
}

// report prints what the models of the cross-validation find, for several
// probabilities from which a box is a promo, over all pages and each half.
//
// Each page is scored by the model that saw no page of its domain. Choices are
// made on half a and reported for half b; both stand in the output, with all pages
// above them.
func report(w io.Writer, all []*sample, folds [][]byte) error {
	models := make([]*promo.Model, len(folds))
	for i, data := range folds {
		var err error
		if models[i], err = promo.LoadModel(data); err != nil {
			return err
		}
	}
	// Each box is scored once; all tables below choose among the same scores.
	scores := make([][]float32, len(all))
	for i, s := range all {
		scores[i] = make([]float32, len(s.boxes))
		for k := range s.boxes {
			scores[i][k] = models[s.fold].Score(s.boxes[k].Row[:promo.NumFeatures])
		}
	}
	reportBoxes(w, all, scores, models)
	reportGates(w, all, scores, models)
	reportFits(w, all)
	return nil
}

// reportBoxes prints for several probabilities what is found.
//
// The probabilities are those around promo's enough, for which this table is read.
func reportBoxes(w io.Writer, all []*sample, scores [][]float32, models []*promo.Model) {
	for _, half := range []string{"", "a", "b"} {
		for _, least := range []float32{0.1, 0.14, 0.17, 0.2, 0.23, 0.26, 0.3, 0.4} {
			var f found
			for i, s := range all {
				if half == "" || s.half == half {
					f.add(s, scores[i], least, models[s.fold])
				}
			}
			fmt.Fprintf(w, "half %1s from %.2f: %s\n", half, least, f)
		}
	}
}

// reportGates prints for several log-odds how gates are told.
//
// A page counts as one with a gate if any of its promos is.
func reportGates(w io.Writer, all []*sample, scores [][]float32, models []*promo.Model) {
	for _, half := range []string{"", "a", "b"} {
		// Boxes are chosen with one probability here, so that the lines differ by the
		// gates alone.
		for _, at := range []float32{-2, -1.5, -1, -0.5, 0} {
			var f found
			for i, s := range all {
				if half == "" || s.half == half {
					f.countGates(s, choose(s, scores[i], 0.2), models[s.fold], at)
				}
			}
			fmt.Fprintf(w, "half %1s gates from log-odds %.1f: %s\n", half, at, f)
		}
	}
}

// reportFits prints for how many promos there is a box to choose at all.
//
// It is what no model can exceed: a promo without a box that fits is lost before
// any is asked.
func reportFits(w io.Writer, all []*sample) {
	n, best := 0, 0
	for _, s := range all {
		for i, g := range s.promos {
			// A labelled promo whose text is not found on the page has no segments.
			if g.words < 4 || len(g.segs) == 0 {
				continue
			}
			n++
			if slices.ContainsFunc(s.boxes, func(b box) bool { return b.of == i && b.overlap >= 0.6 }) {
				best++
			}
		}
	}
	rows := 0
	for _, s := range all {
		rows += len(s.boxes)
	}
	fmt.Fprintf(w, "%d boxes on %d pages; of %d promos %d have a box that fits\n", rows, len(all), n, best)
}

// found counts as bench blocks does, by characters.
// A promo is found if the box that has most of it has half of it; a box is right
// if six tenths of it are labelled as something that asks, or as open.
type found struct {
	wanted, found, kind, returned, right int
	gates, gatesFalse, gatesMissed       int
}

func (f found) String() string {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return fmt.Sprintf("recall %.1f precision %.1f kind %.1f gate F1 %.1f (%d false %d missed)", share(f.found, f.wanted), share(f.right, f.returned),
		share(f.kind, f.found), share(2*f.gates, 2*f.gates+f.gatesFalse+f.gatesMissed), f.gatesFalse, f.gatesMissed)
}

// Promos of fewer than four words are not asked for: labels of buttons, on which
// readers differ.
func (f *found) add(s *sample, scores []float32, least float32, m *promo.Model) {
	chosen := choose(s, scores, least)
	f.count(s, chosen)
	f.countGates(s, chosen, m, -1)
	for i := range s.promos {
		g := &s.promos[i]
		if g.words < 4 {
			continue
		}
		f.wanted++
		var best int32
		var by *box
		for _, b := range chosen {
			if c := s.common(b, g); c > best {
				best, by = c, b
			}
		}
		if g.chars > 0 && 2*best >= g.chars {
			f.found++
			if m.Kind(by.Row) == g.kind {
				f.kind++
			}
		}
	}
}

// A page counts once, however many gates it has.
func (f *found) countGates(s *sample, chosen []*box, m *promo.Model, at float32) {
	gate := slices.ContainsFunc(chosen, func(b *box) bool { return m.GateScore(b.Row) > at })
	want := slices.ContainsFunc(s.promos, func(g gold) bool { return g.gate })
	switch {
	case want && gate:
		f.gates++
	case gate:
		f.gatesFalse++
	case want:
		f.gatesMissed++
	}
}

// Precision does not ask which promo a box belongs to: half of one counts as right,
// and so do two in one box.
func (f *found) count(s *sample, chosen []*box) {
	for _, b := range chosen {
		var right int32
		for _, k := range b.Segs {
			if s.open[k] {
				right += s.chars[k]
			}
		}
		f.returned++
		if right*10 >= b.chars*6 {
			f.right++
		}
	}
}

// common is the characters that a box shares with a promo.
func (s *sample) common(b *box, g *gold) int32 {
	var n int32
	for _, k := range b.Segs {
		if _, ok := slices.BinarySearch(g.segs, k); ok {
			n += s.chars[k]
		}
	}
	return n
}

// choose takes the likeliest boxes that share no segment.
//
// It is the library's choice without its last step, which takes larger boxes that
// are nearly as likely.
func choose(s *sample, scores []float32, least float32) []*box {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	taken := make([]bool, len(s.chars))
	var out []*box
next:
	for _, i := range order {
		if scores[i] < least {
			break
		}
		for _, k := range s.boxes[i].Segs {
			if taken[k] {
				continue next
			}
		}
		for _, k := range s.boxes[i].Segs {
			taken[k] = true
		}
		out = append(out, &s.boxes[i])
	}
	return out
}
