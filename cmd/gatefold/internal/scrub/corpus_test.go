package scrub_test

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

	"github.com/gatefold/gatefold/cmd/gatefold/internal/scrub"
	"github.com/gatefold/gatefold/internal/page"
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
		dir = "../../../../../shared/corpus"
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

func fixture(t *testing.T, p savedPage) []byte {
	t.Helper()
	parsed, err := page.Parse(bytes.NewReader(p.raw), "", page.Limits{})
	require.NoError(t, err)
	out, err := scrub.Page(parsed.Root, scrub.Options{URL: p.URL, Rules: rules.Embedded()})
	require.NoError(t, err)
	return out
}

func TestFixturesShareNoRunOfWords(t *testing.T) {
	t.Parallel()
	var sizes []int
	for _, p := range savedPages(t, 4) {
		out := fixture(t, p)
		shared, err := scrub.Shared(out, p.raw)
		require.NoError(t, err)
		assert.Empty(t, shared, p.ID)
		assert.Equal(t, string(out), string(fixture(t, p)), "%s: the same page gives the same bytes", p.ID)
		sizes = append(sizes, len(out))
	}
	slices.Sort(sizes)
	t.Logf("%d fixtures: median %d bytes, 90th percentile %d, largest %d", len(sizes), sizes[len(sizes)/2], sizes[len(sizes)*9/10], sizes[len(sizes)-1])
}
