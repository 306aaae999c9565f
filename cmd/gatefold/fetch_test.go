package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// server is a publisher with a page in every condition.
func server(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/story", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		fmt.Fprint(w, story(`\xcf\xe8\xf0\xf1`))
	})
	mux.HandleFunc("/cyrillic", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		fmt.Fprint(w, "<title>\xcf\xe8\xf0\xf1</title><article><h1>\xcf\xe8\xf0\xf1</h1><p>\xcf\xe8\xf0\xf1 \xcf\xe8\xf0\xf1.</article>")
	})
	mux.HandleFunc("/agent", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, story("Agent "+r.UserAgent()+" cookies "+fmt.Sprint(len(r.Cookies()))))
	})
	mux.Handle("/moved", http.RedirectHandler("/story", http.StatusMovedPermanently))
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		http.Redirect(w, r, "/circle", http.StatusFound)
	})
	mux.Handle("/elsewhere", http.RedirectHandler("file:///etc/hosts", http.StatusFound))
	mux.HandleFunc("/refused", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusPaymentRequired)
		fmt.Fprint(w, story("Pay"))
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) {
		piece := strings.Repeat("<p>It goes on.", 1<<16)
		for range 40 {
			if _, err := fmt.Fprint(w, piece); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<title>Slow")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	t.Parallel()
	s := server(t)
	for _, tt := range []struct {
		path, title, url, err string
	}{
		{path: "/cyrillic", title: "Пирс", url: "/cyrillic"},
		{path: "/moved", title: `\xcf\xe8\xf0\xf1`, url: "/story"},
		{path: "/agent", title: "Agent gatefold/" + version() + " (+https://github.com/gatefold/gatefold) cookies 0", url: "/agent"},
		{path: "/circle", err: "stopped after 5 redirects"},
		{path: "/elsewhere", err: `unsupported protocol scheme "file"`},
		{path: "/none", err: "404 Not Found"},
		{path: "/refused", err: "402 Payment Required"},
		{path: "/large", err: "too large"},
	} {
		t.Run(tt.path, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", "extract", "-format", "jsonl", s.URL+tt.path)
			lines := linesOf(t, got.stdout)
			require.Len(t, lines, 1)
			assert.Equal(t, s.URL+tt.path, lines[0].File)
			assert.Equal(t, tt.title, lines[0].Title)
			if tt.err == "" {
				assert.Equal(t, statusDone, got.status)
				assert.Equal(t, s.URL+tt.url, lines[0].URL)
				return
			}
			assert.Equal(t, statusFailed, got.status)
			assert.Contains(t, lines[0].Error, tt.err)
			assert.NotContains(t, lines[0].Error, s.URL)
		})
	}
}

func TestFetchWithAddress(t *testing.T) {
	t.Parallel()
	s := server(t)
	got := invoke(t, "", "extract", "-url", "https://news.example/story", s.URL+"/story")
	var art article.Article
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &art))
	assert.Equal(t, "https://news.example/story", art.URL)
}

func TestFetchTime(t *testing.T) {
	t.Parallel()
	s := server(t)
	var x gatefold.Extractor
	e := &extractRun{read: x.ExtractContext, opener: &opener{fetch: newFetcher(50*time.Millisecond, false)}, format: &formats[0]}
	out := e.one(t.Context(), target{file: s.URL + "/slow", own: true})
	// Whether the client or the context of its request says so first is chance.
	require.ErrorIs(t, out.err, context.DeadlineExceeded)
}

func TestIsWebAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"http://news.example/": true, "HTTPS://news.example/": true,
		"ftp://news.example/": false, "page.html": false, "https:/news.example": false, "-": false, "": false,
	} {
		assert.Equal(t, want, isWebAddress(in), in)
	}
}
