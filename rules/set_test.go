package rules_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// files makes a file system of path and content pairs.
func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func load(t *testing.T, pairs ...string) *rules.Set {
	t.Helper()
	s, err := rules.Load(files(pairs...))
	require.NoError(t, err)
	return s
}

func TestForHost(t *testing.T) {
	t.Parallel()
	s := load(t,
		"sites/a.toml", "name = 'A'\nhosts = ['example.com']\nformer = ['old.example']\n",
		"sites/b.toml", "name = 'B'\nhosts = ['blog.example.com', 'news.co.uk']\n",
		"sites/c.toml", "name = 'C'\nhosts = ['blogspot.com', 'jane.blogspot.com', 'bücher.example']\n",
		"d.toml", "name = 'D'\nhosts = ['root.example']\n",
	)
	for _, c := range []struct{ name, host, want, why string }{
		{"same", "example.com", "A", "the host itself"},
		{"www", "www.example.com", "A", "sub-domains are included"},
		{"deep", "x.y.example.com", "A", "at any depth"},
		{"specific", "m.blog.example.com", "B", "the most specific host wins"},
		{"port and capitals", "WWW.Example.COM:8080", "A", "a host as URLs hold it"},
		{"dot", "example.com.", "A", "the fully qualified form"},
		{"former", "www.old.example", "A", "old addresses have the same pages"},
		{"suffix alone", "co.uk", "", "a public suffix belongs to nobody"},
		{"suffix sibling", "other.co.uk", "", "news.co.uk is another site"},
		{"no part of a label", "notexample.com", "", "labels are compared whole"},
		{"shared host itself", "blogspot.com", "C", "it has pages of its own"},
		{"shared host sub-domain", "joe.blogspot.com", "C", "its rule serves its customers' sites as well"},
		{"customer", "jane.blogspot.com", "C", "a customer is a site"},
		{"unicode", "www.BÜCHER.example", "C", "names are compared in punycode"},
		{"punycode", "xn--bcher-kva.example", "C", "names are compared in punycode"},
		{"root file", "root.example", "D", "files at the root are sites"},
		{"empty", "", "", "no host, no rule"},
		{"address", "[::1]:80", "", "an address is no site"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if r := s.For(c.host); r != nil {
				got = r.Head.Name
			}
			assert.Equal(t, c.want, got, c.why)
		})
	}
}

func TestNilSet(t *testing.T) {
	t.Parallel()
	var s *rules.Set
	assert.Nil(t, s.For("example.com"))
	assert.Nil(t, s.Platform("wordpress"))
	assert.Nil(t, s.Common())
	for range s.Files() {
		assert.Fail(t, "a nil set has no files")
	}
}

const base = `name = "Base"
language = "en"
[fields]
title = ["h1", "jsonld:headline"]
section = ["meta:article:section"]
[roles]
body = [".content"]
related = [".related", ".more"]
[[promo]]
kind = "newsletter"
match = [".mail"]
`

// selectors lists what an Active uses for one purpose.
func selectors(c *rules.Compiled, a *rules.Active, use rules.Use, role term.Role) []string {
	var out []string
	for i, l := range c.Lines {
		if a.Uses(i) && l.Use == use && l.Role == role {
			out = append(out, l.Selector)
		}
	}
	return out
}

func never(int) bool { return false }

func TestOverlay(t *testing.T) {
	t.Parallel()
	s := load(t, "platforms/base.toml", base, "sites/x.toml", `name = "X"
hosts = ["x.example"]
platform = "base"
[fields]
title = ["h1.own @title"]
[fields.add]
section = [".section"]
[roles]
body = [".own"]
add.related = [".also"]
[roles.drop]
related = [".more"]
[[promo]]
kind = "subscription"
match = [".sub"]
vendor = "v"
[access]
preview = [".sub", "jsonld:isAccessibleForFree=false", "url:/plus/"]
withheld = [".locked"]
`, "vendors/v.toml", "name = 'V'\n")
	c := s.For("x.example")
	a := c.Layout(never)
	assert.Equal(t, -1, a.Layout)
	assert.Equal(t, "en", c.Head.Language, "the platform's language holds")
	assert.Equal(t, []string{".own"}, selectors(c, a, rules.UseRole, term.Body), "a key replaces that of the platform")
	assert.ElementsMatch(t, []string{".also", ".related"}, selectors(c, a, rules.UseRole, term.Related), "add and drop change what is inherited")

	require.Len(t, a.Fields["title"], 1)
	title := a.Fields["title"][0]
	assert.Equal(t, "h1.own", title.Arg)
	assert.Equal(t, "title", title.Attr)
	assert.Equal(t, "sites/x.toml:5", title.Origin)
	assert.Equal(t, "h1.own", c.Lines[title.Line].Selector)
	require.Len(t, a.Fields["section"], 2)
	assert.Equal(t, ".section", a.Fields["section"][0].Arg, "what is added is tried first")
	assert.Equal(t, "article:section", a.Fields["section"][1].Arg)

	require.Len(t, a.Promos, 2)
	first := c.Promos[a.Promos[0]]
	assert.Equal(t, term.Subscription, first.Kind, "the site's promos stand before the platform's")
	assert.Equal(t, "v", first.Vendor)
	assert.Equal(t, a.Promos[0], c.Lines[first.Match[0]].Promo)

	require.Len(t, a.Conditions, 3)
	assert.Equal(t, "preview", a.Conditions[0].Supports)
	assert.True(t, a.Conditions[1].Holds("http://schema.org/False"))
	assert.False(t, a.Conditions[1].Holds("true"))
	assert.True(t, a.Conditions[2].HoldsURL("/plus/1"))
	require.Len(t, a.Withheld, 1)
	assert.Equal(t, ".locked", c.Lines[a.Withheld[0]].Selector)
}

func TestDropPromo(t *testing.T) {
	t.Parallel()
	for _, drop := range []string{"'.mail'", "'*'"} {
		s := load(t, "platforms/base.toml", base,
			"sites/x.toml", "name = 'X'\nhosts = ['x.example']\nplatform = 'base'\ndrop_promo = ["+drop+"]\n")
		assert.Empty(t, s.For("x.example").Layout(never).Promos, drop)
	}
}

func TestLayouts(t *testing.T) {
	t.Parallel()
	s := load(t, "platforms/base.toml", base+"[[layout]]\nname = 'wide'\nprobe = '.wide'\n[layout.roles]\nbody = ['.wide-body']\n[layout.roles.add]\nad = ['.wide-ad']\n",
		"sites/x.toml", `name = "X"
hosts = ["x.example"]
platform = "base"
[roles]
related = [".own"]
[[layout]]
name = "2016"
probe = [".old", ".older"]
[layout.roles]
body = [".old-body"]
[[layout.promo]]
kind = "donation"
match = [".give"]
`)
	c := s.For("x.example")
	hit := func(sel string) *rules.Active {
		return c.Layout(func(line int) bool {
			require.Equal(t, rules.UseProbe, c.Lines[line].Use)
			return c.Lines[line].Selector == sel
		})
	}
	none, old, wide := c.Layout(never), hit(".older"), hit(".wide")
	assert.Equal(t, []string{".content"}, selectors(c, none, rules.UseRole, term.Body))
	assert.Equal(t, []string{".old-body"}, selectors(c, old, rules.UseRole, term.Body), "any probe is enough")
	assert.Equal(t, []string{".own"}, selectors(c, old, rules.UseRole, term.Related), "a layout keeps the rest of the base")
	assert.Equal(t, []string{".wide-body"}, selectors(c, wide, rules.UseRole, term.Body), "platforms have layouts too")
	assert.Equal(t, []string{".own"}, selectors(c, wide, rules.UseRole, term.Related), "the site holds for the platform's layouts")
	assert.Equal(t, []string{".wide-ad"}, selectors(c, wide, rules.UseRole, term.Ad))
	assert.Equal(t, "2016", old.Name)
	assert.Equal(t, 0, old.Layout, "the site's layouts are tried first")
	assert.Equal(t, 1, wide.Layout)
	assert.Len(t, old.Promos, 2)
	assert.Len(t, none.Promos, 1)
	assert.Len(t, c.Layouts(), 3)
	for i, l := range c.Lines {
		if l.Selector == ".old-body" {
			assert.Equal(t, 0, l.Layout)
			assert.False(t, none.Uses(i))
		}
	}
}

func TestWith(t *testing.T) {
	t.Parallel()
	old := load(t, "platforms/base.toml", base,
		"sites/x.toml", "name = 'X'\nhosts = ['x.example', 'y.example']\nplatform = 'base'\n")
	s, err := old.With(files(
		"mine.toml", "name = 'Mine'\nhosts = ['y.example']\nplatform = 'base'\n",
		"platforms/base.toml", "name = 'New base'\n[roles]\nbody = ['.new']\n"))
	require.NoError(t, err)
	assert.Equal(t, "X", s.For("x.example").Head.Name)
	assert.Equal(t, "Mine", s.For("y.example").Head.Name, "the later set serves its hosts")
	c := s.For("x.example")
	assert.Equal(t, []string{".new"}, selectors(c, c.Layout(never), rules.UseRole, term.Body), "old sites see the new platform")
	c = old.For("y.example")
	assert.Equal(t, "X", c.Head.Name, "the old set is unchanged")
	assert.Equal(t, []string{".content"}, selectors(c, c.Layout(never), rules.UseRole, term.Body))
	assert.Same(t, s.For("x.example"), s.For("www.x.example"), "a rule is compiled once")
}

func TestCommon(t *testing.T) {
	t.Parallel()
	s := load(t,
		"platforms/base.toml", base+"[detect]\ngenerator = 'Base'\n",
		"platforms/derived.toml", "name = 'Derived'\nplatform = 'base'\n[detect]\nselectors = ['.derived']\nscripts = ['/derived.js']\nhosts = ['derived.example']\n",
		"vendors/v.toml", "name = 'V'\n[detect]\nscripts = ['cdn.v.example']\n[[promo]]\nkind = 'subscription'\nmatch = ['.v']\ngate = true\n[access]\npreview = ['.v']\n")
	c := s.Common()
	require.Len(t, c.Detections, 3)
	assert.Equal(t, "derived", c.Detections[0].Name, "the platform that builds on others comes first")
	assert.Equal(t, rules.Vendor, c.Detections[2].Kind)
	collect := func(by func(string, func(int)), arg string) []string {
		var out []string
		by(arg, func(i int) { out = append(out, c.Detections[i].Name) })
		return out
	}
	assert.Equal(t, []string{"base"}, collect(c.ByGenerator, " BASE 3.1"))
	assert.Equal(t, []string{"v"}, collect(c.ByScript, "//eu.CDN.v.example:443/a.js?x"))
	assert.Equal(t, []string{"derived"}, collect(c.ByScript, "/js/derived.js"))
	assert.Empty(t, collect(c.ByScript, "https://other.example/?u=cdn.v.example"), "a host is not looked for in parameters")
	assert.Equal(t, []string{"derived"}, collect(c.ByHost, "joe.derived.example"))
	a := c.Layout(never)
	require.Len(t, a.Promos, 1)
	assert.Equal(t, "v", c.Promos[a.Promos[0]].Vendor, "a vendor's promos carry its name")
	assert.Len(t, a.Conditions, 1)
	assert.Equal(t, 0, c.Lines[c.Detections[0].Lines[0]].Detect)
}

func TestLoadNothing(t *testing.T) {
	t.Parallel()
	s, err := rules.Load()
	require.NoError(t, err)
	assert.Nil(t, s.For("example.com"))
	_, err = rules.Load(files("README.md", "x"))
	var e *rules.Error
	require.ErrorAs(t, err, &e)
	assert.Contains(t, e.Error(), "no rule file")
}

func TestAllProblemsAtOnce(t *testing.T) {
	t.Parallel()
	_, err := rules.Load(files("sites/a.toml", "name = 'A'\nhosts = ['a.example']\n[roles]\nbody = ['div[']\nbdy = ['p']\n[field]\n"))
	require.Error(t, err)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	var lines []int
	for _, e := range joined.Unwrap() {
		var re *rules.Error
		require.ErrorAs(t, e, &re)
		assert.Equal(t, "sites/a.toml", re.File)
		lines = append(lines, re.Line)
	}
	assert.Equal(t, []int{4, 5, 6}, lines, strings.TrimSpace(err.Error()))
}

func TestFiles(t *testing.T) {
	t.Parallel()
	s := load(t, "vendors/v.toml", "name = 'V'\n", "platforms/p.toml", "name = 'P'\n",
		"sites/b.toml", "name = 'B'\nhosts = ['b.example']\n", "sites/a.toml", "name = 'A'\nhosts = ['a.example']\n")
	var all, sites []string
	for h := range s.Files() {
		all = append(all, h.Kind.String()+" "+h.Name)
	}
	for h := range s.Sites() {
		sites = append(sites, h.File)
	}
	assert.Equal(t, []string{"site A", "site B", "platform P", "vendor V"}, all)
	assert.Equal(t, []string{"sites/a.toml", "sites/b.toml"}, sites)
	assert.Nil(t, s.Compile("sites/c.toml"))
	assert.Equal(t, "P", s.Platform("p").Head.Name)
	for range s.Files() {
		break
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	c := load(t, "a.toml", `name = "A"
hosts = ["a.example"]
[fields]
section = ["url:^/{value}/", "const:News", "ul:first-child > a @title", "meta:section"]
[access]
metered = ["meta:tier", "meta:tier = Metered | freemium"]
`).For("a.example")
	a := c.Layout(never)
	src := a.Fields["section"]
	require.Len(t, src, 4)
	got, ok := src[0].FindURL("/sport/x")
	assert.True(t, ok)
	assert.Equal(t, "sport", got)
	assert.Equal(t, "News", src[1].Arg)
	assert.Equal(t, -1, src[1].Line)
	assert.Equal(t, rules.FromSelector, src[2].Kind, "the name of an element is no prefix")
	assert.Equal(t, "ul:first-child > a", c.Lines[src[2].Line].Selector)
	assert.Equal(t, "field", c.Lines[src[2].Line].Use.String())
	assert.Equal(t, rules.FromMeta, src[3].Kind)
	require.Len(t, a.Conditions, 2)
	assert.True(t, a.Conditions[0].Holds("x"))
	assert.False(t, a.Conditions[0].Holds(" "))
	assert.True(t, a.Conditions[1].Holds("METERED"))
	assert.True(t, a.Conditions[1].Holds("freemium"))
	assert.False(t, a.Conditions[1].Holds("free"))
	assert.Equal(t, "tier", a.Conditions[1].Arg)
}

func TestExpect(t *testing.T) {
	t.Parallel()
	x := load(t, "a.toml", head+"[[expect]]\nfixture = 'a.html'\nauthors = []\ntitle = ''\ngate = false\npromos = []\n").For("a.example").Expect
	require.Len(t, x, 1)
	assert.Equal(t, 3, x[0].Line)
	assert.Equal(t, rules.No, x[0].Gate)
	assert.Equal(t, rules.Unstated, x[0].Withheld)
	assert.Equal(t, map[string][]string{"authors": {}, "title": {""}}, x[0].Fields)
	assert.NotNil(t, x[0].Promos, "no promo is promised")
	assert.Nil(t, x[0].Offers, "nothing is promised")
}

func TestUnwrap(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	assert.ErrorIs(t, &rules.Error{File: "a.toml", Line: 1, Column: 1, Err: cause}, cause)
}

func TestServes(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{"platforms/p.toml": {Data: []byte("name = \"P\"\n[detect]\nhosts = [\"a.example\", \"b.example\"]\n")}})
	require.NoError(t, err)
	assert.Equal(t, []string{"a.example", "b.example"}, set.Serves("p"))
	assert.Nil(t, set.Serves("q"))
	assert.Nil(t, (*rules.Set)(nil).Serves("p"))
}
