package target

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/page"
)

func TestRead(t *testing.T) {
	t.Parallel()
	parsed, err := page.Parse(strings.NewReader(`<body><a href="/subscribe">Subscribe</a><p><a name="x">here</a>
		<a href="#x">up</a> <a href="https://example.com/2024/the-ferry-comes-back-to-the-island">The ferry</a></p>`), "", page.Limits{})
	require.NoError(t, err)
	doc := page.Index(parsed.Root)
	defer doc.Release()
	links := Read(doc)
	var to []Set
	for _, l := range links {
		assert.Equal(t, l.To, links.Of(l.Node))
		assert.Zero(t, links.Of(l.Node+1), "a text is no link")
		to = append(to, l.To)
	}
	assert.Equal(t, []Set{Subscribe, Here, Outside | Story | Slug}, to)
}

func TestStories(t *testing.T) {
	t.Parallel()
	tests := []struct {
		href, why   string
		story, slug bool
	}{
		{"/news/the-ferry-comes-back-to-the-island", "a headline", true, true},
		{"/news/the-ferry-comes-back", "three hyphens", true, true},
		{"/news/ferry-back", "a short name", false, false},
		{"/news/a-b-c-d-e/comments", "a headline with a part after", true, true},
		{"/news/123456", "a long number", true, true},
		{"/2024/05/17/ferry", "a date", false, true},
		{"/search?q=the-ferry-comes-back-to-the-island", "a query", false, false},
		{"https://www.the-daily-news-of-the-isle.example/", "a host, which one reading does not tell from a path", true, false},
		{"mailto:a-b-c-d@example.com", "an address of mail", true, false},
		{"", "", false, false},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.story, endsInStory(tt.href), "story %q: %s", tt.href, tt.why)
		assert.Equal(t, tt.slug, hasSlug(tt.href), "slug %q: %s", tt.href, tt.why)
	}
}
