package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadAddress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in, want string
		login          string
		bad            bool
	}{
		{"plain", "https://news.example/a?b#c", "https://news.example/a?b#c", "", false},
		{"login", "https://ann:s3cret@news.example/a", "https://news.example/a", "ann:s3cret", false},
		{"name alone", "https://ann@news.example:8080", "https://news.example:8080", "ann", false},
		{"sign in the password", "http://ann:s3c@ret@news.example/", "http://news.example/", "ann:s3c%40ret", false},
		{"sign in the path", "http://news.example/@ann/a", "http://news.example/@ann/a", "", false},
		{"both", "http://ann:s3cret@news.example/@ann/a@b", "http://news.example/@ann/a@b", "ann:s3cret", false},
		{"not written anew", "HTTP://ann:s3cret@News.example/%7Ea?q=a b", "HTTP://News.example/%7Ea?q=a b", "ann:s3cret", false},
		{"slash in the password", "http://ann:s3/cret@news.example/", "http://news.example/", "", true},
		{"bad port", "http://ann:s3cret@news.example:x/", "http://news.example:x/", "", true},
		{"no host", "http:///a", "http:///a", "", true},
		{"login alone", "http://ann:s3cret@/a", "http:///a", "", true},
		{"another scheme", "ftp://ann:s3cret@news.example/a", "ftp://news.example/a", "", true},
		{"no scheme", "news.example/a", "news.example/a", "", true},
		{"nothing", "", "", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, login, err := readAddress(tt.in)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.login, login.String())
			assert.Equal(t, tt.bad, err != nil)
		})
	}
}

func FuzzReadAddress(f *testing.F) {
	f.Add("https://ann:s3cret@news.example/a@b")
	f.Add("http://ann:s3/c@ret@news.example:x/")
	f.Fuzz(func(t *testing.T, in string) {
		got, login, err := readAddress(in)
		again, none, errAgain := readAddress(got)
		if err == nil {
			require.NoError(t, errAgain, "%q", got)
		}
		assert.Equal(t, got, again)
		assert.Nil(t, none)
		if login != nil {
			require.NoError(t, err)
			assert.Less(t, len(got), len(in))
		}
	})
}

// TestLogin holds that a server gets the name and the password, and nobody
// else.
func TestLogin(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch name, password, _ := r.BasicAuth(); {
		case name != "ann" || password != "s3cret":
			http.Error(w, "who?", http.StatusUnauthorized)
		case r.URL.Path == "/moved":
			w.Header().Set("Location", "http://ann:s3cret@"+r.Host+"/")
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/nowhere":
			w.Header().Set("Location", "http://ann:s3cret@"+r.Host+":x/")
			w.WriteHeader(http.StatusFound)
		default:
			fmt.Fprint(w, strings.Replace(story("A"), "</article>", `<p>The list of the delays is <a href="list.html">here</a>, and it has grown by four pages.</p></article>`, 1))
		}
	}))
	t.Cleanup(s.Close)
	with := strings.Replace(s.URL, "http://", "http://ann:s3cret@", 1)
	for _, args := range [][]string{
		{"extract", with + "/dir/a"}, {"extract", with + "/moved"}, {"extract", with + "/dir/a", with + "/moved"},
		{"extract", "--format", "markdown", with + "/dir/a", with + "/dir/b"}, {"extract", "--format", "html", with + "/dir/a"},
		{"extract", "--url", "http://ann:s3cret@news.example/a", with + "/dir/a"},
		{"explain", with + "/dir/a"}, {"explain", "--json", with + "/moved"},
		{"rules", "preview", with + "/dir/a"}, {"rules", "scrub", "--expect", "-o", "/dev/null", with + "/dir/a"},
	} {
		got := invoke(t, "", args...)
		assert.Equal(t, statusDone, got.status, "%s: %s%s", args, got.stdout, got.stderr)
		assert.NotContains(t, got.stdout+got.stderr, "s3cret", args)
		assert.NotContains(t, got.stdout+got.stderr, "ann", args)
	}
	for _, args := range [][]string{
		{"extract", strings.Replace(with, "s3cret", "s3cret2", 1) + "/dir/a"}, {"extract", with + "/nowhere"}, {"explain", with + "/nowhere"},
		{"extract", "http://ann:s3cret@[::1/"}, {"explain", "http://ann:s3cret@127.0.0.1:1/"}, {"extract", "ftp://ann:s3cret@news.example/a"},
		{"rules", "new", "http://ann:s3cret@news.example/a.html"},
	} {
		got := invoke(t, "", args...)
		assert.Equal(t, statusFailed, got.status, args)
		assert.NotContains(t, got.stdout+got.stderr, "s3cret", args)
		assert.NotContains(t, got.stdout+got.stderr, "ann", args)
	}
	got := invoke(t, with+"/a\n"+with+"/b\thttp://ann:s3cret@news.example/b\nc.html\thttp://ann:s3cret@news.example:x/\n", "extract", "--allow-private", "--list", "-")
	assert.NotContains(t, got.stdout+got.stderr, "s3cret")
	lines := linesOf(t, got.stdout)
	assert.Equal(t, "http://news.example/b", lines[1].URL)
	assert.Contains(t, lines[2].Error, `the address "http://news.example:x/": no address`)
}
