package wording

import (
	"sync"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// Lexicon is a lexicon with the kinds of each of its phrases, ready for reading
// pages. It is immutable and serves any number of goroutines.
// The kinds are worked out once per lexicon, since every hit on every page asks for
// them.
type Lexicon struct {
	phrases *lexicon.Lexicon
	kinds   []block.Wording // by phrase
}

// New returns the lexicon with the phrases given.
func New(phrases *lexicon.Lexicon) *Lexicon { return &Lexicon{phrases, phraseKinds(phrases)} }

// Default returns the lexicon that ships with the module, which is made at the
// first call.
func Default() *Lexicon { return defaultLexicon() }

var defaultLexicon = sync.OnceValue(func() *Lexicon { return New(lexicon.Default()) })

// Phrases returns the phrases themselves.
func (l *Lexicon) Phrases() *lexicon.Lexicon { return l.phrases }

// Kinds returns the kinds of phrase in a text that was folded on its own, outside of
// any page.
func (l *Lexicon) Kinds(folded []byte) block.Wording {
	var k block.Wording
	for _, h := range l.phrases.Scan(folded, nil) {
		k |= l.kinds[h.Phrase]
	}
	return k
}
