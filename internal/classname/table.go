package classname

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed words.tsv
var source string

// match is a way of looking for a word in a name; words.tsv explains them.
type match uint8

const (
	asWord match = iota
	asWords
	asName
	atStart
	inside
	asPrefix
	asSuffix
	numMatches
)

var matchNames = [numMatches]string{"word", "words", "name", "start", "inside", "prefix", "suffix"}

// meaning is what a word says where it is found in one way: the name suggests what
// is in that, and what is in not is taken back.
type meaning struct{ that, not Set }

func (m meaning) with(o meaning) meaning {
	return meaning{that: m.that.With(o.that), not: m.not.With(o.not)}
}

// entry is one row of the table.
// says is by way of matching, so that a lookup reads at once what a word means as
// a word, as a name and inside.
type entry struct {
	word string // without hyphens
	// joints has a bit for each place at which a name may part the word.
	joints uint64
	says   [numMatches]meaning
}

// minInside is the fewest letters of a word that is looked for inside of names.
const minInside = 3

// column is a column of the table: the way in which its words match where a cell
// says no other, and the meanings by name.
type column struct {
	match match
	names map[string]Set
}

// parse reads a table of words. It returns an error that names the line for a row
// that is out of order, stands twice, or says what the package does not know.
//
// The table is checked in full by a test, and in the program it is read once: a
// mistake cannot go unnoticed.
func parse(text string) ([]entry, error) {
	var columns []column
	var rows []entry
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		var err error
		if columns == nil {
			columns, err = parseHeading(cells)
		} else {
			rows, err = addRow(rows, columns, cells)
		}
		if err != nil {
			return nil, fmt.Errorf("words.tsv:%d: %w", n, err)
		}
	}
	return rows, nil
}

// A heading names the column and how its words match: "part:word".
func parseHeading(cells []string) ([]column, error) {
	var columns []column
	for _, cell := range cells[1:] {
		title, how, _ := strings.Cut(cell, ":")
		m, err := parseMatch(how)
		if err != nil {
			return nil, err
		}
		names := meaningsOf(title)
		if names == nil {
			return nil, fmt.Errorf("unknown column %q", title)
		}
		columns = append(columns, column{match: m, names: names})
	}
	return columns, nil
}

func parseMatch(s string) (match, error) {
	m := slices.Index(matchNames[:], s)
	if m < 0 {
		return 0, fmt.Errorf("unknown way to match %q", s)
	}
	return match(m), nil
}

// meaningsOf returns the meanings of a column by their names.
//
// The names are those that the sets have for themselves, so that table and code
// cannot differ.
func meaningsOf(title string) map[string]Set {
	m := make(map[string]Set)
	switch title {
	case "part":
		for i, name := range PartNames {
			m[name] = Set{Part: 1 << i}
		}
	case "ask":
		for i, name := range AskNames {
			m[name] = Set{Ask: 1 << i}
		}
	case "field":
		for i, name := range fieldNames {
			m[name] = Set{Field: 1 << i}
		}
	case "form":
		for i, name := range formNames {
			m[name] = Set{Form: 1 << i}
		}
	default:
		return nil
	}
	return m
}

// Rows must be in order, so that a word cannot hide a second time further down.
func addRow(rows []entry, columns []column, cells []string) ([]entry, error) {
	e := newEntry(cells[0])
	if strings.Trim(e.word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return nil, fmt.Errorf("%q is not all small letters and digits", e.word)
	}
	if len(rows) > 0 && rows[len(rows)-1].word >= e.word {
		return nil, fmt.Errorf("%q stands after %q", e.word, rows[len(rows)-1].word)
	}
	if len(cells) > len(columns)+1 {
		return nil, fmt.Errorf("%q has %d columns, want at most %d", e.word, len(cells), len(columns)+1)
	}
	for i, cell := range cells[1:] {
		if cell == "" {
			continue
		}
		for item := range strings.SplitSeq(cell, ", ") {
			if err := e.add(columns[i], item); err != nil {
				return nil, err
			}
		}
	}
	switch {
	case e.says == [numMatches]meaning{}:
		return nil, fmt.Errorf("%q means nothing", e.word)
	case e.looksInside() && len(e.word) < minInside:
		return nil, fmt.Errorf("%q is too short to be looked for inside of names", e.word)
	}
	return append(rows, e), nil
}

// "top-bar" becomes topbar with a joint before its fourth letter.
func newEntry(word string) (e entry) {
	for part := range strings.SplitSeq(word, "-") {
		if e.word += part; len(e.word) < len(word) {
			e.joints |= 1 << len(e.word)
		}
	}
	return e
}

// add reads one item of a cell: !drop cap:prefix.
//
//	"byline"             as the heading says
//	"byline:suffix"      at the end of a name only
//	"!drop cap:prefix"   takes the meaning back
func (e *entry) add(c column, item string) error {
	name, how, ok := strings.Cut(item, ":")
	m := c.match
	if ok {
		var err error
		if m, err = parseMatch(how); err != nil {
			return fmt.Errorf("%q: %w", e.word, err)
		}
		if m == c.match {
			return fmt.Errorf("%q: %q says what the heading does", e.word, item)
		}
	}
	name, not := strings.CutPrefix(name, "!")
	s, ok := c.names[name]
	if !ok {
		return fmt.Errorf("%q: unknown meaning %q", e.word, name)
	}
	add := meaning{that: s}
	if not {
		add = meaning{not: s}
	}
	if old := e.says[m]; old.with(add) == old {
		return fmt.Errorf("%q says %q twice", e.word, item)
	}
	e.says[m] = e.says[m].with(add)
	return nil
}

// index finds the words of the table in names.
// It is read for each distinct name of a page, of which there may be thousands,
// and so built for names that mean nothing: those end at one test a word and one a
// place.
type index struct {
	rows []entry
	// slots hold 1 + the row of each word that stands for a word or a name, by the
	// word's hash. There are so many slots that most words of a page meet an empty one.
	slots [1 << slotBits]uint16
	// code numbers the small letters from 0 and the digits after them, several to
	// a number; others have 255. A place that it takes for another costs a comparison.
	code [256]uint8
	// starts has a bit for the first three letters of each word that is looked for
	// inside of names, 32 to a letter, so that nearly every place costs one test.
	starts [32 * 32]uint32
	// begin are the rows of these words by their first letter.
	begin [32][]uint16
}

const slotBits = 13

var table = sync.OnceValue(func() *index {
	rows, err := parse(source)
	if err != nil {
		panic(err) // the table is part of the binary: a test reads it
	}
	return newIndex(rows)
})

func newIndex(rows []entry) *index {
	t := &index{rows: rows}
	for c := range t.code {
		t.code[c] = 255
	}
	for c := range uint8(26) {
		t.code['a'+c] = c
	}
	for c := range uint8(10) {
		t.code['0'+c] = 26 + c%6
	}
	for i := range rows {
		t.insert(i)
	}
	return t
}

// A word may be in both: hashed for whole words and names, and by its first
// letters for what is inside.
func (t *index) insert(i int) {
	e := &t.rows[i]
	if e.looksWhole() {
		at := hashOn(0, e.word) >> (32 - slotBits)
		for t.slots[at] != 0 {
			at = (at + 1) % (1 << slotBits)
		}
		t.slots[at] = uint16(i + 1)
	}
	if e.looksInside() {
		a, b, c := t.code[e.word[0]], t.code[e.word[1]], t.code[e.word[2]]
		t.starts[int(a)<<5|int(b)] |= 1 << (c & 31)
		t.begin[a] = append(t.begin[a], uint16(i))
	}
}

// looksWhole reports whether the word is looked for as a word or as a name.
func (e *entry) looksWhole() bool {
	return e.says[asWord] != meaning{} || e.says[asWords] != meaning{} || e.says[asName] != meaning{}
}

// looksInside reports whether it is looked for within names.
func (e *entry) looksInside() bool {
	return e.says[atStart] != meaning{} || e.says[inside] != meaning{} || e.says[asPrefix] != meaning{} || e.says[asSuffix] != meaning{}
}

// hashOn goes on with the hash of what stands before word.
//
// That it goes on lets the pair of two neighbours be hashed without joining them.
func hashOn[T string | []byte](hash uint32, word T) uint32 {
	for i := range len(word) {
		hash = (hash ^ uint32(word[i])) * 0x9e3779b1
	}
	return hash
}

// find returns the row of a word with its hash, or nil.
//
// The slots are never full, so that an empty one ends the search.
func (t *index) find(hash uint32, word []byte) *entry {
	for at := hash >> (32 - slotBits); t.slots[at] != 0; at = (at + 1) % (1 << slotBits) {
		if e := &t.rows[t.slots[at]-1]; e.word == string(word) {
			return e
		}
	}
	return nil
}
