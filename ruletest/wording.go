package ruletest

import (
	"bytes"
	"io/fs"
	"iter"
	"path"
	"slices"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/rules"
)

// wordingFiles are the lexicon files of the suite that add something to what
// ships, those with mistakes left out.
func (s *Suite) wordingFiles() []string {
	names, _ := fs.Glob(s.source, "lexicon/*.toml") // the pattern is well formed
	return slices.DeleteFunc(names, func(name string) bool {
		return s.bad[name] || s.only != nil && !slices.Contains(s.only, name) || s.wording(name).Ships()
	})
}

// wording reads a lexicon file as package rules does, without a byte order mark.
func (s *Suite) wording(name string) lexicon.File {
	data, _ := fs.ReadFile(s.source, name) // it has been read before
	return lexicon.File{Name: path.Base(name), Data: bytes.TrimPrefix(data, []byte("\ufeff"))}
}

// lintWording reports phrases that ship already: they do nothing, and a phrase that
// is later taken out of the module would live on in them.
func (s *Suite) lintWording() []Finding {
	var out []Finding
	for _, name := range s.wordingFiles() {
		out = append(out, s.wordingFindings(name, s.wording(name).Repeats(), "redundant", "delete it")...)
	}
	return out
}

// coverWording counts the phrases of the suite's lexicon files and reports those that
// are on none of the pages.
func (s *Suite) coverWording(pages []seen) (count int, unmet []Finding) {
	for _, name := range s.wordingFiles() {
		n, errs := s.wording(name).Unmet(textsOf(pages))
		count += n
		unmet = append(unmet, s.wordingFindings(name, errs, "idle", "")...)
	}
	return count, unmet
}

// textsOf yields the texts in which the engine looks for phrases: those of the
// blocks, and the words of buttons.
func textsOf(pages []seen) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range pages {
			if pages[i].err != nil {
				continue
			}
			for _, b := range pages[i].report.Blocks {
				if !yield(b.Text) {
					return
				}
			}
			for _, p := range pages[i].report.Article.Promos {
				for _, a := range p.Actions {
					if !yield(a.Text) {
						return
					}
				}
			}
		}
	}
}

// wordingFindings are the problems of a lexicon file less those that a comment
// accepts.
func (s *Suite) wordingFindings(name string, errs []*lexicon.Error, check, mend string) []Finding {
	l := &linter{s: s, head: rules.Head{File: name}, text: s.text(name)}
	for _, e := range errs {
		l.add(nil, Finding{Line: e.Line, Check: check, Problem: e.Err.Error(), Mend: mend, Warning: true})
	}
	return l.found
}
