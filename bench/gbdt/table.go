package gbdt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/trees"
)

// Table is a set of rows without answers, laid out in bins once: several
// questions are learned from the same rows, each on a part of them.
// sum is a hash of the values, taken once: for each question only answers and
// weights are hashed anew.
type Table struct {
	bins  binned
	rows  int
	names trees.Features
	sum   []byte // of the values
}

// NewTable lays out rows of width values each. names are those of the features
// that a model is to carry; there may be more of them than values, for a model
// that never looks at the last of a longer row.
func NewTable(x []float32, width int, names trees.Features, p Params) (*Table, error) {
	d := Data{X: x, Features: width, Y: make([]float32, len(x)/max(width, 1))}
	if d.Rows() == 0 {
		return nil, ErrNoRows
	}
	if err := d.check("table"); err != nil {
		return nil, err
	}
	if len(names) < width {
		return nil, fmt.Errorf("gbdt: table: %d names for %d features", len(names), width)
	}
	h := sha256.New()
	if err := binary.Write(h, binary.LittleEndian, x); err != nil {
		return nil, fmt.Errorf("gbdt: %w", err)
	}
	return &Table{newBinned(d, p.withDefaults()), d.Rows(), names, h.Sum(nil)}, nil
}

// Train fits a model to the rows that weigh something and returns its bytes.
// dir is that of [TrainKept].
//
// Rows that weigh nothing cost nothing, so that parts of a cross-validation share
// one table.
func (t *Table) Train(dir string, y, w []float32, p Params) ([]byte, error) {
	d := Data{Features: len(t.bins.columns), Y: y, W: w}
	if len(y) != t.rows || len(w) != t.rows {
		return nil, fmt.Errorf("gbdt: %d answers and %d weights for %d rows", len(y), len(w), t.rows)
	}
	train := func() ([]byte, error) {
		m := trainBags(d, Data{}, t.bins, p.withDefaults())
		m.features, m.names = len(t.names), t.names
		return m.Bytes()
	}
	if dir == "" {
		return train()
	}
	key, err := t.keyOf(d, p)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, key+".bin")
	if data, err := os.ReadFile(file); err == nil {
		return data, nil
	}
	data, err := train()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("gbdt: %w", err)
	}
	return data, writeWhole(file, data)
}

// It has all that the model follows from: the trainer, the parameters, the values
// and names, the answers and weights.
func (t *Table) keyOf(d Data, p Params) (string, error) {
	h := sha256.New()
	if err := hashSources(h); err != nil {
		return "", err
	}
	p.Workers = 0
	fmt.Fprintf(h, "%+v %x %d\n", p, t.sum, t.names.Hash())
	for _, values := range [][]float32{d.Y, d.W} {
		if err := binary.Write(h, binary.LittleEndian, values); err != nil {
			return "", fmt.Errorf("gbdt: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}
