package lexicon

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// The checks of this file are for the files of callers. A test applies them to those
// that ship, so that the first page need not wait for them.

// maxPhrase bounds a phrase, in bytes: the longest that ships has half of it. A
// search walks no further than the longest phrase.
const maxPhrase = 500

// stated is what makes two phrases of one file the same.
// A phrase may stand under several kinds: then it has several meanings.
type stated struct {
	kind        Kind
	value, text string
}

// vet checks a phrase of a strict file.
//
// A phrase that is stated twice would do no harm; it is refused as a slip.
func (f *file) vet(k Kind, value, s string, line int) {
	f.vetText(stated{k, value, s}, k.String(), line)
}

// vetText checks what a strict file states under a key.
func (f *file) vetText(it stated, key string, line int) {
	if !f.strict {
		return
	}
	if len(it.text) > maxPhrase {
		f.failf(line, "a phrase has at most %d bytes, not %d", maxPhrase, len(it.text))
	}
	if first, ok := f.own[it]; ok {
		f.failf(line, "%q is stated twice under %s, first at line %d", it.text, key, first)
		return
	}
	if f.own == nil {
		f.own = map[stated]int{}
	}
	f.own[it] = line
}

// maxShared is the number of pairs of a file in which one text may stand: together
// with those of the other files, they must not be more than a search remembers.
const maxShared = 24

// vetSide counts the forms of one side of a pair.
//
// The error is told once a text, where it goes over.
func (f *file) vetSide(forms []entry, line int) {
	if !f.strict {
		return
	}
	if f.sides == nil {
		f.sides = map[string]int{}
	}
	for _, e := range forms {
		text := string(f.arena[e.start:e.end])
		if f.sides[text]++; f.sides[text] == maxShared+1 {
			f.failf(line, "%q stands in more than %d pairs", text, maxShared)
		}
	}
}

// vetLang refuses a code that no page's language leads to.
//
// Pages and files must come to the same code by [Lang], or the file's words would
// count for no page.
func (f *file) vetLang(line int) {
	if !f.strict {
		return
	}
	base, err := language.ParseBase(Lang(f.lang))
	switch code := Lang(f.lang); {
	case err != nil:
		f.failf(line, "%q is no code of a language; ISO 639 lists them", f.lang)
	case code != f.lang:
		f.failf(line, "phrases of %q belong into %s.toml", f.lang, code)
	case base.String() != code:
		f.failf(line, "phrases of %q belong into %s.toml", f.lang, base)
	}
}

// vetCurrency refuses what has the form of a code but is not one.
func (f *file) vetCurrency(value string) error {
	if !f.strict || len(value) != 3 {
		return nil
	}
	if _, err := currency.ParseISO(value); err != nil {
		return fmt.Errorf("%q is no currency of ISO 4217", value)
	}
	return nil
}

var errNothingEarlier = errors.New("nothing can be dropped: no earlier file has this language")

// drop takes a phrase of an earlier file away. What other languages state stays.
//
// A dropped phrase is only marked: patterns are taken out when the tree is built,
// once all files are read.
func (f *file) drop(k Kind, s string, line int) {
	if f.earlier == 0 {
		f.fail(line, errNothingEarlier)
		return
	}
	found := false
	for i := range f.lex.phrases[:f.earlier] {
		if p := &f.lex.phrases[i]; p.Kind == k && p.Text == s && p.Lang == f.lang {
			p.Kind, found, f.dropped = None, true, true
		}
	}
	if !found {
		f.failf(line, "%q is no phrase under %s that an earlier %s.toml has; state it as it is spelled there", s, k, f.lang)
	}
}

// Lang returns the code by which lexicon files name the language of a BCP 47
// tag: "pt" for "pt-BR", "no" for "nb".
func Lang(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	switch base {
	case "nb", "nn":
		return "no"
	case "iw":
		return "he"
	case "in":
		return "id"
	}
	return base
}
