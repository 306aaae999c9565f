//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asProgram is set for a test's copy of this binary that is to be the command.
const asProgram = "GATEFOLD_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// program is the command in a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// tooLong is when a program that was told to end counts as one that does not.
// It is far more than it needs, so that a busy machine fails no test.
const tooLong = 20 * time.Second

// TestSignals holds that a verb which waits for something that never comes
// ends at the first signal.
func TestSignals(t *testing.T) {
	t.Parallel()
	s := server(t)
	dir, root := toolFolder(t)
	page := filepath.Join(root, "pages", "a.html")
	fifo := filepath.Join(root, "fifo.html")
	require.NoError(t, syscall.Mkfifo(fifo, 0o600))
	for _, tt := range []struct {
		name   string
		args   []string
		signal syscall.Signal
		status int
	}{
		{"extract a pipe", []string{"extract", "-"}, syscall.SIGINT, 130},
		{"extract a list from a pipe", []string{"extract", "--list", "-"}, syscall.SIGINT, 130},
		{"extract with a fifo among pages", []string{"extract", page, fifo}, syscall.SIGINT, 130},
		{"explain a pipe", []string{"explain", "-"}, syscall.SIGINT, 130},
		{"explain a pipe, asked to terminate", []string{"explain", "-"}, syscall.SIGTERM, 143},
		{"explain a page that hangs", []string{"explain", s.URL + "/slow"}, syscall.SIGINT, 130},
		{"preview a fifo that nobody writes to", []string{"rules", "preview", fifo}, syscall.SIGINT, 130},
		{"scrub a pipe", []string{"rules", "scrub", "-"}, syscall.SIGINT, 130},
		{"draft from a fifo", []string{"rules", "new", fifo}, syscall.SIGINT, 130},
		{"floors from a fifo", []string{"rules", "test", "--pages", filepath.Join(root, "gold"), "--floor", fifo, dir}, syscall.SIGINT, 130},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status := killed
			// A program that is told to end before it listens dies of the signal.
			for wait := 100 * time.Millisecond; status == killed && wait < tooLong; wait *= 2 {
				status = signalled(t, program(t, tt.args...), wait, tt.signal)
			}
			assert.Equal(t, tt.status, status)
		})
	}
}

// killed is the exit status, for package os, of a program that has none.
const killed = -1

// signalled starts a program whose standard input never ends, sends it a
// signal after a while and returns its exit status.
func signalled(t *testing.T, cmd *exec.Cmd, after time.Duration, s syscall.Signal) int {
	t.Helper()
	pipe, err := cmd.StdinPipe()
	require.NoError(t, err)
	defer pipe.Close()
	_, _ = pipe.Write([]byte("<p>A boat")) // into the pipe's buffer
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	require.NoError(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		t.Fatalf("it ended by itself: %v: %s", err, stderr.String())
	case <-time.After(after):
	}
	require.NoError(t, cmd.Process.Signal(s))
	select {
	case err := <-ended:
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		assert.NotContains(t, stderr.String(), "panic")
		return exit.ExitCode()
	case <-time.After(tooLong):
		require.NoError(t, cmd.Process.Kill())
		t.Fatal("it did not end")
		return 0
	}
}

// TestInterruptedLinesAreWhole ends a run in the midst of its output, which is
// read slowly.
func TestInterruptedLinesAreWhole(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for _, c := range "abcdefghij" {
		for _, d := range "abcdefghij" {
			files[string(c)+string(d)+".html"] = strings.Replace(story("A"), "</article>", strings.Repeat("<p>The boat was late, and nobody said why it was so.</p>", 400)+"</article>", 1)
		}
	}
	cmd := program(t, "extract", "-j", "2", folder(t, files))
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	var got bytes.Buffer
	_, err = io.CopyN(&got, out, 100_000)
	require.NoError(t, err)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	_, err = io.Copy(&got, out)
	require.NoError(t, err)
	var exit *exec.ExitError
	require.ErrorAs(t, cmd.Wait(), &exit)
	assert.Equal(t, 130, exit.ExitCode())
	lines := linesOf(t, got.String())
	assert.Less(t, len(lines), len(files))
	assert.True(t, strings.HasSuffix(got.String(), "}\n"))
}

func TestInterruptedBeforeItStarts(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": story("B")})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.Equal(t, 130, run(ctx, []string{"gatefold", "extract", dir}, strings.NewReader(""), io.Discard, io.Discard))
}
