package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
)

// A wrapper says nothing: a text has the same row with one or without.
func TestWrappersSayNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, plain, wrapped string }{
		{"heading in a div", `<h2>The old ferry</h2>`, `<div><h2>The old ferry</h2></div>`},
		{"heading in two", `<h2>The old ferry</h2>`, `<div><div><h2>The old ferry</h2></div></div>`},
		{"div in a heading", `<h2>The old ferry</h2>`, `<h2><div>The old ferry</div></h2>`},
		{"section", `<p>It was late.</p>`, `<section><p>It was late.</p></section>`},
		{"code", `<pre>go test ./...</pre>`, `<div><div><pre>go test ./...</pre></div></div>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			row := func(part string) ([]float32, string) {
				doc, segs, f := frameOf(t, `<article><h1>The bridge</h1>`+prose("Elmford", 3)+part+prose("Northam", 3)+`</article>`, Input{})
				defer doc.Release()
				defer f.Release()
				x := make([]float32, NumFeatures)
				f.Row(4, x)
				return x, block.PlainText(doc, &segs[f.Texts()[4]])
			}
			a, text := row(c.plain)
			b, same := row(c.wrapped)
			require.Equal(t, text, same)
			for i, name := range Features() {
				// What shape a text has in common with others is about the very elements.
				if !strings.HasPrefix(name, "of shape") && name != "hint section tag" {
					assert.InDelta(t, a[i], b[i], 1e-6, name)
				}
			}
		})
	}
}

func TestBoxOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, src, box string
		tag            atom.Atom
	}{
		{"alone in its wrapper", `<div class=w><h2 class=t>One</h2></div><p>Two</p>`, "w", atom.H2},
		{"with a link to itself", `<div class=w><h2 class=t>One</h2><a href="#one">#</a></div><p>Two</p>`, "w", atom.H2},
		{"with another text", `<div class=w><h2 class=t>One</h2><p>more</p></div><p>Two</p>`, "t", atom.H2},
		{"with a picture", `<div class=w><img src=x><p class=t>One</p></div><p>Two</p>`, "w", atom.P},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, segs, f := frameOf(t, c.src, Input{})
			defer doc.Release()
			defer f.Release()
			for i := range segs {
				if block.PlainText(doc, &segs[i]) == "One" {
					assert.Equal(t, c.box, doc.Attr(f.lone[i], "class"))
					assert.Equal(t, c.tag, f.tag[i])
				}
			}
		})
	}
}
