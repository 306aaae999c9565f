package finish

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/payload"
)

// fill sets every string below v, those of fields that are added later too.
func fill(v reflect.Value, s string, depth int) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
	case v.Type() == reflect.TypeFor[article.Provenance]():
		v.Set(reflect.ValueOf(article.Provenance{Kind: article.ProvenanceRule, File: s, Line: 1, Selector: s, Detail: s}))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s, depth-1)
		}
	case v.Kind() == reflect.Slice && depth > 0:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), s, depth-1)
	case v.Type() == reflect.TypeFor[map[string]any]():
		v.Set(reflect.ValueOf(map[string]any{s: "key", "url": s, "list": []any{s, map[string]any{"deep": s}}, "number": 1.0}))
	case v.Kind() == reflect.Map:
		v.Set(reflect.ValueOf(map[string]article.Provenance{"title": {Kind: "css", Detail: s}}))
	case v.Type() == reflect.TypeFor[string]():
		v.SetString(s)
	}
}

// No field of an article is passed over.
func TestArticleCleansEveryField(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{
		"controls":  "a\x00b\x1b]0;x\x07\x7f\u009b31m",
		"lines":     "a\r\nb\vc\td",
		"bidi":      "a\u202eb\u2066c\u2069",
		"bytes":     "a\xffb",
		"script":    "java\nscript:alert(1)",
		"user":      "https://reader:" + payload.Secret + "@news.example/a",
		"mark-up":   `https://news.example/"><script>alert(1)</script>`,
		"backslash": `https:\\news.example\@x`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var a article.Article
			fill(reflect.ValueOf(&a).Elem(), s, 9)
			Article(&a)
			data, err := json.Marshal(a)
			require.NoError(t, err)
			if name == "user" {
				// Words of a story are words, whatever they look like.
				schema, err := json.Marshal(a.SchemaOrg)
				require.NoError(t, err)
				assert.NotContains(t, string(schema)+a.URL+a.CanonicalURL+a.License+a.Image+a.Authors[0].URL+a.Body[0].URL, payload.Secret)
				e := &a.Access.Evidence[0]
				assert.NotContains(t, e.Value+e.Path+e.Source.Selector+e.Source.Detail+a.Access.Withheld.Where+a.Sources["title"].Detail, payload.Secret)
				return
			}
			assert.Empty(t, payload.Dirt(data))
		})
	}
}

func TestArticleLeavesCleanOnes(t *testing.T) {
	t.Parallel()
	want := func() *article.Article {
		return &article.Article{
			URL: "https://news.example/a", CanonicalURL: "https://news.example/b", License: "CC BY 4.0", Title: "Ein Fußweg – à pied",
			Authors: []article.Author{{Name: "Alex", URL: "https://news.example/alex"}},
			Body: []article.Block{
				{Kind: article.BlockCode, Text: "a\n\tb"},
				{Kind: article.BlockParagraph, Text: "see", Spans: []article.Span{{Kind: article.SpanLink, Text: "see", URL: "/relative"}}},
			},
			Promos:    []article.Promo{{Text: "Sign up\nnow", Actions: []article.Action{{Text: "Write", URL: "mailto:desk@news.example"}}}},
			Rights:    []article.Right{{Name: "robots", Value: "noai"}},
			SchemaOrg: []map[string]any{{"@type": "NewsArticle", "https://schema.org/name": "Fußweg: à pied", "dates": []any{"2031-05-03T08:20:00+02:00", 3.0, nil, true}}},
			Sources:   map[string]article.Provenance{"title": article.ParseProvenance("css:h1"), "license": article.ParseProvenance("meta:dc.rights")},
			Disagreements: []article.Disagreement{
				{Field: "title", Value: "javascript: a language", Source: article.ParseProvenance("meta:og:title")}, {Field: "image", Value: "https://i.example/x", Source: article.ParseProvenance("meta:og:image")},
			},
		}
	}
	got := want()
	Article(got)
	assert.Equal(t, want(), got)
}

func TestFilteredFieldsHaveNoSource(t *testing.T) {
	t.Parallel()
	a := article.Article{
		License: "javascript:x", Image: "data:image/png,x", Sources: map[string]article.Provenance{"license": article.ParseProvenance("link:license"), "image": article.ParseProvenance("meta:og:image")},
		Disagreements: []article.Disagreement{{Field: "license", Value: "vbscript:x"}, {Field: "canonical_url", Value: "/relative"}},
		Rights:        []article.Right{{Name: "tdm-policy", Value: "javascript:x"}},
	}
	Article(&a)
	assert.Empty(t, a.License+a.Image)
	assert.Empty(t, a.Sources)
	assert.Empty(t, a.Disagreements)
	assert.Empty(t, a.Rights)
	assert.Equal(t, "/relative", Tried("canonical_url", "/relative"))
	assert.Empty(t, Tried("image", "javascript:x"))
	assert.Equal(t, "javascript:x y", Tried("title", "javascript:x\ny"))
}

func TestProbability(t *testing.T) {
	t.Parallel()
	for p, want := range map[float64]float64{
		0: 0, 1: 1, 0.12345: 0.123, 0.9876543: 0.988, 0.00001: 0.001, 0.99999: 0.999,
	} {
		assert.Equal(t, want, Probability(p))
	}
	a := article.Article{Confidence: 0.123456}
	Article(&a)
	assert.Equal(t, 0.123, a.Confidence)
}

func BenchmarkArticle(b *testing.B) {
	text := strings.Repeat("Ein Absatz – mit Ümlauten und “Zeichen” der Schrift. ", 12)
	var a article.Article
	for range 40 {
		a.Body = append(a.Body, article.Block{Text: text, Spans: []article.Span{{Text: text}, {Text: "a", URL: "https://news.example/2024/a?b=c"}}})
	}
	b.SetBytes(int64(40 * len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Article(&a)
	}
}
