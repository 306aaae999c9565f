package training

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/bench/labels/record/recordtest"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// writeSet writes a set of a corpus that holds pages with the bytes of the ferry's.
func writeSet(t *testing.T, root, name string, lines ...any) {
	t.Helper()
	var gold []byte
	for _, line := range lines {
		data, err := json.Marshal(line)
		require.NoError(t, err)
		gold = append(append(gold, data...), '\n')
		var p corpus.Page
		require.NoError(t, json.Unmarshal(data, &p))
		require.NoError(t, corpus.WritePacked(filepath.Join(root, name, "pages", p.ID+".html.gz"), []byte(recordtest.HTML)))
	}
	require.NoError(t, os.WriteFile(filepath.Join(root, name, "gold.jsonl"), gold, 0o644))
}

func TestOpen(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	writeSet(t, root, "blocks", recordtest.Gold())
	writeSet(t, root, "articles", corpus.Page{ID: "7", URL: "https://bay.example/7"}, corpus.Page{ID: "8", URL: "https://bay.example/8", Title: "Of the set", Body: "Of the set"})
	set, err := withBlocks(root, fstest.MapFS{
		"articles.txt": {Data: []byte("page: articles-8\nkind: article\ntitle: 2\ndate: published=2024-05-03\nbody: 5,9\npage: articles-9\nkind: other\n")},
		"missing.txt":  {Data: []byte("page: missing-1\nkind: other\n")},
	})
	require.NoError(t, err)
	pages, labels := set.Pages, set.Labels
	require.Len(t, pages, 2, "a corpus may lack pages, and sets")
	assert.Equal(t, 1, set.Measured)
	require.Len(t, labels, 2)
	assert.Equal(t, "ferry", pages[0].ID)
	assert.Equal(t, recordtest.Gold().Promos, labels[0].Promos)
	assert.Equal(t, "articles-8", pages[1].ID)
	assert.Equal(t, "https://bay.example/8", pages[1].URL)
	assert.Equal(t, "The ferry", pages[1].Title)
	assert.Equal(t, "2024-05-03", pages[1].Date)
	assert.Equal(t, "article", pages[1].Kind)
	assert.Empty(t, pages[1].Body, "the labels stand for what the set says")
	assert.Equal(t, blocks.Block{Role: blocks.Body, Text: "The ferry came late again today."}, labels[1].Blocks[4])
	html, err := pages[1].HTML()
	require.NoError(t, err)
	assert.Equal(t, recordtest.HTML, string(html))

	_, err = open(root, fstest.MapFS{"articles.txt": {Data: []byte("page: articles-8\nbody: 99\n")}})
	assert.ErrorContains(t, err, `articles.txt:1: page "articles-8": blocks "99"`)
}

var words = regexp.MustCompile(`^=\s*[^@\s]`)

// The labels that ship hold no words of a page, and label no page that is measured.
func TestShippedRecords(t *testing.T) {
	t.Parallel()
	further, err := record.Read(records)
	require.NoError(t, err)
	measured, err := record.Read(os.DirFS(filepath.Join("..", "records")))
	require.NoError(t, err)
	for id, r := range further {
		assert.NotContains(t, measured, id, r.Where)
		for _, f := range r.Fields {
			assert.NotRegexp(t, words, f.Value, r.Where)
		}
	}
}

// Where the pages are, each record goes with its page.
func TestRecordsGoWithTheirPages(t *testing.T) {
	t.Parallel()
	root, err := corpus.Dir("")
	if err != nil {
		root = filepath.Join("..", "..", "..", "..", "shared", "corpus")
	}
	if _, err := os.Stat(filepath.Join(root, "articles")); err != nil {
		t.Skip("no corpus: ", err)
	}
	set, err := Open(root)
	require.NoError(t, err)
	further, err := record.Read(records)
	require.NoError(t, err)
	ids := map[string]bool{}
	for i, p := range set.Pages {
		ids[p.ID] = true
		assert.Contains(t, []string{"article", "other"}, set.Labels[i].Kind, p.ID)
		assert.NotEmpty(t, set.Labels[i].Blocks, p.ID)
	}
	for id, r := range further {
		assert.True(t, ids[id], r.Where)
	}
}
