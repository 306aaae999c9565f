package weburl

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const testPage = "https://news.example/2024/story"

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := []struct{ href, want, bare string }{
		{"/a", "https://news.example/a", "/a"},
		{"/a/../b", "https://news.example/b", "/a/../b"},
		{"b?x=1#y", "https://news.example/2024/b?x=1#y", "b?x=1#y"},
		{"//cdn.example/x", "https://cdn.example/x", "https://cdn.example/x"},
		{" HTTP://x.example/\n a ", "http://x.example/%20a", "http://x.example/%20a"},
		{"https://reader:secret@x.example/a", "https://x.example/a", "https://x.example/a"},
		{"//reader@x.example/a", "https://x.example/a", "https://x.example/a"},
		{"/%zz?a b#c#d", "https://news.example/%25zz?a%20b#c%23d", "/%25zz?a%20b#c%23d"},
		{"#part", "https://news.example/2024/story#part", "#part"},
		{"mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"},
		{"javascript:alert(1)", "", ""},
		{"java\nscript:alert(1)", "", ""},
		{"data:text/html,x", "", ""},
		{"tel:112", "", ""},
		{"http://", "", ""},
		{"https:javascript:alert(1)", "", ""},
		{"", "", ""},
	}
	with, without := NewResolver(testPage, ""), NewResolver("", "")
	for _, tt := range tests {
		t.Run(tt.href, func(t *testing.T) {
			t.Parallel()
			got, ok := with.Link(tt.href)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.want != "", ok)
			got, _ = without.Link(tt.href)
			assert.Equal(t, tt.bare, got, "without the page's address")
		})
	}
}

// The short ways of the resolver give what the long one gives.
func TestResolveAgreesWithURL(t *testing.T) {
	t.Parallel()
	r := NewResolver(testPage, "")
	base, err := url.Parse(testPage)
	require.NoError(t, err)
	for _, href := range []string{"/a", "/a?b#c", "/a%20b", "/", "/a//b", "/?q=/x"} {
		u, err := url.Parse(href)
		require.NoError(t, err)
		got, ok := r.Link(href)
		assert.True(t, ok)
		assert.Equal(t, base.ResolveReference(u).String(), got)
	}
}
