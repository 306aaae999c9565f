package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/page"
)

// lookAt gives the texts of a page these probabilities of body and promo, and
// sums them up as the first look's.
func lookAt(t *testing.T, src string, body, promo []float32) *Frame {
	t.Helper()
	doc, _, f := frameOf(t, src, Input{})
	t.Cleanup(func() { f.Release(); doc.Release() })
	assert.Len(t, f.Texts(), len(body))
	f.classes = make([][NumClasses]float32, len(body))
	for k := range body {
		f.classes[k][ClassBody], f.classes[k][ClassPromo] = body[k], promo[k]
	}
	f.look()
	return f
}

func valueOf(f *Frame, k int, name string) float32 {
	x := make([]float32, secondFeatures)
	f.secondRow(x, k)
	for i, n := range secondNames() {
		if n == name {
			return x[i]
		}
	}
	return -99
}

func TestSecondRowReadsTheSurroundings(t *testing.T) {
	t.Parallel()
	f := lookAt(t, `<div class=a><p>one two three</p><p>four five six</p><div class=b><p>seven eight</p><p>nine ten</p></div></div><div class=c><p>last of all words</p></div>`,
		[]float32{0.9, 0.3, 0.1, 0.1, 0.8}, []float32{0, 0, 0.6, 0.9, 0})
	for _, c := range []struct {
		text int
		name string
		want float32
		why  string
	}{
		{1, "first: body", 0.3, "its own"},
		{1, "first at -1: body", 0.9, "that before"},
		{1, "first at +2: promo", 0.9, "that after the next"},
		{0, "first at -1: body", -1, "nothing stands before the first"},
		{2, "above 1: promo", 0.75, "the mean of the box by words"},
		{2, "small: surest promo", 0.9, "the other line of the box, not its own"},
		{1, "from sure before", 1, "a sure text right before"},
		{1, "to sure after", 3, "and one three further on"},
		{4, "until last sure", 0, "it is the last"},
		{0, "story before", 0, "nothing of the story"},
		{1, "body in 5 before", 0.9, "the window"},
	} {
		assert.InDelta(t, c.want, valueOf(f, c.text, c.name), 1e-5, "%s of text %d: %s", c.name, c.text, c.why)
	}
}

func TestDensest(t *testing.T) {
	t.Parallel()
	f := lookAt(t, `<main><div id=story><p>one two three</p><p>four five six</p></div></main><aside><p>seven eight</p></aside>`,
		[]float32{0.9, 0.9, 0.1}, []float32{0, 0, 0})
	assert.Equal(t, "story", f.in.Doc.Attr(f.around.dense, "id"))
	assert.InDelta(t, 1, valueOf(f, 0, "in densest"), 0)
	assert.InDelta(t, 0, valueOf(f, 2, "in densest"), 0)
	f = lookAt(t, `<p>one</p>`, []float32{0}, []float32{0})
	assert.Equal(t, page.None, f.around.dense, "no story, no container")
}
