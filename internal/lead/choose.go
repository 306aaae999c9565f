package lead

import "github.com/gatefold/gatefold/internal/page"

// least are the probabilities from which a candidate is taken. They were chosen on
// half a, held out: a lower one adds more pages with a wrong value than pages with the
// right one.
var least = [NumFields]float32{Kicker: 0.5, Standfirst: 0.7}

// A label that may name a section is the kicker only from leastOfLabel on, see
// [Candidates.Label]; the first part of a headline is from leastOfPart on, since most
// headlines of two parts are one. Both were chosen as least was.
const (
	leastOfLabel = 0.85
	leastOfPart  = 0.6
)

// leastFor is the probability from which a candidate is taken for a field.
func (c *Candidate) leastFor(f Field) float32 {
	switch {
	case f == Kicker && c.label:
		return leastOfLabel
	case f == Kicker && c.Part:
		return leastOfPart
	}
	return least[f]
}

// leastClaimed is least for a text in a container that a rule names as the story: whoever
// wrote the rule saw more pages of the publisher than this one.
const leastClaimed = 0.8

// joins is the probability from which a text beside the chosen one belongs to it: the
// entries of a summary, a lead of two paragraphs.
const joins = 0.5

// Chosen is the text of a field.
type Chosen struct {
	// Segs are the segments that it is made of, none for a part of the headline.
	Segs []int
	Text string
	// Box is the element that it stands in, [page.None] without one.
	Box page.ID
	// P is how likely the likeliest of its texts is the field.
	P float32
}

// Candidates are the texts that may be one of the fields, and their features: what the
// model learns from.
type Candidates struct {
	List []Candidate
	// Rows holds NumFeatures values a text.
	Rows []float32
	t    *table
}

// Of returns the candidates of a page.
func Of(in Input) Candidates {
	t := newTable(in)
	return Candidates{t.cands, t.rows(), t}
}

// Choose takes the likeliest candidate for a field, and those beside it that belong to
// it. open says which candidates may be chosen, nil for
// all. Without one Text is empty.
func (c *Candidates) Choose(f Field, p []float32, open func(candidate int) bool) Chosen {
	best := -1
	for j := range p {
		if (best < 0 || p[j] > p[best]) && (open == nil || open(j)) {
			best = j
		}
	}
	if best < 0 || p[best] < c.List[best].leastFor(f) {
		return Chosen{Box: page.None}
	}
	chosen := c.List[best]
	if chosen.Part {
		return Chosen{Text: chosen.Text, Box: c.t.in.Segs[chosen.Seg].Box}
	}
	first, last := best, best
	if f == Standfirst {
		belongs := func(j, to int) bool {
			return j >= 0 && j < len(p) && p[j] >= joins && !c.List[j].Part && (open == nil || open(j)) &&
				(c.List[j].Seg < c.t.head) == (c.List[to].Seg < c.t.head)
		}
		for belongs(first-1, best) {
			first--
		}
		for belongs(last+1, best) {
			last++
		}
	}
	out := Chosen{Box: c.t.in.Segs[c.List[first].Seg].Box, P: p[best]}
	for j := first; j <= last; j++ {
		if out.Text != "" {
			out.Text += " "
		}
		out.Text += c.List[j].Text
		out.Segs = append(out.Segs, c.List[j].Seg)
	}
	return out
}

// Probabilities are how likely each candidate is the field, by a model, nil for the one
// that ships.
func (c *Candidates) Probabilities(m *Model, f Field) []float32 {
	if m == nil {
		m = shipped()
	}
	return m.probabilities(f, c.Rows, len(c.List))
}
