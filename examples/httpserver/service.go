package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// limits bound the service. Memory is at most about pending times bytes for
// the pages, and workers times a small multiple of that for reading them.
type limits struct {
	bytes   int64
	workers int
	pending int
	time    time.Duration
}

// retryAfter is what a refused client is told, in seconds: a full queue of
// ordinary pages is worked off in less.
const retryAfter = 1

type service struct {
	limits    limits
	extractor *gatefold.Extractor
	pending   chan struct{} // requests that were taken
	workers   chan struct{} // pages that are being read
	draining  atomic.Bool
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	seconds   prometheus.Histogram
	pages     *prometheus.CounterVec
}

func newService(l limits) *service {
	s := &service{
		limits:    l,
		extractor: new(gatefold.Extractor),
		pending:   make(chan struct{}, l.pending),
		workers:   make(chan struct{}, l.workers),
		registry:  prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gatefold_requests_total", Help: "Requests to /extract by status.",
		}, []string{"code"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "gatefold_extract_seconds", Help: "Time that reading a page took.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 13),
		}),
		pages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gatefold_pages_total", Help: "Pages by policy and completeness.",
		}, []string{"policy", "completeness"}),
	}
	s.registry.MustRegister(s.requests, s.seconds, s.pages, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "gatefold_pending", Help: "Requests under way.",
	}, func() float64 { return float64(len(s.pending)) }))
	return s
}

func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /extract", s.extract)
	mux.HandleFunc("GET /healthz", s.health)
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}))
	return mux
}

func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	if s.draining.Load() {
		http.Error(w, "draining", http.StatusServiceUnavailable)
		return
	}
	// A client that has gone needs no answer.
	_, _ = io.WriteString(w, "ok\n")
}

// problem is an answer other than an article.
type problem struct {
	Status int    `json:"-"`
	Error  string `json:"error"`
}

func (s *service) extract(w http.ResponseWriter, r *http.Request) {
	select {
	case s.pending <- struct{}{}:
		defer func() { <-s.pending }()
	default:
		// At once, while there is still time to say so.
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
		s.answer(w, http.StatusServiceUnavailable, problem{Error: "too many requests under way"})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.time)
	defer cancel()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.limits.bytes))
	if err != nil {
		p := readProblem(err)
		s.answer(w, p.Status, p)
		return
	}
	res, err := s.read(ctx, body, gatefold.Page{
		URL: r.URL.Query().Get("url"), ContentType: r.Header.Get("Content-Type"), ContentLanguage: r.Header.Get("Content-Language"),
	})
	if err != nil {
		s.answer(w, http.StatusGatewayTimeout, problem{Error: "the page took too long"})
		return
	}
	s.result(w, res)
}

func readProblem(err error) problem {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return problem{http.StatusRequestEntityTooLarge, "the page is too large"}
	}
	return problem{http.StatusBadRequest, "the page could not be received"}
}

// result is what the library gave.
type result struct {
	art *article.Article
	err error
}

// read reads the page when a worker is free. A page that takes longer than its
// request may keeps its worker until it is done: the limits of the library end
// it, and more workers would only make all slower.
func (s *service) read(ctx context.Context, body []byte, page gatefold.Page) (result, error) {
	select {
	case s.workers <- struct{}{}:
	case <-ctx.Done():
		return result{}, ctx.Err()
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-s.workers }()
		start := time.Now()
		art, err := s.extractor.Extract(bytes.NewReader(body), page)
		s.seconds.Observe(time.Since(start).Seconds())
		done <- result{art, err}
	}()
	select {
	case res := <-done:
		return res, nil
	case <-ctx.Done():
		return result{}, ctx.Err()
	}
}

// result answers with the article. What could be read of a page that nests too
// deep or costs too much comes with a header that says so.
func (s *service) result(w http.ResponseWriter, res result) {
	if res.art == nil {
		status := http.StatusUnprocessableEntity
		if errors.Is(res.err, gatefold.ErrTooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		s.answer(w, status, problem{Error: res.err.Error()})
		return
	}
	if res.err != nil {
		w.Header().Set("Gatefold-Error", res.err.Error())
	}
	s.pages.WithLabelValues(string(res.art.Access.Policy), string(res.art.Access.Completeness)).Inc()
	s.answer(w, http.StatusOK, res.art)
}

func (s *service) answer(w http.ResponseWriter, status int, body any) {
	s.requests.WithLabelValues(strconv.Itoa(status)).Inc()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	// A client that has gone needs no answer.
	_ = enc.Encode(body)
}
