package ruletest_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	pagedoc "github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// fixture is a page of an [[expect]].
type fixture struct{ name, url string }

func fixturesOf(set *rules.Set) []fixture {
	var out []fixture
	for h := range set.Files() {
		for _, x := range set.Compile(h.File).Expect {
			f := fixture{x.Fixture, x.URL}
			if f.url == "" && len(h.Hosts) > 0 {
				f.url = "https://" + h.Hosts[0]
			}
			out = append(out, f)
		}
	}
	return out
}

// Whatever Explain credits is true: the named line of the named file holds the
// named selector, and the selector, read by cascadia, finds an element that
// holds the block.
func TestExplainNamesTheLine(t *testing.T) {
	t.Parallel()
	set := rules.Embedded()
	lines := map[string][]string{}
	roles, promos, credited := 0, 0, 0
	for _, f := range fixturesOf(set) {
		data, err := read.File(fixturesOfModule(), f.name)
		require.NoError(t, err)
		parsed, err := pagedoc.Parse(bytes.NewReader(data), "", pagedoc.Limits{})
		require.NoError(t, err)
		doc := pagedoc.Index(parsed.Root)
		rep, err := new(gatefold.Extractor).ExplainNode(parsed.Root, gatefold.Page{URL: f.url})
		require.NoError(t, err)
		stands := func(p article.Provenance) {
			if lines[p.File] == nil {
				text, err := fs.ReadFile(rules.EmbeddedFiles(), p.File)
				require.NoError(t, err, f.name)
				lines[p.File] = strings.Split(string(text), "\n")
			}
			require.LessOrEqual(t, p.Line, len(lines[p.File]), "%s: %s", f.name, p)
			bare := strings.ReplaceAll(lines[p.File][p.Line-1], `\"`, `"`)
			assert.Contains(t, bare, p.Selector, "%s: %s", f.name, p)
		}
		for _, b := range rep.Blocks {
			if !b.Decided.IsRule() {
				continue
			}
			stands(b.Decided)
			sel, err := cascadia.ParseGroup(b.Decided.Selector)
			require.NoError(t, err, b.Decided)
			node := doc.Nodes[b.Element].N
			if b.Decided.Kind == article.ProvenancePromo {
				promos++
				assert.True(t, matchesAbove(sel, node) || belongsToMatch(rep, b.Promo, sel, doc), "%s: %s: %s", f.name, b.Decided, b.Text)
				continue
			}
			roles++
			assert.True(t, matchesAbove(sel, node), "%s: %s: %s", f.name, b.Decided, b.Text)
		}
		for _, e := range rep.Effects {
			credited++
			if e.Purpose != "detect" {
				stands(e.By)
			}
		}
		doc.Release()
	}
	assert.Greater(t, roles, 1000)
	assert.Greater(t, promos, 200)
	assert.Greater(t, credited, 1000)
}

func matchesAbove(sel cascadia.SelectorGroup, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && sel.Match(n) {
			return true
		}
	}
	return false
}

// belongsToMatch reports whether another block of the promo stands in an
// element that the selector finds: the words that invite to a supplier's form
// stand around it.
func belongsToMatch(rep *gatefold.Report, promo int, sel cascadia.SelectorGroup, doc *pagedoc.Doc) bool {
	for _, b := range rep.Blocks {
		if promo >= 0 && b.Promo == promo && matchesAbove(sel, doc.Nodes[b.Element].N) {
			return true
		}
	}
	return false
}

// A vendor's match is the vendor's, whatever lines the site's own file has at
// that number.
func TestExplainTellsSiteFromVendor(t *testing.T) {
	t.Parallel()
	var body strings.Builder
	body.WriteString("[roles]\nrelated = [\n")
	for range 60 {
		body.WriteString("\t\".zz" + strings.Repeat("z", body.Len()%97) + "-" + strings.Repeat("y", body.Len()%89) + "\",\n")
	}
	body.WriteString("\t\".see-also\",\n]\n")
	site := file(body.String())
	x, err := gatefold.New(gatefold.WithRules(fsOf("pier.example.toml", site.Data)))
	require.NoError(t, err)
	src := `<main><h1>A</h1><div class="see-also"><p>Another story of boats</p></div><p>` + strings.Repeat("The pier stands again. ", 20) +
		`</p></main><div id="disqus_thread"><p>A reader writes that the pier should have been mended long ago, and many agree.</p></div>`
	rep, err := x.Explain(strings.NewReader(src), gatefold.Page{URL: "https://pier.example/a"})
	require.NoError(t, err)
	by := map[string]article.Provenance{}
	for _, b := range rep.Blocks {
		by[b.Text] = b.Decided
	}
	assert.Equal(t, article.Provenance{Kind: "rule", File: "pier.example.toml", Line: 65, Selector: ".see-also"}, by["Another story of boats"])
	comment := by["A reader writes that the pier should have been mended long ago, and many agree."]
	assert.NotEqual(t, "pier.example.toml", comment.File, comment)
}
