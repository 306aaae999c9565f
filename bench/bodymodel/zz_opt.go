package bodymodel

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// best returns the threshold whose expected F1 is the highest.
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
		fmt.Fprintf(w, "## %s/%s F1 %.3f P %.3f R %.3f thr %.2f label %.3f %s\n", s.set, s.id, f, pr, re, t, lf, s.url)
		type seg struct {
			k, w int
		}
		var errs []seg
		for k := range s.y {
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
