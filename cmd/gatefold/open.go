package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"strings"

	"github.com/gatefold/gatefold"
)

// opener opens pages wherever they are.
type opener struct {
	stdin io.Reader
	fetch *fetcher
}

func newOpener(stdin io.Reader) *opener {
	return &opener{stdin: stdin, fetch: newFetcher(fetchTime)}
}

// source is an open page: its bytes, without compression, and what is known
// of it.
type source struct {
	io.Reader
	page   gatefold.Page
	closer io.Closer
}

// close closes the file. It was only read, so that an error tells nothing.
func (s *source) close() { _ = s.closer.Close() }

func (o *opener) open(ctx context.Context, t target) (*source, error) {
	s, err := o.raw(ctx, t)
	if err != nil {
		return nil, err
	}
	if t.url != "" {
		s.page.URL = t.url
	}
	if s.Reader, err = unzipped(s.Reader); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (o *opener) raw(ctx context.Context, t target) (*source, error) {
	switch {
	case t.file == "-":
		return &source{Reader: o.stdin, closer: io.NopCloser(nil)}, nil
	case isWebAddress(t.file):
		return o.fetch.get(ctx, t.file)
	}
	f, err := os.Open(t.file)
	if err != nil {
		return nil, err
	}
	return &source{Reader: f, closer: f}, nil
}

func isWebAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

var gzipMagic = []byte{0x1f, 0x8b}

// unzipped returns r, or what r holds where that is compressed with gzip. The
// bytes tell, not the name.
func unzipped(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	// An error here comes again from the first read.
	if start, _ := b.Peek(len(gzipMagic)); !bytes.Equal(start, gzipMagic) {
		return b, nil
	}
	return gzip.NewReader(b)
}
