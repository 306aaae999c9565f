package article_test

import (
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Real pages hold what no list of attacks has: their HTML passes the sanitiser
// unchanged, and of each tenth page both renderings are read back and show the
// text and nothing but the text. In short mode the others are left out.
func TestRenderCorpus(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "corpus")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus of saved pages: set GATEFOLD_CORPUS")
	}
	pages := 0
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html.gz") {
			return err
		}
		pages++
		if tenth := pages%10 == 0; tenth || !testing.Short() {
			checkPage(t, path, tenth)
		}
		return nil
	})
	require.NoError(t, err)
	require.NotZero(t, pages)
}

func checkPage(t *testing.T, path string, readBack bool) {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	art, _ := gatefold.Extract(z, gatefold.Page{URL: "https://news.example/story"})
	if art == nil {
		return // not HTML: another test's matter
	}
	article.CheckRenderings(t, art, path, readBack)
}
