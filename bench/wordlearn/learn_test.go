package wordlearn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/wordlearn"
	"github.com/gatefold/gatefold/internal/wordtable"
)

func texts() []wordlearn.Text {
	var out []wordlearn.Text
	add := func(yes bool, lines ...string) {
		for range 20 {
			for _, l := range lines {
				out = append(out, wordlearn.Text{Places: wordtable.AppendPlaces(nil, []byte(l)), Yes: yes, Weight: 1})
			}
		}
	}
	add(true, "read our whole review", "read also", "read more on ferries")
	add(false, "the ferry was late", "nobody read the list", "a ship came")
	return out
}

func TestColumn(t *testing.T) {
	t.Parallel()
	const places = 1 << 10
	table, err := wordtable.Load(wordtable.Pack([]wordtable.Column{wordlearn.Column(texts(), places)}), 1, places)
	require.NoError(t, err)
	odds := func(s string) float32 {
		var out [1]float32
		table.Score(out[:], wordtable.AppendPlaces(nil, []byte(s)))
		return out[0]
	}
	assert.Positive(t, odds("read our list of harbours"), "a beginning that it has learned")
	assert.Negative(t, odds("the captain was late"))
	assert.Greater(t, odds("read more"), odds("nobody will read"), "where a word stands counts")
	first, again := wordlearn.Column(texts(), places), wordlearn.Column(texts(), places)
	assert.Equal(t, first, again, "the same texts give the same column")
}

func TestWeights(t *testing.T) {
	t.Parallel()
	const places = 1 << 10
	all := texts()
	for i := range all {
		if !all[i].Yes {
			all[i].Weight = 0
		}
	}
	c := wordlearn.Column(all, places)
	assert.Greater(t, c.Bias, wordlearn.Column(texts(), places).Bias, "a text without weight teaches nothing")
}
