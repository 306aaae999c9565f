package article_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

func TestProvenance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		want       article.Provenance
	}{
		{"nothing", "", article.Provenance{}},
		{"rule", "sites/a.example.toml:12 .related > li", article.Provenance{Kind: "rule", File: "sites/a.example.toml", Line: 12, Selector: ".related > li"}},
		{"rule without selector", "a.toml:3", article.Provenance{Kind: "rule", File: "a.toml", Line: 3}},
		{"source of a rule", "a.toml:3 meta:og:title", article.Provenance{Kind: "rule", File: "a.toml", Line: 3, Selector: "meta:og:title"}},
		{"promo of a rule", "promo: vendors/g.toml:9 .gate", article.Provenance{Kind: "promo", File: "vendors/g.toml", Line: 9, Selector: ".gate"}},
		{"promo by its words", "promo: wording", article.Provenance{Kind: "promo", Detail: "wording"}},
		{"signal", "promo", article.Provenance{Kind: "promo"}},
		{"metadata", "meta:og:title", article.Provenance{Kind: "meta", Detail: "og:title"}},
		{"reason", "classifier", article.Provenance{Kind: "classifier"}},
		{"class of a page", "css:p.x.toml:3 y", article.Provenance{Kind: "css", Detail: "p.x.toml:3 y"}},
		{"no number", "a.toml:03", article.Provenance{Kind: "a.toml", Detail: "03"}},
		{"a rule file's line and a space", "a.toml:1 ", article.Provenance{Kind: "a.toml", Detail: "1 "}},
		{"nothing behind the colon", "css:", article.Provenance{Kind: "css:"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := article.ParseProvenance(tt.text)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.text, got.String())
			assert.Equal(t, tt.want.File != "", got.IsRule())
			assert.Equal(t, tt.text == "", got.IsZero())
		})
	}
}

func TestProvenanceInJSON(t *testing.T) {
	t.Parallel()
	in := map[string]article.Provenance{"title": article.ParseProvenance("sites/a.toml:3 h1"), "section": {Kind: "meta", Detail: "section"}}
	data, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"title": "sites/a.toml:3 h1", "section": "meta:section"}`, string(data))
	var out map[string]article.Provenance
	require.NoError(t, json.Unmarshal(data, &out))
	assert.Equal(t, in, out)
}

func FuzzParseProvenance(f *testing.F) {
	f.Add("promo: a.toml:1 b")
	f.Add("a:")
	f.Fuzz(func(t *testing.T, s string) {
		p := article.ParseProvenance(s)
		assert.Equal(t, p, article.ParseProvenance(p.String()))
		assert.Equal(t, s, p.String())
	})
}
