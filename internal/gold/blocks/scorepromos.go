package blocks

import (
	"fmt"
	"slices"
)

// labelled scores for each labelled promo whether a returned one holds it.
func (s *Score) labelled(p *Page, o *Output) {
	if o.Policy == "" {
		return
	}
	got := make([]bag[string], len(o.Promos))
	for i, r := range o.Promos {
		got[i] = bagOf(words(r.Text))
	}
	for i := range p.Promos {
		want := &p.Promos[i]
		w := bagOf(words(want.Text))
		if w.size() < countedWords {
			continue
		}
		best, kind, place := 0, "", ""
		for k, g := range got {
			if c := w.common(g); c > best {
				best, kind, place = c, o.Promos[k].Kind, o.Promos[k].Placement
			}
		}
		found := 2*best >= w.size()
		s.Found.count(found)
		if !want.Hidden {
			s.Visible.count(found)
		}
		if found {
			s.Kind.count(kind == want.Kind)
			s.Place.count(place == want.Where)
		}
		s.notePromo(want, found, kind)
	}
}

func (s *Score) notePromo(want *Promo, found bool, kind string) {
	what := want.Kind + " " + want.Where
	if want.Gate {
		what += " gate"
	}
	if want.Hidden {
		what += " hidden"
	}
	switch {
	case !found:
		s.note("missed promo ("+what+")", want.Text)
	case kind != want.Kind:
		s.note("promo ("+what+") as "+kind, want.Text)
	}
}

// mostWords is the share of a returned promo's words that must be those of
// labelled promos.
const mostWords = 0.6

// returned scores for each returned promo whether it is one.
func (s *Score) returned(p *Page, o *Output) {
	right := bag[string]{}
	for _, promo := range p.Promos {
		right.add(words(promo.Text))
	}
	for _, text := range p.texts(Consent, Skip) {
		right.add(words(text))
	}
	for _, r := range o.Promos {
		w := bagOf(words(r.Text))
		n := w.size()
		if n < countedWords {
			continue
		}
		ok := float64(w.common(right)) >= mostWords*float64(n)
		s.Right.count(ok)
		if !ok {
			s.note("false promo ("+r.Kind+")", r.Text)
		}
	}
}

func (s *Score) gates(p *Page, o *Output) {
	if o.Policy == "" {
		return
	}
	want := slices.ContainsFunc(p.Promos, func(p Promo) bool { return p.Gate })
	got := slices.ContainsFunc(o.Promos, func(r ReturnedPromo) bool { return r.Gate })
	switch {
	case want && got:
		s.GatesFound++
	case got:
		s.GatesFalse++
		s.note("false gate", "")
	case want:
		s.GatesMissed++
		s.note("missed gate", "")
	}
}

func (s *Score) offers(p *Page, o *Output) {
	if o.Policy == "" {
		return
	}
	var want, got []string
	for _, promo := range p.Promos {
		for _, offer := range promo.Offers {
			want = append(want, amount(offer.Amount))
		}
	}
	for _, r := range o.Promos {
		for _, offer := range r.Offers {
			got = append(got, amount(offer.Amount))
			if slices.Contains(want, amount(offer.Amount)) {
				s.OffersRight++
			}
		}
	}
	found := bagOf(want).common(bagOf(got))
	s.OffersWanted += len(want)
	s.OffersFound += found
	s.OffersReturned += len(got)
	if found < len(want) || found < len(got) {
		s.note("offers", fmt.Sprintf("want %v, got %v", want, got))
	}
}
