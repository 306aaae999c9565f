package jsonld_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/jsonld"
)

func TestAddReadsWhatPagesWrite(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, why, text string }{
		{"plain", "the normal case", `{"@type":"NewsArticle","headline":"A day"}`},
		{"graph", "the usual form of WordPress", `{"@graph":[{"@type":"WebSite","name":"S"},{"@type":"Article","headline":"A day"}]}`},
		{"array", "several objects in one block", `[{"@type":"Organization"},{"@type":"Article","headline":"A day"}]`},
		{"main entity", "the page is the root", `{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A day"}}`},
		{"type list", "schema.org allows several types", `{"@type":["Thing","https://schema.org/NewsArticle"],"headline":"A day"}`},
		{"key case", "publishers write keys in any case", `{"@Type":"Article","Headline":"A day"}`},
		{"CDATA", "XHTML templates", "\n//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A day\"}\n//]]>\n"},
		{"comment", "old browsers", `<!-- {"@type":"Article","headline":"A day"} -->`},
		{"trailing commas", "templates with loops", `{"@type":"Article","headline":"A day",}`},
		{"raw line break", "a description pasted into a template", "{\"@type\":\"Article\",\"description\":\"one\ntwo\",\"headline\":\"A day\"}"},
		{"two values", "two plugins", `{"@type":"WebSite"} {"@type":"Article","headline":"A day"};`},
		{"single quotes", "written by hand", `{'@type':'Article','headline':'A day'}`},
		{"line comments", "copied from a tutorial", "{\"@type\":\"Article\", // the type\n\"headline\":\"A day\"}"},
		{"entities", "escaped as HTML", `{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A day&quot;}`},
		{"missing brace", "cut by a cache", `{"@type":"Article","headline":"A day"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var g jsonld.Graph
			g.Add(c.text)
			assert.Equal(t, "A day", g.Article("", "").Get("headline").Text(), c.why)
		})
	}
}

func TestArticleChoosesThePagesOwn(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2024-01-01"}]}`)
	g.Add(`[{"@type":"NewsArticle","headline":"Older","url":"https://example.com/older"},
		{"@type":"NewsArticle","headline":"Own","url":"http://www.example.com/own/?x=1"},
		{"@type":"VideoObject","name":"clip"}]`)
	assert.Equal(t, "Own", g.Article("https://example.com/own", "").Get("headline").Text(), "the address decides")
	assert.Equal(t, "Older", g.Article("", "older").Get("headline").Text(), "the headline decides without an address")
	assert.True(t, new(jsonld.Graph).Article("", "").IsZero())
}

func TestReferencesAreFollowed(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(`{"@graph":[{"@type":"Article","headline":"H","author":{"@id":"#ann"}},
		{"@type":"Person","@id":"#ann","name":"Ann Lee","sameAs":["https://example.com/ann"]}]}`)
	a := g.Article("", "")
	assert.Equal(t, "Ann Lee", a.Path("author.name").Text())
	assert.True(t, a.Get("author").Is("person"))
}

func TestEachFollowsAPathThroughLists(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(`{"@type":"Article","author":[{"name":"Ann Lee"},{"@id":"#bo"},{"name":["Cy Day","Di Fox"]},null],
		"creator":{"@id":"#bo","name":"Bo Berg"}}`)
	texts := func(path string) (out []string) {
		for v := range g.Article("", "").Each(path) {
			out = append(out, v.Text())
		}
		return out
	}
	assert.Equal(t, []string{"Ann Lee", "Bo Berg", "Cy Day", "Di Fox"}, texts("author.name"))
	assert.Empty(t, texts("author.none"))
	g = jsonld.Graph{}
	g.Add(`{"@type":"Article","author":[` + strings.Repeat(`{"name":"A"},`, 5_000) + `{"name":"B"}]}`)
	assert.Less(t, len(texts("author.name")), 200, "long lists are cut")
}

func TestReferencesInACircleEnd(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(`[{"@id":"#a","author":{"@id":"#b"}},{"@id":"#b","author":{"@id":"#a"}}]`)
	for v := range g.Objects() {
		assert.NotPanics(t, func() { v.Path("author.author.author.name").Text() })
	}
}

func TestLimitsHold(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(strings.Repeat("[", 100_000))
	g.Add(strings.Repeat(`{"a":`, 5_000) + "1" + strings.Repeat("}", 5_000))
	assert.Equal(t, 2, g.Broken)
	assert.Zero(t, g.Len())
}

func TestTextDecodesEscapes(t *testing.T) {
	t.Parallel()
	var g jsonld.Graph
	g.Add(`{"a":"\u00e9\t\"x\" \ud83d\ude00 \/ \ud800 end","n":-1.5e3,"b":true,"z":null}`)
	for v := range g.Roots() {
		assert.Equal(t, "é\t\"x\" 😀 / \ufffd end", v.Get("a").Text())
		assert.Equal(t, "-1.5e3", v.Get("N").Text())
		assert.Equal(t, "true", v.Get("b").Text())
		assert.Equal(t, jsonld.Null, v.Get("z").Kind())
		assert.True(t, v.Get("none").IsZero())
	}
}

// FuzzAdd holds the decoder to encoding/json: what that reads as one object
// has the same members here, but for the backspaces and form feeds of their names,
// of which an escape of one letter is a space.
func FuzzAdd(f *testing.F) {
	f.Add(`{"a":"b","c":[1,2,{"d":null}]}`)
	f.Add(`{"a":"\u00e9\\","b":{}}`)
	f.Add("{'a': 'b',}")
	f.Add("<![CDATA[{\"a\":1}]]>")
	f.Add(`{"0\b":1,"0\f":1,"1\u0008":1}`)
	spaced := strings.NewReplacer("\b", " ", "\f", " ")
	f.Fuzz(func(t *testing.T, s string) {
		var g jsonld.Graph
		g.Add(s)
		var want map[string]any
		if len(s) > 1<<12 || !utf8.ValidString(s) || json.Unmarshal([]byte(s), &want) != nil || want == nil {
			return
		}
		var got []string
		for v := range g.Roots() {
			require.Equal(t, jsonld.Object, v.Kind())
			for m := range v.Inside() {
				got = append(got, spaced.Replace(m.Key()))
			}
		}
		for key := range want {
			require.Contains(t, got, spaced.Replace(key))
		}
	})
}
