package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

// live is a server for the page of a made-up story, with one rule file.
func live(t *testing.T) (s *liveServer, file string) {
	t.Helper()
	dir := folder(t, map[string]string{"sites/pier.example.toml": "name = \"N\"\nhosts = [\"pier.example\"]\n[fields]\ntitle = [\"const:A whale\"]\n"})
	return &liveServer{
		name: "a.html", html: []byte(story("A boat")), page: gatefold.Page{URL: "https://pier.example/a"}, dirs: []string{dir},
		host: "127.0.0.1:8080", slots: make(chan struct{}, 2),
		extractor: func() (*gatefold.Extractor, error) { return gatefold.New(gatefold.WithRules(os.DirFS(dir))) },
	}, filepath.Join(dir, "sites", "pier.example.toml")
}

func ask(s *liveServer, method, host, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestLiveServer(t *testing.T) {
	t.Parallel()
	s, file := live(t)
	const host = "127.0.0.1:8080"
	page := ask(s, http.MethodGet, host, "/")
	assert.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), "A whale")
	assert.Contains(t, page.Body.String(), "connect-src &#39;self&#39;")
	assert.Equal(t, "no-store", page.Header().Get("Cache-Control"))
	old := s.version()
	assert.Contains(t, page.Body.String(), `follow("`+old+`")`)
	assert.Equal(t, old, ask(s, http.MethodGet, "localhost:8080", "/version?none").Body.String(), "another version is told at once")

	require.NoError(t, os.WriteFile(file, []byte("name = \"N\"\nhosts = [\"pier.example\"]\n[fields]\ntitle = [\"const:A seal and a whale\"]\n"), 0o666))
	assert.NotEqual(t, old, ask(s, http.MethodGet, host, "/version?"+old).Body.String())
	assert.Contains(t, ask(s, http.MethodGet, host, "/").Body.String(), "A seal and a whale")

	require.NoError(t, os.WriteFile(file, []byte("name = \"N\"\nhosts = [\"pier.example\"]\n[roles]\nbdy = [\".a\"]\nbody = [\"<b>\"]\n"), 0o666))
	broken := ask(s, http.MethodGet, host, "/")
	assert.Equal(t, http.StatusOK, broken.Code)
	assert.Contains(t, broken.Body.String(), "pier.example.toml:4:1")
	assert.Contains(t, broken.Body.String(), "pier.example.toml:5:", "all problems")
	assert.Contains(t, broken.Body.String(), `follow("`+s.version()+`")`, "it goes on when the file is mended")
	assert.NotContains(t, broken.Body.String(), "<b>")
}

func TestLiveServerRefuses(t *testing.T) {
	t.Parallel()
	s, _ := live(t)
	for _, tt := range []struct {
		name, method, host, path string
		want                     int
	}{
		{"another name for this address", http.MethodGet, "evil.example:8080", "/", http.StatusForbidden},
		{"another port", http.MethodGet, "127.0.0.1:80", "/", http.StatusForbidden},
		{"no port", http.MethodGet, "localhost", "/", http.StatusForbidden},
		{"a change", http.MethodPost, "127.0.0.1:8080", "/", http.StatusMethodNotAllowed},
		{"a file", http.MethodGet, "127.0.0.1:8080", "/sites/pier.example.toml", http.StatusNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, ask(s, tt.method, tt.host, tt.path).Code)
		})
	}
}

func TestLiveServerIsBounded(t *testing.T) {
	t.Parallel()
	s, _ := live(t)
	s.slots <- struct{}{}
	s.slots <- struct{}{}
	assert.Equal(t, http.StatusServiceUnavailable, ask(s, http.MethodGet, "127.0.0.1:8080", "/").Code)
	<-s.slots
	assert.Equal(t, http.StatusOK, ask(s, http.MethodGet, "127.0.0.1:8080", "/").Code)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	start := time.Now()
	assert.Equal(t, s.version(), s.await(ctx, s.version()), "a browser that has gone is not waited for")
	assert.Less(t, time.Since(start), serveWait/2)
}

func TestRulesPreviewServe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(folder(t, map[string]string{"a.html": story("A boat")}), "a.html")
	got := invoke(t, "", "rules", "preview", "--serve", file)
	assert.Equal(t, statusUsage, got.status)
	assert.Contains(t, got.stderr, "--serve needs --rules")
	got = invoke(t, "", "rules", "preview", "--serve", "-o", "x.html", file)
	assert.Equal(t, statusUsage, got.status)

	// A run that is ended ends its server.
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	var out, errs strings.Builder
	dir := folder(t, map[string]string{"sites/pier.example.toml": "name = \"N\"\nhosts = [\"pier.example\"]\n"})
	run(ctx, []string{"gatefold", "rules", "preview", "--serve", "--rules", dir, file}, strings.NewReader(""), &out, &errs)
	assert.Contains(t, errs.String(), "http://127.0.0.1:")
}
