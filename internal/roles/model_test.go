package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/trees"
)

// TestProbabilitiesAreTheModels holds that dropping rows early changes nothing
// for a text that all trees together might take for body.
func TestProbabilitiesAreTheModels(t *testing.T) {
	t.Parallel()
	src := `<nav><ul><li><a href=/a>News of the town and of the harbour today</a></li></ul></nav><article><h1>The bridge</h1>` +
		prose("Elmford", 70) + `<p>By our own reporter</p></article><aside><p>Read more about the old ferry.</p>` + prose("Northam", 20) + `</aside>`
	doc, segs, f := frameOf(t, src, Input{Title: "The bridge"})
	defer doc.Release()
	defer f.Release()
	got := f.Probabilities()
	row := make([]float32, NumFeatures)
	for k, i := range f.Texts() {
		f.Row(k, row)
		want := trees.Probability(f.model().Score(row))
		if want < 0.3 || f.isLabel(k) {
			continue
		}
		assert.InDelta(t, want, got[k], 1e-6, block.PlainText(doc, &segs[i]))
	}
	assert.Greater(t, len(got), batch, "more than one batch")
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
