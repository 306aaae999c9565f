package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/preview"
	"github.com/gatefold/gatefold/rules"
)

// The bounds of the server. It has one user, whose browser keeps one question open for
// each window.
const (
	serveRequests = 16
	serveWait     = 20 * time.Second
	servePoll     = 250 * time.Millisecond
	serveFiles    = 10000
)

// servePreview shows the page on an address of this machine until ctx ends. It answers
// nobody but a browser here: a page elsewhere that has its own name lead to this
// address sends that name, and is refused.
func servePreview(ctx context.Context, cmd *cli.Command) error {
	dirs := cmd.StringSlice("rules")
	if len(dirs) == 0 {
		return usagef(cmd, "--serve needs --rules, the folder with the file that you write")
	}
	if _, err := newExtractor(cmd); err != nil && !isRuleError(err) {
		return err
	}
	src, err := onePage(ctx, cmd)
	if err != nil {
		return err
	}
	// Read once, here: the server reads rule files and nothing else.
	html, err := io.ReadAll(src)
	src.close()
	if err != nil {
		return named(src.file, err)
	}
	// Port 0 is any that is free.
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", cmd.Int("port")))
	if err != nil {
		return err
	}
	s := &liveServer{
		name: shown(src.file), html: html, page: src.page, dirs: dirs, host: l.Addr().String(), slots: make(chan struct{}, serveRequests),
		extractor: func() (*gatefold.Extractor, error) { return newExtractor(cmd) },
	}
	fmt.Fprintf(cmd.Root().ErrWriter, "http://%s/ shows the page, and anew whenever a rule file is saved; Ctrl+C ends it\n", s.host)
	server := &http.Server{Handler: s, ReadTimeout: 5 * time.Second, WriteTimeout: 2 * serveWait, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Questions that wait for a change are not waited for.
	return errors.Join(server.Close(), ctx.Err())
}

// isRuleError reports whether rules did not load: that is shown, and mended while the
// server runs.
func isRuleError(err error) bool {
	var at *rules.Error
	return errors.As(err, &at)
}

// liveServer serves the preview of one page with the rules as they are.
type liveServer struct {
	name      string
	html      []byte
	page      gatefold.Page
	dirs      []string
	host      string
	slots     chan struct{}
	extractor func() (*gatefold.Extractor, error)
}

// ServeHTTP answers / with the preview, and /version?V with the version of the rules
// once that is another one than V, or after a while.
func (s *liveServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, port, _ := net.SplitHostPort(s.host)
	if r.Host != s.host && r.Host != "localhost:"+port {
		http.Error(w, "this server answers to "+s.host, http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	default:
		http.Error(w, "too many requests at once", http.StatusServiceUnavailable)
		return
	}
	head := w.Header()
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("X-Frame-Options", "DENY")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch r.URL.Path {
	case "/":
		s.show(w)
	case "/version":
		head.Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, s.await(r.Context(), r.URL.RawQuery)) // the browser has gone
	default:
		http.NotFound(w, r)
	}
}

// show writes the preview, or why the rules do not load.
func (s *liveServer) show(w http.ResponseWriter) {
	// The version is taken first: a file that is saved meanwhile makes another.
	version := s.version()
	var b bytes.Buffer
	if err := s.write(&b, version); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // as above
}

func (s *liveServer) write(w io.Writer, version string) error {
	x, err := s.extractor()
	if err != nil {
		return preview.WriteProblem(w, s.name, version, problems(err))
	}
	report, err := x.Explain(bytes.NewReader(s.html), s.page)
	if report == nil {
		return preview.WriteProblem(w, s.name, version, problems(err))
	}
	return preview.WriteLive(w, s.name, version, report)
}

// problems are the errors of rule files, a line each.
func problems(err error) string {
	var lines []string
	for _, e := range leaves(err) {
		lines = append(lines, oneLine(strings.TrimPrefix(e.Error(), "rules: ")))
	}
	return strings.Join(lines, "\n")
}

// await returns the version once it is not the known one, or when the wait is over.
func (s *liveServer) await(ctx context.Context, known string) string {
	end := time.NewTimer(serveWait)
	defer end.Stop()
	tick := time.NewTicker(servePoll)
	defer tick.Stop()
	for {
		version := s.version()
		if version != known {
			return version
		}
		select {
		case <-tick.C:
		case <-end.C:
			return version
		case <-ctx.Done():
			return version
		}
	}
}

// version changes with every rule file that is saved: it is of their names, sizes and
// times. It looks no further than serveFiles files.
func (s *liveServer) version() string {
	h := sha256.New()
	left := serveFiles
	for _, dir := range s.dirs {
		// What cannot be read is not shown either, and the loader says why.
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if left--; left < 0 {
				return fs.SkipAll
			}
			if err != nil {
				return fs.SkipDir
			}
			if d.IsDir() || filepath.Ext(name) != ".toml" {
				return nil
			}
			if info, err := os.Stat(name); err == nil {
				fmt.Fprintf(h, "%s\x00%d\x00%d\n", name, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12])
}
