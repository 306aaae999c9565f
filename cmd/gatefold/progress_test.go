package main

import (
	"bytes"
	"os"
	"testing"

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
	p := &progress{stderr: &stderr, bar: newBar(&stderr, 2)}
	p.step()
	assert.Contains(t, stderr.String(), "(1/2")
	p.say("a message")
	p.step()
	p.close()
	assert.Contains(t, stderr.String(), "a message\n")
}

func TestIsTerminal(t *testing.T) {
	t.Parallel()
	f, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer f.Close()
	assert.False(t, isTerminal(f))
	assert.False(t, isTerminal(&bytes.Buffer{}))
}
