package selector

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/page"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, sel, want string }{
		{"general sibling", ".a ~ .b", `use "+", or a class of the element itself: "~ .b"`},
		{"general sibling without spaces", ".a~.b", `use "+"`},
		{"general sibling in :not", ":not(.a ~ .b)", `use "+"`},
		{"nested :has", ".a:has(.b:has(.c))", "use one :has"},
		{":has in :not in :has", ".a:has(:not(:has(.c)))", "use one :has"},
		{"combinator in :not", ":not(.a .b)", ":not(.a .b): no combinator may stand inside"},
		{"combinator in :has", ".a:has(.b > .c)", ":has(.b > .c): no combinator may stand inside"},
		{":contains", "p:contains(x)", "use a class, an id or an attribute"},
		{":matches", "p:matchesOwn(x)", "use a class, an id or an attribute"},
		{":nth-child", "li:nth-child(2)", ":first-child"},
		{":haschild", "li:haschild(a)", "use :has"},
		{":checked", "input:checked", "[disabled]"},
		{":hover", "a:hover", "it never matches a saved page"},
		{"pseudo-element", "p::before", "pseudo-element"},
		{"regular expression", "[a#=b.c]", "use ^=, $= or *="},
		{"not equal", "[a!=b]", "use :not([a=…])"},
		{"namespace", "*|*.x", `write "*"`},
		{"comment", ".a /* b */ .c", "no comments"},
		{"syntax", ".a >", "expected selector, found EOF"},
		{"nothing", "", "expected selector, found EOF"},
		{"unknown", "p:foo", "foo"},
		{"too long", strings.Repeat("a", 5000), "too long"},
		{"too many parts", strings.Repeat("a ", 40) + "a", "more than 32 compounds"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.ErrorContains(t, Check(tt.sel), tt.want)
		})
	}
	assert.NoError(t, Check(`div#a.b[c="d" i] > p:not(.x, :has(y)):first-child + *`))
}

func TestCompileErrors(t *testing.T) {
	t.Parallel()
	_, err := Compile([]string{".a", ".a ~ .b", "p", "p["})
	var first *Error
	require.ErrorAs(t, err, &first)
	assert.Equal(t, 1, first.Index)
	assert.Equal(t, ".a ~ .b", first.Selector)
	assert.Equal(t, Check(".a ~ .b"), errors.Unwrap(first))
	assert.ErrorContains(t, err, `selector 3: "p[": `)
}

func TestFirst(t *testing.T) {
	t.Parallel()
	doc := index(t, "<p>x<b>y</b></p><i>z</i>")
	s, err := Compile([]string{"i", "b"})
	require.NoError(t, err)
	assert.Equal(t, 2, s.Len())
	assert.Equal(t, "b", doc.Nodes[s.First(doc)].N.Data)
	none, err := Compile(nil)
	require.NoError(t, err)
	assert.Equal(t, page.None, none.First(doc))
}

func TestMatchNilSet(t *testing.T) {
	t.Parallel()
	doc := index(t, "<p class=a>x")
	s, err := Compile([]string{"p", ".a"})
	require.NoError(t, err)
	var got [][2]int
	Match(doc, []*Set{nil, s, s}, func(set, sel int, _ page.ID) { got = append(got, [2]int{set, sel}) })
	assert.Equal(t, [][2]int{{1, 0}, {1, 1}, {2, 0}, {2, 1}}, got)
}

// TestMatchBelowElement shows that the page ends at the index's root.
func TestMatchBelowElement(t *testing.T) {
	t.Parallel()
	whole := index(t, "<body class=a><div><p><b>x</b></p><i>y</i></div></body>")
	var div page.ID
	for i := range whole.Nodes {
		if whole.Nodes[i].N.Data == "div" {
			div = page.ID(i)
		}
	}
	part := page.Index(whole.Nodes[div].N)
	defer part.Release()
	s, err := Compile([]string{".a p", "div p", "div:first-child", "p:first-child"})
	require.NoError(t, err)
	var got []int
	Match(part, []*Set{s}, func(_, sel int, _ page.ID) { got = append(got, sel) })
	assert.Equal(t, []int{1, 3}, got)
}

func TestMatchAllocatesNothing(t *testing.T) {
	doc := index(t, "<body class='a b'><div class=c id=d><p class=e>x<a href=f>y</a></p></div>")
	s, err := Compile([]string{".a .c > .e a[href*=f]", "#d:has(a) p:first-child", "p:only-of-type", "i:empty, a:not(:empty)"})
	require.NoError(t, err)
	sets := []*Set{s}
	hits := 0
	hit := func(_, _ int, _ page.ID) { hits++ }
	var w walker
	run := func() {
		w.open(doc, sets)
		w.walk(hit)
		w.close()
	}
	run()
	assert.Zero(t, testing.AllocsPerRun(20, run))
	assert.Positive(t, hits)
}

// TestSetServesGoroutines is for the race detector.
func TestSetServesGoroutines(t *testing.T) {
	t.Parallel()
	s, err := Compile([]string{".a > b", "p:has(b)", "b:first-child"})
	require.NoError(t, err)
	var g sync.WaitGroup
	hits := make([]int, 8)
	for i := range hits {
		doc := index(t, "<p class=a>x<b>y</b></p>")
		g.Go(func() {
			Match(doc, []*Set{s}, func(_, _ int, _ page.ID) { hits[i]++ })
		})
	}
	g.Wait()
	assert.Equal(t, []int{3, 3, 3, 3, 3, 3, 3, 3}, hits)
}
