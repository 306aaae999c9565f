// Command httpserver answers POST /extract with the article of the page that
// is its body. It shows what a service around the library has to bound: the
// size of a page, the time of a request, and how many are under way.
//
//	go run . -addr 127.0.0.1:8080
//	curl --data-binary @page.html -H 'Content-Type: text/html' '127.0.0.1:8080/extract?url=https://news.example/a'
//
// GET /healthz says whether it takes requests, GET /metrics what it does, in
// the format of Prometheus.
package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "listen on `ADDRESS`")
	var l limits
	flag.Int64Var(&l.bytes, "max-bytes", 8<<20, "refuse pages of more than `N` bytes")
	flag.IntVar(&l.workers, "j", runtime.GOMAXPROCS(0), "read `N` pages at the same time")
	flag.IntVar(&l.pending, "pending", 64, "take `N` requests at the same time, and refuse more with 503")
	flag.DurationVar(&l.time, "timeout", 10*time.Second, "answer with 504 after `TIME`")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ln, err := net.Listen("tcp", *addr)
	if err == nil {
		slog.Info("listening", "address", ln.Addr().String())
		err = serve(ctx, ln, newService(l))
	}
	if err != nil {
		slog.Error("ended", "error", err)
		os.Exit(1)
	}
}

// serve answers requests until ctx ends, and then those that are under way.
func serve(ctx context.Context, ln net.Listener, s *service) error {
	server := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       s.limits.time,
		WriteTimeout:      2 * s.limits.time, // it counts from the end of the request's header
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ln) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// From here on the balancer sends no more; what came is answered.
	s.draining.Store(true)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*s.limits.time)
	defer cancel()
	err := server.Shutdown(ctx)
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
