package selector

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// hostile are pages made to cost a matcher the square of their size or worse.
func hostile() map[string]string {
	rep := strings.Repeat
	return map[string]string{
		"siblings":         "<ul>" + rep("<li class=a><!-- c -->", 32000),
		"siblings late":    "<ul>" + rep("<!-- c -->", 32000) + rep("<li class=a>", 32000),
		"depth":            rep("<div class=a>", 500) + rep("<i class=a>x</i>", 2000),
		"depth under z":    "<div class=z><p class=z>" + rep("<div class=a>", 490) + rep("<i class=a>x</i>", 2000),
		"long attribute":   "<div class='a' t='" + rep("x", 1<<20) + "'>" + rep("<i class=a>", 100) + rep("<b>", 390) + rep("<i></i>", 5000),
		"many classes":     "<div class='" + rep("a z ", 50000) + "'>" + rep("<i class=a></i>", 20000),
		"many types":       "<div>" + types(20000),
		"comments inside":  "<div class=z>" + rep("<!-- c -->", 20000) + rep("<i class=a></i>", 20000),
		"unclosed anchors": rep("<a class=a href=x>", 20000),
	}
}

func types(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<x-%d></x-%d>", i, i)
	}
	return b.String()
}

// costly are selectors that a naive matcher answers in time of a square or a
// power on a hostile page.
var costly = []string{
	".z > .a .a .a", ".z > .a .a .a .a .a .a", "p + .a .a .a", ".z + .a > .a .a",
	"[t*=y] .a .a", "[t*=y] i", "[t$=y] > i", ":not([t^=y]) > [t*=z] i",
	".a:has(.z) .a", ".a:has(u) i", "div:has(i:not(.a)) .a", ":has(:not(.a)) + i",
	"li:first-child + li", "li:last-child", ":first-child > i", "li:first-of-type + .a", ":only-of-type", ":last-of-type i",
	"div:empty i", ":empty + .a", ".a + .a + .a + .z", "* * * * * * * * u", "* > * > * .z > * u, * + * * + * u",
	"div.a.z i.z", ".z .z .a",
}

// TestCostIsLinear counts tests of compounds instead of time: for each
// selector there may be a small number for each element.
func TestCostIsLinear(t *testing.T) {
	t.Parallel()
	for name, src := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := index(t, src)
			for _, sel := range costly {
				s, err := Compile([]string{sel})
				require.NoError(t, err)
				parts := 0
				for _, ch := range s.chains {
					parts += 2 * len(ch.parts)
				}
				steps := cost(doc, s)
				assert.LessOrEqual(t, steps, (parts+2)*doc.Len(), "selector %q", sel)
			}
		})
	}
}

func cost(doc *page.Doc, s *Set) int {
	var w walker
	w.open(doc, []*Set{s})
	w.walk(func(_, _ int, _ page.ID) {})
	return w.steps
}

// TestDeepTree matches in a tree as deep as a page may be.
func TestDeepTree(t *testing.T) {
	t.Parallel()
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	n := root
	for range 250 { // an index ends some levels deeper
		c := &html.Node{Type: html.ElementNode, Data: "i", DataAtom: atom.I}
		n.AppendChild(c)
		n = c
	}
	doc := page.Index(root)
	defer doc.Release()
	s, err := Compile([]string{"div i", "div > i", "i:last-child", "i:has(b)", "div:first-child, :root"})
	require.NoError(t, err)
	got := make([]int, s.Len())
	Match(doc, []*Set{s}, func(_, sel int, _ page.ID) { got[sel]++ })
	assert.Equal(t, []int{250, 1, 250, 0, 0}, got)
}

func BenchmarkHostile(b *testing.B) {
	for name, src := range hostile() {
		doc := index(b, src)
		s, err := Compile(costly)
		require.NoError(b, err)
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				Match(doc, []*Set{s}, func(_, _ int, _ page.ID) {})
			}
		})
	}
}
