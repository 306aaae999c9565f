package rules

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wording"
)

// Set is a set of rule files. It is immutable and serves any number of
// goroutines. A nil *Set holds no rules.
type Set struct {
	hosts     hostIndex
	sites     []*rule
	platforms map[string]*rule
	vendors   map[string]*rule
	common    func() *Compiled
	attrs     func() *page.AttrNames
	// texts hold the names of attributes that the files state, among other words.
	texts [][]byte
	out   *mute
	// wordings are the lexicon files beside those that ship, and lexicon is
	// what comes of both, nil where there are none.
	wordings *lexicon.Additions
	lexicon  func() *wording.Lexicon
}

// file is a rule file that is read when it is needed. Sets that build on one
// another share it.
type file struct {
	kind Kind
	path string
	// skip, if not nil, says what is read as if it were not there.
	skip func(Part) bool
	// What is nil here is read at the first call of the method that returns it, from
	// the files that ship.
	raw        []byte
	top, whole *document

	reading, heading, decoding sync.Once
}

// data returns the file's text.
func (f *file) data() []byte {
	f.reading.Do(func() {
		if f.raw == nil {
			f.raw, _ = embedded.ReadFile(f.path) // that it is there is known from its folder
		}
	})
	return f.raw
}

// head returns a document that has at least the head.
func (f *file) head() *document {
	f.heading.Do(func() {
		if f.top == nil {
			f.top, _ = decodeHead(f.kind, f.path, f.data())
		}
	})
	return f.top
}

// document returns all that the file says. Its mistakes have been reported before, or
// found by a test if it ships.
func (f *file) document() *document {
	f.decoding.Do(func() {
		if f.whole == nil {
			f.whole = decodeWithout(f.kind, f.path, f.data(), f.skip)
		}
	})
	return f.whole
}

// rule is a file as one set sees it: what it compiles to depends on the
// platforms of that set. The file is shared, the compiled form is not.
type rule struct {
	*file
	set       *Set
	compiling sync.Once
	done      *Compiled
}

// compiled compiles the rule at the first call, once for all goroutines.
func (r *rule) compiled() *Compiled {
	r.compiling.Do(func() { r.done = r.set.compile(r) })
	return r.done
}

// name is the file's name without folder and ending, by which others refer to
// it.
func (f *file) name() string { return stem(f.path) }

// stem returns a file's name without folder and ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), ".toml") }

// Load reads the rule files of file systems, later ones before earlier ones:
// a site's file serves its hosts in place of an earlier file, and a platform
// or vendor takes the place of one of the same file name. Files stand in the
// folders sites, platforms and vendors; at the root they are sites. The files
// of a folder lexicon add to the wording that ships, whatever the set; later
// ones may drop phrases of earlier ones.
//
// Everything is read, compiled and checked. The error joins an [*Error] for
// each problem.
func Load(fsys ...fs.FS) (*Set, error) {
	s := &Set{}
	for _, f := range fsys {
		var err error
		if s, err = s.With(f); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// With returns a set in which the files of fsys come before those of s, as
// with [Load]. The files of s are shared and not read again.
func (s *Set) With(fsys fs.FS) (*Set, error) {
	files, errs := open(fsys, false)
	var old *lexicon.Additions
	if s != nil {
		old = s.wordings
	}
	words, problems := addWording(old, fsys)
	if errs = append(errs, problems...); len(errs)+len(files) == 0 && words == old {
		errs = append(errs, errNoFile)
	}
	if len(errs) > 0 {
		return nil, join(errs)
	}
	out := s.extend(files, &errs)
	if s != nil && s.common != nil && s.out == nil && !slices.ContainsFunc(files, func(f *file) bool { return f.kind != Site }) {
		out.common = s.common // which files of sites have no part in
	}
	out.speak(words)
	for _, f := range files {
		errs = append(errs, out.check(f)...)
	}
	if len(errs) > 0 {
		return nil, join(errs)
	}
	return out, nil
}

// extend puts files before those of s and indexes them anew. It makes new rules for
// all files, old ones included: a new platform changes what an old site compiles to.
func (s *Set) extend(files []*file, errs *[]error) *Set {
	out := &Set{hosts: hostIndex{}, platforms: map[string]*rule{}, vendors: map[string]*rule{}}
	if s != nil {
		out.adopt(s)
	}
	claimed := map[string]*item{}
	for _, f := range files {
		out.texts = append(out.texts, f.data())
		r := out.rule(f)
		out.enter(r)
		if f.kind == Site {
			*errs = append(*errs, out.claim(r, claimed)...)
		}
	}
	slices.SortFunc(out.sites, func(a, b *rule) int { return cmp.Compare(a.path, b.path) })
	out.common = sync.OnceValue(out.compileCommon)
	out.attrs = sync.OnceValue(out.readAttrs)
	return out
}

// adopt takes over the wording and the files of s, each with one rule for all
// its hosts.
func (s *Set) adopt(old *Set) {
	s.wordings, s.lexicon = old.wordings, old.lexicon
	s.texts = slices.Clone(old.texts)
	byFile := make(map[*file]*rule, len(old.sites))
	for _, r := range old.sites {
		n := s.rule(r.file)
		byFile[r.file] = n
		s.sites = append(s.sites, n)
	}
	for host, r := range old.hosts {
		s.hosts[host] = byFile[r.file]
	}
	for name, r := range old.platforms {
		s.platforms[name] = s.rule(r.file)
	}
	for name, r := range old.vendors {
		s.vendors[name] = s.rule(r.file)
	}
}

// rule returns a file's rule for s.
func (s *Set) rule(f *file) *rule { return &rule{file: f, set: s} }

// enter takes a rule among those of its kind.
func (s *Set) enter(r *rule) {
	switch r.kind {
	case Site:
		s.sites = append(s.sites, r)
	case Platform:
		s.platforms[r.name()] = r
	case Vendor:
		s.vendors[r.name()] = r
	}
}

// claim enters the hosts of a site. Two files of one folder must not claim
// the same host, and no file the same twice. Files of an earlier folder lose the host
// without a word: that is what a later folder is for.
func (s *Set) claim(r *rule, claimed map[string]*item) []error {
	var errs []error
	for _, h := range r.head().hosts {
		if old := claimed[h.raw]; old != nil {
			errs = append(errs, h.errorf("hosts", "%q belongs to %s:%d:%d too", h.raw, old.file, old.pos.line, old.pos.col))
			continue
		}
		claimed[h.raw] = h
		s.hosts[h.raw] = r
	}
	return errs
}

// open lists the rule files of fsys and reads their heads. With trust, the files are
// read whole only when they are asked for, and without a check. A folder that is not
// there is not a mistake, but one that cannot be read is.
func open(fsys fs.FS, trust bool) ([]*file, []error) {
	var files []*file
	var errs []error
	for _, dir := range append([]string{"."}, kindDirs[:]...) {
		kind := Kind(max(0, slices.Index(kindDirs[:], dir)))
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil && (dir == "." || !errors.Is(err, fs.ErrNotExist)) {
			errs = append(errs, &Error{File: dir, Line: 1, Column: 1, Err: err})
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if err := checkFolder(e, dir); err != nil {
				errs = append(errs, &Error{File: name, Line: 1, Column: 1, Err: err})
			}
			if e.IsDir() || path.Ext(name) != ".toml" {
				continue
			}
			f, problems := openFile(fsys, kind, name, trust)
			if errs = append(errs, problems...); f != nil {
				files = append(files, f)
			}
		}
	}
	return files, errs
}

// errNoFile is the problem of a folder in which there is nothing to read.
var errNoFile = &Error{
	File: ".", Line: 1, Column: 1,
	Err: errors.New("no rule file: none in sites, platforms, vendors, lexicon or the folder itself"),
}

// checkFolder refuses a folder whose name is a slip for one of ours: its
// files would be passed over in silence.
func checkFolder(e fs.DirEntry, dir string) error {
	known := append(kindDirs[:], lexiconDir)
	if dir != "." || !e.IsDir() || slices.Contains(known, e.Name()) {
		return nil
	}
	if near := nearest(e.Name(), known); near != "" {
		return fmt.Errorf("unknown folder %q; did you mean %q?", e.Name(), near)
	}
	return nil
}

// openFile reads one file. Without trust the whole of it is decoded at once, and the
// head is part of the result.
func openFile(fsys fs.FS, kind Kind, name string, trust bool) (*file, []error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, []error{&Error{File: name, Line: 1, Column: 1, Err: err}}
	}
	f := &file{kind: kind, path: name, raw: data}
	var errs []error
	if trust {
		f.top, errs = decodeHead(kind, name, data)
		return f, errs
	}
	f.top, errs = decode(kind, name, data)
	f.whole = f.top
	return f, errs
}

// readFile reads at most one byte more than a rule file may have; the decoder
// says what is wrong then.
func readFile(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var b bytes.Buffer
	// The size only saves copies. A file system may not know it, or be wrong.
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(info.Size(), maxFile)) + bytes.MinRead)
	}
	_, err = io.Copy(&b, io.LimitReader(f, maxFile+1))
	return b.Bytes(), err
}

// AttrNames returns the attributes, of those that begin with data- or aria-, that the
// stages read or that stand anywhere in the set's files.
func (s *Set) AttrNames() *page.AttrNames {
	if s == nil || s.attrs == nil {
		return ownAttrs()
	}
	return s.attrs()
}

// ownAttrs are those of the stages alone.
var ownAttrs = sync.OnceValue(page.NewAttrNames)

// readAttrs looks at the files as they are written: to compile all of them takes longer
// than a thousand pages gain.
func (s *Set) readAttrs() *page.AttrNames {
	names := page.NewAttrNames()
	for _, text := range s.texts {
		names.Add(text)
	}
	return names
}

// For returns the rule of the site that host belongs to, the most specific
// one, merged over its platform, or nil if there is none. The host may have a
// port and capitals.
func (s *Set) For(host string) *Compiled {
	if s == nil {
		return nil
	}
	if r := s.hosts.find(host); r != nil {
		return r.compiled()
	}
	return nil
}

// Platform returns the rule of a platform by its file name without .toml, or
// nil.
func (s *Set) Platform(name string) *Compiled {
	if s == nil || s.platforms[name] == nil {
		return nil
	}
	return s.platforms[name].compiled()
}

// Serves returns the hosts that a platform's file states, nil for any other name.
func (s *Set) Serves(name string) []string {
	if s == nil || s.platforms[name] == nil {
		return nil
	}
	return slices.Clone(s.platforms[name].document().detect.hosts)
}

// Common returns what is matched on every page: the rules of all vendors and
// the fingerprints of vendors and platforms. It is nil for a nil Set.
func (s *Set) Common() *Compiled {
	if s == nil || s.common == nil {
		return nil
	}
	return s.common()
}

// Compile returns the rule of one file by its path, "sites/nknews.org.toml",
// or nil. Tools use it to visit every file.
func (s *Set) Compile(file string) *Compiled {
	for r := range s.rules() {
		if r.path == file {
			return r.compiled()
		}
	}
	return nil
}

// Files yields the heads of all files: sites, platforms, vendors, each by
// name.
func (s *Set) Files() iter.Seq[Head] {
	return func(yield func(Head) bool) {
		for r := range s.rules() {
			if !yield(r.head().head) {
				return
			}
		}
	}
}

// Sites yields the heads of the site files by name.
func (s *Set) Sites() iter.Seq[Head] {
	return func(yield func(Head) bool) {
		for h := range s.Files() {
			if h.Kind != Site || !yield(h) {
				return
			}
		}
	}
}

// rules yields all rules: sites, platforms and vendors, each by name, so that tools
// print the same in every run.
func (s *Set) rules() iter.Seq[*rule] {
	return func(yield func(*rule) bool) {
		if s == nil {
			return
		}
		all := slices.Clone(s.sites)
		for _, m := range []map[string]*rule{s.platforms, s.vendors} {
			for _, name := range slices.Sorted(maps.Keys(m)) {
				all = append(all, m[name])
			}
		}
		for _, r := range all {
			if !yield(r) {
				return
			}
		}
	}
}
