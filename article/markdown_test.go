package article

import (
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/gatefold/gatefold/internal/payload"
)

var updateRender = flag.Bool("update", false, "rewrite testdata/render")

// commonMark renders Markdown with a parser that is not ours.
func commonMark(t testing.TB, source string) string {
	t.Helper()
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	var b strings.Builder
	require.NoError(t, md.Convert([]byte(source), &b))
	return b.String()
}

func TestMarkdownInline(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spans []Span
		want  string
		why   string
	}{
		{"plain", []Span{{Text: "Snow fell, 5 cm of it."}}, "Snow fell, 5 cm of it.", "nothing to escape"},
		{"heading sign", []Span{{Text: "# one"}}, `\# one`, ""},
		{"sign inside", []Span{{Text: "the #1 - and > 2 + 3 = 5"}}, "the #1 - and > 2 + 3 = 5", "only a line's start matters"},
		{"number", []Span{{Text: "1. one"}}, `1\. one`, "an ordered list"},
		{"number alone", []Span{{Text: "1984."}}, `1984\.`, ""},
		{"decimal", []Span{{Text: "1.5 million"}}, "1.5 million", "no white space follows the stop"},
		{"long number", []Span{{Text: "a 12. b"}}, "a 12. b", "not at the start of the line"},
		{"dash", []Span{{Text: "- one"}}, `\- one`, ""},
		{"below zero", []Span{{Text: "-5 degrees"}}, "-5 degrees", "no list"},
		{"quote sign", []Span{{Text: "> one"}}, `\> one`, ""},
		{"after a break", []Span{{Text: "a\n# b\n===\n1) c"}}, "a\\\n\\# b\\\n\\===\\\n1\\) c", "a hard break starts a line"},
		{"stars", []Span{{Text: "2 * 3 *x*"}}, `2 \* 3 \*x\*`, ""},
		{"underscores", []Span{{Text: "snake_case _x_"}}, `snake_case \_x\_`, "inside a word it is no markup"},
		{"html", []Span{{Text: "a < b <i> </i> &amp; AT&T"}}, `a \< b \<i> \</i> \&amp; AT\&T`, "at the end a reference could go on"},
		{"braces", []Span{{Text: "{#a} b {c}"}}, `\{#a} b {c}`, "attributes of a block"},
		{"no markup after it", []Span{{Text: "<\u017fcript> 1 <"}}, "\\<\u017fcript> 1 \\<", "who folds case reads script"},
		{"brackets", []Span{{Text: "[Un] ![x]"}}, `\[Un] !\[x]`, "no reference can open"},
		{"bang before link", []Span{{Text: "go!"}, {Text: "x", Kind: SpanLink, URL: "http://a.example/"}}, `go\![x](http://a.example/)`, "no image"},
		{"emphasis", []Span{{Text: "a "}, {Text: "b ", Kind: SpanEmphasis}, {Text: "c"}}, "a *b* c", "space moves out"},
		{"inside a word", []Span{{Text: "un"}, {Text: "believ", Kind: SpanStrong}, {Text: "able"}}, "un**believ**able", ""},
		{"quoted inside a word", []Span{{Text: "un"}, {Text: `"x"`, Kind: SpanEmphasis}, {Text: "able"}}, `un"x"able`, "CommonMark would not read it"},
		{"neighbours", []Span{{Text: "a", Kind: SpanEmphasis}, {Text: "b", Kind: SpanEmphasis}, {Text: "c", Kind: SpanStrong}}, "*ab*c", "delimiters would run together"},
		{"strike", []Span{{Text: "no", Kind: SpanStrike}, {Text: " ~x~"}}, `~~no~~ \~x\~`, ""},
		{"code", []Span{{Text: "a``b", Kind: SpanCode}, {Text: " "}, {Text: "`", Kind: SpanCode}}, "```a``b``` `` ` ``", "longer than any run inside"},
		{"sup and sub", []Span{{Text: "x"}, {Text: "2", Kind: SpanSuperscript}, {Text: "i", Kind: SpanSubscript}}, "x<sup>2</sup><sub>i</sub>", ""},
		{"link", []Span{{Text: "a]b", Kind: SpanLink, URL: "https://x.example/(a)?b=1&c=2&lt;"}}, `[a\]b](https://x.example/\(a\)?b=1&c=2\&lt;)`, ""},
		{"unsafe link", []Span{{Text: "a", Kind: SpanLink, URL: "javascript:alert(1)"}}, "a", "the words remain"},
		{"break", []Span{{Text: "a"}, {Text: "\n", Kind: SpanLineBreak}, {Text: "b"}, {Text: "\n"}}, "a\\\nb", "none at the end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			blocks := Blocks{{Spans: tt.spans}}
			got := blocks.Markdown()
			assert.Equal(t, tt.want+"\n", got, tt.why)
			assert.Equal(t, shownWords(blocks.Text()), shownWords(visibleText(t, commonMark(t, got))), "read back")
		})
	}
}

func TestMarkdownBlocks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		blocks Blocks
		want   string
		why    string
	}{
		{"nothing", nil, "", ""},
		{"heading", Blocks{{Kind: BlockHeading, Level: 3, Text: "C # #"}, {Kind: BlockHeading, Text: "a\nb {c}"}}, "### C \\# \\#\n\n## a b \\{c}\n", "no closing run; one line, no attributes; 2 by default"},
		{
			"nested list", Blocks{{Kind: BlockList, Items: []Item{
				{Text: "a", Blocks: []Block{{Kind: BlockList, Ordered: true, Items: []Item{{Text: "b"}, {Text: "c"}}}}}, {Text: "d"}, {},
			}}}, "- a\n  1. b\n  2. c\n- d\n", "tight; an empty entry leaves nothing",
		},
		{
			"loose list", Blocks{{Kind: BlockList, Ordered: true, Start: 9, Items: []Item{
				{Text: "a", Blocks: []Block{{Text: "b"}}}, {Text: "c"},
			}}}, "9. a\n\n   b\n\n10. c\n", "an entry of two paragraphs",
		},
		{
			"last number", Blocks{{Kind: BlockList, Ordered: true, Start: math.MaxInt, Items: []Item{{Text: "a"}, {Text: "b"}}}},
			"999999999. a\n999999999. b\n", "CommonMark reads no higher one",
		},
		{
			"nested from 3", Blocks{{Kind: BlockList, Items: []Item{
				{Text: "a", Blocks: []Block{{Kind: BlockList, Ordered: true, Start: 3, Items: []Item{{Text: "b"}}}}},
			}}}, "- a\n\n  3. b\n", "it could not follow the line directly",
		},
		{
			"neighbours", Blocks{{Kind: BlockList, Items: []Item{{Text: "a"}}}, {Kind: BlockList, Items: []Item{{Text: "b"}}}, {Kind: BlockList, Items: []Item{{Text: "c"}}}},
			"- a\n\n+ b\n\n- c\n", "two lists stay two",
		},
		{
			"quote", Blocks{{Text: "x"}, {Kind: BlockQuote, Blocks: []Block{{Text: "a"}, {Kind: BlockList, Items: []Item{{Text: "b"}}}}}, {Kind: BlockPullQuote, Text: "c\nd"}},
			"x\n\n> a\n>\n> - b\n\n> c\\\n> d\n", "",
		},
		{"code", Blocks{{Kind: BlockCode, Language: "go", Text: "a\n\n```\n"}}, "````go\na\n\n```\n````\n", "a longer fence"},
		{"code in a quote", Blocks{{Kind: BlockQuote, Blocks: []Block{{Kind: BlockCode, Text: "a\n\n\tb"}}}}, "> ```\n> a\n>\n> \tb\n> ```\n", ""},
		{"separator", Blocks{{Text: "a"}, {Kind: BlockSeparator}, {Text: "b"}}, "a\n\n***\n\nb\n", "--- would make a heading of a"},
		{
			"table", Blocks{{Kind: BlockTable, Caption: "Ports", Rows: [][]Cell{
				{{Text: "a|b", Header: true}, {Text: "c", Header: true, ColSpan: 2}},
				{{Text: "1", RowSpan: 2}, {Text: "2\n3"}, {Spans: []Span{{Text: "x|y", Kind: SpanCode}}}},
				{{Text: "4"}},
			}}}, "**Ports**\n\n| a\\|b | c |  |\n| --- | --- | --- |\n| 1 | 2 3 | `x\\|y` |\n|  | 4 |\n", "",
		},
		{"table without head", Blocks{{Kind: BlockTable, Rows: [][]Cell{{{Text: "a"}, {Text: "b"}}}}}, "|  |  |\n| --- | --- |\n| a | b |\n", ""},
		{
			"figure", Blocks{{Kind: BlockFigure, Caption: "A [boat]", Credit: "J. Doe", Images: []Image{{URL: "data:x"}, {URL: "https://i.example/a.jpg", Alt: "a]\nb"}}}},
			"![a\\] b](https://i.example/a.jpg)\\\n*A \\[boat]*\\\nJ. Doe\n", "the first safe picture",
		},
		{"embed", Blocks{{Kind: BlockEmbed, URL: "https://v.example/1", Provider: "Video"}}, "[Video](https://v.example/1)\n", ""},
		{
			"live post", Blocks{{Kind: BlockLivePost, Time: time.Date(2024, 5, 6, 7, 8, 0, 0, time.UTC), Blocks: []Block{{Text: "a"}}}},
			"**2024-05-06 07:08 UTC**\n\na\n", "",
		},
		{"empty parts", Blocks{{Kind: BlockQuote, Blocks: []Block{{}}}, {Kind: BlockFigure}, {Kind: BlockTable, Rows: [][]Cell{{}}}, {Kind: BlockCode}, {Kind: BlockHeading}}, "", "no stray marker"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := tt.blocks.Markdown()
			assert.Equal(t, tt.want, got, tt.why)
			plain := Blocks(textOnly(tt.blocks))
			assert.Equal(t, shownWords(plain.Text()), shownWords(visibleText(t, commonMark(t, plain.Markdown()))), "read back")
		})
	}
}

// What a CommonMark parser shows of the Markdown is the text.
func checkMarkdown(t testing.TB, blocks Blocks) {
	t.Helper()
	source := blocks.Markdown()
	require.Equal(t, shownWords(blocks.Text()), shownWords(visibleText(t, commonMark(t, source))), "%s", source)
}

func TestMarkdownKeepsText(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5000) {
		checkMarkdown(t, textOnly(tidied(newGenerator(seed).blocks(3), 3)))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// Neither text nor address can become markup that the renderer did not mean,
// whatever the reader's Markdown has beside CommonMark.
func TestMarkdownCarriesNoPayload(t *testing.T) {
	t.Parallel()
	readers := payload.Readers()
	for _, p := range payload.Texts() {
		for name, art := range poisoned(p) {
			source := art.Markdown()
			for i := range readers {
				assert.Empty(t, readers[i].Harm(source), "%s, %s: %q\n%s", readers[i].Name, name, p, source)
			}
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for seed := range uint64(20) {
		data, err := json.Marshal(newGenerator(seed).blocks(2))
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var blocks []Block
		if json.Unmarshal(data, &blocks) != nil {
			return
		}
		checkMarkdown(t, textOnly(tidied(blocks, 5)))
	})
}

// A hostile table of cells that claim to span everything stays of the size of
// its cells.
func TestMarkdownTableOfGreatSpans(t *testing.T) {
	t.Parallel()
	var rows [][]Cell
	for range 300 {
		rows = append(rows, []Cell{{Text: "x", ColSpan: 1 << 30, RowSpan: 1 << 30}, {Text: "y", RowSpan: 300}})
	}
	got := Blocks{{Kind: BlockTable, Rows: rows}}.Markdown()
	assert.Less(t, len(got), 600*17*16)
	assert.Equal(t, 300, strings.Count(got, "x"))
}

// The sample shows every kind of block in every format.
func TestRenderGolden(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("testdata", "render", "article.json"))
	require.NoError(t, err)
	var art Article
	require.NoError(t, json.Unmarshal(data, &art))
	for file, got := range map[string]string{
		"article.txt": art.Text(), "article.md": art.Markdown(), "article.html": art.HTML(),
	} {
		path := filepath.Join("testdata", "render", file)
		if *updateRender {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, string(want), got, file)
	}
}

func BenchmarkRender(b *testing.B) {
	var body Blocks
	for seed := range uint64(50) {
		body = append(body, newGenerator(seed).blocks(2)...)
	}
	art := &Article{Title: "T", Body: body}
	for name, write := range map[string]func(io.Writer) error{
		"text": art.WriteText, "markdown": art.WriteMarkdown, "html": art.WriteHTML,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(art.Text())))
			for b.Loop() {
				if err := write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
