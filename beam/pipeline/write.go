package pipeline

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

func init() {
	beam.RegisterType(reflect.TypeFor[writeFn]())
	beam.RegisterType(reflect.TypeFor[commitFn]())
}

// The formats of output.
const (
	JSONLines = "jsonl"
	Parquet   = "parquet"
)

// WriteConfig configures [Write].
type WriteConfig struct {
	// Dir is the folder of the output, in any file system that is registered.
	Dir string
	// Format is [JSONLines] or [Parquet], the former where it is empty.
	Format string
}

const (
	success   = "_SUCCESS"
	temporary = "_temporary-"
	pagesName = "pages"
	deadName  = "failed"
)

// ErrComplete is returned for a folder that holds the output of a run that has
// ended.
var ErrComplete = errors.New("the output is there already and complete")

// Prepare makes a folder ready for [Write]: it removes what a run that did not
// end has left there. No other run may be writing into the folder.
func Prepare(ctx context.Context, dir string) error {
	fsys, err := filesystem.New(ctx, dir)
	if err != nil {
		return err
	}
	defer fsys.Close()
	if done, err := fsys.List(ctx, join(dir, success)); err != nil || len(done) > 0 {
		return errors.Join(err, complete(dir, done))
	}
	for _, glob := range []string{temporary + "*/*", temporary + "*", pagesName + "-*", deadName + "-*"} {
		if err := remove(ctx, fsys, join(dir, glob)); err != nil {
			return err
		}
	}
	return nil
}

func complete(dir string, done []string) error {
	if len(done) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", dir, ErrComplete)
}

// join joins paths. path.Join would take a slash from gs://.
func join(dir, name string) string { return strings.TrimSuffix(dir, "/") + "/" + name }

func remove(ctx context.Context, fsys filesystem.Interface, glob string) error {
	names, err := fsys.List(ctx, glob)
	if err != nil || len(names) == 0 {
		return err
	}
	rm, ok := fsys.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("the file system of %s cannot remove what an earlier run has left", glob)
	}
	for _, name := range names {
		if err := rm.Remove(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the lines of articles and of what failed. The files are named
// pages-00000-of-00004 and failed-00000-of-00001; the lines are in no order.
// Dead letters are always JSON Lines.
func Write(s beam.Scope, cfg WriteConfig, lines, failed beam.PCollection) {
	s = s.Scope("gatefold.Write")
	filesystem.ValidateScheme(cfg.Dir)
	if cfg.Format == "" {
		cfg.Format = JSONLines
	}
	tmp := join(cfg.Dir, temporary+rand.Text())
	parts := beam.Flatten(s,
		beam.ParDo(s, &writeFn{Dir: tmp, Name: pagesName, Format: cfg.Format}, lines),
		beam.ParDo(s, &writeFn{Dir: tmp, Name: deadName, Format: JSONLines}, failed),
		beam.Create(s, ""), // so that an input without pages ends with _SUCCESS too
	)
	// The grouping ends only when all bundles have, and makes what a bundle
	// gave stable: from here on only names of files that are whole are left.
	beam.ParDo0(s, &commitFn{Dir: cfg.Dir, Temporary: tmp}, beam.GroupByKey(s, beam.AddFixedKey(s, parts)))
}

// sink is a file that is being written.
type sink interface {
	line([]byte) error
	io.Closer
}

// writeFn writes the lines of each bundle into a file of its own.
type writeFn struct {
	Dir, Name, Format string

	file string
	sink sink
}

// StartBundle forgets a bundle that failed.
func (fn *writeFn) StartBundle(context.Context, func(string)) { fn.file, fn.sink = "", nil }

// ProcessElement writes a line.
func (fn *writeFn) ProcessElement(ctx context.Context, line []byte, _ func(string)) error {
	if fn.sink == nil {
		if err := fn.open(ctx); err != nil {
			return err
		}
	}
	return fn.sink.line(line)
}

func (fn *writeFn) open(ctx context.Context) error {
	fn.file = join(fn.Dir, fmt.Sprintf("%s-%s.%s", fn.Name, rand.Text(), fn.Format))
	fsys, err := filesystem.New(ctx, fn.file)
	if err != nil {
		return err
	}
	w, err := fsys.OpenWrite(ctx, fn.file)
	if err != nil {
		return err
	}
	if fn.Format == Parquet {
		fn.sink = newParquetSink(w)
	} else {
		fn.sink = &lineSink{bufio.NewWriterSize(w, 1<<16), w}
	}
	return nil
}

// FinishBundle closes the file and gives its name.
func (fn *writeFn) FinishBundle(_ context.Context, emit func(string)) error {
	if fn.sink == nil {
		return nil
	}
	err := fn.sink.Close()
	fn.sink = nil
	if err == nil {
		emit(fn.file)
	}
	return err
}

type lineSink struct {
	w *bufio.Writer
	c io.Closer
}

func (s *lineSink) line(b []byte) error { _, err := s.w.Write(b); return err }

func (s *lineSink) Close() error { return errors.Join(s.w.Flush(), s.c.Close()) }

// commitFn gives the files their final names.
type commitFn struct{ Dir, Temporary string }

// ProcessElement moves all files. It may be run again where it failed: a file
// that has moved already is left where it is.
func (fn *commitFn) ProcessElement(ctx context.Context, _ int, parts func(*string) bool) error {
	fsys, err := filesystem.New(ctx, fn.Dir)
	if err != nil {
		return err
	}
	defer fsys.Close()
	byName := map[string][]string{pagesName: nil, deadName: nil}
	var part string
	for parts(&part) {
		if part != "" {
			name, _, _ := strings.Cut(path.Base(part), "-")
			byName[name] = append(byName[name], part)
		}
	}
	files := map[string]int{}
	for name, from := range byName {
		// The same numbers each time.
		slices.Sort(from)
		files[name] = len(from)
		for i, file := range from {
			to := join(fn.Dir, fmt.Sprintf("%s-%05d-of-%05d%s", name, i, len(from), path.Ext(file)))
			if err := move(ctx, fsys, file, to); err != nil {
				return err
			}
		}
	}
	return fn.succeed(ctx, fsys, files)
}

func move(ctx context.Context, fsys filesystem.Interface, from, to string) error {
	there, err := fsys.List(ctx, from)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		if there, err = fsys.List(ctx, to); err != nil || len(there) > 0 {
			return err
		}
	}
	return filesystem.Rename(ctx, fsys, from, to)
}

// succeed removes what failed bundles have left and writes the mark of a
// complete output, which says how many files there are.
func (fn *commitFn) succeed(ctx context.Context, fsys filesystem.Interface, files map[string]int) error {
	for _, glob := range []string{fn.Temporary + "/*", fn.Temporary} {
		if err := remove(ctx, fsys, glob); err != nil {
			return err
		}
	}
	mark, err := json.Marshal(files)
	if err != nil {
		return err
	}
	return filesystem.Write(ctx, fsys, join(fn.Dir, success), append(mark, '\n'))
}
