package gatefold

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/page"
)

// mostShare is the part of the default budget that a saved page may take.
const mostShare = 0.25

// TestNoSavedPageComesNearTheBudget logs the largest share of the default
// budget that a page of the corpus takes.
func TestNoSavedPageComesNearTheBudget(t *testing.T) {
	t.Parallel()
	root := "../shared/corpus"
	if _, err := os.Stat(root); err != nil || testing.Short() {
		t.Skip("needs the saved pages")
	}
	var x Extractor
	var pages int
	var most int64
	var costliest string
	require.NoError(t, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html.gz") || small(d) {
			return err
		}
		pages++
		if used := workOf(t, &x, name); used > most {
			most, costliest = used, filepath.Base(name)
		}
		return nil
	}))
	share := float64(most) / page.DefaultWork
	t.Logf("of %d pages the costliest, %s, takes %.1f %% of the default budget", pages, costliest, 100*share)
	assert.Less(t, share, mostShare)
}

// workOf takes a page through the stages that count work.
func workOf(t *testing.T, x *Extractor, name string) int64 {
	packed, err := os.ReadFile(name)
	require.NoError(t, err)
	z, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	src, err := io.ReadAll(z)
	require.NoError(t, err)
	e, err := x.open(context.Background(), bytes.NewReader(src), Page{})
	if e == nil {
		return 0
	}
	defer e.close()
	require.NotErrorIs(t, err, ErrBudget, name)
	e.cutSegments()
	require.NotErrorIs(t, e.err(), ErrBudget, name)
	return e.meter.Used()
}

// small reports a page too small to cost much. The costliest of all 4,170 is
// among those that are left, one in ten.
func small(d fs.DirEntry) bool {
	const least = 80 << 10 // packed
	info, err := d.Info()
	return err == nil && info.Size() < least
}
