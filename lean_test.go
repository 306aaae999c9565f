package gatefold_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// doubtfulPage is a story in which one paragraph is not sure to be part of it.
const doubtfulPage = `<html lang="en"><head><title>Low water at the ferry</title></head><body><article><h1>Low water at the ferry</h1>
<p>The river has not been so low since the year of the great drought, and the old weir lies dry in the sun, said the warden.</p>
<p>At the ferry the boats are on the gravel, and the people of the island carry their bread and their letters over the stones.</p>
<aside class="box"><p>Tickets: two coins a crossing. Bicycles go free on Sundays.</p></aside>
<p>The water will come back with the snow, the warden said, and until then everybody walks to the other side of the river.</p>
</article></body></html>`

func leaning(t *testing.T, src string, lean float64) *article.Article {
	t.Helper()
	x, err := gatefold.New(gatefold.WithoutRules(), gatefold.WithLean(lean))
	require.NoError(t, err)
	art, err := x.Extract(strings.NewReader(src), gatefold.Page{})
	require.NoError(t, err)
	return art
}

func TestWithLean(t *testing.T) {
	t.Parallel()
	const box = "Tickets: two coins"
	precise, complete := leaning(t, doubtfulPage, -gatefold.MaxLean), leaning(t, doubtfulPage, gatefold.MaxLean)
	assert.NotContains(t, precise.Text(), box)
	assert.Contains(t, complete.Text(), box)
	// Sure paragraphs stay where they are.
	for _, lean := range []float64{-1, 0, 3} {
		assert.Contains(t, leaning(t, doubtfulPage, lean).Text(), "The water will come back with the snow")
	}
}

// The more a caller leans, the more words are body, and with 0 the article is what it is
// without the option, to the byte.
func TestLeanOfFixtures(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "*", "*.html"))
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasPrefix(filepath.Base(f), "_") })
	require.Greater(t, len(files), 50)
	leans := []float64{-4, -1, 0, 1, 4}
	words := make([]int, len(leans))
	plain, err := gatefold.New(gatefold.WithoutRules())
	require.NoError(t, err)
	for i := 0; i < len(files); i += 8 {
		src, err := os.ReadFile(files[i])
		require.NoError(t, err)
		before := 0
		for k, lean := range leans {
			art := leaning(t, string(src), lean)
			assert.GreaterOrEqual(t, art.WordCount, before, "%s, lean %v", files[i], lean)
			before = art.WordCount
			words[k] += art.WordCount
			if lean == 0 {
				same, err := plain.Extract(bytes.NewReader(src), gatefold.Page{})
				require.NoError(t, err)
				assert.Equal(t, same, art, files[i])
			}
		}
	}
	assert.Less(t, words[0], words[2], "a lean of %v takes less", leans[0])
	assert.Less(t, words[2], words[4], "a lean of %v takes more", leans[4])
}

func TestLeanOutOfRange(t *testing.T) {
	t.Parallel()
	for _, lean := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), gatefold.MaxLean + 0.1, -gatefold.MaxLean - 0.1} {
		_, err := gatefold.New(gatefold.WithLean(lean))
		assert.ErrorContains(t, err, "lean", "%v", lean)
	}
}

// Leaning away from the best that is expected costs confidence.
func TestConfidenceOfALeanedBody(t *testing.T) {
	t.Parallel()
	at := leaning(t, doubtfulPage, 0).Confidence
	assert.LessOrEqual(t, leaning(t, doubtfulPage, gatefold.MaxLean).Confidence, at)
}
