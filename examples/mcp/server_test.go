package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// connect returns an agent's session with a server for the pages.
func connect(t *testing.T, pages fs.FS) *mcp.ClientSession {
	t.Helper()
	toServer, toClient := mcp.NewInMemoryTransports()
	served, err := NewServer(pages).Connect(t.Context(), toServer, nil)
	require.NoError(t, err)
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), toClient, nil)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, session.Close())
		assert.NoError(t, served.Wait())
	})
	return session
}

// call calls a tool and reads its answer into out; the text of an answer that is
// an error is returned.
func call(t *testing.T, s *mcp.ClientSession, tool string, args map[string]any, out any) string {
	t.Helper()
	res, err := s.CallTool(context.WithoutCancel(t.Context()), &mcp.CallToolParams{Name: tool, Arguments: args})
	require.NoError(t, err)
	if res.IsError {
		text, ok := res.Content[0].(*mcp.TextContent)
		require.True(t, ok)
		return text.Text
	}
	data, err := json.Marshal(res.StructuredContent)
	require.NoError(t, err)
	assert.Less(t, len(data), 3*maxText, "no answer is larger")
	require.NoError(t, json.Unmarshal(data, out))
	return ""
}

func TestTools(t *testing.T) {
	t.Parallel()
	s := connect(t, os.DirFS("testdata"))
	var names []string
	for tool, err := range s.Tools(t.Context(), nil) {
		require.NoError(t, err)
		assert.True(t, tool.Annotations.ReadOnlyHint, tool.Name)
		names = append(names, tool.Name)
	}
	assert.ElementsMatch(t, []string{"list_pages", "read_article", "read_access"}, names)

	var list ListOutput
	require.Empty(t, call(t, s, "list_pages", nil, &list))
	assert.Equal(t, ListOutput{Pages: []string{"ropewalk/crane.html", "ropewalk/net.html"}}, list)

	var story ReadOutput
	require.Empty(t, call(t, s, "read_article", map[string]any{"page": "ropewalk/crane.html"}, &story))
	assert.Equal(t, "Who owns the old crane?", story.Title)
	assert.Equal(t, "https://ropewalk.example/2031/05/crane", story.URL)
	assert.Equal(t, "2031-05-04T06:00:00Z", story.Published)
	assert.EqualValues(t, "preview", story.Completeness)
	assert.Contains(t, story.Text, "Nobody has moved the crane")
	assert.NotContains(t, story.Text, "€5", "an offer is no part of a story")
	assert.Zero(t, story.NextOffset)

	var access AccessOutput
	require.Empty(t, call(t, s, "read_access", map[string]any{"page": "ropewalk/crane.html"}, &access))
	assert.EqualValues(t, "subscription", access.Policy)
	assert.NotEmpty(t, access.Evidence)
	require.Len(t, access.Promos, 1)
	assert.True(t, access.Promos[0].Gate)
	assert.Contains(t, access.Promos[0].Prices[0], "€5 a month")
}

func TestPiecesAreTheStory(t *testing.T) {
	t.Parallel()
	s := connect(t, os.DirFS("testdata"))
	var whole ReadOutput
	require.Empty(t, call(t, s, "read_article", map[string]any{"page": "ropewalk/net.html"}, &whole))
	var pieces strings.Builder
	n := 0
	for offset := 0; ; n++ {
		var piece ReadOutput
		require.Empty(t, call(t, s, "read_article", map[string]any{"page": "ropewalk/net.html", "offset": offset, "max_bytes": 150}, &piece))
		assert.LessOrEqual(t, len(piece.Text), 150)
		pieces.WriteString(piece.Text)
		if offset = piece.NextOffset; offset == 0 {
			break
		}
	}
	assert.Equal(t, whole.Text, pieces.String())
	assert.Greater(t, n, 3)

	cafe := strings.Index(whole.Text, "café") + len("caf")
	var after ReadOutput
	require.Empty(t, call(t, s, "read_article", map[string]any{"page": "ropewalk/net.html", "offset": cafe + 1}, &after))
	assert.Equal(t, whole.Text[cafe+len("é"):], after.Text, "a piece begins with a whole character")

	var none ReadOutput
	require.Empty(t, call(t, s, "read_article", map[string]any{"page": "ropewalk/net.html", "offset": 1 << 40, "max_bytes": -1}, &none))
	assert.Empty(t, none.Text)
}

// Whatever a page holds, an answer is bounded.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	var days strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&days, "<p>On day %d the boats came home late, and the nets were as empty as they had been all of that summer.</p>", i)
	}
	pages := fstest.MapFS{
		"book.html": {Data: []byte("<title>" + strings.Repeat("Long ", 5000) + "</title><article><h1>A book</h1>" + days.String() +
			strings.Repeat(`<div class="subscribe-box"><h3>Subscribe now</h3><p>Only $1 for four weeks</p><a href="/s">Subscribe</a></div>`, 60) + "</article>")},
	}
	for i := range 250 {
		pages[fmt.Sprintf("p/%03d.html", i)] = &fstest.MapFile{Data: []byte("<p>Short.")}
	}
	s := connect(t, pages)
	var story ReadOutput
	require.Empty(t, call(t, s, "read_article", map[string]any{"page": "book.html", "max_bytes": 1 << 30}, &story))
	assert.LessOrEqual(t, len(story.Text), maxText)
	assert.Positive(t, story.NextOffset)
	var access AccessOutput
	require.Empty(t, call(t, s, "read_access", map[string]any{"page": "book.html"}, &access))
	assert.LessOrEqual(t, len(access.Promos), maxPromos)

	seen, after := 0, ""
	for {
		var list ListOutput
		require.Empty(t, call(t, s, "list_pages", map[string]any{"after": after}, &list))
		assert.LessOrEqual(t, len(list.Pages), maxPages)
		seen += len(list.Pages)
		if !list.More {
			break
		}
		after = list.Pages[len(list.Pages)-1]
	}
	assert.Equal(t, 251, seen)
}

func TestWhatIsNoPage(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot("testdata")
	require.NoError(t, err)
	defer func() { _ = root.Close() }() // it was only read
	s := connect(t, root.FS())
	for _, page := range []string{"none.html", "../server.go", "/etc/hostname", "ropewalk"} {
		said := call(t, s, "read_article", map[string]any{"page": page}, nil)
		assert.Contains(t, said, page, "the agent learns which")
		assert.NotContains(t, said, "testdata", "and nothing of where the folder is")
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text        string
		size        int
		piece, rest string
	}{
		{"short", 10, "short", ""},
		{"one block\n\nand another", 14, "one block\n\n", "and another"},
		{"a line\nand another", 10, "a line\n", "and another"},
		{"words and words", 11, "words and ", "words"},
		{"abcdefghij", 4, "abcd", "efghij"},
		{"ééé", 3, "é", "éé"},
		{"日本", 1, "日", "本"},
		{"a\n\nlong text of one block", 20, "a\n\nlong text of one ", "block"},
	} {
		piece, rest := split(tt.text, tt.size)
		assert.Equal(t, tt.piece, piece)
		assert.Equal(t, tt.rest, rest)
		assert.True(t, utf8.ValidString(piece))
	}
}
