package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/rules"
)

// gainFolder is a folder of rules for one of the two labelled pages.
func gainFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	rule := "name = \"A\"\nhosts = [\"a.example\"]\n[[promo]]\nkind = \"subscription\"\nmatch = [\"div\"]\n"
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "sites"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "sites", "a.example.toml"), []byte(rule), 0o644))
	return dir
}

func TestGainCommand(t *testing.T) {
	t.Parallel()
	root, dir, tmp := smallBlocks(t), gainFolder(t), t.TempDir()
	run := func(args ...string) (string, error) {
		var out bytes.Buffer
		c := command()
		c.Writer = &out
		err := c.Run(t.Context(), append([]string{"bench", "gain", "-corpus", root, "-rules", dir}, args...))
		return out.String(), err
	}
	out, err := run("-v", "sites/a.example.toml")
	require.NoError(t, err)
	assert.Regexp(t, `^sites/a.example.toml: pages 1, .*\n    blocks/a: `, out)

	record, known := filepath.Join(tmp, "gain.txt"), filepath.Join(tmp, "known.txt")
	_, err = run("-write", record, "-known", known, "-write-known")
	require.NoError(t, err)
	text, err := os.ReadFile(record)
	require.NoError(t, err)
	assert.Contains(t, string(text), "with models that saw the pages")
	assert.Regexp(t, `(?m)^sites/a.example.toml: pages 1, .*; rules [0-9a-f]{8}$`, string(text))
	_, err = run("-known", known)
	require.NoError(t, err, "what was written as known is known")
	require.NoError(t, os.WriteFile(known, []byte("sites/a.example.toml: loses title\n"), 0o644))
	_, err = run("-known", known)
	require.ErrorContains(t, err, "loses title: no longer")

	folder := t.TempDir()
	same := foldModels{bodies: fiveOf(models.Roles), promos: fiveOf(models.Promo)}
	require.NoError(t, same.write(folder))
	require.NoError(t, os.WriteFile(known, []byte("sites/a.example.toml: gains nothing, at times\n"), 0o644))
	_, err = run("-folds", folder, "-folds", folder, "-known", known, "-write-known")
	require.NoError(t, err)
	text, err = os.ReadFile(known)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "at times\n", "the same models twice differ on nothing")
	_, err = run("-folds", folder, "-folds", tmp)
	require.Error(t, err, "a folder without models")

	out, err = run("-json", "-held")
	require.NoError(t, err)
	assert.Contains(t, out, `"files"`)
	for _, args := range [][]string{{"-held", "-seen"}, {"-held", "-known", known}, {"-write", record, "sites/a.example.toml"}, {"-write-known"}} {
		_, err := run(args...)
		assert.Error(t, err, args)
	}
}

// fiveOf are the models of a cross-validation whose parts all gave the same.
func fiveOf(model []byte) [][]byte { return slices.Repeat([][]byte{model}, bodymodel.Folds) }

// Models that ship stand in for those of a cross-validation: what counts is from which
// files of the folder they are read.
func TestFolds(t *testing.T) {
	t.Parallel()
	folds := foldModels{bodies: fiveOf(models.Roles), promos: fiveOf(models.Promo), titles: fiveOf(models.Title)}
	dir := t.TempDir()
	require.NoError(t, folds.write(dir))
	got, err := readFolds(dir)
	require.NoError(t, err)
	assert.Equal(t, folds, got, "what is not there is left to the models that ship")
	_, err = pickExtractor(nil, got)
	require.NoError(t, err)

	require.NoError(t, os.Remove(bodymodel.FoldFile(dir, "title", 3)))
	_, err = readFolds(dir)
	require.ErrorContains(t, err, "title-3.bin", "a part is missing")
	require.NoError(t, folds.write(dir))
	require.NoError(t, os.Remove(bodymodel.FoldFile(dir, "promo", 0)))
	_, err = readFolds(dir)
	require.ErrorContains(t, err, "promo-0.bin")
}

// Of twelve pages each of a publisher with a rule and of one without, those are left that
// belong to the first and that the hash of their names keeps away.
func TestHeldPages(t *testing.T) {
	t.Parallel()
	var ruled string
	for h := range rules.Embedded().Sites() {
		ruled = h.Hosts[0]
		break
	}
	root := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(root, "blocks", "pages"), 0o755))
	var lines strings.Builder
	for i := range 12 {
		for _, host := range []string{ruled, "nobody.example"} {
			fmt.Fprintf(&lines, `{"id":"%s-page-%d","url":"https://%[1]s/%d","kind":"article","policy":"free","blocks":[],"promos":[]}`+"\n", host, i, i)
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(root, "blocks", "gold.jsonl"), []byte(lines.String()), 0o644))
	set, _, err := blocks.Open(filepath.Join(root, "blocks"))
	require.NoError(t, err)
	held, err := heldPages(root, set.Pages)
	require.NoError(t, err)
	assert.NotEmpty(t, held)
	assert.Less(t, len(held), 12)
	for _, p := range held {
		assert.Contains(t, p.URL, "https://"+ruled+"/", p.ID)
	}
}
