package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// defaultWithin is how many characters may stand between the sides of a pair:
// measured on the pages that the patterns come from, verb and object stand
// closer than that, and two sentences do not.
const (
	defaultWithin = 40
	maxWithin     = 200
)

// compiler gathers the phrases of all files.
// The TOML is read expression by expression, not into values, since every phrase
// needs its line for errors.
type compiler struct {
	lex       draft
	wording   []entry
	offers    []entry
	arena     []byte // the texts of the entries
	raw, form []byte // scratch of forms
	parser    unstable.Parser
	// strict makes the checks of strict.go, which a test makes for the files that ship.
	strict bool
	// dropped is set where a file has dropped a phrase of an earlier one.
	dropped bool
	errs    []error
}

// newCompiler returns a compiler for files of size bytes together. A phrase takes
// some 20 bytes in a file, and alternatives give it about two forms; the factors
// follow from that.
func newCompiler(size int) *compiler {
	c := &compiler{
		wording: make([]entry, 0, size/14),
		offers:  make([]entry, 0, size/80),
		arena:   make([]byte, 0, size+size/2),
	}
	c.lex.phrases = make([]Phrase, 0, size/22)
	return c
}

// file is a file that is being read.
// Phrases are parts of text, so that a file's strings cost one allocation.
type file struct {
	*compiler
	name string
	lang string
	data []byte
	text string // data once more, for the phrases to share
	// keys are those of the table so far.
	keys []string
	// tables are those of the file so far.
	tables []string
	// table is the header that the keys belong to, pairLine the line of the
	// [[pair]] that is being read.
	table    string
	pairLine int
	pair     pairDecl
	// earlier is the number of phrases of the files before, own are the lines of
	// this file's phrases if it is read strictly.
	earlier int
	own     map[stated]int
	// sides counts the pairs with a text, if the file is read strictly.
	sides map[string]int
}

// pairDecl is a [[pair]] table.
type pairDecl struct {
	kind    Kind
	all     []string
	within  int
	ordered bool
	seen    bool
}

// file reads a file and returns what is known of it.
//
// Reading goes on after an error, so that all problems of a file are reported at
// once.
func (c *compiler) file(name string, data []byte) *file {
	f := &file{compiler: c, name: name, data: data, text: string(data), earlier: len(c.lex.phrases)}
	c.parser.Reset(data)
	for c.parser.NextExpression() {
		e := c.parser.Expression()
		switch e.Kind {
		case unstable.KeyValue:
			f.keyValue(e)
		case unstable.Table, unstable.ArrayTable:
			f.header(e)
		}
	}
	f.endPair()
	if err := c.parser.Error(); err != nil {
		f.fail(f.syntaxLine(err), fmt.Errorf("TOML: %w", err))
	}
	if f.lang == "" {
		f.fail(1, errors.New(`lang is missing`))
	}
	return f
}

// fail notes a problem; nothing stops at it.
func (f *file) fail(line int, err error) {
	f.errs = append(f.errs, &Error{f.name, line, err})
}

func (f *file) failf(line int, format string, args ...any) { f.fail(line, fmt.Errorf(format, args...)) }

// syntaxLine finds the line of a syntax error: what the parser highlights is a
// part of the data, so that the bytes behind it tell where it is.
func (f *file) syntaxLine(err error) int {
	var pe *unstable.ParserError
	if !errors.As(err, &pe) || pe.Highlight == nil {
		return 1
	}
	return f.line(cap(f.data) - cap(pe.Highlight))
}

// line returns the line of an offset. It counts from the start of the file, which
// is too slow for each string of a list: see list.
func (f *file) line(offset int) int {
	if offset < 0 || offset > len(f.data) {
		return 1
	}
	return 1 + bytes.Count(f.data[:offset], []byte{'\n'})
}

// key returns the dotted key of an expression and the offset of its last part.
func key(e *unstable.Node) (string, int) {
	var parts []string
	at := 0
	for it := e.Key(); it.Next(); {
		parts = append(parts, string(it.Node().Data))
		at = int(it.Node().Raw.Offset)
	}
	return strings.Join(parts, "."), at
}

var tables = []string{"seen", "known", "pair", "offer", "offer.number", "offer.period", "offer.currency", "date", "author", "section", "drop"}

// An unknown or repeated table gets the name "?", whose keys keyValue passes by:
// one mistake, one error.
func (f *file) header(e *unstable.Node) {
	f.endPair()
	name, at := key(e)
	f.table, f.keys = name, f.keys[:0]
	switch {
	case f.repeats(name):
		f.failf(f.line(at), "table %q is stated twice", name)
		f.table = "?"
	case !slices.Contains(tables, name):
		f.failf(f.line(at), "unknown table %q; valid are %s", name, strings.Join(tables, ", "))
		f.table = "?"
	case (name == "pair") != (e.Kind == unstable.ArrayTable):
		f.failf(f.line(at), "table %q needs single brackets, pair double ones", name)
		f.table = "?"
	case name == "pair":
		f.pairLine = f.line(at)
		f.pair = pairDecl{within: defaultWithin}
	}
}

// repeats reports whether a table that may stand once was there before.
func (f *file) repeats(name string) bool {
	if name == "pair" || !slices.Contains(tables, name) {
		return false
	}
	if slices.Contains(f.tables, name) {
		return true
	}
	f.tables = append(f.tables, name)
	return false
}

// keyValue reads a key by the table it stands in. The parser accepts a key that is
// stated twice, so it is refused here.
func (f *file) keyValue(e *unstable.Node) {
	name, at := key(e)
	if slices.Contains(f.keys, name) {
		f.failf(f.line(at), "%q is stated twice in one table", name)
		return
	}
	f.keys = append(f.keys, name)
	switch f.table {
	case "":
		f.top(name, at, e.Value())
	case "seen", "known":
		k := parseKind(KindNames(), GateSubscription, name)
		if k == None {
			f.failf(f.line(at), "unknown kind %q; valid are %s", name, strings.Join(KindNames(), ", "))
			return
		}
		f.list(e.Value(), at, func(s string, line int) { f.phrase(k, s, f.table == "seen", line) })
	case "pair":
		f.pairKey(name, at, e.Value())
	case "offer":
		k := parseKind(offerNames(), Free, name)
		if k == None {
			f.failf(f.line(at), "unknown kind of offer %q; valid are %s", name, strings.Join(offerNames(), ", "))
			return
		}
		f.list(e.Value(), at, func(s string, line int) { f.offer(k, s, "", line) })
	case "offer.number", "offer.period", "offer.currency":
		f.valued(name, at, e.Value())
	case "date", "author", "section":
		f.word(name, at, e.Value())
	case "drop":
		k := parseKind(kindNames[GateSubscription:], GateSubscription, name)
		if k == None {
			f.failf(f.line(at), "unknown kind %q; valid are %s", name, strings.Join(kindNames[GateSubscription:], ", "))
			return
		}
		f.list(e.Value(), at, func(s string, line int) { f.drop(k, s, line) })
	}
}

// top reads the keys before the first table. The file's name must be that of the
// language, as hits and later files go by it.
func (f *file) top(name string, at int, v *unstable.Node) {
	switch {
	case v.Kind != unstable.String:
		f.failf(f.line(at), "%s must be a string", name)
	case name == "lang":
		f.lang = string(v.Data)
		if f.lang+".toml" != f.name {
			f.failf(f.line(at), "lang is %q, but the file is %q", f.lang, f.name)
		}
		f.vetLang(f.line(at))
	case name != "name":
		f.failf(f.line(at), "unknown key %q; valid are lang, name", name)
	}
}

// list calls do for each string of an array.
func (f *file) list(v *unstable.Node, at int, do func(s string, line int)) {
	if v.Kind != unstable.Array {
		f.failf(f.line(at), "must be a list of strings")
		return
	}
	line, from := f.line(at), at
	for it := v.Children(); it.Next(); {
		n := it.Node()
		if n.Kind == unstable.Comment {
			continue
		}
		if n.Kind != unstable.String {
			f.failf(line, "must be a list of strings")
			return
		}
		// Counting on from the last string keeps a long list linear.
		if off := int(n.Raw.Offset); off > from {
			line += bytes.Count(f.data[from:off], []byte{'\n'})
			from = off
		}
		do(f.string(n), line)
	}
}

// string returns the text of n, as a part of the file's text if it has no
// escapes.
func (f *file) string(n *unstable.Node) string {
	from := int(n.Raw.Offset) + 1
	if to := from + len(n.Data); to <= len(f.text) && f.text[from:to] == string(n.Data) {
		return f.text[from:to]
	}
	return string(n.Data)
}

// pairKey reads a key of a [[pair]]. Missing ones are reported when it ends.
func (f *file) pairKey(name string, at int, v *unstable.Node) {
	p := &f.pair
	bad := false
	switch name {
	case "kind":
		if p.kind = parseKind(KindNames(), GateSubscription, string(v.Data)); p.kind == None {
			f.failf(f.line(at), "unknown kind %q; valid are %s", v.Data, strings.Join(KindNames(), ", "))
			p.kind = Harmless
		}
	case "all":
		f.list(v, at, func(s string, _ int) { p.all = append(p.all, s) })
	case "within":
		n, err := strconv.Atoi(string(v.Data))
		p.within, bad = n, err != nil || n < 1 || n > maxWithin
	case "ordered":
		p.ordered, bad = string(v.Data) == "true", v.Kind != unstable.Bool
	case "seen":
		p.seen, bad = string(v.Data) == "true", v.Kind != unstable.Bool
	default:
		f.failf(f.line(at), "unknown key %q; valid are kind, all, within, ordered, seen", name)
	}
	if bad {
		f.failf(f.line(at), "%s is no valid value of %s", v.Data, name)
	}
}

// endPair compiles the [[pair]] that ends here, if there is one.
func (f *file) endPair() {
	if f.table != "pair" {
		return
	}
	f.table = ""
	p := f.pair
	if p.kind == None || len(p.all) != 2 {
		f.failf(f.pairLine, "a pair needs a kind and two strings in all")
		return
	}
	if f.strict {
		f.vet(p.kind, "", strings.Join(p.all, gap), f.pairLine)
	}
	f.addPair(p, f.pairLine)
}
