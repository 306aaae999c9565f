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
		{"user", "https://reader:s3cret@news.example/a", "https://news.example/a", "nobody else's to know"},
		{"at in the path", "https://news.example/@desk", "https://news.example/@desk", "no user"},
		{"port", "https://news.example:8443/a", "https://news.example:8443/a", ""},
		{"bad port", "https://news.example:x/a", "", ""},
		{"empty fragment", "https://news.example/a#", "https://news.example/a", ""},
		{"two fragments", "https://news.example/a#b#c", "https://news.example/a#b%23c", ""},
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
	assert.Empty(t, Web("mailto:desk@news.example"), "a picture is not mail")
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
		require.Nil(t, u.User)
		require.Equal(t, got, u.String(), "a later reader sees the same")
		require.Equal(t, got, Link(got), "stable")
		require.Equal(t, -1, strings.IndexFunc(got, func(r rune) bool {
			return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r)
		}), "%q", got)
	})
}

func FuzzResolver(f *testing.F) {
	for _, ref := range []string{"/a", "a/../b", "//h/x", "?q#f#g", "javascript:x", "//u:p@/x", "./a:b", "https://u@h:1/", "/.//h"} {
		f.Add(ref, "/base/")
	}
	f.Fuzz(func(t *testing.T, ref, base string) {
		for _, r := range []Resolver{{}, NewResolver("https://u:p@news.example/2024/story", base), NewResolver("", base)} {
			got, ok := r.Link(ref)
			require.Equal(t, ok, got != "")
			again, _ := Resolver{}.Link(got)
			require.Equal(t, got, again, "stable")
			u, err := url.Parse(got)
			require.NoError(t, err)
			require.Nil(t, u.User)
			if ok && (r.base != nil || u.Scheme != "") {
				require.Equal(t, got, Link(got))
			}
		}
	})
}

func TestWithoutUser(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"both", "http://user:s3cret@host.example/dir/a", "http://host.example/dir/a"},
		{"name", "//user@host.example", "//host.example"},
		{"at in the password", "ftp://u:p@ss@host.example/", "ftp://host.example/"},
		{"none", "https://host.example/@desk?to=a@b", "https://host.example/@desk?to=a@b"},
		{"backslash", `https://host.example\@desk`, `https://host.example\@desk`},
		{"mail", "mailto:a@b.example", "mailto:a@b.example"},
		{"unreadable", "http://u:p@[::", "http://[::"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, WithoutUser(tt.in))
		})
	}
}

func TestWithoutUsers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want, why string }{
		{"none", "mail ann@news.example // or call", "mail ann@news.example // or call", "an at sign alone is no user"},
		{"selector", ".a[href='https://u:p@x.example/']", ".a[href='https://x.example/']", "a page names such ones for its gate"},
		{"two", "https://u:p@x.example/a,//v:q@y.example", "https://x.example/a,//y.example", "each of them"},
		{"one behind a path", "https://x.example//u:p@y", "https://x.example//y", "it looks like one, and costs nothing to leave out"},
		{"in a query", "https://x.example/?mail=u@y", "https://x.example/?mail=u@y", "behind the host an at sign is none"},
		{"two words", "metered https://u:p@x.example", "metered https://x.example", "words stay"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, WithoutUsers(tt.in), tt.why)
		})
	}
}

func TestLinkOrWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want, why string }{
		{"words", "CC BY 4.0", "CC BY 4.0", ""},
		{"words with a colon", "Licence: CC BY", "Licence: CC BY", "a scheme has no space after it"},
		{"a colon alone", "tier:premium", "tier:premium", "no scheme that anybody follows"},
		{"address", "HTTPS://u:p@cc.example/by", "https://cc.example/by", ""},
		{"mail", "mailto:rights@paper.example", "mailto:rights@paper.example", ""},
		{"relative", "/terms", "/terms", ""},
		{"script", "javascript:alert(1)", "", ""},
		{"script with words", "JavaScript: alert(1) // by", "", "browsers run it"},
		{"word like a scheme", "Data: CC BY", "Data: CC BY", "a space tells"},
		{"script with a space", "javascript :alert(1)", "", "not worth a doubt"},
		{"script in two lines", " java\nscript:alert(1)", "", "browsers join it"},
		{"data", "data:text/html,x", "", ""},
		{"other scheme", "ftp://paper.example/x", "", ""},
		{"address in words", "See https://u:p@cc.example/by now", "See https://cc.example/by now", ""},
		{"no host", "https:///x", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, LinkOrWords(tt.in), tt.why)
		})
	}
}

func TestHost(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://user@X.example:80/a@b": "x.example", "//cdn.example?a=/": "cdn.example", "/harbour/": "", "mailto:ann@x.example": "",
	} {
		assert.Equal(t, want, Host(address), address)
	}
}
