package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each case's texts get the probabilities in turn; want is what they are after.
func TestLevel(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		p, want   []float32
	}{
		{
			"data table", `<table><tr><th>Year<th>Boats<tr><td>2021<td>14</table>`,
			[]float32{1, 0.6, 0.4, 0}, []float32{0.5, 0.5, 0.5, 0.5},
		},
		{
			"by words", `<table><tr><th>Boats in the harbor<th>14<tr><td>On land<td>3</table>`,
			[]float32{0.8, 0, 0.8, 0}, []float32{0.6, 0.6, 0.6, 0.6},
		},
		{
			"table for layout", `<table><tr><td><h2>Boats</h2><ul><li>Harbor</ul><td><h2>Weather</h2><form>Search</form></table>`,
			[]float32{1, 0, 1, 0}, []float32{1, 0, 1, 0},
		},
		{
			"list", `<p>Before</p><ul><li>Boats<li><a href=/b>Bridges</a><li><p>Lanterns</p></ul><p>After</p>`,
			[]float32{0.5, 0.9, 0, 0.9, 0.5}, []float32{0.5, 0.6, 0.6, 0.6, 0.5},
		},
		{
			"nested list", `<ul><li>Boats<ul><li>Sails<li>Oars</ul><li>Bridges</ul>`,
			[]float32{1, 1, 0, 0}, []float32{0.5, 0.5, 0.5, 0.5},
		},
		{
			"list of definitions", `<dl><dt>Oar<dd>Moves<dt>Sail<dd>Pulls</dl>`,
			[]float32{1, 0, 1, 0}, []float32{0.5, 0.5, 0.5, 0.5},
		},
		{
			"list of posts", `<ul><li><p>First</p><p>Share</p><p>Report</p><li><p>Second</p><p>Share</p><p>Report</p></ul>`,
			[]float32{1, 0, 0, 1, 0, 0}, []float32{1, 0, 0, 1, 0, 0},
		},
		{
			"list under its own heading", `<ul><li><h3>Boats</h3><li>Bridges</ul>`,
			[]float32{1, 0}, []float32{1, 0},
		},
		{
			"path to the page", `<ul><li><a href=/>Home</a><li><h1>Boats</h1></ul>`,
			[]float32{0, 1}, []float32{0, 1},
		},
		{
			"hidden item", `<ul><li>Boats<li hidden>Menu<li>Bridges</ul>`,
			[]float32{0.9, 0, 0.7}, []float32{0.8, 0, 0.8},
		},
		{"items without a list", `<li>Boats<li>Bridges`, []float32{0.9, 0.1}, []float32{0.9, 0.1}},
		{"no list", `<p>Boats</p><p>Bridges</p>`, []float32{0.9, 0.1}, []float32{0.9, 0.1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc, _, f := frameOf(t, tt.src, Input{})
			defer doc.Release()
			defer f.Release()
			require.Len(t, f.Texts(), len(tt.p))
			f.level(tt.p)
			assert.InDeltaSlice(t, tt.want, tt.p, 1e-6)
		})
	}
}
