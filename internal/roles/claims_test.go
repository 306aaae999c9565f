package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
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

func TestClaimsHoldAgainstPromos(t *testing.T) {
	t.Parallel()
	doc, segs, f := frameOf(t, `<article>`+prose("Elmford", 1)+`Loose in the box of the story</article>`, Input{})
	defer doc.Release()
	defer f.Release()
	const paragraph, loose = 0, 1
	for _, tt := range []struct {
		name  string
		text  int
		claim block.Claim
		score float32
		want  bool
	}{
		{"none", paragraph, block.Claim{}, 0.2, false},
		{"another role", paragraph, block.Claim{Role: term.Caption}, 0.9, true},
		{"the container is the body", paragraph, block.Claim{Role: term.Body}, 0.2, false},
		{"the paragraph is the body", paragraph, block.Claim{Role: term.Body, Direct: true}, 0.44, true},
		{"the paragraph is the body, the promo sure", paragraph, block.Claim{Role: term.Body, Direct: true}, 0.45, false},
		{"the paragraph is perhaps the body", paragraph, block.Claim{Role: term.Body, Direct: true, Weak: true}, 0.2, false},
		{"loose in the container", loose, block.Claim{Role: term.Body, Direct: true}, 0.2, false},
	} {
		segs[tt.text].Claim = tt.claim
		assert.Equal(t, tt.want, f.holdsAgainst(&segs[tt.text], tt.score), tt.name)
	}
}

// A container takes nothing away that would be story without it, but for odd lines.
func TestContainersBelieveTheGenericWay(t *testing.T) {
	t.Parallel()
	const line = `<p>Photo: Ann Bay</p>`
	tests := []struct {
		name     string
		text     int
		p, plain float32
		related  float32
		want     bool
	}{
		{"likely", 0, 0.6, 0.6, 0, true},
		{"likely, and a page that asks for more", 0, 0.55, 0.6, 0, true},
		{"doubted, and story without the rule", 0, 0.45, 0.4, 0, true},
		{"doubted, and no story without the rule", 0, 0.45, 0.48, 0, false},
		{"doubted, and likelier something else", 0, 0.45, 0.4, 0.5, false},
		{"unlikely", 0, 0.3, 0.2, 0, false},
		{"doubted, of three words", 1, 0.45, 0.4, 0, false},
	}
	doc, _, f := frameOf(t, `<article>`+prose("Elmford", 1)+line+`</article>`, Input{})
	defer doc.Release()
	defer f.Release()
	for _, tt := range tests {
		a := assigner{Frame: f, plain: tt.plain, doubt: doubtful}
		*f.Classes(tt.text) = [NumClasses]float32{ClassBody: tt.p, ClassRelated: tt.related}
		assert.Equal(t, tt.want, a.believed(tt.text, tt.p), tt.name)
	}
}
