package article

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/wordcount"
)

func TestTextOfBlocks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		blocks []Block
		want   string
		why    string
	}{
		{"nothing", nil, "", "no block, no line feed"},
		{"paragraphs", []Block{{Text: "One."}, {Kind: BlockParagraph, Text: "Two."}}, "One.\n\nTwo.", "the zero kind is a paragraph"},
		{"heading", []Block{{Kind: BlockHeading, Level: 2, Text: "Harbour"}, {Text: "One."}}, "Harbour\n\nOne.", "a heading is its text"},
		{"blank block", []Block{{Text: "One."}, {Text: " \n"}, {Text: "Two."}}, "One.\n\nTwo.", "an empty block leaves no gap"},
		{
			"list", []Block{{Kind: BlockList, Ordered: true, Items: []Item{
				{Text: "first", Blocks: []Block{{Kind: BlockList, Items: []Item{{Text: "inner"}}}, {Text: "more"}}},
				{Text: "second"},
			}}, {Text: "after"}}, "first\ninner\nmore\nsecond\n\nafter", "one line an entry, no markers, at every depth",
		},
		{
			"table", []Block{{Kind: BlockTable, Caption: "not text", Rows: [][]Cell{
				{{Text: "Port"}, {Text: "Ships\n a\tday"}}, {{}, {}}, {{}, {Text: "7"}, {Text: " "}},
			}}}, "Port\tShips a day\n\t7", "cells keep their column; blank rows and cells at the end vanish",
		},
		{
			"no body text", []Block{
				{Kind: BlockFigure, Text: "no", Caption: "no", Credit: "no"}, {Kind: BlockEmbed, Caption: "no", Provider: "no"},
				{Text: "yes"}, {Kind: BlockSeparator, Text: "no"},
			}, "yes", "captions and players are not body text",
		},
		{
			"quoted post", []Block{{Text: "She wrote:"}, {Kind: BlockEmbed, Text: "Back at six.", Provider: "mastodon", URL: "https://example.com/1"}, {Text: "So it was."}},
			"She wrote:\n\nBack at six.\n\nSo it was.", "the words of a post that the story quotes are part of it",
		},
		{
			"quote", []Block{{Kind: BlockQuote, Text: "a b", Blocks: []Block{{Text: "a"}, {Text: "b"}}}}, "a\n\nb",
			"the parts of a quote are its text, once",
		},
		{"pull quote", []Block{{Kind: BlockPullQuote, Text: "said"}}, "said", "a quote without parts is its text"},
		{"code", []Block{{Kind: BlockCode, Text: "\nif a {\n\n\tb()\n}\n"}}, "if a {\n\n\tb()\n}", "verbatim inside"},
		{
			"live", []Block{{Kind: BlockLivePost, Blocks: []Block{{Text: "10 o'clock"}, {Text: "rain"}}}, {Kind: BlockFootnote, Text: "* a note"}},
			"10 o'clock\n\nrain\n\n* a note", "posts are their blocks, notes are text",
		},
		{
			"spans only", []Block{{Spans: []Span{{Text: "a "}, {Text: "b", Kind: SpanStrong}, {Kind: SpanLineBreak}, {Text: "c"}}}},
			"a b\nc", "hand-written blocks may leave Text out",
		},
		{"list without items", []Block{{Kind: BlockList, Text: "one\ntwo"}, {Kind: BlockTable, Text: "x"}}, "one\ntwo\n\nx", "hand-written too"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			art := &Article{Title: "never", Standfirst: "never", Body: tt.blocks}
			assert.Equal(t, tt.want, art.Text(), tt.why)
		})
	}
}

func TestWordCount(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       int
	}{
		{"none", " – … ", 0},
		{"letters and digits", "In 2012, 40 badges", 4},
		{"apostrophe", "It wasn't", 2},
		{"han", "中文 and more", 4},
		{"kana and thai", "かな ไท", 4},
		{"accents", "déjà vu", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, Blocks{{Text: tt.text}}.WordCount())
		})
	}
}

// The count of the parts is the count of the whole text: nothing is counted
// twice and nothing that Text leaves out is counted.
func TestWordCountIsOfText(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		blocks := tidied(newGenerator(seed).blocks(3), 3)
		assert.Equal(t, wordcount.Words(Blocks(blocks).Text()), Blocks(blocks).WordCount(), "seed %d", seed)
	}
}

var errFull = errors.New("disk full")

// fullWriter takes n bytes and then fails.
type fullWriter struct{ n int }

func (w *fullWriter) Write(p []byte) (int, error) {
	if w.n -= len(p); w.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWritersKeepFirstError(t *testing.T) {
	t.Parallel()
	art := &Article{Title: "T", Body: []Block{{Text: strings.Repeat("word ", 5000)}}}
	for _, room := range []int{0, 5000} {
		assert.ErrorIs(t, art.WriteText(&fullWriter{room}), errFull)
		assert.ErrorIs(t, art.WriteMarkdown(&fullWriter{room}), errFull)
		assert.ErrorIs(t, art.WriteHTML(&fullWriter{room}), errFull)
	}
}

func TestWritersEqualStrings(t *testing.T) {
	t.Parallel()
	art := &Article{Title: "T", Standfirst: "s", Body: newGenerator(7).blocks(3)}
	var text, markdown, page strings.Builder
	assert.NoError(t, art.WriteText(&text))
	assert.NoError(t, art.WriteMarkdown(&markdown))
	assert.NoError(t, art.WriteHTML(&page))
	assert.Equal(t, art.Text(), text.String())
	assert.Equal(t, art.Markdown(), markdown.String())
	assert.Equal(t, art.HTML(), page.String())
}
