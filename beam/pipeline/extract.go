package pipeline

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/warc"
	"github.com/gatefold/gatefold/warc/jsonl"
)

func init() { beam.RegisterType(reflect.TypeFor[extractFn]()) }

// ExtractConfig configures [Extract]. The zero value serves.
type ExtractConfig struct {
	// Rules are folders of rule files as [PackRules] packs them: workers have
	// no access to the folders of the machine that starts the pipeline. They
	// come before the rules that ship, the later before the earlier.
	Rules [][]byte
	// NoRules leaves out the rules of sites and platforms.
	NoRules bool
}

// PackRules packs a folder of rule files for the workers. It returns the
// errors of the files here, where they can be mended.
func PackRules(dir fs.FS) ([]byte, error) {
	if _, err := gatefold.New(gatefold.WithRules(dir)); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	if err := w.AddFS(dir); err != nil {
		return nil, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

// Extract reads pages. lines has a line of JSON for each article, as the
// command writes it; failed one for each page that gave an error, with file,
// offset, address and the error. A page that could be read in part is in both.
func Extract(s beam.Scope, pages beam.PCollection, cfg ExtractConfig) (lines, failed beam.PCollection) {
	return beam.ParDo2(s.Scope("gatefold.Extract"), &extractFn{Config: cfg}, pages)
}

type extractFn struct {
	Config ExtractConfig
	x      *gatefold.Extractor
}

// Setup makes the extractor of a worker.
func (fn *extractFn) Setup() error {
	var opts []gatefold.Option
	if fn.Config.NoRules {
		opts = append(opts, gatefold.WithoutRules())
	}
	for _, packed := range fn.Config.Rules {
		dir, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
		if err != nil {
			return fmt.Errorf("packed rules: %w", err)
		}
		opts = append(opts, gatefold.WithRules(dir))
	}
	x, err := gatefold.New(opts...)
	fn.x = x
	return err
}

// ProcessElement reads one page.
func (fn *extractFn) ProcessElement(ctx context.Context, p Page, emit, failed func([]byte)) error {
	count(ctx, "pages", 1)
	count(ctx, "bytes", int64(len(p.Body)))
	rec := warc.Record{
		URL: p.URL, ContentType: p.ContentType, ContentLanguage: p.ContentLanguage, Body: p.Body,
		Truncated: warc.Truncated{Source: p.TruncatedSource, Value: p.TruncatedValue},
	}
	env := jsonl.Envelope{File: p.File, Offset: p.Offset, URL: p.URL}
	env.Fetched, _ = time.Parse(time.RFC3339Nano, p.Fetched) // absent is the zero time
	art, err := rec.Extract(fn.x)
	if err != nil {
		deadLetter(ctx, env, errorName(err), err, failed)
		env.Error = err.Error()
	}
	if art == nil {
		return nil
	}
	count(ctx, "policy "+string(art.Access.Policy), 1)
	count(ctx, "completeness "+string(art.Access.Completeness), 1)
	line, err := jsonl.Append(nil, env, art)
	if err != nil {
		return err
	}
	emit(line)
	return nil
}

// errorNames are the names by which failures are counted.
var errorNames = []struct {
	err  error
	name string
}{
	{gatefold.ErrEmpty, "empty"},
	{gatefold.ErrNotHTML, "not-html"},
	{gatefold.ErrTooLarge, "too-large"},
	{gatefold.ErrTooDeep, "too-deep"},
	{gatefold.ErrBudget, "budget"},
}

func errorName(err error) string {
	for _, e := range errorNames {
		if errors.Is(err, e.err) {
			return e.name
		}
	}
	return "other"
}

// deadLetter emits what failed, and counts it.
func deadLetter(ctx context.Context, env jsonl.Envelope, kind string, err error, failed func([]byte)) {
	count(ctx, "failures "+kind, 1)
	env.Error = err.Error()
	// An envelope is strings, a number and a time: it has no error.
	line, _ := jsonl.Append(nil, env, nil)
	failed(line)
}

func count(ctx context.Context, name string, n int64) {
	beam.NewCounter(Namespace, name).Inc(ctx, n)
}

// Namespace is that of the counters.
const Namespace = "gatefold"
