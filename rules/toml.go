package rules

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// pos is a place in a file, both numbers from 1, columns in characters.
type pos struct{ line, col int }

// value is a TOML value with its place, which go-toml's own decoding into structs
// does not keep: every message of this package names line and column. Scalars other
// than strings keep their spelling in text.
type value struct {
	pos  pos
	kind unstable.Kind
	text string
	list []value  // of an Array
	tabs []*table // of a Table (one) or an ArrayTable
}

// entry is a key with its value.
type entry struct {
	name string
	pos  pos
	val  value
}

// table is a TOML table in the order of the file.
type table struct {
	pos     pos
	entries []*entry
	// How the table came to be decides what may still be added to it: a
	// header may complete a table that only sub-tables have implied, and
	// nothing may be written twice.
	header, dotted bool
}

// get returns the entry of that name, or nil. Tables of rule files are short, so
// that a list in the order of the file serves better than a map.
func (t *table) get(name string) *entry {
	for _, e := range t.entries {
		if e.name == name {
			return e
		}
	}
	return nil
}

// source is a file's text with the places of its lines.
type source struct {
	file  string
	data  []byte
	lines []int // offsets of the starts
}

// newSource notes where the lines of a file start.
func newSource(file string, data []byte) *source {
	s := &source{file: file, data: data, lines: make([]int, 1, bytes.Count(data, []byte{'\n'})+1)}
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return s
		}
		i += n + 1
		s.lines = append(s.lines, i)
	}
}

// pos returns the place of a byte. Columns count characters, as editors do.
func (s *source) pos(offset int) pos {
	line := sort.SearchInts(s.lines, offset+1)
	start := s.lines[line-1]
	return pos{line, utf8.RuneCount(s.data[start:offset]) + 1}
}

func (s *source) errorf(p pos, key, format string, args ...any) *Error {
	return &Error{File: s.file, Line: p.line, Column: p.col, Key: key, Err: fmt.Errorf(format, args...)}
}

// treeBuilder turns the parser's expressions into tables. It keeps the rules of TOML that
// the parser, which sees one expression at a time, cannot check.
type treeBuilder struct {
	src  *source
	p    *unstable.Parser
	root *table
	cur  *table
	errs []error
}

// parsers keeps the memory of finished parsers: it is larger than a file.
var parsers = sync.Pool{New: func() any { return new(unstable.Parser) }}

// parseTOML reads data, up to the first table header if headOnly. It returns
// what could be read with the problems. Reading the heads of all embedded files is
// what the first use of the library pays, so it stops as early as it can.
func parseTOML(src *source, headOnly bool) (*table, []error) {
	b := &treeBuilder{src: src, p: parsers.Get().(*unstable.Parser), root: &table{pos: pos{1, 1}}}
	b.cur = b.root
	defer func() {
		b.p.Reset(nil)
		parsers.Put(b.p)
	}()
	b.p.Reset(src.data)
	for b.p.NextExpression() {
		e := b.p.Expression()
		switch e.Kind {
		case unstable.KeyValue:
			b.keyValue(e)
		case unstable.Table, unstable.ArrayTable:
			if headOnly {
				return b.root, b.errs
			}
			b.header(e)
		}
	}
	if err := b.p.Error(); err != nil {
		b.errs = append(b.errs, b.syntax(err))
	}
	return b.root, b.errs
}

// syntax gives the parser's error its place.
func (b *treeBuilder) syntax(err error) error {
	var pe *unstable.ParserError
	if !errors.As(err, &pe) {
		return b.src.errorf(pos{1, 1}, "", "%w", err)
	}
	// Highlight is a part of the text, so the bytes behind it tell where.
	at := len(b.src.data)
	if off := cap(b.src.data) - cap(pe.Highlight); pe.Highlight != nil && off >= 0 && off <= at {
		at = off
	}
	return b.src.errorf(b.src.pos(at), "", "TOML: %s", pe.Message)
}

// step is one part of a dotted key.
type step struct {
	name string
	pos  pos
}

// steps returns the parts of a dotted key, a.b.c.
func (b *treeBuilder) steps(it unstable.Iterator) []step {
	var out []step
	for it.Next() {
		k := it.Node()
		out = append(out, step{string(k.Data), b.src.pos(int(k.Raw.Offset))})
	}
	return out
}

// descend goes from t along the steps, through the last element of an array
// of tables, and makes tables that are not there. It returns nil where a
// value is in the way, or where a dotted key would reach into a table with a header
// of its own, which TOML forbids.
func (b *treeBuilder) descend(t *table, path []step, dotted bool) *table {
	for _, s := range path {
		e := t.get(s.name)
		if e == nil {
			e = &entry{s.name, s.pos, value{pos: s.pos, kind: unstable.Table, tabs: []*table{{pos: s.pos, dotted: dotted}}}}
			t.entries = append(t.entries, e)
		}
		if e.val.tabs == nil || dotted && !e.val.tabs[0].dotted {
			b.errs = append(b.errs, b.src.errorf(s.pos, s.name, "stated twice, first at line %d", e.pos.line))
			return nil
		}
		t = e.val.tabs[len(e.val.tabs)-1]
	}
	return t
}

// header makes the table of a [header] or [[header]] the current one.
func (b *treeBuilder) header(e *unstable.Node) {
	path := b.steps(e.Key())
	last := path[len(path)-1]
	// What follows a bad header goes into a table that nobody reads, so that one
	// mistake gives one message.
	b.cur = &table{pos: last.pos}
	parent := b.descend(b.root, path[:len(path)-1], false)
	if parent == nil {
		return
	}
	old := parent.get(last.name)
	switch {
	case old == nil:
		b.cur.header = true
		parent.entries = append(parent.entries, &entry{last.name, last.pos, value{pos: last.pos, kind: e.Kind, tabs: []*table{b.cur}}})
	case e.Kind == unstable.ArrayTable && old.val.kind == unstable.ArrayTable:
		b.cur.header = true
		old.val.tabs = append(old.val.tabs, b.cur)
	// [a.b] before [a] has implied a; its own header may come once.
	case e.Kind == unstable.Table && old.val.kind == unstable.Table && !old.val.tabs[0].header && !old.val.tabs[0].dotted:
		b.cur = old.val.tabs[0]
		b.cur.header = true
	default:
		b.errs = append(b.errs, b.src.errorf(last.pos, last.name, "stated twice, first at line %d", old.pos.line))
	}
}

// keyValue enters a key with its value into the current table.
func (b *treeBuilder) keyValue(e *unstable.Node) {
	path := b.steps(e.Key())
	last := path[len(path)-1]
	t := b.descend(b.cur, path[:len(path)-1], true)
	if t == nil {
		return
	}
	if old := t.get(last.name); old != nil {
		b.errs = append(b.errs, b.src.errorf(last.pos, last.name, "stated twice, first at line %d", old.pos.line))
		return
	}
	v := b.scalar(e.Value(), last.pos)
	if v.kind == unstable.Array {
		for it := e.Value().Children(); it.Next(); {
			v.list = append(v.list, b.scalar(it.Node(), v.pos))
		}
	}
	t.entries = append(t.entries, &entry{last.name, last.pos, v})
}

// scalar copies n without its children: the format has no deeper value than a
// list of scalars. Arrays have no place of their own and get that of the key.
func (b *treeBuilder) scalar(n *unstable.Node, fallback pos) value {
	v := value{pos: fallback, kind: n.Kind, text: string(n.Data)}
	if n.Raw.Length > 0 {
		v.pos = b.src.pos(int(n.Raw.Offset))
	}
	return v
}
