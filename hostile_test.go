package gatefold_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/hostile"
)

// The sizes at which a test run measures each shape, and how much more a byte
// of the larger page may cost. A path of the square would take eight times as
// much; caches and the collector take up to twice. go run ./bench hostile
// measures larger pages, to a narrower bound.
const (
	smallPage = 16 << 10
	largePage = 128 << 10
	maxRatio  = 3.0
	// floor are the nanoseconds for a byte below which no ratio is taken: a
	// tenth of the clock's and the collector's noise.
	floor = 40.0
	// The same for shapes whose square is small: what they have looked at again
	// and again is looked at fast.
	largerPage = 1 << 20
	// racedShapes is of how many shapes one is read under the race detector.
	racedShapes = 12
)

// quick are the shapes that were seen to grow on larger pages only.
var quick = map[string]bool{
	"quotes in a drawing": true, "drawings with ends in quotes": true,
	"parts with selectors on a long page": true, "references as top objects": true, "references as parts": true,
	"gates of a story": true, "gates behind rules": true,
}

// TestNothingGrowsFasterThanThePage reads each shape at two sizes and compares
// the processor time for a byte. A shape that fails is measured again, up to
// four times, and fails if each time does. Under the race detector a sample is read.
func TestNothingGrowsFasterThanThePage(t *testing.T) {
	x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Work: -1}))
	require.NoError(t, err)
	_, err = x.Extract(strings.NewReader("<p>A day</p>"), gatefold.Page{})
	require.NoError(t, err, "tables are made before the clock runs")
	for i, s := range hostile.All() {
		if raced && i%racedShapes != 0 {
			continue // the detector's own cost is not of the page
		}
		small, large := s.Page(smallPage), s.Page(largePage)
		if quick[s.Name] {
			small, large = large, s.Page(largerPage)
		}
		ratio := 0.0
		for range 4 {
			b := perByte(x, large, 1)
			if ratio = b / floor; ratio <= maxRatio {
				break // even if the small page cost nothing
			}
			if ratio = b / max(perByte(x, small, 3), floor); ratio <= maxRatio {
				break
			}
		}
		assert.LessOrEqual(t, ratio, maxRatio, "%s: a byte costs more on a larger page", s.Name)
	}
}

// perByte returns the least nanoseconds for a byte of several runs: to read it, and
// to write what it holds in all forms.
func perByte(x *gatefold.Extractor, src []byte, runs int) float64 {
	best := time.Duration(1 << 62)
	for range runs {
		best = min(best, hostile.Time(func() {
			if a, _ := x.Extract(bytes.NewReader(src), gatefold.Page{}); a != nil {
				write(a)
			}
		}))
	}
	return float64(best) / float64(len(src))
}

// write writes an article in all forms.
func write(a *article.Article) {
	_, _ = json.Marshal(a)
	_, _, _ = a.Text(), a.Markdown(), a.HTML()
}

func TestBudgetEndsAPage(t *testing.T) {
	t.Parallel()
	x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Work: 20 << 20}))
	require.NoError(t, err)
	var page strings.Builder
	page.WriteString("<html><head><title>A day in town</title></head><body><h1>A day in town</h1>")
	for i := range 20_000 { // sentences that all are one would be a placeholder
		fmt.Fprintf(&page, "<p>It was a quiet day in town, said the clerk of house number %d, and nobody minded the rain at all.</p>", i)
	}
	source := page.String()
	a, err := x.Extract(strings.NewReader(source), gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrBudget)
	require.NotNil(t, a)
	assert.Equal(t, "A day in town", a.Title, "what was read by then is whole")
	assert.Greater(t, strings.Count(a.Text(), "quiet day"), 100, "and some of its text is there")
	again, err := x.Extract(strings.NewReader(source), gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrBudget)
	assert.Equal(t, a, again, "the page ends at the same place each time")
	rep, err := x.Explain(strings.NewReader(source), gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrBudget)
	assert.Equal(t, a, rep.Article)

	free, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Work: -1}))
	require.NoError(t, err)
	whole, err := free.Extract(strings.NewReader(source), gatefold.Page{})
	require.NoError(t, err)
	assert.Greater(t, len(whole.Text()), len(a.Text()))
	root, err := html.Parse(strings.NewReader(source))
	require.NoError(t, err)
	part, err := x.ExtractNode(root, gatefold.Page{})
	require.ErrorIs(t, err, gatefold.ErrBudget)
	assert.NotNil(t, part)
}

// TestWhatWasReadHasText reads pages with budgets down to one that allows nothing:
// what is read all the same, and what comes of it, is text.
func TestWhatWasReadHasText(t *testing.T) {
	t.Parallel()
	head := "<html><head><title>A day in town</title></head><body><h1>A day in town</h1>"
	for _, page := range []struct{ name, source string }{
		{"like paragraphs", head + strings.Repeat("<p>It was a quiet day in town, and nobody minded the rain at all.</p>", 20_000)},
		{"paragraphs", head + paragraphs(20_000)},
		{"one paragraph", head + "<p>" + strings.Repeat("It was a quiet day in town, and nobody minded the rain at all. ", 20_000)},
		{"lines", head + strings.Repeat("It was a quiet day in town, and nobody minded the rain.<br><br>", 20_000)},
		{"an article in boxes", head + "<div><main><article><div>" + paragraphs(20_000) + "</div></article></main></div>"},
	} {
		for _, work := range []int64{1, 1 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20} {
			x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Work: work}))
			require.NoError(t, err)
			a, err := x.Extract(strings.NewReader(page.source), gatefold.Page{})
			require.ErrorIs(t, err, gatefold.ErrBudget, "%s, %d", page.name, work)
			assert.Contains(t, a.Text(), "quiet day", "%s, %d", page.name, work)
		}
	}
}

// paragraphs are some of which no two are the same.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("<p>It was a quiet day in town number " + strconv.Itoa(i) + ", and nobody there minded the rain at all.</p>")
	}
	return b.String()
}

func TestContextStopsAPage(t *testing.T) {
	t.Parallel()
	var x gatefold.Extractor
	cause := errors.New("the reader has gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	a, err := x.ExtractContext(ctx, strings.NewReader("<p>A day</p>"), gatefold.Page{})
	require.ErrorIs(t, err, cause)
	assert.Nil(t, a)
	rep, err := x.ExplainContext(ctx, strings.NewReader("<p>A day</p>"), gatefold.Page{})
	require.ErrorIs(t, err, cause)
	assert.Nil(t, rep)
	a, err = x.ExtractContext(t.Context(), strings.NewReader("<p>A day</p>"), gatefold.Page{})
	require.NoError(t, err)
	assert.NotNil(t, a)
}

func TestExtractNodeTakesAnyTree(t *testing.T) {
	t.Parallel()
	text := func(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }
	with := func(n *html.Node, children ...*html.Node) *html.Node {
		for _, c := range children {
			n.AppendChild(c)
		}
		return n
	}
	element := func(a atom.Atom, name string) *html.Node {
		return &html.Node{Type: html.ElementNode, DataAtom: a, Data: name}
	}
	deep := element(atom.Div, "div")
	for n, i := deep, 0; i < 20_000; i++ {
		child := element(atom.Div, "div")
		with(n, with(element(atom.P, "p"), text("A quiet day.")), child)
		n = child
	}
	circle := with(element(atom.Div, "div"), element(atom.P, "p"), element(atom.P, "p"))
	circle.LastChild.NextSibling = circle.FirstChild
	own := text("A quiet day.")
	own.Parent = own
	above, around := with(element(atom.P, "p"), text("A quiet day.")), element(atom.Div, "div")
	above.Parent, around.Parent = around, around
	within := element(atom.P, "p")
	within.FirstChild, within.LastChild = within, within
	shared := with(element(atom.Div, "div"), with(element(atom.P, "p"), text("A quiet day.")), element(atom.P, "p"))
	shared.LastChild.FirstChild = shared.FirstChild.FirstChild
	whole, err := html.Parse(strings.NewReader("<article><h1>A day</h1><p>It was quiet.</p></article>"))
	require.NoError(t, err)
	inside := whole.FirstChild.LastChild.FirstChild
	cases := []struct {
		name, why string
		root      *html.Node
		want      error
	}{
		{"nil", "there is nothing to read", nil, gatefold.ErrEmpty},
		{"document without children", "an empty document is a page", &html.Node{Type: html.DocumentNode}, nil},
		{"text", "a text is no element, and still a text", text("A quiet day."), nil},
		{"comment", "", &html.Node{Type: html.CommentNode, Data: "a"}, nil},
		{"doctype", "", &html.Node{Type: html.DoctypeNode, Data: "html"}, nil},
		{"heading by atom only", "Data of one letter has no level", with(element(atom.H2, "h"), text("A day")), nil},
		{"atom only", "Data is empty", with(element(atom.H1, ""), text("A day")), nil},
		{"name only", "made without an atom", with(element(0, "p"), text("A day")), nil},
		{"other name than atom", "", with(element(atom.Table, "p"), with(element(atom.Td, "h1"), text("A day"))), nil},
		{"text in a document", "no parser puts it there", with(&html.Node{Type: html.DocumentNode}, text("A quiet day.")), nil},
		{"text with children", "no parser makes one", with(text("a"), text("b")), nil},
		{"list items alone", "a fragment", with(element(atom.Li, "li"), text("A day")), nil},
		{"inside of a document", "its neighbours are not read", inside, nil},
		{"its own parent", "the way up has no end", own, gatefold.ErrTree},
		{"below its own parent", "nor has this one", above, gatefold.ErrTree},
		{"its own child", "the way down has no end", within, gatefold.ErrTree},
		{"child of two", "it would be read twice, and where it is linked to once", shared, gatefold.ErrTree},
		{"siblings in a circle", "there is no last one", circle, gatefold.ErrTree},
		{"deep", "the text below stands in the element above", deep, gatefold.ErrTooDeep},
	}
	var x gatefold.Extractor
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a, err := x.ExtractNode(c.root, gatefold.Page{})
			require.ErrorIs(t, err, c.want, c.why)
			if c.root != nil && !errors.Is(c.want, gatefold.ErrTree) {
				require.NotNil(t, a)
				_, err = x.ExplainNode(c.root, gatefold.Page{})
				require.ErrorIs(t, err, c.want, c.why)
			}
		})
	}
}

// TestDepthIsLinear is the shape that only a caller's tree can have.
func TestDepthIsLinear(t *testing.T) {
	var x gatefold.Extractor
	cost := func(depth int) float64 {
		root := &html.Node{Type: html.DocumentNode}
		n := root
		for range depth {
			div := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
			p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: "A quiet day."})
			div.AppendChild(p)
			n.AppendChild(div)
			n = div
		}
		took := hostile.Time(func() { _, _ = x.ExtractNode(root, gatefold.Page{}) })
		return float64(took) / float64(depth)
	}
	ratio := 0.0
	for range 4 {
		if ratio = cost(16_000) / cost(2_000); ratio < maxRatio {
			return
		}
	}
	assert.Less(t, ratio, maxRatio)
}

// TestPoolsForgetAHugePage reads pages of which one thing is huge, and then looks
// at what is left in use. Each of them once left up to 17 MB.
func TestPoolsForgetAHugePage(t *testing.T) {
	x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Nodes: -1, Work: -1}))
	require.NoError(t, err)
	names := string(bytes.Join(numbered(1_000_000), []byte(" ")))
	many := func(n int, unit string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(unit, "$i", strconv.Itoa(i)))
		}
		return b.String()
	}
	_, err = x.Extract(strings.NewReader("<p>A day</p>"), gatefold.Page{})
	require.NoError(t, err, "tables are made before")
	before := inUse()
	for _, c := range []struct {
		name   string
		source func() string
	}{
		{"class names", func() string { return "<p>A day</p><div class='" + names + "'>a</div>" }},
		{"class attributes", func() string { return many(150_000, "<b class=c$i>a</b>") }},
		{"ids", func() string { return many(150_000, "<b id=c$i>a</b>") }},
		{"metas", func() string { return many(200_000, "<meta name=a$i content=b>") }},
		{"authors", func() string { return many(200_000, "<meta name=author content='Ann Lee $i'>") }},
		{"links", func() string { return many(150_000, "<a rel=author href=/$i>Ann Lee</a>") }},
		{"properties", func() string { return many(150_000, "<b itemprop=author itemscope>Ann Lee</b>") }},
		{"times", func() string { return many(150_000, "<time datetime=2024-02-03>a</time>") }},
		{"one date", func() string { return "<meta name=date content='" + many(500_000, "12 ") + "'>" }},
		{"blocks", func() string { return many(150_000, "<p>A day in town</p>") }},
		{"entries", func() string { return "<ul>" + many(200_000, "<li>a") }},
		{"nested entries", func() string { return many(500, strings.Repeat("<ul><li>a", 100)+strings.Repeat("</ul>", 100)) }},
		{"cells", func() string { return "<table><tr>" + many(200_000, "<td>a") }},
		{"pictures", func() string { return "<figure>" + many(150_000, "<img src=/$i.jpg>") + "</figure>" }},
		{"code", func() string { return "<pre>" + strings.Repeat("a day\n", 200_000) + "</pre>" }},
		{"phrases", func() string { return many(200_000, "<p>Subscribe now to continue reading for $1 a month.</p>") }},
		{"buttons", func() string { return many(200_000, "<input type=submit value='Subscribe now'>") }},
		{"forms", func() string { return many(200_000, "<form><input type=email><button>Subscribe</button></form>") }},
		{"data", func() string {
			return "<script type=application/ld+json>[" + many(200_000, `{"@type":"Article","headline":"$i"},`) + "1]</script>"
		}},
	} {
		_, err := x.Extract(strings.NewReader(c.source()), gatefold.Page{})
		require.NoError(t, err, c.name)
		assert.Less(t, inUse()-before, int64(8<<20), "memory of the page is in a pool: %s", c.name)
	}
}

// inUse returns the bytes of live objects. One collection only: pools survive
// the first after their use.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func numbered(n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		out[i] = strconv.AppendInt([]byte("c"), int64(i), 10)
	}
	return out
}
