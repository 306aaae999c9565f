package bodymodel

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/gatefold/gatefold/internal/roles"
)

// load reads the pages of all sets and makes their tables, in a fixed order.
func load(c Config) ([]*sample, error) {
	var all []*sample
	lines := map[*sample]goldLine{}
	for _, set := range order {
		weight, ok := c.Sets[set]
		if !ok {
			continue
		}
		golds, err := readGold(filepath.Join(c.Corpus, set))
		if err != nil {
			return nil, err
		}
		for _, g := range golds {
			s := &sample{set: set, id: g.ID, url: g.URL, fold: FoldOf(g.URL), scale: weight}
			lines[s] = g
			all = append(all, s)
		}
	}
	errs := make([]error, len(all))
	each(all, func(i int, s *sample) { errs[i] = s.read(c.Corpus, lines[s]) })
	kept := all[:0]
	for i, s := range all {
		if errs[i] != nil {
			fmt.Fprintf(c.Log, "%s/%s: %v\n", s.set, s.id, errs[i])
			continue
		}
		kept = append(kept, s)
	}
	return kept, nil
}

func (s *sample) read(corpus string, g goldLine) error {
	src, err := readPage(filepath.Join(corpus, s.set), s.id)
	if err != nil {
		return err
	}
	doc, segs, frame, err := open(src, g.URL, nil)
	if err != nil {
		return err
	}
	defer doc.Release()
	defer frame.Release()
	texts := frame.Texts()
	n := len(texts)
	s.rows = make([]float32, n*roles.NumFeatures)
	for k := range n {
		frame.Row(k, s.rows[k*roles.NumFeatures:(k+1)*roles.NumFeatures])
	}
	s.words = make([][]string, n)
	for k, i := range texts {
		s.words[k] = segWords(doc, &segs[i])
	}
	s.y, s.w = make([]float32, n), make([]float32, n)
	if g.Body != "" {
		s.fullText(g)
		return nil
	}
	s.snippets(g)
	return nil
}

// fullText labels by a whole body. A page's weight is spread by words, since
// the measure counts words: what a wrong segment costs is its share of the
// body.
func (s *sample) fullText(g goldLine) {
	body := newGold(g.Body)
	s.gold = words(g.Body)
	s.y = label(s.words, body)
	defer s.distrust()
	for k := range s.y {
		share := float64(len(s.words[k])) / float64(max(body.n, 30))
		s.w[k] = float32(s.scale * (100*min(share, 0.25) + 0.1))
	}
}

// snippets labels only the segments that hold one of the snippets; the rest
// of the page weighs nothing.
func (s *sample) snippets(g goldLine) {
	with, without := folded(g.With), folded(g.Without)
	s.with, s.without = with, without
	for k := range s.words {
		txt := " " + strings.Join(s.words[k], " ") + " "
		in, out := holds(txt, with), holds(txt, without)
		switch {
		case in && !out:
			s.y[k], s.w[k] = 1, float32(2*s.scale)
		case out && !in:
			s.w[k] = float32(2 * s.scale)
		}
	}
}

func folded(snippets []string) []string {
	out := make([]string, 0, len(snippets))
	for _, s := range snippets {
		if w := words(s); len(w) > 1 {
			out = append(out, strings.Join(w, " "))
		}
	}
	return out
}

func holds(txt string, snippets []string) bool {
	for _, s := range snippets {
		if strings.Contains(txt, s) {
			return true
		}
	}
	return false
}

// distrust takes the weight from a page whose gold text its own segments
// cannot make up: the gold is of another state of the page.
func (s *sample) distrust() {
	if f, _, _ := s.score(s.y, 0.5); f < 0.8 {
		clear(s.w)
	}
}
