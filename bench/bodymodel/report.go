package bodymodel

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/gatefold/gatefold/internal/roles"
)

// report prints the mean word F1 by set at several thresholds, and for sets
// of snippets their F1.
//
// "opt" takes for each page the threshold that the probabilities alone suggest, as
// the library does; "labels" is what the labels themselves reach, which is all that
// a model can hope for.
func (c Config) report(all []*sample, oof []classes) {
	p := bodyOf(oof)
	for _, set := range order {
		if _, ok := c.Sets[set]; !ok {
			continue
		}
		var line strings.Builder
		for _, t := range []float32{0.3, 0.4, 0.5, 0.6} {
			sum, n := 0.0, 0
			for i, s := range all {
				if s.set == set && p[i] != nil && len(s.gold) > 0 {
					f, _, _ := s.score(p[i], t)
					sum += f
					n++
				}
			}
			if n > 0 {
				fmt.Fprintf(&line, "  t=%.1f: %.4f", t, sum/float64(n))
			}
		}
		var tp, fn, fp int
		for i, sm := range all {
			if sm.set == set && p[i] != nil && len(sm.with)+len(sm.without) > 0 {
				a, b, d := sm.snippetScore(p[i], min(sm.best(p[i]), 0.6))
				tp += a
				fn += b
				fp += d
			}
		}
		if tp > 0 {
			pr, re := float64(tp)/float64(tp+fp), float64(tp)/float64(tp+fn)
			fmt.Fprintf(c.Log, "%-12s  snippets P %.4f R %.4f F1 %.4f\n", set, pr, re, 2*pr*re/(pr+re))
			continue
		}
		so, no := 0.0, 0
		for i, sm := range all {
			if sm.set == set && p[i] != nil && len(sm.gold) > 0 {
				f, _, _ := sm.score(p[i], sm.best(p[i]))
				so += f
				no++
			}
		}
		fmt.Fprintf(&line, "  opt: %.4f", so/float64(no))
		if line.Len() > 0 {
			sum, n := 0.0, 0
			for i, s := range all {
				if s.set == set && p[i] != nil && len(s.gold) > 0 {
					f, _, _ := s.score(s.y, 0.5)
					sum += f
					n++
				}
			}
			fmt.Fprintf(c.Log, "%-12s%s  labels: %.4f\n", set, line.String(), sum/float64(n))
		}
	}
}

// score returns word F1, precision and recall of the segments above t.
//
// It is the measure of the bench: words count as often as they stand, in any
// order.
func (s *sample) score(p []float32, t float32) (f1, precision, recall float64) {
	have := map[string]int{}
	got := 0
	// Words are counted in what was taken, then crossed out one by one by the gold
	// text's.
	for k, v := range p {
		if v >= t {
			for _, w := range s.words[k] {
				have[w]++
				got++
			}
		}
	}
	hit := 0
	for _, w := range s.gold {
		if have[w] > 0 {
			have[w]--
			hit++
		}
	}
	if hit == 0 {
		return 0, 0, 0
	}
	precision = float64(hit) / float64(got)
	recall = float64(hit) / float64(len(s.gold))
	return 2 * precision * recall / (precision + recall), precision, recall
}

// snippetScore counts the snippets that the segments above t hold: wanted and
// found, wanted and missed, unwanted and found.
//
// Texts are joined, so that a snippet across two of them is found.
func (s *sample) snippetScore(p []float32, t float32) (tp, fn, fp int) {
	var b strings.Builder
	for k, v := range p {
		if v >= t {
			b.WriteString(" ")
			b.WriteString(strings.Join(s.words[k], " "))
		}
	}
	text := b.String()
	for _, w := range s.with {
		if strings.Contains(text, w) {
			tp++
		} else {
			fn++
		}
	}
	for _, w := range s.without {
		if strings.Contains(text, w) {
			fp++
		}
	}
	return tp, fn, fp
}

// best returns the threshold whose expected F1 is the highest.
//
// It is the library's threshold without its bounds: texts are taken from the
// likeliest down, and each step has an expected F1.
func (s *sample) best(p []float32) float32 {
	type pw struct{ p, w float32 }
	var v []pw
	var tot float32
	for k := range p {
		w := float32(len(s.words[k]))
		v = append(v, pw{p[k], w})
		tot += p[k] * w
	}
	sort.Slice(v, func(i, j int) bool { return v[i].p > v[j].p })
	var num, den, bestF, t float32
	// Where no text has any probability, half is as good as any.
	t = 0.5
	for _, e := range v {
		num += e.p * e.w
		den += e.w
		if f := 2 * num / (den + tot); f > bestF {
			bestF = f
			t = e.p
		}
	}
	return t
}

// dump lists the n pages of a set with the lowest F1, and of each the segments
// that cost the most.
//
// A page whose labels score low as well ("label") has gold text that does not fit,
// and is no mistake of the model.
func dump(w io.Writer, all []*sample, p [][]float32, set string, n int) {
	type r struct {
		i int
		f float64
	}
	var rs []r
	for i, s := range all {
		if s.set == set && p[i] != nil && len(s.gold) > 0 {
			f, _, _ := s.score(p[i], s.best(p[i]))
			rs = append(rs, r{i, f})
		}
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i].f < rs[j].f })
	for _, e := range rs[:min(n, len(rs))] {
		s := all[e.i]
		t := s.best(p[e.i])
		f, pr, re := s.score(p[e.i], t)
		lf, _, _ := s.score(s.y, 0.5)
		fmt.Fprintf(w, "## %s/%s F1 %.3f P %.3f R %.3f thr %.2f label %.3f %s\n", s.set, s.line.ID, f, pr, re, t, lf, s.line.URL)
		type seg struct {
			k, w int
		}
		var errs []seg
		for k := range s.y {
			// By words, since what a mistake costs is the length of its text.
			if (p[e.i][k] >= t) != (s.y[k] > 0.5) {
				errs = append(errs, seg{k, len(s.words[k])})
			}
		}
		sort.Slice(errs, func(i, j int) bool { return errs[i].w > errs[j].w })
		for _, x := range errs[:min(6, len(errs))] {
			txt := strings.Join(s.words[x.k], " ")
			if len(txt) > 90 {
				txt = txt[:90]
			}
			fmt.Fprintf(w, "   k=%d/%d y=%.0f p=%.2f w=%d %s\n", x.k, len(s.y), s.y[x.k], p[e.i][x.k], x.w, txt)
		}
	}
}

// bodyOf leaves of the predictions those of body.
func bodyOf(oof []classes) [][]float32 {
	p := make([][]float32, len(oof))
	for i := range oof {
		for k := range oof[i] {
			p[i] = append(p[i], oof[i][k][roles.ClassBody])
		}
	}
	return p
}

// reportClasses prints for each class how many of the labelled texts the
// likeliest class is right of.
//
// Texts of fewer than four words are left out: most are labels of menus, which would
// decide the figures.
func reportClasses(w io.Writer, all []*sample, oof []classes) {
	var hit, taken, want [roles.NumClasses]int
	for i, s := range all {
		if s.class == nil || s.promosOnly || oof[i] == nil {
			continue
		}
		for k, class := range s.class {
			if class == noClass || len(s.words[k]) < 4 {
				continue
			}
			best := roles.Class(0)
			for c := range roles.Class(roles.NumClasses) {
				if oof[i][k][c] > oof[i][k][best] {
					best = c
				}
			}
			want[class]++
			taken[best]++
			if best == class {
				hit[class]++
			}
		}
	}
	for c := range roles.Class(roles.NumClasses) {
		fmt.Fprintf(w, "class %-10s  P %.4f R %.4f of %d\n", c,
			float64(hit[c])/float64(max(taken[c], 1)), float64(hit[c])/float64(max(want[c], 1)), want[c])
	}
}

// reportConfidence prints for the pages with a whole text, in ten bins of equal
// size by confidence, the means of the confidence and of the word F1.
//
// It is for the calibration in internal/roles.
func reportConfidence(w io.Writer, all []*sample) {
	var pages []*sample
	for _, s := range all {
		if len(s.gold) > 0 {
			pages = append(pages, s)
		}
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].confidence < pages[j].confidence })
	const bins = 10
	for b := range bins {
		part := pages[b*len(pages)/bins : (b+1)*len(pages)/bins]
		var confidence, f1 float64
		for _, s := range part {
			confidence += s.confidence / float64(len(part))
			f1 += s.assigned / float64(len(part))
		}
		fmt.Fprintf(w, "confidence %.4f  word F1 %.4f of %d pages\n", confidence, f1, len(part))
	}
}
