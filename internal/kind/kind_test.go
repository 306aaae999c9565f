package kind

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/models"
)

func TestEvidence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, url  string
		types      []string
		sum, signs float32
	}{
		{"nothing is known", "", nil, 0, 0},
		{"declared an article", "", []string{"Article"}, 2, 1},
		{"declared news", "", []string{"Article", "NewsArticle"}, 3, 1},
		{"a story's address", "https://paper.example/news/the-harbour", nil, 1, 0},
		{"a thread by its declaration", "https://board.example/1", []string{"DiscussionForumPosting"}, -3, 0},
		{"a thread by its address", "https://board.example/thread/1", nil, -3, 0},
		{"a thread by both counts once", "https://board.example/thread/1", []string{"DiscussionForumPosting"}, -3, 0},
		{"a product in a shop", "https://shop.example/products/kettle", []string{"Product"}, -2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := &meta.Data{LD: new(jsonld.Graph), ItemTypes: c.types}
			row := make([]float32, NumFeatures)
			Row(row, &Input{Meta: m, URL: c.url})
			assert.Equal(t, []float32{c.sum, c.signs}, row[NumFeatures-evidenceFeatures:])
		})
	}
}

func TestLoadModelRefusesOtherFeatures(t *testing.T) {
	t.Parallel()
	_, err := LoadModel(models.Kind)
	assert.NoError(t, err)
	other := slices.Clone(models.Kind)
	other[8]++ // of the hash
	_, err = LoadModel(other)
	assert.ErrorContains(t, err, "train it anew")
	_, err = LoadModel(nil)
	assert.Error(t, err)
}

func TestEveryFeatureHasAName(t *testing.T) {
	t.Parallel()
	assert.Len(t, Features(), NumFeatures)
}

func TestDeclarations(t *testing.T) {
	t.Parallel()
	m := &meta.Data{LD: new(jsonld.Graph), Metas: []meta.MetaTag{{Name: "og:type", Content: "article"}}, ItemTypes: []string{"Article", "Thing"}}
	m.LD.Add(`{"@type": ["LiveBlogPosting", "Article"]}`)
	assert.Equal(t, []Declaration{
		{SaysArticle, "meta:og:type", "article"}, {SaysLive, "jsonld:@type", "LiveBlogPosting"},
		{SaysArticle, "jsonld:@type", "Article"}, {SaysArticle, "microdata:itemtype", "Article"},
	}, declarations(m))
}
