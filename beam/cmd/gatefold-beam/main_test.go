package main

import (
	"bytes"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/beam/pipeline"
)

// TestCheck has what is wrong before anything is started.
func TestCheck(t *testing.T) {
	t.Parallel()
	good := func() job {
		return job{write: pipeline.WriteConfig{Dir: "out", Format: pipeline.JSONLines}, inputs: []string{"a.warc"}}
	}
	ok := good()
	require.NoError(t, ok.check())
	for _, tt := range []struct {
		name, want string
		change     func(*job)
	}{
		{"no output", "no -output", func(j *job) { j.write.Dir = "" }},
		{"output is a pattern", "pattern", func(j *job) { j.write.Dir = "out[1]" }},
		{"no input", "no input", func(j *job) { j.inputs = nil }},
		{"format", "jsonl or parquet", func(j *job) { j.write.Format = "csv" }},
		{"rules", "exclude each other", func(j *job) { j.extract = pipeline.ExtractConfig{NoRules: true, Rules: [][]byte{nil}} }},
	} {
		j := good()
		tt.change(&j)
		assert.ErrorContains(t, j.check(), tt.want, tt.name)
	}
	assert.ErrorContains(t, ok.run(t.Context(), []string{"missing"}), "-rules missing")
	ok.inputs = []string{t.TempDir() + "/*.warc"}
	assert.ErrorContains(t, ok.run(t.Context(), nil), "no file to read")
}

// TestPrintCounters adds up what several stages counted.
func TestPrintCounters(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	of := func(namespace, name string, n int64) metrics.CounterResult {
		return metrics.CounterResult{Committed: n, Key: metrics.StepKey{Namespace: namespace, Name: name}}
	}
	printCounters(&out, []metrics.CounterResult{of("gatefold", "pages", 3), of("beam", "other", 9), of("gatefold", "pages", 4), of("gatefold", "bytes", 70)})
	assert.Equal(t, "bytes                    70\npages                    7\n", out.String())
}
