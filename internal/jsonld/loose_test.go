package jsonld

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRepairKeepsTheMembersThatFollow(t *testing.T) {
	t.Parallel()
	const story = `"headline":"A day"`
	cases := []struct{ name, why, text, want string }{
		{"quotes in a string", "a headline pasted into a template", `{"a":"He said "no" again",` + story + `}`, `He said "no" again`},
		{"quote at the end", "the last word is quoted", `{"a":"He said "no"",` + story + `}`, `He said "no"`},
		{"quote at the start", "the first word is quoted", `{"a":""No", he said",` + story + `}`, `"No", he said`},
		{"markup", "an image tag with its attributes", `{"a":"<img width="30" alt="">",` + story + `}`, `<img width="30" alt="">`},
		{"quoted list", "commas between quotes stay in the text", `{"a":"say "one", "two" or three",` + story + `}`, `say "one", "two" or three`},
		{"line comment", "copied from a tutorial", "{\"a\":\"x\", // the \"day\"\n" + story + "}", "x"},
		{"comment before a bracket", "the last item of a list", "{\"a\":[\"x\" // more\n]," + story + "}", "x"},
		{"block comment", "a template's note", `{"a":"x" /* y */,` + story + `}`, "x"},
		{"address", "slashes without a space are no comment", `{a:https://e.example/x,` + story + `}`, "https://e.example/x"},
		{"single quotes", "an apostrophe stays", `{'a':'Ann's day',` + story + `}`, "Ann's day"},
		{"typographic quotes", "written with a word processor", `{“a”:“x”,` + story + `}`, "x"},
		{"mixed quotes", "half of them corrected", `{"a”:"x”,` + story + `}`, "x"},
		{"words without quotes", "a template that forgot them", `{"a": Ann Lee ,` + story + `}`, "Ann Lee"},
		{"names without quotes", "JavaScript", `{a:"x",headline:"A day"}`, "x"},
		{"missing comma", "a line was added", "{\"a\":\"x\"\n" + story + "}", "x"},
		{"missing value", "a template without the field", `{"b":,"a":"x","c":,` + story + `}`, "x"},
		{"missing quote", "the string's end was cut", "{\"a\":\"x,\n" + story + "}", "x"},
		{"missing bracket", "the list is not closed", `{"c":["y","z","a":"x",` + story + `}`, "x"},
		{"extra bracket", "one closes nothing", `{"a":"x"]},{` + story + `}`, ""},
		{"double braces", "a template language shows through", `{{"a":"x",` + story + `}}`, "x"},
		{"assignment", "copied from a script", `var x = {'a':"x",` + story + `};`, "x"},
		{"escaped once more", "the text of a string", `{\n \"a\":\"x \\\"y\\\"\", ` + strings.ReplaceAll(story, `"`, `\"`) + `}`, `x "y"`},
		{"cut", "by a cache", `{'a':"x",` + story[:len(story)-1], "x"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := decode(nil, c.text)
			require.Error(t, err, "the strict decoder takes it")
			var g Graph
			g.Add(c.text)
			require.Equal(t, 1, g.Repaired)
			headline := ""
			for v := range g.Objects() {
				if h := v.own("headline"); !h.IsZero() {
					headline = h.Text()
					if c.want != "" {
						assert.Equal(t, c.want, v.own("a").Text(), c.why)
					}
				}
			}
			assert.Equal(t, "A day", headline, c.why)
		})
	}
}

func TestRepairRefusesWhatHoldsNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a day and nothing else", "]}", `"x"`, strings.Repeat("{", 1000), strings.Repeat("[", 1000)} {
		var g Graph
		g.Add(text)
		assert.Equal(t, 1, g.Broken, text)
		assert.Zero(t, g.Len())
	}
}

// TestLooseReadsJSONAsItIs gives the lenient decoder what needs no leniency:
// it must find the values that the strict one does.
func TestLooseReadsJSONAsItIs(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 11))
	for range 2000 {
		text, err := json.MarshalIndent(map[string]any{"a": madeValue(rng, 4)}, "", strings.Repeat(" ", rng.IntN(3)))
		require.NoError(t, err)
		want, err := decode(nil, string(text))
		require.NoError(t, err)
		got, err := decodeLoose(nil, string(text))
		require.NoError(t, err)
		require.Equal(t, want, got, "%s", text)
	}
}

func madeValue(rng *rand.Rand, depth int) any {
	kind := rng.IntN(7)
	if depth == 0 {
		kind = rng.IntN(5)
	}
	switch kind {
	case 0:
		return rng.IntN(1000)
	case 1:
		return rng.IntN(2) == 0
	case 2:
		return nil
	case 3, 4:
		words := []string{"", "a day", "it's, so", "[x]", "{y}: z", "tab\tline\n", `she said \"no\"`, "// no comment", "é"}
		return words[rng.IntN(len(words))]
	case 5:
		list := make([]any, rng.IntN(4))
		for i := range list {
			list[i] = madeValue(rng, depth-1)
		}
		return list
	}
	members := map[string]any{}
	for i := range rng.IntN(4) {
		members[fmt.Sprintf("@k%d", i)] = madeValue(rng, depth-1)
	}
	return members
}

// FuzzLoose holds the nodes of any text to what every reader of them counts
// on: a value ends behind its start and within its parent.
func FuzzLoose(f *testing.F) {
	f.Add(`{"a":"He said "no"",'b':[1,2}`)
	f.Add("{a:“b”, // c\n}]{")
	f.Add(`{"a"“b” :[{`)
	f.Fuzz(func(t *testing.T, s string) {
		nodes, err := decodeLoose(nil, s)
		if err != nil {
			require.Empty(t, nodes)
			return
		}
		for i, n := range nodes {
			require.Greater(t, int(n.end), i)
			require.LessOrEqual(t, int(n.end), len(nodes))
			require.NotEqual(t, Absent, n.kind)
			if n.parent >= 0 {
				require.Less(t, int(n.parent), i)
				require.LessOrEqual(t, n.end, nodes[n.parent].end)
				require.Contains(t, []Kind{Object, Array}, nodes[n.parent].kind)
			}
		}
	})
}
