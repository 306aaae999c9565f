package meta

import (
	"math"

	"github.com/gatefold/gatefold/internal/date"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

var shippedDates = trees.Shipped(models.Date, DateFeatures)

// minDate is how likely a date must be that of publication. Chosen on half a of
// the pages with known days and of those labelled as having none.
const minDate = 0.12

// minEarlier is how likely a declared date must be to hold against a later one.
const minEarlier = 0.15

// minSole is how likely the only date of a page must be.
const minSole = 0.05

// minBeside is how likely a date beside the headline must be to hold against the
// one in the address.
const minBeside = 0.4

// LoadDateModel reads a model of dates that bench train has written. It returns
// an error for data that is none or does not fit the features of this version.
func LoadDateModel(data []byte) (*trees.Ensemble, error) {
	return trees.LoadFor(data, DateFeatures())
}

// ranked returns the candidates, the likeliest first.
func (t *dateTable) ranked(model *trees.Ensemble) []rankedDate {
	out := make([]rankedDate, len(t.cands))
	if len(out) == 0 {
		return nil
	}
	if model == nil {
		model = shippedDates()
	}
	scores := make([]float32, len(out))
	model.ScoreRows(t.rows(), scores)
	for i, s := range scores {
		out[i] = rankedDate{i, Probability(s)}
	}
	sortRanked(out)
	return out
}

// Probability turns the score of a model into a probability.
func Probability(s float32) float32 { return float32(1 / (1 + math.Exp(-float64(s)))) }

// DateCandidates are the dates that a page states, and their features: what the
// model of dates learns from.
type DateCandidates struct {
	Dates   []date.Date
	Sources []string
	// Changed are those that are said to be of a change, Declared those that
	// metadata call that of publication.
	Changed, Declared []bool
	// Rows holds NumDateFeatures values a date.
	Rows []float32

	cands []dateCand
}

// Dates returns the candidates for the date of publication of a page.
func Dates(in Input) DateCandidates {
	c := collectors.Get()
	defer c.release()
	c.open(in)
	c.title()
	t := c.dateTable()
	var out DateCandidates
	for i := range t.cands {
		cand := &t.cands[i]
		out.Dates = append(out.Dates, cand.Date)
		out.Sources = append(out.Sources, cand.source)
		out.Changed = append(out.Changed, cand.isChanged())
		out.Declared = append(out.Declared, cand.IsDay() && cand.from <= fromMetaDate && cand.says == saysPublished)
	}
	out.Rows, out.cands = t.rows(), t.cands
	return out
}

// Choose returns the number of the date that is chosen, given how likely each is;
// -1 for none.
func (d *DateCandidates) Choose(p []float32) int {
	order := make([]rankedDate, len(p))
	for i := range p {
		order[i] = rankedDate{i, p[i]}
	}
	sortRanked(order)
	return (&dateTable{cands: d.cands}).chosen(order)
}

// Agree reports whether two dates may be of one day.
func Agree(a, b *date.Date) bool { return agree(a, b) }
