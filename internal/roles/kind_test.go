package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestEvidence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, url  string
		hints      []meta.KindHint
		sum, signs float32
	}{
		{"nothing is known", "", nil, 0, 0},
		{"declared an article", "", []meta.KindHint{meta.HintArticle}, 2, 1},
		{"declared news", "", []meta.KindHint{meta.HintArticle, meta.HintNews}, 3, 1},
		{"a story's address", "https://paper.example/news/the-harbour", nil, 1, 0},
		{"a thread by its declaration", "https://board.example/1", []meta.KindHint{meta.HintForum}, -3, 0},
		{"a thread by its address", "https://board.example/thread/1", nil, -3, 0},
		{"a thread by both counts once", "https://board.example/thread/1", []meta.KindHint{meta.HintForum}, -3, 0},
		{"a product in a shop", "https://shop.example/products/kettle", []meta.KindHint{meta.HintProduct}, -2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, _, f := frameOf(t, "<p>One text.</p>", Input{})
			defer doc.Release()
			defer f.Release()
			m := &meta.Data{}
			for _, h := range c.hints {
				m.Hints = append(m.Hints, meta.Hint{Kind: h})
			}
			row := make([]float32, NumPageFeatures)
			f.PageRow(row, &Result{}, m, c.url)
			assert.Equal(t, []float32{c.sum, c.signs}, row[NumPageFeatures-evidenceFeatures:])
		})
	}
}

func TestLoadModelRefusesOtherFeatures(t *testing.T) {
	t.Parallel()
	_, err := LoadKindModel(bodyModel)
	assert.ErrorContains(t, err, "train it anew")
	_, err = LoadModel(kindModel)
	assert.ErrorContains(t, err, "train it anew")
	_, err = LoadKindModel(nil)
	assert.Error(t, err)
}
