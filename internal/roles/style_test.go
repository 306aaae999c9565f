package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestStyleRow(t *testing.T) {
	t.Parallel()
	in := Input{Host: "www.harbourpost.example"}
	const before = `<p>The ferry has not sailed since the storm.</p>`
	for _, tt := range []struct {
		src, name string
		want      float32
		why       string
	}{
		{`<p><em>The desk adds this line.</em></p>`, "italic", 1, "all of it"},
		{`<p><em>Half</em> <b>bold</b></p>`, "italic", 0.5, "a share of the characters"},
		{`<p><em>Half</em> <b>bold</b></p>`, "bold", 0.5, "each by itself"},
		{`<p><small>Small print</small></p>`, "small print", 1, ""},
		{`<p><strong>Tip:</strong> stay.</p>`, "begins bold", 1, ""},
		{`<p>Stay. <strong>Tip</strong></p>`, "begins bold", 0, ""},
		{`<p>WHAT ARE FERRIES?</p>`, "capitals per letter", 1, "marks are no letters"},
		{`<p>(The desk)</p>`, "first character", endBracket, ""},
		{`<p>▶ The desk</p>`, "first character", endSign, ""},
		{`<p>The desk:</p>`, "last character", endColon, ""},
		{`<p>見出し。</p>`, "last character", endSentence, "of any script"},
		{`<img src=a.jpg><p>The pier.</p>`, "from picture", 1, "right below one"},
		{`<p>The pier.</p>`, "from picture", mediaReach + 1, "none is near"},
		{`<p>The pier.</p><img src=a.jpg>`, "to picture", 1, ""},
		{`<hr><p>The desk.</p>`, "from rule", 1, ""},
		{`<p>The pier</p>`, "first link leads", leadsNowhere, ""},
		{`<p><a href="#top">Up</a></p>`, "first link leads", leadsHere, ""},
		{`<p><a href="/about">Us</a></p>`, "first link leads", leadsHome, ""},
		{`<p><a href="/2024/05/the-ferry-comes-back-to-us">Ferry</a></p>`, "first link leads", leadsToStory, ""},
		{`<p><a href="https://sport.harbourpost.example/2024/05/the-ferry-comes-back">Ferry</a></p>`, "links to stories", 1, "of the same house"},
		{`<p><a href="https://notharbourpost.example/a-b-c-d-e">x</a> <a href="//other.example/y">y</a></p>`, "links to others", 2, "an end of a name is no house"},
		{`<p><a rel="nofollow sponsored" href="https://shop.example/">Buy</a></p>`, "paid links", 1, ""},
		{`<p><a rel="nofollow" href="https://shop.example/">Buy</a></p>`, "links not to follow", 1, ""},
		{`<p><a href="/x">Ferry</a> back</p>`, "begins with a link", 1, ""},
		{`<p>Read: <a href="/x">Ferry</a></p>`, "ends with a link", 1, ""},
		{`<p><i>Before</i></p><p>The pier</p>`, "at -1: italic", 1, "the text before"},
	} {
		assert.InDelta(t, tt.want, featureOf(t, before+tt.src, in, tt.name), 1e-6, "%s of %s: %s", tt.name, tt.src, tt.why)
	}
	assert.InDelta(t, -1, featureOf(t, before, in, "at +1: bold"), 1e-6, "off the page")
}

// A line that is all link has another shape than the paragraphs whose class it has.
func TestSetShape(t *testing.T) {
	t.Parallel()
	_, segs, f := frameOf(t, `<p class=t>Prose.</p><p class=t>More <a href=/x>prose</a>.</p><p class=t><a href=/x>Another story</a></p><p class=t><i>The desk</i></p>`, Input{})
	defer f.Release()
	shape := func(k int32) uint64 { return f.setShape(k, &segs[k]) }
	assert.Equal(t, shape(0), shape(1))
	assert.NotEqual(t, shape(0), shape(2))
	assert.NotEqual(t, shape(0), shape(3))
	assert.NotEqual(t, shape(2), shape(3))
}
