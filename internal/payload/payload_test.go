package payload

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The judges see what they are there for.
func TestHarm(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"element", `<p>a<script>x</script>`, "element script"},
		{"unknown element", `<x-y>a</x-y>`, "element x-y"},
		{"drawing", `<svg></svg>`, "element svg"},
		{"handler", `<p onclick="x()">a</p>`, "p onclick=x()"},
		{"style", `<p style="x">a</p>`, "p style=x"},
		{"script address", `<a href="javascript:x">a</a>`, "scheme javascript javascript:x"},
		{"relative address", `<a href="/logout">a</a>`, " /logout"},
		{"user", `<a href="https://u:p@x.example/">a</a>`, "user https://u:p@x.example/"},
		{"comment", `a<!-- b -->`, "comment  b "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Contains(t, Harm(tt.in), tt.want)
		})
	}
	assert.Empty(t, Harm(`<article><h1>a</h1><p><a href="https://x.example/" rel="nofollow">b</a></p></article>`))
}

func TestReadersShowRawHTML(t *testing.T) {
	t.Parallel()
	for _, r := range Readers() {
		assert.Contains(t, r.Harm("<script>x</script>"), "element script", r.Name)
		assert.Contains(t, r.Harm("<\u017fcript>\n<img onerror=x>"), "img onerror=x", "%s: it takes U+017F for s", r.Name)
		assert.Empty(t, r.Harm("# a\n\n- *b*\n\n| a |\n|---|\n| b |\n\n~~c~~ https://x.example/"), r.Name)
	}
}

func TestDirt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   map[string]any
		bad  bool
	}{
		{"words", map[string]any{"title": "Ein Fußweg", "text": "a\n\tb"}, false},
		{"escape", map[string]any{"title": "a\x1b"}, true},
		{"C1", map[string]any{"text": "a\u009b"}, true},
		{"override", map[string]any{"text": "a\u202e"}, true},
		{"line in a title", map[string]any{"title": "a\nb"}, true},
		{"script", map[string]any{"promos": []any{map[string]any{"url": "javascript:x"}}}, true},
		{"script as licence", map[string]any{"license": "JavaScript:x"}, true},
		{"data as licence", map[string]any{"license": "data:text/html,x"}, true},
		{"user", map[string]any{"image": "https://u@x.example/"}, true},
		{"password", map[string]any{"title": Secret}, true},
		{"relative", map[string]any{"url": "/a"}, false},
		{"source of an address", map[string]any{"sources": map[string]any{"image": "meta:og:image"}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data, err := json.Marshal(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.bad, len(Dirt(data)) > 0, "%q", Dirt(data))
		})
	}
	assert.NotEmpty(t, Dirt([]byte("{\"title\":\"\xff\"}")))
}

func TestPages(t *testing.T) {
	t.Parallel()
	names, texts := map[string]bool{}, map[string]bool{}
	for i := range positions {
		assert.False(t, names[positions[i].name], "position %s twice", positions[i].name)
		names[positions[i].name] = true
	}
	for _, s := range Texts() {
		texts[s] = true
	}
	assert.GreaterOrEqual(t, len(names), 43)
	assert.GreaterOrEqual(t, len(texts), 300, "different payloads")
}
