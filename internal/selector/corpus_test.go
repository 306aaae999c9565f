package selector

import (
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

// savedPages returns the files of the corpus whose folders fit the pattern and
// skips the test where there is none.
func savedPages(t testing.TB, set string) []string {
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
	return files
}

func readPage(t testing.TB, name string) *page.Parsed {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	p, err := page.Parse(z, "", page.Limits{})
	require.NoError(t, err, name)
	return p
}

// vocabulary is the kind of names that publishers give to what rules look
// for.
var vocabulary = struct{ block, part, tag, attr []string }{
	block: strings.Fields(`article post entry story content body main page site news single card teaser promo
		paywall gate subscribe subscription newsletter signup offer membership donate register premium plus
		related recommended most-read trending comments discussion author byline meta date time share social
		tags topics breadcrumb header footer nav menu sidebar widget banner ad advert sponsor gallery video
		audio player figure image caption credit quote embed live blog liveblog review recipe wp td elementor
		piano tp-modal poool zephr sticky overlay modal consent cookie toolbar masthead hero lead summary`),
	part: strings.Fields(`content body text title headline subtitle standfirst summary intro wrapper container
		inner box list item link button form input label image caption meta info date author name bio footer
		header top bottom left right active hidden open mobile desktop small large primary secondary`),
	tag:  strings.Fields(`div section article aside p a h1 h2 h3 ul li span figure figcaption header footer nav form button time img iframe`),
	attr: strings.Fields(`data-testid data-type data-component data-module data-name role itemprop rel aria-label name property type href src style title id class`),
}

// generic returns n selectors in the proportions of hand-written rule sets:
// nearly half are one class, a third are descendants.
func generic(n int) []string {
	r := rand.New(rand.NewPCG(7, 7))
	pick := func(s []string) string { return s[r.IntN(len(s))] }
	class := func() string {
		switch r.IntN(4) {
		case 0:
			return "." + pick(vocabulary.block)
		case 1:
			return "." + pick(vocabulary.block) + "__" + pick(vocabulary.part)
		case 2:
			return "." + pick(vocabulary.block) + "-" + pick(vocabulary.part) + "-" + pick(vocabulary.block)
		}
		return "." + pick(vocabulary.block) + "-" + pick(vocabulary.part)
	}
	attr := func() string {
		op := []string{"=", "^=", "*=", "$=", "~="}[r.IntN(5)]
		return fmt.Sprintf("[%s%s%q]", pick(vocabulary.attr), op, pick(vocabulary.block))
	}
	shapes := []func() string{
		class, class, class, class, class, class, class,
		func() string { return "#" + pick(vocabulary.block) + "-" + pick(vocabulary.part) },
		func() string { return pick(vocabulary.tag) + class() },
		func() string { return class() + class() },
		func() string { return class() + " " + pick(vocabulary.tag) },
		func() string { return class() + " " + class() },
		func() string { return class() + " > " + pick(vocabulary.tag) },
		func() string { return class() + " " + class() + " " + pick(vocabulary.tag) },
		func() string { return pick(vocabulary.tag) + attr() },
		attr,
		func() string { return class() + " " + attr() },
		func() string { return class() + ":not(" + class() + ")" },
		func() string { return class() + ":has(" + class() + ")" },
		func() string { return class() + " > " + pick(vocabulary.tag) + ":first-child" },
		func() string { return class() + " + " + pick(vocabulary.tag) },
		func() string { return class() + ", " + class() + ", " + pick(vocabulary.tag) + class() },
	}
	out := make([]string, n)
	for i := range out {
		out[i] = shapes[r.IntN(len(shapes))]()
	}
	return out
}

// derived returns selectors made of the names of a page, so that many match.
func derived(doc *page.Doc, r *rand.Rand, n int) []string {
	var out []string
	for len(out) < n {
		id := page.ID(r.IntN(doc.Len()))
		if doc.Nodes[id].Is(page.Text) {
			id = doc.Nodes[id].Parent
		}
		sel := describe(doc, r, id)
		for up := doc.Nodes[id].Parent; up != page.None && r.IntN(3) > 0; up = doc.Nodes[up].Parent {
			join := " > "
			if r.IntN(2) == 0 {
				join = " "
				for range r.IntN(4) {
					if p := doc.Nodes[up].Parent; p != page.None {
						up = p
					}
				}
			}
			sel = describe(doc, r, up) + join + sel
		}
		if Check(sel) == nil {
			out = append(out, sel)
		}
	}
	return out
}

// describe writes a compound that fits the element.
func describe(doc *page.Doc, r *rand.Rand, id page.ID) string {
	n := &doc.Nodes[id]
	tokens := doc.ClassTokens(id)
	switch k := r.IntN(6); {
	case k == 0 && n.IDSym != 0:
		return "#" + escapeName(doc.SymText(n.IDSym))
	case k < 4 && len(tokens) > 0:
		s := "." + escapeName(doc.SymText(tokens[r.IntN(len(tokens))]))
		if r.IntN(3) == 0 {
			s = n.N.Data + s + ":not(:empty)"
		}
		return s
	case k == 4 && len(n.N.Attr) > 0:
		return "[" + escapeName(n.N.Attr[r.IntN(len(n.N.Attr))].Key) + "]"
	}
	return n.N.Data
}

func escapeName(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; isName(c) && (i > 0 || c > '9') {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "\\%x ", c)
		}
	}
	return b.String()
}

func TestCorpusEqualsCascadia(t *testing.T) {
	t.Parallel()
	files := savedPages(t, "*")
	step := 1
	if testing.Short() {
		step = 40
	}
	vocab := generic(600)
	for i := 0; i < len(files); i += step {
		p := readPage(t, files[i])
		doc := page.Index(p.Root)
		r := rand.New(rand.NewPCG(uint64(i), 3))
		// Each page takes a part of the list in turn: the naive way costs 60
		// microseconds a selector and page.
		from := i * 37 % (len(vocab) - 40)
		sels := slices.Concat(vocab[from:from+40], derived(doc, r, 40))
		compare(t, doc, sels)
		doc.Release()
	}
}

// BenchmarkMatch compares one walk with what it replaces, one
// cascadia.QueryAll a selector, and with the parse of the same pages.
func BenchmarkMatch(b *testing.B) {
	files := savedPages(b, "publishers")
	var docs []*page.Doc
	var sources []string
	var size int64
	for i := 0; i < len(files); i += 6 {
		p := readPage(b, files[i])
		docs = append(docs, page.Index(p.Root))
		var s strings.Builder
		require.NoError(b, html.Render(&s, p.Root))
		sources = append(sources, s.String())
		size += int64(s.Len())
	}
	perPage := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(docs)), "ns/page")
	}
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			for _, s := range sources {
				_, err := html.Parse(strings.NewReader(s))
				require.NoError(b, err)
			}
		}
		perPage(b)
	})
	for _, n := range []int{100, 1000, 5000} {
		sels := generic(n)
		set, err := Compile(sels)
		require.NoError(b, err)
		b.Run(fmt.Sprintf("selectors=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					Match(d, []*Set{set}, func(_, _ int, _ page.ID) {})
				}
			}
			perPage(b)
		})
		b.Run(fmt.Sprintf("naive=%d", n), func(b *testing.B) {
			var all []cascadia.SelectorGroup
			for _, s := range sels {
				g, err := cascadia.ParseGroup(s)
				require.NoError(b, err)
				all = append(all, g)
			}
			for b.Loop() {
				for _, d := range docs {
					for _, g := range all {
						cascadia.QueryAll(d.Root, g)
					}
				}
			}
			perPage(b)
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	sels := generic(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, err := Compile(sels)
		require.NoError(b, err)
	}
}
