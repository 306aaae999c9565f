// Package promomodel trains the models of internal/promo: which boxes of a page
// are promos, of which kind they are, and which of them are gates.
//
//	go run ./bench train -promos -out internal/models
//
// It learns from the pages labelled block by block. Each is read with the model
// of segments that saw no page of its domain, and the figures are of models of
// boxes that saw none either.
package promomodel

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Config says what to train on and where to write.
//
// Roles are needed since a box's features hold what the models of segments say.
// For each page that must be the model which saw no page of its domain, or the
// boxes would learn from probabilities that are too good.
type Config struct {
	Corpus string
	// Out is the folder for promo.bin; empty writes nothing.
	Out string
	// Models is a folder in which the models of a cross-validation are kept;
	// empty trains them anew each time.
	Models string
	Log    io.Writer
	// Roles are the models of segments by part of the cross-validation.
	Roles [][]byte
	// Folds is a folder into which Run writes the models of its
	// cross-validation, promo-0.bin and so on; empty writes none.
	Folds string
}

// sample is one page of the training table.
// The page itself is released as soon as its rows are made.
type sample struct {
	fold int
	half string
	// measured is false of a page that is only learned from.
	measured bool
	id       string
	url      string
	boxes    []box
	// chars are those of each segment, open the segments that are a promo's or
	// on which readers differ.
	chars  []int32
	texts  []saying
	open   []bool
	promos []gold
}

// gold is a labelled promo.
type gold struct {
	segs   []int32
	chars  int32
	kind   term.PromoKind
	gate   bool
	hidden bool
	words  int
}

// box is a candidate with what the labels say of it.
// overlap is what the model learns, of is for the kind and the gate.
type box struct {
	promo.Candidate
	chars   int32
	overlap float32 // with the promo that it fits best
	of      int     // that promo, -1 for none
}

// load reads all labelled pages, in a fixed order: first their texts, from which
// the tables of words are learned, then their boxes, which a table scores that
// has learned from other domains.
//
// A box's row holds what the tables of words say of it, and those are learned from
// the same pages. So this goes in two passes: all texts, then the tables, five
// times for the five parts, then all boxes, each page's by the table of its part.
// All cores read pages; each writes to its own sample, so that the order stays.
//
// The tables cannot be learned from boxes: a box is a candidate by what a table
// says, among other things.
func load(c Config) ([]*sample, error) {
	set, err := training.All(c.Corpus)
	if err != nil {
		return nil, err
	}
	models, err := bodymodel.LoadRoles(c.Roles)
	if err != nil {
		return nil, err
	}
	all := make([]*sample, len(set.Pages))
	for i, p := range set.Pages {
		all[i] = &sample{fold: bodymodel.FoldOf(p.URL), half: corpus.HalfOf(p.URL), measured: i < set.Measured, id: p.ID, url: p.URL}
	}
	each := func(read func(i int, src []byte) error) error {
		errs := make([]error, len(all))
		gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) {
			var src []byte
			if src, errs[i] = set.Pages[i].HTML(); errs[i] == nil {
				errs[i] = read(i, src)
			}
		})
		return firstError(errs)
	}
	if err := each(func(i int, src []byte) error { return all[i].readTexts(src, &set.Labels[i]) }); err != nil {
		return nil, err
	}
	var tables [bodymodel.Folds]tables
	var failed [bodymodel.Folds]error
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(tables), func(fold int) {
		tables[fold], failed[fold] = trainTables(all, func(s *sample) bool { return s.fold != fold })
	})
	if err := firstError(failed[:]); err != nil {
		return nil, err
	}
	return all, each(func(i int, src []byte) error {
		s := all[i]
		return s.read(src, &set.Labels[i], models[s.fold], tables[s.fold])
	})
}

// tables are those of words, as one part of the cross-validation has them.
// A table that had seen the page would know its words by heart.
type tables struct {
	words, told *wordtable.Table
}

// They go through the same bytes as those of the library do, so that both round
// alike.
func trainTables(all []*sample, use func(*sample) bool) (t tables, err error) {
	if t.words, err = promo.LoadWords(trainWords(all, use)); err != nil {
		return t, err
	}
	t.told, err = promo.LoadTold(trainTold(all, use))
	return t, err
}

// readTexts takes the labelled texts of a page.
//
// Texts of which the labels say nothing, on which readers differ, or that ask for
// consent are left out.
func (s *sample) readTexts(src []byte, p *blocks.Page) error {
	parsed, err := page.Parse(bytes.NewReader(src), "", page.Limits{})
	if err != nil {
		return err
	}
	doc := page.Index(parsed.Root)
	defer doc.Release()
	segs := block.Segment(doc, nil)
	words := wording.Read(wording.Default(), doc, segs)
	defer words.Release()
	for i, l := range blocks.Align(p, doc, segs) {
		switch l.Role {
		case blocks.Unknown, blocks.Skip, blocks.Consent:
		default:
			t := saying{places: wordtable.AppendPlaces(nil, words.Folded(i)), promo: l.Role == blocks.Advert}
			if l.Promo >= 0 {
				t.kind, _ = term.ParsePromoKind(p.Promos[l.Promo].Kind)
				t.gate = p.Promos[l.Promo].Gate
			}
			s.texts = append(s.texts, t)
		}
	}
	return nil
}

// firstError returns the first error in the order of the pages, so that a run
// fails the same way each time.
func firstError(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// read makes the candidates of a page as the library does, and labels them.
//
// It makes the same calls in the same order as an extraction without rules: what
// is learned must be what is seen later.
func (s *sample) read(src []byte, p *blocks.Page, model *roles.Models, t tables) error {
	opened, err := bodymodel.Open(src, s.url, model)
	if err != nil {
		return err
	}
	defer opened.Release()
	opened.Frame.Probabilities()
	s.label(p, opened.Segs, blocks.Align(p, opened.Doc, opened.Segs))
	in := promo.Input{Doc: opened.Doc, Segs: opened.Segs, Words: opened.Words, Links: opened.Links}
	for _, c := range promo.Candidates(in, t.words, t.told) {
		s.boxes = append(s.boxes, s.fit(c))
	}
	return nil
}

// label takes the labelled promos with their segments.
//
// What is open may be in a box without being counted against it.
func (s *sample) label(p *blocks.Page, segs []block.Seg, labels []blocks.Label) {
	s.promos = make([]gold, len(p.Promos))
	for k, want := range p.Promos {
		kind, _ := term.ParsePromoKind(want.Kind)
		s.promos[k] = gold{kind: kind, gate: want.Gate, hidden: want.Hidden, words: len(strings.Fields(want.Text))}
	}
	s.chars, s.open = make([]int32, len(segs)), make([]bool, len(segs))
	for i, l := range labels {
		s.chars[i] = segs[i].Chars
		s.open[i] = l.Role == blocks.Advert || l.Role == blocks.Skip || l.Role == blocks.Consent
		if l.Promo >= 0 {
			g := &s.promos[l.Promo]
			g.segs = append(g.segs, int32(i))
			g.chars += segs[i].Chars
		}
	}
}

// fit says how well a candidate fits which promo. Text on which readers differ
// counts neither way.
//
// The measure is intersection over union, by characters: a box with 80 of a promo's
// 100 characters and 20 others has 80 of 120. It prefers a whole promo to its
// middle.
func (s *sample) fit(c promo.Candidate) box {
	b := box{Candidate: c, of: -1}
	for _, k := range c.Segs {
		b.chars += s.chars[k]
	}
	for i := range s.promos {
		g := &s.promos[i]
		var common, extra int32
		for _, k := range c.Segs {
			if _, ok := slices.BinarySearch(g.segs, k); ok {
				common += s.chars[k]
			} else {
				extra += s.chars[k]
			}
		}
		if common == 0 {
			continue
		}
		if v := float32(common) / float32(g.chars+extra); v > b.overlap {
			b.overlap, b.of = v, i
		}
	}
	return b
}
