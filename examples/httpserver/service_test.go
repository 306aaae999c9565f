package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

var testLimits = limits{bytes: 256 << 10, workers: 2, pending: 16, time: 20 * time.Second}

func story(title string) string {
	return "<!doctype html><title>" + title + "</title><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>The ferry to the island was late again on Tuesday, and nobody on the pier could say why it was.</p>\n", 20) + "</article>"
}

func post(t *testing.T, url, body string) (*http.Response, []byte) {
	t.Helper()
	resp, err := http.Post(url, "text/html; charset=utf-8", strings.NewReader(body))
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, data
}

func TestExtract(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(newService(testLimits).handler())
	defer srv.Close()
	resp, data := post(t, srv.URL+"/extract?url=https://news.example/a", story("A & <B>")) //nolint:bodyclose // post has read and closed it
	require.Equal(t, http.StatusOK, resp.StatusCode)
	want, err := gatefold.Extract(strings.NewReader(story("A & <B>")), gatefold.Page{URL: "https://news.example/a", ContentType: "text/html; charset=utf-8"})
	require.NoError(t, err)
	wantJSON, err := want.MarshalJSON()
	require.NoError(t, err)
	assert.Equal(t, string(wantJSON)+"\n", string(data), "the same as the library gives")
}

func TestProblems(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(newService(testLimits).handler())
	defer srv.Close()
	for _, tt := range []struct {
		name, body string
		want       int
	}{
		{"empty", "", http.StatusUnprocessableEntity},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", http.StatusUnprocessableEntity},
		{"too large", strings.Repeat("<p>More.</p>", 64<<10), http.StatusRequestEntityTooLarge},
		{"too deep", "<title>Deep</title>" + strings.Repeat("<div>", 600) + "<p>Deep.", http.StatusOK},
	} {
		resp, data := post(t, srv.URL+"/extract", tt.body) //nolint:bodyclose // post has read and closed it
		assert.Equal(t, tt.want, resp.StatusCode, tt.name)
		assert.True(t, json.Valid(data), tt.name)
		if tt.name == "too deep" {
			assert.Equal(t, gatefold.ErrTooDeep.Error(), resp.Header.Get("Gatefold-Error"))
		}
	}
	resp, err := http.Get(srv.URL + "/extract")
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode)
}

// TestOverload sends 200 requests at once to a service that takes 16: each is
// answered with its own article or refused at once, and served when it comes
// again.
func TestOverload(t *testing.T) {
	t.Parallel()
	s := newService(testLimits)
	srv := httptest.NewServer(s.handler())
	defer srv.Close()
	// The workers are held until a request was refused, so that the queue is
	// full for certain.
	for range testLimits.workers {
		s.workers <- struct{}{}
	}
	var refused sync.Once
	release := func() {
		refused.Do(func() {
			for range testLimits.workers {
				<-s.workers
			}
		})
	}
	var mu sync.Mutex
	codes := map[int]int{}
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			title := "Story " + string(rune('A'+i%26))
			for {
				resp, data := post(t, srv.URL+"/extract", story(title)) //nolint:bodyclose // post has read and closed it
				mu.Lock()
				codes[resp.StatusCode]++
				mu.Unlock()
				if resp.StatusCode == http.StatusServiceUnavailable {
					assert.Equal(t, "1", resp.Header.Get("Retry-After"))
					release()
					time.Sleep(10 * time.Millisecond) // a client would wait a second
					continue
				}
				var art article.Article
				assert.NoError(t, json.Unmarshal(data, &art))
				assert.Equal(t, title, art.Title)
				return
			}
		})
	}
	wg.Wait()
	assert.Equal(t, 200, codes[http.StatusOK])
	assert.Positive(t, codes[http.StatusServiceUnavailable])
	assert.Len(t, codes, 2, "no other answer: %v", codes)
	_, metrics := get(t, srv.URL+"/metrics")
	assert.Contains(t, metrics, `gatefold_requests_total{code="200"} 200`)
	assert.Contains(t, metrics, "gatefold_pending 0")
	assert.Contains(t, metrics, "gatefold_extract_seconds_count 200")
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(data)
}

func TestTimeout(t *testing.T) {
	t.Parallel()
	l := testLimits
	l.time = 50 * time.Millisecond
	s := newService(l)
	for range l.workers {
		s.workers <- struct{}{} // busy for ever
	}
	srv := httptest.NewServer(s.handler())
	defer srv.Close()
	resp, _ := post(t, srv.URL+"/extract", story("A")) //nolint:bodyclose // post has read and closed it
	assert.Equal(t, http.StatusGatewayTimeout, resp.StatusCode)
}

// TestShutdown ends the server while a request is under way: that is answered,
// and the next is not taken.
func TestShutdown(t *testing.T) {
	t.Parallel()
	s := newService(testLimits)
	for range testLimits.workers {
		s.workers <- struct{}{}
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	url := "http://" + ln.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, ln, s) }()
	code, body := get(t, url+"/healthz")
	assert.Equal(t, http.StatusOK, code, body)

	answered := make(chan int, 1)
	go func() {
		resp, err := http.Post(url+"/extract", "text/html", bytes.NewBufferString(story("A")))
		if err != nil {
			answered <- 0
			return
		}
		resp.Body.Close()
		answered <- resp.StatusCode
	}()
	require.Eventually(t, func() bool { return len(s.pending) == 1 }, 10*time.Second, time.Millisecond)
	cancel()
	require.Eventually(t, s.draining.Load, 10*time.Second, time.Millisecond)
	rec := httptest.NewRecorder()
	s.handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	assert.Equal(t, http.StatusServiceUnavailable, rec.Code)
	for range testLimits.workers {
		<-s.workers
	}
	assert.Equal(t, http.StatusOK, <-answered)
	err = <-ended
	assert.NoError(t, err)
	assert.NotErrorIs(t, err, http.ErrServerClosed)
}
