package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/term"
)

// bodies counts the paragraphs that Assign takes for the story.
func bodies(t *testing.T, src string, o Options) (n int) {
	t.Helper()
	doc, segs, f := frameOf(t, src, Input{Title: "The bridge"})
	defer doc.Release()
	defer f.Release()
	f.Assign(o)
	for i := range segs {
		if segs[i].Role == term.Body {
			n++
		}
	}
	return n
}

func TestCopiesOfTheStory(t *testing.T) {
	t.Parallel()
	story := prose("Elmford", 6)
	tests := []struct {
		name, src string
		want      int
	}{
		{"one", story, 6},
		{"for two widths of screen", `<div class="wide">` + story + `</div><div class="narrow">` + story + `</div>`, 6},
		{"for three", `<div>` + story + `</div><div>` + story + `</div><div>` + story + `</div>`, 6},
		{"the first is not shown", `<div hidden>` + story + `</div><div>` + story + `</div>`, 6},
		{"a refrain", story + prose("Elmford", 2), 8},
		{"two parts that begin alike", prose("Elmford", 4) + prose("Northam", 2) + prose("Elmford", 4), 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, bodies(t, `<article><h1>The bridge</h1>`+tt.src+`</article>`, Options{}))
		})
	}
}

func TestCopiesKeepTheirClaims(t *testing.T) {
	t.Parallel()
	story := prose("Elmford", 6)
	doc, segs, f := frameOf(t, `<article><h1>The bridge</h1>`+story+story+`</article>`, Input{Title: "The bridge"})
	defer doc.Release()
	defer f.Release()
	for i := range segs {
		segs[i].Claim = block.Claim{Role: term.Body, Direct: true}
	}
	why := block.Why{Cause: block.ByPromo, Promo: 3}
	segs[len(segs)-1].Claim = block.Claim{Role: term.Promo, Why: why}
	f.Assign(Options{Ruled: true})
	assert.Equal(t, block.ByCopy, segs[len(segs)-2].Why.Cause, "a rule's container holds the story once")
	assert.Equal(t, term.Promo, segs[len(segs)-1].Role)
	assert.Equal(t, why, segs[len(segs)-1].Why)
	assert.Len(t, f.Texts(), 7)
}

// TestCopiesOfOneSentence holds that a sentence that fills the page leaves few
// texts.
func TestCopiesOfOneSentence(t *testing.T) {
	t.Parallel()
	src := strings.Repeat("<p>The council met on the old bridge and weighed what it costs, said the clerk of the council of the town again.</p>", 2000)
	doc, _, f := frameOf(t, src, Input{})
	defer doc.Release()
	defer f.Release()
	assert.Less(t, len(f.Texts()), 20)
}
