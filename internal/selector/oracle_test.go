package selector

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

// matched returns, for each selector of each set, the elements that Match
// reports, and checks the order of the reports.
func matched(t testing.TB, doc *page.Doc, sets []*Set) [][][]page.ID {
	t.Helper()
	got := make([][][]page.ID, len(sets))
	for i, s := range sets {
		got[i] = make([][]page.ID, s.Len())
	}
	type place struct {
		id       page.ID
		set, sel int
	}
	last := place{id: page.None}
	Match(doc, sets, func(set, sel int, id page.ID) {
		p := place{id, set, sel}
		ordered := last.id < p.id || last.id == p.id && (last.set < p.set || last.set == p.set && last.sel < p.sel)
		require.True(t, ordered, "%v comes after %v", p, last)
		last = p
		got[set][sel] = append(got[set][sel], id)
	})
	return got
}

// oracle returns the elements of doc that sel matches by cascadia's own way.
func oracle(t testing.TB, doc *page.Doc, sel string) []page.ID {
	t.Helper()
	m, err := cascadia.ParseGroup(sel)
	require.NoError(t, err)
	var out []page.ID
	for i := range doc.Nodes {
		if n := &doc.Nodes[i]; n.Flags&page.Text == 0 && m.Match(n.N) {
			out = append(out, page.ID(i))
		}
	}
	return out
}

func compare(t testing.TB, doc *page.Doc, sels []string) {
	t.Helper()
	// Two sets show that they do not disturb each other.
	half := len(sels) / 2
	var sets []*Set
	for _, part := range [][]string{sels[:half], sels[half:]} {
		s, err := Compile(part)
		require.NoError(t, err)
		sets = append(sets, s)
	}
	got := slices.Concat(matched(t, doc, sets)...)
	for i, sel := range sels {
		if want := oracle(t, doc, sel); !slices.Equal(want, got[i]) {
			require.Equal(t, want, got[i], "selector %q", sel)
		}
	}
}

func index(t testing.TB, src string) *page.Doc {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(root)
	t.Cleanup(doc.Release)
	return doc
}

func TestMatchEqualsCascadia(t *testing.T) {
	t.Parallel()
	const src = `<!doctype html><html lang=en><head><title>x</title><meta name=a content=b></head>
<body class="one two"><!-- c --><div id=top class="a b  a"><p class=a>x<b>y</b></p><!-- c -->text<p class=b data-x="alpha-beta">
<span></span><span> </span><i><!-- c --></i></p><ul><li class=b><li><li class="b c"><a href="/in/x" HREF=z>q</a></ul></div>
<svg viewBox="0 0 1 1"><foreignObject xlink:href=k class=A></foreignObject></svg><my-gate id=g class="x y"><p></p></my-gate>
<section id="x:y" class="w-1/2 sm:flex 1st Ünïcode"><noscript><p class=a></noscript><template><p class=a></template></section></body></html>`
	doc := index(t, src)
	for _, tt := range []struct{ name, sel, why string }{
		{"tag", "p", "the plainest bucket"},
		{"tag in capitals", "P", "names fold"},
		{"class", ".a", "a class twice in one attribute is one hit"},
		{"class in capitals", ".A", "classes do not fold"},
		{"id", "#top", ""},
		{"two ids", "#top#g", "no element has two"},
		{"universal", "*", ""},
		{"universal with class", "*.a", ""},
		{"group", "p, .a, li", "an element of two alternatives is one hit"},
		{"descendant", "body .a", ""},
		{"child", "div > p", ""},
		{"child without spaces", "div>p", ""},
		{"adjacent", "p + p", "text and comments between do not count"},
		{"adjacent to the doctype", "* + html", "a doctype is no element"},
		{"adjacent then descendant", "p + p span", ""},
		{"descendant then adjacent", "#top p + p", ""},
		{"adjacent twice", "li + li + li", ""},
		{"adjacent of an ancestor", "p + ul > li a", ""},
		{"attribute", "[data-x]", ""},
		{"attribute in capitals", "[DATA-X]", ""},
		{"equal", "[data-x=alpha-beta]", ""},
		{"word", "[class~=b]", ""},
		{"dash", "[data-x|=alpha]", ""},
		{"prefix", `[data-x^="alpha"]`, ""},
		{"suffix", `[data-x$='beta']`, ""},
		{"part", `[data-x*="a-b"]`, ""},
		{"empty value", `[data-x*=""]`, "cascadia finds it everywhere"},
		{"folded value", `[data-x="ALPHA-BETA" i]`, ""},
		{"class attribute", `[class*="wo"]`, ""},
		{"id attribute", `[id^=t]`, ""},
		{"two attributes", `[id][class]`, ""},
		{"attribute of an ancestor", `[id=top] a`, ""},
		{"foreign attribute", `[href]`, "namespaces of attributes do not count"},
		{"camel case", "svg > *, foreignobject, [viewbox]", "foreign names keep their case"},
		{"custom element", "my-gate > p", "a tag without an atom"},
		{"escaped class", `.w-1\/2`, ""},
		{"escaped colon", `.sm\:flex`, ""},
		{"hexadecimal escape", `.\31 st, .\000031st`, ""},
		{"escaped id", `#x\:y`, ""},
		{"unicode", ".Ünïcode", ""},
		{"unicode escape", `.\dcn\ef code`, ""},
		{"bracket in a string", `[data-x="]"], [data-x='\]']`, ""},
		{"first child", "p:first-child", ""},
		{"last child", "li:last-child", ""},
		{"only child", "b:only-child, html:only-child", ""},
		{"root children", "html:first-child, :root, html:last-of-type", "the document counts as a parent"},
		{"of type", "p:first-of-type, ul:last-of-type, svg:only-of-type", ""},
		{"empty", ":empty", "comments and blanks do not count, raw text does"},
		{"not", "p:not(.a)", ""},
		{"not of several", "p:not(.a, [data-x])", ""},
		{"not of not", "p:not(:not(.a))", ""},
		{"has", "div:has(a)", ""},
		{"has of several", "*:has(b, i)", ""},
		{"has itself", "p:has(p)", "an element is not below itself"},
		{"not has", "p:not(:has(span))", ""},
		{"has not", "ul:has(:not(li))", ""},
		{"ancestor has", "div:has(a) p", ""},
		{"white space", " \t p \n > b , i ", ""},
		{"inside noscript", "noscript *", "raw text has no elements"},
		{"no-break space", ".x\\a0 y, .x", "it does not separate classes"},
		{"inside template", "template .a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			compare(t, doc, []string{tt.sel})
		})
	}
}

// randomPage builds a page of few names, so that selectors hit and nest.
func randomPage(r *rand.Rand) string {
	var b strings.Builder
	tags := []string{"div", "p", "b", "i", "my-x"}
	var open []string
	for range 5 + r.IntN(120) {
		switch r.IntN(7) {
		case 0, 1, 2:
			tag := tags[r.IntN(len(tags))]
			fmt.Fprintf(&b, "<%s", tag)
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, " class='%s %s'", word(r), word(r))
			}
			if r.IntN(6) == 0 {
				fmt.Fprintf(&b, " id=%s", word(r))
			}
			if r.IntN(4) == 0 {
				fmt.Fprintf(&b, " t='%s-%s %s'", word(r), word(r), word(r))
			}
			b.WriteByte('>')
			open = append(open, tag)
		case 3, 4:
			if len(open) > 0 {
				fmt.Fprintf(&b, "</%s>", open[len(open)-1])
				open = open[:len(open)-1]
			}
		case 5:
			b.WriteString(" text ")
		case 6:
			b.WriteString("<!-- c -->")
		}
	}
	return b.String()
}

func word(r *rand.Rand) string { return string("xyzw"[r.IntN(4)]) }

func randomSelector(r *rand.Rand) string {
	var b strings.Builder
	for i := range 1 + r.IntN(5) {
		if i > 0 {
			b.WriteString([]string{" ", " ", " > ", ">", " + ", "+"}[r.IntN(6)])
		}
		b.WriteString(randomCompound(r, 0))
	}
	if r.IntN(8) == 0 {
		b.WriteString(", " + randomCompound(r, 0))
	}
	return b.String()
}

func randomCompound(r *rand.Rand, depth int) string {
	s := []string{"", "", "*", "div", "p", "b", "my-x", "html", "body"}[r.IntN(9)]
	for range r.IntN(3) {
		switch k := r.IntN(9); {
		case k < 3:
			s += "." + word(r)
		case k == 3:
			s += "#" + word(r)
		case k == 4:
			op := []string{"=", "~=", "|=", "^=", "$=", "*="}[r.IntN(6)]
			s += fmt.Sprintf("[%s%s%s]", []string{"t", "class", "id"}[r.IntN(3)], op, word(r))
		case k == 5:
			s += []string{"[t]", "[class]", `[t*="x y"]`, "[t=X-X i]"}[r.IntN(4)]
		case k == 6 && depth == 0:
			s += ":not(" + randomCompound(r, 1) + ")"
		case k == 7 && depth == 0:
			s += ":has(" + randomCompound(r, 1) + ")"
		default:
			s += []string{":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type", ":only-of-type", ":empty", ":root"}[r.IntN(8)]
		}
	}
	if s == "" {
		return "*"
	}
	return s
}

func TestMatchEqualsCascadiaAtRandom(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		doc := index(t, randomPage(r))
		var sels []string
		for range 60 {
			sels = append(sels, randomSelector(r))
		}
		compare(t, doc, sels)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("<p class='a b'>x<b id=c></b>", "p.a > b#c:empty")
	f.Add("<div><div><div class=a>", "div > div:has(.a) div + div")
	f.Add("<ul><li>1<li>2", `li:not(:first-child), [a\5d="]"]`)
	f.Add("<svg><foreignObject/></svg>", `.\31 a\:b *|* c`)
	f.Fuzz(func(t *testing.T, src, sel string) {
		// cascadia takes the nesting to the power of the combinators.
		if len(src) > 1000 || len(sel) > 100 {
			return
		}
		alts, err := parse(sel)
		if err != nil || slices.ContainsFunc(alts, func(c complexSel) bool { return len(c.parts) > 4 }) {
			return
		}
		root, err := html.Parse(strings.NewReader(src))
		if err != nil {
			return
		}
		doc := page.Index(root)
		defer doc.Release()
		compare(t, doc, []string{sel})
	})
}
