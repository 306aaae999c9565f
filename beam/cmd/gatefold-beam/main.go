// Command gatefold-beam reads the pages of WARC files, JSON Lines and folders with
// Gatefold on Apache Beam, and writes articles as JSON Lines or Parquet.
//
//	gatefold-beam -output out crawl.warc.gz
//	gatefold-beam -output gs://bucket/out -format parquet -runner=dataflow … 'gs://bucket/*.warc.gz'
//
// It runs on the in-process runner, prism, unless -runner names another: flink,
// spark, dataflow, or universal for any job server. docs/scale.md says how.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/gatefold/gatefold/beam/pipeline"
)

// folders is a flag that may be repeated.
type folders []string

func (f *folders) String() string     { return strings.Join(*f, " ") }
func (f *folders) Set(s string) error { *f = append(*f, s); return nil }

// job is what the command line asks for.
type job struct {
	read    pipeline.ReadConfig
	extract pipeline.ExtractConfig
	write   pipeline.WriteConfig
	inputs  []string
}

func main() {
	j := &job{}
	var rules folders
	flag.Var(&rules, "rules", "put the rule files of `DIR` before those that ship; may be repeated")
	flag.BoolVar(&j.extract.NoRules, "no-rules", false, "use no rules of publishers and platforms")
	flag.StringVar(&j.write.Dir, "output", "", "write into `DIR`")
	flag.StringVar(&j.write.Format, "format", pipeline.JSONLines, "`FORMAT` of the output: jsonl, parquet")
	flag.Int64Var(&j.read.MaxBytes, "max-bytes", 0, "pass over pages of more than `N` bytes (default 32 MiB)")
	flag.Int64Var(&j.read.SplitBytes, "split-bytes", 0, "read large files by ranges of `N` bytes (default 32 MiB)")
	flag.Usage = usage
	flag.Parse()
	// On a worker this call does the work and never returns.
	beam.Init()
	j.inputs = flag.Args()
	if err := j.run(context.Background(), rules); err != nil {
		fmt.Fprintln(os.Stderr, "gatefold-beam:", err)
		os.Exit(1)
	}
}

func usage() {
	fmt.Fprint(flag.CommandLine.Output(), `usage: gatefold-beam -output DIR [flags] INPUT...

Each INPUT is a file, a glob or a folder: *.warc, *.warc.gz, *.mhtml, *.mht,
*.webarchive, pages (*.html, *.htm, *.xhtml) and JSON Lines of pages (*.jsonl,
*.ndjson: url, content_type, html), the last two also with .gz.

`)
	flag.PrintDefaults()
}

// check finds what is wrong before anything is started.
func (j *job) check() error {
	switch {
	case j.write.Dir == "":
		return errors.New("no -output given")
	case strings.ContainsAny(j.write.Dir, "*?[\\"):
		return fmt.Errorf("-output %q: what is there could not be told from a pattern", j.write.Dir)
	case len(j.inputs) == 0:
		return errors.New("no input given")
	case j.write.Format != pipeline.JSONLines && j.write.Format != pipeline.Parquet:
		return fmt.Errorf("-format %q: it is jsonl or parquet", j.write.Format)
	case j.extract.NoRules && len(j.extract.Rules) > 0:
		return errors.New("-rules and -no-rules exclude each other")
	}
	return nil
}

func (j *job) run(ctx context.Context, rules []string) error {
	for _, dir := range rules {
		packed, err := pipeline.PackRules(os.DirFS(dir))
		if err != nil {
			return fmt.Errorf("-rules %s: %w", dir, err)
		}
		j.extract.Rules = append(j.extract.Rules, packed)
	}
	if err := j.check(); err != nil {
		return err
	}
	if err := pipeline.Check(ctx, j.inputs...); err != nil {
		return err
	}
	if err := pipeline.Prepare(ctx, j.write.Dir); err != nil {
		return err
	}
	result, err := beamx.RunWithMetrics(ctx, j.build())
	if err != nil {
		return err
	}
	printCounters(os.Stderr, result.Metrics().AllMetrics().Counters())
	return nil
}

func (j *job) build() *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	pages, lost := pipeline.Read(s, pipeline.Match(s, j.inputs...), j.read)
	lines, failed := pipeline.Extract(s, pages, j.extract)
	pipeline.Write(s, j.write, lines, beam.Flatten(s, lost, failed))
	return p
}

// printCounters prints the counters of the pipeline, the same of several
// stages together. Runners that keep none print nothing.
func printCounters(w io.Writer, results []metrics.CounterResult) {
	sums := map[string]int64{}
	for _, r := range results {
		if r.Key.Namespace == pipeline.Namespace {
			sums[r.Key.Name] += r.Result()
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(w, "%-24s %d\n", name, sums[name])
	}
}
