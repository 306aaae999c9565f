package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, write(&out, "testdata/lighthouse.html", 300))
	var chunks []Chunk
	for dec := json.NewDecoder(&out); dec.More(); {
		var c Chunk
		require.NoError(t, dec.Decode(&c))
		chunks = append(chunks, c)
	}
	const title = "The last keeper leaves the lighthouse"
	type head struct {
		role  article.Role
		under string
	}
	var got []head
	for _, c := range chunks {
		got = append(got, head{c.Role, strings.Join(c.Headings, " > ")})
		assert.LessOrEqual(t, utf8.RuneCountInString(c.Text), 300)
		assert.NotContains(t, c.Text, "newsletter")
	}
	assert.Equal(t, []head{
		{article.RoleBody, title},
		{article.RoleBody, title},
		{article.RoleBody, title + " > A rock without water"},
		{article.RoleCaption, title + " > A rock without water"},
		{article.RoleBody, title + " > A rock without water > The boat"},
		{article.RoleBody, title + " > What the clock cannot do"},
	}, got)
}

// TestCutKeepsAllWords holds that nothing is lost and nothing is too long,
// whatever the size.
func TestCutKeepsAllWords(t *testing.T) {
	t.Parallel()
	art := &article.Article{Title: "T", Standfirst: "The summary.", Body: []article.Block{
		{Text: "One sentence. Another one? A third! And a last one that has no end"},
		{Kind: article.BlockHeading, Level: 3, Text: "Below"},
		{Kind: article.BlockList, Items: []article.Item{{Text: "first"}, {Text: "second"}}},
		{Kind: article.BlockHeading, Level: 2, Text: "Beside"},
		{Kind: article.BlockQuote, Text: "汉字没有空格。因此只能按字切分，不能按词。"},
	}}
	want := "Thesummary.Onesentence.Anotherone?Athird!Andalastonethathasnoendfirstsecond" + art.Body[4].Text
	for size := 1; size < 100; size++ {
		var all strings.Builder
		for _, c := range Cut(art, size) {
			assert.LessOrEqual(t, utf8.RuneCountInString(c.Text), size)
			assert.NotEmpty(t, c.Text)
			all.WriteString(strings.Join(strings.Fields(c.Text), ""))
		}
		assert.Equal(t, want, all.String(), size)
	}
	last := Cut(art, 100)
	assert.Equal(t, []string{"T", "Beside"}, last[len(last)-1].Headings, "a heading of level 2 ends one of level 3")
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why, text   string
		size        int
		first, rest string
	}{
		{"fits", "One two.", 8, "One two.", ""},
		{"after a sentence", "One two. Three four", 14, "One two.", "Three four"},
		{"the sentence ends too early", "A. bcd efg hij", 9, "A. bcd", "efg hij"},
		{"no space", "abcdef", 4, "abcd", "ef"},
		{"characters, not bytes", "äöüß", 2, "äö", "üß"},
	} {
		first, rest := split(tt.text, tt.size)
		assert.Equal(t, []string{tt.first, tt.rest}, []string{first, rest}, tt.why)
	}
}

func TestWriteFails(t *testing.T) {
	t.Parallel()
	require.Error(t, write(&bytes.Buffer{}, "testdata/none.html", 100))
	require.ErrorIs(t, write(&bytes.Buffer{}, "/dev/null", 100), gatefold.ErrEmpty)
}
