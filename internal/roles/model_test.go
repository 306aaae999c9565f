package roles

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

// TestClassesAreTheModels holds that what the batches give is what each ensemble
// says of the row alone, or the first look's word where that makes the class
// unlikely, and that a label and what is surely furniture is no body.
func TestClassesAreTheModels(t *testing.T) {
	t.Parallel()
	src := `<nav><ul><li><a href=/a>News of the town and of the harbour today</a></li><li><a href=/b>Sport</a></li></ul></nav>` +
		`<article><h1>The bridge</h1>` + prose("Elmford", 70) + `<p>By our own reporter</p></article>` +
		`<aside><p>Read more about the old ferry.</p>` + prose("Northam", 20) + `</aside>`
	doc, segs, f := frameOf(t, src, Input{Title: "The bridge"})
	defer doc.Release()
	defer f.Release()
	texts, rows := f.Kept()
	require.Greater(t, len(texts), batch, "more than one batch")
	row := make([]float32, NumFeatures)
	asked := 0
	for j, k := range texts {
		f.Row(int(k), row)
		assert.Equal(t, row[:FirstFeatures], rows[j*NumFeatures:][:FirstFeatures])
		for c := ClassBody + 1; c < ClassFurniture; c++ { // of story fewer trees are asked
			want := rows[j*NumFeatures+FirstFeatures+int(c)]
			if second := f.models().second[c]; second != nil && want >= unlikely {
				asked++
				want = trees.Probability(second.Score(rows[j*NumFeatures:]))
			}
			assert.InDelta(t, want, f.Classes(int(k))[c], 1e-6, "%s: %s", c, block.PlainText(doc, &segs[f.Texts()[k]]))
		}
	}
	assert.Positive(t, asked, "the second look")
	for k, i := range f.Texts() {
		if f.isLabel(k) {
			assert.Equal(t, float32(1), f.Classes(k)[ClassFurniture], block.PlainText(doc, &segs[i]))
		}
		if !slices.Contains(texts, int32(k)) {
			assert.Less(t, f.Classes(k)[ClassBody], float32(quietBody))
		}
	}
}

func TestLoadModelChecksItsMembers(t *testing.T) {
	t.Parallel()
	members, err := trees.Unpack(models.Roles)
	require.NoError(t, err)
	members["first weather"] = members["first body"]
	_, err = LoadModel(trees.Pack(members))
	require.ErrorIs(t, err, trees.ErrFormat, "a class that there is not")
	delete(members, "first weather")
	delete(members, "first body")
	_, err = LoadModel(trees.Pack(members))
	require.ErrorIs(t, err, trees.ErrFormat, "nothing tells the body")
}

// A sentence that comes again and again waits in place of something, unless
// the page has nothing else.
func TestPlaceholders(t *testing.T) {
	t.Parallel()
	wait := "<p>At this place stands a film that another company shows, and it needs your consent.</p>"
	probabilities := func(src string) map[string]float32 {
		doc, segs, f := frameOf(t, "<article><h1>The bridge</h1>"+src+"</article>", Input{Title: "The bridge"})
		defer doc.Release()
		defer f.Release()
		p := map[string]float32{}
		for k, i := range f.Texts() {
			p[block.PlainText(doc, &segs[i])[:7]] = f.Probabilities()[k]
		}
		return p
	}
	got := probabilities(prose("Elmford", 6) + wait + wait + wait)
	assert.Zero(t, got["At this"])
	assert.Greater(t, got["The cou"], float32(0.5))
	got = probabilities(prose("Elmford", 6) + wait + wait)
	assert.NotZero(t, got["At this"], "a refrain")
	got = probabilities(strings.Repeat(wait, 6))
	assert.Greater(t, got["At this"], float32(0.5), "a page that is tried out with one sentence")
}

// TestTextsBeyondTheLast holds that a page of more texts than are scored has each of
// them told, the many as the last of their shape.
func TestTextsBeyondTheLast(t *testing.T) {
	t.Parallel()
	src := `<article><h1>The bridge</h1>` + prose("Elmford", maxScored+500) + `<aside class="x"><p>Read more about the old ferry and the harbour.</p></aside></article>`
	doc, _, f := frameOf(t, src, Input{Title: "The bridge"})
	defer doc.Release()
	defer f.Release()
	require.Greater(t, len(f.Texts()), maxScored+400)
	f.Probabilities()
	require.Less(t, f.told, maxScored+batch)
	last := *f.Classes(f.told - 1)
	assert.NotZero(t, last)
	for k := f.told; k < len(f.Texts())-1; k++ {
		assert.Equal(t, last, *f.Classes(k), "text %d", k)
	}
}
