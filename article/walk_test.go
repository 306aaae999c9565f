package article

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/weburl"
)

// linked has a link or a picture in each place where a block may have one.
func linked() *Article {
	link := func(path string) []Span {
		return []Span{{Text: "plain "}, {Text: path, Kind: SpanLink, URL: "https://x.example/" + path}}
	}
	figure := func(name string) Block {
		return Block{Kind: BlockFigure, Caption: name, Images: []Image{{URL: "data:x"}, {URL: "https://i.example/" + name, Width: 800}, {URL: "https://i.example/small"}}}
	}
	return &Article{Body: Blocks{
		{Text: "plain 1", Spans: link("1")},
		{Kind: BlockList, Items: []Item{{Spans: link("2"), Blocks: Blocks{{Spans: link("3")}, figure("a")}}, {Spans: link("4")}}},
		figure("b"),
		{Kind: BlockTable, Rows: [][]Cell{{{Spans: link("5")}, {Spans: link("6")}}}},
		{Kind: BlockQuote, Text: "of a reader that does not look inside", Spans: link("no"), Blocks: Blocks{{Spans: link("7")}, {Kind: BlockFigure}}},
		{Kind: BlockEmbed, URL: "https://v.example/8", Provider: "viewer", Images: []Image{{URL: "https://i.example/c"}}},
		{Kind: BlockFigure, URL: "https://v.example/no"},
		{Spans: []Span{
			{Text: "nine", Kind: SpanLink, URL: "https://x.example/9"}, {Text: " and more", Kind: SpanLink, URL: "https://x.example/9"},
			{Text: "ten", Kind: SpanLink, URL: "mailto:a@x.example"}, {Text: "script", Kind: SpanLink, URL: "javascript:x"}, {Text: "bold", Kind: SpanStrong, URL: "https://x.example/no"},
		}},
	}}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	var urls, texts []string
	var kinds []BlockKind
	for link, b := range linked().Links() {
		assert.Equal(t, SpanLink, link.Kind)
		urls, texts, kinds = append(urls, link.URL), append(texts, link.Text), append(kinds, b.Kind)
	}
	x := "https://x.example/"
	assert.Equal(t, []string{x + "1", x + "2", x + "4", x + "3", x + "5", x + "6", x + "7", "https://v.example/8", x + "9", "mailto:a@x.example"}, urls)
	assert.Equal(t, []string{"1", "2", "4", "3", "5", "6", "7", "viewer", "nine and more", "ten"}, texts)
	assert.Equal(t, []BlockKind{"", BlockList, BlockList, "", BlockTable, BlockTable, "", BlockEmbed, "", ""}, kinds, "the innermost block")
}

func TestImages(t *testing.T) {
	t.Parallel()
	var urls, captions []string
	for img, b := range linked().Images() {
		urls, captions = append(urls, img.URL), append(captions, b.Caption)
	}
	assert.Equal(t, []string{"https://i.example/a", "https://i.example/b", "https://i.example/c"}, urls)
	assert.Equal(t, []string{"a", "b", ""}, captions)
}

// Whoever has seen enough breaks off, wherever that is.
func TestWalksBreakOff(t *testing.T) {
	t.Parallel()
	for stop := range 10 {
		n := 0
		for range linked().Links() {
			if n++; n > stop {
				break
			}
		}
		assert.Equal(t, stop+1, n)
	}
	for range linked().Images() {
		break
	}
}

// What the iterators yield is what the renderings show.
func TestWalksFindWhatIsRendered(t *testing.T) {
	t.Parallel()
	seen := 0
	for seed := range uint64(500) {
		blocks := Blocks(newGenerator(seed).blocks(3))
		page := blocks.HTML()
		for link := range blocks.Links() {
			assert.Equal(t, weburl.Link(link.URL), link.URL)
			seen++
		}
		for img := range blocks.Images() {
			assert.Contains(t, page, "<img src=\""+escaped(img.URL)+"\"")
			seen++
		}
	}
	assert.Greater(t, seen, 100)
}

func escaped(s string) string {
	return rendered(func(out sink) { htmlWriter{out: out}.code(s) })
}
