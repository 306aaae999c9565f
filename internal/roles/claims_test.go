package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/promo"
)

// A box around a gate and the one paragraph of a preview does not take the paragraph
// along; one that holds a paragraph among many is believed.
func TestClaimPromosLeavesTheStory(t *testing.T) {
	t.Parallel()
	const gate = `<p>Subscribe now to read on: only $1 for four weeks.</p>`
	for _, tt := range []struct {
		name, src string
		segs      []int32
		weak      bool
	}{
		{"all of the story", `<article><h1>The bridge</h1>` + prose("Elmford", 1) + gate + `</article>`, []int32{1, 2}, true},
		{"a part of it", `<article><h1>The bridge</h1>` + prose("Elmford", 5) + gate + `</article>`, []int32{5, 6}, false},
	} {
		doc, segs, f := frameOf(t, tt.src, Input{})
		f.Probabilities()
		for i := range segs {
			segs[i].P, segs[i].Ask = 0.9, 0.1
		}
		segs[len(segs)-1].P, segs[len(segs)-1].Ask = 0.1, 0.9
		segs[0].P = 0.1
		f.ClaimPromos([]promo.Promo{{Segs: tt.segs, Score: 0.9}})
		for _, i := range tt.segs {
			assert.Equal(t, tt.weak, segs[i].Claim.Weak, tt.name)
		}
		f.Release()
		doc.Release()
	}
}
