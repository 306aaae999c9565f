package blocks

import (
	"fmt"
	"slices"
	"strings"
)

// fields scores the metadata where the page has it labelled. A section label
// over the headline is a kicker to the labellers: returned as section it is
// right too.
func (s *Score) fields(p *Page, o *Output) {
	if p.Title != "" {
		s.same(&s.Title, "title", p.Title, o.Title)
	}
	if p.Date != "" {
		s.same(&s.Day, "day", p.Date, o.Date)
	}
	if len(p.Authors) > 0 {
		s.authors(p.Authors, o.Authors)
	}
	if o.Policy == "" {
		return
	}
	skipped := fold(strings.Join(p.texts(Skip), ""))
	if p.Standfirst != "" {
		s.same(&s.Standfirst, "standfirst", p.Standfirst, o.Standfirst)
	} else {
		s.none(&s.StandfirstOfNone, "standfirst", o.Standfirst, skipped)
	}
	if p.Kicker != "" {
		s.same(&s.Kicker, "kicker", p.Kicker, o.Kicker, o.Section)
	} else {
		s.none(&s.KickerOfNone, "kicker", o.Kicker, skipped)
	}
}

// same counts whether one of the values got is the value wanted.
func (s *Score) same(m *Mean, what, want string, got ...string) {
	ok := slices.ContainsFunc(got, func(g string) bool { return fold(g) == fold(want) })
	m.count(ok)
	if !ok {
		s.note(what, fmt.Sprintf("want %q, got %q", want, got))
	}
}

// none counts whether a value is returned that the page does not have.
func (s *Score) none(m *Mean, what, got, skipped string) {
	extra := got != "" && !strings.Contains(skipped, fold(got))
	m.count(extra)
	if extra {
		s.note(what+" of none", got)
	}
}

func (s *Score) authors(want, got []string) {
	w, g := foldedSet(want), foldedSet(got)
	f1 := 2 * float64(w.common(g)) / float64(len(w)+len(g))
	s.Authors.add(f1)
	if f1 < 1 {
		s.note("authors", fmt.Sprintf("want %q, got %q", want, got))
	}
}

func foldedSet(names []string) bag[string] {
	set := bag[string]{}
	for _, n := range names {
		set[fold(n)] = 1
	}
	return set
}

// access scores policy and completeness, and whether a promo took story text.
func (s *Score) access(p *Page, o *Output) {
	if o.Policy != "" && p.Policy != "" {
		ok := o.Policy == p.Policy || slices.Contains(p.PolicyAlt, o.Policy)
		s.Policy.count(ok)
		if !ok {
			s.note("policy", fmt.Sprintf("want %s, got %s", p.Policy, o.Policy))
		}
	}
	if o.Policy != "" && p.Content != "" {
		withheld := p.Content == "full" && o.Completeness == "preview" && o.Withheld
		ok := withheld || o.Completeness == p.Content || slices.Contains(p.ContentAlt, o.Completeness)
		s.Completeness.count(ok)
		switch p.Content {
		case "preview":
			s.Preview.count(ok)
		case "full":
			s.WholeCalledPreview.count(!ok && o.Completeness == "preview")
		}
		if !ok {
			s.note("completeness", fmt.Sprintf("want %s, got %s", p.Content, o.Completeness))
		}
	}
	s.stolen(p, o)
}

func (s *Score) stolen(p *Page, o *Output) {
	var promos []string
	for _, r := range o.Promos {
		promos = append(promos, fold(r.Text))
	}
	for _, text := range p.texts(Body) {
		folded := fold(text)
		if len(words(text)) >= stolenWords && slices.ContainsFunc(promos, func(t string) bool { return strings.Contains(t, folded) }) {
			s.note("story in a promo", text)
			s.Stolen.count(true)
			return
		}
	}
	s.Stolen.count(false)
}

// Skipped returns what tells whether a text stands where readers differ, so that it
// counts neither way.
func (p *Page) Skipped() func(text string) bool {
	skipped := fold(strings.Join(p.texts(Skip), ""))
	return func(text string) bool { return strings.Contains(skipped, fold(text)) }
}
