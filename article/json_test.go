package article

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMarshalZeroArticle(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(Article{})
	require.NoError(t, err)
	assert.Equal(t, `{"kind":"article","confidence":0,"authors":[],"word_count":0,"body":[],"text":"","promos":[],`+
		`"access":{"policy":"unknown","completeness":"unknown","declared":false,"evidence":[]}}`, string(got))
}

func TestMarshalLeavesArticleAlone(t *testing.T) {
	t.Parallel()
	art := Article{Access: Access{Conflicts: []Conflict{{About: "policy"}}}}
	got, err := json.Marshal(&art)
	require.NoError(t, err)
	assert.Contains(t, string(got), `"conflicts":[{"about":"policy","evidence":[]}]`)
	assert.Equal(t, Article{Access: Access{Conflicts: []Conflict{{About: "policy"}}}}, art)
}

func TestMarshalEscapesAsTheEncoderSays(t *testing.T) {
	t.Parallel()
	art := Article{Title: "A & B <c>"}
	got, err := json.Marshal(art)
	require.NoError(t, err)
	assert.Contains(t, string(got), `"A \u0026 B \u003cc\u003e"`)

	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(art))
	assert.Contains(t, buf.String(), `"A & B <c>"`)
}

// The JSON form has the fields of Article, in their order and with their
// options, and text after body.
func TestJSONFormHasFieldsOfArticle(t *testing.T) {
	t.Parallel()
	var want []string
	for f := range fieldsOf(reflect.TypeFor[Article]()) {
		want = append(want, f.Tag.Get("json"))
		if f.Name == "Body" {
			want = append(want, "text")
		}
	}
	var hidden, got []string
	for f := range fieldsOf(reflect.TypeFor[articleJSON]()) {
		if !f.Anonymous {
			hidden = append(hidden, f.Tag.Get("json"))
		}
	}
	for f := range fieldsOf(reflect.TypeFor[plainArticle]()) {
		if !slices.Contains(hidden, f.Tag.Get("json")) {
			got = append(got, f.Tag.Get("json"))
		}
	}
	assert.Equal(t, want, append(got, hidden...))
}

func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// randomArticle fills every field of an Article with random values.
func randomArticle(seed int64) Article {
	r := rand.New(rand.NewSource(seed))
	var a Article
	fillRandom(r, reflect.ValueOf(&a).Elem(), 6)
	return a
}

// fillRandom sets v to a random value: times in UTC to the second, as a page has
// them, and text of valid UTF-8.
func fillRandom(r *rand.Rand, v reflect.Value, depth int) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(r.Int63n(4e9), 0).UTC()))
	case v.Type() == reflect.TypeFor[Provenance]():
		v.Set(reflect.ValueOf(randomProvenance(r)))
	case v.Type() == reflect.TypeFor[map[string]Provenance]():
		v.Set(reflect.ValueOf(map[string]Provenance{"title": randomProvenance(r), "section": randomProvenance(r)}))
	case v.Type() == reflect.TypeFor[map[string]any]():
		v.Set(reflect.ValueOf(map[string]any{"@type": "NewsArticle", "n": r.Float64(), "list": []any{nil, true, map[string]any{"<&>": "\u2028"}}}))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillRandom(r, v.Field(i), depth-1)
		}
	case v.Kind() == reflect.Slice:
		if n := r.Intn(3); depth > 0 && n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fillRandom(r, v.Index(i), depth-1)
			}
		}
	case v.Kind() == reflect.String && strings.HasPrefix(v.Type().PkgPath(), "github.com/gatefold"):
		words := vocabulary[v.Type()]
		v.SetString(words[r.Intn(len(words))])
	case v.Kind() == reflect.String:
		s := hardTexts[r.Intn(len(hardTexts))]
		if utf8.ValidString(s) {
			v.SetString(s)
		}
	default:
		made, ok := quick.Value(v.Type(), r)
		if ok && v.Kind() != reflect.Float64 {
			v.Set(made)
		}
	}
}

func randomProvenance(r *rand.Rand) Provenance {
	texts := []string{"", "classifier", "jsonld:headline", "promo: wording", "sites/x.toml:3 h1", "promo: vendors/y.toml:9 .a > b"}
	return ParseProvenance(texts[r.Intn(len(texts))])
}

// vocabulary are the words of the string types, without the zero values that
// the JSON form spells out.
var vocabulary = map[reflect.Type][]string{
	reflect.TypeFor[Kind]():         {"article", "live", "login"},
	reflect.TypeFor[Precision]():    {"", "day", "second"},
	reflect.TypeFor[Zone]():         {"", "assumed"},
	reflect.TypeFor[AuthorKind]():   {"", "person", "organisation"},
	reflect.TypeFor[BlockKind]():    {"paragraph", "list", "table", "live-post"},
	reflect.TypeFor[SpanKind]():     {"", "link", "break"},
	reflect.TypeFor[Role]():         {"author-bio", "correction"},
	reflect.TypeFor[PromoKind]():    {"", "subscription", "consent"},
	reflect.TypeFor[Placement]():    {"", "in-body"},
	reflect.TypeFor[Policy]():       {"unknown", "metered"},
	reflect.TypeFor[Completeness](): {"unknown", "none"},
	reflect.TypeFor[Precision]():    {"", "day", "second"},
	reflect.TypeFor[Zone]():         {"", "known", "assumed"},
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for seed := range int64(500) {
		art := randomArticle(seed)
		data, err := json.Marshal(art)
		require.NoError(t, err)
		var back Article
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, emptied(t, art), emptied(t, back), "seed %d", seed)

		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(data), string(again), "seed %d", seed)
	}
}

// emptied makes every empty slice and map in a nil: JSON does not tell them
// apart.
func emptied(t *testing.T, a Article) Article {
	t.Helper()
	emptyToNil(reflect.ValueOf(&a).Elem())
	return a
}

func emptyToNil(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			emptyToNil(v.Field(i))
		}
	case reflect.Slice, reflect.Map:
		if v.Len() == 0 && v.CanSet() {
			v.SetZero()
		}
		for i := 0; v.Kind() == reflect.Slice && i < v.Len(); i++ {
			emptyToNil(v.Index(i))
		}
	}
}

func TestRoundTripKeepsZone(t *testing.T) {
	t.Parallel()
	seoul := time.Date(2012, 5, 24, 9, 30, 0, 0, time.FixedZone("", 9*3600))
	data, err := json.Marshal(Article{Published: Date{Time: seoul, Zone: "known"}})
	require.NoError(t, err)
	assert.Contains(t, string(data), `"2012-05-24T09:30:00+09:00"`)
	var back Article
	require.NoError(t, json.Unmarshal(data, &back))
	assert.True(t, seoul.Equal(back.Published.Time))
}

func TestUnmarshalIgnoresText(t *testing.T) {
	t.Parallel()
	dec := json.NewDecoder(strings.NewReader(`{"text":"forged","body":[{"kind":"paragraph","text":"real"}]}`))
	dec.DisallowUnknownFields()
	var art Article
	require.NoError(t, dec.Decode(&art))
	assert.Equal(t, "real", art.Text())
	assert.Error(t, json.Unmarshal([]byte(`{"body":1}`), &art))
}
