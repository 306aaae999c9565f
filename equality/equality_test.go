package equality

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/warc/warctest"
)

// every is the share of the fixtures that is read: they are alike in what could
// differ here, and the test is to stay small.
const every = 8

// longEnough bounds each command. The first build of Beam takes minutes.
const longEnough = 15 * time.Minute

// pages returns the fixtures.
func pages(t *testing.T) []warctest.Fixture {
	t.Helper()
	all, err := warctest.Fixtures(os.DirFS("../testdata"))
	require.NoError(t, err)
	var some []warctest.Fixture
	for i := 0; i < len(all); i += every {
		some = append(some, all[i])
	}
	require.Greater(t, len(some), 30)
	return some
}

// library is what all others are compared with.
func library(t *testing.T, pages []warctest.Fixture) []string {
	t.Helper()
	var lines []string
	for _, p := range pages {
		art, err := gatefold.Extract(bytes.NewReader(p.HTML), gatefold.Page{URL: p.URL})
		require.NoError(t, err)
		line, err := art.MarshalJSON()
		require.NoError(t, err)
		lines = append(lines, string(line))
	}
	return lines
}

func TestEveryWayGivesTheSame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pages := pages(t)
	want := library(t, pages)
	list, plain, packed, lines := filepath.Join(dir, "list"), filepath.Join(dir, "pages.warc"), filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "pages.jsonl")
	writeInputs(t, pages, list, plain, packed, lines)

	t.Run("command", func(t *testing.T) {
		t.Parallel()
		bin := build(t, dir, "..", "./cmd/gatefold")
		for _, j := range []string{"1", "2"} {
			assert.Equal(t, want, articles(t, command(t, nil, bin, "extract", "-j", j, "-list", list)), "-j %s", j)
		}
	})
	t.Run("warc", func(t *testing.T) {
		t.Parallel()
		bin := build(t, dir, "../warc", "./cmd/gatefold-warc")
		for _, file := range []string{plain, packed} {
			for _, j := range []string{"1", "2"} {
				assert.Equal(t, want, articles(t, command(t, nil, bin, "extract", "-j", j, file)), "%s -j %s", file, j)
			}
		}
	})
	// The order of these is that of their workers.
	sorted := slices.Sorted(slices.Values(want))
	t.Run("beam", func(t *testing.T) {
		t.Parallel()
		bin := build(t, dir, "../beam", "./cmd/gatefold-beam")
		for i, file := range []string{plain, packed, lines} {
			out := filepath.Join(dir, fmt.Sprint("beam", i))
			command(t, nil, bin, "-output", out, "-split-bytes", "20000", file)
			assert.FileExists(t, filepath.Join(out, "_SUCCESS"))
			assert.Equal(t, sorted, inAnyOrder(t, readAll(t, out, "pages-*.jsonl")), file)
			assert.Empty(t, readAll(t, out, "failed-*"))
		}
	})
	t.Run("stream", func(t *testing.T) {
		t.Parallel()
		bin := build(t, dir, "../stream", "./cmd/gatefold-stream")
		config := filepath.Join(dir, "stream.yaml")
		require.NoError(t, os.WriteFile(config, []byte(streamConfig), 0o600))
		out := filepath.Join(dir, "stream.jsonl")
		command(t, []string{"PAGES=" + lines, "OUT=" + out}, bin, "run", config)
		assert.Equal(t, sorted, inAnyOrder(t, readAll(t, dir, "stream.jsonl")))
	})
}

// TestKilledAndRunAgain kills Beam as soon as it has begun to write, and runs it
// again: nothing is lost and nothing doubled.
func TestKilledAndRunAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	crawl, out := filepath.Join(dir, "crawl.warc.gz"), filepath.Join(dir, "out")
	f, err := os.Create(crawl)
	require.NoError(t, err)
	_, err = warctest.Large(f, pages(t), 4e6, true)
	require.NoError(t, errors.Join(err, f.Close()))
	bin := build(t, dir, "../beam", "./cmd/gatefold-beam")
	args := []string{"-output", out, "-split-bytes", "100000", crawl}

	first := exec.CommandContext(t.Context(), bin, args...)
	require.NoError(t, first.Start())
	require.Eventually(t, func() bool {
		parts, _ := filepath.Glob(filepath.Join(out, "_temporary-*", "pages-*")) // the pattern is right
		return len(parts) > 0
	}, longEnough, time.Millisecond)
	require.NoError(t, first.Process.Kill())
	require.Error(t, first.Wait())
	require.NoFileExists(t, filepath.Join(out, "_SUCCESS"), "it was killed in the middle")

	command(t, nil, bin, args...)
	want := command(t, nil, build(t, dir, "../warc", "./cmd/gatefold-warc"), "extract", crawl)
	assert.Equal(t, sortedLines(want), sortedLines(readAll(t, out, "pages-*.jsonl")), "with file and offset")
	left, err := filepath.Glob(filepath.Join(out, "_temporary-*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

func sortedLines(s string) []string { return slices.Sorted(strings.Lines(s)) }

// streamConfig reads pages from JSON Lines.
const streamConfig = `
input:
  file:
    paths: [ "${PAGES}" ]
    scanner:
      lines:
        max_buffer_size: 33554432
pipeline:
  processors:
    - mapping: |
        meta url = this.url
        root = this.html
    - gatefold: {}
output:
  reject_errored:
    file:
      path: "${OUT}"
      codec: lines
logger: { level: WARN }
http: { enabled: false }
`

func writeInputs(t *testing.T, pages []warctest.Fixture, list, plain, packed, lines string) {
	t.Helper()
	var listed, records, members, jsons bytes.Buffer
	for _, p := range pages {
		fmt.Fprintf(&listed, "%s\t%s\n", filepath.Join("..", "testdata", p.File), p.URL)
		r := warctest.Response(p.URL, p.HTML, "Content-Type: text/html")
		records.Write(r.Bytes())
		members.Write(r.Packed())
		require.NoError(t, json.NewEncoder(&jsons).Encode(map[string]string{"url": p.URL, "html": string(p.HTML)}))
	}
	for name, b := range map[string]*bytes.Buffer{list: &listed, plain: &records, packed: &members, lines: &jsons} {
		require.NoError(t, os.WriteFile(name, b.Bytes(), 0o600))
	}
}

// build builds a command in its own module, as others get it.
func build(t *testing.T, dir, module, pkg string) string {
	t.Helper()
	bin := filepath.Join(dir, "bin", filepath.Base(pkg))
	ctx, cancel := context.WithTimeout(t.Context(), longEnough)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "build", "-o", bin, pkg)
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return bin
}

func command(t *testing.T, env []string, bin string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longEnough)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Env = append(os.Environ(), env...)
	require.NoError(t, cmd.Run(), "%s %v: %s", bin, args, errs.String())
	return out.String()
}

func readAll(t *testing.T, dir, glob string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, glob))
	require.NoError(t, err)
	var all strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		all.Write(data)
	}
	return all.String()
}

// articles takes the envelope from each line: all that stands before the
// article's first field.
func articles(t *testing.T, out string) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(out) {
		_, art, ok := strings.Cut(line, `"url":`)
		require.True(t, ok, line)
		lines = append(lines, `{"url":`+strings.TrimSuffix(art, "\n"))
	}
	return lines
}

func inAnyOrder(t *testing.T, out string) []string {
	t.Helper()
	return slices.Sorted(slices.Values(articles(t, out)))
}
