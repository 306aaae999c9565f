package promo

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/wording"
)

// Words that no lexicon and no table knows are looked at where a link says what they
// ask for.
func TestCollectGoesByLinks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, href string
		want       bool
	}{
		{"store of apps", "https://apps.apple.com/app/id1", true},
		{"plan", "/subscribe/", true},
		{"story", "/2024/05/the-ferry-comes-back-to-us", false},
	} {
		parsed, err := page.Parse(strings.NewReader(`<body><div id=box><p>ჩამოტვირთეთ</p><a href="`+tt.href+`">აპლიკაცია</a></div><p>ამბავი</p>`), "", page.Limits{})
		require.NoError(t, err)
		doc := page.Index(parsed.Root)
		segs := block.Segment(doc, nil)
		words := wording.Read(wording.Default(), doc, segs)
		f := newFinder(Input{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc)}, model().words)
		f.collect()
		found := false
		for i := range f.list {
			found = found || page.Attr(doc.Nodes[f.list[i].root].N, "id") == "box"
		}
		assert.Equal(t, tt.want, found, tt.name)
		f.release()
		words.Release()
		doc.Release()
	}
}
