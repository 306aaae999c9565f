package ruletest

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// Failure is a promise of a rule file that does not hold.
type Failure struct {
	// File and Line are where the [[expect]] stands.
	File string
	Line int
	// Fixture is the page, "" where the file promises nothing.
	Fixture string
	// What is the key of the promise: "title", "without"; "rule" where
	// another rule served the page, "stale" where the rule did not fit it,
	// "expect" where the file has no promise.
	What      string
	Got, Want string
}

// String returns the failure on one line:
//
//	sites/news.example.toml:31: news.example/plain.html: gate: got false, want true
func (f Failure) String() string {
	if f.Fixture == "" {
		return fmt.Sprintf("%s:%d: %s: got %s, want %s", f.File, f.Line, f.What, f.Got, f.Want)
	}
	return fmt.Sprintf("%s:%d: %s: %s: got %s, want %s", f.File, f.Line, f.Fixture, f.What, f.Got, f.Want)
}

// proof is one [[expect]] of one file, with the compiled rule that names its layouts.
type proof struct {
	head rules.Head
	want rules.Expect
	rule *rules.Compiled
}

// Test checks every promise of every file of the suite, and that each file
// has one.
func (s *Suite) Test() []Failure {
	proofs := s.proofs()
	broken := slices.Concat(read.Parallel(len(proofs), func(i int) []Failure { return s.prove(proofs[i]) })...)
	for _, h := range s.files {
		if s.unproven(h) {
			broken = append(broken, Failure{File: h.File, Line: 1, What: "expect", Got: "none", Want: "an [[expect]] with a fixture"})
		}
	}
	return broken
}

// unproven reports whether a file says something that no promise shows. A
// platform is shown by the sites that build on it; a supplier whose file only
// recognises it says nothing of a page. Of the files that ship each shows itself.
func (s *Suite) unproven(h rules.Head) bool {
	rule := s.set.Compile(h.File)
	if len(rule.Expect) > 0 {
		return false
	}
	if s.shipped {
		return true
	}
	switch h.Kind {
	// Which sites build on it is known to the whole folder, not to the files that
	// the suite works on.
	case rules.Platform:
		name := strings.TrimSuffix(path.Base(h.File), path.Ext(h.File))
		return !slices.ContainsFunc(s.allProofs(), func(p proof) bool { return p.head.Platform == name })
	case rules.Vendor:
		return slices.ContainsFunc(rule.Lines, func(l rules.Line) bool { return l.Use != rules.UseDetect })
	}
	return true
}

// Promises returns the number of the [[expect]] tables.
func (s *Suite) Promises() int { return len(s.proofs()) }

// proofs are the [[expect]] tables of the files that the suite works on.
func (s *Suite) proofs() []proof {
	var out []proof
	for _, h := range s.files {
		out = append(out, s.proofsOf(h)...)
	}
	return out
}

// allProofs are those of every file of the folder, also of files that the
// suite does not work on.
func (s *Suite) allProofs() []proof {
	own := ruleFiles(s.source)
	var out []proof
	for h := range s.set.Files() {
		if own[h.File] {
			out = append(out, s.proofsOf(h)...)
		}
	}
	return out
}

// proofsOf are the [[expect]] tables of one file. A fixture without a URL is read
// under the file's first host, or no rule would be chosen for it.
func (s *Suite) proofsOf(h rules.Head) []proof {
	rule := s.set.Compile(h.File)
	var out []proof
	for _, want := range rule.Expect {
		if want.URL == "" && len(h.Hosts) > 0 {
			want.URL = "https://" + h.Hosts[0]
		}
		out = append(out, proof{h, want, rule})
	}
	return out
}

// prove reads a fixture and checks its promises. One that is missing is a broken
// promise, not an error of the run.
func (s *Suite) prove(p proof) []Failure {
	data, err := read.File(s.fixtures, p.want.Fixture)
	if err != nil {
		return []Failure{p.failure("fixture", err.Error(), "a page")}
	}
	return p.check(s.ruled, data)
}

// failure is a promise of this table that does not hold.
func (p *proof) failure(what, got, want string) Failure {
	return Failure{File: p.head.File, Line: p.want.Line, Fixture: p.want.Fixture, What: what, Got: got, Want: want}
}

// TB is the part of [testing.TB] that Run needs. Naming the whole would link package
// testing into every program that checks rules.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Run reports every mistake and every broken promise of a folder of rules to
// t. The fixtures stand below the folder fixtures; nil stands for testdata in
// the folder of rules, and nil rules for those that ship.
func Run(t TB, folder, fixtures fs.FS) {
	t.Helper()
	s, err := Open(Options{Rules: folder, Fixtures: fixtures})
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	for _, err := range s.Broken() {
		t.Errorf("%v", err)
	}
	for _, f := range s.Test() {
		t.Errorf("%v", f)
	}
}
