package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// grace is how long an interrupted command has to finish the line that it is writing.
// One that waits for a page, a pipe or a model does not notice the signal, and is left
// where it is.
const grace = 200 * time.Millisecond

// statusSignal is what shells add to the number of the signal that ended a
// program.
const statusSignal = 128

// interruption is the signal that ended a run.
type interruption struct{ signal os.Signal }

// Error names the signal.
func (i *interruption) Error() string { return i.signal.String() }

// untilSignal returns a context that ends with the first signal to end. The second one
// finds no handler, and ends the program at once.
func untilSignal() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			// From here on the system's own handling of the signal is back.
			signal.Stop(signals)
			cancel(&interruption{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// interruptedStatus is the exit status of a run that ctx ended.
func interruptedStatus(ctx context.Context) int {
	// A context that a test ends has no signal behind it.
	number := syscall.SIGINT
	var i *interruption
	if errors.As(context.Cause(ctx), &i) {
		if s, ok := i.signal.(syscall.Signal); ok {
			number = s
		}
	}
	return statusSignal + int(number)
}
