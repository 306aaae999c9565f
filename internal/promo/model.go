package promo

import (
	"fmt"
	"math/bits"
	"sync"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Model tells which boxes are promos, of which kind they are, and which stand
// in place of the rest of a story. All its parts read the same row.
type Model struct {
	words     *wordtable.Table
	box, gate *trees.Ensemble
	kinds     [NumKinds]*trees.Ensemble
	told      *wordtable.Table
}

// The members of a model that are tables of words, and their places: of the one that
// tells promos from all other texts, and of the one that tells kinds and gates, which
// learns from promos alone.
const (
	WordsMember = "words"
	ToldMember  = "told"
	WordPlaces  = wordtable.Places
	ToldPlaces  = 1 << 12
)

// LoadWords reads the table that tells promos.
func LoadWords(data []byte) (*wordtable.Table, error) { return wordtable.Load(data, 1, WordPlaces) }

// LoadTold reads the table that tells kinds and gates.
func LoadTold(data []byte) (*wordtable.Table, error) {
	return wordtable.Load(data, NumTold, ToldPlaces)
}

// NumTold is what tables of words tell of a promo: each kind, and last whether
// it is a gate.
const NumTold = NumKinds + 1

// NumKindFeatures is the number of values in the row by which a promo's kind is
// told: those of its box, and what each table says.
const NumKindFeatures = NumFeatures + NumTold

// KindFeatures names them.
func KindFeatures() trees.Features {
	f := Features()
	for i := range NumTold {
		f = append(f, "words "+ToldName(i))
	}
	return f
}

// ToldName is the name of what the column with a number tells.
func ToldName(i int) string {
	if i < NumKinds {
		return KindName(i)
	}
	return "gate"
}

// NumKinds is the number of kinds that the model tells apart, the first of
// which is term.Subscription.
const NumKinds = int(term.Adblock)

// LoadModel reads a model that bench train has written: the tables of words, and
// the ensembles for boxes, for gates and for each kind. It returns an error for
// data that is no model or does not fit the features of this version.
//
// All ensembles are checked even after one has failed; the error is that of the
// first.
func LoadModel(data []byte) (*Model, error) {
	members, err := trees.Unpack(data)
	if err != nil {
		return nil, err
	}
	var m Model
	if m.words, err = LoadWords(members[WordsMember]); err != nil {
		return nil, err
	}
	if m.told, err = LoadTold(members[ToldMember]); err != nil {
		return nil, err
	}
	load := func(name string, f trees.Features) *trees.Ensemble {
		e, failed := trees.LoadFor(members[name], f)
		if failed != nil && err == nil {
			err = fmt.Errorf("promo: %s: %w", name, failed)
		}
		return e
	}
	m.box, m.gate = load("box", Features()), load("gate", KindFeatures())
	for i := range m.kinds {
		m.kinds[i] = load(KindName(i), KindFeatures())
	}
	if err != nil {
		return nil, err
	}
	return &m, nil
}

// KindName is the name of the ensemble for the kind with a number.
func KindName(i int) string { return (term.Subscription + term.PromoKind(i)).String() }

// model is the one that ships. If it does not load, the build is broken; a test
// finds that.
var model = sync.OnceValue(func() *Model {
	m, err := LoadModel(models.Promo)
	if err != nil {
		panic(err)
	}
	return m
})

// Score returns how likely the box of a row is a promo.
func (m *Model) Score(row []float32) float32 { return trees.Probability(m.box.Score(row)) }

// Kind returns the likeliest kind.
//
// Each kind has an ensemble of its own, trained against the others. Their scores
// are compared as they are; a promo always has a kind.
func (m *Model) Kind(row []float32) term.PromoKind {
	return term.Subscription + term.PromoKind(trees.Most(m.kinds[:], row))
}

// gateAt is the log-odds from which a promo is a gate: the F1 of pages with one is
// highest there, in cross-validation over all domains. It was not chosen on half
// of them, as other figures are, because half has too few gates.
const gateAt = -1.5

// saidGateAt is the log-odds from which a promo counts as a gate if it says so in
// words: that the rest is for subscribers, that the free texts are used up.
const saidGateAt = -4

// gateLevel is how sure the model is that a promo is a gate.
type gateLevel uint8

const (
	noGate     gateLevel = iota
	saidGate             // above saidGateAt; asked only of a promo that says so
	likelyGate           // above gateAt
)

func (m *Model) gateLevel(row []float32, says bool) gateLevel {
	switch {
	case m.gate.Above(row, gateAt):
		return likelyGate
	case says && m.gate.Above(row, saidGateAt):
		return saidGate
	}
	return noGate
}

// GateScore returns the log-odds that the box of a row is a gate.
func (m *Model) GateScore(row []float32) float32 { return m.gate.Score(row) }

// kindColumns names the columns of the kinds of phrase.
//
// They stand in the order of the bits of kindsTold, which is that of addKinds.
func kindColumns() []string {
	var out []string
	for k := uint64(kindsTold); k != 0; k &= k - 1 {
		if bit := bits.TrailingZeros64(k); bit < len(lexicon.KindNames())+1 {
			out = append(out, lexicon.Kind(bit).String())
		} else {
			out = append(out, fmt.Sprintf("verb %d", bit))
		}
	}
	return out
}
