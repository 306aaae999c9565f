package lead

import (
	"fmt"
	"sync"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

// Field is one of the two that this package chooses.
type Field int

// The fields.
const (
	Kicker Field = iota
	Standfirst
	NumFields = iota
)

var fieldNames = [NumFields]string{"kicker", "standfirst"}

// String returns the field's name, which its ensemble has too.
func (f Field) String() string { return fieldNames[f] }

// Model says of each candidate how likely it is a field: an ensemble for each.
type Model [NumFields]*trees.Ensemble

// LoadModel reads a model that bench train has written. It returns an error for data
// that is none or does not fit the features of this version.
func LoadModel(data []byte) (*Model, error) {
	members, err := trees.Unpack(data)
	if err != nil {
		return nil, err
	}
	m := new(Model)
	for f := range Field(NumFields) {
		if m[f], err = trees.LoadFor(members[f.String()], Features()); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		delete(members, f.String())
	}
	for name := range members {
		return nil, fmt.Errorf("%w: member %q names no field", trees.ErrFormat, name)
	}
	return m, nil
}

// shipped is the model that is part of the binary. If it does not load, the build is
// broken; a test finds that.
var shipped = sync.OnceValue(func() *Model {
	m, err := LoadModel(models.Lead)
	if err != nil {
		panic(err)
	}
	return m
})

// probabilities are how likely each candidate is the field.
func (m *Model) probabilities(f Field, rows []float32, n int) []float32 {
	p := make([]float32, n)
	m[f].ScoreRows(rows, p)
	for i := range p {
		p[i] = trees.Probability(p[i])
	}
	return p
}
