package fieldmodel_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/fieldmodel"
	"github.com/gatefold/gatefold/internal/meta"
)

// writeCorpus makes the sets of a corpus whose stories are all titled by their
// h1, while og:title and <title> say something else.
func writeCorpus(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, set := range []string{"articles", "publishers", "snippets", "readability", "blocks"} {
		pages := filepath.Join(root, set, "pages")
		require.NoError(t, os.MkdirAll(pages, 0o755))
		var gold bytes.Buffer
		for i := range 30 {
			id := fmt.Sprintf("page%d", i)
			require.NoError(t, json.NewEncoder(&gold).Encode(map[string]string{
				"id": id, "url": fmt.Sprintf("https://paper%d.example/story", i), "title": fmt.Sprintf("Harbour number %d opens", i),
			}))
			var page bytes.Buffer
			z := gzip.NewWriter(&page)
			fmt.Fprintf(z, `<title>Ships %d | Paper</title><meta property="og:title" content="Ships for town %d"><h1>Harbour number %d opens</h1>`, i, i, i)
			require.NoError(t, z.Close())
			require.NoError(t, os.WriteFile(filepath.Join(pages, id+".html.gz"), page.Bytes(), 0o644))
		}
		require.NoError(t, os.WriteFile(filepath.Join(root, set, "gold.jsonl"), gold.Bytes(), 0o644))
	}
	return root
}

func TestRunLearnsWhichSourceIsRight(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	out := t.TempDir()
	require.NoError(t, fieldmodel.Run(fieldmodel.Config{Corpus: writeCorpus(t), Out: out, Log: &log}, fieldmodel.Titles()))
	for _, set := range []string{"articles", "publishers", "snippets", "readability", "blocks"} {
		assert.Regexp(t, "titles "+set+` +right 100\.0 % .*the best candidates 100\.0 %`, log.String())
	}
	data, err := os.ReadFile(filepath.Join(out, "title.bin"))
	require.NoError(t, err)
	_, err = meta.LoadTitleModel(data)
	require.NoError(t, err, "it fits the features of this version")
}

func TestFoldModels(t *testing.T) {
	t.Parallel()
	models, err := fieldmodel.FoldModels(fieldmodel.Config{Corpus: writeCorpus(t)}, fieldmodel.Titles())
	require.NoError(t, err)
	require.Len(t, models, bodymodel.Folds)
	for _, data := range models {
		_, err := meta.LoadTitleModel(data)
		require.NoError(t, err)
	}
	assert.NotEqual(t, models[0], models[1], "each has seen other pages")
}

func TestRunNamesThePageThatFails(t *testing.T) {
	t.Parallel()
	root := writeCorpus(t)
	require.NoError(t, os.Remove(filepath.Join(root, "snippets", "pages", "page7.html.gz")))
	assert.ErrorContains(t, fieldmodel.Run(fieldmodel.Config{Corpus: root, Log: &bytes.Buffer{}}, fieldmodel.Titles()), "page7")
}
