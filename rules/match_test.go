package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// TestMatchPage takes a page the way of the pipeline: one walk for the site's
// and the common rules, then the layout, then the lines that it uses.
func TestMatchPage(t *testing.T) {
	t.Parallel()
	f, err := os.Open(filepath.Join("..", "testdata", "nknews.org", "badges.html"))
	require.NoError(t, err)
	defer f.Close()
	root, err := html.Parse(f)
	require.NoError(t, err)
	doc := page.Index(root)
	defer doc.Release()

	site, common := rules.Embedded().For("nknews.org"), rules.Embedded().Common()
	hits := map[int][]page.ID{}
	selector.Match(doc, []*selector.Set{site.Selectors, common.Selectors}, func(set, sel int, id page.ID) {
		if set == 0 {
			hits[sel] = append(hits[sel], id)
			return
		}
		assert.Fail(t, "no vendor's block is on the page", "%+v", common.Lines[sel])
	})
	a := site.Layout(func(line int) bool { return hits[line] != nil })
	assert.Equal(t, -1, a.Layout)
	got := map[term.Role]string{}
	for line, ids := range hits {
		if l := site.Lines[line]; l.Use == rules.UseRole && a.Uses(line) {
			got[l.Role] = doc.Path(ids[0])
		}
	}
	const entry = "main > article.post > "
	assert.Equal(t, map[term.Role]string{
		term.Headline:   entry + "header.entry-header > h1.entry-title",
		term.Standfirst: entry + "header.entry-header > p.entry-subtitle",
		term.Body:       entry + "div.entry-content",
		term.Navigation: "header.site-header > div.site-date",
	}, got)
	gate := site.Promos[a.Promos[0]]
	require.Len(t, hits[gate.Match[0]], 1)
	assert.Equal(t, entry+"section#paywall", doc.Path(hits[gate.Match[0]][0]))
}
