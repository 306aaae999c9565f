package weburl

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLink(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in, want, why string
	}{
		{"plain", "https://news.example/a?b=c#d", "https://news.example/a?b=c#d", ""},
		{"scheme in capitals", "HTTP://News.example/", "http://News.example/", "schemes have no case"},
		{"white space", " \n https://news.example/a\nb\tc ", "https://news.example/abc", "as browsers read it"},
		{"space and quotes", `https://news.example/a b"<>`, "https://news.example/a%20b%22%3C%3E", ""},
		{"stray percent", "https://news.example/100%", "https://news.example/100%25", ""},
		{"letters", "https://news.example/ü?ü", "https://news.example/%C3%BC?%C3%BC", ""},
		{"mail", "mailto:desk@news.example", "mailto:desk@news.example", ""},
		{"relative", "/a", "", "it would be another site's"},
		{"no scheme", "//news.example/a", "", "relative too"},
		{"no host", "https:///a", "", ""},
		{"opaque", "https:a", "", ""},
		{"backslashes", `https:\\news.example`, "", "browsers and Go disagree"},
		{"script", "javascript:alert(1)", "", ""},
		{"script with a tab", "java\tscript:alert(1)", "", ""},
		{"control", "https://news.example/\x01x", "", ""},
		{"data", "data:text/html,x", "", ""},
		{"empty mail", "mailto:", "", ""},
		{"empty", " ", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, Link(tt.in), tt.why)
		})
	}
	assert.Empty(t, Image("mailto:desk@news.example"), "a picture is not mail")
}

func FuzzLink(f *testing.F) {
	for _, raw := range []string{
		"https://news.example/a", "http://x.example/?a=1&b=2&copy;", "mailto:a@b.example", "/rel", "javascript:alert(1)",
		"java\nscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "data:text/html,x", "//x.example", "#frag", "%",
		"https://x.example/(a)[b]_c_*d*", "https://x.example/a b\"c<d>|e`f\\g", "https://bücher.example/ü?ü#ü",
		"https://x.example/%zz%41", " https://x.example/a\nb ", "https://u:p@x.example/\u202e", "https:\\\\x.example", "http://[::1]:x/",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := Link(raw)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		require.NoError(t, err)
		require.Contains(t, []string{"http", "https", "mailto"}, u.Scheme)
		require.Equal(t, got, u.String(), "a later reader sees the same")
		require.Equal(t, got, Link(got), "stable")
		require.Equal(t, -1, strings.IndexFunc(got, func(r rune) bool {
			return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r)
		}), "%q", got)
	})
}
