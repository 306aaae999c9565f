package main

import (
	"bytes"
	"io"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSinkCloses(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := newSink(&out)
	_, err := s.Write([]byte("a line\n"))
	require.NoError(t, err)
	s.close(time.Minute)
	written := make(chan struct{})
	go func() {
		_, _ = s.Write([]byte("another\n"))
		close(written)
	}()
	select {
	case <-written:
		t.Fatal("a write after the end")
	case <-time.After(20 * time.Millisecond):
	}
	assert.Equal(t, "a line\n", out.String())
}

func TestSinkKeepsItsFirstError(t *testing.T) {
	t.Parallel()
	s := newSink(failingWriter{})
	_, err := s.Write([]byte("x"))
	require.ErrorIs(t, err, os.ErrClosed)
	s.file = io.Discard
	_, err = s.Write([]byte("x"))
	assert.ErrorIs(t, err, os.ErrClosed, "what follows a gap is of no use")
	assert.ErrorIs(t, s.failure(), os.ErrClosed)
}
