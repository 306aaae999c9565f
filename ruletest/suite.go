package ruletest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
)

// Options say what a [Suite] works on.
type Options struct {
	// Rules is the folder of rule files; nil stands for those that ship with
	// the module, which are also what the folder's files build on.
	Rules fs.FS
	// Fixtures is the folder that the fixtures stand below. Nil stands for
	// testdata in the folder of rules.
	Fixtures fs.FS
	// Files, if not nil, are the paths of the files to work on.
	Files []string
}

// Suite is a folder of rule files with the pages that they are proven on. It
// serves any number of goroutines.
type Suite struct {
	set      *rules.Set
	files    []rules.Head
	source   fs.FS
	fixtures fs.FS
	broken   []error
	bad      map[string]bool // the files with mistakes
	only     []string
	shipped  bool // the files are those that ship

	ruled, generic *gatefold.Extractor
}

// Open loads the rules. Files with mistakes are left out, and [Suite.Broken] has their
// errors. Open fails for a folder in which nothing can be read.
func Open(o Options) (*Suite, error) {
	s := &Suite{source: rules.EmbeddedFiles(), fixtures: o.Fixtures, shipped: o.Rules == nil}
	base := []fs.FS{}
	if o.Rules != nil {
		s.source = o.Rules
		// A folder that holds a file of the same path takes its place, so that a
		// working copy of the module's own rules is not mixed with the older ones
		// inside the program.
		rest := hiding{rules.EmbeddedFiles(), ruleFiles(o.Rules)}
		if len(ruleFiles(rest)) > 0 {
			base = append(base, rest)
		}
	}
	if s.fixtures == nil {
		var err error
		if s.fixtures, err = fs.Sub(s.source, "testdata"); err != nil {
			return nil, fmt.Errorf("ruletest: %w", err)
		}
	}
	if err := s.load(base); err != nil {
		return nil, err
	}
	own := ruleFiles(s.source)
	for h := range s.set.Files() {
		if own[h.File] && (o.Files == nil || slices.Contains(o.Files, h.File)) {
			s.files = append(s.files, h)
		}
	}
	s.only = o.Files
	var err error
	// One extractor with the rules and one without serve all pages: both are safe
	// for any number of goroutines. The second keeps the set for its wording.
	if s.ruled, err = gatefold.New(gatefold.WithRuleSet(s.set)); err != nil {
		return nil, err
	}
	s.generic, err = gatefold.New(gatefold.WithRuleSet(s.set), gatefold.WithoutRules())
	return s, err
}

// load reads the rules over the base, again without the files that have
// mistakes until the rest loads: a platform that is left out may break the sites
// that name it, which then go too. Each turn leaves out one file more at least, so
// that it ends. Where none is left, what stays is the base.
func (s *Suite) load(base []fs.FS) error {
	bad := map[string]bool{}
	s.bad = bad
	for {
		if len(bad) > 0 && hideAll(bad, ruleFiles(s.source)) {
			var err error
			s.set, err = rules.Load(base...)
			return err
		}
		set, err := rules.Load(append(base, hiding{s.source, bad})...)
		if err == nil {
			s.set = set
			return nil
		}
		s.broken = append(s.broken, err)
		known := len(bad)
		for _, e := range unjoin(err) {
			var at *rules.Error
			if errors.As(e, &at) && at.File != "." {
				bad[at.File] = true
			}
		}
		// No file is to blame, so that leaving one out will not help.
		if len(bad) == known {
			return fmt.Errorf("ruletest: %w", errors.Join(s.broken...))
		}
	}
}

// hideAll reports whether there are files and all of them are bad.
func hideAll(bad, files map[string]bool) bool {
	for f := range files {
		if !bad[f] {
			return false
		}
	}
	return len(files) > 0
}

// Broken returns the errors of the files that could not be loaded, nil if all
// could: a [*rules.Error] for each problem.
func (s *Suite) Broken() []error {
	var out []error
	for _, err := range s.broken {
		for _, e := range unjoin(err) {
			var at *rules.Error
			if s.only == nil || errors.As(e, &at) && slices.Contains(s.only, at.File) {
				out = append(out, e)
			}
		}
	}
	return out
}

// Files returns the heads of the files that the suite works on.
func (s *Suite) Files() []rules.Head { return slices.Clone(s.files) }

// Set returns the rules of the suite over those that it builds on, without the files
// that could not be loaded.
func (s *Suite) Set() *rules.Set { return s.set }

// Chosen reports whether [Options.Files] chose some of the files.
func (s *Suite) Chosen() bool { return s.only != nil }

// Text returns the bytes of a file of the suite, nil for one that cannot be read.
func (s *Suite) Text(file string) []byte {
	data, err := fs.ReadFile(s.source, file)
	if err != nil {
		return nil
	}
	return data
}

// unjoin returns the errors that errors.Join has joined, or err alone.
func unjoin(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}

// ruleFiles returns the paths of the rule files of a folder, wording among them.
func ruleFiles(fsys fs.FS) map[string]bool {
	out := map[string]bool{}
	for _, pattern := range []string{"*.toml", "sites/*.toml", "platforms/*.toml", "vendors/*.toml", "lexicon/*.toml"} {
		names, _ := fs.Glob(fsys, pattern) // the patterns are well formed
		for _, n := range names {
			out[n] = true
		}
	}
	return out
}

// hiding is a folder without some of its files. Only listings are filtered, which is how
// package rules finds files.
type hiding struct {
	fs.FS
	files map[string]bool
}

// ReadDir lists a folder without the hidden files.
func (h hiding) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(h.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return h.files[path.Join(name, e.Name())] }), err
}
