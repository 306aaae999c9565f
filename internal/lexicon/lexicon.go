package lexicon

import (
	"io/fs"
	"strings"
	"sync"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// Phrase is an entry of a lexicon.
type Phrase struct {
	// Kind is [None] for a phrase that a later file has dropped: it is never found.
	Kind Kind
	// Lang has the codes of the languages with this phrase, "fr" or "da no",
	// by the names of their files.
	Lang string
	// Text is the phrase as the file spells it.
	Text string
	// Value is the meaning of a number, a period or a sign of money: "4",
	// "week", "EUR".
	Value string
	// Seen is true if the phrase was met on a page, false if it is known from
	// the language only.
	Seen bool
}

// Speaks reports whether the phrase belongs to the language with the code.
func (p *Phrase) Speaks(lang string) bool {
	for l := range strings.FieldsSeq(p.Lang) {
		if l == lang {
			return true
		}
	}
	return false
}

// Lexicon is the compiled wording of several languages. It is immutable and
// safe for use by several goroutines.
type Lexicon struct {
	meanings
	wording *trie
	offers  *trie
	recent  uint // sides that a search remembers
}

// pair is two groups of patterns; one of each must stand close together. Each side
// is a group of forms in the tree, all of which lead to the pair by its number.
type pair struct {
	phrase  int32
	within  int16 // characters between the two
	ordered bool  // the first group stands first
}

// Default returns the lexicon of the files that ship with the module. They were
// compiled when the module was made, so that the first call only looks where its
// parts lie.
func Default() *Lexicon { return defaultLexicon() }

var defaultLexicon = sync.OnceValue(shipped)

// compileShipped compiles the files that ship. A test loads them, so that they cannot
// fail here.
func compileShipped() *Lexicon {
	l, err := Load(lexicondata.FS)
	if err != nil {
		panic(err)
	}
	return l
}

// Load reads the files *.toml at the top of fsys and compiles them. The error
// joins an [*Error] for every problem of every file.
//
// It is not strict: those checks are for callers' files, see strict.go.
func Load(fsys fs.FS) (*Lexicon, error) {
	files, err := readFiles(fsys)
	if err != nil {
		return nil, err
	}
	return compile(files, nil)
}

// Phrase returns the phrase of a [Hit].
//
// It is a copy, so that a caller cannot change the lexicon.
func (l *Lexicon) Phrase(i int32) Phrase { return l.phrase(int(i)) }

// Kind returns the kind of the phrase of a [Hit].
func (l *Lexicon) Kind(i int32) Kind { return Kind(l.kinds[i] &^ seenBit) }

// Len returns the number of phrases; their numbers are 0 to Len-1.
func (l *Lexicon) Len() int { return len(l.kinds) }
