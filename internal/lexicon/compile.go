package lexicon

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// gap stands in a phrase for other words: "already a … subscriber".
const gap = "…"

// phrase enters a phrase of wording with all its forms.
//
// A gap makes it a pair whose sides stand in order, so that a search needs no
// wildcard.
func (f *file) phrase(k Kind, s string, seen bool, line int) {
	f.vet(k, "", s, line)
	if front, back, ok := strings.Cut(s, gap); ok {
		if strings.Contains(back, gap) {
			f.failf(line, "%q: only one … may stand in a phrase", s)
		}
		p := pairDecl{kind: k, all: []string{front, back}, within: defaultWithin, ordered: true, seen: seen}
		f.addPair(p, line)
		return
	}
	to := target{id: f.add(Phrase{Kind: k, Lang: f.lang, Text: s, Seen: seen})}
	if err := f.forms(&f.wording, s, to); err != nil {
		f.failf(line, "%q: %w", s, err)
	}
}

// add enters a phrase and returns its number, by which hits name it.
func (f *file) add(p Phrase) int32 {
	f.lex.phrases = append(f.lex.phrases, p)
	return int32(len(f.lex.phrases) - 1)
}

// addPair enters the forms of both sides, each as a pattern that leads to the
// pair. Any form of the one goes with any of the other.
func (f *file) addPair(p pairDecl, line int) {
	id := int32(len(f.lex.pairs))
	phrase := f.add(Phrase{Kind: p.kind, Lang: f.lang, Text: strings.Join(p.all, gap), Seen: p.seen})
	f.lex.reach = max(f.lex.reach, int32(utf8.UTFMax*p.within))
	f.lex.pairs = append(f.lex.pairs, pair{phrase, int16(p.within), p.ordered})
	for i, s := range p.all {
		before := len(f.wording)
		if err := f.forms(&f.wording, s, target{id: id, side: int8(i + 1)}); err != nil {
			f.failf(line, "%q: %w", s, err)
		}
		f.vetSide(f.wording[before:], line)
	}
}

// offer enters a word of offers.
func (f *file) offer(k Kind, s, value string, line int) {
	f.vet(k, value, s, line)
	to := target{id: f.add(Phrase{Kind: k, Lang: f.lang, Text: s, Value: value})}
	if err := f.forms(&f.offers, s, to); err != nil {
		f.failf(line, "%q: %w", s, err)
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
		} else {
			err = f.vetCurrency(value)
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

// finish builds the trees of what the files state.
//
// Dropped phrases keep their numbers, so that those of others stay; only their
// patterns go.
func (c *compiler) finish() *Lexicon {
	if c.dropped {
		c.wording, c.offers = slices.DeleteFunc(c.wording, c.isDropped), slices.DeleteFunc(c.offers, c.isDropped)
	}
	// Building a tree joins phrases, so that what they mean is settled after it.
	wording, offers := c.build(c.wording), c.build(c.offers)
	return &Lexicon{meanings: readMeanings(c.lex.pack()), wording: wording, offers: offers, recent: recentSides}
}

// isDropped reports whether a later file has dropped the phrase of an entry.
func (c *compiler) isDropped(e entry) bool {
	phrase := e.to.id
	if e.to.side != 0 {
		phrase = c.lex.pairs[e.to.id].phrase
	}
	return c.lex.phrases[phrase].Kind == None
}

// build sorts the entries, joins what several languages share and makes the
// tree.
//
// Entries of one text and one meaning are neighbours after the sorting. Of
// "newsletter" in several languages one pattern is left, with all of them: a hit is
// reported once.
func (c *compiler) build(entries []entry) *trie {
	sortEntries(c.arena, entries, c.rank)
	n := 0
	for i := range entries {
		if n > 0 && c.same(entries[n-1], entries[i]) {
			c.lex.phrases[entries[n-1].to.id].share(&c.lex.phrases[entries[i].to.id])
			continue
		}
		entries[n] = entries[i]
		n++
	}
	return newTrie(c.arena, entries[:n])
}

// rank orders entries of one text so that those of one meaning are neighbours.
func (c *compiler) rank(a, b target) int {
	if d := cmp.Or(cmp.Compare(a.side, b.side), cmp.Compare(a.flag, b.flag)); d != 0 {
		return d
	}
	if a.side == 0 {
		p, q := &c.lex.phrases[a.id], &c.lex.phrases[b.id]
		if d := cmp.Or(cmp.Compare(p.Kind, q.Kind), strings.Compare(p.Value, q.Value)); d != 0 {
			return d
		}
	}
	return cmp.Compare(a.id, b.id)
}

// same reports whether two neighbours are one pattern with one meaning.
func (c *compiler) same(a, b entry) bool {
	if a.to.side != b.to.side || a.to.flag != b.to.flag || !bytes.Equal(c.arena[a.start:a.end], c.arena[b.start:b.end]) {
		return false
	}
	if a.to.side != 0 {
		return a.to.id == b.to.id
	}
	p, q := &c.lex.phrases[a.to.id], &c.lex.phrases[b.to.id]
	return p.Kind == q.Kind && p.Value == q.Value
}

// share adds the languages of q to p.
//
// Seen in one language is seen: the words are the same.
func (p *Phrase) share(q *Phrase) {
	p.Seen = p.Seen || q.Seen
	for lang := range strings.FieldsSeq(q.Lang) {
		if !p.Speaks(lang) {
			p.Lang += " " + lang
		}
	}
}
