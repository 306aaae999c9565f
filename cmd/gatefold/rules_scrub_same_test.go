package main

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/cmd/gatefold/internal/scrub"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/rules"
)

// sameness counts in how much a fixture is read as its page is.
type sameness struct {
	segments, roles             int // of the fixture, and those with the role that they have on the page
	promos, found, stray        int // of the page that the fixture keeps; those found; promos of the fixture that the page has not
	pages, policy, completeness int
	standfirst                  int
	missed, strays              []article.Promo
	unaligned                   int // fixtures whose tree another parse makes otherwise
	mixed                       map[[2]article.Role]int
}

// compare reads a page and its fixture with x, which has no rules: what the models
// say of a fixture is to be what they say of its page.
func (c *sameness) compare(t *testing.T, x *gatefold.Extractor, p savedPage) {
	t.Helper()
	want, err := x.Explain(bytes.NewReader(p.raw), gatefold.Page{URL: p.URL})
	require.NoError(t, err)
	parsed, opts, err := toScrub(p.raw, gatefold.Page{URL: p.URL}, scrub.Options{Rules: rules.Embedded()})
	require.NoError(t, err)
	whole := nodesOf(parsed.Root)
	out, err := scrub.Page(parsed.Root, opts)
	require.NoError(t, err)
	got, err := x.Explain(bytes.NewReader(out), gatefold.Page{URL: scrub.Address(p.URL)})
	require.NoError(t, err)
	c.pages++
	c.access(got.Article, want.Article)
	c.missed, c.strays = nil, nil
	c.countPromos(got.Article.Promos, want.Article.Promos)
	for _, p2 := range c.missed {
		t.Logf("%s: not found: %s, gate %t, %s: %.120q", p.ID, p2.Kind, p2.Gate, p2.Placement, p2.Text)
	}
	for _, p2 := range c.strays {
		t.Logf("%s: not of the page: %s, gate %t, %s: %.120q", p.ID, p2.Kind, p2.Gate, p2.Placement, p2.Text)
	}
	again, err := page.Parse(bytes.NewReader(out), "", page.Limits{})
	require.NoError(t, err)
	left, ok := aligned(nodesOf(parsed.Root), nodesOf(again.Root))
	if !ok {
		c.unaligned++
		return
	}
	at := map[*html.Node]int{}
	for i, n := range whole {
		at[n] = i
	}
	roles := map[int]article.Role{}
	for _, b := range want.Blocks {
		roles[b.Element] = b.Role
	}
	for _, b := range got.Blocks {
		if b.Text == "" || b.Hidden {
			continue
		}
		if left[b.Element] == nil {
			continue
		}
		if role, ok := roles[at[left[b.Element]]]; ok {
			c.segments++
			if role == b.Role {
				c.roles++
			} else {
				c.mixed[[2]article.Role{role, b.Role}]++
			}
		}
	}
}

// nodesOf lists the elements and texts of a tree, numbered as a report numbers them.
func nodesOf(root *html.Node) []*html.Node {
	doc := page.Index(root)
	defer doc.Release()
	out := make([]*html.Node, len(doc.Nodes))
	for i := range doc.Nodes {
		out[i] = doc.Nodes[i].N
	}
	return out
}

// aligned gives for each node of a tree that was read again the node that it was
// written from, false where the two have too little in common.
func aligned(written, read []*html.Node) ([]*html.Node, bool) {
	out := make([]*html.Node, len(read))
	lost, i := 0, 0
	for k, n := range read {
		found := false
		for j := i; j < min(i+40, len(written)); j++ {
			if w := written[j]; w.Type == n.Type && w.DataAtom == n.DataAtom && (n.Type == html.ElementNode && len(w.Attr) == len(n.Attr) || w.Data == n.Data) {
				out[k], i, found = w, j+1, true
				break
			}
		}
		if !found {
			lost++
		}
	}
	return out, lost*20 < len(read)
}

func (c *sameness) access(got, want *article.Article) {
	if got.Access.Policy == want.Access.Policy {
		c.policy++
	}
	if got.Access.Completeness == want.Access.Completeness {
		c.completeness++
	}
	if (got.Standfirst != "") == (want.Standfirst != "") {
		c.standfirst++
	}
}

// countPromos compares by kind and gate, those that a fixture keeps against all of
// the fixture's, and those of the fixture against all of the page's.
func (c *sameness) countPromos(got, want []article.Promo) {
	type sort struct {
		kind article.PromoKind
		gate bool
	}
	has := map[sort]int{}
	for _, p := range got {
		has[sort{p.Kind, p.Gate}]++
	}
	all := map[sort]int{}
	kept := keptPromo(want)
	for i, p := range want {
		k := sort{p.Kind, p.Gate}
		all[k]++
		if !kept[i] {
			continue
		}
		c.promos++
		if has[k] > 0 {
			has[k]--
			c.found++
		} else {
			c.missed = append(c.missed, p)
		}
	}
	for _, p := range got {
		k := sort{p.Kind, p.Gate}
		if all[k]--; all[k] < 0 {
			c.stray++
			c.strays = append(c.strays, p)
		}
	}
}

// TestFixturesReadAsTheirPages holds that the models find in fixtures what they find
// in the pages: a text of words that mean nothing tells them nothing.
func TestFixturesReadAsTheirPages(t *testing.T) {
	t.Parallel()
	x, err := gatefold.New(gatefold.WithoutRules())
	require.NoError(t, err)
	c := sameness{mixed: map[[2]article.Role]int{}}
	for _, p := range savedPages(t, 3) {
		c.compare(t, x, p)
	}
	share := func(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
	for _, f := range []struct {
		what   string
		of, in int
		floor  float64
	}{
		{"segments with the page's role", c.roles, c.segments, 0.87},
		{"promos found", c.found, c.promos, 0.65},
		{"policy", c.policy, c.pages, 0.93},
		{"completeness", c.completeness, c.pages, 0.92},
		{"standfirst or none", c.standfirst, c.pages, 0.86},
		{"trees that parse as they are", c.pages - c.unaligned, c.pages, 0.95},
	} {
		t.Logf("%s: %.3f of %d", f.what, share(f.of, f.in), f.in)
		assert.GreaterOrEqual(t, share(f.of, f.in), f.floor, f.what)
	}
	t.Logf("promos of fixtures that the page has not: %d", c.stray)
	assert.LessOrEqual(t, c.stray, c.promos/3, "promos that the page has not")
	for k, n := range c.mixed {
		if n > 15 {
			t.Logf("%s on the page, %s in the fixture: %d", k[0], k[1], n)
		}
	}
}

// toScrub returns the tree of a page and the options to scrub it with.
func toScrub(saved []byte, p gatefold.Page, opts scrub.Options) (*page.Parsed, scrub.Options, error) {
	opts, err := scrubOptions(saved, p, opts)
	if err != nil {
		return nil, opts, err
	}
	parsed, err := page.Parse(bytes.NewReader(saved), p.ContentType, page.Limits{})
	if errors.Is(err, page.ErrTooDeep) {
		err = nil
	}
	return parsed, opts, err
}
