package bodymodel

import (
	"fmt"
	"runtime"

	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/wordlearn"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// yesShare is what a text of a column's class weighs beside another's, but for the
// story's: the others are few.
const yesShare = 3

// worded is a page's texts as the table of words learns them.
type worded struct {
	places [][]uint32
	body   []float32     // 1 for text of the story, 0 for other
	class  []roles.Class // nil where only the story is known
}

// trainWords learns the tables of words of all parts: of each its own, from pages of
// other domains, so that the rows of its pages hold what a table says of words that
// it has not seen.
func (c Config) trainWords(t *trained, samples []*sample, from, to int) {
	texts := make([]worded, len(samples))
	errs := make([]error, len(samples))
	each(samples, func(i int, s *sample) { texts[i], errs[i] = s.readWords() })
	for i, err := range errs {
		if err != nil {
			fmt.Fprintf(c.Log, "%s/%s: %v\n", samples[i].set, samples[i].line.ID, err)
		}
	}
	type job struct{ part, column int }
	var jobs []job
	columns := [Folds + 1][]wordtable.Column{}
	for part := from; part < to; part++ {
		columns[part] = make([]wordtable.Column, len(roles.SaidClasses))
		for column := range roles.SaidClasses {
			jobs = append(jobs, job{part, column})
		}
	}
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(jobs), func(i int) {
		j := jobs[i]
		columns[j.part][j.column] = learnColumn(samples, texts, roles.SaidClasses[j.column], j.part)
	})
	for part := from; part < to; part++ {
		t.members[part][roles.WordsMember] = wordtable.Pack(columns[part])
	}
}

// readWords takes the texts of a page with what is known of them. Pages that cannot be
// read have none; the looks log them.
func (s *sample) readWords() (w worded, err error) {
	src, err := s.line.HTML()
	if err != nil {
		return w, err
	}
	part, err := roles.LoadPart(trees.Pack(nil))
	if err != nil {
		return w, err
	}
	p, err := Open(src, s.line.URL, part)
	if err != nil {
		return w, err
	}
	defer p.Release()
	s.answers(p)
	for k, i := range p.Frame.Texts() {
		y := s.y[k]
		switch {
		case p.Frame.Label(k), s.class == nil && s.w[k] == 0, s.class != nil && s.class[k] == noClass:
			y = unknown
		}
		w.places = append(w.places, wordtable.AppendPlaces(nil, p.Words.Folded(int(i))))
		w.body = append(w.body, y)
	}
	w.class = s.class
	return w, nil
}

// unknown marks a text of which nothing is known, or that no model is asked about.
const unknown = -1

func learnColumn(samples []*sample, texts []worded, class roles.Class, part int) wordtable.Column {
	var learned []wordlearn.Text
	for i, s := range samples {
		if s.fold == part {
			continue
		}
		w := &texts[i]
		for k, places := range w.places {
			t := wordlearn.Text{Places: places, Weight: 1}
			switch {
			case w.body[k] == unknown:
				continue
			case class == roles.ClassBody && s.promosOnly:
				continue
			case class == roles.ClassBody:
				t.Yes = w.body[k] == 1
			case w.class == nil || s.promosOnly && class != roles.ClassPromo:
				continue
			default:
				if t.Yes = w.class[k] == class; t.Yes && class != roles.ClassFurniture {
					t.Weight = yesShare
				}
			}
			learned = append(learned, t)
		}
	}
	return wordlearn.Column(learned, roles.WordPlaces)
}
