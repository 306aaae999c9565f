package meta

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

var shippedTitles = trees.Shipped(models.Title, TitleFeatures)

// LoadTitleModel reads a model of titles that bench train has written. It
// returns an error for data that is none or does not fit the features of this
// version.
func LoadTitleModel(data []byte) (*trees.Ensemble, error) {
	return trees.LoadFor(data, TitleFeatures())
}

// ranked returns the numbers of the candidates, the likeliest first. One that
// is alone needs no model.
func (t *titleTable) ranked(model *trees.Ensemble) []int {
	order := make([]int, len(t.cands))
	for i := range order {
		order[i] = i
	}
	if len(order) < 2 {
		return order
	}
	if model == nil {
		model = shippedTitles()
	}
	scores := make([]float32, len(order))
	model.ScoreRows(t.rows(), scores)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return order
}

// rows returns the features of all candidates, one row after the other.
func (t *titleTable) rows() []float32 {
	rows := make([]float32, 0, len(t.cands)*NumTitleFeatures)
	p := t.shared()
	for i := range t.cands {
		rows = t.row(rows, i, &p)
	}
	return rows
}

// TitleCandidates are the texts that may be the title of a page, and their
// features: what the model of titles learns from.
type TitleCandidates struct {
	Texts, Sources []string
	// Rows holds NumTitleFeatures values a text.
	Rows []float32
}

// Titles returns the candidates for the title of a page.
func Titles(in Input) TitleCandidates {
	c := collectors.Get()
	defer c.release()
	c.open(in)
	t := c.titleTable()
	var out TitleCandidates
	for _, cand := range t.cands {
		out.Texts = append(out.Texts, cand.text)
		out.Sources = append(out.Sources, cand.Source)
	}
	out.Rows = t.rows()
	return out
}
