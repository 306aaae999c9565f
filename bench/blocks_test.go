package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/blocks"
)

const blockLines = `{"id":"a","url":"https://a.example/1","kind":"article","title":"The Ferry","policy":"free","blocks":[{"role":"title","text":"The Ferry"},{"role":"body","text":"The ferry came late today"},{"role":"promo","text":"Read all for 2 a week"}],"promos":[{"kind":"subscription","text":"Read all for 2 a week","gate":false,"hidden":false,"where":"after-body","offers":[{"amount":"2","currency":null,"period":"week","trial":false}]}]}
{"id":"b","url":"https://b.example/2","kind":"article","policy":"free","blocks":[{"role":"body","text":"Nothing happened in the harbour"}],"promos":[]}
`

// smallBlocks is a labelled set of two pages in a corpus of its own.
func smallBlocks(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	dir := filepath.Join(root, "blocks")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "pages"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "gold.jsonl"), []byte(blockLines), 0o644))
	pages := map[string]string{
		"a": "<h1>The Ferry</h1><p>The ferry came late today</p><div>Read all for 2 a week</div>",
		"b": "<p>Nothing happened in the harbour</p>",
	}
	for id, html := range pages {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "pages", id+".html.gz"), []byte(html), 0o644))
	}
	return root
}

func openSmallBlocks(t *testing.T) labelledSet {
	t.Helper()
	root := smallBlocks(t)
	set, labels, err := blocks.Open(filepath.Join(root, "blocks"))
	require.NoError(t, err)
	return labelledSet{set, labels, root}
}

func TestScoreLabelled(t *testing.T) {
	t.Parallel()
	ours := extractor{name: "ours", ours: true, extract: func(html []byte, _ string) (result, error) {
		if !strings.Contains(string(html), "ferry") {
			return result{}, errors.New("no page")
		}
		art := &article.Article{Title: "The Ferry", Body: []article.Block{{Text: "The ferry came late today"}}}
		art.Access.Policy = article.PolicyFree
		art.Promos = []article.Promo{{Kind: article.PromoSubscription, Text: "Read all for 2 a week", Offers: []article.Offer{{Amount: "2.00"}}}}
		return resultOf(art), nil
	}}
	peer := extractor{name: "some peer", extract: func([]byte, string) (result, error) {
		return result{text: "The ferry came late today\nRead all for 2 a week"}, nil
	}}
	s, err := scoreLabelled(openSmallBlocks(t), []extractor{ours, peer})
	require.NoError(t, err)

	f := s.figures()
	assert.InDelta(t, 50, f["word F1"], 1e-9, "what fails counts as no text")
	assert.InDelta(t, 100, f["promo recall"], 1e-9)
	assert.InDelta(t, 100, f["offers precision"], 1e-9)
	assert.NoError(t, f.check([]string{"clean pages>=50", "promo leak<=0"}))
	assert.ErrorContains(t, f.check([]string{"clean pages>=51"}), "got 50.00")

	report := s.report("Pages", "")
	assert.Contains(t, report, "### 2 pages\n")
	assert.Contains(t, report, "half b of the domains")
	assert.Regexp(t, `\| some peer +\| +37\.5 `, report, "a: 5 of 11 words and all 5; b: 1 of 11 and 1 of 5; (62.5 + 12.5) / 2")
	assert.Equal(t, 1, strings.Count(s.report("Pages", "a"), "| promo recall |"), "one half has no halves")

	var notes strings.Builder
	s.listNotes(&notes, 1, nil)
	assert.Contains(t, notes.String(), "b  https://b.example/2")
	assert.Contains(t, notes.String(), "missing: Nothing happened in the harbour")
	assert.Contains(t, notes.String(), "ours: no page")
	assert.NotContains(t, notes.String(), "a.example", "only the worst page is listed")

	notes.Reset()
	s.listNotes(&notes, 0, s.Pages[:1])
	assert.Contains(t, notes.String(), "b.example")
	notes.Reset()
	s.listNotes(&notes, 0, s.Pages[1:])
	assert.Empty(t, notes.String(), "nobody is to look at a closed page")
}

func TestWriteOutputs(t *testing.T) {
	t.Parallel()
	s := scoredBlocks{
		extractors: []extractor{{name: "ours", ours: true}, {name: "a peer, fallback"}},
		outputs:    [][]blocks.Output{{{ID: "a", Policy: "free"}, {ID: "a", Text: "x"}}},
	}
	file := filepath.Join(t.TempDir(), "out.jsonl")
	require.NoError(t, s.writeOutputs(file))
	first, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.JSONEq(t, `{"id":"a","text":"","title":"","authors":null,"date":"","policy":"free"}`, string(first))
	second, err := os.ReadFile(strings.Replace(file, "out.jsonl", "out.a-peer-fallback.jsonl", 1))
	require.NoError(t, err)
	assert.Contains(t, string(second), `"text":"x"`)
	assert.NotContains(t, string(second), "policy", "by this the scorer knows who cannot say")
}

func TestBlocksCommand(t *testing.T) {
	t.Parallel()
	root, out := smallBlocks(t), filepath.Join(t.TempDir(), "out.jsonl")
	run := func(args ...string) error {
		return command().Run(t.Context(), append([]string{"bench", "blocks", "-corpus", root, "-peers=false", "-rules", "off"}, args...))
	}
	require.NoError(t, run("-out", out, "-want", "word F1>=0"))
	data, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, 2, strings.Count(string(data), "\n"), "an object a page")
	require.NoError(t, run("-align", "-worst", "1"))
	assert.ErrorContains(t, run("-want", "word F1>=101"), "word F1")
	assert.ErrorContains(t, run("-page", "none"), `no page "none"`)
	assert.ErrorContains(t, run("-half", "c"), "want a or b")
}
