package lead

import (
	"slices"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// Result is what was chosen.
type Result struct {
	// Fields are what was chosen for each field. One that a rule names is empty: its
	// segments have the role already, or its text stands in the metadata.
	Fields [NumFields]Chosen
	// Section is a label over the headline that is not the kicker for certain. It is
	// what readers are told of the section, whatever metadata say; a rule that names
	// the section knows better.
	Section Chosen
}

var roleOf = [NumFields]term.Role{Kicker: term.Kicker, Standfirst: term.Standfirst}

// Settle chooses both fields, now that all roles are given, and gives the segments of
// what it chose their role. What the models of roles had taken for a field and is not
// chosen becomes story or nothing.
func Settle(in Input) Result {
	none := Chosen{Box: page.None}
	out := Result{[NumFields]Chosen{none, none}, none}
	c := Of(in)
	// The standfirst comes first: what is one is no kicker.
	for _, f := range [...]Field{Standfirst, Kicker} {
		if in.ruled(f) {
			continue
		}
		p := c.Probabilities(in.Model, f)
		open := func(j int) bool { return c.List[j].Seg == c.t.head || in.open(&in.Segs[c.List[j].Seg], p[j]) }
		chosen := c.Choose(f, p, open)
		if f == Standfirst && !in.leavesStory(chosen.Segs) {
			chosen = none
		}
		in.give(f, &chosen)
		out.Fields[f] = chosen
		if f == Kicker && chosen.Text == "" && !meta.ByRule(in.Meta.Section.Source) {
			out.Section = c.Label(p, in.Meta.Section.Text != "", open)
		}
	}
	return out
}

// ruled reports whether a rule says what the field is on this page.
func (in *Input) ruled(f Field) bool {
	stated := [NumFields]*meta.Field{Kicker: &in.Meta.Kicker, Standfirst: &in.Meta.Standfirst}[f]
	if meta.ByRule(stated.Source) {
		return true
	}
	return slices.ContainsFunc(in.Segs, func(s block.Seg) bool {
		return s.Role == roleOf[f] && s.Why.Cause == block.ByRule && !s.Hidden
	})
}

// open reports whether a text that is a field with the probability p is free to be it: no
// promo, and given no other role by a rule, or only as part of the story. What a segment's
// claim was does not tell: roles drop the claims where they look at a page without them.
func (in *Input) open(s *block.Seg, p float32) bool {
	switch s.Role {
	case term.Promo, term.Ad, term.Consent, term.Comments:
		return false
	}
	return s.Why.Cause != block.ByRule || s.Role == term.Body && p >= leastClaimed
}

// leavesStory reports whether there is story beside the texts that are chosen: news in
// brief are a lead and nothing else.
func (in *Input) leavesStory(chosen []int) bool {
	none := true
	for i := range in.Segs {
		if in.Segs[i].Role != term.Body || in.Segs[i].Kind != block.Text {
			continue
		}
		if !slices.Contains(chosen, i) {
			return true
		}
		none = false
	}
	return none
}

// surelyApart is the probability of a standfirst from which it is no text of the story,
// whatever else it looks like. Below, what the models of roles take for story stands in
// both: a first paragraph that is lost costs more than one that is said twice. Chosen on
// half a, held out.
const surelyApart = 0.95

// inBody reports whether a standfirst that the models of roles take for story stays in the
// text too. A line that no sentence ends stands apart from paragraphs that do.
func (c *Chosen) inBody() bool {
	last, _ := utf8.DecodeLastRuneInString(c.Text)
	return c.P < surelyApart && ending(last) != endsOpen
}

// give gives the chosen segments the field's role and takes it from all others.
func (in *Input) give(f Field, chosen *Chosen) {
	for i := range in.Segs {
		s := &in.Segs[i]
		is := slices.Contains(chosen.Segs, i)
		switch {
		case is && f == Standfirst && chosen.inBody() && s.Role == term.Body && s.P >= surelyStory:
		case is:
			s.Role, s.Why = roleOf[f], block.Why{Cause: block.ByModel}
		case s.Role != roleOf[f] || s.Why.Cause == block.ByRule:
		case s.P >= surelyStory:
			s.Role, s.Why = term.Body, block.Why{Cause: block.ByModel}
		default:
			s.Role, s.Why = term.Other, block.Why{Cause: block.ByModel}
		}
	}
}
