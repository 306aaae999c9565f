package main

import (
	"io"
	"sync"
	"time"
)

// sink is standard output. It keeps its first error, so that a full disk is
// noticed even where nobody looks at what a write returns, and can be closed
// between two writes, so that an interrupted run leaves no half of a line.
type sink struct {
	file     io.Writer
	terminal bool

	mu  sync.Mutex
	err error
}

// newSink asks once whether a terminal reads the output.
func newSink(file io.Writer) *sink {
	return &sink{file: file, terminal: isTerminal(file)}
}

// Write passes p on. To a terminal go no characters that act on it.
func (o *sink) Write(p []byte) (int, error) { return o.writeAs(p, o.terminal) }

// writeAs passes p on, without the characters that act on a terminal where
// they would.
func (o *sink) writeAs(p []byte, filtered bool) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return 0, o.err
	}
	if filtered {
		if _, o.err = io.WriteString(o.file, harmless(string(p))); o.err != nil {
			return 0, o.err
		}
		return len(p), nil
	}
	// Into a file or a pipe every byte goes as it is: programs read it.
	n, err := o.file.Write(p)
	o.err = err
	return n, err
}

// failure is the first error of a write.
func (o *sink) failure() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// close waits for a write that is under way and lets no other follow: the lock is taken
// and kept. A write that nobody reads is waited for no longer than limit.
func (o *sink) close(limit time.Duration) {
	closed := make(chan struct{})
	go func() {
		o.mu.Lock()
		close(closed) // and never unlocked
	}()
	select {
	case <-closed:
	case <-time.After(limit):
	}
}
