package jsonld

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTopObjects(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		blocks []string
		want   []any
	}{
		{"one", []string{`{"@type":"A","b":{"@type":"B"}}`}, []any{"A"}},
		{"lists and blocks", []string{`[{"@type":"A"},"x",{"@type":"B"}]`, `{"@type":"C"}`}, []any{"A", "B", "C"}},
		{"graph", []string{`{"@context":"https://schema.org","@graph":[{"@type":"A"},{"@type":"B"}]}`}, []any{"A", "B"}},
		{"graph of one", []string{`{"@graph":{"@type":"A"}}`}, []any{"A"}},
		{"graph of something", []string{`{"@type":"A","@graph":[{"@type":"B"}]}`}, []any{"A"}},
		{"none", []string{`"x"`, `3`, ``}, nil},
	} {
		var g Graph
		for _, b := range tt.blocks {
			g.Add(b)
		}
		var got []any
		for o := range g.TopObjects() {
			got = append(got, o.Any().(map[string]any)["@type"])
		}
		assert.Equal(t, tt.want, got, tt.name)
	}
	var none *Graph
	for range none.TopObjects() {
		t.Error("no graph has no objects")
	}
}

// Any agrees with encoding/json on what both can read.
func TestAnyAgreesWithJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"a":[1,-2.5e3,"x\n\u00e9",true,false,null,{},[]],"b":{"c":[[{"d":0}]]},"":"empty"}`, `[]`, `{}`, `"\ud83d\ude42"`,
	} {
		var g Graph
		g.Add(text)
		var want any
		require.NoError(t, json.Unmarshal([]byte(text), &want))
		for root := range g.Roots() {
			assert.Equal(t, want, root.Any())
		}
	}
	var g Graph
	g.Add(`{"a":1,"a":2,"huge":1e999}`)
	for root := range g.Roots() {
		assert.Equal(t, map[string]any{"a": 1.0, "huge": "1e999"}, root.Any(), "the first of two, and no number that JSON has no word for")
	}
	assert.Nil(t, Value{}.Any())
}

// A wide object costs each member once.
func TestAnyIsLinear(t *testing.T) {
	t.Parallel()
	var g Graph
	g.Add(`{"@type":"A","list":[` + strings.Repeat(`{"x":"y"},`, 50_000) + `{}]}`)
	for o := range g.TopObjects() {
		assert.Len(t, o.Any().(map[string]any)["list"], 50_001)
	}
}
