package page

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/wordcount"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// savedPages returns the pages of a set of the corpus and skips the test where
// there is none.
func savedPages(t testing.TB, set string, step int) []string {
	t.Helper()
	root := os.Getenv("GATEFOLD_CORPUS")
	if root == "" {
		root = "../../../shared/corpus"
	}
	files, err := filepath.Glob(filepath.Join(root, set, "pages", "*.html.gz"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skipf("no saved pages in %s; set GATEFOLD_CORPUS", root)
	}
	var out []string
	for i := 0; i < len(files); i += step {
		f, err := os.Open(files[i])
		require.NoError(t, err)
		z, err := gzip.NewReader(f)
		require.NoError(t, err)
		src, err := io.ReadAll(z)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		out = append(out, string(src))
	}
	return out
}

// recount is the naive way to what the index holds: it walks the subtree of
// each node for itself.
type recount struct {
	nodes   []*html.Node
	parents []ID
	ends    []ID
	raw     []bool // of the elements: their text shows in no browser, or they are in the head
}

func (r *recount) walk(n *html.Node, parent ID, raw bool) {
	switch n.Type {
	case html.TextNode:
		if chars, _ := wordcount.Count(n.Data); raw || chars == 0 {
			return
		}
	case html.ElementNode:
		raw = raw || tagFlags(n.DataAtom)&(Raw|InHead) != 0
	default:
		for c := range n.ChildNodes() {
			r.walk(c, parent, raw)
		}
		return
	}
	id := ID(len(r.nodes))
	r.nodes = append(r.nodes, n)
	r.parents = append(r.parents, parent)
	r.raw = append(r.raw, raw)
	r.ends = append(r.ends, 0)
	if !isDrawing(n) {
		for c := range n.ChildNodes() {
			r.walk(c, id, raw)
		}
	}
	r.ends[id] = ID(len(r.nodes))
}

// sums adds up the texts of a subtree.
func (r *recount) sums(d *Doc, id ID) (s sums) {
	for i := id; i < r.ends[id]; i++ {
		if r.nodes[i].Type != html.TextNode {
			continue
		}
		chars, n := wordcount.Count(r.nodes[i].Data)
		s.chars += chars
		s.words += n
		if d.Nodes[i].Is(InLink) {
			s.link += chars
		}
		if d.Nodes[i].Is(Hidden | ScreenReader) {
			s.hidden += chars
		}
	}
	return s
}

func checkIndex(t testing.TB, root *html.Node) {
	t.Helper()
	var before, after strings.Builder
	require.NoError(t, html.Render(&before, root))
	d := Index(root)
	defer d.Release()
	require.NoError(t, html.Render(&after, root))
	require.Equal(t, before.String(), after.String(), "the tree is unchanged")

	var want recount
	want.walk(root, None, false)
	require.Equal(t, len(want.nodes), d.Len())
	for i := range d.Nodes {
		n, id := &d.Nodes[i], ID(i)
		ok := n.N == want.nodes[i] && n.Parent == want.parents[i] && n.End == want.ends[i] &&
			(n.Flags&Text != 0) == (n.N.Type == html.TextNode) && n.IsText() == (n.N.Type == html.TextNode)
		require.True(t, ok, "node %d: %+v", i, *n)
		if n.Parent != None {
			require.Zero(t, d.Nodes[n.Parent].Flags&inherited&^n.Flags, "node %d inherits", i)
			require.True(t, d.Contains(n.Parent, id))
		}
		// The naive sums cost the square of the page; large ones take a part.
		if len(d.Nodes) > 2000 && i%97 != 0 {
			continue
		}
		got := sums{int32(d.Chars(id)), int32(d.LinkChars(id)), int32(d.Words(id)), int32(d.HiddenChars(id))}
		require.Equal(t, want.sums(d, id), got, "sums of node %d", i)
		require.Equal(t, d.Chars(id), d.CharsBetween(id, n.End))
		require.Equal(t, d.Words(id), d.WordsBetween(id, n.End))
		require.Equal(t, d.LinkChars(id), d.LinkCharsBetween(id, n.End))
	}
}

func TestIndexOfSavedPages(t *testing.T) {
	t.Parallel()
	step := 1
	if testing.Short() {
		step = 20
	}
	for _, src := range savedPages(t, "publishers", step) {
		p, err := Parse(strings.NewReader(src), "", Limits{})
		require.NoError(t, err)
		checkIndex(t, p.Root)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"<p class='a  b' hidden>one<a href=x>two</a></p>three", "<div><template><p>x</template><script>y</script></div>",
		"\xff\xfe<\x00p\x00>\x00", "<!-- --><table><p>x<tr><td>y", "a\x00b<svg><title>x</title></svg>", "\x1b$B\x1b(B",
		"<meta charset=gbk>\xc4\xe3", "<p>caf\xe9", "<b><p></b>x<b><p>y", "<html lang=th>\xc1", "<?xml encoding='big5'?>\xa4",
		strings.Repeat("<div>", 520) + "x", strings.Repeat("<p><i>", 300) + "x", "<select><option>x<plaintext>y",
	} {
		f.Add([]byte(s), "text/html; charset=koi8-r")
	}
	f.Fuzz(func(t *testing.T, src []byte, contentType string) {
		p, err := Parse(strings.NewReader(string(src)), contentType, Limits{Bytes: 1 << 16, Nodes: 1 << 14})
		if p == nil {
			require.Error(t, err)
			return
		}
		require.NotNil(t, p.Root)
		require.NotEmpty(t, p.Charset)
		require.NotZero(t, p.From)
		nodes := 0
		for n := range p.Root.Descendants() {
			nodes++
			require.True(t, validNode(n), "%q", n.Data)
		}
		require.LessOrEqual(t, nodes, 1<<14, "the estimate is never too low")
		checkIndex(t, p.Root)
	})
}

func validNode(n *html.Node) bool {
	return strings.ToValidUTF8(n.Data, "") == n.Data &&
		!slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return strings.ToValidUTF8(a.Val, "") != a.Val })
}

func indexed(t testing.TB, src string) *Doc {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	checkIndex(t, root)
	d := Index(root)
	t.Cleanup(d.Release)
	return d
}

// find returns the first element with the id.
func find(t testing.TB, d *Doc, id string) ID {
	t.Helper()
	sym := d.Sym(id)
	i := slices.IndexFunc(d.Nodes, func(n Node) bool { return sym != 0 && n.IDSym == sym })
	require.GreaterOrEqual(t, i, 0, "#%s", id)
	return ID(i)
}

func TestIndexFlags(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, src string
		want, not Flag
		why       string
	}{
		{"plain", "<p id=x>t", Block, Hidden | InLink | ScreenReader, ""},
		{"hidden", "<p hidden><b id=x>t", HiddenAttr, 0, "inherited"},
		{"until found", "<p hidden=until-found id=x>t", 0, Hidden, "collapsed text, as in a closed details element"},
		{"streamed", `<div hidden id="S:0"><b id=x>t`, 0, Hidden, "a script shows it at once"},
		{"panel of a tab", `<div role=tabpanel hidden id=x>t`, 0, Hidden, "the reader opens it"},
		{"panel of an accordion", `<div role=region aria-labelledby=h hidden id=x>t`, 0, Hidden, "the reader opens it"},
		{"wrapper of a panel", `<div style="display:none;height:0" id=x> <div role=region aria-labelledby=h>t`, 0, Hidden, "the reader opens it"},
		{"more than a panel", `<div style="display:none" id=x>s<div role=region aria-labelledby=h>t`, HiddenStyle, 0, "what else is hidden is"},
		{"accordion by name", `<div class=accordion-content style="display:none" id=x>t`, 0, Hidden, "the reader opens it"},
		{"a region that nothing opens", `<div role=region aria-label=Cookies hidden id=x>t`, HiddenAttr, 0, ""},
		{"panel in a hidden part", `<div hidden><div role=tabpanel hidden id=x>t</div></div>`, HiddenAttr, 0, "what is above decides too"},
		{"closed dialog", "<dialog id=x>t", HiddenAttr, 0, ""},
		{"open dialog", "<dialog open id=x>t", 0, HiddenAttr, ""},
		{"open hidden dialog", "<dialog open hidden id=x>t", HiddenAttr, 0, "whichever stands first"},
		{"hidden open dialog", "<dialog hidden open id=x>t", HiddenAttr, 0, "whichever stands first"},
		{"open dialog in a hidden part", "<div hidden><dialog open id=x>t", HiddenAttr, 0, "what is above decides too"},
		{"template", "<template><p id=x>t</template>", HiddenTmpl, 0, ""},
		{"style", "<p style='color:red; DISPLAY : none !important' id=x>t", HiddenStyle, 0, ""},
		{"visibility", "<p style='visibility:hidden' id=x>t", HiddenStyle, 0, ""},
		{"other style", "<p style='display:block;a:none' id=x>t", 0, Hidden, ""},
		{"utility", "<p class='a d-none' id=x>t", HiddenClass, 0, ""},
		{"shown when wider", "<p class='hidden md:block' id=x>t", 0, Hidden, "a second utility takes it back"},
		{"shown when wider, Bootstrap", "<p class='d-none d-md-block' id=x>t", 0, Hidden, ""},
		{"hidden when wider too", "<p class='d-none d-md-none' id=x>t", HiddenClass, 0, ""},
		{"aria", "<p aria-hidden=true id=x>t", HiddenAria, Hidden, "not hidden from the eye"},
		{"screen reader", "<p class=sr-only id=x>t", ScreenReader, Hidden, ""},
		{"link", "<a href=y><b id=x>t", InLink, 0, ""},
		{"anchor", "<a name=y><b id=x>t", 0, InLink, "an anchor without href is no link"},
		{"form", "<form><b id=x>t", InForm, 0, ""},
		{"frame", "<body class=hide><div class=d-none><main><p id=x>t</main></div>", 0, Hidden, ""},
		{"frame in a template", "<body><template class=hide><main><p id=x>t</main></template>", HiddenTmpl, HiddenClass, "which nobody sees"},
		{"hidden part", "<body><div class=d-none><p id=x>t</div><main>u</main>", HiddenClass, 0, ""},
		{"button", "<button><b id=x>t", InButton, 0, ""},
		{"svg", "<svg id=x><g>t", InSVG | Raw, 0, ""},
		{"math", "<math><mi id=x>t", InSVG, Raw, ""},
		{"head", "<head><meta id=x>", InHead, 0, ""},
		{"class twice", "<p class=sr-only class=hidden id=x>t", ScreenReader, HiddenClass, "the first counts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := indexed(t, tt.src)
			got := d.Nodes[find(t, d, "x")].Flags
			assert.Equal(t, tt.want, got&tt.want, tt.why)
			assert.Zero(t, got&tt.not, tt.why)
		})
	}
}

func TestIndexClasses(t *testing.T) {
	t.Parallel()
	d := indexed(t, "<p id=x class=' a\u00a0b\tc\n\fa '><p id=y class=''><p id=z>")
	var got []string
	for _, s := range d.ClassTokens(find(t, d, "x")) {
		got = append(got, d.SymText(s))
	}
	assert.Equal(t, []string{"a\u00a0b", "c", "a"}, got, "a no-break space does not separate classes")
	assert.Equal(t, 2, d.NumClasses())
	assert.Equal(t, " a\u00a0b\tc\n\fa ", d.ClassAttr(d.Nodes[find(t, d, "x")].Class))
	assert.Empty(t, d.ClassTokens(find(t, d, "y")))
	assert.Zero(t, d.Sym("b"))
	assert.Equal(t, d.Tokens(1), d.ClassTokens(find(t, d, "x")))
	assert.Equal(t, 7, d.NumSyms())
}

func TestIndexNavigation(t *testing.T) {
	t.Parallel()
	d := indexed(t, "<main id=m><article class='post wide'><p id=x>a<b>c</b> <i>d</i></article></main>")
	x := find(t, d, "x")
	var children []string
	for c := range d.Children(x) {
		children = append(children, d.Nodes[c].N.Data)
	}
	assert.Equal(t, []string{"a", "b", "i"}, children)
	var tags []string
	for a := range d.Ancestors(x) {
		tags = append(tags, d.Nodes[a].N.Data)
	}
	assert.Equal(t, []string{"article", "main", "body", "html"}, tags)
	assert.Equal(t, "main#m > article.post > p#x", d.Path(x))
	assert.Equal(t, find(t, d, "m"), d.Closest(x, atom.Main, atom.Body))
	assert.Equal(t, None, d.Closest(x, atom.Table))
	assert.Equal(t, "post wide", d.Attr(d.Nodes[x].Parent, "class"))
	assert.False(t, HasAttr(d.Nodes[x].N, "class"))
	assert.True(t, d.Contains(x, x+1))
	assert.False(t, d.Contains(x+1, x))
	assert.False(t, d.Contains(None, x))
	for range d.Children(x) {
		break // the iterators may be left early
	}
	for range d.Ancestors(x) {
		break
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text   string
		chars, words int32
	}{
		{"nothing", " \t\n", 0, 0},
		{"words", "One two, three.", 13, 3},
		{"apostrophes", "don't l’été", 10, 2},
		{"numbers", "3.5 1,000", 8, 3},
		{"soft hyphen", "news\u00adpaper", 9, 1},
		{"zero width", "\u200b\ufeff", 0, 0},
		{"no-break space", "a\u00a0b", 2, 2},
		{"accents", "naïve cafe\u0301", 10, 2},
		{"Chinese", "你好吗", 3, 3},
		{"Japanese", "カタカナと漢字", 7, 7},
		{"Korean", "안녕 하세요", 5, 2},
		{"Thai", "ไทย", 3, 3},
		{"Arabic", "مرحبا بكم", 8, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			chars, n := wordcount.Count(tt.text)
			assert.Equal(t, tt.chars, chars, "characters")
			assert.Equal(t, tt.words, n, "words")
		})
	}
}

// TestIndexDeepTree indexes a tree that no parser builds but a caller may.
func TestIndexDeepTree(t *testing.T) {
	t.Parallel()
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	n := root
	for range 100000 {
		c := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		n.AppendChild(c)
		n = c
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: "deep"})
	d := Index(root)
	defer d.Release()
	assert.True(t, d.Deep())
	assert.Equal(t, maxIndexed+2, d.Len(), "the elements as deep as a page's, and the text")
	assert.Equal(t, 4, d.Chars(0))
}

// TestIndexOfPart shows that an index ends where its root does.
func TestIndexOfPart(t *testing.T) {
	t.Parallel()
	d := indexed(t, "<div id=x><p>in</p></div><p>out</p>")
	x := d.Nodes[find(t, d, "x")].N
	part := Index(x)
	defer part.Release()
	assert.Equal(t, 3, part.Len())
	assert.Equal(t, None, part.Nodes[0].Parent)
	assert.Same(t, x, part.Nodes[0].N)
	empty := Index(&html.Node{Type: html.DocumentNode})
	defer empty.Release()
	assert.Zero(t, empty.Len())
}

func BenchmarkIndex(b *testing.B) {
	var docs []*html.Node
	srcs := savedPages(b, "publishers", 4)
	for _, src := range srcs {
		n, err := html.Parse(strings.NewReader(src))
		require.NoError(b, err)
		docs = append(docs, n)
	}
	each := func(name string, f func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range docs {
					f(i)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(docs)), "ns/page")
		})
	}
	each("index", func(i int) { Index(docs[i]).Release() })
	each("html.Parse", func(i int) {
		_, err := html.Parse(strings.NewReader(srcs[i]))
		require.NoError(b, err)
	})
	each("Parse", func(i int) {
		_, err := Parse(strings.NewReader(srcs[i]), "", Limits{})
		require.NoError(b, err)
	})
}

func TestEndAt(t *testing.T) {
	t.Parallel()
	doc := indexed(t, "<div><p>one</p><section><p>two <a href=/>links</a></p><p>three</p></section></div><p>four</p>")
	at := None
	for id := range doc.Nodes {
		if n := &doc.Nodes[id]; n.IsText() && n.N.Data == "three" {
			at = ID(id)
		}
	}
	doc.EndAt(at)
	assert.Equal(t, int(at), doc.Len())
	for id := range doc.Nodes {
		assert.LessOrEqual(t, doc.Nodes[id].End, at)
	}
	assert.Equal(t, 3, doc.Words(0), "one two links")
	assert.Equal(t, 5, doc.LinkChars(0))
	last := doc.Nodes[doc.Len()-1]
	assert.Equal(t, atom.P, last.Tag, "the paragraph whose text is gone")
	assert.Zero(t, doc.Words(ID(doc.Len()-1)))
}
