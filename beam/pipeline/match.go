package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

func init() {
	// By reflection: register's generic wrappers take the compiler a minute, and
	// a call by reflection is a thousandth of what a page takes.
	beam.RegisterType(reflect.TypeFor[matchFn]())
}

// File is a file to read.
type File struct {
	Name string
	Size int64
}

// Match gives the files that the inputs name: files, globs in any file system
// that is registered, and folders of the local one, sub-folders included. An
// input without a file fails the pipeline.
func Match(s beam.Scope, inputs ...string) beam.PCollection {
	s = s.Scope("gatefold.Match")
	for _, in := range inputs {
		filesystem.ValidateScheme(in)
	}
	// One file an element, spread over the workers.
	return beam.Reshuffle(s, beam.ParDo(s, &matchFn{}, beam.CreateList(s, inputs)))
}

// Check returns an error for an input that names no file, before a pipeline is
// started that would fail for it.
func Check(ctx context.Context, inputs ...string) error {
	for _, in := range inputs {
		if _, err := expand(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

type matchFn struct{}

// ProcessElement emits the files of one input.
func (*matchFn) ProcessElement(ctx context.Context, input string, emit func(File)) error {
	names, err := expand(ctx, input)
	if err != nil {
		return err
	}
	for _, name := range names {
		size, err := sizeOf(ctx, name)
		if err != nil {
			return err
		}
		emit(File{name, size})
	}
	return nil
}

func expand(ctx context.Context, input string) ([]string, error) {
	names, err := list(ctx, input)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file to read in %q", input)
	}
	return names, err
}

func list(ctx context.Context, input string) ([]string, error) {
	if info, err := os.Stat(input); err == nil && info.IsDir() {
		return filesBelow(input)
	}
	fsys, err := filesystem.New(ctx, input)
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	return fsys.List(ctx, input)
}

func filesBelow(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && formatOf(path) != noFormat {
			names = append(names, path)
		}
		return err
	})
	return names, err
}

// sizeOf does without the local file system of the SDK, which leaves the file
// open.
func sizeOf(ctx context.Context, name string) (int64, error) {
	if info, err := os.Stat(name); err == nil {
		return info.Size(), nil
	}
	fsys, err := filesystem.New(ctx, name)
	if err != nil {
		return 0, err
	}
	defer fsys.Close()
	return fsys.Size(ctx, name)
}

// format is how the pages stand in a file.
type format int

const (
	noFormat format = iota
	warcFormat
	linesFormat // a page a line, as JSON
	pageFormat  // one page
)

var endings = map[format][]string{
	warcFormat:  {".warc", ".mhtml", ".mht", ".webarchive"},
	linesFormat: {".jsonl", ".ndjson"},
	pageFormat:  {".html", ".htm", ".xhtml"},
}

// formatOf tells the format by the ending of the name.
func formatOf(name string) format {
	end := filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
	for f, ends := range endings {
		if slices.Contains(ends, end) {
			return f
		}
	}
	return noFormat
}

func isCompressed(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".gz") }

// splits reports whether a file can be read from any place in it: at the next
// member of a compressed WARC file, at the next line of JSON Lines.
func splits(name string) bool {
	switch formatOf(name) {
	case warcFormat:
		return isCompressed(name)
	case linesFormat:
		return !isCompressed(name)
	}
	return false
}
