package wording_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

func read(t testing.TB, src string) (*page.Doc, []block.Seg, *wording.Text) {
	t.Helper()
	n, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(n)
	segs := block.Segment(doc, nil)
	return doc, segs, wording.Read(wording.Default(), doc, segs)
}

func TestReadBySegment(t *testing.T) {
	t.Parallel()
	_, segs, words := read(t, `<h2>Our newsletter</h2><p>A plain line.</p><p hidden>To read the full story</p><img src=a><p>Sign <b>up</b> now</p>`)
	defer words.Release()
	require.Len(t, segs, 5)
	assert.NotZero(t, segs[0].Wording&wording.Newsletter)
	assert.Zero(t, segs[1].Wording, "plain text says nothing")
	assert.NotZero(t, segs[2].Wording&wording.GateSubscription, "hidden text is read as well")
	assert.Zero(t, segs[3].Wording, "a picture has no words")
	assert.NotZero(t, segs[4].Wording&wording.CTA, "inline elements do not part a phrase")
	assert.Equal(t, "sign up now\n", string(words.Folded(4)))
	for i := range segs {
		for _, h := range words.Hits(i) {
			assert.NotZero(t, segs[i].Wording&words.Kind(h))
		}
	}
}

func TestPlacesAreThoseOfEachSegment(t *testing.T) {
	t.Parallel()
	_, segs, words := read(t, `<p>Sign up now</p><img src=a><p>A plain line.</p>`)
	defer words.Release()
	last := len(segs) - 1
	kept := words.Places(last)
	for range 2 {
		for i := range segs {
			assert.Equal(t, wordtable.AppendPlaces([]uint32{}, words.Folded(i)), append([]uint32{}, words.Places(i)...))
		}
	}
	assert.Equal(t, words.Places(last), kept, "what was given stays")
	assert.Empty(t, words.Places(1), "a picture has no words")
}

func TestPhrasesDoNotCrossSegments(t *testing.T) {
	t.Parallel()
	_, segs, words := read(t, `<p>To read the full</p><p>story</p>`)
	defer words.Release()
	assert.Zero(t, (segs[0].Wording|segs[1].Wording)&wording.GateSubscription)
}

func TestButtons(t *testing.T) {
	t.Parallel()
	doc, segs, words := read(t, `<form><input type=text value="newsletter"><input type=submit value="Subscribe now"><input type=submit></form><p>A plain line.</p>`)
	defer words.Release()
	require.Len(t, segs, 1)
	require.Len(t, words.Buttons(), 1, "only buttons with words count")
	b := words.Buttons()[0]
	assert.Equal(t, "Subscribe now", b.Words)
	assert.NotZero(t, b.Kinds&wording.CTA)
	assert.Equal(t, "input", doc.Nodes[b.Node].N.Data)
	assert.Zero(t, segs[0].Wording, "a button's words are not the next segment's")
}

func TestCovered(t *testing.T) {
	t.Parallel()
	_, _, words := read(t, `<p>Newsletter</p><p>Somebody wrote about a newsletter for a very long time</p>`)
	defer words.Release()
	assert.Equal(t, len("newsletter"), words.Covered(0, wording.Newsletter))
	assert.Equal(t, len("newsletter"), words.Covered(1, wording.Newsletter))
	assert.Zero(t, words.Covered(1, wording.Donation))
}

func TestReleaseLeavesNothing(t *testing.T) {
	t.Parallel()
	for range 20 {
		_, _, first := read(t, `<p>newsletter</p><input type=submit value="Donate">`)
		first.Release()
		_, _, second := read(t, `<p>plain</p>`)
		assert.Zero(t, second.Kinds(0))
		assert.Empty(t, second.Buttons())
		second.Release()
	}
}

func BenchmarkRead(b *testing.B) {
	src := strings.Repeat("<p>The harbour town kept its old lighthouse because the fishermen still set their clocks by it.</p><p>Sign up for our newsletter</p>", 200)
	n, err := html.Parse(strings.NewReader(src))
	require.NoError(b, err)
	doc := page.Index(n)
	segs := block.Segment(doc, nil)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		wording.Read(wording.Default(), doc, segs).Release()
	}
}
