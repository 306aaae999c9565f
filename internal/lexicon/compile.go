package lexicon

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// gap stands in a phrase for other words: "already a … subscriber".
const gap = "…"

// phrase enters a phrase of wording with all its forms.
func (f *file) phrase(k Kind, s string, seen bool, line int) {
	if front, back, ok := strings.Cut(s, gap); ok {
		p := pairDecl{kind: k, all: []string{front, back}, within: defaultWithin, ordered: true, seen: seen}
		f.addPair(p, line)
		return
	}
	forms, err := expand(s)
	if err != nil {
		f.fail(line, err)
		return
	}
	id := f.intern(Phrase{Kind: k, Text: s, Seen: seen})
	for _, p := range forms {
		f.wording = append(f.wording, entry{p.text, target{id: id, flag: p.flag}})
	}
}

// intern returns the number of the phrase. Languages that spell it alike share
// it.
func (f *file) intern(p Phrase) int32 {
	if f.known == nil {
		f.known = make(map[phraseKey]int32, 4096)
	}
	k := phraseKey{p.Kind, p.Text, p.Value}
	id, ok := f.known[k]
	if !ok {
		p.Lang = f.lang
		id = int32(len(f.lex.phrases))
		f.known[k] = id
		f.lex.phrases = append(f.lex.phrases, p)
		return id
	}
	old := &f.lex.phrases[id]
	old.Seen = old.Seen || p.Seen
	if !slices.Contains(strings.Fields(old.Lang), f.lang) {
		old.Lang += " " + f.lang
	}
	return id
}

func (f *file) addPair(p pairDecl, line int) {
	id := int32(len(f.lex.pairs))
	phrase := f.intern(Phrase{Kind: p.kind, Text: strings.Join(p.all, gap), Seen: p.seen})
	f.lex.pairs = append(f.lex.pairs, pair{phrase, int16(p.within), p.ordered})
	for i, s := range p.all {
		forms, err := expand(s)
		if err != nil {
			f.fail(line, err)
		}
		for _, form := range forms {
			f.wording = append(f.wording, entry{form.text, target{id, int8(i + 1), form.flag}})
		}
	}
}

// offer enters a word of offers.
func (f *file) offer(k Kind, s, value string, line int) {
	forms, err := expand(s)
	if err != nil {
		f.fail(line, err)
		return
	}
	id := f.intern(Phrase{Kind: k, Text: s, Value: value})
	for _, p := range forms {
		f.offers = append(f.offers, entry{p.text, target{id: id, flag: p.flag}})
	}
}

var periods = []string{"day", "week", "month", "year"}

// valued enters the words of a key that is their meaning.
func (f *file) valued(value string, at int, v *unstable.Node) {
	var k Kind
	var err error
	switch f.table {
	case "offer.number":
		k = Number
		if n, e := strconv.Atoi(value); e != nil || n < 1 || n > 99 {
			err = fmt.Errorf("number %q is not between 1 and 99", value)
		}
	case "offer.period":
		k = Period
		if !slices.Contains(periods, value) {
			err = fmt.Errorf("unknown period %q; valid are %s", value, strings.Join(periods, ", "))
		}
	case "offer.currency":
		k = Currency
		if !validCurrency(value) {
			err = fmt.Errorf("%q is neither an ISO 4217 code nor $, ¥, kr or £", value)
		}
	}
	if err != nil {
		f.fail(f.line(at), err)
		return
	}
	f.list(v, at, func(s string, line int) { f.offer(k, s, value, line) })
}

// validCurrency checks the form of a code; package offer knows the codes. The
// signs that several currencies share stand for themselves.
func validCurrency(s string) bool {
	if slices.Contains([]string{"$", "¥", "kr", "£"}, s) {
		return true
	}
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// finish builds the trees, or returns what is wrong with the files.
func (c *compiler) finish() (*Lexicon, error) {
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	c.lex.wording, c.lex.offers = newTrie(c.wording), newTrie(c.offers)
	l := c.lex
	return &l, nil
}
