// Command playground shows in a browser what Gatefold makes of a page. The
// library is compiled to WebAssembly and runs there, so that the page that one
// drops goes nowhere.
//
//	go run ./playground            serves it to this machine and prints the address
//	go run ./playground -out DIR   writes it as files for a static host
//
// It compiles the library, and so needs the go command and the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) && !errors.Is(err, errUsage) {
			fmt.Fprintln(os.Stderr, "playground:", err)
		}
		stop()
		os.Exit(status(err))
	}
}

var errUsage = errors.New("wrong usage")

func status(err error) int {
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		return 2
	}
	return 1
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("playground", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("addr", "127.0.0.1:8087", "serve on `HOST:PORT`; port 0 for any that is free")
	out := flags.String("out", "", "write the playground into folder `DIR` and end")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return errUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "playground: %q: there is nothing to give but flags\n", flags.Arg(0))
		flags.Usage()
		return errUsage
	}
	if *out != "" {
		return writeFolder(ctx, *out)
	}
	return serve(ctx, *address, stdout)
}

// serve serves the playground until ctx ends.
func serve(ctx context.Context, address string, stdout io.Writer) error {
	// First, since nobody wants to wait for the compiler to hear that the port
	// is taken.
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%w: -addr chooses another", err)
	}
	defer func() { _ = l.Close() }() // the server may have closed it
	dir, err := os.MkdirTemp("", "gatefold-playground-")
	if err != nil {
		return err
	}
	defer removeAll(dir)
	fmt.Fprintln(stdout, "Compiling the library for the browser…")
	if err := writeFolder(ctx, dir); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "http://%s/ (Ctrl-C ends it)\n", l.Addr())

	s := &http.Server{Handler: handler(dir), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return s.Close()
	}
}

// handler serves the files of a folder, the compressed one as what it is: the
// page undoes that itself.
func handler(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", headerPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		if strings.HasSuffix(r.URL.Path, ".gz") {
			h.Set("Content-Type", "application/gzip")
		}
		files.ServeHTTP(w, r)
	})
}
