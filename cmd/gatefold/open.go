package main

import (
	"context"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/pagefile"
)

// opener opens pages wherever they are: in a file, on the web or on standard input. The
// rest of the command sees only a source.
type opener struct {
	stdin io.Reader
	fetch *fetcher
}

// newOpener returns the opener of a command line. It makes one client for all
// pages.
func newOpener(cmd *cli.Command) *opener {
	return &opener{stdin: cmd.Root().Reader, fetch: newFetcher(fetchTime, cmd.Bool("allow-private"))}
}

// source is an open page: its bytes, without compression, and what is known
// of it.
type source struct {
	io.Reader
	file   string // as in target
	page   gatefold.Page
	closer io.Closer
}

// close closes the file. It was only read, so that an error tells nothing.
func (s *source) close() { _ = s.closer.Close() }

// open opens a page and takes its compression off, whether it comes from a file, a
// server or standard input: the bytes tell, not the name.
func (o *opener) open(ctx context.Context, t target) (*source, error) {
	if t.err != nil {
		return nil, t.err
	}
	s, err := o.raw(ctx, t)
	if err != nil {
		return nil, err
	}
	s.file = t.file
	// The user knows better where the page is from than a redirect does.
	if t.url != "" {
		s.page.URL = t.url
	}
	if s.Reader, err = pagefile.Reader(s.Reader); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// raw opens the page as it is stored.
func (o *opener) raw(ctx context.Context, t target) (*source, error) {
	switch {
	case t.file == "-":
		// Standard input is not the program's to close.
		return &source{Reader: o.stdin, closer: io.NopCloser(nil)}, nil
	case isWebAddress(t.file):
		return o.fetch.get(ctx, t)
	}
	f, err := os.Open(t.file)
	if err != nil {
		return nil, err
	}
	return &source{Reader: f, closer: f}, nil
}
