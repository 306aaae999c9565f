package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProgressWithoutTerminal(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	p := newProgress(&stdout, &stderr, 10)
	assert.Nil(t, p.bar)
	p.step()
	p.say("a %s\x1b[2J", "message")
	p.close()
	assert.Empty(t, stdout.String())
	assert.Equal(t, "a message [2J\n", stderr.String())
}

func TestProgressBar(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	p := &progress{stderr: &stderr, bar: newBar(&stderr, 2000)}
	time.Sleep(redraw)
	p.step()
	assert.Regexp(t, `\(1/2000, \S+ pages/\S+\) \[\S+:\S+\]`, stderr.String(), "count, rate, time gone and left")
	p.say("a message")
	p.step()
	p.close()
	assert.Contains(t, stderr.String(), "a message\n")
}

// A run of many pages is not held up by the drawing of how far it is.
func TestProgressIsNotDrawnForEachPage(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	started := time.Now()
	p := &progress{stderr: &stderr, bar: newBar(&stderr, 5000)}
	for range 5000 {
		p.step()
	}
	draws := strings.Count(stderr.String(), "/5000")
	assert.LessOrEqual(t, draws, int(time.Since(started)/redraw)+2, "the first and the last, and one for each interval")
}

func TestIsTerminal(t *testing.T) {
	t.Parallel()
	f, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer f.Close()
	assert.False(t, isTerminal(f))
	assert.False(t, isTerminal(&bytes.Buffer{}))
}
