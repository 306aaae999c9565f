package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/cmd/gatefold/internal/scrub"
	"github.com/gatefold/gatefold/rules"
)

// savedPage is a page of the corpus, which is not part of the repository.
type savedPage struct {
	ID, URL string
	raw     []byte
}

// savedPages reads every nth page of the publishers.
func savedPages(t *testing.T, nth int) []savedPage {
	t.Helper()
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	gold, err := os.ReadFile(filepath.Join(dir, "publishers", "gold.jsonl"))
	if err != nil {
		t.Skip("no corpus beside the repository; GATEFOLD_CORPUS names its folder")
	}
	var pages []savedPage
	for i, line := range bytes.Split(bytes.TrimSpace(gold), []byte("\n")) {
		if i%nth != 0 {
			continue
		}
		var p savedPage
		require.NoError(t, json.Unmarshal(line, &p))
		f, err := os.Open(filepath.Join(dir, "publishers", "pages", p.ID+".html.gz"))
		require.NoError(t, err)
		zr, err := gzip.NewReader(f)
		require.NoError(t, err)
		var buf bytes.Buffer
		_, err = buf.ReadFrom(zr)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		p.raw = buf.Bytes()
		pages = append(pages, p)
	}
	return pages
}

// shape is what a fixture should have in common with its page.
type shape struct {
	title, author, date, body bool
	policy                    article.Policy
	completeness              article.Completeness
	promos                    []article.PromoKind
	gate                      bool
	kinds                     []article.BlockKind
	day                       string
	authors                   int
}

func shapeOf(a *article.Article) shape {
	s := shape{
		title: a.Title != "", author: len(a.Authors) > 0, date: !a.Published.Time.IsZero(), body: len(a.Body) > 0,
		policy: a.Access.Policy, completeness: a.Access.Completeness, authors: len(a.Authors),
	}
	if s.date {
		s.day = a.Published.Time.Format("2006-01-02")
	}
	for _, p := range a.Promos {
		s.gate = s.gate || p.Gate
		if !slices.Contains(s.promos, p.Kind) {
			s.promos = append(s.promos, p.Kind)
		}
	}
	slices.Sort(s.promos)
	for i, b := range a.Body {
		if i == 0 || b.Kind != a.Body[i-1].Kind {
			s.kinds = append(s.kinds, b.Kind)
		}
	}
	return s
}

// The floors are a little below what was measured: a fixture that differs is
// to be looked at by a person, many that do are a fault. Of promos a fixture keeps
// those of each kind that come first, and a page has more: so that floor is low.
func TestFixturesKeepTheShape(t *testing.T) {
	t.Parallel()
	pages := savedPages(t, 3)
	count := map[string]int{}
	for _, p := range pages {
		want, err := gatefold.Extract(bytes.NewReader(p.raw), gatefold.Page{URL: p.URL})
		require.NoError(t, err)
		fixture, err := scrubbed(p.raw, gatefold.Page{URL: p.URL}, scrub.Options{Rules: rules.Embedded()})
		require.NoError(t, err, p.ID)
		got, err := gatefold.Extract(bytes.NewReader(fixture), gatefold.Page{URL: scrub.Address(p.URL)})
		require.NoError(t, err)
		g, w := shapeOf(got), shapeOf(want)
		same := map[string]bool{
			"title": g.title == w.title, "authors": g.authors == w.authors, "day": g.day == w.day, "body": g.body == w.body,
			"policy": g.policy == w.policy, "completeness": g.completeness == w.completeness,
			"promo kinds": slices.Equal(g.promos, w.promos), "gate": g.gate == w.gate,
		}
		for what, ok := range same {
			if ok {
				count[what]++
			} else {
				t.Logf("%s: %s: got %+v, want %+v", p.ID, what, g, w)
			}
		}
	}
	for what, floor := range map[string]float64{
		"title": 0.98, "authors": 0.88, "day": 0.97, "body": 0.98, "policy": 0.95, "completeness": 0.9, "promo kinds": 0.55, "gate": 0.93,
	} {
		share := float64(count[what]) / float64(len(pages))
		t.Logf("%s: %.3f of %d", what, share, len(pages))
		assert.GreaterOrEqual(t, share, floor, what)
	}
}
