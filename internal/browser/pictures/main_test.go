package main

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/browser"
)

// maxBytes bounds what the README loads for a picture.
const maxBytes = 150_000

func TestPictures(t *testing.T) {
	dir := t.TempDir()
	err := run("../../../testdata/nknews.org/badges.html", dir)
	if errors.Is(err, browser.ErrNone) {
		t.Skip(err)
	}
	require.NoError(t, err)
	brightness := map[string]uint32{}
	for _, scheme := range []string{"light", "dark"} {
		data, err := os.ReadFile(filepath.Join(dir, "preview-"+scheme+".png"))
		require.NoError(t, err)
		assert.LessOrEqual(t, len(data), maxBytes)
		m, err := png.Decode(bytes.NewReader(data))
		require.NoError(t, err)
		assert.InDelta(t, width*scale, m.Bounds().Dx(), 1)
		assert.InDelta(t, height*scale, m.Bounds().Dy(), 1)
		brightness[scheme], _, _, _ = m.At(2, m.Bounds().Dy()-2).RGBA()
		assert.Greater(t, len(colours(m)), 20, "there is something in it")
	}
	assert.Greater(t, brightness["light"], 4*brightness["dark"])
}
