package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFrameIsReused prepares a frame for one page after another: nothing of
// the first may be left, or a page's result depends on those before it.
func TestFrameIsReused(t *testing.T) {
	t.Parallel()
	const gallery = `<main><h1>Bridges</h1><img src="/1.jpg"><img src="/2.jpg"><p>Two of them.</p><img src="/3.jpg"><video src="/4.mp4"></video></main>`
	first, _, used := frameOf(t, "<main>"+strings.Repeat(`<p>See <a href="/a">the first</a> and <a href="/b">the second</a> of the bridges over the river.</p>`, 20)+"</main>", Input{Title: "Bridges"})
	defer first.Release()
	used.Probabilities()
	doc, segs, fresh := frameOf(t, gallery, Input{})
	defer doc.Release()
	used.prepare(Input{Doc: doc, Segs: segs})
	assert.Equal(t, fresh.text, used.text)
	assert.Equal(t, fresh.prose, used.prose)
	assert.Equal(t, fresh.texts, used.texts)
	assert.Equal(t, fresh.Probabilities(), used.Probabilities())
}
