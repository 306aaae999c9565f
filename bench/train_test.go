package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/models"
)

// madeStory is the page of a story, each in a publisher's own words, and its labels.
func madeStory(i int) (string, blocks.Page) {
	g := blocks.Page{
		ID: fmt.Sprintf("page%d", i), URL: fmt.Sprintf("https://paper%d.example/harbour/story-%d", i, i), Kind: "article",
		Title: fmt.Sprintf("Boat number %d is back on the northern line", i), Kicker: fmt.Sprintf("Harbour %d", i),
		Standfirst: fmt.Sprintf("After %d years without a boat the islanders have a timetable again.", i+2),
	}
	body := fmt.Sprintf("The first of %d boats left the northern pier at six in the morning, with forty people and a cow on board, and nobody on the quay could say who had sold the cow its ticket.", i+3)
	g.Blocks = []blocks.Block{
		{Role: blocks.Kicker, Text: g.Kicker}, {Role: blocks.Title, Text: g.Title}, {Role: blocks.Standfirst, Text: g.Standfirst}, {Role: blocks.Body, Text: body},
	}
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><title>%[2]s | Paper</title><meta property="og:type" content="article"><header><a href="/">Paper</a></header>`+
		`<article><div class="overline">%[1]s</div><h1>%[2]s</h1><p class="dek">%[3]s</p><div class="text"><p>%[4]s</p><p>%[4]s</p></div></article></html>`, g.Kicker, g.Title, g.Standfirst, body), g
}

// writeStories makes sets of n such pages each.
func writeStories(t *testing.T, n int, sets ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, set := range sets {
		pages := filepath.Join(root, set, "pages")
		require.NoError(t, os.MkdirAll(pages, 0o755))
		var gold bytes.Buffer
		for i := range n {
			src, label := madeStory(i)
			require.NoError(t, json.NewEncoder(&gold).Encode(label))
			var page bytes.Buffer
			z := gzip.NewWriter(&page)
			_, err := z.Write([]byte(src))
			require.NoError(t, err)
			require.NoError(t, z.Close())
			require.NoError(t, os.WriteFile(filepath.Join(pages, label.ID+".html.gz"), page.Bytes(), 0o644))
		}
		require.NoError(t, os.WriteFile(filepath.Join(root, set, "gold.jsonl"), gold.Bytes(), 0o644))
	}
	return root
}

func train(t *testing.T, args ...string) error {
	t.Helper()
	return trainCommand().Run(t.Context(), append([]string{"train"}, args...))
}

func TestTrainLeads(t *testing.T) {
	t.Parallel()
	corpus, folds, out := writeStories(t, 20, "blocks"), t.TempDir(), t.TempDir()
	require.NoError(t, bodymodel.WriteFolds(folds, "roles", slices.Repeat([][]byte{models.Roles}, bodymodel.Folds)))
	require.NoError(t, train(t, "--leads", "--corpus", corpus, "--folds", folds, "--out", out))
	files := []string{filepath.Join(out, "lead.bin")}
	for i := range bodymodel.Folds {
		files = append(files, bodymodel.FoldFile(folds, "lead", i))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = lead.LoadModel(data)
		assert.NoError(t, err, file)
	}
	assert.NoFileExists(t, filepath.Join(out, "roles.bin"), "nothing else is trained")
	require.ErrorContains(t, train(t, "--leads", "--corpus", corpus, "--folds", t.TempDir()), "roles-0.bin", "it is asked of pages that the roles did not see")
}

func TestTrainProbes(t *testing.T) {
	t.Parallel()
	corpus, out := writeStories(t, 6, "articles", "publishers", "snippets", "second", "blocks", "sites", "nonarticles", "otherpages"), t.TempDir()
	require.NoError(t, train(t, "--probes", "--corpus", corpus, "--out", out))
	data, err := os.ReadFile(filepath.Join(out, "probe.bin"))
	require.NoError(t, err)
	_, err = kind.LoadProbeModel(data)
	require.NoError(t, err)
	assert.NoFileExists(t, filepath.Join(out, "kind.bin"), "nothing else is trained")
}
