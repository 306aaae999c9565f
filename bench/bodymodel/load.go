package bodymodel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/bench/labels/training"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/roles"
)

// list lists the pages of all sets, in a fixed order. A page that stands in several
// sets is listed once, in the first of them.
func list(c Config) ([]*sample, error) {
	var all []*sample
	seen := map[string]bool{}
	for _, set := range order {
		weight, ok := c.Sets[set]
		if !ok {
			continue
		}
		golds, err := c.readGold(set)
		if err != nil {
			return nil, err
		}
		for _, g := range golds {
			if seen[set+"-"+g.ID] || g.URL != "" && seen[g.URL] {
				continue
			}
			seen[g.URL], seen[g.ID] = true, g.labels != nil || seen[g.ID]
			all = append(all, &sample{set: set, fold: FoldOf(g.URL), scale: weight, line: g})
		}
	}
	return all, nil
}

// read makes the rows of all pages for a look, with the models that t has so far:
// those of the second hold what models of the first say. It returns the pages that
// could be read.
func (c Config) read(t *trained, all []*sample, l look) ([]*sample, error) {
	// Each page is read with the model of its part, which has not seen its domain.
	var models [Folds]*roles.Models
	for i := range models {
		var err error
		if models[i], err = t.model(i); err != nil {
			return nil, err
		}
	}
	errs := make([]error, len(all))
	each(all, func(i int, s *sample) { errs[i] = s.read(models[s.fold], l) })
	// A page that cannot be read is logged and left out, since a run over thousands
	// should not end with it.
	var kept []*sample
	for i, s := range all {
		if errs[i] != nil {
			fmt.Fprintf(c.Log, "%s/%s: %v\n", s.set, s.line.ID, errs[i])
			continue
		}
		kept = append(kept, s)
	}
	return kept, nil
}

// read makes the rows and answers of a page. For the first look every text but
// labels is kept.
//
// How a page is labelled depends on its gold: labels of blocks, a whole body, or
// snippets.
func (s *sample) read(model *roles.Models, l look) error {
	src, err := s.line.HTML()
	if err != nil {
		return err
	}
	opened, err := Open(src, s.line.URL, model)
	if err != nil {
		return err
	}
	defer opened.Release()
	s.answers(opened)
	s.keepRows(opened.Frame, l)
	s.thin()
	return nil
}

// keepRows takes the rows of the texts that a look is asked about.
func (s *sample) keepRows(frame *roles.Frame, l look) {
	s.kept, s.rows = s.kept[:0], s.rows[:0]
	// The library keeps only texts for its second look that the first did not settle.
	// Without a first look all are kept: what it is to settle must be in the table.
	if !l.second {
		for k := range s.y {
			if !frame.Label(k) {
				s.kept = append(s.kept, int32(k))
			}
		}
		s.rows = make([]float32, len(s.kept)*roles.NumFeatures)
		for j, k := range s.kept {
			frame.Row(int(k), s.rows[j*roles.NumFeatures:])
		}
	} else {
		kept, rows := frame.Kept()
		s.kept, s.rows = append(s.kept, kept...), append(s.rows, rows...)
	}
}

// answers makes the answers of a page and their weights, by text.
func (s *sample) answers(p *Page) {
	texts, g := p.Frame.Texts(), s.line
	s.words = make([][]string, len(texts))
	for k, i := range texts {
		s.words[k] = segWords(p.Doc, &p.Segs[i])
	}
	s.y, s.w = make([]float32, len(texts)), make([]float32, len(texts))
	switch {
	case g.labels != nil:
		s.labelled(g.labels, p)
	case g.Body != "":
		s.fullText(g)
	default:
		s.snippets(g)
	}
}

// classOf are the classes of the labellers' roles; what is missing is
// furniture.
var classOf = map[blocks.Role]roles.Class{
	blocks.Body: roles.ClassBody, blocks.Standfirst: roles.ClassStandfirst, blocks.Caption: roles.ClassCaption,
	blocks.Advert: roles.ClassPromo, blocks.Related: roles.ClassRelated, blocks.Comments: roles.ClassComments,
	blocks.Note: roles.ClassNote, blocks.Bio: roles.ClassNote, blocks.Consent: roles.ClassConsent,
	blocks.Kicker: roles.ClassKicker,
}

// noClass is that of a text of which the labels say nothing.
// Such a text teaches no class, but it is a neighbour of others.
const noClass = -1

// labelled takes the labels of a reader. Of a page that is no article they tell
// promos from the rest only.
//
// A label counts where it holds for most of a text, six tenths. Where a reader's
// block and a segment are cut differently the rest has none.
func (s *sample) labelled(p *blocks.Page, opened *Page) {
	texts := opened.Frame.Texts()
	s.class, s.gold = make([]roles.Class, len(texts)), nil
	s.promosOnly = p.Kind != "article"
	var body int
	labels := blocks.Align(p, opened.Doc, opened.Segs)
	for k, i := range texts {
		l := labels[i]
		s.class[k] = noClass
		if l.Role == blocks.Unknown || l.Role == blocks.Skip || l.Share < 0.6 {
			continue
		}
		class, ok := classOf[l.Role]
		if !ok {
			class = roles.ClassFurniture
		}
		s.class[k] = class
		if class == roles.ClassBody {
			s.y[k] = 1
			body += len(s.words[k])
			s.gold = append(s.gold, s.words[k]...)
		}
	}
	for k := range texts {
		if s.class[k] == noClass {
			continue
		}
		share := float64(len(s.words[k])) / float64(max(body, 30))
		s.w[k] = float32(s.scale * (100*min(share, 0.25) + 0.3))
	}
	// Of a page that is no article nobody said what its body would be.
	if s.promosOnly {
		clear(s.w)
		s.gold = nil
	}
}

// answer returns whether text k is of the class, and what that weighs.
//
// Body goes by every set, the other classes only by labels of blocks. A weight of
// 0 leaves the row out.
func (s *sample) answer(c roles.Class, k int) (y, w float32) {
	if c == roles.ClassBody {
		return s.y[k], s.w[k]
	}
	if s.class == nil || s.class[k] == noClass || s.promosOnly && c != roles.ClassPromo {
		return 0, 0
	}
	if s.class[k] == c {
		y = 1
	}
	if y == 1 && c == roles.ClassKicker {
		return y, s.trust() // a word or two, by which nothing else stands
	}
	// Long texts cost more where they are taken for another thing.
	return y, s.trust() * (0.3 + float32(min(len(s.words[k]), 40))/40)
}

// trust is what the labels of a page weigh beside those of the benchmark, for the story
// by [Sets] and for all else by this: of the pages that are only learned from many are of
// firms and blogs, which set other things between their paragraphs than publishers do.
func (s *sample) trust() float32 {
	if s.set == training.Name {
		return 0.5
	}
	return 1
}

// fullText labels by a whole body. A page's weight is spread by words, since
// the measure counts words: what a wrong segment costs is its share of the
// body.
//
// A long segment weighs no more than a quarter of the body would: otherwise one
// wrong label could outweigh the page.
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
//
// A text that holds a wanted and an unwanted snippet is both, and teaches nothing.
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

// Snippets of one word are dropped: they stand anywhere.
func folded(snippets []string) []string {
	out := make([]string, 0, len(snippets))
	for _, s := range snippets {
		if w := words(s); len(w) > 1 {
			out = append(out, strings.Join(w, " "))
		}
	}
	return out
}

// holds reports whether a text has one of the snippets in it.
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
//
// The labels are scored as a model would be. Where even they come to less than 0.8
// the story was cut, changed or replaced after the gold text was taken.
func (s *sample) distrust() {
	if f, _, _ := s.score(s.y, 0.5); f < 0.8 {
		clear(s.w)
	}
}

// thin drops the rows that weigh nothing, and two in three of the short texts that
// are no body; the third then weighs as much as all of them. Most rows are of such
// texts and teach the same.
//
// It goes by text number and not by chance. Labels of readers are never thinned.
func (s *sample) thin() {
	left := 0
	for j, k := range s.kept {
		short := s.class == nil && s.y[k] == 0 && len(s.words[k]) < 6
		if s.w[k] == 0 && s.class == nil || short && k%3 != 0 {
			continue
		}
		if short {
			s.w[k] *= 3
		}
		copy(s.rows[left*roles.NumFeatures:][:roles.NumFeatures], s.rows[j*roles.NumFeatures:])
		s.kept[left] = k
		left++
	}
	s.kept, s.rows = s.kept[:left], slices.Clip(s.rows[:left*roles.NumFeatures])
}
