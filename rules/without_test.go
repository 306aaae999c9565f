package rules_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/rules"
)

func TestWithoutLeavesOutOneSelector(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{
		"sites/news.example.toml": {Data: []byte("name = \"N\"\nhosts = [\"news.example\"]\n[roles]\nbody = [\".a\", \".b\"]\n")},
		"vendors/gate.toml":       {Data: []byte("name = \"Gate\"\n[[promo]]\nkind = \"subscription\"\nmatch = [\".gate\"]\n")},
	})
	require.NoError(t, err)
	root, err := html.Parse(strings.NewReader(`<p class=a>x<p class=b>y<p class=gate>z`))
	require.NoError(t, err)
	doc := page.Index(root)
	defer doc.Release()
	found := func(c *rules.Compiled) (out []string) {
		selector.Match(doc, []*selector.Set{c.Selectors}, func(_, sel int, _ page.ID) {
			out = append(out, c.Lines[sel].Selector)
		})
		return out
	}

	site := set.For("news.example")
	assert.Equal(t, []string{".a", ".b"}, found(site))
	assert.Equal(t, []int{9, 15}, []int{site.Lines[0].Column, site.Lines[1].Column})
	less := set.Without(site.Lines[0])
	assert.Equal(t, []string{".b"}, found(less.For("news.example")))
	assert.Equal(t, []string{".gate"}, found(less.Common()))

	gate := set.Common()
	assert.Empty(t, found(set.Without(gate.Lines[0]).Common()))
	assert.Equal(t, []string{".gate"}, found(set.Common()), "the set itself stays as it is")
}
