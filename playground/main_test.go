package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/playground/engine"
)

// maxEngine bounds what a visitor has to load: it was 4.2 MB when this was
// written.
const maxEngine = 5_300_000

// The folder has all that its files name, and names nothing else. What it does
// in a browser is tested in internal/browser.
func TestFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	require.NoError(t, run(t.Context(), []string{"-out", dir}, io.Discard, io.Discard))
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return string(data)
	}
	index := read("index.html")
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"#][^"]*)"`).FindAllStringSubmatch(index, -1) {
		assert.FileExists(t, filepath.Join(dir, m[1]))
	}
	for _, name := range []string{"index.html", "playground.css", "playground.js", "engine.js", "worker.js", "preview.css", "preview.js"} {
		assert.NotRegexp(t, `(?:src|href|url\(|fetch\(|import)[ ="'(]*(?:https?:)?//`, read(name), "%s asks another host", name)
	}
	assert.Contains(t, index, `content="default-src &#39;none&#39;; script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;`)
	assert.Contains(t, read("_headers"), headerPolicy)
	assert.Contains(t, read("sample.html"), "Brass Buttons Return")
	assert.Contains(t, read("wasm_exec.js"), "class {")
	for _, name := range []string{"== golang.org/x/net\n", "== github.com/gatefold/gatefold\n", "== The Go standard library\n", "Permission is hereby granted"} {
		assert.Contains(t, read("LICENSES.txt"), name)
	}

	packed := read("gatefold.wasm.gz")
	assert.LessOrEqual(t, len(packed), maxEngine)
	z, err := gzip.NewReader(strings.NewReader(packed))
	require.NoError(t, err)
	program, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, "\x00asm", string(program[:4]))
	t.Logf("the engine: %d bytes, %d compressed", len(program), len(packed))
}

func TestFlags(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"help", []string{"-h"}, 0, "-out DIR"},
		{"unknown flag", []string{"-port", "1"}, 2, "not defined: -port"},
		{"something to read", []string{"page.html"}, 2, `"page.html": there is nothing to give but flags`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := run(t.Context(), tt.args, &out, &out)
			require.Error(t, err)
			assert.Equal(t, tt.want, status(err))
			assert.Contains(t, out.String(), tt.says)
		})
	}
}

func TestTakenPort(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	err = run(t.Context(), []string{"-addr", l.Addr().String()}, io.Discard, io.Discard)
	require.ErrorContains(t, err, "-addr chooses another")
	assert.Equal(t, 1, status(err))
}

func TestFolderNeedsTheRepository(t *testing.T) {
	t.Parallel()
	_, err := goTool(t.Context(), "build", module+"/no/such/package")
	require.ErrorContains(t, err, "go build:")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, writeFolder(ctx, t.TempDir()), context.Canceled)
}

// The page cuts a file where the engine would.
func TestLimitsAgree(t *testing.T) {
	t.Parallel()
	script, err := site.ReadFile("site/playground.js")
	require.NoError(t, err)
	require.Equal(t, 64<<20, engine.MaxFile)
	assert.Contains(t, string(script), "const maxFile = 64 * 2 ** 20; // engine.MaxFile\n")
}
