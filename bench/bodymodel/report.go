package bodymodel

import (
	"fmt"
	"strings"
)

// report prints the mean word F1 by set at several thresholds, and for sets
// of snippets their F1.
func (c Config) report(stage string, all []*sample, p [][]float32) {
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
			fmt.Fprintf(c.Log, "%-14s %-12s  snippets P %.4f R %.4f F1 %.4f\n", stage, set, pr, re, 2*pr*re/(pr+re))
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
			fmt.Fprintf(c.Log, "%-14s %-12s%s  labels: %.4f\n", stage, set, line.String(), sum/float64(n))
		}
	}
}

// score returns word F1, precision and recall of the segments above t.
func (s *sample) score(p []float32, t float32) (f1, precision, recall float64) {
	have := map[string]int{}
	got := 0
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
